"""One text of a corpus as the heads are trained on it: words, and what is known of them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.annotator.inputs import Pieces, Window, plan


@dataclass
class Text:
    """A text with labels by head; a head that has no labels here is not trained on it."""

    corpus: str
    words: list[str]
    blanks: list[bool]  # is there a blank before the word
    breaks: list[bool]  # does a paragraph end after the word
    gold: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Piece:
    """A window of a text, ready for a batch: ``start`` to ``end`` are words of ``text``."""

    text: Text
    window: Window

    @property
    def start(self) -> int:
        return self.window.start

    @property
    def end(self) -> int:
        return self.window.end


def recase(words: list[str], chance: random.Random) -> list[str]:
    """Return the words in a case that news really comes in: mostly as they are.

    One window in ten in lower case, one in fifteen in capitals, one in thirty as a headline.
    """
    roll = chance.random()
    if roll < 0.10:
        return [w.lower() for w in words]
    if roll < 0.167:
        return [w.upper() for w in words]
    if roll < 0.20:
        return [w[:1].upper() + w[1:] for w in words]
    return words


def cut(
    text: Text, pieces: Pieces, chance: random.Random, limit: int, *, recased: bool = True
) -> list[Piece]:
    """Return the text's windows, each re-cased on its own if so asked."""
    words = pieces.words(text.words, text.blanks, text.breaks)
    result = []
    for start, end in plan(words, limit):
        shown = recase(text.words[start:end], chance) if recased else text.words[start:end]
        changed = pieces.words(shown, text.blanks[start:end], text.breaks[start:end])
        window = pieces.window(changed, 0, end - start)
        result.append(Piece(text, replace(window, start=start, end=end)))
    return result
