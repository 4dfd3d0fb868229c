"""What the encoder sees: words cut into pieces, word shapes, and windows over a text.

Training and reading share this file, so that the model meets at run time what it met before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]

# A word is known to the encoder by at most this many pieces: enough for every ordinary word, and
# an address of 300 characters does not push its neighbours out of the window.
MAX_PIECES_PER_WORD = 12
# Pieces in one window, [CLS] and [SEP] included. Two or three paragraphs of news fit; longer
# windows cost more time than they gain (attention grows with the square of the length).
WINDOW = 192
# 8 shapes, each with and without a blank before the word.
SHAPE_COUNT = 16
BREAK = "\n"

_CLOSERS = frozenset("\"'”’»)]")
_ENDERS = frozenset(".!?…")


def shape_id(word: str, blank_before: bool) -> int:
    """Return the shape of a word: what an uncased vocabulary forgets (0 to SHAPE_COUNT - 1)."""
    return _case(word) * 2 + int(blank_before)


def _case(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 1
    if not any(c.isalpha() for c in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    if word[0].isupper() and word[1:].islower():
        return 6
    return 7


@dataclass(frozen=True)
class Words:
    """A text as the encoder takes it: words, their pieces, and where paragraphs end."""

    texts: Sequence[str]
    pieces: Sequence[Sequence[int]]  # piece ids of each word, never empty
    shapes: Sequence[int]
    breaks: Sequence[bool]  # a paragraph ends after this word

    def __len__(self) -> int:
        return len(self.texts)


@dataclass(frozen=True)
class Window:
    """The words ``start`` to ``end`` of a text with their pieces."""

    start: int
    end: int
    ids: list[int]
    shapes: list[int]
    first: list[int]  # position of each word's first piece


class Pieces:
    """Cuts words into word pieces."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self.known = frozenset(p for p in tokenizer.get_vocab() if p.isalpha())
        self.cls, self.sep, self.unk, self.pad, self.mask = (
            _required(tokenizer, name) for name in ("[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]")
        )

    def __call__(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the piece ids of each word; a word without any is one unknown piece."""
        result: list[list[int]] = [[] for _ in texts]
        if not texts:
            return result
        encoded = self._tokenizer.encode(
            list(texts), is_pretokenized=True, add_special_tokens=False
        )
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None and len(result[word]) < MAX_PIECES_PER_WORD:
                result[word].append(piece)
        return [ids or [self.unk] for ids in result]

    def words(self, texts: Sequence[str], blanks: Sequence[bool], breaks: Sequence[bool]) -> Words:
        """Return the words with pieces and shapes; ``blanks``: is there a blank before the word."""
        shapes = [shape_id(t, b) for t, b in zip(texts, blanks, strict=True)]
        return Words(texts, self(texts), shapes, breaks)

    def window(self, words: Words, start: int, end: int) -> Window:
        """Return the window over the words ``start`` to ``end``."""
        ids, shapes, first = [self.cls], [0], []
        for i in range(start, end):
            first.append(len(ids))
            ids.extend(words.pieces[i])
            shapes.extend([words.shapes[i]] * len(words.pieces[i]))
            if words.breaks[i] and i + 1 < end:
                ids.append(self.sep)
                shapes.append(0)
        return Window(start, end, [*ids, self.sep], [*shapes, 0], first)


def _required(tokenizer: Tokenizer, piece: str) -> int:
    found = tokenizer.token_to_id(piece)
    if found is None:
        raise ValueError(f"the vocabulary has no {piece}; it is not that of a BERT model")
    return int(found)


def plan(words: Words, limit: int = WINDOW) -> list[tuple[int, int]]:
    """Return windows (start, end) in words that cover the text once, each at most ``limit`` pieces.

    A window holds whole paragraphs where they fit; a longer paragraph is cut after a sentence's
    end, and only a sentence that is longer than a window is cut within.
    """
    windows: list[tuple[int, int]] = []
    start = 0
    while start < len(words):
        end = _furthest(words, start, limit)
        windows.append((start, end))
        start = end
    return windows


def _furthest(words: Words, start: int, limit: int) -> int:
    """Return where the window that starts here ends best."""
    room = limit - 2
    paragraph = sentence = None
    i = start
    while i < len(words):
        room -= len(words.pieces[i])
        if room < 0:
            break
        if words.breaks[i]:
            paragraph = i + 1
            room -= 1
        elif ends_sentence(words.texts, i):
            sentence = i + 1
        i += 1
    if i == len(words):
        return i
    # A paragraph's end is worth a window that is only a third full; else a sentence's end.
    if paragraph is not None and (paragraph - start) * 3 >= i - start:
        return paragraph
    return sentence or paragraph or max(i, start + 1)


def ends_sentence(texts: Sequence[str], i: int) -> bool:
    """Return whether a sentence may end after word ``i`` (a guess that needs no model)."""
    if i + 1 >= len(texts):
        return True
    here, after = texts[i], texts[i + 1]
    if here[-1] in _CLOSERS and i > 0:
        here = texts[i - 1]
    return here[-1] in _ENDERS and not after[0].islower() and after[0] not in _CLOSERS


@dataclass(frozen=True)
class Batch:
    """Windows as padded arrays: pieces (B, P), word positions (B, W), both masks as 0/1."""

    ids: Ints
    shapes: Ints
    mask: Ints
    first: Ints
    word_mask: Ints


def batch(windows: Sequence[Window], pad: int) -> Batch:
    """Return the windows as arrays, padded to the longest."""
    pieces = max(len(w.ids) for w in windows)
    count = max(len(w.first) for w in windows)
    ids = np.full((len(windows), pieces), pad, dtype=np.int64)
    shapes = np.zeros_like(ids)
    mask = np.zeros_like(ids)
    first = np.zeros((len(windows), count), dtype=np.int64)
    word_mask = np.zeros_like(first)
    for row, w in enumerate(windows):
        ids[row, : len(w.ids)] = w.ids
        shapes[row, : len(w.ids)] = w.shapes
        mask[row, : len(w.ids)] = 1
        first[row, : len(w.first)] = w.first
        word_mask[row, : len(w.first)] = 1
    return Batch(ids, shapes, mask, first, word_mask)
