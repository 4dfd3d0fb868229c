"""Trains the ranker of place names: ``python -m training.places runs/places``.

On LGL and GeoVirus, whose gold has coordinates, and on the project's own examples. How good reading
is with it is measured by five-fold cross-validation: articles of one outlet are always in the same
fold, so that no ranker saw an article of the outlet that it is measured on. Needs DATELINE_CORPORA
with places/lgl.xml and places/geovirus.xml.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import numpy as np
import torch
from torch import Tensor

from dateline import annotator
from dateline.gazetteer import PlaceEntry
from dateline.reading.entities import find_entities
from dateline.reading.places import features, ranker, scene
from dateline.reading.places.candidates import kind_of
from dateline.reading.places.mentions import PlaceMention, mentions_of
from dateline.records import Article
from dateline.score import places as suite
from dateline.score.results import Figure
from training import place_examples
from training.corpora import CORPORA

FOLDS = 5
FILES = ("lgl", "geovirus")
# Pull of the weights towards zero, of the ranking and of being sure. Without any the weights of
# features that say much the same run away from each other; with 1e-3 population counted nothing.
L2, SURE_L2 = 1e-5, 1e-4
STEPS = 300
# Mentions of one name from which on it counts no more.
OFTEN = 3
# As many mentions each of our own examples counts: they are few, and of the whole world.
OWN = 1
# Kilometres that two points of one land may be apart, for judging how sure the ranker may be.
WIDE = {"country": 1500.0, "region": 1500.0, "water": 1500.0, "division": 400.0}
Floats = features.Floats
T = TypeVar("T")


@dataclass
class Example:
    """A gold article as it is read up to its place names."""

    corpus: str
    gold: suite.Document
    article: Article
    mentions: list[PlaceMention]


@dataclass
class Case:
    """An article's names with what is right for them.

    By the number of a name: ``right``, how much of its gold each candidate is (candidates,);
    ``there``, the same where a country's or region's point may lie elsewhere; ``often``, how often
    the gold has it.
    """

    key: str
    named: list[scene.Named]
    seen: scene.Scene
    own: list[Floats]
    right: dict[int, Floats]
    there: dict[int, Floats]
    often: dict[int, int]
    numbers: list[int]
    example: Example | None = None

    @property
    def fold(self) -> int:
        return int(hashlib.sha256(self.key.encode()).hexdigest(), 16) % FOLDS


def read(folder: Path) -> list[Example]:
    """Return the gold articles as read; kept in the folder, since reading takes minutes."""
    file = folder / f"articles-{annotator.shared().name}.pickle"
    if file.exists():
        return pickle.loads(file.read_bytes())  # our own file
    found = []
    for corpus in FILES:
        for gold in suite.load(CORPORA / "places" / f"{corpus}.xml"):
            article = suite.article_of(gold)
            entities = find_entities(annotator.annotate(article), article)
            found.append(Example(corpus, gold, article, mentions_of(article, list(entities))))
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pickle.dumps(found))
    return found


def case(example: Example) -> Case:
    """Return a gold article's names, and which of their candidates are near the gold."""
    named, seen, numbers = scene.look(example.article, example.mentions)
    gold: dict[int, list[suite.Toponym]] = {}
    for mention, number in zip(example.mentions, numbers, strict=True):
        place = _gold_at(mention, example)
        if place is not None:
            gold.setdefault(number, []).append(place)
    host = urlsplit(example.gold.url or "").hostname or example.gold.url or example.gold.text[:80]
    return Case(
        key=host,
        named=named,
        seen=seen,
        own=features.matrices(named, seen),
        right=_shares(named, gold, lambda place, entry: _is_within(place, entry, {})),
        there=_shares(named, gold, lambda place, entry: _is_within(place, entry, WIDE)),
        often={number: len(found) for number, found in gold.items()},
        numbers=numbers,
        example=example,
    )


def told(example: place_examples.Told) -> Case:
    """Return one of the project's own examples, whose labels are the entries themselves."""
    named, seen, numbers = scene.look(example.article, example.mentions)
    labels: dict[int, list[str]] = {}
    for number, label in zip(numbers, example.labels, strict=True):
        labels.setdefault(number, []).append(label)
    right = _shares(named, labels, place_examples.fits)
    return Case(
        key=example.article.text,
        named=named,
        seen=seen,
        own=features.matrices(named, seen),
        right=right,
        there=right,
        often=dict.fromkeys(right, OWN),
        numbers=numbers,
    )


