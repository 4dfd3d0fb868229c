"""Gazetteers of the user's own: one SQLite file each in the data folder (``dateline.stores``).

Nothing is looked up until one is imported; then a name is looked up in each of them, too. An
import is written beside and moved into place, so that an interrupted one leaves nothing.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from dateline import stores
from dateline.errors import UsageError
from dateline.gazetteer import files, layout
from dateline.gazetteer.dump import Wanted
from dateline.gazetteer.entry import PlaceEntry
from dateline.gazetteer.imported_row import BadRow, Found

_LAYOUT = stores.Layout(
    number=1,
    what="a gazetteer",
    remedy="Remove it and import your file again (dateline places import FILE).",
    create=lambda connection: connection.execute(
        "CREATE TABLE import (file TEXT, places INTEGER, choices INTEGER)"
    ),
)
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
# Lines between two words of progress.
_STEP = 20_000
# Memory that SQLite may use for sorting, in KiB; beyond it sorts on disk.
_SORTING = 64_000
State = tuple[str, int, int]


@dataclass(frozen=True)
class Import:
    """An imported gazetteer: its name, the file it came from, its places, those that come first."""

    name: str
    file: str
    places: int
    choices: int


@dataclass
class Tally:
    """What an import did: places kept, lines not asked for, bad lines, columns that are unknown."""

    name: str
    places: int = 0
    choices: int = 0
    left_out: int = 0
    bad: int = 0
    unknown_columns: list[str] = field(default_factory=list)


def load(
    file: Path,
    name: str | None = None,
    wanted: Wanted | None = None,
    report: Callable[[str], None] = lambda message: None,
    progress: Callable[[int], None] = lambda done: None,
) -> Tally:
    """Import a GeoNames dump or a CSV, in place of an older import of that name.

    ``report`` gets a sentence for each bad line, ``progress`` the number of lines read.

    Raises:
        UsageError: when the file cannot be read or holds no place; what was there is as it was.
    """
    tally = Tally(_checked_name(name or _name_of(file)))
    with stores.writing(_path(tally.name), _LAYOUT, anew=True) as connection:
        connection.execute(f"PRAGMA cache_size = -{_SORTING}")
        writer = layout.Writer(connection)
        lines = files.entries(file, wanted or Wanted(), tally.unknown_columns)
        for number, read in lines:
            if isinstance(read, Found):
                writer.add(read.row, others=read.others, years=read.years)
                tally.choices += read.row.rank == layout.Rank.CHOICE
            elif isinstance(read, BadRow):
                tally.bad += 1
                report(f"{file.name}, line {number}: {read}; it was left out.")
            else:
                tally.left_out += 1
            if number % _STEP == 0:
                progress(number)
        tally.places = writer.count
        if not tally.places:
            raise UsageError(f"{file} holds no place{_instead(tally)}; nothing was changed.")
        writer.close()
        connection.execute(
            "INSERT INTO import VALUES (?, ?, ?)", (file.name, tally.places, tally.choices)
        )
    _readers.cache_clear()
    return tally


def remove(name: str) -> bool:
    """Remove an import; return whether it was there."""
    if not _NAME.fullmatch(name) or not _path(name).exists():
        return False
    for suffix in (".sqlite", ".lock"):
        _path(name).with_suffix(suffix).unlink(missing_ok=True)
    _readers.cache_clear()
    return True


def imports() -> list[Import]:
    """Return what is imported in the order of the names.

    Raises:
        UsageError: when a file is damaged or of another version.
    """
    now = state()
    found = []
    for name, connection in _readers(now) if now else ():
        try:
            row = connection.execute("SELECT file, places, choices FROM import").fetchone()
        except sqlite3.DatabaseError as error:
            raise stores.damaged(_path(name), _LAYOUT, error) from None
        found.append(Import(name, *row))
    return found


def state() -> State | None:
    """Return what tells these imports from later ones, None where there are none: one ``stat``."""
    return stores.state(os.path.join(stores.folder_name(), "places"))


@lru_cache(maxsize=1024)
def lookup(name: str, now: State) -> tuple[PlaceEntry, ...]:
    """Return the places with this name (in the form of ``tables.key``) in all imports.

    Raises:
        UsageError: when a file is damaged or of another version.
    """
    found: list[PlaceEntry] = []
    for origin, connection in _readers(now):
        try:
            found += layout.lookup(connection, name, origin)
        except sqlite3.DatabaseError as error:
            raise stores.damaged(_path(origin), _LAYOUT, error) from None
    return tuple(found)


@lru_cache(maxsize=1)
def _readers(now: State) -> tuple[tuple[str, sqlite3.Connection], ...]:
    paths = sorted(Path(now[0]).glob("*.sqlite"))
    return tuple((path.stem, stores.opened(path, _LAYOUT)) for path in paths)


def _path(name: str) -> Path:
    return stores.folder() / "places" / f"{name}.sqlite"


def _name_of(file: Path) -> str:
    """Return a name made of the file's: "allCountries.zip" gives allcountries."""
    return re.sub(r"[^a-z0-9_-]+", "-", file.stem.lower()).strip("-_")[:40] or "places"


def _checked_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name for an import: use up to 40 small letters, digits, '.', '_', '-'."
        )
    return name


def _instead(tally: Tally) -> str:
    told = [f"{tally.left_out:,} of other features or countries"] if tally.left_out else []
    told += [f"{tally.bad:,} bad line{'s' * (tally.bad > 1)}"] if tally.bad else []
    return f" ({', '.join(told)})" if told else ""
