"""The word lists of ``reports_when.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from spacy.tokens import Token

from dateline.reading.reports_page import base_forms

# What a preposition makes of a time: "in" it, or the bound it gives.
Link = Literal["in", "since", "until", "before", "by", "after", "from", "between"]


@dataclass(frozen=True)
class WhenWords:
    """Words that tell when an event was, in lower case."""

    links: Mapping[str, Link]
    """preposition → what it makes of the time"""
    ranges: Mapping[str, frozenset[str]]
    """first word of a range → what may stand between its two times"""
    lists: Mapping[str, Mapping[str, frozenset[str]]]

    def has(self, table: str, key: str, *words: str) -> bool:
        """Return whether one of the words is in a list."""
        return not self.lists[table][key].isdisjoint(words)


def names(token: Token) -> tuple[str, ...]:
    """Return what a word may be called in a list, also where a model left "carried" as it was."""
    forms = base_forms(token)
    word = token.lower_
    return (*forms, f"{word[:-3]}y") if word.endswith("ied") else forms


@cache
def when_words() -> WhenWords:
    """Return the word lists, loaded once."""
    path = resources.files("dateline.reading") / "reports_when.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    links = {word: link for link, words in table.pop("links").items() for word in words}
    ranges = {first: frozenset(words) for first, words in table.pop("ranges").items()}
    lists = {
        name: {key: frozenset(words) for key, words in section.items()}
        for name, section in table.items()
    }
    return WhenWords(links, ranges, lists)
