"""The gold formats of the names suite, as raw texts with spans of characters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

TYPES = ("PER", "ORG", "LOC")
# The corpora's own types; what is not here is no name of this suite (elections, events, OTH, …).
TYPE_OF = {
    "per": "PER", "person": "PER", "politician": "PER",
    "org": "ORG", "organisation": "ORG", "organization": "ORG", "politicalparty": "ORG",
    "loc": "LOC", "location": "LOC", "country": "LOC",
}  # fmt: skip
# Words whose capital at the start of a phrase says nothing: "The group", "He", "Two officials".
_SMALL = frozenset(
    {
        "all", "and", "anyone", "both", "each", "he", "her", "here", "him", "his", "i", "it", "its",
        "more", "most", "my", "none", "one", "other", "others", "our", "she", "someone", "such",
        "that", "the", "their", "them", "there", "these", "they", "this", "those", "three", "two",
        "us", "we", "what", "which", "who", "you", "your",
    }
)  # fmt: skip
# A phrase that begins with one of these describes and does not name ("a new Prime Minister").
_INDEFINITE = frozenset({"a", "an", "another", "any", "few", "many", "no", "several", "some"})
_LETTERS = re.compile(r"[^\W\d_][\w'’.-]*")


@dataclass(frozen=True)
class Name:
    """Characters ``start`` to ``end`` with a type."""

    start: int
    end: int
    type: str


@dataclass(frozen=True)
class Document:
    """A text with its names; ``left_out`` is what counts neither way (overlap scoring alone)."""

    text: str
    names: tuple[Name, ...]
    left_out: tuple[Name, ...] = ()
    overlap: bool = False


def read_iob(path: Path, limit: int | None = None) -> list[Document]:
    """Return the documents of an IOB file with ``token tag`` or ``number token tag …`` lines.

    Where ``# newdoc`` marks documents, their sentences are the paragraphs of one text; else each
    sentence is a text of its own. The text is that of ``# text``, or the tokens joined by blanks.

    Raises:
        ValueError: when a line has no tag, or a sentence's text lacks one of its tokens.
    """
    with path.open(encoding="utf-8") as lines:
        return list(islice(map(_joined, _documents(lines)), limit))


@dataclass
class _Sentence:
    text: str | None
    tokens: list[tuple[str, str]]
    opens_document: bool


def _documents(lines: Iterable[str]) -> Iterator[list[_Sentence]]:
    group: list[_Sentence] = []
    marked = False
    for sentence in _sentences(lines):
        marked |= sentence.opens_document
        if group and (sentence.opens_document or not marked):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _sentences(lines: Iterable[str]) -> Iterator[_Sentence]:
    sentence = _Sentence(None, [], False)
    for line in [*lines, ""]:
        line = line.rstrip("\r\n")
        if line.startswith("# newdoc"):
            sentence.opens_document = True
        elif line.startswith("# text ="):
            sentence.text = line.partition("=")[2].strip()
        elif line.startswith("# "):
            continue
        elif line.strip():
            sentence.tokens.append(_token(line))
        elif sentence.tokens:
            yield sentence
            sentence = _Sentence(None, [], False)


def _token(line: str) -> tuple[str, str]:
    columns = line.split("\t") if "\t" in line else line.split()
    numbered = len(columns) > 2 and columns[0].isdigit()
    token, tag = (columns[1], columns[2]) if numbered else (columns[0], columns[-1])
    if tag != "O" and tag[:2] not in {"B-", "I-"}:
        raise ValueError(f"{tag!r} is no IOB tag in the line {line[:60]!r}")
    return token, tag


def _joined(sentences: list[_Sentence]) -> Document:
    text = ""
    names: list[Name] = []
    for sentence in sentences:
        own = sentence.text or " ".join(token for token, _ in sentence.tokens)
        text += "\n\n" if text else ""
        names.extend(_names(own, sentence.tokens, len(text)))
        text += own
    return Document(text, tuple(names))


def _names(text: str, tokens: list[tuple[str, str]], offset: int) -> Iterator[Name]:
    """Yield the names of one sentence that begins at ``offset``."""
    position = 0
    open_name: Name | None = None
    for token, tag in tokens:
        start = text.find(token, position)
        if start < 0:
            raise ValueError(f"the token {token!r} is not in its sentence's text {text[:60]!r}")
        position = start + len(token)
        type_ = TYPE_OF.get(tag[2:].lower())
        goes_on = open_name and tag.startswith("I-") and open_name.type == type_
        if open_name and not goes_on:
            yield open_name
            open_name = None
        if open_name:
            open_name = Name(open_name.start, offset + position, open_name.type)
        elif type_:
            open_name = Name(offset + start, offset + position, type_)
    if open_name:
        yield open_name


def read_re3d(path: Path, limit: int | None = None) -> list[Document]:
    """Return the documents of re3d's JSONL, with named mentions as names and the rest left out.

    A mention is named when it does not begin with an indefinite word ("a", "some") and holds a
    word with a capital that is no pronoun or article, that the start of a sentence does not
    explain, and that is not within a ``Nationality``.
    """
    with path.open(encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines if line.strip())
        return [_re3d(row) for row in islice(rows, limit)]


def _re3d(row: dict[str, object]) -> Document:
    text, entities = row["text"], row["entities"]
    if not isinstance(text, str) or not isinstance(entities, list):
        raise TypeError("a row needs `text` (string) and `entities` (list)")
    nations = [(e["begin"], e["end"]) for e in entities if e["type"] == "Nationality"]
    names: list[Name] = []
    left_out: list[Name] = []
    for each in entities:
        start, end = int(each["begin"]), int(each["end"])
        type_ = TYPE_OF.get(each["type"].lower())
        named = type_ is not None and _named(text, start, end, nations)
        (names if named else left_out).append(Name(start, end, type_ or each["type"]))
    return Document(text, tuple(dict.fromkeys(names)), tuple(dict.fromkeys(left_out)), True)


def _named(text: str, start: int, end: int, nations: list[tuple[int, int]]) -> bool:
    words = list(_LETTERS.finditer(text, start, end))
    if words and words[0][0].lower() in _INDEFINITE:
        return False
    for match in words:
        word = match[0]
        capital = any(c.isupper() for c in word) and word.lower() not in _SMALL
        nation = any(s <= match.start() and match.end() <= e for s, e in nations)
        if capital and not nation and not _explained(text, match.start(), word):
            return True
    return False


def _explained(text: str, start: int, word: str) -> bool:
    """Return whether a capital may come from the word's place at the start of a sentence.

    It may not where the text writes the word with a capital within a sentence as well.
    """
    if not _opens_sentence(text, start) or any(c.isupper() for c in word[1:]):
        return False
    others = (m.start() for m in re.finditer(rf"\b{re.escape(word)}\b", text))
    return all(_opens_sentence(text, other) for other in others)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"
