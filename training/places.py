"""Trains the ranker of place names: ``python -m training.places runs/places``.

On LGL and GeoVirus, whose gold has coordinates. How good reading is with it is measured by
five-fold cross-validation: articles of one outlet are always in the same fold, so that no ranker
saw an article of the outlet that it is measured on. Needs DATELINE_CORPORA with places/lgl.xml and
places/geovirus.xml.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
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
from training.corpora import CORPORA

FOLDS = 5
FILES = ("lgl", "geovirus")
# Pull of the weights towards zero, of the ranking and of being sure.
L2, SURE_L2 = 1e-5, 1e-4
STEPS = 300
# Mentions of one name from which on it counts no more.
OFTEN = 3
# Kilometres that two points of one land may be apart, for judging how sure the ranker may be.
WIDE = {"country": 1500.0, "region": 1500.0, "water": 1500.0, "division": 400.0}
Floats = features.Floats


@dataclass
class Example:
    """A gold article as it is read up to its place names."""

    corpus: str
    gold: suite.Document
    article: Article
    words: list[str]
    mentions: list[PlaceMention]

    @property
    def fold(self) -> int:
        host = urlsplit(self.gold.url or "").hostname or self.gold.url or self.gold.text[:80]
        return int(hashlib.sha256(host.encode()).hexdigest(), 16) % FOLDS


@dataclass
class Case:
    """An example with its names, and for each name the gold places that its mentions overlap."""

    example: Example
    named: list[scene.Named]
    seen: scene.Scene
    numbers: list[int]
    gold: dict[int, list[suite.Toponym]]
    right: dict[int, Floats]
    """share of a name's gold places that each candidate is near"""


def read(folder: Path) -> list[Example]:
    """Return the gold articles as read; kept in the folder, since reading takes minutes."""
    file = folder / f"articles-{annotator.shared().name}.pickle"
    if file.exists():
        return pickle.loads(file.read_bytes())  # our own file
    found = []
    for corpus in FILES:
        for gold in suite.load(CORPORA / "places" / f"{corpus}.xml"):
            article = suite.article_of(gold)
            doc = annotator.annotate(article)
            mentions = mentions_of(article, list(find_entities(doc, article)))
            found.append(Example(corpus, gold, article, [t.text for t in doc], mentions))
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pickle.dumps(found))
    return found


def case(example: Example) -> Case:
    """Return an example with its features' sources and its gold."""
    named, seen, numbers = scene.look(example.words, example.article, example.mentions)
    places = [place_at(mention, example) for mention in example.mentions]
    gold: dict[int, list[suite.Toponym]] = {}
    for number, found in zip(numbers, places, strict=True):
        if found is not None:
            gold.setdefault(number, []).append(found)
    right = {
        number: np.array([np.mean([_near(t, c) for t in found]) for c in named[number].candidates])
        for number, found in gold.items()
    }
    return Case(example, named, seen, numbers, gold, right)


def place_at(mention: PlaceMention, example: Example) -> suite.Toponym | None:
    """Return the gold place with coordinates that a mention overlaps, if any."""
    carry = suite.carrier(example.article.text, example.gold.text)
    start, end = carry((mention.start, mention.end)) or (0, 0)
    located = (p for p in example.gold.places if p.lat is not None)
    return next((p for p in located if p.start < end and start < p.end), None)


def _near(gold: suite.Toponym, entry: object) -> bool:
    lat, lon = getattr(entry, "lat", None), getattr(entry, "lon", None)
    return suite.is_near(gold, suite.Toponym(0, 1, lat, lon))


def _is_there(gold: suite.Toponym, entry: PlaceEntry) -> bool:
    """Return whether an entry is the gold place, whose point may be another one of a wide land."""
    reach = WIDE.get(kind_of(entry), suite.WITHIN_KM)
    if gold.lat is None or gold.lon is None:
        return False
    return features.kilometres((gold.lat, gold.lon), features.point(entry)) <= reach


def fit(cases: Sequence[Case]) -> ranker.Weights:
    """Return weights learned from the cases."""
    first = _ranked([features.matrices(c.named, c.seen) for c in cases], cases)
    again = first
    shares = _shares(cases, first, None)
    for _ in range(2):
        again = _ranked(
            [features.matrices(c.named, c.seen, s) for c, s in zip(cases, shares, strict=True)],
            cases,
        )
        shares = _shares(cases, again, shares)
    weights = ranker.Weights(first, again, np.zeros(len(features.NAMES) + 2))
    return ranker.Weights(first, again, _surety(cases, weights))


