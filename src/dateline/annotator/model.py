"""The model's files: one ONNX network, its tokenizer and its manifest.

The manifest (``en-1.json``) names the labels of every output, what the weights were trained on, the
licences, the scores, and the SHA-256 of the network, which is checked before it is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline import settings
from dateline.annotator.inputs import Pieces, Window, Words, batch, plan
from dateline.errors import ModelError

Floats = NDArray[np.float32]
FOLDER = Path(__file__).parent / "model"
NAME = "en-1"
# Windows of like length go through the network together, up to this many pieces: more gains no
# speed on a laptop's cores, and the tree's scores take 200 bytes for every pair of words.
PIECES_A_BATCH = 1024


@dataclass(frozen=True)
class Output:
    """The network's output for one window: arrays by name, the words' axis first."""

    window: Window
    arrays: dict[str, Floats]


class Model:
    """The network with its labels; loading is cheap, the session starts on first use.

    Raises:
        ModelError: when a file is missing or not the one that the manifest names.
    """

    def __init__(self, folder: Path = FOLDER, name: str = NAME) -> None:
        self.name = name
        self._network = folder / f"{name}.onnx"
        self.manifest = _manifest(folder / f"{name}.json")
        self.labels: dict[str, Any] = self.manifest["labels"]
        try:
            self.pieces = Pieces(Tokenizer.from_file(str(folder / f"{name}.tokenizer.json")))
        except Exception as error:
            raise ModelError(
                f"The tokenizer of model {name} cannot be read ({error}). {_FIX}"
            ) from None

    @cached_property
    def session(self) -> onnxruntime.InferenceSession:
        """The network, ready to run on the set number of threads."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = settings.get("threads")
        options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(
            _checked(self._network, self.manifest["sha256"]),
            options,
            providers=["CPUExecutionProvider"],
        )

    def windows(self, words: Words) -> list[Window]:
        """Return windows that cover the words once, in order."""
        return [self.pieces.window(words, start, end) for start, end in plan(words)]

    def run(
        self, windows: Sequence[Window], names: Sequence[str] | None = None
    ) -> Iterator[Output]:
        """Yield the outputs of all windows, shortest first, a batch at a time.

        Which windows share a batch depends on the text alone, so that the same text gives the same
        numbers in every process.
        """
        names = names or [o.name for o in self.session.get_outputs()]
        for group in _groups(sorted(windows, key=lambda w: (len(w.ids), w.start))):
            arrays = batch(group, self.pieces.pad)
            feed = {
                "ids": arrays.ids,
                "shapes": arrays.shapes,
                "mask": arrays.mask,
                "first": arrays.first,
            }
            found = self.session.run(list(names), feed)
            for row, window in enumerate(group):
                count = len(window.first)
                yield Output(window, {n: a[row, :count] for n, a in zip(names, found, strict=True)})


_FIX = "Install Dateline again: pip install --force-reinstall dateline."


def _groups(windows: Sequence[Window]) -> Iterator[list[Window]]:
    group: list[Window] = []
    for window in windows:
        if group and (len(group) + 1) * len(window.ids) > PIECES_A_BATCH:
            yield group
            group = []
        group.append(window)
    if group:
        yield group


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The model's manifest {path.name} cannot be read ({error}). {_FIX}"
        ) from None
    return manifest


def _checked(path: Path, sha256: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The model's file {path.name} cannot be read ({error}). {_FIX}") from None
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ModelError(f"The model's file {path.name} is not the one its manifest names. {_FIX}")
    return data
