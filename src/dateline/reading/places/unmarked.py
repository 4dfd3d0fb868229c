"""Place names that the tagger passed over, where the words around them leave no doubt.

"Baghdad-based", "the Beirut-Damascus highway", "the Croatian port of Split", "Quebec Premier Roy",
"near Nice". And names that only bear a place's: "Geneva Conventions", "Brussels sprouts".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain

from dateline import gazetteer
from dateline.reading.places.candidates import is_town, kind_of, meanings
from dateline.records import Entity

# A capitalised word, with what parts of a name have inside ("Port-au-Prince", "Sana'a", "St.").
_WORD = r"(?:St\.|(?:[A-Z]\.){2,}|[^\W\d_a-zß-öø-ÿ][\w’']*(?:-[\w’']+)*)"
_NAME = rf"{_WORD}(?:[ ](?:(?:al|el|de|la|del|da|do|dos|upon)[ -])?{_WORD}){{0,3}}"
_POSSESSIVE = re.compile(r"['’]s?$")
# Inhabitants from which on a town is known without being introduced.
_KNOWN = 15_000


@dataclass(frozen=True)
class _Patterns:
    """Compiled patterns of unmarked.toml; each has the name in the group "name"."""

    hyphen: re.Pattern[str]
    introduced: re.Pattern[str]
    titled: re.Pattern[str]
    located: re.Pattern[str]
    seat: re.Pattern[str]
    line: re.Pattern[str]
    native: re.Pattern[str]
    townspeople: re.Pattern[str]
    never: frozenset[str]
    things: Mapping[str, re.Pattern[str]]
    after: re.Pattern[str]
    before: re.Pattern[str]


def unmarked(text: str, entities: Iterable[Entity]) -> list[tuple[int, int]]:
    """Return the spans (code points) of place names outside any entity, in text order."""
    taken = [(m.start, m.end) for e in entities for m in e.mentions if m.kind == "name"]
    found: dict[int, int] = {}
    for start, end in _spans(text):
        free = not any(first < end and start < last for first, last in taken)
        if free and not only_bears(text, start, end):
            found[start] = max(end, found.get(start, 0))
    for start, end in _sure_spans(text):
        found[start] = max(end, found.get(start, 0))
    return _without_overlaps(sorted(found.items()))


def halves(name: str) -> tuple[str, str] | None:
    """Return the two places of a name like "Beirut-Damascus", None where it is one or none."""
    left, hyphen, right = name.partition("-")
    if not hyphen or not left[:1].isupper() or not right[:1].isupper() or meanings(name).entries:
        return None
    both = (left.strip(), right.strip())
    return both if all(_is_known(each) for each in both) else None


def only_bears(text: str, start: int, end: int) -> bool:
    """Return whether what stands at a place's name is no place: a thing named after it, a ship."""
    if _patterns().after.match(text, end):
        return True
    thing = _patterns().things.get(text[start:end].lower())
    if thing is not None and thing.match(text, end):
        return True
    return _patterns().before.search(text[max(0, start - 40) : start]) is not None


def _spans(text: str) -> Iterator[tuple[int, int]]:
    patterns = _patterns()
    for match in patterns.hyphen.finditer(text):
        yield from _longest_end(match)
    for match in patterns.titled.finditer(text):
        yield from _longest_end(match)
    for match in patterns.introduced.finditer(text):
        yield from _longest_start(match, False)
    for match in patterns.located.finditer(text):
        if match["name"].split()[0].lower() not in patterns.never:
            yield from _longest_start(match, True)


