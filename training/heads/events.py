"""Events: by word what it names, by event word its status, and by pair who does it to whom.

Gold: the project's own sentences (training/event_examples.py). They are few, so the encoder is not
trained on them: the head learns on the frozen encoder (training/events.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

import torch
from torch import Tensor, nn

from dateline.distance import BUCKETS, bucket
from dateline.records import Status
from training.encoder import WIDTH
from training.example import Piece
from training.heads.common import Mix

NONE = "-"
STATUSES: tuple[str, ...] = get_args(Status)
ROLES = ("actor", "recipient")
HIDDEN = 256
KEY = 64
# Words on each side that an event's type and status see beside what attention brings.
REACH = 1
# Words on each side whose mean says what the talk is of: sport and markets have events' words, too.
TOPIC_REACH = 12
TOPIC = 128


class Events(nn.Module):
    """Scores by word: its type (or none), status, background; and vectors for the pairs."""

    outputs = ("events", "event_links")

    def __init__(self, types: Sequence[str]) -> None:
        super().__init__()
        self.types = (NONE, *types)
        self.taught: tuple[str, ...] = tuple(types)
        """the types of which there were examples enough to judge by"""
        self.mix = Mix()
        self.down = nn.Sequential(nn.Linear(WIDTH, HIDDEN), nn.GELU(), nn.Dropout(0.2))
        self.near = nn.Conv1d(HIDDEN, HIDDEN, 2 * REACH + 1, padding=REACH)
        self.topic = nn.Sequential(
            nn.Linear(WIDTH, TOPIC), nn.GELU(), nn.Dropout(0.2), nn.Linear(TOPIC, HIDDEN)
        )
        self.rest = nn.Sequential(nn.GELU(), nn.Dropout(0.3))
        self.out = nn.Linear(HIDDEN, len(self.types) + len(STATUSES) + 1)
        self.keys = nn.Sequential(
            nn.Linear(WIDTH, HIDDEN), nn.GELU(), nn.Dropout(0.3), nn.Linear(HIDDEN, 4 * KEY)
        )
        self.distance = nn.Parameter(torch.zeros(len(ROLES), BUCKETS))
        self.bias = nn.Parameter(torch.full((len(ROLES),), -2.0))

    def labels(self) -> dict[str, object]:
        """Return what the scores are of, and the pairs' distances and biases."""
        return {
            "events": list(self.types),
            "events_taught": list(self.taught),
            "event_statuses": list(STATUSES),
            "event_roles": list(ROLES),
            "event_width": KEY,
            "event_distance": _rounded(self.distance),
            "event_bias": _rounded(self.bias),
        }

    def forward(self, layers: Sequence[Tensor], first: Tensor) -> dict[str, Tensor]:
        """Return scores (B, W, types + statuses + 1) and link vectors (B, W, 4 * KEY)."""
        return self.scores(self.mix(layers, first), first > 0)

    def scores(self, words: Tensor, known: Tensor) -> dict[str, Tensor]:
        """Return the outputs for word vectors (B, W, WIDTH); ``known`` (B, W) is false if padded.

        What is padded is no word: its neighbours must not see it.
        """
        told = known[:, :, None].to(words.dtype)
        small = self.down(words) * told
        near = small + self.near(small.transpose(1, 2)).transpose(1, 2)
        talk = _around(words * told) / _around(told).clamp_min(1e-6)
        rest = self.rest(near + self.topic(talk))
        return {"events": self.out(rest), "event_links": self.keys(words)}

    def pair_scores(self, links: Tensor, anchors: Tensor) -> Tensor:
        """Return scores (anchors, roles, W) of one row's words as parties of its anchors.

        Args:
            links: the row's link vectors (W, 4 * KEY).
            anchors: positions of the anchors (anchors,).
        """
        asks, keys = links.view(len(links), 2, len(ROLES), KEY).unbind(1)
        found = torch.einsum("ark,wrk->arw", asks[anchors], keys) * KEY**-0.5
        steps = torch.arange(len(links))[None] - anchors[:, None]
        low = int(steps.min())
        known = torch.tensor([bucket(0, d) for d in range(low, int(steps.max()) + 1)])
        places = known[steps - low]
        near: Tensor = self.distance[:, places].permute(1, 0, 2)
        scores: Tensor = found + near + self.bias[None, :, None]
        return scores

    def loss(self, out: dict[str, Tensor], pieces: Sequence[Piece]) -> Tensor | None:
        """Return nothing: the head is trained on the frozen encoder (training/events.py)."""
        return None


def _around(rows: Tensor) -> Tensor:
    """Return the mean over the words beside each, itself included, (B, W, n) to (B, W, n)."""
    width = 2 * TOPIC_REACH + 1
    means: Tensor = nn.functional.avg_pool1d(rows.transpose(1, 2), width, 1, TOPIC_REACH)
    return means.transpose(1, 2)


def _rounded(weights: Tensor) -> object:
    return torch.round(weights.detach(), decimals=4).tolist()
