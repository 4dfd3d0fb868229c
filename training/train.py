"""Trains the model: ``python -m training.train --out runs/en-1``.

The run is fixed by its seed. It writes a checkpoint every few minutes and, started again with the
same folder, goes on from there to the same end: the random state is a function of the step.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.annotator.inputs import Batch, Pieces, batch
from training.corpora import CORPORA
from training.encoder import Encoder, base_folder, load_base
from training.example import Piece, Text, cut
from training.heads import all_heads, names, statements, syntax

# Share of the steps by corpus: set so that the treebanks are seen about three and a half times,
# PolNeAR twice, in the four million pieces that two cores read in an hour.
SHARES = {
    "polnear": 0.42, "ewt": 0.19, "gum": 0.21, "gmb": 0.08, "wikigold": 0.035, "crossner": 0.025,
    "btc": 0.02, "wnut": 0.02,
}  # fmt: skip
PIECES_A_STEP = 1200
WINDOWS = (96, 128, 160, 192)  # pieces; varied, so that no place in the window is special
HIDDEN_PIECES = 0.04  # share of pieces masked, against learning words by heart


class Model(nn.Module):
    """The encoder with its heads."""

    def __init__(self, label_sets: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = nn.ModuleDict(all_heads(label_sets))

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor
    ) -> dict[str, Tensor]:
        """Return every head's outputs by name."""
        layers = self.encoder(ids, shapes, mask)
        out: dict[str, Tensor] = {}
        for head in self.heads.values():
            out |= head(layers, first)
        return out


def tensors(batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return a batch as the model takes it: ids, shapes, mask, first."""
    return tuple(torch.from_numpy(a) for a in (batch.ids, batch.shapes, batch.mask, batch.first))  # type: ignore[return-value]


def read_texts(corpora: Path) -> dict[str, list[Text]]:
    """Return all training texts by corpus."""
    found: dict[str, list[Text]] = {name: [] for name in SHARES}
    for reader in (names.treebank_texts, names.texts, statements.texts):
        for text in reader(corpora):
            found[text.corpus].append(text)
    return found


class Feed:
    """Endless batches, each of one corpus; epoch ``n`` follows from the seed alone."""

    def __init__(self, texts: dict[str, list[Text]], pieces: Pieces, seed: int) -> None:
        self._texts, self._pieces, self._seed = texts, pieces, seed

    def __call__(self, start: int, steps: int) -> Iterator[tuple[int, list[Piece]]]:
        """Yield (step, windows) from ``start`` on; earlier steps are dealt out and left."""
        chance = random.Random(self._seed)
        streams = {c: self._stream(c) for c, t in self._texts.items() if t}
        shares = [SHARES[c] for c in streams]
        for step in range(steps):
            corpus = chance.choices(list(streams), shares)[0]
            windows = next(streams[corpus])
            if step >= start:
                yield step, windows

    def _stream(self, corpus: str) -> Iterator[list[Piece]]:
        epoch = 0
        while True:
            chance = random.Random(f"{self._seed} {corpus} {epoch}")
            windows = [
                w
                for text in self._texts[corpus]
                for w in cut(text, self._pieces, chance, chance.choice(WINDOWS))
            ]
            chance.shuffle(windows)
            # Sorted in pools, so that windows of like length meet and little is padded.
            for low in range(0, len(windows), 240):
                groups = list(
                    _groups(sorted(windows[low : low + 240], key=lambda w: len(w.window.ids)))
                )
                chance.shuffle(groups)
                yield from groups
            epoch += 1


def _groups(windows: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for window in windows:
        if group and (len(group) + 1) * len(window.window.ids) > PIECES_A_STEP:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def losses(model: Model, windows: list[Piece], pieces: Pieces, seed: int) -> dict[str, Tensor]:
    """Return the loss of each head that has gold for these windows."""
    arrays = batch([w.window for w in windows], pieces.pad)
    ids, shapes, mask, first = tensors(arrays)
    if model.training:
        generator = torch.Generator().manual_seed(seed)
        hide = (torch.rand(ids.shape, generator=generator) < HIDDEN_PIECES) & (ids > 999)
        ids = ids.masked_fill(hide, pieces.mask)
    layers = model.encoder(ids, shapes, mask)
    found = {}
    for name, head in model.heads.items():
        if _has_gold(name, windows[0].text):
            loss = head.loss(head(layers, first), windows)
            if loss is not None:
                found[name] = loss
    return found


def _has_gold(head: str, text: Text) -> bool:
    key = {"syntax": "sentences", "names": "names", "statements": "statements"}.get(head)
    return key in text.gold if key else text.corpus == "gum"


def optimizer(model: Model, rate: float) -> torch.optim.AdamW:
    """Return AdamW with a higher rate for the heads; the piece embeddings stay as they are."""
    model.encoder.pieces.weight.requires_grad_(False)
    encoder = [p for p in model.encoder.parameters() if p.requires_grad]
    heads = list(model.heads.parameters())
    groups = [{"params": encoder, "lr": rate}, {"params": heads, "lr": rate * 8}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def share_of_rate(step: int, steps: int) -> float:
    """Return the learning rate's share: warmed up over 4 % of the steps, then down to 2 %."""
    warm = max(1, steps // 25)
    return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))


