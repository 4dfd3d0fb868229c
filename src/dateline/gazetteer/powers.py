"""Names of places and buildings that stand for a government: "Moscow said", "the Kremlin"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.gazetteer.tables import key, rows


@dataclass(frozen=True)
class PowerEntry:
    """Whose power a name stands for; country is alpha-3, None where it is of no one country.

    A ``capital`` is a place, too: only as a speaker or an actor does it stand for the government.
    """

    name: str
    country: str | None
    kind: Literal["capital", "seat"]
    sector: str


def power(name: str) -> PowerEntry | None:
    """Return what a name stands for as a speaker or an actor, None where it stands for nobody."""
    return _powers().get(key(name))


@cache
def _powers() -> dict[str, PowerEntry]:
    found: dict[str, PowerEntry] = {}
    for row in rows("governments.tsv"):
        entry = PowerEntry(
            row["name"],
            row["country"] or None,
            "capital" if row["kind"] == "capital" else "seat",
            row["sector"],
        )
        found.setdefault(key(row["name"]), entry)
    return found
