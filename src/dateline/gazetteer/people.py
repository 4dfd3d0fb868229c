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
    """An organisation or armed group; country is alpha-3, None where it is of no one country."""

    name: str
    country: str | None
    sector: str


def agent(noun_lemma: str) -> AgentEntry | None:
    """Return what a noun says of the people it means ("soldier": MIL, a person), else None."""
    return _agents().get(_small(noun_lemma))


def organisation(name: str) -> OrganisationEntry | None:
    """Return an organisation by one of its names, else None.

    Abbreviations of up to four letters need capitals ("NATO", "ISIS"), since "who" is a word.
    """
    entry = _organisations().get(key(name))
    if entry is None:
        return None
    letters = re.sub(r"\W", "", name)
    return entry if len(letters) > 4 or letters[:2].isupper() or "." in name else None


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
def _organisations() -> dict[str, OrganisationEntry]:
    found: dict[str, OrganisationEntry] = {}
    for row in rows("organisations.tsv"):
        entry = OrganisationEntry(row["name"], row["country"] or None, row["sector"])
        for name in (row["name"], *parts(row["aliases"])):
            found.setdefault(key(name), entry)
    return found


@cache
def _titles() -> frozenset[str]:
    lines = [line for line in text_of("titles.txt").splitlines() if not line.startswith("#")]
    return frozenset(key(title) for title in ",".join(lines).split(",") if title.strip())
