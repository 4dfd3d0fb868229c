"""Names of people, organisations and places (BIO over PER, ORG, LOC).

Gold: GUM's entities with a proper noun as head; the Groningen Meaning Bank, WikiGold, CrossNER
(politics), Broad Twitter and WNUT 17. Their conventions differ (whether a title belongs to a name,
whether a sports team is a place), so besides the shared layer each corpus has a small layer of its
own that takes up its habits; reading uses the shared layer with the shares of those in ``HOUSE``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from training.encoder import WIDTH
from training.example import Piece, Text
from training.heads import syntax
from training.heads.common import IGNORE, Mix, cross_entropy, padded, projection

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
CONVENTIONS = ("gum", "gmb", "wikigold", "crossner", "btc", "wnut", "uner")
# What reading goes by: the shared layer and shares of conventions (by cross-validation, see
# training/refine.py).
HOUSE: dict[str, float] = {"uner": 0.5}
SKIP = "?"  # a word whose tag the corpus leaves open

_TYPES = {
    "per": "PER", "person": "PER", "politician": "PER",
    "org": "ORG", "organisation": "ORG", "organization": "ORG", "politicalparty": "ORG",
    "corporation": "ORG", "group": "ORG",
    "loc": "LOC", "geo": "LOC", "location": "LOC", "country": "LOC", "place": "LOC",
}  # fmt: skip
_TITLES = frozenset(
    [
        "president",
        "vice",
        "prime",
        "minister",
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "sen",
        "sen.",
        "senator",
        "rep",
        "rep.",
        "representative",
        "secretary",
        "general",
        "gen",
        "gen.",
        "colonel",
        "col",
        "col.",
        "major",
        "maj.",
        "captain",
        "capt.",
        "lt",
        "lt.",
        "sgt",
        "sgt.",
        "sergeant",
        "pope",
        "king",
        "queen",
        "prince",
        "princess",
        "chancellor",
        "ambassador",
        "judge",
        "justice",
        "sir",
        "foreign",
        "defense",
        "interior",
        "finance",
        "deputy",
        "premier",
        "governor",
        "gov.",
        "gov",
        "mayor",
        "envoy",
        "spokesman",
        "spokeswoman",
        "chief",
        "director",
        "former",
        "ex-president",
        "sheikh",
        "ayatollah",
        "imam",
        "cardinal",
        "bishop",
        "archbishop",
        "rev.",
        "reverend",
        "prophet",
        "professor",
        "prof.",
        "lord",
        "lady",
        "chairman",
        "commander",
        "congressman",
        "congresswoman",
        "attorney",
        "inspector",
        "officer",
        "u.n.",
        "u.s.",
    ]
)


def texts(corpora: Path) -> Iterator[Text]:
    """Yield texts with gold for ``names`` (GUM comes with the treebank: see ``gum_tags``)."""
    folder = corpora / "names"
    yield from columns(folder / "gmb.conll", "gmb", tag=2, size=8, sentences=True)
    yield from columns(folder / "wikigold-wikigold.conll.txt", "wikigold", size=6)
    yield from columns(folder / "crossner-politics-train.txt", "crossner", size=5)
    for part in "abefgh":
        yield from columns(folder / f"btc-{part}.conll", "btc", size=8, paragraphs=True)
    yield from columns(folder / "wnut17-wnut17train.conll", "wnut", size=8, paragraphs=True)


def columns(
    path: Path, corpus: str, tag: int = 1, size: int = 8, paragraphs: bool = False,
    sentences: bool = False, word: int = 0,
) -> Iterator[Text]:  # fmt: skip
    """Yield texts of ``size`` sentences each from a file with a word and its tag a line."""
    group: list[list[tuple[str, str]]] = []
    for sentence in _sentences(path, tag, corpus, word):
        group.append(sentence)
        if len(group) == size:
            yield _text(group, corpus, paragraphs, sentences)
            group = []
    if group:
        yield _text(group, corpus, paragraphs, sentences)


def _sentences(path: Path, tag: int, corpus: str, word: int) -> Iterator[list[tuple[str, str]]]:
    rows: list[list[str]] = []
    for line in [*path.read_text("utf-8").splitlines(), ""]:
        parts = line.split()
        if len(parts) > tag and not (word and line.startswith("#")):
            rows.append(parts)
        elif not parts and rows:
            yield list(zip([r[word] for r in rows], _tags(rows, tag, corpus), strict=True))
            rows = []


def _tags(rows: Sequence[Sequence[str]], tag: int, corpus: str) -> list[str]:
    """Return one sentence's tags in our scheme."""
    result: list[str] = []
    before = "O"
    for row in rows:
        prefix, _, name = row[tag].partition("-")
        kind = _TYPES.get(name.lower(), "O") if prefix != "O" else "O"
        if corpus == "gmb" and name == "gpe" and row[1] == "NNP":
            kind = SKIP  # a country's or a nationality's name: the corpus mixes both
        if corpus == "gmb" and kind == "PER" and row[0].lower() in _TITLES and before != "PER":
            kind = "O"
        inside = prefix == "I" and before == kind
        result.append(kind if kind in ("O", SKIP) else f"{'I' if inside else 'B'}-{kind}")
        before = kind
    return result


def _text(
    group: Sequence[Sequence[tuple[str, str]]], corpus: str, paragraphs: bool, sentences: bool
) -> Text:
    words, tags, breaks, starts = [], [], [], []
    for sentence in group:
        for i, (word, tag) in enumerate(sentence):
            words.append(word)
            tags.append(tag)
            starts.append(i == 0)
            breaks.append(paragraphs and i + 1 == len(sentence))
    gold: dict[str, object] = {"names": tags}
    if sentences:
        gold["sentences"] = starts
    return Text(corpus, words, blanks(words), breaks, gold)


