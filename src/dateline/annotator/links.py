"""Which source and cue belong to which content, and which mention takes up which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.distance import bucket, buckets

Floats = NDArray[np.float32]
Span = tuple[int, int, str]
# Words between a content and its source or cue: in the training data 99 in 100 lie nearer.
REACH = 120
# Mentions that are compared with one that may take them up: about ten sentences.
MEMORY = 60


def attributions(
    spans: Sequence[Span], vectors: Floats, width: int, distance: Floats
) -> list[dict[str, list[Span]]]:
    """Return groups of spans, one a statement: contents with at most one source and one cue.

    ``vectors`` (words, 4 * width + 2) are those of training's ``links``. Contents that share a cue
    are one statement (a split quotation).
    """
    contents = [s for s in spans if s[2] == "CONTENT"]
    sources = [s for s in spans if s[2] == "SOURCE"]
    cues = [s for s in spans if s[2] == "CUE"]
    means = {s: vectors[s[0] : s[1]].mean(0) for s in spans}
    groups: dict[object, dict[str, list[Span]]] = {}
    for number, content in enumerate(contents):
        source = _choose(content, sources, means, 0, width, distance)
        cue = _choose(content, cues, means, 1, width, distance)
        key = (cue, source) if cue else number
        group = groups.setdefault(key, {"CONTENT": [], "SOURCE": [], "CUE": []})
        group["CONTENT"].append(content)
        group["SOURCE"] = [source] if source else []
        group["CUE"] = [cue] if cue else []
    return list(groups.values())


def _choose(
    content: Span, spans: Sequence[Span], means: dict[Span, Floats], kind: int, width: int,
    distance: Floats,
) -> Span | None:  # fmt: skip
    """Return the span (of those in text order) that the content asks for, or None."""
    asks = means[content]
    best, chosen = float(asks[4 * width + kind]), None
    query = asks[kind * width : (kind + 1) * width]
    first = bisect_left(spans, content[0] - REACH, key=lambda s: s[1])
    for span in spans[first:]:
        if span[0] - content[1] > REACH:
            break
        key = means[span][(2 + kind) * width : (3 + kind) * width]
        score = float(query @ key) * width**-0.5 + float(
            distance[kind][bucket(content[0], span[0])]
        )
        if score > best:
            best, chosen = score, span
    return chosen


def chains(mentions: Sequence[int], vectors: Floats, width: int, distance: Floats) -> list[int]:
    """Return a chain number for each mention (given by its head word), 0 where it stands alone."""
    parents: list[int] = list(range(len(mentions)))
    at = vectors[list(mentions)] if mentions else vectors[:0]
    places = np.asarray(mentions, dtype=np.int64)
    for i in range(1, len(mentions)):
        low = max(0, i - MEMORY)
        scores = at[low:i, width : 2 * width] @ at[i, :width] * width**-0.5
        scores = scores + distance[buckets(places[i], places[low:i])]
        best = int(scores.argmax())
        if scores[best] > at[i, 2 * width]:
            parents[i] = parents[low + best]
    sizes = np.bincount(parents, minlength=1) if parents else np.zeros(1, dtype=int)
    numbers = {p: n + 1 for n, p in enumerate(p for p in dict.fromkeys(parents) if sizes[p] > 1)}
    return [numbers.get(p, 0) for p in parents]
