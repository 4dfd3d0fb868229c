"""Places by name: countries, regions, divisions, counties, cities, and what the user imported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from dateline.gazetteer import countries
from dateline.gazetteer.entry import PlaceEntry
from dateline.gazetteer.tables import key

# Names whose places are kept at hand: those of some hundred articles.
_REMEMBERED = 4096


def places(name: str, year: int | None = None) -> list[PlaceEntry]:
    """Return every place of this name, in this order: what an import says comes first, country,
    regions, divisions, counties, cities by population, what else is imported, former names.

    With a year those that had the name only at other times come last, and those of them that are
    imported are left out where there is anything else.

    Raises:
        UsageError: when an imported gazetteer is damaged or of another version.
    """
    from dateline.gazetteer import imports

    found: Iterable[PlaceEntry] = _built_in(name)
    now = imports.state()
    if now is not None and name.strip():
        found = _joined(found, imports.lookup(key(name), now))
    return list(found) if year is None else _in_year(found, year)


def _joined(ours: Iterable[PlaceEntry], imported: Iterable[PlaceEntry]) -> list[PlaceEntry]:
    """Return both without those of one GeoNames id, of which the first stays."""
    everything = sorted(
        [*ours, *imported],
        key=lambda entry: (not entry.first_choice, entry.former and entry.origin is None),
    )
    first: dict[object, PlaceEntry] = {}
    for number, entry in enumerate(everything):
        first.setdefault(-number if entry.geonames is None else entry.geonames, entry)
    return list(first.values())


def _in_year(found: Iterable[PlaceEntry], year: int) -> list[PlaceEntry]:
    def is_past(entry: PlaceEntry) -> bool:
        return entry.former and not entry.holds(year)

    ordered = sorted(found, key=is_past)
    if all(is_past(entry) for entry in ordered):
        return ordered
    return [entry for entry in ordered if entry.origin is None or not is_past(entry)]


@lru_cache(maxsize=_REMEMBERED)
def _built_in(name: str) -> tuple[PlaceEntry, ...]:
    from dateline.gazetteer import index, layout

    if not name.strip():
        return ()
    found = layout.lookup(index.connection(), key(name))
    lands = _countries(name)
    # An older name that a country still has ("Burma") has its years beside it in the index.
    ids = {country.geonames for country in lands}
    same = {e.geonames: e for e in found if e.former and e.geonames in ids}
    dated = [
        replace(land, first=same[land.geonames].first, last=same[land.geonames].last)
        if land.geonames in same
        else land
        for land in lands
    ]
    return (*dated, *(e for e in found if not (e.former and e.geonames in ids)))


def _countries(name: str) -> list[PlaceEntry]:
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
        for found in countries.all_named(name)
    ]
