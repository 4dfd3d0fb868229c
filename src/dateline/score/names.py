"""Names suite: people, organisations and places, by exact span and type or by overlap and type.

IOB files (UNER, CrossNER and their like) are scored by exact span and type. re3d's JSONL, whose
spans take in descriptions and lie within one another, is scored by overlap and type over its named
mentions alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from spacy.tokens import Doc

from dateline.errors import UsageError
from dateline.score.names_formats import TYPES, Document, Name, read_iob, read_re3d
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold documents: re3d's for a ``.jsonl`` file, else those of an IOB file."""
    read = read_re3d if path.suffix == ".jsonl" else read_iob
    return read(path, limit)


def answer(gold: Document, tools: Tools) -> tuple[Name, ...]:
    """Return the names that the pipeline finds in the gold document's raw text."""
    return from_doc(tools.nlp(gold.text))


def from_doc(doc: Doc) -> tuple[Name, ...]:
    """Return a Doc's names with the types of this suite."""
    return tuple(Name(e.start_char, e.end_char, e.label_) for e in doc.ents if e.label_ in TYPES)


def score(golds: Sequence[Document], answers: Sequence[Sequence[Name]]) -> tuple[Figure, ...]:
    """Return the figure over all types, then each type's, then that of spans without type."""
    modes = {gold.overlap for gold in golds}
    if len(modes) > 1:
        raise UsageError(
            "Files scored by exact span and files scored by overlap (re3d) cannot be counted "
            "together. Score them in two runs."
        )
    count = _overlapping if modes == {True} else _exact
    figures = [count("names", golds, answers)]
    for type_ in TYPES:
        figures.append(count(type_, *_only(type_, golds, answers)))
    figures.append(count("any type", *_untyped(golds, answers)))
    return tuple(figures)


_Golds = Sequence[Document]
_Answers = Sequence[Sequence[Name]]


def _only(type_: str, golds: _Golds, answers: _Answers) -> tuple[_Golds, _Answers]:
    return (
        [
            Document(g.text, tuple(n for n in g.names if n.type == type_), g.left_out, g.overlap)
            for g in golds
        ],
        [[n for n in found if n.type == type_] for found in answers],
    )


def _untyped(golds: _Golds, answers: _Answers) -> tuple[_Golds, _Answers]:
    def blind(names: Sequence[Name]) -> tuple[Name, ...]:
        return tuple(Name(n.start, n.end, "") for n in names)

    return (
        [Document(g.text, blind(g.names), blind(g.left_out), g.overlap) for g in golds],
        [blind(found) for found in answers],
    )


def _exact(name: str, golds: _Golds, answers: _Answers) -> Figure:
    correct = sum(len(set(g.names) & set(a)) for g, a in zip(golds, answers, strict=True))
    return figure(
        name, correct, sum(len(set(g.names)) for g in golds), sum(len(set(a)) for a in answers)
    )


def _overlapping(name: str, golds: _Golds, answers: _Answers) -> Figure:
    """Count system names that touch a gold name of their type, and gold names that are touched.

    System names that touch no gold name, but something that is left out (a description, a
    nationality), are neither right nor wrong.
    """
    correct = found = system = gold_count = 0
    for gold, names in zip(golds, answers, strict=True):
        gold_count += len(gold.names)
        found += sum(any(_agree(g, n) for n in names) for g in gold.names)
        for each in names:
            right = any(_agree(g, each) for g in gold.names)
            correct += right
            system += right or not any(_touch(g, each) for g in gold.left_out)
    return figure(name, correct, gold_count, system, found)


def _agree(a: Name, b: Name) -> bool:
    return a.type == b.type and _touch(a, b)


def _touch(a: Name, b: Name) -> bool:
    return a.start < b.end and b.start < a.end
