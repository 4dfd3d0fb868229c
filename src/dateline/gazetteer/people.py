"""Words for people and groups, organisations and armed groups, and titles before names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from dateline.gazetteer.tables import key, parts, rows, text_of


@dataclass(frozen=True)
class AgentEntry:
    """A noun for somebody: PLOVER sector, and whether it means a person or a group."""

    sector: str
    is_person: bool
    is_group: bool


@dataclass(frozen=True)
class OrganisationEntry:
    """An organisation or armed group; country is alpha-3, None where it is of no one country.

    ``first`` and ``last`` are the years in which country and sector hold; None: no bound.
    """

    name: str
    country: str | None
    sector: str
    first: int | None = None
    last: int | None = None

    def holds(self, year: int) -> bool:
        """Return whether country and sector hold in a year."""
        return (self.first or year) <= year <= (self.last or year)


def agent(noun_lemma: str) -> AgentEntry | None:
    """Return what a noun says of the people it means ("soldier": MIL, a person), else None."""
    return _agents().get(_small(noun_lemma))


def organisation(name: str, year: int | None = None) -> OrganisationEntry | None:
    """Return an organisation by one of its names as it was in a year, else None.

    Without a year, or for one that the table does not tell of, it is as it is today. Abbreviations
    of up to four letters need capitals or the table's own spelling ("NATO", "Duma"), since "who"
    is a word.
    """
    entries = _organisations().get(key(name))
    if entries is None:
        return None
    letters = re.sub(r"\W", "", name)
    spelt = len(letters) > 4 or letters[:2].isupper() or "." in name or name in _spellings()
    if not spelt:
        return None
    now = [entry for entry in entries if entry.last is None] or list(entries)
    then = [entry for entry in entries if year is not None and entry.holds(year)]
    return (then or now)[0]


def is_title(word: str) -> bool:
    """Return whether a word is a title before a person's name ("Colonel", "Mr.", "Sheikh")."""
    return word[:1].isupper() and key(word) in _titles()


def _small(noun: str) -> str:
    return " ".join(noun.lower().replace("’", "'").split())


@cache
def _agents() -> dict[str, AgentEntry]:
    found: dict[str, AgentEntry] = {}
    for sector, lists in tomllib.loads(text_of("agents.toml")).items():
        for kind in ("persons", "groups"):
            for lemma in lists[kind].split(","):
                person = kind == "persons"
                found.setdefault(_small(lemma), AgentEntry(sector, person, not person))
    return found


@cache
def _organisations() -> dict[str, list[OrganisationEntry]]:
    """Return all that bear a name, in the order of the table: of rivals the first is the guess."""
    found: dict[str, list[OrganisationEntry]] = {}
    for row in rows("organisations.tsv"):
        entry = OrganisationEntry(
            row["name"],
            row["country"] or None,
            row["sector"],
            int(row["from"]) if row["from"] else None,
            int(row["until"]) if row["until"] else None,
        )
        for name in dict.fromkeys(key(n) for n in (row["name"], *parts(row["aliases"]))):
            found.setdefault(name, []).append(entry)
    return found


@cache
def _spellings() -> frozenset[str]:
    names = (n for row in rows("organisations.tsv") for n in (row["name"], *parts(row["aliases"])))
    return frozenset(name for name in names if not name.islower())


@cache
def _titles() -> frozenset[str]:
    lines = [line for line in text_of("titles.txt").splitlines() if not line.startswith("#")]
    return frozenset(key(title) for title in ",".join(lines).split(",") if title.strip())
