"""The heads: one small file each, with its module, its loss and its reader of gold data.

A head is an ``nn.Module`` with

- ``labels()``: what the manifest must say so that its output can be decoded,
- ``outputs``: the names of its ONNX outputs,
- ``forward(layers, first)``: its outputs from the encoder's layers (each (B, P, WIDTH)) and the
  positions of the words' first pieces (B, W),
- ``loss(outputs, pieces)``: its loss on windows, or None where they carry no gold for it,

and the module has ``texts(corpora, …)`` that reads its gold data. To add a head: write such a file
and list it in ``all_heads``; the other heads' weights are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from torch import nn

from dateline import codebooks
from training.heads.coreference import Coreference
from training.heads.events import Events
from training.heads.names import Names
from training.heads.statements import Statements
from training.heads.syntax import Syntax
from training.heads.times import Times


def all_heads(label_sets: Mapping[str, Sequence[str]]) -> dict[str, nn.Module]:
    """Return the heads by name, untrained, for the label sets of ``syntax.label_sets``."""
    return {
        "syntax": Syntax(label_sets["rels"], label_sets["scripts"]),
        "names": Names(),
        "statements": Statements(),
        "coreference": Coreference(),
        "times": Times(),
        "events": Events(tuple(codebooks.load().types)),
    }
