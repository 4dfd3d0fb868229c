"""The place names of an article with what they may mean, and what the article says as a whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from dateline import gazetteer
from dateline.gazetteer import PlaceEntry
from dateline.gazetteer.tables import key
from dateline.reading.places.candidates import (
    is_town,
    kind_beside,
    kind_of,
    lies_in,
    meanings,
)
from dateline.reading.places.mentions import PlaceMention
from dateline.reading.years import year_of
from dateline.records import Article

# Meanings of a name that are weighed: those in places that the article speaks of, then the largest.
_MOST = 40
# Mentions of a name from which on it counts in full among an article's other names.
_OFTEN = 3
# Between a place and what it lies in: "Paris, Texas", "Paris (Texas)", "a town in Texas".
_INSIDE = re.compile(
    r"\s*(?:,|\()?\s*(?:(?:an?|the)\s+[\w\s-]{0,40}?)?(?:in|of)\s+(?:the\s+)?"
    r"(?:[\w-]+\s+){0,2}?(?:[a-z]+\s+of\s+)?|\s*,\s*|\s*\(\s*"
)
# "the Iraqi city of [Mosul]", "Russia's [Kazan]": words between a people or country and its place.
_BETWEEN = re.compile(r"(?:[a-z-]+\s+){0,3}?(?:(?:of|in)\s+)?(?:the\s+)?")
_WORD = re.compile(r"\w+(?:-\w+)*")
_BEFORE = 60
_T = TypeVar("_T")


@dataclass(frozen=True)
class Named:
    """A name with one sense in the article, and where it stands."""

    name: str
    candidates: tuple[PlaceEntry, ...]
    mentions: tuple[PlaceMention, ...]
    kind: str = ""
    """what the words beside it say it is (kinds.toml), "" where they say nothing"""
    containers: tuple[PlaceEntry, ...] = ()
    """what the name of the place around it, right beside it, may mean"""
    contents: tuple[PlaceEntry, ...] = ()
    """what the names of places may mean that stand right before it, as lying in it"""
    in_dateline: bool = False
    people: frozenset[str] = frozenset()
    """countries (alpha-3) whose people's name stands right before it"""
    beside: frozenset[int] = frozenset()
    """numbers of the names that stand next to it in its sentence"""

    @property
    def weight(self) -> float:
        """How much the article speaks of it, from 0 to 1."""
        return min(1.0, len(self.mentions) / _OFTEN)


@dataclass(frozen=True)
class Scene:
    """What an article as a whole says of where it is; shares sum to one."""

    countries: Mapping[str, float] = field(default_factory=dict)
    """alpha-3 → share of the article's country names"""
    peoples: Mapping[str, float] = field(default_factory=dict)
    """alpha-3 → share of the article's names of peoples"""
    divisions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """country and first-level division → share of the names that may mean one"""
    dateline: PlaceEntry | None = None
    home: PlaceEntry | None = None
    """the town of the article's outlet, or its country, where it is a national one"""
    local: bool = False
    """whether the outlet reports for its town and around"""


def look(
    article: Article, mentions: Sequence[PlaceMention]
) -> tuple[list[Named], Scene, list[int]]:
    """Return the article's names, what it says as a whole, and the name's number by mention.

    Args:
        article: the article.
        mentions: its place names in text order.
    """
    year = year_of(article)
    numbers, groups = _grouped(article.text, mentions, year)
    countries, divisions = _counted(groups, year)
    peoples = _peoples(article.text)
    home, local = _home(article)
    scene = Scene(
        countries=_shares(countries),
        peoples=_shares(peoples),
        divisions=_shares(divisions),
        dateline=_dateline(article, groups, {*countries, *peoples}),
        home=home,
        local=local,
    )
    beside = _beside(article.text, mentions, numbers)
    named = [
        _named(article, group, scene, beside.get(number, frozenset()))
        for number, group in enumerate(groups)
    ]
    return named, scene, numbers


@dataclass
class _Group:
    mentions: list[PlaceMention]
    container: PlaceMention | None
    contents: list[PlaceMention] = field(default_factory=list)


