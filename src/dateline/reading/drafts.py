"""What the steps towards entities share: the page they read, the entity in the making."""

from __future__ import annotations

import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Literal

from spacy.tokens import Doc, Token

from dateline import gazetteer
from dateline.records import READ_BLOCKS, Article, EntityType, MentionKind, Role

Gender = Literal["male", "female"]


@dataclass(frozen=True)
class Found:
    """A mention in the making: token offsets, and the token that the tree hangs it on."""

    start: int
    end: int
    kind: MentionKind
    head: int


@dataclass(eq=False)
class Draft:
    """An entity in the making."""

    type: EntityType
    mentions: list[Found] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: Gender | None = None
    plural: bool = False
    nation: str | None = None
    """alpha-3 code when the entity *is* a country, else None."""
    nouns: set[str] = field(default_factory=set)
    """Lemmas of the nouns that the article uses for it, as "commander"."""


@dataclass(frozen=True)
class Page:
    """An article's Doc with what every step asks of it: sentence numbers, and what is read."""

    doc: Doc
    article: Article
    sentence: list[int]
    readable: list[bool]

    @classmethod
    def of(cls, doc: Doc, article: Article) -> Page:
        """Return the page of a Doc; without sentence starts the whole text is one sentence."""
        numbers, number = [], 0
        has_starts = doc.has_annotation("SENT_START")
        for token in doc:
            number += int(has_starts and token.i > 0 and bool(token.is_sent_start))
            numbers.append(number)
        return cls(doc, article, numbers, _readable(doc, article))


def _readable(doc: Doc, article: Article) -> list[bool]:
    """Return for each token whether it is a word of a block that is read as news."""
    if not article.blocks:
        return [not token.is_space for token in doc]
    blocks = sorted(article.blocks, key=lambda block: block.start)
    flags, at = [], 0
    for token in doc:
        while at + 1 < len(blocks) and blocks[at].end <= token.idx:
            at += 1
        block = blocks[at]
        inside = block.start <= token.idx < block.end and block.kind in READ_BLOCKS
        flags.append(inside and not token.is_space)
    return flags


@cache
def words() -> dict[str, Any]:
    """Return the tables of entity_words.toml."""
    text = resources.files("dateline.reading").joinpath("entity_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def word_set(*path: str) -> frozenset[str]:
    """Return one list of entity_words.toml as a set: ``word_set("gender", "male")``."""
    table: Any = words()
    for step in path:
        table = table[step]
    return frozenset(table)


def word_map(name: str) -> dict[str, str]:
    """Return one table of entity_words.toml that maps words to words."""
    table: dict[str, str] = words()[name]
    return table


@cache
def normal(word: str) -> str:
    """Return a word as names are compared: no accents, dots or apostrophes, case folded."""
    letters = unicodedata.normalize("NFKD", word)
    kept = (c for c in letters if not unicodedata.combining(c) and c not in ".'’‘`")
    return "".join(kept).casefold()


@cache
def is_title(word: str) -> bool:
    """Return whether the word is a person's title ("Colonel", "Mr.")."""
    return bool(word) and gazetteer.is_title(word)


@cache
def is_person_noun(lemma: str) -> bool:
    """Return whether a noun names one person by what they do or are ("analyst", "woman")."""
    entry = gazetteer.agent(lemma)
    gendered = lemma in word_set("gender", "male") or lemma in word_set("gender", "female")
    return gendered or bool(entry and entry.is_person)


@cache
def is_group_noun(lemma: str) -> bool:
    """Return whether a noun names a body of people ("police", "army")."""
    entry = gazetteer.agent(lemma)
    return bool(entry and entry.is_group)


@cache
def nation_of(name: str) -> str | None:
    """Return the alpha-3 code if the name is that of a country, None for demonyms and others."""
    return None if gazetteer.is_demonym(name) else gazetteer.country(name)


def gender_of(word: str) -> Gender | None:
    """Return the gender that a title or noun tells, None if it tells none."""
    lemma = normal(word)
    if lemma in word_set("gender", "male"):
        return "male"
    return "female" if lemma in word_set("gender", "female") else None


def gender_of_given(name: str) -> Gender | None:
    """Return the gender that a given name tells, None if it tells none."""
    word = normal(name)
    if word in word_set("given_names", "male"):
        return "male"
    return "female" if word in word_set("given_names", "female") else None


def is_plural(token: Token) -> bool:
    """Return whether a noun is plural, as far as its form against its lemma tells."""
    return token.pos_ in {"NOUN", "PROPN"} and token.lower_ != token.lemma_.lower()


def top_of(doc: Doc, start: int, end: int) -> int:
    """Return the token of a span that the rest of it hangs on, the first if there are several."""
    for token in doc[start:end]:
        if token.head.i == token.i or not start <= token.head.i < end:
            return token.i
    return start


def anchor_of(doc: Doc, start: int, end: int) -> int:
    """Return the token that the tree hangs a name on: its top, or the title before it.

    In "Colonel Orlan Beshmet" the whole phrase may hang on "Colonel".
    """
    top = doc[top_of(doc, start, end)]
    while top.dep_.startswith("flat") and top.head.i < top.i and start - top.head.i <= 3:
        top = top.head
    return top.i
