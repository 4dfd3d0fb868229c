"""Quotation marks: where an article quotes, from its characters alone.

Marks of all kinds are known; a mark that has no partner is taken for what it is, an apostrophe, an
inch, a slip. A quotation of several paragraphs, opened again in each and closed in the last, comes
out as one quotation a paragraph, each but the first marked as a continuation.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

# What closes what an opening mark opens. Straight marks, and '' for a double one, do both.
_CLOSERS = {
    "“": '”“"',
    "„": "“”",
    "«": "»",
    "»": "«",
    '"': '"”',
    "``": "''",
    "''": "''",
    "”": "”",
    "‟": "”",
}
_SINGLE_CLOSERS = {"‘": "’'", "‚": "‘’", "‹": "›", "'": "'’", "`": "'’"}
_DOUBLE = frozenset('“”„«»"‟')
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u2009\u202f([{—–-/:…\"“‘'«„`")
_STOPS = frozenset(",.?!…;")
# Words that begin with an apostrophe; after them a single mark opens nothing.
_CLIPPED = ("em", "til", "tis", "twas", "cause", "bout", "n")


@dataclass(frozen=True)
class Quotation:
    """A stretch in quotation marks, code points, marks included."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    """False if the closing mark is missing; the quotation then ends with its paragraph."""
    continues: bool = False
    """True if the quotation of the paragraph before was left open and goes on here."""
    nested: bool = False
    """True inside another quotation."""

    @property
    def inner(self) -> tuple[int, int]:
        """The stretch between the marks."""
        return self.inner_start, self.inner_end


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """Return the quotations of the paragraphs (code points), in text order, outer before inner."""
    found: list[Quotation] = []
    left_open = False
    for start, end in paragraphs:
        marks = _doubles(text, start, end)
        first = len(found)
        outer, unclosed = _paired(text, marks, end)
        if left_open and outer and not text[start : outer[0].start].strip():
            outer[0] = _continued(outer[0])
        if not outer or unclosed is None:
            left_open = False
        if unclosed is not None:
            left_open = True
        found.extend(outer)
        inner = _singles(text, start, end, found[first:])
        found.extend(inner)
        found[first:] = sorted(found[first:], key=lambda q: (q.start, -q.end))
    return _without_stray_openings(text, found)


def _continued(quotation: Quotation) -> Quotation:
    return Quotation(
        quotation.start,
        quotation.end,
        quotation.inner_start,
        quotation.inner_end,
        quotation.closed,
        continues=True,
    )


def _doubles(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the double marks of a paragraph as (start, end)."""
    marks, at = [], start
    while at < end:
        if text.startswith(("''", "``"), at, end) and text[at + 2 : at + 3] != text[at]:
            marks.append((at, at + 2))
            at += 2
            continue
        if text[at] in _DOUBLE:
            marks.append((at, at + 1))
        at += 1
    return marks


def _paired(
    text: str, marks: list[tuple[int, int]], end: int
) -> tuple[list[Quotation], Quotation | None]:
    """Return the quotations that the marks make, and the one left open at the end, if any."""
    found: list[Quotation] = []
    opened: tuple[int, int] | None = None
    straight = _following(text, marks)
    for number, (at, after) in enumerate(marks):
        mark = text[at:after]
        inch = mark == '"' and text[max(0, at - 1) : at].isdigit()
        if inch and (opened is None or straight[number] % 2):
            continue  # 12" long: the quotation's own mark is still to come
        if opened is not None and _closes(text, text[opened[0] : opened[1]], at, after):
            found.append(Quotation(opened[0], after, opened[1], at))
            opened = None
        elif _opens(text, mark, at, after) and (opened is None or mark in "“„``"):
            opened = (at, after)
    if opened is None:
        return found, None
    last = len(text[opened[0] : end].rstrip()) + opened[0]
    unclosed = Quotation(opened[0], last, opened[1], last, closed=False)
    if unclosed.inner_end > unclosed.inner_start:
        return [*found, unclosed], unclosed
    return found, None


def _following(text: str, marks: list[tuple[int, int]]) -> list[int]:
    """Return for each mark how many straight double marks come after it."""
    counts, count = [], 0
    for at, _ in reversed(marks):
        counts.append(count)
        count += text[at] == '"'
    return counts[::-1]


def _opens(text: str, mark: str, at: int, after: int) -> bool:
    if mark not in _CLOSERS:
        return False
    before, behind = text[at - 1 : at], text[after : after + 1]
    if not behind or behind.isspace():
        return False
    if mark in {"“", "„", "``", "«"}:
        return True
    return not before or before in _BEFORE_OPENING


def _closes(text: str, opening: str, at: int, after: int) -> bool:
    mark = text[at:after]
    if mark not in (_CLOSERS[opening] if len(mark) == 1 else (_CLOSERS[opening],)):
        return False
    if mark in {"“", '"', "''"}:
        before, behind = text[at - 1 : at], text[after : after + 1]
        looks_open = (not before or before.isspace()) and behind.isalnum()
        return not looks_open
    return True


def _singles(text: str, start: int, end: int, outer: list[Quotation]) -> list[Quotation]:
    """Return the quotations in single marks; inside a double one they are nested."""
    found: list[Quotation] = []
    starts = [q.start for q in outer]
    at = start
    while at < end:
        if text[at] not in _SINGLE_CLOSERS or not _opens_single(text, at, end):
            at += 1
            continue
        index = bisect_right(starts, at) - 1
        around = outer[index] if index >= 0 and at < outer[index].end else None
        limit = around.inner_end if around else end
        close = _closing_single(text, at, limit)
        if close is None:
            at += 1
            continue
        found.append(Quotation(at, close + 1, at + 1, close, nested=around is not None))
        at = close + 1
    return found


def _opens_single(text: str, at: int, end: int) -> bool:
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if text[at] in {"'", "`"} and (text[at + 1 : at + 2] == text[at] or before == text[at]):
        return False
    if before and before not in _BEFORE_OPENING:
        return False
    if not behind or behind.isspace() or behind.isdigit():
        return False
    word = text[at + 1 : at + 9].split(" ")[0].rstrip(",.").lower()
    return at + 1 < end and word not in _CLIPPED


# A single quotation longer than this is taken for two apostrophes: the longest of the 52 contents
# in single marks of the PolNeAR training articles has 197 characters; three times that.
_LONGEST_SINGLE = 600


def _closing_single(text: str, at: int, limit: int) -> int | None:
    """Return where the single quotation opened at ``at`` closes: after a stop, else the first."""
    closers = _SINGLE_CLOSERS[text[at]]
    first: int | None = None
    for i in range(at + 2, min(limit, at + _LONGEST_SINGLE)):
        if text[i] not in closers or text[i - 1].isspace():
            continue
        behind = text[i + 1 : i + 2]
        if behind.isalnum():
            continue
        if text[i - 1] in _STOPS or text[i - 1] in '”"':
            return i
        if text[i - 1] == "s" and behind.isspace() and text[i + 2 : i + 3].islower():
            # "the soldiers' homes" or "the 'rebels' said": remembered, not yet believed.
            first = i if first is None else first
            continue
        return i
    return first


def _without_stray_openings(text: str, found: list[Quotation]) -> list[Quotation]:
    """Drop unclosed quotations that neither begin a paragraph nor follow a colon or comma."""

    def stands(q: Quotation) -> bool:
        if q.closed or q.continues:
            return True
        before = text[max(0, q.start - 80) : q.start].rstrip(" \u00a0")
        return not before or before[-1] in '\n:,.”"'

    return [q for q in found if stands(q)]
