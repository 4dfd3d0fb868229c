"""The PLOVER sector of a noun phrase: "rebel commander" is REB, though a commander is MIL."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.gazetteer.people import agent
from dateline.gazetteer.tables import text_of

# Whose words decide also before nouns that else keep their sector ("rebel soldier").
_TURNING = ("REB", "OPP")
# Words of the longest modifier that is looked for ("prime ministerial" has two).
_LONGEST = 4


@dataclass(frozen=True)
class _Lists:
    """Words of modifiers.toml with their sectors."""

    words: Mapping[str, str]
    weak: Mapping[str, str]
    firm: Mapping[str, str]


def sector_of(phrase: str) -> str | None:
    """Return the sector of a noun phrase without its article, None where no word tells it.

    The longest end of the phrase that agents.toml knows is its noun; the words before it decide
    as the head of modifiers.toml says.
    """
    words = phrase.lower().replace("’", "'").split()
    noun = next((" ".join(words[i:]) for i in range(len(words)) if _own(words[i:])), "")
    own = _own(noun.split())
    before = words[: len(words) - max(1, len(noun.split()))]
    strong = _nearest_first(before, _lists().words)
    firm = _is_firm(noun.split(), own)
    for sector in _TURNING:
        if sector in strong and (not firm or own == "MIL"):
            return sector
    if firm or not strong:
        return own or next(iter(_nearest_first(before, _lists().weak)), None)
    return strong[0]


def _own(words: Sequence[str]) -> str:
    entry = agent(" ".join(words)) if words else None
    return entry.sector if entry else ""


def _is_firm(noun: Sequence[str], own: str) -> bool:
    ends = (" ".join(noun[i:]) for i in range(len(noun)))
    return any(_lists().firm.get(end) == own for end in ends)


def _nearest_first(words: Sequence[str], table: Mapping[str, str]) -> list[str]:
    """Return the sectors of the table's entries among the words, the last word's first."""
    found, end = [], len(words)
    while end > 0:
        starts = range(max(0, end - _LONGEST), end)
        start = next((i for i in starts if " ".join(words[i:end]) in table), None)
        if start is None:
            end -= 1
        else:
            found.append(table[" ".join(words[start:end])])
            end = start
    return found


@cache
def _lists() -> _Lists:
    lists: dict[str, dict[str, str]] = {"words": {}, "weak": {}, "firm": {}}
    for sector, kinds in tomllib.loads(text_of("modifiers.toml")).items():
        for kind, entries in kinds.items():
            for entry in entries.split(","):
                lists[kind].setdefault(" ".join(entry.lower().split()), sector)
    return _Lists(**lists)
