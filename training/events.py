"""Trains the events head on the frozen encoder: ``python -m training.events runs/en-1``.

The examples are the project's own (training/examples/events), too few to train an encoder on. So
the head alone is trained, and cross-validated over five folds of blocks of neighbouring lines,
which are alike. The head's scores are not all that reading goes by:
dateline/reading/reports_learned.py.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline import codebooks
from dateline.annotator import shared
from dateline.annotator.inputs import Pieces, batch
from training.encoder import base_folder
from training.event_examples import Example, examples
from training.example import Piece, Text, cut
from training.heads import events
from training.heads.common import IGNORE, descend, padded
from training.train import Model, label_sets, tensors

FOLDS = 5
BLOCK = 10  # neighbouring lines that share a fold
EPOCHS = 10
RATE = 1.5e-3
AT_ONCE = 32  # texts a step
# Examples of a type (some twice, in another case) from which on its scores are gone by.
ENOUGH = 250
# Share of the loss: types, status and background, pairs.
SHARES = (1.0, 0.5, 0.5)


@dataclass(frozen=True)
class Pair:
    """A party: positions of the anchor and of the phrase's head, number of its role."""

    anchor: int
    head: int
    role: int


@dataclass
class Encoded:
    """A text: word vectors by layer (layers, words, WIDTH) as halves, and its gold by word.

    ``types``, ``statuses`` and ``background`` have IGNORE where nothing is asked.
    """

    fold: int
    vectors: Tensor
    types: list[int]
    statuses: list[int]
    background: list[int]
    pairs: list[Pair]


@cache
def type_names() -> tuple[str, ...]:
    """Return the types that the head knows: those of the codebook that comes with Dateline."""
    return tuple(codebooks.load().types)


def text(example: Example) -> Text:
    """Return an example as a text whose gold ``events`` are its types by word, and so on."""
    doc = shared()(example.text)
    kept = [t for t in doc if not t.is_space]
    blanks = [t.i > 0 and (doc[t.i - 1].is_space or bool(doc[t.i - 1].whitespace_)) for t in kept]
    number = {t.i: i for i, t in enumerate(kept)}
    names = (events.NONE, *type_names())
    count = len(kept)
    types, statuses, background = [0] * count, [IGNORE] * count, [IGNORE] * count
    at: dict[int, int] = {}
    for key, anchor in example.anchors.items():
        word = next((i for i, t in enumerate(kept) if t.idx + len(t) > anchor.start), None)
        if word is None:
            continue
        at[key] = word
        types[word] = names.index(anchor.type)
        statuses[word] = events.STATUSES.index(anchor.status)
        background[word] = int(anchor.background)
    pairs = []
    for argument in example.arguments:
        span = doc.char_span(argument.start, argument.end, alignment_mode="expand")
        if span is not None and argument.event in at and span.root.i in number:
            role = events.ROLES.index(argument.role)
            pairs.append(Pair(at[argument.event], number[span.root.i], role))
    gold = {"types": types, "statuses": statuses, "background": background, "pairs": pairs}
    return Text("events", [t.text for t in kept], blanks, [False] * count, gold)


def encode(model: Model, texts: Sequence[Text], seed: int) -> Iterator[Encoded]:
    """Yield the texts as the frozen encoder sees them, some once more in another case."""
    pieces = Pieces(Tokenizer.from_file(str(base_folder() / "tokenizer.json")))
    chance = random.Random(seed)
    for low in range(0, len(texts), 32):
        part = texts[low : low + 32]
        plain = [cut(t, pieces, chance, 400, recased=False) for t in part]
        other = [cut(t, pieces, chance, 400) for t in part]
        windows = [(low + i, w[0]) for i, w in enumerate(plain) if len(w) == 1]
        windows += [
            (low + i, o[0])
            for i, (o, p) in enumerate(zip(other, plain, strict=True))
            if len(o) == 1 and o[0].window.shapes != p[0].window.shapes
        ]
        yield from _encoded(model, windows, pieces.pad)


