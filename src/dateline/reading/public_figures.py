"""Public figures by name alone: "Putin offered to talk", "the Bush administration"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline import gazetteer
from dateline.gazetteer import LeaderEntry

_BODIES = frozenset({"administration", "government", "cabinet", "regime", "team"})
_TITLE = re.compile(r"^(?:the\s+)?(?:former\s+)?(?:President|Prime Minister)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def figure(names: Iterable[str], year: int | None, titled: bool) -> LeaderEntry | None:
    """Return the public figure that one of a person's names means, None where none does."""
    found = (gazetteer.leader(_TITLE.sub("", name), year, titled) for name in names)
    return next((entry for entry in found if entry is not None), None)


def head_of(name: str, year: int | None) -> LeaderEntry | None:
    """Return whose government a name means: "the [Bush] administration"."""
    owner, _, body = name.rpartition(" ")
    if body.lower() not in _BODIES or not owner:
        return None
    return figure([_POSSESSIVE.sub("", owner)], year, titled=True)
