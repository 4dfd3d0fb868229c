"""The project's own sentences with their events marked: ``training/examples/events/*.txt``.

One line is one text. ``{attacked|1 ASSAULT.firearms happened}`` is the anchor of event 1 with its
type, mode (if told) and status, ``bg`` after it for history and context; ``[a convoy|r1]`` is the
recipient of event 1, ``[gunmen|a1 a2]`` the actor of events 1 and 2; brackets may stand inside
brackets. A line without marks reports nothing. All are invented, most written by machine: they are
for training, nothing is measured on them but by cross-validation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from dateline import codebooks
from dateline.records import Status

FOLDER = Path(__file__).parent / "examples" / "events"
STATUSES: tuple[str, ...] = get_args(Status)
_ROLES = {"a": "actor", "r": "recipient"}
_CLOSING = {"[": "]", "{": "}"}


@dataclass(frozen=True)
class Anchor:
    """A word that names an event; ``start`` and ``end`` are code points."""

    start: int
    end: int
    type: str
    mode: str | None
    status: str
    background: bool


@dataclass(frozen=True)
class Argument:
    """A phrase that names a party of event ``event``; ``role`` is "actor" or "recipient"."""

    start: int
    end: int
    role: str
    event: int


@dataclass(frozen=True)
class Example:
    """A text with its events by number."""

    source: str
    """the file's name"""
    text: str
    anchors: dict[int, Anchor]
    arguments: tuple[Argument, ...]


def examples(folder: Path = FOLDER) -> Iterator[Example]:
    """Yield the examples of all files in the order of their names.

    Raises:
        ValueError: when a line's marks are wrong; the message names file, line and remedy.
    """
    for path in sorted(folder.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    yield parse(line.strip(), path.stem)
                except ValueError as error:
                    raise ValueError(f"{path.name}, line {number}: {error}") from None


def parse(line: str, source: str = "") -> Example:
    """Return the example that a line marks.

    Raises:
        ValueError: when its marks are wrong.
    """
    text, open_, at = "", list[tuple[str, int]](), 0
    anchors: dict[int, Anchor] = {}
    arguments: list[Argument] = []
    while at < len(line):
        char = line[at]
        if char in _CLOSING:
            open_.append((char, len(text)))
        elif char == "|":
            if not open_:
                raise ValueError('"|" outside of brackets')
            kind, start = open_.pop()
            end = line.find(_CLOSING[kind], at)
            if end < 0:
                raise ValueError(f'no "{_CLOSING[kind]}" after "|"')
            label = line[at + 1 : end].split()
            if kind == "{":
                number, anchor = _anchor(label, start, len(text))
                anchors[number] = anchor
            else:
                arguments += [_argument(word, start, len(text)) for word in label]
            at = end
        elif char in "]}":
            raise ValueError(f'"{char}" without a label')
        else:
            text += char
        at += 1
    if open_ or any(argument.event not in anchors for argument in arguments):
        raise ValueError("a bracket is open, or a party is of an event that has no anchor")
    return Example(source, text, anchors, tuple(arguments))


def _anchor(label: list[str], start: int, end: int) -> tuple[int, Anchor]:
    if len(label) not in (3, 4) or not label[0].isdigit() or label[3:] not in ([], ["bg"]):
        raise ValueError(f"an anchor's label is N TYPE.mode status [bg], not {' '.join(label)!r}")
    type, _, mode = label[1].partition(".")
    kinds = _book().types
    if type not in kinds or (mode and mode not in kinds[type].modes):
        raise ValueError(f"{label[1]!r} is no type with a mode of the codebook")
    if label[2] not in STATUSES:
        raise ValueError(f"{label[2]!r} is none of {', '.join(STATUSES)}")
    return int(label[0]), Anchor(start, end, type, mode or None, label[2], len(label) == 4)


def _argument(word: str, start: int, end: int) -> Argument:
    match = re.fullmatch(r"([ar])(\d+)", word)
    if match is None:
        raise ValueError(f"a party's label is a1 or r1, not {word!r}")
    return Argument(start, end, _ROLES[match[1]], int(match[2]))


@cache
def _book() -> codebooks.Codebook:
    return codebooks.load()
