"""What was told before and may be taken up: "the attack", "Friday's talks", "the arrests"."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Match
from dateline.reading.reports_when_words import names, when_words
from dateline.records import ReportTime

Parties = tuple[frozenset[str], frozenset[str]]
"""ids of the entities that act, and of those that it is done to"""

# Reports of one type that a noun may take up; a story has fewer events of one type in view.
MEMORY = 12
# Letters that a verb and its noun share: "explode", "explosion".
_STEM = 5
# The list of nouns that may take up any event of their type: "the incident".
_ANY = "any"


@dataclass(frozen=True)
class _Told:
    """An earlier report, as far as a later noun may take it up."""

    token: Token
    called: frozenset[str]
    parties: Parties
    time: ReportTime
    background: bool


class Memory:
    """The last reports of each type."""

    def __init__(self) -> None:
        self._told: dict[str, deque[_Told]] = {}

    def keep(
        self, match: Match, type: str, parties: Parties, time: ReportTime, background: bool
    ) -> None:
        """Remember a report."""
        told = self._told.setdefault(type, deque(maxlen=MEMORY))
        told.append(_Told(match.token, called_of(match), parties, time, background))

    def taken_up(self, match: Match, type: str, parties: Parties) -> ReportTime | None:
        """Return the time of the report that a definite noun takes up, one with a day first."""
        if not match.noun or not is_definite(match.token):
            return None
        called, owners = called_of(match), owners_of(match.token)
        times = [
            told.time
            for number, told in enumerate(reversed(self._told.get(type, ())))
            if agree(told.parties[0], parties[0])
            and agree(told.parties[1], parties[1])
            # History is taken up at once or not at all.
            and (number == 0 or not told.background)
            and may_be_one(called, told.called)
            and all(is_named_with(told.token, owner) for owner in owners)
        ]
        dated = (time for time in times if time.basis in ("stated", "context"))
        return next(dated, times[0] if times else None)


def called_of(match: Match) -> frozenset[str]:
    doc = match.token.doc
    return frozenset(name for i in match.own for name in names(doc[i]))


def is_definite(noun: Token) -> bool:
    """Return whether a noun phrase may take up what was told before; one with a year may not."""
    if any(child.is_digit and len(child) == len("1994") for child in noun.children):
        return False
    for child in tree.children(noun, "det", "nmod:poss"):
        if child.dep_ == "nmod:poss" or when_words().has("words", "known", child.lower_):
            return True
    return False


def owners_of(noun: Token) -> list[str]:
    """Return the names that a noun is told apart by: "Brown's murder"."""
    return [c.text for c in tree.children(noun, "nmod:poss") if c.pos_ == "PROPN"]


def is_named_with(token: Token, name: str) -> bool:
    return any(other.text == name for other in token.sent)


def agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether two sets of parties may be the same; who is not named may be anybody."""
    return not one or not other or not one.isdisjoint(other)


def may_be_one(noun: frozenset[str], told: frozenset[str]) -> bool:
    """Return whether words may name one event: "attack" and "bomb", not "flood" and "fire"."""
    if not noun.isdisjoint(told) or when_words().has("same_events", _ANY, *noun):
        return True
    kinds = _kinds()
    ours = {kind for name in noun for kind in kinds.get(name, ())}
    if any(not ours.isdisjoint(kinds.get(name, ())) for name in told):
        return True
    stems = {name[:_STEM] for name in noun if len(name) >= _STEM}
    return any(name[:_STEM] in stems for name in told if len(name) >= _STEM)


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    """Return word → the kinds of events that it may name."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in sorted(when_words().lists["same_events"].items()):
        if kind != _ANY:
            for word in words:
                found[word] = (*found.get(word, ()), kind)
    return found