def _shares(
    named: Sequence[scene.Named],
    gold: dict[int, list[T]],
    fits: Callable[[T, PlaceEntry], bool],
) -> dict[int, Floats]:
    return {
        number: np.array([np.mean([fits(x, c) for x in found]) for c in named[number].candidates])
        for number, found in gold.items()
    }


def _gold_at(mention: PlaceMention, example: Example) -> suite.Toponym | None:
    """Return the gold place with coordinates that a mention overlaps, if any."""
    carry = suite.carrier(example.article.text, example.gold.text)
    start, end = carry((mention.start, mention.end)) or (0, 0)
    located = (p for p in example.gold.places if p.lat is not None)
    return next((p for p in located if p.start < end and start < p.end), None)


def _is_within(gold: suite.Toponym, entry: PlaceEntry, wide: dict[str, float]) -> bool:
    if gold.lat is None or gold.lon is None:
        return False
    reach = wide.get(kind_of(entry), suite.WITHIN_KM)
    return features.kilometres((gold.lat, gold.lon), features.point(entry)) <= reach


def fit(cases: Sequence[Case]) -> ranker.Weights:
    """Return weights learned from the cases."""
    own = [each.own for each in cases]
    first = again = _ranked(own, cases)
    shares = [[ranker.softmax(row @ first) for row in rows] for rows in own]
    for _ in range(2):
        rows = [
            features.with_others(each.own, each.named, share)
            for each, share in zip(cases, shares, strict=True)
        ]
        again = _ranked(rows, cases)
        shares = [[ranker.softmax(row @ again) for row in each] for each in rows]
    weights = ranker.Weights(first, again, np.zeros(len(features.NAMES) + 2))
    return ranker.Weights(first, again, _surety(cases, weights))


def _ranked(matrices: Sequence[list[Floats]], cases: Sequence[Case]) -> Floats:
    """Return weights that give the right candidates the most of each name's shares."""
    rows, right, weight = [], [], []
    for found, each in zip(matrices, cases, strict=True):
        for number, share in each.right.items():
            if len(share) > 1 and share.max() > 0.5:
                rows.append(torch.tensor(found[number]))
                right.append(torch.tensor(share > 0.5))
                weight.append(min(OFTEN, each.often[number]))
    owner = torch.cat([torch.full((len(r),), i) for i, r in enumerate(rows)])
    every, good = torch.cat(rows), torch.cat(right)
    heavy = torch.tensor(weight, dtype=torch.double)

    def loss(w: Tensor) -> Tensor:
        scores = every @ w
        top = torch.full((len(rows),), -1e9, dtype=torch.double)
        top = top.scatter_reduce(0, owner, scores, "amax")
        raised = torch.exp(scores - top[owner])
        empty = torch.zeros(len(rows), dtype=torch.double)
        total = empty.scatter_add(0, owner, raised)
        hit = empty.scatter_add(0, owner, raised * good)
        return -(heavy * torch.log(hit / total)).sum() / heavy.sum() + L2 * (w**2).sum()

    return _least(loss, len(features.NAMES))


def _surety(cases: Sequence[Case], weights: ranker.Weights) -> Floats:
    """Return weights that tell how likely a winner is right."""
    rows, right = [], []
    for each in cases:
        for number, ranking in enumerate(ranker.rank(each.named, each.seen, weights)):
            if number in each.there and len(ranking.shares):
                rows.append(ranker.winner_row(ranking.rows, ranking.shares))
                right.append(float(each.there[number][int(ranking.shares.argmax())]))
    every, good = torch.tensor(np.array(rows)), torch.tensor(right, dtype=torch.double)

    def loss(w: Tensor) -> Tensor:
        cross = torch.nn.functional.binary_cross_entropy_with_logits(every @ w, good)
        return cross + SURE_L2 * (w[:-1] ** 2).sum()

    return _least(loss, len(features.NAMES) + 2)


