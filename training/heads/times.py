"""Time expressions (BIO over DATE, TIME, DURATION, SET; a chain CRF).

Gold: TimeBank and AQUAINT as TempEval-3 cleaned them, and the project's own sentences
(training/examples/times.txt). They are small, so the encoder is not trained on them: the head
learns on the frozen encoder (training/times.py), and with it how far to believe the grammar.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from dateline.annotator.layers import paragraphs
from dateline.annotator.tokenizer import blank
from dateline.reading.times import timeml
from dateline.reading.times.grammar import matches
from dateline.reading.times.marks import KINDS, kinds
from training.encoder import WIDTH
from training.example import Piece, Text
from training.heads.common import Mix, padded
from training.heads.statements import Chain

TYPES = ("DATE", "TIME", "DURATION", "SET")
TAGS = ("O", *(f"{prefix}-{name}" for name in TYPES for prefix in ("B", "I")))
HIDDEN = 192
# Words on each side that a tag sees beside what attention brings: extents end at short words.
REACH = 2
# "[Friday|DATE]" in the examples
_MARKUP = re.compile(r"\[([^]|]+)\|([A-Z]+)\]")


def texts(corpora: Path) -> Iterator[tuple[Path, Text]]:
    """Yield TimeBank's and AQUAINT's articles with their files, in the order of their names."""
    for corpus in ("timebank", "aquaint"):
        for path in sorted((corpora / "times" / corpus).glob("*.tml")):
            gold = timeml.read(path.read_bytes())
            yield path, text_of(gold.text, [(t.start, t.end, t.type) for t in gold.times])


def examples(path: Path) -> Iterator[Text]:
    """Yield the sentences of a file: one a line, "#" before a comment, "[Friday|DATE]" gold."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield example(line)


def example(line: str) -> Text:
    """Return a sentence with gold from its markup."""
    plain = ""
    found = []
    at = 0
    for match in _MARKUP.finditer(line):
        plain += line[at : match.start()]
        found.append((len(plain), len(plain) + len(match[1]), match[2]))
        plain += match[1]
        at = match.end()
    return text_of(plain + line[at:], found)


def text_of(text: str, expressions: Sequence[tuple[int, int, str]]) -> Text:
    """Return a text with gold for ``times``; expressions are (start, end, type) in characters."""
    doc = blank().make_doc(text)
    kept = [t for t in doc if not t.is_space]
    starts = [t.idx for t in kept]
    ends = [t.idx + len(t) for t in kept]
    tags = ["O"] * len(kept)
    for start, end, name in expressions:
        low, high = bisect.bisect_right(ends, start), bisect.bisect_left(starts, end)
        if low < high and name in TYPES and tags[low:high] == ["O"] * (high - low):
            tags[low:high] = [f"B-{name}", *[f"I-{name}"] * (high - low - 1)]
    breaks = [t.i + 1 < len(doc) and "\n\n" in doc[t.i + 1].text for t in kept]
    blanks = [t.i > 0 and (doc[t.i - 1].is_space or bool(doc[t.i - 1].whitespace_)) for t in kept]
    given = [match for low, high in paragraphs(text) for match in matches(text, low, high)]
    gold = {"times": tags, "grammar": kinds(starts, ends, given).tolist()}
    return Text("times", [t.text for t in kept], blanks, breaks, gold)


class Times(nn.Module):
    """Tag scores by word from its vector and its neighbours'."""

    outputs = ("times",)

    def __init__(self) -> None:
        super().__init__()
        self.mix = Mix()
        self.near = nn.Conv1d(WIDTH, HIDDEN, 2 * REACH + 1, padding=REACH)
        self.rest = nn.Sequential(nn.GELU(), nn.Dropout(0.3))
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        # What the grammar makes of a word and its neighbours adds to the scores; it is not part of
        # the network that ships: reading adds it (dateline/reading/times/marks.py).
        self.grammar = nn.Conv1d(KINDS, len(TAGS), 2 * REACH + 1, padding=REACH, bias=False)
        nn.init.zeros_(self.grammar.weight)
        self.chain = Chain(len(TAGS))

    def labels(self) -> dict[str, object]:
        """Return the tags, the chain's scores and the grammar's weights."""
        return {
            "times": list(TAGS),
            "times_grammar": _rounded(self.grammar.weight),
            "times_chain": {
                "moves": _rounded(self.chain.moves),
                "starts": _rounded(self.chain.starts),
                "ends": _rounded(self.chain.ends),
            },
        }

    def forward(self, layers: Sequence[Tensor], first: Tensor) -> dict[str, Tensor]:
        """Return tag scores (B, W, tags)."""
        # A padded word points at piece 0, which is no word: its neighbours must not see it.
        words = self.mix(layers, first) * (first > 0)[:, :, None]
        return {"times": self.scores(words)}

    def scores(self, words: Tensor) -> Tensor:
        """Return tag scores (B, W, tags) from word vectors (B, W, WIDTH), zero where padded."""
        near = self.near(words.transpose(1, 2)).transpose(1, 2)
        scores: Tensor = self.tags(self.rest(near))
        return scores

    def joined(self, scores: Tensor, given: Tensor) -> Tensor:
        """Return tag scores (B, W, tags) with what the grammar's kinds (B, W) add."""
        kinds = nn.functional.one_hot(given, KINDS).to(scores.dtype)
        added: Tensor = self.grammar(kinds.transpose(1, 2)).transpose(1, 2)
        return scores + added

    def loss(self, out: dict[str, Tensor], pieces: Sequence[Piece]) -> Tensor | None:
        """Return the chain's loss."""
        if "times" not in pieces[0].text.gold:
            return None
        width = out["times"].shape[1]
        rows = [tag_numbers(p.text.gold["times"][p.start : p.end]) for p in pieces]
        given = padded([p.text.gold["grammar"][p.start : p.end] for p in pieces], width)
        scores = self.joined(out["times"], given.clamp(min=0))
        loss: Tensor = self.chain.loss(scores, padded(rows, width))
        return loss


def _rounded(weights: Tensor) -> object:
    return torch.round(weights.detach(), decimals=4).tolist()


def tag_numbers(tags: Sequence[str]) -> list[int]:
    """Return the tags' numbers."""
    return [_NUMBER[tag] for tag in tags]


_NUMBER = {tag: i for i, tag in enumerate(TAGS)}
