"""The store of knowledge bases: one SQLite file in the user's data folder, replaced as a whole.

A writer works on a copy and moves it into place when all is done, so that an interrupted import
leaves the old state, and a reader never waits and never sees half. Writers wait for nobody: the
second one at a time is told so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

# Raised when the layout below changes, so that an older file is not read.
_LAYOUT = 1
_SCHEMA = """
CREATE TABLE base (id INTEGER PRIMARY KEY, name TEXT UNIQUE, file TEXT, first INTEGER,
                   last INTEGER, persons INTEGER, organizations INTEGER);
CREATE TABLE entity (id INTEGER PRIMARY KEY, base INTEGER, ident TEXT, data TEXT,
                     UNIQUE (base, ident));
CREATE TABLE block (key INTEGER, entity INTEGER, PRIMARY KEY (key, entity)) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Base:
    """An imported knowledge base: its name, the file it came from and how much it holds."""

    name: str
    file: str
    persons: int
    organizations: int


def folder() -> Path:
    """Return the folder for what cannot be built again: DATELINE_DATA, or the user's data."""
    given = os.environ.get("DATELINE_DATA")
    if given:
        return Path(given)
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path("~/.local/share").expanduser()) / "dateline"


def path() -> Path:
    """Return where the store lies or will lie."""
    return folder() / "entities.sqlite"


def state() -> tuple[str, int, int] | None:
    """Return what tells this store from a later one, None where there is none: one ``stat``."""
    file = str(path())
    try:
        found = os.stat(file)
    except (OSError, ValueError):
        return None
    return file, found.st_mtime_ns, found.st_ino


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
        _open["connection"], _open["state"] = _checked(path()), now
    connection: sqlite3.Connection = _open["connection"]
    return connection


_open: dict[str, Any] = {}


def _checked(file: Path) -> sqlite3.Connection:
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        layout = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise damaged(error) from None
    if layout != _LAYOUT:
        connection.close()
        raise UsageError(f"{file} was written by another version of Dateline. {_AGAIN}")
    return connection


def damaged(error: sqlite3.Error) -> UsageError:
    """Return the error that says what to do about a store that cannot be read."""
    return UsageError(f"{path()} cannot be read as a store of entities ({error}). {_AGAIN}")


_AGAIN = "Remove it and import your files again (dateline entities import FILE)."


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
    target = path()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target), _draft(target, compact) as draft:
            yield draft
    except PermissionError as error:
        raise UsageError(
            f"{error.filename or target.parent} cannot be written. Set DATELINE_DATA to a folder "
            "that can."
        ) from None
    except (OSError, sqlite3.Error) as error:
        raise UsageError(
            f"{target} could not be written ({error}); what was there is as it was. Make room, or "
            "set DATELINE_DATA to another folder."
        ) from error


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Hold SQLite's own lock on a file beside the store; it ends with the process at the latest."""
    try:
        lock = sqlite3.connect(target.with_suffix(".lock"), timeout=0, isolation_level=None)
    except sqlite3.Error:
        raise PermissionError(13, "no permission", str(target.parent)) from None
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise UsageError(
                f"{target} is being written by another import ({error}). Wait until it is done."
            ) from None
        yield
    finally:
        lock.close()


@contextlib.contextmanager
def _draft(target: Path, compact: bool) -> Iterator[sqlite3.Connection]:
    draft = target.with_suffix(".part")
    draft.unlink(missing_ok=True)
    try:
        if target.exists():
            _checked(target).close()
            shutil.copyfile(target, draft)
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            if not target.exists():
                connection.executescript(_SCHEMA)
                connection.execute(f"PRAGMA user_version = {_LAYOUT}")
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
            empty = connection.execute("SELECT count(*) FROM base").fetchone()[0] == 0
            if compact and not empty:
                connection.execute("VACUUM")
        finally:
            connection.close()
        if empty:
            target.unlink(missing_ok=True)
            return
        _settle(draft)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def _settle(file: Path) -> None:
    """Have the file on the disk before it takes the old one's place."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


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
