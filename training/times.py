"""Trains the times head on the frozen encoder: ``python -m training.times runs/en-1``.

TimeBank and AQUAINT are too small to train an encoder on, and all there is to measure with. So the
encoder never sees them; the head alone is trained, and how good reading is with it is measured by
ten-fold cross-validation: for each tenth of the articles a head is trained on the others, exported
as int8 like the shipped model, and the tenth is read with it from raw text.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import torch
from spacy.tokens import Doc, DocBin
from tokenizers import Tokenizer
from torch import Tensor

from dateline.annotator import Annotator, blank
from dateline.annotator.inputs import Pieces, batch
from dateline.annotator.model import Model as Shipped
from dateline.articles import from_row
from dateline.reading.times import find_times
from dateline.reading.times.timeml import Document
from dateline.records import Article
from dateline.score import times as suite
from evaluation.time_errors import errors, table
from training.corpora import CORPORA
from training.encoder import base_folder
from training.example import Piece, Text, cut
from training.export import write
from training.heads import times
from training.heads.common import descend, padded
from training.train import Model, label_sets, tensors

FOLDS = 10
EPOCHS = 6
RATE = 2e-3
AT_ONCE = 16  # parts of windows
# Words of such a part: the chain's loss goes word by word, so that short parts are quickly done.
PART = 48
# In the run's folder: the articles as read by heads that had not seen them.
FOLDS_FILE = "times-folds.spacy"
EXAMPLES = Path(__file__).parent / "examples" / "times.txt"


@dataclass
class Encoded:
    """A part of a window: word vectors by layer (layers, words, WIDTH) as halves, and tags.

    ``article`` is -1 for an example of our own; ``given`` is what the grammar makes of each word.
    """

    article: int
    vectors: Tensor
    tags: list[int]
    given: list[int]


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
        given = window.text.gold["grammar"][window.start : window.end]
        vectors = layers[:, row, first[row, : len(tags)]].half()
        low = 0
        while low < len(tags):
            high = min(len(tags), low + PART)
            while high < len(tags) and tags[high].startswith("I-"):
                high += 1
            numbers = times.tag_numbers(tags[low:high])
            yield Encoded(number, vectors[:, low:high].clone(), numbers, given[low:high])
            low = high


def fit(data: Sequence[Encoded], seed: int) -> times.Times:
    """Return a head trained on the parts."""
    torch.manual_seed(seed)
    head = times.Times()
    descend(head, data, partial(_loss, head), epochs=EPOCHS, at_once=AT_ONCE, rate=RATE, seed=seed)
    return head.eval()


def _loss(head: times.Times, part: Sequence[Encoded]) -> Tensor:
    tags = padded([d.tags for d in part], max(len(d.tags) for d in part))
    layers = torch.zeros(part[0].vectors.shape[0], *tags.shape, part[0].vectors.shape[2])
    for row, each in enumerate(part):
        layers[:, row, : len(each.tags)] = each.vectors.float()
    every = torch.arange(tags.shape[1]).expand(tags.shape)
    words = head.mix(list(layers), every) * (tags >= 0)[:, :, None]
    given = padded([d.given for d in part], tags.shape[1]).clamp(min=0)
    loss: Tensor = head.chain.loss(head.joined(head.scores(words), given), tags)
    return loss


def cross_validate(
    model: Model, data: Sequence[Encoded], paths: Sequence[Path], seed: int, workers: int
) -> DocBin:
    """Return each article as a head reads it that never saw it, in the order of the paths."""
    # Forked, so that the vectors (some hundred megabytes) are shared and not sent.
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        workers, fork, _SHARED.update, (dict(model=model, data=data),)
    ) as pool:
        work = partial(_fold, paths=paths, seed=seed)
        read = dict(pair for fold in pool.map(work, range(FOLDS)) for pair in fold)
    kept = DocBin(store_user_data=True)
    for number in range(len(paths)):
        kept.add(Doc(blank().vocab).from_bytes(read[number]))
    return kept


# What a process that cross-validates has from its parent.
_SHARED: dict[str, Any] = {}


def _fold(fold: int, *, paths: Sequence[Path], seed: int) -> list[tuple[int, bytes]]:
    """Return the fold's articles (number, Doc) by a head trained on everything else."""
    torch.set_num_threads(1)
    model: Model = _SHARED["model"]
    data: list[Encoded] = _SHARED["data"]
    others = [d for d in data if d.article < 0 or d.article % FOLDS != fold]
    model.heads["times"] = fit(others, seed)
    with tempfile.TemporaryDirectory() as folder:
        write(model.eval(), Path(folder), steps=0)
        annotator = Annotator(Shipped(Path(folder)))
        found = [
            (number, annotator.annotate(_article(*suite.load(path))).to_bytes())
            for number, path in enumerate(paths)
            if number % FOLDS == fold
        ]
    print(f"fold {fold} of {FOLDS} done", flush=True)
    return found


def report(docs: Iterable[Doc], paths: Sequence[Path]) -> None:
    """Print the figures of the articles as the folds' heads read them, and the kinds of errors."""
    golds = [suite.load(path)[0] for path in paths]
    answers = []
    for gold, doc in zip(golds, docs, strict=True):
        article = _article(gold)
        answers.append(suite.from_times(find_times(doc, article)[0], article, gold.text))
    for each in suite.score(golds, answers):
        print(f"{each.name}: P {each.precision} R {each.recall} F1 {each.f1}", flush=True)
    wrong = [e for gold, found in zip(golds, answers, strict=True) for e in errors(gold, found)]
    print(table(wrong), flush=True)


def _article(gold: Document) -> Article:
    return from_row({"text": gold.text, "published": gold.published})[0]


def train(run: Path, seed: int, workers: int) -> None:
    """Cross-validate, then train on everything and write the head into the run's ``refined.pt``.

    With no workers it is not cross-validated.
    """
    path = run / "refined.pt"
    state = torch.load(path, weights_only=True)
    model = Model(label_sets(run, []))
    model.load_state_dict(state["model"], strict=False)  # an older run has no such head
    model.eval()
    found = list(times.texts(CORPORA))
    data = list(encode(model, [text for _, text in found], seed))
    for each in encode(model, list(times.examples(EXAMPLES)), seed):
        data.append(replace(each, article=-1))
    if workers:
        paths = [path for path, _ in found]
        docs = cross_validate(model, data, paths, seed, workers)
        docs.to_disk(run / FOLDS_FILE)
        report(docs.get_docs(blank().vocab), paths)
    model.heads["times"] = fit(data, seed)
    done = sorted({*state.get("refined", ["names"]), "times"})
    scratch = path.with_suffix(".part")
    torch.save({"model": model.state_dict(), "step": state["step"], "refined": done}, scratch)
    scratch.replace(path)


def rescore(run: Path) -> None:
    """Score the articles as the last folds' heads read them once more."""
    docs = DocBin().from_disk(run / FOLDS_FILE).get_docs(blank().vocab)
    report(docs, [path for path, _ in times.texts(CORPORA)])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--workers", type=int, default=2, help="processes that cross-validate; 0: leave it out"
    )
    parser.add_argument("--rescore", action="store_true", help="score the last folds' marks again")
    args = parser.parse_args()
    if args.rescore:
        rescore(args.run)
    else:
        train(args.run, args.seed, args.workers)


if __name__ == "__main__":
    main()
