"""SQLite files of the user's own in the data folder, each replaced as a whole.

A writer works on a draft beside the file and moves it into place when all is done, so that an
interrupted one leaves the old state, and a reader never waits and never sees half. Writers wait
for nobody: the second one of a file at a time is told so.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import UsageError


@dataclass(frozen=True)
class Layout:
    """What kind of file it is: for reading it, and for saying what is wrong with it.

    ``number`` is raised when the tables change, so that an older file is not read; ``what`` is what
    such a file holds ("a store of entities"), ``remedy`` what to do about one that cannot be read;
    ``create`` writes the tables into a new one.
    """

    number: int
    what: str
    remedy: str
    create: Callable[[sqlite3.Connection], object] = lambda connection: None


def folder() -> Path:
    """Return the folder for what cannot be built again: DATELINE_DATA, or the user's data."""
    return Path(folder_name())


def folder_name() -> str:
    """Return the same as a string, which is cheaper to ask for at each lookup."""
    given = os.environ.get("DATELINE_DATA")
    if given:
        return given
    base = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return os.path.join(base, "dateline")


def state(name: str) -> tuple[str, int, int] | None:
    """Return what tells a file or folder from a later one, None where there is none: one `stat`."""
    try:
        found = os.stat(name)
    except (OSError, ValueError):
        return None
    return name, found.st_mtime_ns, found.st_ino


def opened(file: Path, layout: Layout) -> sqlite3.Connection:
    """Open a file for reading.

    Raises:
        UsageError: when the file is none of this layout.
    """
    address = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        number = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.Error as error:
        raise damaged(file, layout, error) from None
    if number != layout.number:
        connection.close()
        raise UsageError(f"{file} was written by another version of Dateline. {layout.remedy}")
    return connection


def damaged(file: Path, layout: Layout, error: sqlite3.Error) -> UsageError:
    """Return the error that says what to do about a file that cannot be read."""
    return UsageError(f"{file} cannot be read as {layout.what} ({error}). {layout.remedy}")


@contextlib.contextmanager
def writing(
    target: Path,
    layout: Layout,
    *,
    anew: bool = False,
    compact: bool = False,
    is_empty: Callable[[sqlite3.Connection], bool] = lambda connection: False,
) -> Iterator[sqlite3.Connection]:
    """Give a draft of a file to write in; it becomes the file when the block ends well.

    Args:
        target: the file.
        layout: its layout.
        anew: begin with empty tables, not with a copy of the file.
        compact: give the room of what was removed back.
        is_empty: says of a draft that nothing is left to keep; then the file is removed.

    Raises:
        UsageError: when another one is writing it, or the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target), _draft(target, layout, anew, compact, is_empty) as draft:
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
def _draft(
    target: Path,
    layout: Layout,
    anew: bool,
    compact: bool,
    is_empty: Callable[[sqlite3.Connection], bool],
) -> Iterator[sqlite3.Connection]:
    draft = target.with_suffix(".part")
    draft.unlink(missing_ok=True)
    try:
        anew = anew or not target.exists()
        if not anew:
            opened(target, layout).close()
            shutil.copyfile(target, draft)
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            if anew:
                layout.create(connection)
                connection.execute(f"PRAGMA user_version = {layout.number}")
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
            empty = is_empty(connection)
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
