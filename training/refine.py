"""Trains the names head once more on the frozen encoder: ``python -m training.refine runs/en-1``.

The development files of UNER EWT and CrossNER say what the field counts as a name, and nothing else
of theirs is at hand. So the head, and only the head, is trained on them too; how good it then is on
texts that it has not seen is measured by five-fold cross-validation, fold by fold the same training
without that fold's documents. The encoder has never seen them as names (EWT's development sentences
and CrossNER's are in no other training file).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.annotator.inputs import Pieces, batch
from dateline.sequences import spans, spelled, viterbi
from training.corpora import CORPORA
from training.encoder import base_folder
from training.example import Text, cut
from training.heads import names
from training.heads.common import IGNORE
from training.train import Model, label_sets, read_texts, tensors

FOLDS = 5
EPOCHS = 6
# Words a corpus gives at most: the Meaning Bank is large and its tags are noisy.
MOST = 160_000
# How often a corpus is gone through in one epoch, by how near it is to what is wanted.
REPEATS = {"uner": 3, "crossner": 3, "wikigold": 2}
_TAG = {tag: i for i, tag in enumerate(names.TAGS)} | {names.SKIP: IGNORE}


@dataclass
class Encoded:
    """A text's word vectors (words, WIDTH) and tags (words)."""

    corpus: str
    fold: int  # -1: in every fold's training
    vectors: Tensor
    tags: Tensor


def development(corpora: Path) -> list[Text]:
    """Return the development files' texts in groups of some sentences."""
    folder = corpora / "names"
    texts = list(names.columns(folder / "uner-ewt-dev.iob2", "uner", tag=2, word=1, size=6))
    return texts + list(names.columns(folder / "crossner-politics-dev.txt", "crossner", size=5))


def encode(model: Model, texts: Sequence[Text], folds: bool, seed: int) -> Iterator[Encoded]:
    """Yield the texts' vectors; with ``folds``, texts are dealt out to the folds in turn."""
    pieces = Pieces(Tokenizer.from_file(str(base_folder() / "tokenizer.json")))
    head = model.heads["names"]
    chance = random.Random(seed)
    for number, text in enumerate(texts):
        windows = cut(text, pieces, chance, 160)
        made = batch([w.window for w in windows], pieces.pad)
        ids, shapes, mask, first = tensors(made)
        with torch.no_grad():
            mixed = head.mix(model.encoder(ids, shapes, mask), first)
        for row, window in enumerate(windows):
            tags = [_TAG[t] for t in text.gold["names"][window.start : window.end]]
            yield Encoded(
                text.corpus, number % FOLDS if folds else -1, mixed[row, : len(tags)].half(),
                torch.tensor(tags),
            )  # fmt: skip


def fit(data: Sequence[Encoded], seed: int) -> names.Names:
    """Return a names head trained on the encoded texts (its mix is not used)."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    head = names.Names()
    opt = torch.optim.AdamW(head.parameters(), lr=1e-3, weight_decay=0.02)
    groups = {c: [d for d in data if d.corpus == c] for c in {d.corpus: 0 for d in data}}
    steps = 0
    total = EPOCHS * sum(len(list(_batches(g, c, chance))) for c, g in groups.items())
    for _epoch in range(EPOCHS):
        batches = [b for c, g in groups.items() for b in _batches(g, c, chance)]
        chance.shuffle(batches)
        for corpus, vectors, tags in batches:
            for group in opt.param_groups:
                group["lr"] = 1e-3 * max(0.02, 1 - steps / total)
            hidden = head.hidden(nn.functional.dropout(vectors.float(), 0.2))
            loss = head.tag_loss(hidden, corpus, tags)
            opt.zero_grad()
            loss.backward()
            opt.step()
            steps += 1
    return head.eval()


def _batches(
    group: Sequence[Encoded], corpus: str, chance: random.Random
) -> Iterator[tuple[str, Tensor, Tensor]]:
    order = list(group) * REPEATS.get(corpus, 1)
    chance.shuffle(order)
    for low in range(0, len(order), 12):
        part = order[low : low + 12]
        yield corpus, torch.cat([d.vectors for d in part]), torch.cat([d.tags for d in part])


def f1(head: names.Names, data: Sequence[Encoded], shares: Mapping[str, float]) -> list[int]:
    """Return (right, gold, found) names by exact span and type, decoded as reading does."""
    chain = spelled(names.TAGS)
    counts = [0, 0, 0]
    for each in data:
        with torch.no_grad():
            tags = viterbi(head.scores(head.hidden(each.vectors.float()), shares).numpy(), chain)
        found = set(spans([names.TAGS[t] for t in tags]))
        gold = set(spans([names.TAGS[t] if t >= 0 else "O" for t in each.tags.tolist()]))
        for i, n in enumerate((len(found & gold), len(gold), len(found))):
            counts[i] += n
    return counts


def cross_validate(train: Sequence[Encoded], dev: Sequence[Encoded], seed: int) -> dict[str, float]:
    """Return F1 by corpus and convention over all folds."""
    choices: dict[str, dict[str, float]] = {
        "shared": {},
        "half uner": {"uner": 0.5},
        "uner": {"uner": 1.0},
        "both by halves": {"uner": 0.5, "crossner": 0.5},
    }
    sums = {(c, k): [0, 0, 0] for c in ("uner", "crossner") for k in choices}
    for fold in range(FOLDS):
        head = fit([*train, *(d for d in dev if d.fold != fold)], seed)
        for (corpus, choice), counts in sums.items():
            held = [d for d in dev if d.fold == fold and d.corpus == corpus]
            for i, n in enumerate(f1(head, held, choices[choice])):
                counts[i] += n
        print(fold, {k: round(200 * s[0] / (s[1] + s[2]), 2) for k, s in sums.items()}, flush=True)
    return {f"{c} as {k}": round(200 * s[0] / (s[1] + s[2]), 2) for (c, k), s in sums.items()}


def refine(run: Path, seed: int, check: bool) -> None:
    """Cross-validate, then train on everything and write the head into the run's checkpoint."""
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    model = Model(label_sets(run, []))
    model.load_state_dict(state["model"], strict=False)  # a convention may be new
    model.eval()
    texts = read_texts(CORPORA)
    chosen = [t for c in names.CONVENTIONS if c in texts for t in _some(texts[c])]
    train = list(encode(model, chosen, False, seed))
    dev = list(encode(model, development(CORPORA), True, seed + 1))
    if check:
        print(json.dumps(cross_validate(train, dev, seed)), flush=True)
    head = fit([*train, *dev], seed)
    head.mix.load_state_dict(model.heads["names"].mix.state_dict())
    model.heads["names"] = head
    torch.save({"model": model.state_dict(), "step": state["step"]}, run / "checkpoint.refined")
    (run / "checkpoint.refined").replace(run / "refined.pt")


def _some(texts: Sequence[Text]) -> Iterator[Text]:
    words = 0
    for text in random.Random(1).sample(list(texts), len(texts)):
        if words < MOST:
            words += len(text.words)
            yield text


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-check", action="store_true", help="leave out the cross-validation")
    args = parser.parse_args()
    refine(args.run, args.seed, not args.no_check)


if __name__ == "__main__":
    main()
