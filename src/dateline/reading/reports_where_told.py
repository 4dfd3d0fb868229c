"""The places of earlier reports that a definite noun may take up: "the attack"."""

from __future__ import annotations

from collections import deque

from dateline.reading import tree
from dateline.reading.reports_page import Match
from dateline.reading.reports_when_told import (
    MEMORY,
    Parties,
    agree,
    called_of,
    is_definite,
    is_named_with,
    may_be_one,
    owners_of,
)


class Places:
    """The last reports of each type, with their places."""

    def __init__(self) -> None:
        self._told: dict[str, deque[tuple[Match, frozenset[str], Parties, str]]] = {}

    def keep(self, match: Match, type: str, parties: Parties, place: str) -> None:
        """Remember a report whose place is told."""
        told = self._told.setdefault(type, deque(maxlen=MEMORY))
        told.append((match, called_of(match), parties, place))

    def taken_up(self, match: Match, type: str, parties: Parties) -> str | None:
        """Return the place of the last report that a definite noun takes up, None if it is new."""
        if not match.noun or not is_definite(match.token):
            return None
        called, owners = called_of(match), owners_of(match.token)
        for told, names, others, place in reversed(self._told.get(type, ())):
            if not agree(others[0], parties[0]) or not agree(others[1], parties[1]):
                continue
            if may_be_one(called, names) and all(is_named_with(told.token, o) for o in owners):
                return place
        return None

    def told_again(self, match: Match, type: str, parties: Parties) -> str | None:
        """Return the place of the report just told by the same verb of the same people.

        "Three men have arrived in Tirn … / They have arrived, that is all."
        """
        for told, names, others, place in reversed(self._told.get(type, ())):
            same = match.token.lower_ == told.token.lower_ and called_of(match) == names
            shared = any(not a.isdisjoint(b) for a, b in zip(parties, others, strict=True))
            pronoun = any(t.pos_ == "PRON" for t in tree.subjects(match.token))
            if same and (shared or pronoun):
                return place
        return None
