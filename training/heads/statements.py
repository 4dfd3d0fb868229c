"""Statements: source, cue and content by word (a chain CRF), and which belongs to which.

Gold: PolNeAR. Its spans never overlap by more than a word, so one tag a word holds them.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
import torch
from torch import Tensor, nn

from dateline.distance import BUCKETS, bucket
from training.encoder import WIDTH
from training.example import Piece, Text
from training.heads.common import IGNORE, Mix, padded, projection

TAGS = ("O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT")
KEY = 48
PARTS = ("source", "cue", "content")


def texts(corpora: Path, part: str = "train") -> Iterator[Text]:
    """Yield PolNeAR's articles with tags and links (content span, source span, cue span)."""
    nlp = spacy.blank("en")
    for line in (corpora / f"attribution/polnear-{part}.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        doc = nlp.make_doc(row["text"])
        yield _text(doc, row["attributions"])


def _text(doc: spacy.tokens.Doc, attributions: Sequence[dict[str, list[list[int]]]]) -> Text:
    kept = [t for t in doc if not t.is_space]
    number = {t.i: n for n, t in enumerate(kept)}
    starts = [t.idx for t in kept]
    ends = [t.idx + len(t) for t in kept]
    tags = ["O"] * len(kept)
    links = []
    for attribution in attributions:
        spans = {p: [_words(s, starts, ends) for s in attribution[p]] for p in PARTS}
        for p in PARTS:
            for low, high in spans[p]:
                if low < high:
                    tags[low:high] = [f"B-{p.upper()}", *[f"I-{p.upper()}"] * (high - low - 1)]
        links.append({p: [s for s in spans[p] if s[0] < s[1]] for p in PARTS})
    breaks = [
        t.i + 1 < len(doc) and doc[t.i + 1].is_space and "\n" in doc[t.i + 1].text for t in kept
    ]
    blanks = [t.i > 0 and (doc[t.i - 1].is_space or bool(doc[t.i - 1].whitespace_)) for t in kept]
    assert len(number) == len(kept)
    gold = {"statements": tags, "links": links}
    return Text("polnear", [t.text for t in kept], blanks, breaks, gold)


def _words(span: Sequence[int], starts: list[int], ends: list[int]) -> tuple[int, int]:
    """Return the words that a span of characters touches."""
    return bisect.bisect_right(ends, span[0]), bisect.bisect_left(starts, span[1])


class Chain(nn.Module):
    """A linear-chain conditional random field over the tags."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(size, size))
        self.starts = nn.Parameter(torch.zeros(size))
        self.ends = nn.Parameter(torch.zeros(size))

    def loss(self, scores: Tensor, gold: Tensor) -> Tensor:
        """Return the negative log likelihood a word; gold is (B, W), IGNORE where padded."""
        mask = gold != IGNORE
        tags = gold.clamp(min=0)
        lengths = mask.sum(1)
        rows = torch.arange(len(gold))
        path = torch.gather(scores, 2, tags[:, :, None])[:, :, 0] * mask
        steps = self.moves[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]
        right = (
            path.sum(1)
            + steps.sum(1)
            + self.starts[tags[:, 0]]
            + self.ends[tags[rows, lengths - 1]]
        )
        alpha = scores[:, 0] + self.starts
        for i in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha[:, :, None] + self.moves[None], 1) + scores[:, i]
            alpha = torch.where(mask[:, i, None], step, alpha)
        return (torch.logsumexp(alpha + self.ends, 1) - right).sum() / lengths.sum()


class Statements(nn.Module):
    """Tag scores, and for every content which source and which cue (or none) it belongs to."""

    outputs = ("statements", "links")

    def __init__(self) -> None:
        super().__init__()
        self.mix = Mix()
        self.hidden = projection(WIDTH)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.chain = Chain(len(TAGS))
        # content asks for a source, content asks for a cue, source, cue, "none" for both
        self.links = nn.Linear(WIDTH, 4 * KEY + 2)
        self.distance = nn.Parameter(torch.zeros(2, BUCKETS))

    def labels(self) -> dict[str, object]:
        """Return the tags, the chain's scores and the distances' scores."""
        return {
            "statements": list(TAGS),
            "chain": {
                "moves": self.chain.moves.tolist(),
                "starts": self.chain.starts.tolist(),
                "ends": self.chain.ends.tolist(),
            },
            "link_width": KEY,
            "link_distance": self.distance.tolist(),
        }

    def forward(self, layers: Sequence[Tensor], first: Tensor) -> dict[str, Tensor]:
        """Return tag scores (B, W, tags) and link vectors (B, W, 4 * KEY + 2)."""
        hidden = self.hidden(self.mix(layers, first))
        return {"statements": self.tags(hidden), "links": self.links(hidden)}

    def loss(self, out: dict[str, Tensor], pieces: Sequence[Piece]) -> Tensor | None:
        """Return the chain's loss and that of the links."""
        if "statements" not in pieces[0].text.gold:
            return None
        index = {tag: i for i, tag in enumerate(TAGS)}
        rows = [[index[t] for t in p.text.gold["statements"][p.start : p.end]] for p in pieces]
        loss = 3 * self.chain.loss(out["statements"], padded(rows, out["statements"].shape[1]))
        parts = [
            part
            for row, piece in enumerate(pieces)
            for part in self._link_losses(out["links"][row], piece)
        ]
        return loss + 0.2 * torch.stack(parts).mean() if parts else loss

    def _link_losses(self, vectors: Tensor, piece: Piece) -> Iterator[Tensor]:
        gold = piece.text.gold["links"]
        inside = [
            {p: [s for s in link[p] if piece.start <= s[0] and s[1] <= piece.end] for p in PARTS}
            for link in gold
        ]
        inside = [link for link in inside if any(link.values())]
        for kind, part in enumerate(("source", "cue")):
            spans = sorted({s for link in inside for s in link[part]})
            if not spans:
                continue
            keys = torch.stack(
                [self._mean(vectors, s, piece.start)[(2 + kind) * KEY :][:KEY] for s in spans]
            )
            for link in inside:
                right = [spans.index(s) for s in link[part]]
                for content in link["content"]:
                    asks = self._mean(vectors, content, piece.start)
                    scores = keys @ asks[kind * KEY : (kind + 1) * KEY] * KEY**-0.5
                    scores = scores + self.distance[kind][[bucket(content[0], s[0]) for s in spans]]
                    scores = torch.cat([scores, asks[4 * KEY + kind :][:1]])
                    want = right or [len(spans)]
                    yield torch.logsumexp(scores, 0) - torch.logsumexp(scores[want], 0)

    @staticmethod
    def _mean(vectors: Tensor, span: tuple[int, int], start: int) -> Tensor:
        return vectors[span[0] - start : span[1] - start].mean(0)
