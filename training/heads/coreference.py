"""Coreference: for every mention, which earlier mention it takes up (or none).

Gold: GUM's entity chains, by the mention's head word. Vectors are compared at run time, so that
mentions in different windows can be linked too.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from dateline.distance import BUCKETS, bucket
from training.encoder import WIDTH
from training.example import Piece, Text
from training.heads.common import Mix, projection
from training.heads.names import entities

KEY = 64


def mentions(text: Text) -> list[tuple[int, str]]:
    """Return (head word, chain) of a GUM document's mentions, in order of their heads."""
    heads = text.gold["heads"]
    found = {}
    for start, end, _kind, chain, _least in entities(text.gold["rows"]):
        tops = [i for i in range(start, end) if not start <= heads[i] < end]
        if tops and text.gold["upos"][tops[0]] in ("NOUN", "PROPN", "PRON", "DET", "NUM"):
            found.setdefault(tops[0], chain)
    return sorted(found.items())


class Coreference(nn.Module):
    """Vectors of a word as one that takes up, and as one that is taken up."""

    outputs = ("coreference",)

    def __init__(self) -> None:
        super().__init__()
        self.mix = Mix()
        self.hidden = projection(WIDTH)
        self.vectors = nn.Linear(WIDTH, 2 * KEY + 1)
        self.distance = nn.Parameter(torch.zeros(BUCKETS))

    def labels(self) -> dict[str, object]:
        """Return the width of a vector and the distances' scores."""
        return {"coref_width": KEY, "coref_distance": self.distance.tolist()}

    def forward(self, layers: Sequence[Tensor], first: Tensor) -> dict[str, Tensor]:
        """Return (B, W, 2 * KEY + 1): taking up, taken up, and the score of taking up nothing."""
        return {"coreference": self.vectors(self.hidden(self.mix(layers, first)))}

    def loss(self, out: dict[str, Tensor], pieces: Sequence[Piece]) -> Tensor | None:
        """Return the loss over the mentions of each window, or None without chains."""
        if pieces[0].text.corpus != "gum":
            return None
        parts = []
        for row, piece in enumerate(pieces):
            if "mentions" not in piece.text.gold:
                piece.text.gold["mentions"] = mentions(piece.text)
            inside = [m for m in piece.text.gold["mentions"] if piece.start <= m[0] < piece.end]
            if len(inside) > 1:
                parts.append(self._window_loss(out["coreference"][row], inside, piece.start))
        return torch.stack(parts).mean() if parts else None

    def _window_loss(
        self, vectors: Tensor, inside: Sequence[tuple[int, str]], start: int
    ) -> Tensor:
        at = vectors[[m - start for m, _ in inside]]
        scores = at[:, :KEY] @ at[:, KEY : 2 * KEY].T * KEY**-0.5
        buckets = [[bucket(m, other) for other, _ in inside] for m, _ in inside]
        scores = scores + self.distance[torch.tensor(buckets)]
        earlier = torch.ones_like(scores, dtype=torch.bool).tril(-1)
        same = torch.tensor([[a == b for _, b in inside] for _, a in inside]) & earlier
        scores = torch.cat([at[:, 2 * KEY :], scores.masked_fill(~earlier, -1e4)], 1)
        right = torch.cat([~same.any(1, keepdim=True), same], 1)
        chosen = torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
        return (torch.logsumexp(scores, 1) - chosen).mean()
