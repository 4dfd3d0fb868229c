"""The word lists of ``reports_where.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

from spacy.tokens import Token

from dateline.reading.reports_when_words import names


class WhereWords(NamedTuple):
    """Words that tell where an event was, in lower case; types of events as the codebook's."""

    lists: Mapping[str, Mapping[str, frozenset[str]]]

    def has(self, table: str, key: str, *words: str) -> bool:
        """Return whether one of the words is in a list."""
        return not self.lists[table][key].isdisjoint(words)

    def of(self, table: str, key: str, token: Token) -> bool:
        """Return whether a word of a text, by any of its forms, is in a list."""
        return not self.lists[table][key].isdisjoint((*names(token), token.lower_))


@cache
def where_words() -> WhereWords:
    """Return the word lists, loaded once."""
    path = resources.files("dateline.reading") / "reports_where.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return WhereWords(
        {
            name: {key: frozenset(words) for key, words in section.items()}
            for name, section in table.items()
        }
    )