def _least(loss: Callable[[Tensor], Tensor], size: int) -> Floats:
    weights = torch.zeros(size, dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss(weights)
        value.backward()
        return value

    optimizer.step(closure)
    found: Floats = weights.detach().numpy()
    return found


def answers(each: Case, example: Example, weights: ranker.Weights) -> list[suite.Toponym]:
    """Return a gold article's mentions with the points that reading with these weights gives."""
    rankings = ranker.rank(each.named, each.seen, weights)
    carry = suite.carrier(example.article.text, example.gold.text)
    found = []
    for mention, number in zip(example.mentions, each.numbers, strict=True):
        name, ranking = each.named[number], rankings[number]
        point = None
        if not ranker.is_open(name, ranking):
            point = features.point(name.candidates[int(ranking.shares.argmax())])
        span = carry((mention.start, mention.end)) or (len(example.gold.text),) * 2
        found.append(suite.Toponym(*span, *(point or (None, None))))
    return found


@dataclass
class Validation:
    """What cross-validation came to: the suite's figures by corpus, and own examples right."""

    figures: dict[str, tuple[Figure, ...]]
    own_right: int
    own: int
    surety: list[tuple[float, float]]
    """of every name in the gold: how sure reading was, and whether it was right"""


def validate(cases: Sequence[Case]) -> Validation:
    """Measure every case with weights of the other folds."""
    found: dict[str, tuple[list[suite.Document], list[list[suite.Toponym]]]] = {}
    right, own, surety = 0, 0, []
    for fold in range(FOLDS):
        weights = fit([c for c in cases if c.fold != fold])
        for each in (c for c in cases if c.fold == fold):
            hits = _hits(each, weights)
            surety += hits
            if each.example is None:
                right, own = right + round(sum(hit for _, hit in hits)), own + len(each.right)
                continue
            golds, given = found.setdefault(each.example.corpus, ([], []))
            golds.append(each.example.gold)
            given.append(answers(each, each.example, weights))
    figures = {corpus: suite.score(*both) for corpus, both in found.items()}
    return Validation(figures, right, own, surety)


def _hits(each: Case, weights: ranker.Weights) -> list[tuple[float, float]]:
    """Return how sure the ranker is of each name in the gold, and whether it is right."""
    rankings = ranker.rank(each.named, each.seen, weights)
    return [
        (rankings[i].sure, float(share[int(rankings[i].shares.argmax())] > 0.5))
        for i, share in each.there.items()
        if len(share)
    ]


def calibration(surety: Iterable[tuple[float, float]]) -> list[tuple[float, float, int]]:
    """Return, by tenths of how sure the ranker was: mean sureness, share right, names."""
    tenths: dict[int, list[tuple[float, float]]] = {}
    for sure, right in surety:
        tenths.setdefault(min(9, int(sure * 10)), []).append((sure, right))
    return [
        (float(np.mean([s for s, _ in found])), float(np.mean([r for _, r in found])), len(found))
        for _, found in sorted(tenths.items())
    ]


def write(weights: ranker.Weights, path: Path) -> None:
    """Write weights by the names of their features."""

    def named(names: Sequence[str], column: Floats) -> dict[str, float]:
        return dict(zip(names, column.round(4).tolist(), strict=True))

    table = {
        "first": named(features.NAMES, weights.first),
        "again": named(features.NAMES, weights.again),
        "sure": named((*features.NAMES, *ranker.SURE_NAMES), weights.sure),
    }
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("run", type=Path, help="folder for what was read")
    parser.add_argument("--out", type=Path, help="where the weights go")
    parser.add_argument("--no-folds", action="store_true", help="train alone, do not measure")
    args = parser.parse_args()
    cases = [case(example) for example in read(args.run)]
    cases += [told(example) for example in place_examples.load()]
    if not args.no_folds:
        found = validate(cases)
        for corpus, figures in found.figures.items():
            for one in figures:
                print(
                    f"{corpus:9} {one.name:18} {one.precision:6.2f} {one.recall:6.2f} {one.f1:6.2f}"
                )
        print(f"own examples: {found.own_right} of {found.own} right")
        for sure, right, names in calibration(found.surety):
            print(f"sure {sure:.2f}: right {right:.2f} of {names}")
    write(fit(cases), args.out or Path(ranker.__file__).with_name("ranker.json"))


if __name__ == "__main__":
    main()
