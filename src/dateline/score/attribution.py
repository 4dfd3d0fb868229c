"""Attribution suite: who says what, against PolNeAR's attributions.

Two kinds of figure, each once from the reading (end to end) and once straight from the Doc's layer
(``layer …``, to see what the reading adds or loses):

- ``source``, ``cue``, ``content``: exact spans with one label a token, as the corpus has it. Both
  sides are flattened in the same way (``segments``), so that a statement inside a statement, which
  the gold never marks, counts neither for nor against.
- ``statement``: contents that overlap with a Jaccard index of at least one half, by characters that
  are not blank, and with the right source (overlapping, or none on both sides); one to one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from spacy.tokens import Doc

from dateline.records import Reading
from dateline.score.offsets import carrier
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

Span = tuple[int, int]
ROLES = ("source", "cue", "content")
# The definition's threshold for "the same content".
JACCARD = 0.5


@dataclass(frozen=True)
class Attribution:
    """One statement: spans of characters for each role, as many as there are."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Document:
    """A text with its attributions."""

    text: str
    said: tuple[Attribution, ...]


@dataclass(frozen=True)
class Answer:
    """What the system found: in the reading, and in the Doc's layer."""

    reading: tuple[Attribution, ...]
    layer: tuple[Attribution, ...]


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold documents of a JSONL file; an article annotated twice is there twice."""
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        return [_document(row) for row in islice(rows, limit)]


def _document(row: dict[str, object]) -> Document:
    text, attributions = row["text"], row["attributions"]
    if not isinstance(text, str) or not isinstance(attributions, list):
        raise TypeError("a row needs `text` (string) and `attributions` (list)")
    said = tuple(
        Attribution(*(tuple((int(s), int(e)) for s, e in each[role]) for role in ROLES))
        for each in attributions
    )
    if any(not 0 <= s < e <= len(text) for a in said for s, e in (*a.source, *a.cue, *a.content)):
        raise ValueError("a span lies outside its text; offsets are code points of `text`")
    return Document(text, said)


def answer(gold: Document, tools: Tools) -> Answer:
    """Return what is found in the gold document's raw text."""
    return Answer(
        reading=from_reading(tools.read(gold.text), gold.text),
        layer=from_doc(tools.nlp(gold.text)),
    )


def from_reading(reading: Reading, text: str) -> tuple[Attribution, ...]:
    """Return a reading's statements as spans over ``text``, which the reading was made of."""
    carry = carrier(reading.article.text, text)

    def spans(*found: Span) -> tuple[Span, ...]:
        return tuple(span for each in found if (span := carry(each)) is not None)

    return tuple(
        Attribution(
            source=spans((s.source.start, s.source.end)) if s.source else (),
            cue=spans((s.cue.start, s.cue.end)) if s.cue else (),
            content=spans(*((c.start, c.end) for c in s.content)),
        )
        for s in reading.statements
    )


def from_doc(doc: Doc) -> tuple[Attribution, ...]:
    """Return the statements of a Doc's layer (``doc.spans["statements"]``)."""
    groups: dict[str, dict[str, list[Span]]] = {}
    for span in doc.spans.get("statements", ()):
        group = groups.setdefault(span.id_, {role: [] for role in ROLES})
        group[span.label_.lower()].append((span.start_char, span.end_char))
    return tuple(Attribution(*(tuple(group[role]) for role in ROLES)) for group in groups.values())


def score(golds: Sequence[Document], answers: Sequence[Answer]) -> tuple[Figure, ...]:
    """Return the figures of the reading, then those of the Doc's layer."""
    figures = []
    sides = {"": [a.reading for a in answers], "layer ": [a.layer for a in answers]}
    for prefix, side in sides.items():
        documents = [(gold.text, gold.said, said) for gold, said in zip(golds, side, strict=True)]
        figures += [_exact(prefix + role, role, documents) for role in ROLES]
        figures.append(_statements(prefix + "statement", documents))
    return tuple(figures)


_Sides = Sequence[tuple[str, tuple[Attribution, ...], tuple[Attribution, ...]]]


def _exact(name: str, role: str, documents: _Sides) -> Figure:
    correct = gold_count = system_count = 0
    for text, gold, system in documents:
        wanted, found = segments(text, gold)[role], segments(text, system)[role]
        correct += len(wanted & found)
        gold_count += len(wanted)
        system_count += len(found)
    return figure(name, correct, gold_count, system_count)


def segments(text: str, said: Iterable[Attribution]) -> dict[str, set[Span]]:
    """Return the spans of each role when every character has one label at most.

    The statement with the longest content labels first; within a statement source and cue go before
    content (they stand between its parts). What is labelled is not labelled again, so an inner
    statement vanishes in the outer one. Segments never cross a line break and never begin or end
    with a blank; the same source of several statements is one segment.
    """
    taken = bytearray(len(text))
    result: dict[str, set[Span]] = {role: set() for role in ROLES}
    for each in _outermost_first(said):
        for role in ROLES:
            for span in getattr(each, role):
                result[role].update(_free(text, span, taken))
    return result


def _outermost_first(said: Iterable[Attribution]) -> list[Attribution]:
    def order(each: Attribution) -> tuple[int, tuple[Span, ...]]:
        return -sum(e - s for s, e in each.content), each.content + each.source + each.cue

    return sorted(said, key=order)


def _free(text: str, span: Span, taken: bytearray) -> list[Span]:
    """Label what is not labelled yet of a span, and return it as trimmed stretches."""
    found = []
    start = span[0]
    for i in range(span[0], span[1] + 1):
        if i == span[1] or taken[i] or text[i] in "\n\r":
            trimmed = _trimmed(text, start, i)
            if trimmed:
                found.append(trimmed)
            start = i + 1
    taken[span[0] : span[1]] = b"\x01" * (span[1] - span[0])
    return found


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _statements(name: str, documents: _Sides) -> Figure:
    correct = gold_count = system_count = 0
    for text, gold, system in documents:
        wanted, found = outer(text, gold), outer(text, system)
        correct += _matches(text, wanted, found)
        gold_count += len(wanted)
        system_count += len(found)
    return figure(name, correct, gold_count, system_count)


def outer(text: str, said: Iterable[Attribution]) -> list[Attribution]:
    """Return the statements that have content and do not lie within another's content."""
    kept: list[Attribution] = []
    covered = bytearray(len(text))
    for each in _outermost_first(said):
        letters = _letters(text, each.content)
        if not letters or all(covered[i] for i in letters):
            continue
        for i in letters:
            covered[i] = 1
        kept.append(each)
    return kept


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def _matches(text: str, gold: Sequence[Attribution], system: Sequence[Attribution]) -> int:
    """Return how many statements pair up, the most alike first."""
    contents = [_letters(text, each.content) for each in system]
    candidates = []
    for g, wanted in enumerate(gold):
        letters = _letters(text, wanted.content)
        for s, found in enumerate(system):
            common = len(letters & contents[s])
            alike = common / (len(letters) + len(contents[s]) - common) if common else 0.0
            if alike >= JACCARD and _same_source(wanted, found):
                candidates.append((-alike, g, s))
    used_gold: set[int] = set()
    used_system: set[int] = set()
    for _, g, s in sorted(candidates):
        if g not in used_gold and s not in used_system:
            used_gold.add(g)
            used_system.add(s)
    return len(used_gold)


def _same_source(gold: Attribution, system: Attribution) -> bool:
    if not gold.source or not system.source:
        return not gold.source and not system.source
    return any(a < d and c < b for a, b in gold.source for c, d in system.source)
