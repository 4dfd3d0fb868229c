"""Ranks what a place name may mean: a linear model over named features, in two looks.

The first look weighs each name by itself; the second, taken twice, also weighs what the first found
for the article's other names. The weights were learned by ``training.places``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from dateline.reading.places.candidates import kind_of
from dateline.reading.places.features import NAMES, Floats, matrices, with_others
from dateline.reading.places.scene import Named, Scene

# A town that is less likely right than this is not given.
LEAST = 0.2
# Times the second look is taken.
_LOOKS = 2


@dataclass(frozen=True)
class Weights:
    """Weights by feature (features,): of the first look, of the second, and of being sure.

    ``sure`` has two more at its end: of the winner's share, and a constant.
    """

    first: Floats
    again: Floats
    sure: Floats


@dataclass(frozen=True)
class Ranking:
    """What one name's candidates came to: shares (candidates,) that sum to one, and features.

    ``sure``: how likely the winner is right, from 0 to 1.
    """

    shares: Floats
    rows: Floats
    sure: float


def rank(named: Sequence[Named], scene: Scene, weights: Weights | None = None) -> list[Ranking]:
    """Return the ranking of each name's candidates; a name without any has empty shares."""
    weights = weights or shipped()
    own = rows = matrices(named, scene)
    shares = [softmax(each @ weights.first) for each in own]
    for _ in range(_LOOKS):
        rows = with_others(own, named, shares)
        shares = [softmax(each @ weights.again) for each in rows]
    return [
        Ranking(share, each, _sure(each, share, weights.sure))
        for each, share in zip(rows, shares, strict=True)
    ]


def is_open(name: Named, ranking: Ranking) -> bool:
    """Return whether the gazetteer has no such name, or too little speaks for the best meaning."""
    if not name.candidates:
        return True
    best = name.candidates[int(ranking.shares.argmax())]
    return ranking.sure < LEAST and kind_of(best) in ("city", "county")


def reasons(ranking: Ranking, weights: Weights | None = None) -> list[tuple[str, float]]:
    """Return what spoke most for the winner against the runner-up, strongest first, with weight.

    Where there is no runner-up, what spoke for the winner.
    """
    if not len(ranking.shares):
        return []
    order = np.argsort(-ranking.shares, kind="stable")
    told = ranking.rows[order[0]]
    if len(order) > 1:
        told = told - ranking.rows[order[1]]
    parts = told * (weights or shipped()).again
    found = [(name, float(part)) for name, part in zip(NAMES, parts, strict=True) if abs(part) > 0]
    return sorted(found, key=lambda item: -abs(item[1]))


def winner_row(rows: Floats, shares: Floats) -> Floats:
    """Return what being sure is judged by: the winner's features, its share and a constant."""
    best = int(shares.argmax())
    return np.concatenate([rows[best], [shares[best], 1.0]])


def softmax(scores: Floats) -> Floats:
    if not len(scores):
        return scores
    raised = np.exp(scores - scores.max())
    shares: Floats = raised / raised.sum()
    return shares


def _sure(rows: Floats, shares: Floats, weights: Floats) -> float:
    if not len(shares):
        return 0.0
    return 1 / (1 + math.exp(-float(winner_row(rows, shares) @ weights)))


@cache
def shipped() -> Weights:
    """Return the weights of ranker.json, in which every feature stands by its name."""
    file = resources.files(__package__).joinpath("ranker.json")
    table: Mapping[str, Mapping[str, float]] = json.loads(file.read_text(encoding="utf-8"))

    def column(part: str, names: Sequence[str]) -> Floats:
        return np.array([table[part][name] for name in names])

    return Weights(
        first=column("first", NAMES),
        again=column("again", NAMES),
        sure=column("sure", (*NAMES, *SURE_NAMES)),
    )


SURE_NAMES = ("share", "constant")
