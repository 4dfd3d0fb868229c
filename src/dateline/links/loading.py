"""Importing a file into the store: streamed, joined by id, all of it or nothing."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from dateline.errors import UsageError
from dateline.links import files, names, store
from dateline.links.entry import BadLine, Entry

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,39}")
# Entities between two words of progress.
_STEP = 10_000


@dataclass
class Tally:
    """What an import did: entities kept, lines left out by schema, lines that were bad."""

    base: str
    persons: int = 0
    organizations: int = 0
    joined: int = 0
    bad: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


def load(
    file: Path,
    base: str | None = None,
    report: Callable[[str], None] = lambda message: None,
    progress: Callable[[int], None] = lambda done: None,
) -> Tally:
    """Import a file as a base, in place of an older one of that name; return what was done.

    ``report`` gets a sentence for each bad line, ``progress`` the number of lines read.

    Raises:
        UsageError: when the file cannot be read or holds no entity; the store is as it was.
    """
    tally = Tally(_base_name(base or files.base_of(file)))
    with store.writing() as connection:
        store.drop(connection, tally.base)
        writer = _Writer(connection, tally)
        for number, read in files.entries(file):
            if isinstance(read, Entry):
                writer.add(read)
            elif isinstance(read, BadLine):
                tally.bad += 1
                report(f"{file.name}, line {number}: {read}; it was left out.")
            else:
                tally.left_out[read] += 1
            if number % _STEP == 0:
                progress(number)
        if not writer.count:
            raise UsageError(f"{file} holds no person and no organization{_instead(tally)}.")
        writer.close(file.name)
    return tally


def remove(base: str) -> bool:
    """Take a base out of the store; return whether it was there."""
    if base not in {known.name for known in store.bases()}:
        return False
    with store.writing(compact=True) as connection:
        return store.drop(connection, base)


def _base_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name for a base: use up to 40 small letters, digits, '.', '_', '-'."
        )
    if name == "geonames":
        raise UsageError("The name geonames is taken: it stands for places.")
    return name


def _instead(tally: Tally) -> str:
    told = [f"{count} of schema {schema}" for schema, count in tally.left_out.most_common(5)]
    if tally.bad:
        told.append(f"{tally.bad} bad lines")
    return f" ({', '.join(told)}); nothing was changed" if told else "; nothing was changed"


class _Writer:
    """Writes the entities of one base. Keys are gathered aside and sorted in at the end."""

    def __init__(self, connection: sqlite3.Connection, tally: Tally) -> None:
        self._db, self._tally, self.count = connection, tally, 0
        self._base = self._next("base")
        self._first = self._next("entity")
        connection.execute("CREATE TEMP TABLE fresh (key INTEGER, entity INTEGER)")

    def _next(self, table: str) -> int:
        found = self._db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()
        return int(found[0])

    def add(self, entry: Entry) -> None:
        """Write an entry, or join it to the one of the same id."""
        id = self._first + self.count
        added = self._db.execute(
            "INSERT OR IGNORE INTO entity VALUES (?, ?, ?, ?)",
            (id, self._base, _storable(entry.id), _storable(entry.to_json())),
        ).rowcount
        if added:
            self.count += 1
            self._keys(id, entry)
        else:
            self._join(entry)

    def _join(self, entry: Entry) -> None:
        id, data = self._db.execute(
            "SELECT id, data FROM entity WHERE base = ? AND ident = ?",
            (self._base, _storable(entry.id)),
        ).fetchone()
        old = Entry.from_json(data)
        both = old.merged(entry)
        self._tally.joined += 1
        if both != old:
            self._db.execute("UPDATE entity SET data = ? WHERE id = ?",
                             (_storable(both.to_json()), id))  # fmt: skip
            self._keys(id, both)

    def _keys(self, id: int, entry: Entry) -> None:
        self._db.executemany("INSERT INTO fresh VALUES (?, ?)",
                             ((key, id) for key in keys_of(entry)))  # fmt: skip

    def close(self, file: str) -> None:
        """Sort the keys in and write the base's own row."""
        self._db.execute(
            "INSERT OR IGNORE INTO block SELECT key, entity FROM fresh ORDER BY key, entity"
        )
        self._db.execute("DROP TABLE fresh")
        last = self._first + self.count - 1
        persons = self._db.execute(
            "SELECT count(*) FROM entity WHERE id BETWEEN ? AND ? "
            "AND json_extract(data, '$.type') = 'person'",
            (self._first, last),
        ).fetchone()[0]
        self._tally.persons, self._tally.organizations = persons, self.count - persons
        self._db.execute(
            "INSERT INTO base VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._base, self._tally.base, _storable(file), self._first, last, persons,
             self.count - persons),
        )  # fmt: skip


def keys_of(entry: Entry) -> set[int]:
    """Return the numbers under which an entry is found: whole names and pairs of their words."""
    keys: set[int] = set()
    for person in (True, False):
        if entry.type not in ("any", "person" if person else "organization"):
            continue
        for words in {names.searched(name.text, person) for name in entry.names}:
            # By a single word people are not found at all, organisations by the whole name.
            if len(words) > (1 if person else 0):
                keys.update(names.whole_key(words, at) for at in ("", *entry.countries))
                keys |= names.pair_keys(words)
    return keys


def _storable(text: str) -> str:
    """Return the text without halves of characters, which no database takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
