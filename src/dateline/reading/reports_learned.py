"""What the model's events head says of a word: which event it names, its status, its parties.

The head reads each word with its context; the codebook reads words over the tree. They check each
other in ``reports_anchors``; this module only turns scores into shares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from dateline.distance import bucket

Floats = NDArray[np.float32]
NONE = "-"


class Learned:
    """The scores of one Doc; without a head nothing is known and every share is None."""

    def __init__(self, doc: Doc) -> None:
        self._scores: Mapping[str, Any] | None = doc.user_data.get("event_scores")

    @property
    def is_known(self) -> bool:
        """Whether the model has an events head."""
        return self._scores is not None

    @property
    def names(self) -> Sequence[str]:
        """The types that the head knows, NONE first."""
        return self._scores["types"] if self._scores is not None else ()

    @property
    def taught(self) -> Sequence[str]:
        """The types of which the head has seen enough to go by."""
        return self._scores["taught"] if self._scores is not None else ()

    @cached_property
    def _word(self) -> dict[int, int]:
        """The words' rows by token."""
        assert self._scores is not None
        return {token: row for row, token in enumerate(self._scores["tokens"])}

    @cached_property
    def _shares(self) -> Floats:
        """Shares by word: of the types, then of the statuses, then of background."""
        assert self._scores is not None
        scores, types = self._scores["scores"], len(self._scores["types"])
        end = types + len(self._scores["statuses"])
        parts = (
            _softmax(scores[:, :types]),
            _softmax(scores[:, types:end]),
            _logistic(scores[:, end:]),
        )
        return np.concatenate(parts, axis=1)

    def types(self, token: Token) -> dict[str, float]:
        """Return the share of every type that the word may name, NONE among them; {} if unknown."""
        row = self._row(token)
        if row is None or self._scores is None:
            return {}
        names: Sequence[str] = self._scores["types"]
        return dict(zip(names, self._shares[row, : len(names)].tolist(), strict=True))

    def likely(self, least: float) -> list[tuple[int, str, float]]:
        """Return (token, type, share) of the words that name an event with at least this share."""
        if self._scores is None or not len(self._scores["tokens"]):
            return []
        names: Sequence[str] = self._scores["types"]
        shares = self._shares[:, 1 : len(names)]
        best = shares.argmax(1)
        rows = np.nonzero(shares.max(1) >= least)[0].tolist()
        tokens: Sequence[int] = self._scores["tokens"]
        return [
            (tokens[row], names[1 + int(best[row])], float(shares[row, best[row]])) for row in rows
        ]

    def statuses(self, token: Token) -> dict[str, float]:
        """Return the share of every status of the event that a word names; {} if unknown."""
        row = self._row(token)
        if row is None or self._scores is None:
            return {}
        types, names = len(self._scores["types"]), self._scores["statuses"]
        shares = self._shares[row, types : types + len(names)].tolist()
        return dict(zip(names, shares, strict=True))

    def background(self, token: Token) -> float | None:
        """Return the share with which the event that a word names is history or context."""
        row = self._row(token)
        return None if row is None else float(self._shares[row, -1])

    def party(self, anchor: Token, head: Token, role: str) -> float | None:
        """Return the share with which a phrase's head is a party of the anchor's event."""
        here, there = self._row(anchor), self._row(head)
        if here is None or there is None or self._scores is None:
            return None
        number = self._scores["roles"].index(role)
        links, count = self._scores["links"], len(self._scores["roles"])
        width = links.shape[1] // (2 * count)
        asks = links[here, number * width : (number + 1) * width]
        key = links[there, (count + number) * width : (count + number + 1) * width]
        score = float(asks @ key) * width**-0.5
        score += float(self._scores["distance"][number][bucket(here, there)])
        return float(_logistic(np.float32(score + float(self._scores["bias"][number]))))

    def _row(self, token: Token) -> int | None:
        return self._word.get(token.i) if self._scores is not None else None


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(1, keepdims=True)) if scores.size else scores
    shares: Floats = powers / powers.sum(1, keepdims=True) if scores.size else scores
    return shares


def _logistic(scores: Any) -> Any:
    return 1 / (1 + np.exp(-scores))
