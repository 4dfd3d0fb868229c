"""Looking a name up: a few entries by key, each compared and scored, with reasons."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.links import names, store
from dateline.links.entry import Entry, NameKind
from dateline.links.facts_fit import Facts, weigh
from dateline.links.name_fit import FLOOR, best_name

# Entries of a whole name and of its pairs of words that are looked at, and how many are compared.
# A list of a million people has some hundreds of the most frequent names.
_OF_WHOLE, _OF_PAIRS, _COMPARED = 300, 150, 60


@dataclass(frozen=True)
class Candidate:
    """An entry that a name may stand for.

    ``score`` is 0 to 1; ``reasons`` say what it is made of, ``contradictions`` what speaks against
    it altogether; ``kind`` is the kind of name that fits; ``supported`` says whether the country
    or a telling post agrees beside the name.
    """

    base: str
    id: str
    name: str
    score: float
    reasons: tuple[str, ...]
    contradictions: tuple[str, ...] = ()
    kind: NameKind = "name"
    supported: bool = False
    entry: Entry | None = None

    @property
    def wikidata(self) -> str | None:
        """Return the entry's Wikidata id, None where the base gives none."""
        return self.entry.wikidata if self.entry else None


def candidates(
    name: str,
    type: str | None = None,
    country: str | None = None,
    year: int | None = None,
    *,
    facts: Facts | None = None,
    limit: int = 10,
) -> list[Candidate]:
    """Return the entries that a name may stand for, the best first; none without a store.

    Args:
        name: as an article has it, titles and all.
        type: person, organization or group; None looks for all.
        country: alpha-3 code of the country the article gives.
        year: when the article was published, if no more is known of it.
        facts: all that is known, instead of country and year.
        limit: how many to return at most.

    Raises:
        UsageError: when the store is of another version, or damaged.
    """
    connection = store.reader()
    if connection is None:
        return []
    if facts is None:
        facts = Facts(country=country, published=f"{year:04d}" if year else None)
    kinds = [person for person in (True, False) if type is None or (type == "person") == person]
    try:
        found = [c for person in kinds for c in _of_type(connection, name, person, facts)]
    except sqlite3.DatabaseError as error:
        raise store.damaged(error) from None
    found.sort(key=lambda c: (bool(c.contradictions), -c.score, c.base, c.id))
    unique = {(c.base, c.id): c for c in reversed(found)}
    return [c for c in found if unique[c.base, c.id] is c][:limit]


def _of_type(
    connection: sqlite3.Connection, name: str, person: bool, facts: Facts
) -> Iterator[Candidate]:
    words = names.searched(name, person)
    if len(words) < (2 if person else 1):
        return
    for base, entry in _entries(connection, words, person, facts):
        match = best_name(name, entry, person)
        if match.score >= FLOOR:
            weight = weigh(match, entry, facts)
            yield Candidate(
                base=base,
                id=entry.id,
                name=entry.name,
                score=weight.score,
                reasons=(match.reason, *weight.reasons),
                contradictions=weight.contradictions,
                kind=match.kind,
                supported=weight.supported,
                entry=entry,
            )


def _entries(
    connection: sqlite3.Connection, words: tuple[str, ...], person: bool, facts: Facts
) -> Iterator[tuple[str, Entry]]:
    """Yield base and entry of those to compare, first those of the whole name."""
    ids = dict.fromkeys(
        (
            *(_ids(connection, {names.whole_key(words, facts.country)}, _OF_WHOLE)
              if facts.country else ()),
            *_ids(connection, {names.whole_key(words)}, _OF_WHOLE),
            *_ids(connection, names.pair_keys(words), _OF_PAIRS),
        )
    )  # fmt: skip
    read = [row for id in ids if (row := _entry(connection, id))]
    right = [(b, e) for b, e in read if e.type in ("any", "person" if person else "organization")]
    ranked = sorted(right, key=lambda found: -_shared(words, found[1], person))
    yield from ranked[:_COMPARED]


def _ids(connection: sqlite3.Connection, keys: set[int], most: int) -> list[int]:
    if not keys:
        return []
    marks = ", ".join("?" * len(keys))
    rows = connection.execute(
        f"SELECT entity FROM block WHERE key IN ({marks}) GROUP BY entity "
        "ORDER BY count(*) DESC, entity LIMIT ?",
        (*sorted(keys), most),
    )
    return [row[0] for row in rows]


def _entry(connection: sqlite3.Connection, id: int) -> tuple[str, Entry] | None:
    row = connection.execute(
        "SELECT base.name, data FROM entity JOIN base ON base.id = entity.base WHERE entity.id = ?",
        (id,),
    ).fetchone()
    return (row[0], Entry.from_json(row[1])) if row else None


def _shared(words: tuple[str, ...], entry: Entry, person: bool) -> float:
    """Return how large a part of the words the entry's best name has: cheap, before comparing."""
    wanted = set(words)
    best = 0.0
    for name in entry.names:
        have = set(names.searched(name.text, person))
        best = max(best, len(wanted & have) / max(len(wanted | have), 1))
    return best
