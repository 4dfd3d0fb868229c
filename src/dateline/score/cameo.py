"""Cameo suite: quad classes, and sources and targets, against CAMEO-coded sentences.

Two formats. TSV: a sentence and its class (0 none, 1 verbal and 2 material cooperation, 3 verbal
and 4 material conflict); the answer is the class of the most confident report. The classes are
those of CAMEO's root codes, which part PLOVER's types otherwise than PLOVER's own quad classes:
yielding (08) is material cooperation, reducing relations (16) verbal conflict; appeals (02) and
claims or denials of responsibility (01) have no class, demands (10) have.

Text with a token and a tag (B-S, I-S, B-T, I-T, B-R, I-R, O) a line, an empty line between
sentences: ``source``, ``target`` and ``both`` (R: who do it to each other) compare the exact token
spans of that report's actors and recipients, ``spans`` all of them.
Where a corpus was trained on, cross-validate: docs/evaluation.md.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dateline.records import Reading, Report
from dateline.score.events import Party, Reported, by_label, macro, reports_of
from dateline.score.offsets import carrier
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

CLASSES = ("0", "1", "2", "3", "4")
_KINDS = {"S": "source", "T": "target", "R": "both"}
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
# The class of each type's CAMEO root code; the extension's types have none.
CLASS_OF = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "CONCEDE", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION"), 3),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
# What is only planned is the intent (03, 13): words.
_INTENDED = {2: 1, 4: 3}
# Anchors of a REQUEST that demand (10); the others appeal (02).
_DEMANDING = ("demand", "insist", "order", "must", "have", "need", "requir", "press", "ultimatum")

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
    parties = [(kind, _span(party, reading)) for kind, party in _parties(best)]
    if not best.recipients and best.report.place_basis == "stated":
        here = best.report.place
        parties += [("target", (p.start, p.end)) for p in reading.places if p.id == here]
    spans = set()
    for kind, span in parties:
        place = carry(span)
        if place is not None and gold.tokens:
            spans.add((kind, *_token_span(gold.tokens, place)))
    return Answer(label_of(best.report), _joined(spans, gold))


def _parties(best: Reported) -> Iterator[tuple[str, Party]]:
    """Yield the parties with the corpus's kind: who meets, talks or agrees is both at once."""
    met = best.report.type == "CONSULT" and best.report.mode not in {"visit", "third-party"}
    agreed = best.report.type in _MUTUAL and len(best.actors) > 1
    for party in best.actors:
        yield ("both" if agreed or (met and best.recipients) else "source"), party
    for party in best.recipients:
        yield ("both" if met and best.actors else "target"), party


def _span(party: Party, reading: Reading) -> tuple[int, int]:
    """Return where a party is named: for a pronoun the last mention before it that is none."""
    for entity in reading.entities:
        here = [m for m in entity.mentions if (m.start, m.end) == (party.start, party.end)]
        if here and here[0].kind == "pronoun":
            before = [m for m in entity.mentions if m.kind != "pronoun" and m.end <= party.start]
            if before:
                return before[-1].start, before[-1].end
    return party.start, party.end


def _joined(spans: set[tuple[str, int, int]], gold: Document) -> Spans:
    """Return the spans; those who do it to each other, with only "and" between them, as one."""
    joined: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(spans, key=lambda span: span[1]):
        if joined and joined[-1][0] == kind == "both" and start >= joined[-1][2]:
            between = gold.tokens[joined[-1][2] : start]
            words = {gold.text[low:high] for low, high in between}
            if words and words <= {"and", ",", "&"}:
                joined[-1] = (kind, joined[-1][1], end)
                continue
        joined.append((kind, start, end))
    return frozenset(joined)


def most_confident(reports: Sequence[Reported]) -> Reported | None:
    """Return the report with a class that is the most certain, the first of equals."""
    known = [report for report in reports if report.report.type in CLASS_OF]
    return max(known, key=lambda report: report.report.confidence, default=None)


def label_of(report: Report) -> str:
    """Return the class of a report's CAMEO root code."""
    if report.status in {"denied", "demanded"}:
        return "0"  # a denial (016), or an appeal for it (02)
    if any(actor.responsibility in {"claimed", "denied"} for actor in report.actors):
        return "0"  # a claim of responsibility (015)
    if report.type == "REQUEST":
        return "3" if report.anchor.text.lower().startswith(_DEMANDING) else "0"
    kind = CLASS_OF[report.type]
    if report.status == "threatened":
        return "3"
    return str(_INTENDED.get(kind, kind) if report.status == "planned" else kind)


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
