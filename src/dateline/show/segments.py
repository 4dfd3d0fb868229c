"""Overlapping marks over a text, cut into pieces that each carry a fixed set of marks.

HTML elements nest and evidence does not: a name may stand across the edge of a quotation.
So the text is cut wherever a mark begins or ends, and every piece says which marks cover it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.records import Block, BlockKind
from dateline.show.view import Part


@dataclass(frozen=True)
class Marked:
    """Words of one record: where they are, which record, which part of it they are."""

    start: int
    end: int
    key: str
    part: Part


@dataclass(frozen=True)
class Segment:
    """A piece of the text; ``marks`` are those that cover it, the shortest first."""

    start: int
    end: int
    text: str
    marks: tuple[Marked, ...]


@dataclass(frozen=True)
class Stretch:
    """A block of the article, or what lies between two blocks (kind ``paragraph``)."""

    kind: BlockKind
    segments: tuple[Segment, ...]


def stretches(text: str, blocks: Iterable[Block], marks: Iterable[Marked]) -> tuple[Stretch, ...]:
    """Return the whole text as blocks of segments; only blank space between blocks is left out."""
    limits = list(_limits(text, blocks))
    edges = [edge for start, end, _ in limits for edge in (start, end)]
    pieces = iter(segments(text, marks, edges))
    found = []
    piece = next(pieces, None)
    for start, end, kind in limits:
        inside = []
        while piece is not None and piece.end <= end:
            if piece.start >= start:
                inside.append(piece)
            piece = next(pieces, None)
        if text[start:end].strip():
            found.append(Stretch(kind, tuple(inside)))
    return tuple(found)


def segments(text: str, marks: Iterable[Marked], edges: Iterable[int] = ()) -> Iterator[Segment]:
    """Yield the text from its start to its end, cut at every mark's ends and at ``edges``."""
    real = [mark for mark in marks if mark.start < mark.end <= len(text)]
    opening = sorted(real, key=lambda m: m.start)
    cuts = {0, len(text), *edges}
    for mark in real:
        cuts.update((mark.start, mark.end))
    ordered = sorted(cuts)
    active: list[Marked] = []
    position = 0
    for start, end in itertools.pairwise(ordered):
        while position < len(opening) and opening[position].start <= start:
            active.append(opening[position])
            position += 1
        active = [mark for mark in active if mark.end > start]
        yield Segment(start, end, text[start:end], tuple(sorted(active, key=_length)))


def _length(mark: Marked) -> int:
    return mark.end - mark.start


def _limits(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int, BlockKind]]:
    """Yield (start, end, kind) over the whole text, gaps as paragraphs, overlaps cut off."""
    reached = 0
    for block in sorted(blocks, key=lambda b: (b.start, b.end)):
        start, end = max(block.start, reached), min(block.end, len(text))
        if end <= start:
            continue
        if start > reached:
            yield reached, start, "paragraph"
        yield start, end, block.kind
        reached = end
    if reached < len(text):
        yield reached, len(text), "paragraph"
