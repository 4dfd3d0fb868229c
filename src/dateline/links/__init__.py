"""Linking people and organisations to knowledge bases that the user has imported.

Nothing is linked until ``dateline entities import`` was run; without a store ``link`` costs one
look at the disk. ``decide`` returns the link with its reason, and a note where two entries cannot
be told apart or somebody is a private person.
"""

from dateline.links.decision import Decision, decide, link, may_link
from dateline.links.facts_fit import Facts
from dateline.links.loading import Tally, load, remove
from dateline.links.search import Candidate, candidates
from dateline.links.store import Base, bases

__all__ = [
    "Base",
    "Candidate",
    "Decision",
    "Facts",
    "Tally",
    "bases",
    "candidates",
    "decide",
    "link",
    "load",
    "may_link",
    "remove",
]
