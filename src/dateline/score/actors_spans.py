"""Where the words of a gold actor stand in its text.

PLOVER's records have no offsets. The actor's words are looked for as they are written, with a gap
("Swiss ... envoys"), then in the marks of the text's markup ("(SRC: Togo)").
"""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

_MARK = re.compile(r"\((?:SRC|TAR|SRC/TAR|EVT)\s*:\s*")
_WORD = re.compile(r"\w+")
# Between two words of an actor, at most this many characters when they stand apart.
_GAP = 120
# Where the head of a noun phrase has passed: "refugees | fleeing the war", "group | based in Bern".
_AFTER_HEAD = re.compile(
    r"\s(?:of|in|from|with|at|on|by|for|to|near|among|between|throughout|who|which|that|based|"
    r"living|operating|fleeing|ordered)\b|,"
)


def spans_of(text: str, words: str, markup: str) -> tuple[Span, ...]:
    """Return where the words stand, the best place first; () when they stand nowhere."""
    marked = _marked(text, markup)
    pieces = [piece for piece in words.split("...") if _WORD.search(piece)]
    found = _together(text, pieces, marked)
    if found is None and len(pieces) == 1:
        pieces = [match[0] for match in _WORD.finditer(words)]
        found = _together(text, pieces, marked)
    if found is None:
        return tuple(mark for mark in marked if _alike(text[slice(*mark)], words))
    # "Swiss and Danish envoys": the first word tells the one; "the herders said … their
    # guards": the last names it.
    joined = any(re.search(r"\band\b", text[a[1] : b[0]]) for a, b in pairwise(found))
    apart = "..." in words and not joined
    spans = list(reversed(found) if apart else found)
    around = [m for m in marked if any(m[0] <= s[0] and s[1] <= m[1] for s in spans)]
    return tuple(dict.fromkeys([*spans, *around]))


def head_of(text: str, span: Span) -> Span:
    """Return the part of a noun phrase that ends with its head, as far as plain English tells.

    "refugees" of "refugees from Chad"; a preposition in front is left out.
    """
    start, end = span
    opening = re.match(r"(?:in|of|from|at)\s+", text[start:end])
    start += opening.end() if opening else 0
    cut = _AFTER_HEAD.search(text, start, end)
    return (start, cut.start()) if cut and cut.start() > start else (start, end)


def _together(text: str, pieces: list[str], marked: list[Span]) -> tuple[Span, ...] | None:
    """Return the places of the pieces in their order, those in a mark first; neighbours joined."""
    patterns = [r"\W+".join(map(re.escape, _WORD.findall(piece))) for piece in pieces]
    if not all(patterns):
        return None
    together = rf".{{0,{_GAP}}}?".join(rf"\b({pattern})\b" for pattern in patterns)
    matches = list(re.finditer(together, text, re.DOTALL))
    matches = matches or list(re.finditer(together, text, re.DOTALL | re.IGNORECASE))
    if not matches:
        return None
    best = max(matches, key=lambda match: any(_overlap(match.span(), mark) for mark in marked))
    spans = [best.span(number) for number in range(1, len(pieces) + 1)]
    joined = [spans[0]]
    for span in spans[1:]:
        if _WORD.search(text[joined[-1][1] : span[0]]):
            joined.append(span)
        else:
            joined[-1] = (joined[-1][0], span[1])
    return tuple(joined)


def _marked(text: str, markup: str) -> list[Span]:
    """Return the marked stretches of actors, found again in the text one after the other."""
    found, at = [], 0
    for match in _MARK.finditer(markup):
        inside = markup[match.end() :].split(")")[0].strip()
        start = text.find(inside, at)
        if start < 0 or not inside:
            continue
        at = start
        if not match[0].startswith("(EVT"):
            found.append((start, start + len(inside)))
    return found


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _alike(one: str, other: str) -> bool:
    return bool({*_WORD.findall(one.lower())} & {*_WORD.findall(other.lower())})
