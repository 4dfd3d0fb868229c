"""Cameo suite: quad classes, and sources and targets, against CAMEO-coded sentences.

Two formats. TSV: a sentence and its class (0 none, 1 verbal and 2 material cooperation, 3 verbal
and 4 material conflict); the answer is the class of the most confident report, a threatened or
demanded act counting as words. Text with a token and a tag (B-S, I-S, B-T, I-T, B-R, I-R, O) a
line, an empty line between sentences: ``source``, ``target`` and ``both`` (R: who do it to each
other) compare the exact token spans of that report's actors and recipients, ``spans`` all of them.
Where a corpus was trained on, cross-validate: docs/evaluation.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dateline.score.events import QUAD, Reported, by_label, macro, reports_of
from dateline.score.offsets import carrier
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

CLASSES = ("0", "1", "2", "3", "4")
_KINDS = {"S": "source", "T": "target", "R": "both"}
# An act that is only threatened or demanded is words.
_WORDS_ONLY = frozenset({"threatened", "demanded"})

Spans = frozenset[tuple[str, int, int]]


@dataclass(frozen=True)
class Document:
    """A sentence with its class, or with its tokens' places and the gold spans (kind, tokens)."""

    text: str
    label: str | None = None
    tokens: tuple[tuple[int, int], ...] = ()
    spans: Spans = frozenset()


@dataclass(frozen=True)
class Answer:
    """The class of the most confident report, and its parties' token spans."""

    label: str
    spans: Spans


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold sentences of a TSV or of a tagged text file.

    Raises:
        ValueError: when a class or a tag is none of the format's.
    """
    text = path.read_text(encoding="utf-8")
    read = _classes if path.suffix == ".tsv" else _tagged
    return list(islice(read(text), limit))


def _classes(text: str) -> Iterator[Document]:
    for line in text.splitlines():
        if line.strip():
            sentence, _, label = line.rpartition("\t")
            if label.strip() not in CLASSES:
                raise ValueError(f"the class {label!r} is none of {', '.join(CLASSES)}")
            yield Document(sentence, label.strip())


def _tagged(text: str) -> Iterator[Document]:
    for block in text.split("\n\n"):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        if not rows:
            continue
        tokens, at = [], 0
        for row in rows:
            tokens.append((at, at + len(row[0])))
            at += len(row[0]) + 1
        spans = frozenset(_spans([row[-1] for row in rows]))
        yield Document(" ".join(row[0] for row in rows), None, tuple(tokens), spans)


def _spans(tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    start = 0
    for i, tag in enumerate([*tags, "O"]):
        if i and tags[i - 1] != "O" and not tag.startswith("I-"):
            yield _KINDS[tags[i - 1][2:]], start, i
        if tag.startswith("B-") or (tag.startswith("I-") and (i == 0 or tags[i - 1] == "O")):
            start = i


def answer(gold: Document, tools: Tools) -> Answer:
    """Return the class and the parties of the most confident report with a class."""
    reading = tools.read(gold.text)
    carry = carrier(reading.article.text, gold.text)
    best = most_confident(reports_of(reading))
    if best is None:
        return Answer("0", frozenset())
    spans = set()
    mutual = len(best.actors) > 1 and not best.recipients
    acting = "both" if mutual else "source"
    for kind, parties in ((acting, best.actors), ("target", best.recipients)):
        for party in parties:
            place = carry((party.start, party.end))
            if place is not None and gold.tokens:
                spans.add((kind, *_token_span(gold.tokens, place)))
    return Answer(label_of(best), frozenset(spans))


def most_confident(reports: Sequence[Reported]) -> Reported | None:
    """Return the report with a quad class that is the most certain, the first of equals."""
    known = [report for report in reports if report.report.type in QUAD]
    return max(known, key=lambda report: report.report.confidence, default=None)


def label_of(reported: Reported) -> str:
    """Return the quad class of a report."""
    quad = QUAD[reported.report.type]
    return "3" if quad == 4 and reported.report.status in _WORDS_ONLY else str(quad)


def _token_span(tokens: Sequence[tuple[int, int]], place: tuple[int, int]) -> tuple[int, int]:
    ends, starts = [end for _, end in tokens], [start for start, _ in tokens]
    return bisect_right(ends, place[0]), bisect_left(starts, place[1])


def score(golds: Sequence[Document], answers: Sequence[Answer]) -> tuple[Figure, ...]:
    """Return the classes' figures and their mean, or those of sources and targets."""
    if golds[0].label is not None:
        given = [frozenset({gold.label or ""}) for gold in golds]
        found = [frozenset({answer.label}) for answer in answers]
        parts = by_label(CLASSES, given, found)
        return (macro("classes", parts), *parts)
    pairs = list(zip(golds, answers, strict=True))
    kinds = [(kind, (kind,)) for kind in _KINDS.values()]
    return tuple(_of(pairs, *row) for row in [("spans", tuple(_KINDS.values())), *kinds])


def _of(pairs: Sequence[tuple[Document, Answer]], name: str, kinds: Sequence[str]) -> Figure:
    gold = [{s for s in g.spans if s[0] in kinds} for g, _ in pairs]
    found = [{s for s in a.spans if s[0] in kinds} for _, a in pairs]
    right = sum(len(g & f) for g, f in zip(gold, found, strict=True))
    return figure(name, right, sum(map(len, gold)), sum(map(len, found)))
