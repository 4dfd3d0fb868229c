"""Muc4 suite: perpetrators and victims of incidents, against MUC-4's templates as GRIT gives them.

The gold is JSON: by document its text (capitals) and for each role a list of entities, each a list
of mentions. Our reports of ASSAULT are read as incidents: their actors are perpetrators
(individuals or organisations by the entity's type), their recipients victims where they are people.
The measure is CEAF-REE: an entity of ours counts where all its mentions are among the mentions of
one gold entity, one to one, by role; compared as words, without articles and case.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.records import Entity, Reading
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

ROLES = {
    "perp_individual_id": "perpetrator, individual",
    "perp_organization_id": "perpetrator, organization",
    "hum_tgt_name": "victim",
}
_ARTICLES = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_PEOPLE = frozenset({"person", "group"})

Entities = tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Document:
    """A text with the gold entities (their mentions in small letters) by role."""

    text: str
    roles: dict[str, Entities]


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold documents of a JSON file."""
    table: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return [_document(row) for row in islice(table.values(), limit)]


def _document(row: dict[str, Any]) -> Document:
    roles = {
        name: tuple(_mentions(entity) for entity in row["roles"][role])
        for role, name in ROLES.items()
    }
    return Document(row["doc"], roles)


def _mentions(entity: Sequence[Any]) -> frozenset[str]:
    return frozenset(plain(m if isinstance(m, str) else m[0]) for m in entity)


def plain(words: str) -> str:
    """Return a phrase in small letters, on one line, without an article."""
    return _ARTICLES.sub("", " ".join(words.split())).lower()


def answer(gold: Document, tools: Tools) -> dict[str, Entities]:
    """Return the reading's perpetrators and victims by role."""
    reading = tools.read(gold.text)
    found: dict[str, dict[frozenset[str], None]] = {name: {} for name in ROLES.values()}
    for role, words in _incidents(reading):
        found[role][words] = None
    return {role: tuple(entities) for role, entities in found.items()}


def _incidents(reading: Reading) -> Iterator[tuple[str, frozenset[str]]]:
    entities = {entity.id: entity for entity in reading.entities}
    for report in reading.reports:
        if report.type != "ASSAULT":
            continue
        for actor in report.actors:
            entity = entities.get(actor.entity or "")
            individual = entity is None or entity.type in _PEOPLE
            role = "perp_individual_id" if individual else "perp_organization_id"
            yield ROLES[role], _words(actor.text, entity)
        for recipient in report.recipients:
            entity = entities.get(recipient.entity or "")
            if entity is not None and entity.type in _PEOPLE:
                yield ROLES["hum_tgt_name"], _words(recipient.text, entity)


def _words(text: str, entity: Entity | None) -> frozenset[str]:
    """Return the best mention of a party: its name where it has one, else its words."""
    names = [m.text for m in entity.mentions if m.kind == "name"] if entity else []
    return frozenset({plain(max(names, key=len) if names else text)})


def score(golds: Sequence[Document], answers: Sequence[dict[str, Entities]]) -> tuple[Figure, ...]:
    """Return CEAF-REE over all roles, and by role."""
    parts = {}
    for role in ROLES.values():
        pairs = [
            (gold.roles[role], found[role]) for gold, found in zip(golds, answers, strict=True)
        ]
        right = sum(_matched(gold, found) for gold, found in pairs)
        parts[role] = (right, sum(len(g) for g, _ in pairs), sum(len(f) for _, f in pairs))
    total = [sum(counts) for counts in zip(*parts.values(), strict=True)]
    rows = [figure(role, *counts) for role, counts in parts.items()]
    return (figure("roles", total[0], total[1], total[2]), *rows)


def _matched(gold: Entities, found: Entities) -> int:
    """Return how many found entities pair off with gold ones that hold all their mentions."""
    taken: dict[int, int] = {}

    def place(ours: int, tried: set[int]) -> bool:
        for theirs, mentions in enumerate(gold):
            if theirs in tried or not found[ours] <= mentions:
                continue
            tried.add(theirs)
            if theirs not in taken or place(taken[theirs], tried):
                taken[theirs] = ours
                return True
        return False

    return sum(place(ours, set()) for ours in range(len(found)))
