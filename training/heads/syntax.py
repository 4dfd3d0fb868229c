"""Sentence starts, parts of speech, lemmas and Universal Dependencies trees.

Gold: the English Web Treebank and GUM (CoNLL-U); sentence starts also from any corpus with
sentences in order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from dateline.annotator.lemmas import script_of
from training.corpora import NON_COMMERCIAL_GENRES
from training.encoder import WIDTH
from training.example import Piece, Text
from training.heads.common import IGNORE, Mix, cross_entropy, padded, projection

UPOS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
ARC = 192
LABEL = 64


def conllu(path: Path) -> Iterator[tuple[str, str, list[list[tuple[list[list[str]], bool]]]]]:
    """Yield (document, genre, sentences); a sentence is ((rows, starts a paragraph))."""
    document, genre = "", ""
    sentences: list[tuple[list[list[str]], bool]] = []
    rows: list[list[str]] = []
    new_paragraph = True
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# newdoc"):
            if sentences:
                yield document, genre, [sentences]
            document, genre, sentences = line.split("=")[-1].strip(), "", []
        elif line.startswith("# meta::genre"):
            genre = line.split("=")[-1].strip()
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line and line[0] != "#":
            rows.append(line.split("\t"))
        elif not line and rows:
            sentences.append((rows, new_paragraph))
            rows, new_paragraph = [], False
    if sentences:
        yield document, genre, [sentences]


class _Tokens:
    """Words of a document with blanks, from CoNLL-U rows (multi-word tokens are cut)."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.blanks: list[bool] = []
        self.rows: list[list[str]] = []
        self._blank = False

    def add(self, rows: Sequence[Sequence[str]]) -> list[list[str]]:
        """Add a sentence's rows; return those that are words."""
        inside = 0  # words left in a multi-word token, whose parts have no blank between
        after = True
        kept = []
        for row in rows:
            if "." in row[0]:
                continue
            if "-" in row[0]:
                low, high = map(int, row[0].split("-"))
                inside, after = high - low + 1, "SpaceAfter=No" not in row[9]
                continue
            self.words.append(row[1])
            self.blanks.append(self._blank)
            if inside:
                inside -= 1
                self._blank = after if inside == 0 else False
            else:
                self._blank = "SpaceAfter=No" not in row[9]
            kept.append(list(row))
        return kept


def texts(corpora: Path, part: str = "train") -> Iterator[Text]:
    """Yield the treebanks' documents with heads as positions in the text (-1: root)."""
    for name in ("ewt", "gum"):
        for _document, genre, (sentences,) in conllu(corpora / f"treebank/{name}-{part}.conllu"):
            if genre not in NON_COMMERCIAL_GENRES:
                yield document_text(name, sentences)


def document_text(name: str, sentences: Sequence[tuple[list[list[str]], bool]]) -> Text:
    """Return one document as a Text with gold for ``syntax`` (rows kept for other heads)."""
    tokens = _Tokens()
    heads: list[int] = []
    starts: list[bool] = []
    breaks: list[bool] = []
    kept_rows: list[list[str]] = []
    for rows, new_paragraph in sentences:
        if new_paragraph and breaks:
            breaks[-1] = True
        offset = len(tokens.words)
        kept = tokens.add(rows)
        kept_rows += kept
        for i, row in enumerate(kept):
            heads.append(offset + int(row[6]) - 1 if row[6] != "0" else -1)
            starts.append(i == 0)
            breaks.append(False)
    gold = {
        "sentences": starts,
        "rows": kept_rows,
        "heads": heads,
        "upos": [row[3] for row in kept_rows],
        "rels": [row[7] for row in kept_rows],
        "scripts": [script_of(row[1], row[2]) for row in kept_rows],
    }
    return Text(name, tokens.words, tokens.blanks, breaks, gold)


def common(values: Iterator[str], least: int) -> list[str]:
    """Return the values seen at least so often, most frequent first."""
    return [
        v for v, n in sorted(Counter(values).items(), key=lambda x: (-x[1], x[0])) if n >= least
    ]


def label_sets(gold: Sequence[Text]) -> dict[str, list[str]]:
    """Return the relations and lemma scripts that are frequent enough to learn."""
    trees = [t for t in gold if "heads" in t.gold]
    return {
        "rels": common((r for t in trees for r in t.gold["rels"] if r != "root"), 5),
        "scripts": common((s for t in trees for s in t.gold["scripts"]), 4),
    }