def _grouped(
    text: str, mentions: Sequence[PlaceMention], year: int | None
) -> tuple[list[int], list[_Group]]:
    """Return the number of each mention's sense, and the senses.

    A name has one sense, unless the text puts it into two places ("Paris, Texas … Paris, France"):
    then a bare one has the sense of the last one before it.
    """
    outer = {
        id(left): right for left, right in pairwise(mentions) if _is_inside(text, left, right, year)
    }
    inner = {id(right): left for left, right in pairwise(mentions) if id(left) in outer}
    numbers: list[int] = []
    groups: list[_Group] = []
    latest: dict[str, int] = {}
    known: dict[tuple[str, str], int] = {}
    for mention in mentions:
        name, container = key(mention.text), outer.get(id(mention))
        number = latest.get(name)
        if number is not None and container is not None and groups[number].container is not None:
            number = known.get((name, key(container.text)))
        if number is None:
            number = len(groups)
            groups.append(_Group([], None))
        if container is not None and groups[number].container is None:
            groups[number].container = container
        if container is not None:
            known[name, key(container.text)] = number
        groups[number].mentions.append(mention)
        if id(mention) in inner:
            groups[number].contents.append(inner[id(mention)])
        latest[name] = number
        numbers.append(number)
    return numbers, groups


def _is_inside(text: str, left: PlaceMention, right: PlaceMention, year: int | None) -> bool:
    """Return whether the words between two names may put the first into the second."""
    between = text[left.end : right.start]
    if len(between) > _BEFORE or _INSIDE.fullmatch(between) is None:
        return False
    return any(
        lies_in(inner, outer) or _in_county(inner, outer)
        for outer in meanings(right.text, year).entries
        for inner in meanings(left.text, year).entries
    )


def _in_county(inner: PlaceEntry, outer: PlaceEntry) -> bool:
    """Return whether a place may lie in a county: the gazetteer knows its division alone."""
    same = (inner.country, inner.admin1) == (outer.country, outer.admin1)
    return outer.feature == "ADM2" and inner.feature.startswith("PPL") and same


def _named(article: Article, group: _Group, scene: Scene, beside: frozenset[int]) -> Named:
    text, line, name = article.text, article.dateline, group.mentions[0].text
    year = year_of(article)
    meant = meanings(name, year)
    kinds = [meant.kind, *(kind_beside(text, m.start, m.end) for m in group.mentions)]
    containers: tuple[PlaceEntry, ...] = ()
    if group.container is not None:
        outer = meanings(group.container.text, year).entries
        containers = tuple(o for o in outer if o.feature in ("PCLI", "ADM1", "ADM2"))
    people = frozenset(c for m in group.mentions for c in _people_before(text, m.start))
    entries = (*meant.entries, *(e for m in group.mentions[:1] for e in _river(text, m)))
    kept = _few(entries, scene, containers, people)
    kind = next((kind for kind in kinds if kind), "")
    return Named(
        name=name,
        candidates=kept,
        mentions=tuple(group.mentions),
        kind=kind,
        containers=containers,
        contents=tuple(e for m in group.contents for e in meanings(m.text, year).entries),
        in_dateline=any(
            line is not None and line.start <= m.start < line.end for m in group.mentions
        ),
        people=people,
        beside=beside,
    )


