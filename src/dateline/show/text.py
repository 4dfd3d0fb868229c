"""Words of unknown origin made safe to show: no control characters, no endless length."""

from __future__ import annotations

import unicodedata

_REPLACEMENT = "\ufffd"
# Characters that turn the direction of the text around them: a name that holds one could
# make the rest of a line read backwards.
_BIDI_CONTROLS = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def plain(text: str, keep_lines: bool = False) -> str:
    """Return text in which nothing steers a terminal or a browser.

    Control characters become their pictures (``ESC`` shows as ``␛``) or ``U+FFFD``, characters
    that turn the writing direction go, tabs become blanks, and line breaks stay only when
    ``keep_lines`` is set.
    """
    return "".join(_safe(char, keep_lines) for char in text)


def one_line(text: str) -> str:
    """Return plain text with every run of white space as one blank."""
    return " ".join(plain(text).split())


def shorten(text: str, limit: int) -> str:
    """Return one line of at most ``limit`` characters, cut between words, "…" where cut."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    head, blank, _ = cut.rpartition(" ")
    # A single long word has no blank to cut at; a blank far to the left would lose too much.
    return (head if blank and len(head) > limit // 2 else cut).rstrip(" ,;:–—-") + "…"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: ``1 mention``, ``2 mentions``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _safe(char: str, keep_lines: bool) -> str:
    if char >= " " and char.isprintable():
        return char
    if char == "\n":
        return "\n" if keep_lines else " "
    if char in "\t\r\v\f\u2028\u2029\x85":
        return " "
    if char in _BIDI_CONTROLS:
        return ""
    if char < " ":
        return chr(0x2400 + ord(char))
    category = unicodedata.category(char)
    if char == "\x7f" or category in {"Cc", "Cs"}:
        return _REPLACEMENT
    return char  # blanks of many widths, joiners that a script needs, unassigned characters
