"""The kinds of private people, a sign of one, and the word lists of ``private_words.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

Kind = Literal["minor", "victim", "witness", "relative"]
# In the order in which they count where several apply.
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Sign:
    """Words of the article from which a kind follows; code points as in every record."""

    kind: Kind
    start: int
    end: int
    text: str


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """Return one list of the table as a set."""
    path = resources.files("dateline.reading") / "private_words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    items: Iterable[str] = table[section][key].split(",")
    return frozenset(" ".join(item.split()) for item in items if item.strip())


@cache
def one_of(section: str, key: str) -> str:
    """Return one list of the table as an alternation for a pattern, the longest first."""
    words = sorted(word_set(section, key), key=lambda word: (-len(word), word))
    return "|".join(word.replace(" ", r"\s+") for word in words)
