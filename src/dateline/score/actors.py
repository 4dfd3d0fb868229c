"""Actors suite: country and sector of the actors in PLOVER's gold standard records (JSONL).

Each gold actor is looked for where its words stand in the sentence, and the entity there has to
have the country, and where the gold gives one the sector. Recall is over ALL gold actors that have
the value: an actor for which there is no entity counts as wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.gazetteer import by_code
from dateline.reading.entities import entity_at
from dateline.records import Entity
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

# Codes of the gold that are older than ISO 3166's, or mistyped.
_COUNTRIES = {"JAP": "JPN", "ROM": "ROU", "ZAR": "COD", "TMP": "TLS", "YUG": "SRB", "GER": "DEU"}
# Sectors of older codebooks under their names of today; of compounds the first three letters count.
_SECTORS = {"JRN": "MED", "CIV": "CVL", "MOS": "REL", "CHR": "REL", "IMG": "NGO", "SOC": "CVL"}
_AFTER_HEAD = re.compile(
    r"\s(?:of|in|from|at|near|living|operating|based|who|ordered|throughout|across|on)\s"
)
# Codes that stand for a sector without a country.
_STATELESS = frozenset({"IGO", "NGO", "IMG", "MNC"})


@dataclass(frozen=True)
class Actor:
    """A gold actor: where its words stand (start is -1 where they do not), country and sector.

    ``country`` is "" where the actor is of no one country, None where the gold has a code that no
    country has; ``sectors`` are those that count as right, none where the gold gives none.
    """

    start: int
    end: int
    country: str | None
    sectors: frozenset[str]
    head: int
    """how many characters the phrase has before its first "of", "in", "who" …"""


@dataclass(frozen=True)
class Document:
    """A gold sentence with its actors; ``published``: its date."""

    text: str
    actors: tuple[Actor, ...]
    published: str | None = None


@dataclass(frozen=True)
class Answer:
    """What reading says of a gold actor; None where it has no entity there."""

    country: str | None
    sector: str | None


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the sentences of a PLOVER gold standard file.

    Raises:
        ValueError: when the file is none.
    """
    found = []
    for line in path.read_text(encoding="utf-8").splitlines()[:limit]:
        row = json.loads(line)
        named = [a for side in ("source", "target") for a in row.get(side) or ()]
        actors = tuple(_actor(row["text"], each) for each in named)
        found.append(Document(row["text"], actors, row.get("date")))
    if not any(document.actors for document in found):
        raise ValueError("there are no actors in it")
    return found


def _actor(text: str, row: dict[str, str]) -> Actor:
    start, end = _place(text, row["actorText"])
    after = _AFTER_HEAD.search(text, start, end) if start >= 0 else None
    head = after.start() - start if after and after.start() > start else end - start
    code = row.get("code", "")
    given = (row.get("sector") or "")[:3].upper()
    given = _SECTORS.get(given, given)
    sectors = {given} if given.isalpha() else set()
    if code in _STATELESS:
        stateless = sectors | {"NGO" if code == "IMG" else code}
        return Actor(start, end, "", frozenset(stateless), head)
    known = by_code(_COUNTRIES.get(code, code))
    return Actor(start, end, known.alpha3 if known else None, frozenset(sectors), head)


def _place(text: str, words: str) -> tuple[int, int]:
    """Return where an actor's words stand; "U.S. ... negotiators" from the first to the last."""
    parts = [re.escape(part) for part in words.split()]
    pattern = r"\s+".join(parts).replace(r"\s+\.\.\.\s+", r"\b.*?\b")
    match = re.search(pattern, text)
    return match.span() if match else (-1, -1)


def answer(gold: Document, tools: Tools) -> tuple[Answer | None, ...]:
    """Return what reading the sentence says of each gold actor."""
    reading = tools.read(gold.text, published=gold.published)
    carry = reading.article.text.find(gold.text.strip())
    shift = carry - (len(gold.text) - len(gold.text.lstrip())) if carry >= 0 else 0
    return tuple(_answer(reading.entities, actor, shift) for actor in gold.actors)


def _answer(entities: Sequence[Entity], actor: Actor, shift: int) -> Answer | None:
    if actor.start < 0:
        return None
    start, end = actor.start + shift, actor.end + shift
    whole = any((m.start, m.end) == (start, end) for e in entities for m in e.mentions)
    entity = entity_at(entities, start, end if whole else start + actor.head)
    entity = entity or entity_at(entities, start, end)
    return Answer(entity.country, entity.sector) if entity is not None else None


def score(
    golds: Sequence[Document], answers: Sequence[Sequence[Answer | None]]
) -> tuple[Figure, ...]:
    """Return the figures ``found``, ``country`` and ``sector``; recall is over all gold actors."""
    pairs = [
        (actor, said)
        for gold, found in zip(golds, answers, strict=True)
        for actor, said in zip(gold.actors, found, strict=True)
    ]
    lands = [(a, s) for a, s in pairs if a.country is not None]
    sectors = [(a, s) for a, s in pairs if a.sectors]
    right_land = sum(s is not None and (s.country or "") == a.country for a, s in lands)
    right_sector = sum(s is not None and s.sector in a.sectors for a, s in sectors)
    return (
        figure("found", sum(s is not None for _, s in pairs), len(pairs), len(pairs)),
        figure("country", right_land, len(lands), sum(s is not None for _, s in lands)),
        figure("sector", right_sector, len(sectors), sum(_has_sector(s) for _, s in sectors)),
    )


def _has_sector(said: Answer | None) -> bool:
    return said is not None and said.sector is not None
