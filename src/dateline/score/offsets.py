"""Carries offsets from one text to another that says the same with other blanks or omissions.

An article's text may differ from the text it was made of (blanks joined, furniture cut); gold
spans are over the latter.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher

Span = tuple[int, int]
_WORD = re.compile(r"\w+|[^\w\s]")


def carrier(source: str, target: str) -> Callable[[Span], Span | None]:
    """Return a function that carries a span of ``source`` over to ``target``; None: not there."""
    if source == target:
        return lambda span: span
    here, there = list(_WORD.finditer(source)), list(_WORD.finditer(target))
    matcher = SequenceMatcher(None, [m[0] for m in here], [m[0] for m in there], autojunk=False)
    starts: dict[int, int] = {}
    ends: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        for a, b in zip(
            here[block.a : block.a + block.size],
            there[block.b : block.b + block.size],
            strict=True,
        ):
            for k in range(a.end() - a.start()):
                starts[a.start() + k] = b.start() + k
                ends[a.start() + k + 1] = b.start() + k + 1

    def carry(span: Span) -> Span | None:
        start, end = starts.get(span[0]), ends.get(span[1])
        return (start, end) if start is not None and end is not None and start < end else None

    return carry
