"""Actors suite: country and sector of who acts and is acted upon, against PLOVER's gold records.

The gold is JSONL as PLOVER's gold standard records have it: a text, and for `source` and `target`
each the actor's words, a country code and, where the coder gave one, a sector. ``found`` counts
gold actors whose words an entity of the reading names. ``country`` and ``sector`` are end to end:
their recall is the share of ALL gold actors that have one, an actor that was not found being wrong;
their precision is the share of those found. Old codes are read by actors_codes.tsv.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.records import Reading
from dateline.score.actors_spans import Span, head_of, spans_of
from dateline.score.offsets import carrier
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

# What stands for "the coder gave no sector".
_NOT_GIVEN = frozenset({"", "***", "---"})
_SECTOR_LETTERS = 3


@dataclass(frozen=True)
class GoldActor:
    """One actor: the places of its words, its country ("" for none) and the sectors that count."""

    spans: tuple[Span, ...]
    country: str
    sectors: frozenset[str]


@dataclass(frozen=True)
class Document:
    """A text with the actors of its event."""

    text: str
    actors: tuple[GoldActor, ...]


@dataclass(frozen=True)
class Named:
    """An entity as the suite sees it: where it is named or described, its country and sector."""

    spans: tuple[Span, ...]
    is_place: bool
    country: str | None
    sector: str | None


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold documents of a JSONL file.

    Raises:
        ValueError: when no row has an actor.
    """
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        found = [_document(row) for row in islice(rows, limit)]
    if not any(document.actors for document in found):
        raise ValueError("there are no actors in it")
    return found


def _document(row: dict[str, Any]) -> Document:
    text, markup = row["text"], row.get("textInfo", {}).get("markup", "")
    given = [actor for side in ("source", "target") for actor in row.get(side) or ()]
    return Document(text, tuple(_actor(text, markup, actor) for actor in given))


def _actor(text: str, markup: str, given: dict[str, str]) -> GoldActor:
    code, sector = given.get("code") or "", given.get("sector") or ""
    country, implied = _codes()["country"].get(code, (code, ""))
    sectors = {*implied.split("|")} - {""}
    if sector not in _NOT_GIVEN:
        # "REFtou": a sector and who is meant among its people.
        letters = sector[:_SECTOR_LETTERS]
        sectors.add(_codes()["sector"].get(letters, (letters, ""))[0])
    spans = spans_of(text, given.get("actorText") or "", markup)
    return GoldActor(spans, "" if country == "-" else country, frozenset(sectors))


@cache
def _codes() -> dict[str, dict[str, tuple[str, str]]]:
    """Return kind → code → (what it means, the sector it implies) of actors_codes.tsv."""
    text = resources.files(__package__).joinpath("actors_codes.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    table: dict[str, dict[str, tuple[str, str]]] = {"country": {}, "sector": {}}
    for row in csv.DictReader(lines, delimiter="\t"):
        table[row["kind"]][row["code"]] = (row["means"], row["sector"])
    return table


def answer(gold: Document, tools: Tools) -> tuple[Named, ...]:
    """Return the entities of the gold document's raw text."""
    return from_reading(tools.read(gold.text), gold.text)


def from_reading(reading: Reading, text: str) -> tuple[Named, ...]:
    """Return a reading's entities over ``text``, which it was made of; pronouns left out."""
    carry = carrier(reading.article.text, text)
    found = []
    for entity in reading.entities:
        written = [carry((m.start, m.end)) for m in entity.mentions if m.kind != "pronoun"]
        spans = tuple(span for span in written if span is not None)
        found.append(Named(spans, entity.type == "place", entity.country, entity.sector))
    return tuple(found)


def score(golds: Sequence[Document], answers: Sequence[Sequence[Named]]) -> tuple[Figure, ...]:
    """Return the figures ``found``, ``country`` and ``sector``."""
    pairs = [
        (actor, entity_of(actor, gold.text, named))
        for gold, named in zip(golds, answers, strict=True)
        for actor in gold.actors
    ]
    found = [(actor, named) for actor, named in pairs if named is not None]
    countries = sum(is_country_right(actor, named) for actor, named in found)
    sectors = sum((named.sector or "") in actor.sectors for actor, named in found)
    return (
        figure("found", len(found), len(pairs), len(found)),
        figure("country", countries, len(pairs), len(found)),
        figure(
            "sector",
            sectors,
            sum(bool(actor.sectors) for actor, _ in pairs),
            sum(bool(actor.sectors) for actor, _ in found),
        ),
    )


def is_country_right(actor: GoldActor, named: Named) -> bool:
    """Return whether an entity has the actor's country, or like the actor none."""
    return (named.country or "") == actor.country


def entity_of(actor: GoldActor, text: str, named: Iterable[Named]) -> Named | None:
    """Return the entity that the actor's words name, None if none does.

    The one of the very words; the one that holds their head ("refugees" in "refugees from Chad"),
    else any that they overlap. What is no place goes first, then the longest overlap.
    """
    entities = list(named)
    exact = [e for e in entities for span in e.spans if span in actor.spans[:1]]
    if exact:
        return min(exact, key=lambda entity: entity.is_place)
    for span in actor.spans:
        for asked in (head_of(text, span), span):
            best = max(_ranked(asked, entities), key=lambda pair: pair[0], default=None)
            if best is not None:
                return best[1]
    return None


def _ranked(
    asked: Span, entities: Sequence[Named]
) -> Iterator[tuple[tuple[bool, bool, int, int], Named]]:
    for number, entity in enumerate(entities):
        for start, end in entity.spans:
            shared = min(end, asked[1]) - max(start, asked[0])
            if shared > 0:
                holds_end = start < asked[1] <= end
                yield (holds_end, not entity.is_place, shared, -number), entity
