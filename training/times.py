"""Trains the times head on the frozen encoder: ``python -m training.times runs/en-1``.

TimeBank and AQUAINT are too small to train an encoder on, and all there is to measure with. So the
encoder never sees them; the head alone is trained, and how good reading is with it is measured by
ten-fold cross-validation: for each tenth of the articles a head is trained on the others, exported
as int8 like the shipped model, and the tenth is read with it from raw text.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.annotator import Annotator
from dateline.annotator.inputs import Pieces, batch
from dateline.annotator.model import Model as Shipped
from dateline.reading.times import find_times
from dateline.records import Article, Time
from dateline.score import times as suite
from dateline.score.tools import Tools
from training.corpora import CORPORA
from training.encoder import base_folder
from training.example import Piece, Text, cut
from training.export import write
from training.heads import times
from training.heads.common import padded
from training.train import Model, label_sets, tensors

FOLDS = 10
EPOCHS = 8
RATE = 2e-3
AT_ONCE = 48  # parts of windows
# Words of such a part: the chain's loss goes word by word, so that short parts are quickly done.
PART = 48


@dataclass
class Encoded:
    """A part of a window: word vectors by layer (layers, words, WIDTH) as halves, and tags."""

    article: int
    vectors: Tensor
    tags: list[int]


def encode(model: Model, texts: Sequence[Text], seed: int) -> Iterator[Encoded]:
    """Yield the texts' windows as the frozen encoder sees them, in parts."""
    pieces = Pieces(Tokenizer.from_file(str(base_folder() / "tokenizer.json")))
    chance = random.Random(seed)
    for number, text in enumerate(texts):
        plain = cut(text, pieces, chance, 160, recased=False)
        # Once as it is, and what chance puts into another case once more.
        other = cut(text, pieces, chance, 160)
        changed = [
            o for o, p in zip(other, plain, strict=True) if o.window.shapes != p.window.shapes
        ]
        for windows in (plain, changed):
            for low in range(0, len(windows), 16):
                yield from _encoded(model, number, windows[low : low + 16], pieces.pad)


def _encoded(model: Model, number: int, windows: Sequence[Piece], pad: int) -> Iterator[Encoded]:
    ids, shapes, mask, first = tensors(batch([w.window for w in windows], pad))
    with torch.no_grad():
        layers = torch.stack(list(model.encoder(ids, shapes, mask)))
    for row, window in enumerate(windows):
        tags = window.text.gold["times"][window.start : window.end]
        vectors = layers[:, row, first[row, : len(tags)]].half()
        low = 0
        while low < len(tags):
            high = min(len(tags), low + PART)
            while high < len(tags) and tags[high].startswith("I-"):
                high += 1
            yield Encoded(number, vectors[:, low:high], times.tag_numbers(tags[low:high]))
            low = high


def fit(data: Sequence[Encoded], seed: int) -> times.Times:
    """Return a head trained on the parts."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    head = times.Times()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.02)
    order = list(data)
    total = EPOCHS * -(-len(order) // AT_ONCE)
    step = 0
    for _epoch in range(EPOCHS):
        chance.shuffle(order)
        for low in range(0, len(order), AT_ONCE):
            for group in optimizer.param_groups:
                group["lr"] = RATE * min((step + 1) / 50, max(0.02, 1 - step / total))
            loss = _loss(head, order[low : low + AT_ONCE])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            step += 1
    return head.eval()


def _loss(head: times.Times, part: Sequence[Encoded]) -> Tensor:
    tags = padded([d.tags for d in part], max(len(d.tags) for d in part))
    layers = torch.zeros(part[0].vectors.shape[0], *tags.shape, part[0].vectors.shape[2])
    for row, each in enumerate(part):
        layers[:, row, : len(each.tags)] = each.vectors.float()
    every = torch.arange(tags.shape[1]).expand(tags.shape)
    words = head.mix(list(layers), every) * (tags >= 0)[:, :, None]
    loss: Tensor = head.chain.loss(head.scores(words), tags)
    return loss


def cross_validate(
    model: Model, data: Sequence[Encoded], paths: Sequence[Path], seed: int
) -> tuple[list[Any], list[Any]]:
    """Return all articles' gold and what reading finds, each by a head that never saw it."""
    golds: list[Any] = []
    answers: list[Any] = []
    for fold in range(FOLDS):
        model.heads["times"] = fit([d for d in data if d.article % FOLDS != fold], seed)
        with tempfile.TemporaryDirectory() as folder:
            write(model.eval(), Path(folder), steps=0)
            tools = _tools(Annotator(Shipped(Path(folder))))
            for number, path in enumerate(paths):
                if number % FOLDS == fold:
                    golds += (gold := suite.load(path))
                    answers += [suite.answer(each, tools) for each in gold]
        figures = {f.name: (f.precision, f.recall, f.f1) for f in suite.score(golds, answers)}
        print(fold, figures, flush=True)
    return golds, answers


def _tools(annotator: Annotator) -> Tools:
    """Return the suite's tools with another model than the shipped one."""

    def read(article: Article) -> tuple[Time, ...]:
        found, _notes = find_times(annotator.annotate(article), article)
        return found

    def none(_: str) -> NoReturn:
        raise NotImplementedError("this suite needs nothing but times")

    return Tools(none, none, times=read)


def train(run: Path, seed: int, check: bool) -> None:
    """Cross-validate, then train on everything and write the head into the run's ``refined.pt``."""
    path = run / "refined.pt"
    state = torch.load(path, weights_only=True)
    model = Model(label_sets(run, []))
    model.load_state_dict(state["model"], strict=False)  # an older run has no such head
    model.eval()
    found = list(times.texts(CORPORA))
    data = list(encode(model, [text for _, text in found], seed))
    if check:
        cross_validate(model, data, [p for p, _ in found], seed)
    model.heads["times"] = fit(data, seed)
    done = sorted({*state.get("refined", ["names"]), "times"})
    scratch = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "step": state["step"], "refined": done}, scratch)
    scratch.replace(path)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-check", action="store_true", help="leave out the cross-validation")
    args = parser.parse_args()
    train(args.run, args.seed, not args.no_check)


if __name__ == "__main__":
    main()
