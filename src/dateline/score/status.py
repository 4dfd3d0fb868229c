"""Status suite: whether it happened, who says so, how many, against JSONL in a form of our own.

A row has a ``text``, ``published``, and ``reports``, each with ``type``, ``anchor`` (the one word
that names the event, ``nth`` where it stands there more than once), ``status`` (and ``status_also``
where people would accept another), ``background``, ``by`` (the words of who asserts it, from the
nearest outward; [] for the outlet itself) and ``counts``. Each gold report is looked up among those
of the reading: the one with the gold's anchor, else one of its type whose evidence holds the
anchor. ``found`` and ``type`` count all; ``status``, ``background``, ``asserted by`` and ``counts``
are shares of those found, each with its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, get_args

from dateline.records import Reading, Report, Status
from dateline.score.events import content_words
from dateline.score.offsets import carrier
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

STATUSES: tuple[str, ...] = get_args(Status)

Number = tuple[str, int | None, int | None, int | None]


@dataclass(frozen=True)
class Gold:
    """One event of a row; ``start`` and ``end`` are the anchor's place in the text."""

    type: str
    start: int
    end: int
    statuses: frozenset[str]
    background: bool
    by: tuple[str, ...]
    counts: frozenset[Number]


@dataclass(frozen=True)
class Document:
    """A passage with its events."""

    text: str
    published: str | None
    reports: tuple[Gold, ...]


@dataclass(frozen=True)
class Answer:
    """What the reading says of one gold report."""

    type: str
    status: str
    background: bool
    by: tuple[str, ...]
    counts: frozenset[Number]


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold passages of a JSONL file.

    Raises:
        ValueError: when an anchor is not in its text or a status is none of the contract's.
    """
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        return [_document(row) for row in islice(rows, limit)]


def _document(row: dict[str, Any]) -> Document:
    reports = tuple(_gold(row["text"], given) for given in row["reports"])
    return Document(row["text"], row.get("published"), reports)


def _gold(text: str, given: dict[str, Any]) -> Gold:
    anchor, nth = given["anchor"], given.get("nth", 1)
    found = [m for m in re.finditer(rf"(?<!\w){re.escape(anchor)}(?!\w)", text)]
    if len(found) < nth:
        raise ValueError(f"the anchor {anchor!r} is not in {text[:60]!r}")
    statuses = frozenset([given["status"], *given.get("status_also", ())])
    if unknown := statuses - {*STATUSES}:
        raise ValueError(f"the status {sorted(unknown)[0]!r} is none of {', '.join(STATUSES)}")
    start, end = found[nth - 1].span()
    counts = frozenset(
        (c["what"], c.get("best"), c.get("low"), c.get("high")) for c in given.get("counts", ())
    )
    background, by = bool(given.get("background")), tuple(given.get("by", ()))
    return Gold(given["type"], start, end, statuses, background, by, counts)


def answer(gold: Document, tools: Tools) -> tuple[Answer | None, ...]:
    """Return for each gold report what the reading says of it, None where it has none."""
    reading = tools.read(gold.text, published=gold.published)
    carry = carrier(gold.text, reading.article.text)
    return tuple(_answer(reading, one, carry((one.start, one.end))) for one in gold.reports)


def _answer(reading: Reading, gold: Gold, place: tuple[int, int] | None) -> Answer | None:
    report = _looked_up(reading.reports, gold.type, place) if place else None
    if report is None:
        return None
    by = tuple(_source(reading, id) for id in report.attribution)
    counts = frozenset((c.what, c.best, c.low, c.high) for c in report.counts)
    return Answer(report.type, report.status, report.background, tuple(filter(None, by)), counts)


def _looked_up(reports: Sequence[Report], type: str, place: tuple[int, int]) -> Report | None:
    at = [r for r in reports if r.anchor.start < place[1] and place[0] < r.anchor.end]
    same = [r for r in at if r.type == type]
    near = [
        r
        for r in reports
        if r.type == type and any(e.start <= place[0] and place[1] <= e.end for e in r.evidence)
    ]
    near.sort(key=lambda r: abs(r.anchor.start - place[0]))
    return next(iter([*same, *near, *at]), None)


def _source(reading: Reading, id: str) -> str:
    statement = next((s for s in reading.statements if s.id == id), None)
    if statement is None or statement.source is None:
        return ""
    words = statement.source.text
    entity = next((e for e in reading.entities if e.id == statement.source.entity), None)
    names = [m.text for m in entity.mentions if m.kind != "pronoun"] if entity else []
    return " ".join([words, *names])


def score(
    golds: Sequence[Document], answers: Sequence[Sequence[Answer | None]]
) -> tuple[Figure, ...]:
    """Return the shares described above."""
    pairs = [
        (gold, found)
        for document, row in zip(golds, answers, strict=True)
        for gold, found in zip(document.reports, row, strict=True)
    ]
    both = [(gold, found) for gold, found in pairs if found is not None]
    checks = {
        "status": [f.status in g.statuses for g, f in both],
        "background": [g.background == f.background for g, f in both],
        "asserted by": [_said_by(g.by, f.by) for g, f in both],
        "counts": [g.counts == f.counts for g, f in both if g.counts or f.counts],
    }
    typed = sum(g.type == f.type for g, f in both)
    return (
        figure("found", len(both), len(pairs), len(both)),
        figure("type", typed, len(pairs), len(both)),
        *(figure(name, sum(right), len(right), len(right)) for name, right in checks.items()),
    )


def _said_by(gold: Sequence[str], found: Sequence[str]) -> bool:
    """Return whether the same say it in the same order: each shares a content word or a pronoun."""
    if len(gold) != len(found):
        return False
    return all(
        content_words(g) & content_words(f) or g.lower() in f.lower().split()
        for g, f in zip(gold, found, strict=True)
    )
