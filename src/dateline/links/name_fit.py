"""How well a name in an article fits the names of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.links import names
from dateline.links.entry import Entry, Name, NameKind

# Below this a name is another name.
FLOOR = 0.8
# What a name of each kind is worth; a weak one (a first name, a war name) never makes a link.
KINDS: dict[NameKind, float] = {"name": 1.0, "alias": 1.0, "previous": 0.97, "weak": 0.82}
_KIND_WORDS: dict[NameKind, str] = {
    "name": "name", "alias": "alias", "previous": "previous name", "weak": "weak alias",
}  # fmt: skip
# Two words are one word spelt differently from here on. rigour gives Beshmet/Bechmet 0.73,
# Mohammed/Muhammad 0.62 and Karimov/Karimow 0.77, and 0 to what no slip of the pen explains.
_SAME_WORD = 0.6
# How much of a doubt in the spelling remains: what rigour gives 0.73 counts as 0.92.
_DOUBT = 0.3
# What is taken off for a word that one name has more: a middle name or patronymic, an initial.
_MORE_IN_ENTRY, _MORE_IN_ARTICLE, _INITIAL = 0.06, 0.1, 0.03


@dataclass(frozen=True)
class NameMatch:
    """How alike two names are (0 to 1), which kind of name it was, the reason in words."""

    score: float
    kind: NameKind
    reason: str
    countries: frozenset[str] = frozenset()


def best_name(written: str, entry: Entry, person: bool) -> NameMatch:
    """Return the match with the entry's most fitting name."""
    ours, told = _words(written, person)
    best = NameMatch(0.0, "name", "no name fits")
    for name in entry.names:
        theirs, theirs_told = _words(name.text, person)
        raw = _alike(ours, theirs, person)
        score = raw * KINDS[name.kind]
        if theirs and score > best.score:
            best = NameMatch(score, name.kind, _reason(name, raw), told | theirs_told)
    return best


def _words(name: str, person: bool) -> tuple[tuple[str, ...], frozenset[str]]:
    return (names.person_words(name), frozenset()) if person else names.organisation_words(name)


def _alike(ours: Sequence[str], theirs: Sequence[str], person: bool) -> float:
    """Return how alike two names are: 1 for the same words, 0 for another name."""
    if not _may_be_alike(ours, theirs):
        return 0.0
    same: list[float] = []
    missing: list[tuple[str, bool]] = []
    for our, their, score in names.compare(tuple(ours), tuple(theirs), person):
        if our and their and score >= _SAME_WORD and not (person and _gendered(our, their)):
            same += [1.0 if our == their else 1 - _DOUBT * (1 - score)] * len(our.split())
        else:
            missing += [(word, True) for word in our.split()]
            missing += [(word, False) for word in their.split()]
    if not same:
        return 0.0
    return _with_missing(sum(same) / len(same), len(same), missing, person)


def _gendered(our: str, their: str) -> bool:
    """Return whether two words differ as Karimov and Karimova, Alexander and Alexandra do."""
    one, other = our.removesuffix("h"), their.removesuffix("h")
    return one.endswith("a") != other.endswith("a")


def _may_be_alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return bool(ours) and bool(theirs) and abs(len(ours) - len(theirs)) <= 2


def _with_missing(score: float, same: int, missing: list[tuple[str, bool]], person: bool) -> float:
    mine = [word for word, of_article in missing if of_article]
    theirs = [word for word, of_article in missing if not of_article]
    if _initials_differ(mine, theirs):
        return 0.0
    full = [word for word in (*mine, *theirs) if len(word) > 1]
    if person:
        # Of a person at least two words must be the same, and not both sides may have another.
        if same < 2 or (any(len(w) > 1 for w in mine) and any(len(w) > 1 for w in theirs)):
            return 0.0
    elif full:
        return 0.0  # "Harbour Bank" and "Harbour Savings Bank" are two
    for word, of_article in missing:
        score -= _INITIAL if len(word) == 1 else _MORE_IN_ARTICLE if of_article else _MORE_IN_ENTRY
    return max(score, 0.0)


def _initials_differ(mine: list[str], theirs: list[str]) -> bool:
    """Return whether a middle initial stands against another middle name (J. W. and J. K.)."""
    if not (mine and theirs) or all(len(word) > 1 for word in (*mine, *theirs)):
        return False
    return not {word[0] for word in mine} & {word[0] for word in theirs}


def _reason(name: Name, raw: float) -> str:
    how = "same" if raw == 1.0 else "similar"
    return f'{how} {_KIND_WORDS[name.kind]} "{name.text}" ({raw:.2f})'