def _sure_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is a place whatever the tagger said: "D-[Oakland]", "an [Alton] man"."""
    for match in _patterns().seat.finditer(text):
        yield from _longest_start(match, False)
    for match in _patterns().line.finditer(text):
        if match["name"].casefold() not in _patterns().never and meanings(match["name"]).entries:
            yield match.span("name")
    for match in chain(_patterns().native.finditer(text), _patterns().townspeople.finditer(text)):
        name = match["name"]
        known = meanings(name).entries and not gazetteer.is_demonym(name)
        if known and not gazetteer.is_title(name) and name.casefold() not in _patterns().never:
            yield match.span("name")


def _longest_end(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the longest end of a match's words that is a place ("On Monday [New York] Mayor")."""
    words = list(re.finditer(r"\S+", match["name"]))
    for word in words:
        name = match["name"][word.start() :]
        if word[0].lower() in ("the", "a", "an"):
            continue
        if name.lower() not in _patterns().never and _is_known(name):
            yield match.start("name") + word.start(), match.end("name")
            return


def _longest_start(match: re.Match[str], known: bool) -> Iterator[tuple[int, int]]:
    """Yield the longest start of a match's words that is a place ("of [Split] On Friday")."""
    words = list(re.finditer(r"\S+", match["name"]))
    for word in reversed(words):
        name = _POSSESSIVE.sub("", match["name"][: word.end()])
        if _is_known(name) if known else meanings(name).entries:
            yield match.start("name"), match.start("name") + len(name)
            return


def _is_known(name: str) -> bool:
    """Return whether a name is that of a country, a division or a town of some size."""
    if gazetteer.is_demonym(name) or gazetteer.is_title(name):
        return False
    return any(
        kind_of(entry) in ("country", "division")
        or (is_town(entry) and entry.population >= _KNOWN and entry.primary)
        for entry in meanings(name).entries
    )


def _without_overlaps(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not kept or kept[-1][1] <= start:
            kept.append((start, end))
    return kept


@cache
def _patterns() -> _Patterns:
    file = resources.files(__package__).joinpath("unmarked.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))

    def words(name: str) -> str:
        listed = sorted(table[name]["words"], key=len, reverse=True)
        return "|".join(re.escape(word) for word in listed)

    return _Patterns(
        hyphen=re.compile(rf"\b(?P<name>{_WORD}(?:[ ]{_WORD})?)[-‑](?:{words('hyphen')})\b"),
        introduced=re.compile(rf"\b(?:{words('introduced')})\s+of\s+(?:the\s+)?(?P<name>{_NAME})"),
        titled=re.compile(rf"\b(?P<name>{_NAME})\s+(?:{words('titled')})\s+(?={_WORD})"),
        located=re.compile(rf"\b(?:{words('located')})\s+(?P<name>{_NAME})"),
        seat=re.compile(rf"[,(]\s*(?:{words('seat')})-(?P<name>{_NAME})"),
        # A dateline after a headline on the same line: "Man held. HAMILTON — Police …".
        line=re.compile(
            r"(?:^|[.!?\d]\s+|\n)(?P<name>[A-Z][A-Z.'’]{2,}(?: [A-Z][A-Z.'’]+){0,2})"
            r"(?:, [A-Z][\w. ]{1,20})?\s+(?:—|–|--|-)\s"
        ),
        townspeople=re.compile(
            rf"(?:^|[.!?]\s+|\n)(?P<name>{_WORD}(?: {_WORD})?)\s+(?:{words('townspeople')})\b"
        ),
        native=re.compile(
            rf"\b(?:[Aa]n?|[Tt]he|[Tt]wo|[Tt]hree|[Ff]our|[Oo]ther|\d+)\s+(?:[a-z\d][\w-]*\s+)?"
            rf"(?P<name>{_WORD}(?: {_WORD})?)\s+(?:{words('native')})\b"
        ),
        never=frozenset(table["never"]["words"]),
        things={
            name: re.compile(rf"\s+(?:{'|'.join(after.split())})\b", re.IGNORECASE)
            for name, after in table["things"].items()
        },
        after=re.compile(rf"\s+(?:{words('after')})\b"),
        # A ship, or the last name after an initial ("Booker T. Washington").
        before=re.compile(rf"\b(?:{words('before')})\s+(?:the\s+)?$|\b[A-Z]\w+ [A-Z]\.\s+$"),
    )
