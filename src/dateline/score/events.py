"""What the event suites share: reports with their parties' words, mean figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import Entity, Reading, Report
from dateline.score.results import Figure, figure

_WORD = re.compile(r"[^\W_]+")
# Words that two phrases may share without naming the same: function words and articles.
_WORDS = """a an the of in on at by for from to with and or his her its their our this that these
those s he she it they we you i who which"""
_EMPTY = frozenset(_WORDS.split())
# PLOVER's own types, without the extension's.
TYPES: tuple[str, ...] = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)


@dataclass(frozen=True)
class Party:
    """An actor or recipient: its span, and all the words by which the article names it."""

    start: int
    end: int
    words: frozenset[str]
    sector: str | None
    type: str | None


@dataclass(frozen=True)
class Reported:
    """A report as the suites see it; offsets are those of the reading's text."""

    report: Report
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


def reports_of(reading: Reading) -> tuple[Reported, ...]:
    """Return the reading's reports with their parties' words."""
    known = {entity.id: entity for entity in reading.entities}
    return tuple(
        Reported(
            report,
            tuple(_party(a.start, a.end, a.text, known.get(a.entity or "")) for a in report.actors),
            tuple(
                _party(r.start, r.end, r.text, known.get(r.entity or "")) for r in report.recipients
            ),
        )
        for report in reading.reports
    )


def _party(start: int, end: int, text: str, entity: Entity | None) -> Party:
    named = [m.text for m in entity.mentions if m.kind != "pronoun"] if entity else []
    words = frozenset().union(*(content_words(t) for t in (text, *named)))
    return Party(
        start, end, words, entity.sector if entity else None, entity.type if entity else None
    )


def content_words(text: str) -> frozenset[str]:
    """Return the words of a phrase that name something, in lower case."""
    return frozenset(word for word in _WORD.findall(text.lower()) if word not in _EMPTY)


def macro(name: str, parts: Sequence[Figure]) -> Figure:
    """Return the mean of some figures' precision, recall and F1; counts are sums."""
    count = max(1, len(parts))
    return Figure(
        name=name,
        precision=round(sum(p.precision for p in parts) / count, 2),
        recall=round(sum(p.recall for p in parts) / count, 2),
        f1=round(sum(p.f1 for p in parts) / count, 2),
        correct=sum(p.correct for p in parts),
        gold=sum(p.gold for p in parts),
        system=sum(p.system for p in parts),
    )


def by_label(
    labels: Iterable[str], golds: Sequence[frozenset[str]], answers: Sequence[frozenset[str]]
) -> list[Figure]:
    """Return a figure for each label over sentences that may have several."""
    found = []
    for label in labels:
        right = sum(label in g and label in a for g, a in zip(golds, answers, strict=True))
        gold, system = sum(label in g for g in golds), sum(label in a for a in answers)
        found.append(figure(label, right, gold, system))
    return found
