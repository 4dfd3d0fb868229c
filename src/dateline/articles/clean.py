"""The text that all offsets index: line ends alike, nothing invisible, everything else kept."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028]")
# Control characters but tab and newline; and the invisible ones that cut words in two: soft
# hyphen, zero-width space, word joiner, byte order mark.
_DROPPED = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """Return the text with line ends as newlines and without characters nobody sees."""
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    return _SURROGATES.sub("\ufffd", _DROPPED.sub("", text))


def one_line(text: str) -> str:
    """Return the text with every run of whitespace as one blank, ends trimmed."""
    return " ".join(text.split())
