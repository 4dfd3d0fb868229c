"""The store of knowledge bases: one SQLite file in the user's data folder (``dateline.stores``)."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline import stores
from dateline.errors import UsageError
from dateline.stores import Layout, folder

_SCHEMA = """
CREATE TABLE base (id INTEGER PRIMARY KEY, name TEXT UNIQUE, file TEXT, first INTEGER,
                   last INTEGER, persons INTEGER, organizations INTEGER);
CREATE TABLE entity (id INTEGER PRIMARY KEY, base INTEGER, ident TEXT, data TEXT,
                     UNIQUE (base, ident));
CREATE TABLE block (key INTEGER, entity INTEGER, PRIMARY KEY (key, entity)) WITHOUT ROWID;
"""
_LAYOUT = Layout(
    number=1,
    what="a store of entities",
    remedy="Remove it and import your files again (dateline entities import FILE).",
    create=lambda connection: connection.executescript(_SCHEMA),
)


@dataclass(frozen=True)
class Base:
    """An imported knowledge base: its name, the file it came from and how much it holds."""

    name: str
    file: str
    persons: int
    organizations: int


def path() -> Path:
    """Return where the store lies or will lie."""
    return folder() / "entities.sqlite"


def state() -> tuple[str, int, int] | None:
    """Return what tells this store from a later one, None where there is none: one ``stat``."""
    return stores.state(str(path()))


def reader() -> sqlite3.Connection | None:
    """Return the open store, None where there is none.

    Raises:
        UsageError: when the file is no store of this version.
    """
    now = state()
    if now is None:
        return None
    if _open.get("state") != now:
        # The old connection is left to whoever still uses it, and closes with the last of them.
        _open["connection"], _open["state"] = stores.opened(path(), _LAYOUT), now
    connection: sqlite3.Connection = _open["connection"]
    return connection


_open: dict[str, Any] = {}


def damaged(error: sqlite3.Error) -> UsageError:
    """Return the error that says what to do about a store that cannot be read."""
    return stores.damaged(path(), _LAYOUT, error)


def bases() -> list[Base]:
    """Return the imported knowledge bases in the order of their names."""
    connection = reader()
    if connection is None:
        return []
    found = connection.execute(
        "SELECT name, file, persons, organizations FROM base ORDER BY name"
    ).fetchall()
    return [Base(*row) for row in found]


@contextlib.contextmanager
def writing(compact: bool = False) -> Iterator[sqlite3.Connection]:
    """Give a copy of the store to write in; it becomes the store when the block ends well.

    ``compact`` gives the room of what was removed back. A store without a base is removed.

    Raises:
        UsageError: when another import is running, or the folder cannot be written.
    """
    with stores.writing(path(), _LAYOUT, compact=compact, is_empty=_is_empty) as draft:
        yield draft


def _is_empty(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT count(*) FROM base").fetchone()[0] == 0)


def drop(connection: sqlite3.Connection, name: str) -> bool:
    """Take a base out of a store that is being written; return whether it was there."""
    row = connection.execute("SELECT id, first, last FROM base WHERE name = ?", (name,)).fetchone()
    if row is None:
        return False
    id, first, last = row
    connection.execute("DELETE FROM block WHERE entity BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM entity WHERE id BETWEEN ? AND ?", (first, last))
    connection.execute("DELETE FROM base WHERE id = ?", (id,))
    return True
