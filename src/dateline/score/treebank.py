"""Treebank suite: words, sentences, tags, lemmas and trees from raw text.

System and gold words are aligned by the characters they cover, as in the CoNLL 2018 shared task:
words match when they cover the same characters; within multi-word tokens ("don't") words match by
the longest common subsequence of their forms. A head is right when it is aligned to the gold head.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from spacy.tokens import Doc, Token

from dateline.score import conllu
from dateline.score.conllu import ROOT, Document, Word
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools

# Neither a position nor ROOT: what the head of a word without counterpart is aligned to.
_NOTHING = -2


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold documents of a CoNLL-U file, with raw text rebuilt from ``SpaceAfter``."""
    return conllu.documents(path, limit)


def answer(gold: Document, tools: Tools) -> Document:
    """Return what the pipeline makes of the gold document's raw text."""
    return from_doc(tools.nlp(gold.text))


def from_doc(doc: Doc) -> Document:
    """Return a Doc's words, sentences and tree; blanks are left out."""
    document = Document(doc.text)
    tokens = [token for token in doc if not token.is_space]
    number = {token.i: n for n, token in enumerate(tokens)}
    end = 0
    for token in tokens:
        start, end = end, end + sum(not c.isspace() for c in token.text)
        head = number.get(_head(token), ROOT)
        document.words.append(
            Word(start, end, token.text, token.pos_, token.lemma_, head, token.dep_)
        )
    document.sentences = _sentences(doc, document, number)
    return document


def _head(token: Token) -> int:
    """Return the token that this one hangs on, past blanks; -1 for a root."""
    above = token
    while above.head.i != above.i:
        above = above.head
        if not above.is_space:
            return above.i
    return -1


def _sentences(doc: Doc, document: Document, number: dict[int, int]) -> list[tuple[int, int]]:
    marked = doc.has_annotation("SENT_START")
    groups = [[t.i for t in s] for s in doc.sents] if marked else [[t.i for t in doc]]
    spans = []
    for group in groups:
        inside = [document.words[number[i]] for i in group if i in number]
        if inside:
            spans.append((inside[0].start, inside[-1].end))
    return spans


def score(golds: Sequence[Document], answers: Sequence[Document]) -> tuple[Figure, ...]:
    """Return F1 of words, sentences, UPOS, lemmas, UAS and LAS over all documents."""
    counts = dict.fromkeys(("words", "sentences", "upos", "lemma", "uas", "las"), 0)
    for gold, system in zip(golds, answers, strict=True):
        _same_text(gold, system)
        pairs = align(gold.words, system.words)
        counts["words"] += len(pairs)
        counts["sentences"] += len(set(gold.sentences) & set(system.sentences))
        for name, right in _tests(gold.words, system.words, pairs).items():
            counts[name] += sum(right(g, s) for g, s in pairs)
    words = sum(len(d.words) for d in golds), sum(len(d.words) for d in answers)
    sentences = sum(len(d.sentences) for d in golds), sum(len(d.sentences) for d in answers)
    return tuple(
        figure(name, correct, *(sentences if name == "sentences" else words))
        for name, correct in counts.items()
    )


def _tests(
    gold: Sequence[Word], system: Sequence[Word], pairs: Sequence[tuple[int, int]]
) -> dict[str, Callable[[int, int], bool]]:
    """Return what has to hold of an aligned pair (gold, system) for each figure."""
    to_gold = {s: g for g, s in pairs} | {ROOT: ROOT}

    def head(g: int, s: int) -> bool:
        return gold[g].head == to_gold.get(system[s].head, _NOTHING)

    def universal(word: Word) -> str:
        return word.rel.split(":")[0]

    return {
        "upos": lambda g, s: gold[g].upos == system[s].upos,
        "lemma": lambda g, s: gold[g].lemma in {"_", system[s].lemma},
        "uas": head,
        "las": lambda g, s: head(g, s) and universal(gold[g]) == universal(system[s]),
    }


def _same_text(gold: Document, system: Document) -> None:
    if "".join(gold.text.split()) != "".join(system.text.split()):
        raise ValueError(
            "The pipeline changed the text, so that words cannot be compared by characters. "
            "doc.text has to be the text that was given."
        )


def align(gold: Sequence[Word], system: Sequence[Word]) -> list[tuple[int, int]]:
    """Return pairs of positions of the words that are the same, in order."""
    pairs: list[tuple[int, int]] = []
    g = s = 0
    while g < len(gold) and s < len(system):
        a, b = gold[g], system[s]
        if a.multi or b.multi:
            if not (b.multi if a.multi else a.multi) and _skipped(a, b):
                g, s = (g, s + 1) if a.multi else (g + 1, s)
                continue
            g_end, s_end = _block(gold, system, g, s)
            pairs.extend(
                (g + i, s + j)
                for i, j in _common(
                    [w.form.lower() for w in gold[g:g_end]],
                    [w.form.lower() for w in system[s:s_end]],
                )
            )
            g, s = g_end, s_end
        elif (a.start, a.end) == (b.start, b.end):
            pairs.append((g, s))
            g, s = g + 1, s + 1
        elif a.start <= b.start:
            g += 1
        else:
            s += 1
    return pairs


def _skipped(a: Word, b: Word) -> bool:
    """Return whether the plain one of two words begins before the multi-word token."""
    token, plain = (a, b) if a.multi else (b, a)
    return plain.start < token.start


def _block(gold: Sequence[Word], system: Sequence[Word], g: int, s: int) -> tuple[int, int]:
    """Return the ends of the stretch that the multi-word tokens from here on cover together."""
    end = gold[g].end if gold[g].multi else system[s].end
    while True:
        more_g = g < len(gold) and _within(gold[g], end)
        more_s = s < len(system) and _within(system[s], end)
        if not (more_g or more_s):
            return g, s
        if more_g and (not more_s or gold[g].start <= system[s].start):
            end = max(end, gold[g].end) if gold[g].multi else end
            g += 1
        else:
            end = max(end, system[s].end) if system[s].multi else end
            s += 1


def _within(word: Word, end: int) -> bool:
    return word.start < end if word.multi else word.end <= end


def _common(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return positions of a longest common subsequence."""
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            same = left[i] == right[j]
            below, beside = lengths[i + 1][j], lengths[i][j + 1]
            lengths[i][j] = lengths[i + 1][j + 1] + 1 if same else max(below, beside)
    pairs = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
