"""Plain text → paragraphs: by empty lines, by lines, or by lines wrapped at a width."""

from __future__ import annotations

import re
from itertools import pairwise

from dateline.articles.draft import Draft, Piece

_LINE = re.compile(r"[^\n]+")
# Lines wrapped by a program or a typist end between these columns; shorter ones are lists and
# menus, longer ones are paragraphs on one line each.
_NARROWEST, _WIDEST = 30, 120
# Share of a chunk's lines that the next word would not have fitted on. Wrapped text has nearly
# all; lines that are paragraphs of their own have about half by chance.
_WRAPPED = 0.7
_STOPS = '.!?…:"”’»)'

_Line = tuple[int, int]


def draft_of(text: str) -> Draft:
    """Return plain text as a draft; the text itself is left as it is."""
    pieces = (Piece(start, end, "paragraph") for start, end in paragraphs(text))
    return Draft(text, tuple(pieces))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text's paragraphs in order, without the whitespace around them."""
    chunks = _chunks(text)
    width = _common_width(chunks)
    found: list[tuple[int, int]] = []
    for chunk in chunks:
        found += _split(text, chunk, width)
    return found


def _chunks(text: str) -> list[list[_Line]]:
    """Return the lines between empty lines, trimmed, as spans."""
    chunks: list[list[_Line]] = []
    last = -2
    for match in _LINE.finditer(text):
        line = match[0]
        if not line.strip():
            continue
        start = match.start() + len(line) - len(line.lstrip())
        span = (start, match.start() + len(line.rstrip()))
        if match.start() == last + 1:
            chunks[-1].append(span)
        else:
            chunks.append([span])
        last = match.end()
    return chunks


def _common_width(chunks: list[list[_Line]]) -> int:
    """Return the length that nearly all lines of wrapped chunks keep to (the 95th percentile)."""
    lengths = sorted(end - start for chunk in chunks if len(chunk) > 1 for start, end in chunk)
    return lengths[len(lengths) * 95 // 100] if lengths else 0


def _split(text: str, chunk: list[_Line], common: int) -> list[tuple[int, int]]:
    width = common if len(chunk) < 4 else max(end - start for start, end in chunk)
    wrapped = _is_wrapped(text, chunk, width)
    found = [chunk[0]]
    for (start, end), (next_start, next_end) in pairwise(chunk):
        if _goes_on(text[start:end], text[next_start:next_end], width if wrapped else None) and (
            not _indented(text, next_start) or _indented(text, start)
        ):
            found[-1] = (found[-1][0], next_end)
        else:
            found.append((next_start, next_end))
    return found


def _is_wrapped(text: str, chunk: list[_Line], width: int) -> bool:
    pairs = list(pairwise(chunk))
    if not pairs or not _NARROWEST <= width <= _WIDEST:
        return False
    full = sum(_is_full(text[a:b], text[c:d], width) for (a, b), (c, d) in pairs)
    return full >= _WRAPPED * len(pairs)


def _is_full(line: str, following: str, width: int) -> bool:
    """Return whether the next line's first word would not have fitted on this one."""
    return len(line) + 1 + len(following.split(None, 1)[0]) > width


def _goes_on(line: str, following: str, width: int | None) -> bool:
    """Return whether two lines are one paragraph; width is that of wrapped text."""
    if width and _is_full(line, following, width):
        return True
    if line[-1] in _STOPS:
        return False
    return following[0].islower() and len(line) >= _NARROWEST


def _indented(text: str, start: int) -> bool:
    """Return whether the line that begins at start stands two blanks or a tab to the right."""
    return text[max(0, start - 2) : start] == "  " or text[max(0, start - 1) : start] == "\t"