def _few(
    entries: tuple[PlaceEntry, ...],
    scene: Scene,
    containers: Sequence[PlaceEntry],
    people: frozenset[str],
) -> tuple[PlaceEntry, ...]:
    """Return at most ``_MOST`` entries, those that the article's places speak for first."""
    if len(entries) <= _MOST:
        return entries
    around = {(e.country, e.admin1) for e in (scene.dateline, scene.home) if e is not None}
    countries = {*scene.countries, *scene.peoples, *people, *(c for c, _ in around)}

    def rank(entry: PlaceEntry) -> tuple[bool, bool, bool, int]:
        return (
            any(lies_in(entry, outer) for outer in containers),
            (entry.country, entry.admin1) in around
            or (entry.country or "", entry.admin1 or "") in scene.divisions,
            entry.country in countries,
            entry.population if entry.feature.startswith("PPL") else 10_000_000,
        )

    largest = set(entries[: _MOST // 2])  # the gazetteer gives them by population
    rest = sorted((e for e in entries if e not in largest), key=rank, reverse=True)
    chosen = {*largest, *rest[: _MOST - len(largest)]}
    return tuple(e for e in entries if e in chosen)


def _river(text: str, mention: PlaceMention) -> list[PlaceEntry]:
    """Return the river that a name with an article means, besides the country: "the Niger"."""
    if not re.search(r"\b[Tt]he\s+$", text[max(0, mention.start - 6) : mention.start]):
        return []
    return [e for e in gazetteer.places(f"{mention.text} River") if kind_of(e) == "water"]


def _people_before(text: str, start: int) -> Iterator[str]:
    before = text[max(0, start - _BEFORE) : start]
    for word in re.finditer(r"[A-Z][\w.’'-]*(?=\s)", before):
        name = re.sub(r"['’]s?$", "", word[0])
        owner = name != word[0] or gazetteer.is_demonym(name)
        code = gazetteer.country(name) if owner else None
        if code and _BETWEEN.fullmatch(before[word.end() :].lstrip()):
            yield code


def _beside(
    text: str, mentions: Sequence[PlaceMention], numbers: Sequence[int]
) -> dict[int, frozenset[int]]:
    """Return the names next to each name, with nothing but a few words of one sentence between."""
    found: dict[int, set[int]] = {}
    for (left, one), (right, other) in pairwise(zip(mentions, numbers, strict=True)):
        between = text[left.end : right.start]
        if one != other and len(between) <= _BEFORE and not re.search(r"[.!?\n]\s", between):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return {number: frozenset(others) for number, others in found.items()}


def _counted(
    groups: Iterable[_Group], year: int | None
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return how often names of countries and of first-level divisions stand in the article."""
    countries: Counter[str] = Counter()
    divisions: Counter[tuple[str, str]] = Counter()
    for group in groups:
        count = len(group.mentions)
        for entry in meanings(group.mentions[0].text, year).entries:
            if entry.feature == "PCLI" and entry.country:
                countries[entry.country] += count
            elif entry.feature == "ADM1" and entry.country and entry.admin1:
                divisions[entry.country, entry.admin1] += count
    return countries, divisions


def _peoples(text: str) -> Counter[str]:
    capital = Counter(word for word in _WORD.findall(text) if word[:1].isupper())
    found: Counter[str] = Counter()
    for word, count in capital.items():
        if gazetteer.is_demonym(word) and (code := gazetteer.country(word)):
            found[code] += count
    return found


def _shares(counts: Counter[_T]) -> dict[_T, float]:
    total = sum(counts.values())
    return {name: count / total for name, count in counts.items()}


def _dateline(
    article: Article, groups: Iterable[_Group], spoken_of: Collection[str]
) -> PlaceEntry | None:
    """Return what the dateline most likely means.

    What lies in the place named beside it comes first, then what lies in a country that the article
    speaks of, then the largest.
    """
    line = article.dateline
    for group in groups if line is not None else ():
        if line and any(line.start <= m.start < line.end for m in group.mentions):
            entries = meanings(group.mentions[0].text, year_of(article)).entries
            outer = (
                meanings(group.container.text, year_of(article)).entries if group.container else ()
            )
            return max(
                entries,
                key=lambda e: (
                    any(lies_in(e, o) for o in outer),
                    e.country in spoken_of,
                    is_town(e),
                    e.population,
                ),
                default=None,
            )
    return None


def _home(article: Article) -> tuple[PlaceEntry | None, bool]:
    """Return where the outlet is at home, and whether it is a local one."""
    outlet = gazetteer.outlet(article.outlet, article.url)
    if outlet is None or outlet.kind in ("international", "agency"):
        return None, False
    home = PlaceEntry(
        geonames=None,
        name=outlet.place,
        lat=outlet.lat,
        lon=outlet.lon,
        country=outlet.country,
        admin1=outlet.admin1,
        feature="PPL",
        population=0,
    )
    return home, outlet.kind == "local"
