"""Places by name: countries, regions, first-order divisions, counties and cities."""

from __future__ import annotations

from functools import lru_cache

from dateline.gazetteer import countries
from dateline.gazetteer.entry import PlaceEntry
from dateline.gazetteer.tables import key

# Names whose places are kept at hand: those of some hundred articles.
_REMEMBERED = 4096


def places(name: str) -> list[PlaceEntry]:
    """Return every place of this name: country, regions, divisions, then cities by population."""
    return list(_built_in(name))


@lru_cache(maxsize=_REMEMBERED)
def _built_in(name: str) -> tuple[PlaceEntry, ...]:
    from dateline.gazetteer import index, layout

    if not name.strip():
        return ()
    return (*_countries(name), *layout.lookup(index.connection(), key(name)))


def _countries(name: str) -> list[PlaceEntry]:
    found = countries.named(name)
    if found is None:
        return []
    return [
        PlaceEntry(
            geonames=found.geonames,
            name=found.name,
            lat=found.lat,
            lon=found.lon,
            country=found.alpha3,
            admin1=None,
            feature="PCLI",
            population=found.population,
        )
    ]
