"""Places by name: countries, regions, first-order divisions and cities."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from dateline.gazetteer import countries
from dateline.gazetteer.tables import key, parts, rows


@dataclass(frozen=True)
class PlaceEntry:
    """A place: degrees (WGS 84), country as alpha-3, feature code of GeoNames."""

    geonames: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str
    population: int
    primary: bool = True
    """whether it was found by its own name, not by an alternate one"""


def places(name: str) -> list[PlaceEntry]:
    """Return every place of this name: country, regions, divisions, then cities by population."""
    if not name.strip():
        return []
    wanted = key(name)
    return [
        *_countries(name),
        *_regions().get(wanted, ()),
        *_counties().get(wanted, ()),
        *_cities(name),
    ]


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


def _cities(name: str) -> list[PlaceEntry]:
    from dateline.gazetteer import index

    found = []
    for row in index.lookup(key(name)):
        holder = countries.by_alpha2().get(row.alpha2)
        capital = holder is not None and key(holder.capital) == key(row.name)
        found.append(
            PlaceEntry(
                geonames=row.geonames,
                name=row.name,
                lat=row.lat,
                lon=row.lon,
                country=holder.alpha3 if holder else None,
                admin1=_divisions().get((row.alpha2, row.admin1)),
                feature="PPLC" if capital else "PPL",
                population=row.population,
                primary=bool(row.primary),
            )
        )
    return found


@cache
def _regions() -> dict[str, list[PlaceEntry]]:
    """Return regions and first-order divisions by every name, the former first."""
    found: dict[str, list[PlaceEntry]] = {}
    divisions = ({**row, "feature": "ADM1"} for row in rows("divisions.tsv"))
    for row in chain(rows("regions.tsv"), divisions):
        if not row["name"]:
            continue
        entry = PlaceEntry(
            geonames=int(row["geonames"]) if row["geonames"] else None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"] or None,
            admin1=row["name"] if row["feature"] == "ADM1" else None,
            feature=row["feature"],
            population=int(row.get("people") or 0),
        )
        own = key(row["name"])
        for name in dict.fromkeys(key(n) for n in (row["name"], *parts(row["aliases"]))):
            here = entry if name == own else replace(entry, primary=False)
            found.setdefault(name, []).append(here)
    return found


@cache
def _counties() -> dict[str, list[PlaceEntry]]:
    """Return second-order divisions (counties, districts) by name."""
    found: dict[str, list[PlaceEntry]] = {}
    for row in rows("counties.tsv"):
        holder = countries.by_code(row["country"])
        entry = PlaceEntry(
            geonames=None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            admin1=_divisions().get((holder.alpha2, row["code1"])) if holder else None,
            feature="ADM2",
            population=0,
        )
        found.setdefault(key(row["name"]), []).append(entry)
    return found


def home_of(people: str) -> str | None:
    """Return the country (alpha-3) of the people of a division or region ("Bavarian", "Chechens").

    None where no country or several have such a people.
    """
    name = key(people)
    found = _peoples().get(name) or _peoples().get(name.removesuffix("s"))
    return next(iter(found)) if found and len(found) == 1 and people[:1].isupper() else None


@cache
def _peoples() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in chain(rows("divisions.tsv"), rows("regions.tsv")):
        for demonym in parts(row["demonyms"]):
            if row["country"]:
                found.setdefault(key(demonym), set()).add(row["country"])
    return found


@cache
def _divisions() -> dict[tuple[str, str], str]:
    """Return the names of first-order divisions by country (alpha-2) and GeoNames' admin1 code."""
    table = {}
    for row in rows("divisions.tsv"):
        holder = countries.by_code(row["country"] or None)
        if holder and row["code"] and row["name"]:
            table[holder.alpha2, row["code"]] = row["name"]
    return table