def _encoded(model: Model, windows: Sequence[tuple[int, Piece]], pad: int) -> Iterator[Encoded]:
    ids, shapes, mask, first = tensors(batch([w.window for _, w in windows], pad))
    with torch.no_grad():
        layers = torch.stack(list(model.encoder(ids, shapes, mask)))
    for row, (number, window) in enumerate(windows):
        gold = window.text.gold
        vectors = layers[:, row, first[row, : len(gold["types"])]].half()
        yield Encoded(
            number // BLOCK % FOLDS, vectors.clone(), gold["types"], gold["statuses"],
            gold["background"], gold["pairs"],
        )  # fmt: skip


def fit(data: Sequence[Encoded], seed: int) -> events.Events:
    """Return a head trained on the texts."""
    torch.manual_seed(seed)
    head = events.Events(type_names())
    descend(
        head, data, partial(_loss, head), epochs=EPOCHS, at_once=AT_ONCE, rate=RATE, seed=seed,
        length=lambda each: len(each.types),
    )  # fmt: skip
    return head.eval()


def _run(head: events.Events, part: Sequence[Encoded]) -> dict[str, Tensor]:
    width = max(len(d.types) for d in part)
    layers = torch.zeros(part[0].vectors.shape[0], len(part), width, part[0].vectors.shape[2])
    known = torch.zeros(len(part), width, dtype=torch.bool)
    for row, each in enumerate(part):
        layers[:, row, : len(each.types)] = each.vectors.float()
        known[row, : len(each.types)] = True
    every = torch.arange(width).expand(len(part), width)
    return head.scores(head.mix(list(layers), every), known)


def _loss(head: events.Events, part: Sequence[Encoded]) -> Tensor:
    out = _run(head, part)
    width = out["events"].shape[1]
    types, statuses = len(head.types), len(events.STATUSES)
    scores = out["events"].flatten(0, 1)

    def rows(name: str) -> Tensor:
        return padded([getattr(d, name) for d in part], width).flatten()

    def entropy(low: int, high: int, name: str) -> Tensor:
        gold = rows(name)
        if bool((gold == IGNORE).all()):
            return scores.sum() * 0
        loss: Tensor = nn.functional.cross_entropy(scores[:, low:high], gold, ignore_index=IGNORE)
        return loss

    told = rows("background")
    known = told != IGNORE
    background = (
        nn.functional.binary_cross_entropy_with_logits(scores[known, -1], told[known].float())
        if bool(known.any())
        else scores.sum() * 0
    )
    status = entropy(types, types + statuses, "statuses") + background
    first, second, third = SHARES
    # A word in fifteen names an event: the mean over words is small beside that over events.
    return (
        first * 4 * entropy(0, types, "types") + second * status + third * _pairs(head, out, part)
    )


def _pairs(head: events.Events, out: dict[str, Tensor], part: Sequence[Encoded]) -> Tensor:
    losses = []
    for row, each in enumerate(part):
        anchors = [i for i, t in enumerate(each.types) if t > 0]
        if not anchors:
            continue
        links = out["event_links"][row, : len(each.types)]
        scores = head.pair_scores(links, torch.tensor(anchors))
        gold = torch.zeros_like(scores)
        for pair in each.pairs:
            gold[anchors.index(pair.anchor), pair.role, pair.head] = 1
        loss = nn.functional.binary_cross_entropy_with_logits(scores, gold, reduction="sum")
        losses.append(loss / len(anchors))
    return torch.stack(losses).mean() if losses else out["events"].sum() * 0


def taught(data: Iterable[Encoded]) -> tuple[str, ...]:
    """Return the types of which there are enough examples to go by what the head says of them."""
    counts = Counter(type for each in data for type in each.types if type > 0)
    names = (events.NONE, *type_names())
    return tuple(name for i, name in enumerate(names) if counts[i] >= ENOUGH)


