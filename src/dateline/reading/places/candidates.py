"""What a place name may mean: the gazetteer's entries, by its words and by the kind they tell.

"The town of Alexandria", "Jefferson County" and "Lake Victoria" say what kind of place is meant;
"northern Iraq" and "downtown Houston" mean a part of what they name.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources

from dateline import gazetteer
from dateline.gazetteer import PlaceEntry

# Letters of the text that are looked at on either side of a name for a word of its kind.
_BESIDE = 40
_POSSESSIVE = re.compile(r"['’]s?$")
_TOWN = "PPL"
_WATERS = frozenset(
    {"STM", "LK", "SEA", "GULF", "STRT", "BAY", "RSV", "OCN", "CNL", "CHN", "LGN", "DLTA"}
)


@dataclass(frozen=True)
class Meanings:
    """What a name may mean; ``kind``: what its words say it is, "" where they say nothing."""

    entries: tuple[PlaceEntry, ...]
    kind: str = ""


@dataclass(frozen=True)
class _Kinds:
    """Words of kinds.toml with their kinds, by where they stand, and parts of places."""

    of: Mapping[str, str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    parts: re.Pattern[str]
    spelt: Mapping[str, str]


@lru_cache(maxsize=4096)
def meanings(name: str) -> Meanings:
    """Return what a name as it stands in the text may mean, without its surroundings."""
    bare = _POSSESSIVE.sub("", " ".join(name.split()))
    if not bare:
        return Meanings(())
    found = _entries(bare)
    inner, kind = _without_kind(bare)
    if kind:
        named = _entries(inner)
        fitting = [e for e in named if kind_of(e) == kind]
        if kind in ("division", "county") or not found:
            found = [*found, *(e for e in fitting or named if e not in found)]
        if kind == "division":
            found = [_around(entry, inner) for entry in found]
    if not found:
        part = _kinds().parts.sub("", bare)
        found = _entries(part) if part != bare else []
    found = _without_doubles(found)
    return Meanings(tuple(found), kind)


def kind_beside(text: str, start: int, end: int) -> str:
    """Return the kind that the words around a name tell ("the town of", "province"), else ""."""
    kinds = _kinds()
    before = re.search(r"(\w+)\s+of\s+(?:the\s+)?$", text[max(0, start - _BESIDE) : start])
    if before and before[1].lower() in kinds.of:
        return kinds.of[before[1].lower()]
    after = re.match(r"\s+([a-z]+)\b", text[end : end + _BESIDE])
    return kinds.after.get(after[1], "") if after else ""


def kind_of(entry: PlaceEntry) -> str:
    """Return an entry's kind in the words of kinds.toml."""
    if entry.feature.startswith(_TOWN):
        return "city"
    named = {"ADM1": "division", "ADM2": "county", "PCLI": "country"}
    if entry.feature in named:
        return named[entry.feature]
    return "water" if entry.feature in _WATERS else "region"


def is_town(entry: PlaceEntry) -> bool:
    """Return whether an entry is a populated place."""
    return entry.feature.startswith(_TOWN)


def lies_in(inner: PlaceEntry, outer: PlaceEntry) -> bool:
    """Return whether a place lies in a country or division, as far as the gazetteer tells."""
    if inner.feature in ("PCLI", "CONT") or not inner.country or inner.country != outer.country:
        return False
    if outer.feature == "PCLI":
        return True
    return inner.feature != "ADM1" and inner.admin1 is not None and inner.admin1 == outer.admin1


def _entries(name: str) -> list[PlaceEntry]:
    """Return the gazetteer's entries of a name, or of its other spelling ("St. Cloud", "Saint")."""
    found = gazetteer.places(name)
    first, _, rest = name.partition(" ")
    other = _kinds().spelt.get(first.lower().rstrip("."))
    if other and rest:
        more = gazetteer.places(f"{other} {rest}")
        found = [*found, *(e for e in more if e not in found)]
    return found


def _without_kind(name: str) -> tuple[str, str]:
    """Return the name without the word that tells its kind, and the kind ("" if none does)."""
    kinds, words = _kinds(), name.split()
    low = 1 if words[0].lower() == "the" else 0
    if len(words) > low + 2 and words[low + 1].lower() == "of" and words[low].lower() in kinds.of:
        return " ".join(words[low + 2 :]), kinds.of[words[low].lower()]
    if len(words) > low + 1 and words[-1].lower() in kinds.after:
        return " ".join(words[low:-1]), kinds.after[words[-1].lower()]
    if len(words) > low + 1 and words[low].lower() in kinds.before:
        return " ".join(words[low + 1 :]), kinds.before[words[low].lower()]
    return name, ""


def _around(entry: PlaceEntry, name: str) -> PlaceEntry:
    """Return the division that a town gives its name to: near the town, but not the town."""
    if not is_town(entry):
        return entry
    return replace(entry, geonames=None, name=name, admin1=name, feature="ADM1")


def _without_doubles(found: Iterable[PlaceEntry]) -> list[PlaceEntry]:
    """Return the meanings without regions that stand in the table of divisions, too ("Crimea")."""
    found = list(found)
    divisions = {entry.country for entry in found if kind_of(entry) == "division"}
    return [
        e for e in found if kind_of(e) != "region" or not e.country or e.country not in divisions
    ]


@cache
def _kinds() -> _Kinds:
    file = resources.files(__package__).joinpath("kinds.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))

    def words(name: str) -> dict[str, str]:
        return {word: kind for kind, listed in table[name].items() for word in listed.split()}

    parts = "|".join(table["parts"]["words"].split())
    return _Kinds(
        of=words("of"),
        before=words("before"),
        after=words("after"),
        parts=re.compile(rf"^(?:the\s+)?(?:(?:{parts})[\s-]+)+", re.IGNORECASE),
        spelt=table["spelt"],
    )