class Syntax(nn.Module):
    """Tags, lemma scripts, arcs (biaffine, Dozat and Manning 2017) and their labels."""

    outputs = ("sentence", "upos", "lemma", "arc", "rel")

    def __init__(self, rels: Sequence[str], scripts: Sequence[str]) -> None:
        super().__init__()
        self.upos, self.rels, self.scripts = list(UPOS), list(rels), list(scripts)
        self._index = {
            "upos": {v: i for i, v in enumerate(self.upos)},
            "rels": {v: i for i, v in enumerate(self.rels)},
            "scripts": {v: i for i, v in enumerate(self.scripts)},
        }
        self.mix, self.mix_tags = Mix(), Mix()
        self.hidden = projection(WIDTH)
        self.tags = nn.Linear(WIDTH, 2 + len(self.upos) + len(self.scripts))
        self.arc_dep, self.arc_head = projection(ARC), projection(ARC)
        self.rel_dep, self.rel_head = projection(LABEL), projection(LABEL)
        self.root = nn.Parameter(torch.zeros(ARC))
        self.arc_weight = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.rel_weight = nn.Linear(LABEL, len(self.rels) * LABEL, bias=False)
        self.rel_dep_bias = nn.Linear(LABEL, len(self.rels))
        self.rel_head_bias = nn.Linear(LABEL, len(self.rels))

    def labels(self) -> dict[str, object]:
        """Return the labels of the outputs in order."""
        return {"upos": self.upos, "rels": self.rels, "scripts": self.scripts}

    def forward(self, layers: Sequence[Tensor], first: Tensor) -> dict[str, Tensor]:
        """Return logits: sentence (B, W, 2), upos, lemma, arc (B, W, W + 1; 0 is the root),
        rel (B, W dependents, W heads, labels)."""
        tags = self.tags(self.hidden(self.mix_tags(layers, first)))
        sentence, upos, lemma = tags.split([2, len(self.upos), len(self.scripts)], -1)
        out = {"sentence": sentence, "upos": upos, "lemma": lemma}
        return out | self._tree(self.mix(layers, first))

    def _tree(self, words: Tensor) -> dict[str, Tensor]:
        head = self.arc_head(words)
        head = torch.cat([self.root[None, None, :].expand(head.shape[0], 1, ARC), head], 1)
        arc = self.arc_weight(self.arc_dep(words)) @ head.transpose(1, 2)
        arc = arc + self.arc_bias(head).transpose(1, 2)
        rel_dep, rel_head = self.rel_dep(words), self.rel_head(words)
        if self.training:  # only the gold heads' labels are needed: _gold_rels
            return {"arc": arc, "_rel_dep": rel_dep, "_rel_head": rel_head}
        return {"arc": arc, "rel": self._rels(rel_dep, rel_head)}

    def _rels(self, dep: Tensor, head: Tensor) -> Tensor:
        rows, count, _ = dep.shape
        crossed = self.rel_weight(dep).view(rows, count * len(self.rels), LABEL)
        scores = (crossed @ head.transpose(1, 2)).view(rows, count, len(self.rels), count)
        scores = scores.transpose(2, 3)
        return (
            scores + self.rel_dep_bias(dep)[:, :, None, :] + self.rel_head_bias(head)[:, None, :, :]
        )

    def _gold_rels(self, dep: Tensor, head: Tensor, at: Tensor) -> Tensor:
        """Return label scores (B, W, labels) for one given head (B, W) of each word."""
        rows, count, _ = dep.shape
        chosen = torch.gather(head, 1, at[:, :, None].expand(-1, -1, LABEL))
        crossed = self.rel_weight(dep).view(rows, count, len(self.rels), LABEL)
        scores = (crossed @ chosen[:, :, :, None])[:, :, :, 0]
        return scores + self.rel_dep_bias(dep) + self.rel_head_bias(chosen)

    def loss(self, out: dict[str, Tensor], pieces: Sequence[Piece]) -> Tensor | None:
        """Return the sum of the parts' losses, or None without gold."""
        if "sentences" not in pieces[0].text.gold:
            return None
        width = out["upos"].shape[1]
        starts = padded([self._starts(p) for p in pieces], width)
        total = cross_entropy(out["sentence"], starts)
        if "heads" not in pieces[0].text.gold:
            return total
        total = total + cross_entropy(out["upos"], self._labels(pieces, "upos", width))
        total = total + 0.5 * cross_entropy(out["lemma"], self._labels(pieces, "scripts", width))
        return total + self._tree_loss(out, pieces, width)

    def _starts(self, piece: Piece) -> list[int]:
        starts = piece.text.gold["sentences"]
        # A word after a paragraph's end starts a sentence by rule: nothing to learn there.
        return [
            IGNORE if i == piece.start or piece.text.breaks[i - 1] else int(starts[i])
            for i in range(piece.start, piece.end)
        ]

    def _labels(self, pieces: Sequence[Piece], kind: str, width: int) -> Tensor:
        index = self._index[kind]
        rows = [[index.get(v, IGNORE) for v in p.text.gold[kind][p.start : p.end]] for p in pieces]
        return padded(rows, width)

    def _tree_loss(self, out: dict[str, Tensor], pieces: Sequence[Piece], width: int) -> Tensor:
        heads = torch.full((len(pieces), width), IGNORE)
        rels = torch.full((len(pieces), width), IGNORE)
        allowed = torch.zeros((len(pieces), width, width + 1), dtype=torch.bool)
        for row, piece in enumerate(pieces):
            self._tree_gold(piece, heads[row], rels[row], allowed[row])
        arc = out["arc"].masked_fill(~allowed, -1e4)
        loss = cross_entropy(arc, heads)
        at = (heads - 1).clamp(min=0)
        if "rel" in out:
            wide = at[:, :, None, None].expand(-1, -1, 1, len(self.rels))
            return loss + cross_entropy(torch.gather(out["rel"], 2, wide)[:, :, 0], rels)
        return loss + cross_entropy(self._gold_rels(out["_rel_dep"], out["_rel_head"], at), rels)

    def _tree_gold(self, piece: Piece, heads: Tensor, rels: Tensor, allowed: Tensor) -> None:
        gold = piece.text.gold
        bounds = [i for i in range(piece.start, piece.end) if gold["sentences"][i]]
        if piece.start not in bounds:
            bounds.insert(0, piece.start)
        for low, high in zip(bounds, [*bounds[1:], piece.end], strict=True):
            allowed[low - piece.start : high - piece.start, 0] = True
            allowed[
                low - piece.start : high - piece.start,
                low - piece.start + 1 : high - piece.start + 1,
            ] = True
            for i in range(low, high):
                head = gold["heads"][i]
                if head == -1:
                    heads[i - piece.start] = 0
                elif low <= head < high:
                    heads[i - piece.start] = head - piece.start + 1
                    rels[i - piece.start] = self._index["rels"].get(gold["rels"][i], IGNORE)
