"""Trains the times head on the frozen encoder: ``python -m training.times runs/en-1``.

TimeBank and AQUAINT are too small to train an encoder on, and all there is to measure with. So the
encoder never sees them; the head alone is trained, and how good reading is with it is measured by
ten-fold cross-validation: for each tenth of the articles a head is trained on the others, exported
as int8 like the shipped model, and the tenth is read with it from raw text.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.annotator import Annotator, annotate
from dateline.annotator.inputs import Pieces, batch
from dateline.annotator.model import Model as Shipped
from dateline.articles import from_row
from dateline.reading.times import find_times
from dateline.reading.times.timeml import Document
from dateline.records import Article
from dateline.score import times as suite
from dateline.score.results import Figure
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
AT_ONCE = 16  # parts of windows
# Words of such a part: the chain's loss goes word by word, so that short parts are quickly done.
PART = 48
# In the run's folder: what the folds' heads marked in the articles that they had not seen.
FOLDS_FILE = "times-folds.json"
# Start and end (code points) and type of an expression.
Marked = tuple[int, int, str]


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


def mark(
    model: Model, data: Sequence[Encoded], texts: Sequence[tuple[Path, Text]], seed: int
) -> Iterator[tuple[str, list[Marked]]]:
    """Yield each article's name with what a head marks in it that never saw it."""
    for fold in range(FOLDS):
        model.heads["times"] = fit([d for d in data if d.article % FOLDS != fold], seed)
        with tempfile.TemporaryDirectory() as folder:
            write(model.eval(), Path(folder), steps=0)
            annotator = Annotator(Shipped(Path(folder)))
            for number, (path, _) in enumerate(texts):
                if number % FOLDS == fold:
                    doc = annotator.annotate(_article(*suite.load(path)))
                    spans = doc.spans["timexes"]
                    yield path.name, [(s.start_char, s.end_char, s.label_) for s in spans]
        print(f"fold {fold} of {FOLDS} done", flush=True)


def score(marked: Mapping[str, Sequence[Marked]], corpora: Path) -> tuple[Figure, ...]:
    """Return the figures of reading with the folds' marks, by the shipped model's trees."""
    golds = []
    answers = []
    for name, marks in marked.items():
        (path,) = (corpora / "times").glob(f"*/{name}")
        (gold,) = suite.load(path)
        article = _article(gold)
        doc = annotate(article)
        spans = [doc.char_span(start, end, label=label) for start, end, label in marks]
        doc.spans["timexes"] = [span for span in spans if span is not None]
        golds.append(gold)
        answers.append(suite.from_times(find_times(doc, article)[0], article, gold.text))
    return suite.score(golds, answers)


def _article(gold: Document) -> Article:
    return from_row({"text": gold.text, "published": gold.published})[0]


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
        marked = dict(mark(model, data, found, seed))
        (run / FOLDS_FILE).write_text(json.dumps(marked), "utf-8")
        _print(score(marked, CORPORA))
    model.heads["times"] = fit(data, seed)
    done = sorted({*state.get("refined", ["names"]), "times"})
    scratch = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "step": state["step"], "refined": done}, scratch)
    scratch.replace(path)


def _print(figures: Sequence[Figure]) -> None:
    for each in figures:
        print(f"{each.name}: P {each.precision} R {each.recall} F1 {each.f1}", flush=True)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-check", action="store_true", help="leave out the cross-validation")
    parser.add_argument("--rescore", action="store_true", help="score the last folds' marks again")
    args = parser.parse_args()
    if args.rescore:
        _print(score(json.loads((args.run / FOLDS_FILE).read_text("utf-8")), CORPORA))
    else:
        train(args.run, args.seed, not args.no_check)


if __name__ == "__main__":
    main()