def _shares(
    cases: Sequence[Case], weights: Floats, before: Sequence[list[Floats]] | None
) -> list[list[Floats]]:
    found = []
    for number, each in enumerate(cases):
        rows = features.matrices(each.named, each.seen, before[number] if before else None)
        found.append([ranker.softmax(row @ weights) for row in rows])
    return found


def _ranked(matrices: Sequence[list[Floats]], cases: Sequence[Case]) -> Floats:
    """Return weights that give the right candidates the most of each name's shares."""
    rows, right, weight = [], [], []
    for found, each in zip(matrices, cases, strict=True):
        for number, share in each.right.items():
            if len(share) > 1 and share.max() > 0.5:
                rows.append(torch.tensor(found[number]))
                right.append(torch.tensor(share > 0.5))
                weight.append(min(OFTEN, len(each.gold[number])))
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
            if number in each.right and len(ranking.shares):
                best = each.named[number].candidates[int(ranking.shares.argmax())]
                rows.append(ranker.winner_row(ranking.rows, ranking.shares))
                right.append(float(np.mean([_is_there(t, best) for t in each.gold[number]])))
    every, good = torch.tensor(np.array(rows)), torch.tensor(right, dtype=torch.double)

    def loss(w: Tensor) -> Tensor:
        told = torch.nn.functional.binary_cross_entropy_with_logits(every @ w, good)
        return told + SURE_L2 * (w[:-1] ** 2).sum()

    return _least(loss, len(features.NAMES) + 2)


def _least(loss: object, size: int) -> Floats:
    weights = torch.zeros(size, dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=STEPS, line_search_fn="strong_wolfe")

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss(weights)  # type: ignore[operator]
        value.backward()
        return value

    optimizer.step(closure)
    found: Floats = weights.detach().numpy()
    return found


def answers(each: Case, weights: ranker.Weights, least: float = 0.0) -> list[suite.Toponym]:
    """Return an example's mentions with the points that the ranker gives them."""
    rankings = ranker.rank(each.named, each.seen, weights)
    carry = suite.carrier(each.example.article.text, each.example.gold.text)
    found = []
    for mention, number in zip(each.example.mentions, each.numbers, strict=True):
        ranking, name = rankings[number], each.named[number]
        best = name.candidates[int(ranking.shares.argmax())] if name.candidates else None
        if best is not None and ranking.sure < least:
            best = None
        span = carry((mention.start, mention.end)) or (len(each.example.gold.text),) * 2
        found.append(suite.Toponym(*span, best.lat if best else None, best.lon if best else None))
    return found


def validate(cases: Sequence[Case], least: float = 0.0) -> dict[str, tuple[object, ...]]:
    """Return the suite's figures by corpus; every article is ranked by weights of other folds."""
    found: dict[str, tuple[list[suite.Document], list[list[suite.Toponym]]]] = {}
    for fold in range(FOLDS):
        weights = fit([c for c in cases if c.example.fold != fold])
        for each in cases:
            if each.example.fold == fold:
                golds, given = found.setdefault(each.example.corpus, ([], []))
                golds.append(each.example.gold)
                given.append(answers(each, weights, least))
    return {corpus: suite.score(*both) for corpus, both in found.items()}


def write(weights: ranker.Weights, path: Path) -> None:
    """Write weights by the names of their features."""
    names = features.NAMES
    table = {
        "first": dict(zip(names, weights.first.round(4).tolist(), strict=True)),
        "again": dict(zip(names, weights.again.round(4).tolist(), strict=True)),
        "sure": dict(
            zip((*names, *ranker.SURE_NAMES), weights.sure.round(4).tolist(), strict=True)
        ),
    }
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("run", type=Path, help="folder for what was read")
    parser.add_argument("--out", type=Path, help="where the weights go")
    parser.add_argument("--no-folds", action="store_true", help="train alone, do not measure")
    args = parser.parse_args()
    cases = [case(example) for example in read(args.run)]
    if not args.no_folds:
        for corpus, figures in validate(cases).items():
            for figure in figures:
                print(corpus, figure)
    out = args.out or Path(ranker.__file__).with_name("ranker.json")
    write(fit(cases), out)


if __name__ == "__main__":
    main()
