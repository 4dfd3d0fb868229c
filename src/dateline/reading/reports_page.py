"""What finding reports needs at hand: the Doc, what was found in it before, and small look-ups."""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any, Literal, TypeVar

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dateline.codebooks import Codebook, Form
from dateline.reading.reports_learned import Learned
from dateline.records import READ_BLOCKS, Article, Block, Entity, Place, Span, Statement, Time

_ENDINGS = ("ing", "ed", "s")
T = TypeVar("T", bound=Span)


@dataclass(frozen=True)
class Match:
    """An expression of the codebook in the text."""

    token: Token
    form: Form
    noun: bool
    own: frozenset[int]
    """the tokens of the expression"""
    around: Set[str]
    """what the words of its sentence may be called, one set for all matches of a sentence"""
    is_open: bool = False
    """whether the entry asks for parties of which the text does not tell"""
    share: float | None = None
    """the events head's share for the type, None if it was not asked"""
    by: Literal["words", "learned"] = "words"
    """whether the codebook has the words, or the head alone tells it"""


# Code points a tile of the look-ups: about a paragraph.
_TILE = 500


@dataclass(frozen=True)
class Page:
    """One article with all its layers."""

    doc: Doc
    article: Article
    entities: Sequence[Entity]
    times: Sequence[Time]
    places: Sequence[Place]
    statements: Sequence[Statement]
    codebook: Codebook

    @cached_property
    def statement_by_id(self) -> Mapping[str, Statement]:
        """The statements by their ids."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def learned(self) -> Learned:
        """What the model's events head says."""
        return Learned(self.doc)

    @cached_property
    def pronouns(self) -> Set[int]:
        """Where pronouns begin that stand for an entity."""
        return {m.start for e in self.entities for m in e.mentions if m.kind == "pronoun"}

    @cached_property
    def _contents(self) -> Mapping[int, Sequence[tuple[int, Span]]]:
        """For every tile the contents that reach into it, each with its statement's number."""
        tiles: dict[int, list[tuple[int, Span]]] = {}
        for number, statement in enumerate(self.statements):
            for part in statement.content:
                for tile in range(part.start // _TILE, part.end // _TILE + 1):
                    tiles.setdefault(tile, []).append((number, part))
        return tiles

    def statements_around(self, start: int, end: int) -> list[Statement]:
        """Return the statements with a content that holds ``start:end``, the shortest first."""
        near = self._contents.get(start // _TILE, ())
        numbers = {n for n, part in near if part.start <= start and end <= part.end}
        found = [(_length(self.statements[n]), n) for n in numbers]
        return [self.statements[n] for _, n in sorted(found)]

    @cached_property
    def _sources(self) -> Sequence[Span]:
        found = [s.source for s in self.statements if s.source is not None]
        return sorted(found, key=lambda span: (span.start, span.end))

    @cached_property
    def _source_length(self) -> int:
        return max((s.end - s.start for s in self._sources), default=0)

    def is_source(self, span: Span) -> bool:
        """Return whether a span shares a character with the words that name a speaker."""
        lowest = span.start - self._source_length
        first = bisect_right(self._sources, lowest, key=lambda s: s.start)
        for source in self._sources[first:]:
            if source.start >= span.end:
                return False
            if source.end > span.start:
                return True
        return False

    def block_of(self, start: int) -> Block | None:
        """Return the block that holds an offset, if it is one that is read."""
        for block in self.article.blocks:
            if block.start <= start < block.end:
                return block if block.kind in READ_BLOCKS else None
        return None


def _length(statement: Statement) -> int:
    return sum(part.end - part.start for part in statement.content)


def between(spans: Sequence[T], start: int, end: int) -> list[T]:
    """Return the spans that lie within ``start:end``; ``spans`` are in text order."""
    first = bisect_right(spans, start - 1, key=lambda span: span.start)
    found = []
    for span in spans[first:]:
        if span.start >= end:
            break
        if span.end <= end:
            found.append(span)
    return found


@dataclass(frozen=True)
class Vocabulary:
    """The word lists of ``reports_words.toml``."""

    governors: Mapping[str, str]
    """lemma of what governs an event → the event's status"""
    auxiliaries: Mapping[str, str]
    attributes: Mapping[str, str]
    """attribute or adverb of an event's word → the event's status"""
    contents: frozenset[str]
    subjects: Mapping[str, str]
    """verb whose subject is an event → the event's status, or that it comes"""
    marks: Mapping[str, str]
    irregular: Mapping[str, str]
    """past form of a verb → its lemma"""
    words: Mapping[str, frozenset[str]]
    intents: Mapping[str, Mapping[str, Any]]
    refusals: Mapping[str, Mapping[str, Any]]
    """type of what is intended → the intent's type ("is"), mode, and excepted modes ("but")"""


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists, loaded once."""
    path = resources.files("dateline.reading") / "reports_words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))

    def by_word(key: str) -> dict[str, str]:
        return {word: status for status, words in table[key].items() for word in words}

    lists = {key: frozenset(words) for key, words in table["words"].items()}
    return Vocabulary(
        by_word("governors"),
        by_word("auxiliaries"),
        by_word("attributes"),
        frozenset(table["contents"]["nouns"]),
        by_word("subjects"),
        by_word("marks"),
        by_word("irregular"),
        lists,
        table["intents"],
        table["refusals"],
    )


def span_of(words: Words) -> Span:
    """Return the record of some words' place in the text."""
    return Span(start=words.start_char, end=words.end_char)


def base_forms(token: Token) -> tuple[str, ...]:
    """Return what a word may be called in a table, the likeliest first.

    A model may leave a lemma as it stands in the text, or cut it one letter off ("criticizing",
    "criticiz", "plann", "sanctions"); so the word's stems come after the lemma and the word
    itself. Irregular verbs are in a table, and what stands there is not guessed.
    """
    return _base_forms(token.lemma_.lower(), token.lower_, token.pos_)


@lru_cache(maxsize=1 << 16)  # asked for several times a word; bounded, a run may be long
def _base_forms(lemma: str, word: str, pos: str) -> tuple[str, ...]:
    if pos == "VERB":
        irregular = vocabulary().irregular.get(word)
        return (irregular, word) if irregular else _verb_forms(lemma, word)
    if pos != "NOUN" or not word.endswith("s"):
        return lemma, word
    singular = [word[:-3] + "y"] if word.endswith("ies") else [word[:-1]]
    if word.endswith("es"):
        singular.append(word[:-2])
    return tuple(dict.fromkeys([lemma, word, *singular]))


def _verb_forms(lemma: str, word: str) -> tuple[str, ...]:
    forms = [lemma, word]
    if word.endswith(("ied", "ies")):
        forms.append(word[:-3] + "y")
    for stem in (lemma, *(word[: -len(end)] for end in _ENDINGS if word.endswith(end))):
        if len(stem) > 2:
            forms += [stem, f"{stem}e", stem[:-1] if stem[-1] == stem[-2] else stem]
    return tuple(dict.fromkeys(forms))