def measure(head: events.Events, data: Iterable[Encoded]) -> Counter[str]:
    """Return counts: right, gold and found of types, pairs; of the right types right statuses."""
    counts: Counter[str] = Counter()
    cut_at = len(head.types)
    for each in data:
        with torch.no_grad():
            out = _run(head, [each])
        scores = out["events"][0]
        found = scores[:, :cut_at].argmax(1).tolist()
        statuses = scores[:, cut_at : cut_at + len(events.STATUSES)].argmax(1).tolist()
        for i, (gold, ours) in enumerate(zip(each.types, found, strict=True)):
            counts["type gold"] += gold > 0
            counts["type found"] += ours > 0
            counts["anchor right"] += gold > 0 and ours > 0
            if gold == ours > 0:
                counts["type right"] += 1
                counts["status right"] += each.statuses[i] == statuses[i]
                counts["background right"] += each.background[i] == int(scores[i, -1] > 0)
        _measure_pairs(head, each, out["event_links"][0], counts)
    return counts


def _measure_pairs(head: events.Events, each: Encoded, links: Tensor, counts: Counter[str]) -> None:
    anchors = [i for i, t in enumerate(each.types) if t > 0]
    if not anchors:
        return
    with torch.no_grad():
        scores = head.pair_scores(links, torch.tensor(anchors))
    found = {(anchors[a], w, r) for a, r, w in torch.nonzero(scores > 0).tolist()}
    gold = {(p.anchor, p.head, p.role) for p in each.pairs}
    counts["pairs right"] += len(found & gold)
    counts["pairs gold"] += len(gold)
    counts["pairs found"] += len(found)


def cross_validate(data: Sequence[Encoded], seed: int) -> None:
    """Print what heads make of the folds that they have not seen."""
    counts: Counter[str] = Counter()
    for fold in range(FOLDS):
        head = fit([d for d in data if d.fold != fold], seed)
        counts += measure(head, [d for d in data if d.fold == fold])
        print(f"fold {fold}: {_figures(counts)}", flush=True)


def _figures(counts: Counter[str]) -> str:
    def f1(right: str, kind: str) -> float:
        return 200 * counts[right] / max(1, counts[f"{kind} gold"] + counts[f"{kind} found"])

    right = max(1, counts["type right"])
    return (
        f"anchor {f1('anchor right', 'type'):.1f} type {f1('type right', 'type'):.1f} "
        f"pairs {f1('pairs right', 'pairs'):.1f} "
        f"status {100 * counts['status right'] / right:.1f} "
        f"background {100 * counts['background right'] / right:.1f}"
    )


def train(run: Path, seed: int, check: bool, folder: Path | None) -> None:
    """Cross-validate, then train on everything and write the head into ``refined.pt``."""
    path = run / "refined.pt"
    state = torch.load(path, weights_only=True)
    model = Model(label_sets(run, []))
    model.load_state_dict(state["model"], strict=False)  # an older run has no such head
    model.eval()
    texts = [text(e) for e in (examples(folder) if folder else examples())]
    data = list(encode(model, texts, seed))
    print(f"{len(texts)} texts, {len(data)} with other cases", flush=True)
    if check:
        cross_validate(data, seed)
    head = fit(data, seed)
    head.taught = taught(data)
    model.heads["events"] = head
    done = sorted({*state.get("refined", ["names"]), "events"})
    scratch = path.with_suffix(".part")
    torch.save(
        {
            "model": model.state_dict(),
            "step": state["step"],
            "refined": done,
            "taught": head.taught,
        },
        scratch,
    )
    scratch.replace(path)


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-check", action="store_true", help="leave out the cross-validation")
    parser.add_argument("--examples", type=Path, help="another folder of examples")
    args = parser.parse_args()
    train(args.run, args.seed, not args.no_check, args.examples)


if __name__ == "__main__":
    main()