def label_sets(run: Path, texts: Sequence[Text]) -> dict[str, list[str]]:
    """Return the run's label sets; the first call takes them from the texts and keeps them."""
    path = run / "labels.json"
    if not path.exists():
        path.write_text(json.dumps(syntax.label_sets(texts)), "utf-8")
    sets: dict[str, list[str]] = json.loads(path.read_text("utf-8"))
    return sets


def train(
    out: Path, steps: int, rate: float, seed: int, corpora: Path, stop_after: int | None = None
) -> None:
    """Train to the end, or go on where an earlier call stopped.

    ``stop_after`` saves and stops after so many steps in all, as Ctrl-C would (KeyboardInterrupt).
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    texts = read_texts(corpora)
    model = Model(label_sets(out, [t for group in texts.values() for t in group]))
    load_base(model.encoder)
    opt = optimizer(model, rate)
    start = _resume(out, model, opt)
    pieces = Pieces(Tokenizer.from_file(str(base_folder() / "tokenizer.json")))
    feed = Feed(texts, pieces, seed)
    print(
        f"parameters {sum(p.numel() for p in model.parameters()):,}; from step {start}", flush=True
    )
    log = Log()
    saved = time.monotonic()
    for step, windows in feed(start, steps):
        torch.manual_seed(seed * 1_000_003 + step)
        for group, base in zip(opt.param_groups, (rate, rate * 8), strict=True):
            group["lr"] = base * share_of_rate(step, steps)
        model.train()
        parts = losses(model, windows, pieces, seed + step)
        opt.zero_grad()
        torch.stack(list(parts.values())).sum().backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        log.add(windows, parts)
        if step % 50 == 49:
            print(log.line(step + 1, steps), flush=True)
        if time.monotonic() - saved > 240 or step + 1 in (steps, stop_after):
            save(out, model, opt, step + 1)
            saved = time.monotonic()
        if step + 1 == stop_after:
            raise KeyboardInterrupt


class Log:
    """Running means of the losses, and the speed."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._pieces = 0
        self._sums: dict[str, list[float]] = {}

    def add(self, windows: Sequence[Piece], parts: dict[str, Tensor]) -> None:
        """Take up one step."""
        self._pieces += sum(len(w.window.ids) for w in windows)
        for name, loss in parts.items():
            self._sums.setdefault(f"{name}/{windows[0].text.corpus}", []).append(loss.item())

    def line(self, step: int, steps: int) -> str:
        """Return a line of the log and begin anew."""
        rate = self._pieces / (time.monotonic() - self._begun)
        means = {k: round(sum(v) / len(v), 3) for k, v in sorted(self._sums.items())}
        self.__init__()  # type: ignore[misc]
        return json.dumps({"step": step, "of": steps, "pieces_per_s": round(rate), **means})


def save(out: Path, model: Model, opt: torch.optim.AdamW, step: int) -> None:
    """Write a checkpoint; a crash while writing leaves the one before."""
    state = {"model": model.state_dict(), "optimizer": opt.state_dict(), "step": step}
    torch.save(state, out / "checkpoint.new")
    (out / "checkpoint.new").replace(out / "checkpoint.pt")


def _resume(out: Path, model: Model, opt: torch.optim.AdamW) -> int:
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"])
    opt.load_state_dict(state["optimizer"])
    return int(state["step"])


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("runs/en-1"))
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=1.2e-4)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    train(args.out, args.steps, args.rate, args.seed, CORPORA)


if __name__ == "__main__":
    main()
