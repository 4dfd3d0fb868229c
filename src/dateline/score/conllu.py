"""CoNLL-U files as raw text with words, sentences and trees over its characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

Span = tuple[int, int]
ROOT = -1


@dataclass(frozen=True)
class Word:
    """A syntactic word; start and end count characters that are not blank.

    ``multi``: a part of a longer token, whose span it carries. ``head`` is a position among the
    document's words, ``ROOT`` for none.
    """

    start: int
    end: int
    form: str
    upos: str
    lemma: str
    head: int
    rel: str
    multi: bool = False


@dataclass
class Document:
    """A text with its words and the spans of its sentences (in characters that are not blank)."""

    text: str = ""
    words: list[Word] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)


@dataclass
class _Sentence:
    rows: list[list[str]] = field(default_factory=list)
    opens_document: bool = False
    opens_paragraph: bool = False


def documents(path: Path, limit: int | None = None) -> list[Document]:
    """Return the documents of a CoNLL-U file (the whole file is one where none are marked).

    Raises:
        ValueError: when a line does not have ten columns.
    """
    with path.open(encoding="utf-8") as lines:
        groups = _grouped(_sentences(lines))
        return [_document(group) for group in islice(groups, limit)]


def _sentences(lines: Iterator[str] | Sequence[str]) -> Iterator[_Sentence]:
    sentence = _Sentence()
    for line in lines:
        line = line.rstrip("\r\n")
        if line.startswith("#"):
            sentence.opens_document |= line.startswith("# newdoc")
            sentence.opens_paragraph |= line.startswith("# newpar")
        elif line.strip():
            row = line.split("\t")
            if len(row) != 10:
                raise ValueError(f"a line has {len(row)} columns, not 10: {line[:60]!r}")
            sentence.rows.append(row)
        elif sentence.rows:
            yield sentence
            sentence = _Sentence()
    if sentence.rows:
        yield sentence


def _grouped(sentences: Iterator[_Sentence]) -> Iterator[list[_Sentence]]:
    group: list[_Sentence] = []
    for sentence in sentences:
        if sentence.opens_document and group:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _document(sentences: list[_Sentence]) -> Document:
    document = Document()
    for number, sentence in enumerate(sentences):
        if number and sentence.opens_paragraph:
            document.text = document.text.rstrip() + "\n\n"
        _add(document, sentence.rows)
    document.text = document.text.rstrip()
    return document


def _add(document: Document, rows: list[list[str]]) -> None:
    """Append one sentence to the document's text, words and sentence spans."""
    first = len(document.words)
    begin = position = document.words[-1].end if document.words else 0
    multi_span, multi_last = (0, 0), 0
    pieces = []
    for id_, form, lemma, upos, _, _, head, rel, _, misc in rows:
        if "." in id_:  # an empty node stands for words that are not in the text
            continue
        inside = "-" not in id_ and int(id_) <= multi_last
        if not inside:
            span = (position, position + sum(not c.isspace() for c in form))
            position = span[1]
            pieces.append(form + ("" if "SpaceAfter=No" in misc.split("|") else " "))
        if "-" in id_:
            multi_span, multi_last = span, int(id_.split("-")[1])
            continue
        start, end = multi_span if inside else span
        above = first + int(head) - 1 if head not in {"0", "_"} else ROOT
        document.words.append(Word(start, end, form, upos, lemma, above, rel, inside))
    document.text += "".join(pieces)
    document.sentences.append((begin, position))
