"""The tables of a gazetteer file (SQLite): written once by ``Writer``, then only looked up.

The program's own index and every gazetteer that a user imports have the same layout.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from dateline.gazetteer.entry import PlaceEntry
from dateline.gazetteer.tables import key


class Rank(IntEnum):
    """In which order places of one name are given."""

    CHOICE = 0
    REGION = 1
    DIVISION = 2
    COUNTY = 3
    PLACE = 4
    FORMER = 5


class Row(NamedTuple):
    """A place: degrees (WGS 84), country as alpha-3, feature code of GeoNames."""

    geonames: int | None
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    feature: str
    population: int
    rank: int


# The years in which a name holds; None: no bound.
Years = tuple[int | None, int | None]
ALWAYS: Years = (None, None)
_SCHEMA = """
CREATE TABLE place (id INTEGER PRIMARY KEY, geonames INTEGER, name TEXT, lat REAL, lon REAL,
                    country TEXT, admin1 TEXT, feature TEXT, population INTEGER, rank INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, own INTEGER, always INTEGER, first INTEGER,
                   last INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TEMP TABLE fresh (key TEXT, place INTEGER, own INTEGER, always INTEGER, first INTEGER,
                         last INTEGER);
"""
# A name that holds always and in years, too ("Saigon"), keeps the years but is not former.
_SORT_IN = """
INSERT INTO name SELECT key, place, max(own), max(always), max(first), max(last) FROM fresh
GROUP BY key, place ORDER BY key, place
"""
_QUERY = """
SELECT geonames, place.name, lat, lon, country, admin1, feature, population,
       own, always, first, last, rank
FROM name JOIN place ON place.id = name.place
WHERE key = ? ORDER BY rank, population DESC, place.id LIMIT 100
"""
# Alternate names of up to three Latin letters are airport codes and articles of other languages.
_SHORTEST_LATIN = 4
# One character of Chinese or Korean is a word as often as a place, two are a name ("서울", "北京").
_SHORTEST_OTHER = 2
# Names that are written in one statement: it holds them all meanwhile.
_BATCH = 20_000
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


class Writer:
    """Writes places into an empty database. Names are gathered aside and sorted in at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db, self.count = connection, 0
        self._places: list[tuple[object, ...]] = []
        self._names: list[tuple[str, int, bool, bool, int | None, int | None]] = []
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)

    def add(
        self, row: Row, own: Iterable[str] = (), others: Iterable[str] = (), years: Years = ALWAYS
    ) -> int:
        """Write a place with its own names (beside the row's) and its alternate ones.

        Returns its number.
        """
        self.count += 1
        self._places.append((self.count, *row))
        owned = {key(row.name), *(key(name) for name in own)}
        rest = {key(name) for name in others if name != row.name} - owned
        always = years == ALWAYS
        for names, is_own in ((owned, True), (rest, False)):
            self._names += [(name, self.count, is_own, always, *years) for name in names if name]
        if len(self._names) >= _BATCH:
            self.flush()
        return self.count

    def add_former(self, place: int, names: Iterable[str], years: Years) -> None:
        """Give a place that was written names that it had in some years only."""
        self._names += [(name, place, False, False, *years) for name in {key(n) for n in names}]

    def flush(self) -> None:
        """Write what is waiting."""
        marks = ", ".join("?" * (len(Row._fields) + 1))
        self._db.executemany(f"INSERT INTO place VALUES ({marks})", self._places)
        self._db.executemany("INSERT INTO fresh VALUES (?, ?, ?, ?, ?, ?)", self._names)
        self._places.clear()
        self._names.clear()

    def close(self) -> None:
        """Sort the names in; SQLite sorts on disk what does not fit its memory."""
        self.flush()
        self._db.execute(_SORT_IN)
        self._db.execute("DROP TABLE fresh")


def lookup(
    connection: sqlite3.Connection, name: str, origin: str | None = None
) -> list[PlaceEntry]:
    """Return the places with this name (in the form of ``tables.key``) by rank and population."""
    return [_entry(row, origin) for row in connection.execute(_QUERY, (name,))]


def _entry(row: Sequence[Any], origin: str | None) -> PlaceEntry:
    own, always, first, last, rank = row[8:]
    more = {
        "primary": bool(own),
        "first": first,
        "last": last,
        "former": not always,
        "first_choice": rank == Rank.CHOICE,
        "origin": origin,
    }
    return PlaceEntry(*row[:8], **more)


def useful(names: Iterable[str]) -> Iterator[str]:
    """Yield those of GeoNames' alternate names by which a text may call a place.

    Names in every script; left out are codes of airports ("AUH"), and Latin letters without a
    capital, which are a machine's transliterations ("li ji si te").
    """
    for name in names:
        if len(name) >= _SHORTEST_LATIN:
            if not (name.isascii() and name.islower()):
                yield name
        elif len(name) >= _SHORTEST_OTHER and not (name.isascii() or _LATIN.search(name)):
            yield name
