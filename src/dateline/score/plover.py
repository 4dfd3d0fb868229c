"""Plover suite: types and parties of reports against PLOVER's gold standard records.

The gold is JSONL: a sentence, the one event type its coder gave it, and the actors' and recipients'
words. ``type`` asks for a report of the gold type that has happened or goes on: PLOVER codes an
expressed intent as AGREE or THREATEN and a demand as REQUEST, and so does the reading; what is
intended or demanded is a second report with another status, which PLOVER would not code. Recall
counts sentences that have the gold type, precision the share that these are of all types reported
in the sentences (each type once a sentence; the extension's types are no PLOVER and left out).
``type, any status`` counts the second reports, too. ``actor`` and ``recipient`` count, among the
sentences whose type was found in any status, those where a report of the type has one that shares
a content word with the gold's. Types of PLOVER's older versions are read as today's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from dateline.score.events import TYPES, Party, Reported, content_words, reports_of
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

_REAL = frozenset({"happened", "ongoing"})
OLD_NAMES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}


@dataclass(frozen=True)
class Document:
    """A sentence with its type and the content words of the parties that the gold gives."""

    text: str
    type: str
    actors: frozenset[str]
    recipients: frozenset[str]


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold sentences of a JSONL file.

    Raises:
        ValueError: when a row's event is no type of PLOVER.
    """
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        return [_document(row) for row in islice(rows, limit)]


def _document(row: dict[str, Any]) -> Document:
    type = OLD_NAMES.get(row["event"], row["event"])
    if type not in TYPES:
        raise ValueError(f"event {row['event']!r} is no type of PLOVER")
    return Document(row["text"], type, _words(row.get("source")), _words(row.get("target")))


def _words(given: Any) -> frozenset[str]:
    texts = [actor.get("actorText") or "" for actor in given or ()]
    return frozenset().union(*map(content_words, texts))


def answer(gold: Document, tools: Tools) -> tuple[Reported, ...]:
    """Return the reports of PLOVER's types in the sentence."""
    return tuple(r for r in reports_of(tools.read(gold.text)) if r.report.type in TYPES)


def score(golds: Sequence[Document], answers: Sequence[Sequence[Reported]]) -> tuple[Figure, ...]:
    """Return ``type``, ``actor`` and ``recipient``, and the recall of every type."""
    pairs = list(zip(golds, answers, strict=True))
    found = [(g, [r for r in a if r.report.type == g.type]) for g, a in pairs]
    found = [(gold, reports) for gold, reports in found if reports]
    figures = [
        _types("type", [(g, [r for r in a if r.report.status in _REAL]) for g, a in pairs]),
        _types("type, any status", pairs),
        _parties("actor", [(g.actors, [p for r in a for p in r.actors]) for g, a in found]),
        _parties(
            "recipient", [(g.recipients, [p for r in a for p in r.recipients]) for g, a in found]
        ),
    ]
    for type in TYPES:
        gold = sum(g.type == type for g in golds)
        system = sum(any(r.report.type == type for r in a) for a in answers)
        if gold or system:
            figures.append(figure(type, sum(g.type == type for g, _ in found), gold, system))
    return tuple(figures)


def _types(name: str, pairs: Iterable[tuple[Document, Sequence[Reported]]]) -> Figure:
    kinds = [(gold, {r.report.type for r in reports}) for gold, reports in pairs]
    right = sum(gold.type in types for gold, types in kinds)
    return figure(name, right, len(kinds), sum(len(types) for _, types in kinds))


def _parties(name: str, pairs: Iterable[tuple[frozenset[str], list[Party]]]) -> Figure:
    given = [(words, parties) for words, parties in pairs if words]
    right = sum(any(words & party.words for party in parties) for words, parties in given)
    return figure(name, right, len(given), sum(bool(parties) for _, parties in given))
