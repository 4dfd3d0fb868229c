"""What html and plain text both become on the way to an Article."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.records import BlockKind


@dataclass(frozen=True)
class Piece:
    """A stretch of the text with its part in the page, and why it is not read (if it is not)."""

    start: int
    end: int
    kind: BlockKind
    why: str = ""


@dataclass(frozen=True)
class Draft:
    """A text in pieces with what its source says about it; dates are as written there."""

    text: str
    pieces: tuple[Piece, ...]
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    language: str | None = None
    codes: tuple[tuple[str, str], ...] = field(default=())