def blanks(words: Sequence[str]) -> list[bool]:
    """Guess where blanks stood in a text that is kept as words only."""
    result = []
    open_quote = False
    glue = False
    for word in words:
        blank = not glue and not re.fullmatch(r"[.,;:!?%)\]”’]|'s|n't|'\w+|’\w+", word)
        glue = word in ("(", "[", "$", "“", "#", "@")
        if word == '"':
            blank, glue = not open_quote, not open_quote
            open_quote = not open_quote
        result.append(blank)
    return result


_BRACKET = re.compile(r"\(([^()]+)(\))?|([^()]+)\)")
_ENTITY = {"person": "PER", "organization": "ORG", "place": "LOC"}


def entities(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, str, str, str]]:
    """Return GUM's entities: (start, end, type, chain, minimal span) in word positions."""
    found = []
    waiting: dict[str, list[tuple[int, str, str]]] = {}
    for i, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        for opened, closed, closing in _BRACKET.findall(match.group(1) if match else ""):
            if closing:
                stack = waiting.get(closing.split("-")[0])
                if stack:
                    start, kind, least = stack.pop()
                    found.append((start, i + 1, kind, closing.split("-")[0], least))
                continue
            fields = opened.split("-")
            chain, kind = fields[0], fields[1] if len(fields) > 1 else ""
            least = fields[5] if len(fields) > 5 else "1"
            if closed:
                found.append((i, i + 1, kind, chain, least))
            else:
                waiting.setdefault(chain, []).append((i, kind, least))
    return sorted(found)


def gum_tags(text: Text) -> list[str]:
    """Return name tags for a GUM document: the proper-noun core of its named entities."""
    rows, heads = text.gold["rows"], text.gold["heads"]
    tags = ["O"] * len(rows)
    for start, end, kind, _chain, _least in entities(rows):
        if kind not in _ENTITY:
            continue
        tops = [i for i in range(start, end) if not start <= heads[i] < end]
        if not tops or rows[tops[0]][3] != "PROPN":
            continue
        low, high = _core(rows, tops[0], start, end)
        while kind == "person" and low < high - 1 and rows[low][1].lower() in _TITLES:
            low += 1
        if all(t == "O" for t in tags[low:high]):
            tags[low] = f"B-{_ENTITY[kind]}"
            tags[low + 1 : high] = [f"I-{_ENTITY[kind]}"] * (high - low - 1)
    return tags


def _core(rows: Sequence[Sequence[str]], head: int, start: int, end: int) -> tuple[int, int]:
    """Return the run of proper nouns around a head, "of" and the like included ("Bank of …")."""
    low, high = head, head + 1
    while low > start and _in_name(rows[low - 1]):
        low -= 1
    while high < end and _in_name(rows[high]):
        high += 1
    while high + 1 < end and rows[high][1].lower() in ("of", "for", "and", "&"):
        after = high + 1 + (rows[high + 1][1].lower() == "the" and high + 2 < end)
        if rows[high][1].lower() == "and" or rows[after][3] != "PROPN":
            break
        high = after + 1
        while high < end and _in_name(rows[high]):
            high += 1
    return low, high


def _in_name(row: Sequence[str]) -> bool:
    return row[3] == "PROPN" or (row[3] in ("ADJ", "NOUN", "NUM") and row[1][:1].isupper())


def treebank_texts(corpora: Path) -> Iterator[Text]:
    """Yield the treebanks' texts, GUM's with gold for ``names`` as well."""
    for text in syntax.texts(corpora):
        if text.corpus == "gum":
            text.gold["names"] = gum_tags(text)
        yield text


class Names(nn.Module):
    """Tags by word; the sequence is decoded at run time (no I- without its B-)."""

    outputs = ("names",)

    def __init__(self) -> None:
        super().__init__()
        self.mix = Mix()
        self.hidden = projection(WIDTH)
        self.shared = nn.Linear(WIDTH, len(TAGS))
        self.habits = nn.ModuleDict({c: nn.Linear(WIDTH, len(TAGS)) for c in CONVENTIONS})
        for layer in self.habits.values():
            nn.init.zeros_(layer.weight)
            nn.init.zeros_(layer.bias)

    def labels(self) -> dict[str, object]:
        """Return the tags in order."""
        return {"names": list(TAGS)}

    def forward(self, layers: Sequence[Tensor], first: Tensor) -> dict[str, Tensor]:
        """Return the words' tag scores (B, W, tags) by the house's convention."""
        hidden = self.hidden(self.mix(layers, first))
        return {"names": self.scores(hidden, HOUSE), "_names_hidden": hidden}

    def scores(self, hidden: Tensor, shares: Mapping[str, float]) -> Tensor:
        """Return tag log-probabilities by the shared layer and shares of some conventions."""
        scores: Tensor = self.shared(hidden)
        for name, share in shares.items():
            scores = scores + self.habits[name](hidden) * share
        return torch.log_softmax(scores, -1)

    def loss(self, out: dict[str, Tensor], pieces: Sequence[Piece]) -> Tensor | None:
        """Return the cross entropy under the corpus's own convention."""
        if "names" not in pieces[0].text.gold:
            return None
        hidden = out["_names_hidden"]
        index = {tag: i for i, tag in enumerate(TAGS)} | {SKIP: IGNORE}
        rows = [[index[t] for t in p.text.gold["names"][p.start : p.end]] for p in pieces]
        return self.tag_loss(hidden, pieces[0].text.corpus, padded(rows, hidden.shape[1]))

    def tag_loss(self, hidden: Tensor, corpus: str, tags: Tensor) -> Tensor:
        """Return the cross entropy of tags under one corpus's convention."""
        return cross_entropy(self.scores(hidden, {corpus: 1.0}), tags)
