"""Where time expressions stand: the encoder's head and the grammar decide together.

The head gives every word a score by tag (``doc.user_data["time_scores"]``). What the grammar makes
of a word and its neighbours adds to that, by weights that were learned with the head; the best
sequence of tags gives the expressions.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from dateline import sequences
from dateline.reading.times.grammar import Match

# What the grammar can make of a word: nothing; the first or a further word of an expression that it
# is sure of, takes for one for want of a model, or leaves to the model.
KINDS = 7
# Score that a word's best tag may lie below "no expression" and still be decided by the sequence.
_NEAR = 5.0
# Added to every tag of an expression: the head is trained on texts where one word in twenty belongs
# to one, and finds too few. Chosen by cross-validation (docs/times.md).
_BONUS = 0.3

Marked = tuple[int, int, str]


def kinds(starts: Sequence[int], ends: Sequence[int], found: Sequence[Match]) -> NDArray[np.intp]:
    """Return what the grammar makes of every word, as a number below ``KINDS``.

    Args:
        starts: the words' first characters, in text order.
        ends: the characters after the words' last ones.
        found: the grammar's expressions in the same text.
    """
    result = np.zeros(len(starts), dtype=np.intp)
    for match in found:
        low, high = _words(match.start, match.end, starts, ends)
        kind = 1 if match.sure else 3 if match.alone else 5
        result[low:high] = kind + 1
        if low < high:
            result[low] = kind
    return result


def _words(start: int, end: int, starts: Sequence[int], ends: Sequence[int]) -> tuple[int, int]:
    """Return the words (first, after the last) that a stretch of characters touches."""
    return bisect_right(ends, start), bisect_left(starts, end)


def marked(doc: Doc, found: Sequence[Match]) -> list[Marked]:
    """Return start, end (characters) and type of the expressions, in text order.

    Args:
        doc: a Doc with ``user_data["time_scores"]``.
        found: the grammar's expressions in its text, in text order.
    """
    layer: Mapping[str, Any] = doc.user_data["time_scores"]
    starts = [doc[i].idx for i in layer["tokens"]]
    ends = [doc[i].idx + len(doc[i]) for i in layer["tokens"]]
    result: list[Marked] = []
    for low, high, label in _decoded(layer, kinds(starts, ends, found)):
        result += _cut(starts[low], ends[high - 1], label, found, result)
    return result


def _cut(
    start: int, end: int, label: str, found: Sequence[Match], before: Sequence[Marked]
) -> Iterator[Marked]:
    """Yield what the tags say as the grammar cuts it, if it knows any of it.

    Which words belong to an expression is a matter of rule; whether they are one, of context.
    """
    last = before[-1][1] if before else 0
    first = bisect_right(found, start, key=lambda m: m.end)
    inside = [m for m in takewhile(lambda m: m.start < end, found[first:]) if m.start >= last]
    if inside:
        yield from ((m.start, m.end, label) for m in inside)
    elif start >= last:
        yield start, end, label


def _decoded(layer: Mapping[str, Any], given: NDArray[np.intp]) -> Iterator[tuple[int, int, str]]:
    """Yield first word, word after the last, and type."""
    tags: list[str] = layer["tags"]
    chain = sequences.Chain(layer["moves"], layer["starts"], layer["ends"])
    for start, end in layer["windows"]:
        scores = joined(layer["scores"][start:end], given[start:end], layer["grammar"])
        for low, high in _open(scores):
            # What goes before and after is no expression; the chain begins and ends with it.
            inner = [tags[k] for k in sequences.viterbi(scores[low:high], chain)]
            for first, last, label in sequences.spans(inner):
                yield start + low + first, start + low + last, label


def joined(
    scores: sequences.Floats, given: NDArray[np.intp], weights: sequences.Floats
) -> sequences.Floats:
    """Return the head's scores (words, tags) with what the grammar adds.

    ``weights`` (tags, kinds, reach) are those of a convolution over the kinds of a word and its
    neighbours; ``reach`` is odd.
    """
    total = scores.copy()
    total[:, 1:] += _BONUS
    side = weights.shape[2] // 2
    count = len(given)
    for place in range(-side, side + 1):
        low, high = max(0, -place), min(count, count - place)
        if low < high:
            total[low:high] += weights[:, given[low + place : high + place], place + side].T
    return total


def _open(scores: sequences.Floats) -> Iterator[tuple[int, int]]:
    """Yield the stretches of words that may belong to an expression, with a word on each side."""
    near = np.flatnonzero(scores[:, 1:].max(1) > scores[:, 0] - _NEAR)
    if not len(near):
        return
    count = len(scores)
    for group in np.split(near, np.flatnonzero(np.diff(near) > 2) + 1):
        yield max(0, int(group[0]) - 1), min(count, int(group[-1]) + 2)
