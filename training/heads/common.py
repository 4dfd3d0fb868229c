"""What heads share: the mix of layers at the words, and padding of gold."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

import torch
from torch import Tensor, nn

from training.encoder import LAYERS, WIDTH

IGNORE = -100


class Mix(nn.Module):
    """A learned mix of the encoder's layers, taken at each word's first piece."""

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        weights = torch.zeros(LAYERS + 1)
        weights[-1] = 1.0  # the last layer counts most to begin with
        self.weights = nn.Parameter(weights)
        self.dropout = nn.Dropout(dropout)

    def forward(self, layers: Sequence[Tensor], first: Tensor) -> Tensor:
        """Return the words' vectors (B, W, WIDTH)."""
        shares = torch.softmax(self.weights * 3, 0)
        mixed = layers[0] * shares[0]
        for share, layer in zip(shares[1:], layers[1:], strict=True):
            mixed = mixed + layer * share
        index = first[:, :, None].expand(-1, -1, WIDTH)
        words: Tensor = self.dropout(torch.gather(mixed, 1, index))
        return words


def projection(width: int, dropout: float = 0.2) -> nn.Sequential:
    """Return one hidden layer from the words' vectors to ``width``."""
    return nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(dropout))


def padded(rows: Sequence[Sequence[int]], width: int) -> Tensor:
    """Return the rows as one tensor (B, width), padded with IGNORE."""
    out = torch.full((len(rows), width), IGNORE, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(list(row), dtype=torch.long)
    return out


def cross_entropy(logits: Tensor, gold: Tensor) -> Tensor:
    """Return the mean cross entropy over the words with gold."""
    return nn.functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]), gold.reshape(-1), ignore_index=IGNORE
    )


T = TypeVar("T")


def descend(
    module: nn.Module,
    data: Sequence[T],
    loss_of: Callable[[Sequence[T]], Tensor],
    *,
    epochs: int,
    at_once: int,
    rate: float,
    seed: int,
    length: Callable[[T], int] | None = None,
) -> None:
    """Train a head on what the frozen encoder gave: shuffled anew each epoch, the rate falling.

    Args:
        module: the head; trained in place.
        data: the examples.
        loss_of: the loss of some of them.
        epochs: how often all are gone through.
        at_once: examples a step.
        rate: the highest learning rate, reached after 50 steps.
        seed: of the order.
        length: what makes an example long; with it examples of like length meet in a step.
    """
    chance = random.Random(seed)
    optimizer = torch.optim.AdamW(module.parameters(), lr=rate, weight_decay=0.02)
    order = list(data)
    total = epochs * -(-len(order) // at_once)
    step = 0
    for _epoch in range(epochs):
        chance.shuffle(order)
        if length is not None:
            order = _pooled(order, at_once, length, chance)
        for low in range(0, len(order), at_once):
            for group in optimizer.param_groups:
                group["lr"] = rate * min((step + 1) / 50, max(0.02, 1 - step / total))
            loss = loss_of(order[low : low + at_once])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1


def _pooled(
    order: Sequence[T], at_once: int, length: Callable[[T], int], chance: random.Random
) -> list[T]:
    """Return the examples in steps of like length, the steps in random order.

    They are sorted in pools, so that steps are not the same every epoch; the last step of a pool
    may be short, so all pools but the last are of whole steps.
    """
    steps: list[list[T]] = []
    for low in range(0, len(order), 20 * at_once):
        pool = sorted(order[low : low + 20 * at_once], key=length)
        own = [pool[i : i + at_once] for i in range(0, len(pool), at_once)]
        chance.shuffle(own)
        steps += own
    return [each for step in steps for each in step]
