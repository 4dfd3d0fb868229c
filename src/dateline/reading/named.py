"""A name in the text, and the words by which names are compared."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.reading.drafts import normal, word_set

Key = tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """A name in the text: token offsets, PER, ORG or LOC, and its words as they are compared."""

    start: int
    end: int
    label: str
    key: Key


def key_of(tokens: list[Token]) -> Key:
    """Return the words of a name as they are compared; () when nothing is left."""
    words = [normal(token.text) for token in tokens if not token.is_punct and not token.is_space]
    kept = [w for w in words if w and w not in word_set("particles") and w not in {"s"}]
    return tuple(kept or [w for w in words if w])
