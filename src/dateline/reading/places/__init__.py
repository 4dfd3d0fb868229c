"""Places: names in the text looked up in the gazetteer and resolved by a few plain rules.

One name has one meaning in an article. The meaning with the highest weight is taken:

- a country, continent or region by its own name comes first (``_COUNTRY``, ``_REGION``);
- "City, Container" takes the city that lies in the container, and settles the container's name;
- otherwise population, being a capital, being in a country the article speaks of, and being found
  by its own name rather than an alternate one add up.

``Place.score`` is the winner's weight lowered by how near the runner-up comes: a ranking between 0
and 1, no calibrated probability. The weights were set by hand in the order of these rules.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from dateline import gazetteer
from dateline.gazetteer import PlaceEntry
from dateline.reading.places.mentions import PlaceMention, mentions_of
from dateline.records import (
    Article,
    Entity,
    Place,
    PlaceAlternative,
    PlacePrecision,
)

_COUNTRY, _REGION, _DIVISION, _COUNTY = 0.9, 0.85, 0.6, 0.25
_POPULATION, _CAPITAL, _SPOKEN_OF, _OWN_NAME = 0.3, 0.2, 0.3, 0.15
# ln(30 million): the largest city's share of the population weight is 1.
_LARGEST = math.log(30_000_000)
# Inhabitants of a city that the bare name means, and not the division of that name around it.
_LARGE = 300_000
# What the runner-up takes away when it weighs as much as the winner.
_DOUBT = 0.3
_ALTERNATIVES = 3
_GENERIC = re.compile(
    r"^(?:the\s+)?(?:(?:north|south|east|west|central|north-?east|north-?west|south-?east|"
    r"south-?west)(?:ern)?\s+)?(?:(?P<before>city|town|village|province|district|region|state)"
    r"\s+of\s+)?"
    r"(?P<name>.+?)(?:\s+(?P<after>city|province|district|region|state|governorate|county|oblast))?$",
    re.IGNORECASE,
)
_DIVISIONS = frozenset({"province", "region", "state", "governorate", "oblast"})
_PRECISION: dict[str, PlacePrecision] = {
    **{"PCLI": "country", "ADM1": "admin1", "ADM2": "admin2"},
    **dict.fromkeys(("MT", "VLC", "DAM", "PASS", "CAPE"), "point"),
}


def find_places(doc: Doc, article: Article, entities: Iterable[Entity]) -> tuple[Place, ...]:
    """Return every named place of the article in text order, resolved or with precision "none"."""
    mentions = mentions_of(article, list(entities))
    names = {mention.text for mention in mentions}
    candidates = {name: _candidates(name) for name in sorted(names)}
    spoken_of = _countries(doc, candidates.values())
    settled = _in_containers(article.text, mentions, candidates, spoken_of)
    return tuple(
        _place(f"p{number}", mention, candidates[mention.text], spoken_of, settled)
        for number, mention in enumerate(mentions, start=1)
    )


def locate(
    article: Article, entities: Iterable[Entity], places: Iterable[Place]
) -> tuple[Article, tuple[Entity, ...]]:
    """Return the article with its dateline's place, and its places with theirs."""
    places = list(places)
    of_entity: dict[str, Place] = {}
    for place in places:
        best = of_entity.get(place.entity or "")
        if place.entity and (best is None or (best.name is None and place.name is not None)):
            of_entity[place.entity] = place
    located = tuple(_located(entity, of_entity.get(entity.id)) for entity in entities)
    line = article.dateline
    if line is not None and line.place is None:
        inside = [p for p in places if line.start <= p.start and p.end <= line.end]
        if inside:
            line = line.model_copy(update={"place": inside[0].id})
            article = article.model_copy(update={"dateline": line})
    return article, located


def _located(entity: Entity, place: Place | None) -> Entity:
    update: dict[str, str] = {}
    if place is not None and entity.place is None:
        update["place"] = place.id
    if entity.country is None and place is not None and place.country is not None:
        update["country"] = place.country
    return entity.model_copy(update=update) if update else entity


def _candidates(name: str) -> list[PlaceEntry]:
    """Return what the name may be; of "northern Iraq" what "Iraq" may be if it has no entry."""
    bare = re.sub(r"['’]s?$", "", name.strip())
    found = gazetteer.places(bare)
    match = None if found else _GENERIC.match(bare)
    if match is None:
        return _without_own_divisions(found)
    inner = gazetteer.places(match["name"])
    kind = (match["before"] or match["after"] or "").lower()
    return [_around(entry, match["name"]) for entry in inner] if kind in _DIVISIONS else inner


def _without_own_divisions(found: list[PlaceEntry]) -> list[PlaceEntry]:
    """Return the meanings without divisions that are named after a large city inside them.

    "Dushanbe" is the city; who means the division around it says so ("Dushanbe region").
    """
    cities = {
        (entry.country, entry.admin1)
        for entry in found
        if entry.feature == "PPLC" or (entry.population >= _LARGE and entry.primary)
    }
    return [e for e in found if e.feature != "ADM1" or (e.country, e.admin1) not in cities]


def _around(entry: PlaceEntry, name: str) -> PlaceEntry:
    """Return the division that a town gives its name to: near the town, but not the town."""
    if not entry.feature.startswith("PPL"):
        return entry
    return replace(entry, geonames=None, name=name, admin1=name, feature="ADM1")


def _countries(doc: Doc, candidates: Iterable[list[PlaceEntry]]) -> frozenset[str]:
    """Return the countries that the article names or whose demonyms it uses."""
    words = {t.text for t in doc if t.pos_ in {"PROPN", "ADJ", "NOUN", ""} and t.text[:1].isupper()}
    spoken = {gazetteer.country(word) for word in words if gazetteer.is_demonym(word)}
    spoken |= {e.country for entries in candidates for e in entries if e.feature == "PCLI"}
    return frozenset(code for code in spoken if code)


def _in_containers(
    text: str,
    mentions: list[PlaceMention],
    candidates: dict[str, list[PlaceEntry]],
    spoken_of: frozenset[str],
) -> dict[str, PlaceEntry]:
    """Return the names settled by "City, Container", with the entry of each."""
    settled: dict[str, PlaceEntry] = {}
    for city, container in _neighbours(text, mentions):
        pairs = [
            (_weight(inner, spoken_of), -number, inner, outer)
            for outer in candidates[container.text]
            if outer.feature in {"PCLI", "ADM1"}
            for number, inner in enumerate(candidates[city.text])
            if _lies_in(inner, outer)
        ]
        if pairs:
            best = max(pairs, key=lambda pair: pair[:2])
            settled.setdefault(city.text, best[2])
            settled.setdefault(container.text, best[3])
    return settled


def _neighbours(
    text: str, mentions: list[PlaceMention]
) -> Iterator[tuple[PlaceMention, PlaceMention]]:
    """Yield the pairs of mentions that only a comma parts."""
    for left, right in pairwise(mentions):
        if re.fullmatch(r"\s*,\s*", text[left.end : right.start]):
            yield left, right


def _lies_in(inner: PlaceEntry, outer: PlaceEntry) -> bool:
    if inner.feature in {"PCLI", "CONT"} or inner.country is None or inner.country != outer.country:
        return False
    return outer.feature == "PCLI" or (inner.admin1 == outer.name and inner.feature != "ADM1")


def _weight(entry: PlaceEntry, spoken_of: frozenset[str]) -> float:
    if entry.feature == "PCLI":
        return _COUNTRY
    near = _SPOKEN_OF if entry.country in spoken_of else 0.0
    if entry.feature == "ADM1":
        return _DIVISION + near
    if entry.feature == "ADM2":
        return _COUNTY + near
    if not entry.feature.startswith("PPL"):
        return _REGION if entry.country is None else _DIVISION + near
    size = min(1.0, math.log(entry.population + 1) / _LARGEST)
    capital = _CAPITAL if entry.feature == "PPLC" else 0.0
    return _POPULATION * size + capital + near + (_OWN_NAME if entry.primary else 0.0)


def _place(
    id: str,
    mention: PlaceMention,
    candidates: list[PlaceEntry],
    spoken_of: frozenset[str],
    settled: dict[str, PlaceEntry],
) -> Place:
    span = {"id": id, "start": mention.start, "end": mention.end, "text": mention.text}
    span_only = Place(**span, entity=mention.entity)  # type: ignore[arg-type]
    if not candidates:
        return span_only
    chosen = settled.get(mention.text)
    weighed = [
        (_COUNTRY if entry == chosen else _weight(entry, spoken_of), entry) for entry in candidates
    ]
    ranked = sorted(weighed, key=lambda pair: (pair[1] != chosen, -pair[0]))
    weight, best = ranked[0]
    others = sorted(ranked[1:], key=lambda pair: -pair[0])
    nearness = min(1.0, others[0][0] / weight) if others and chosen is None else 0.0
    return span_only.model_copy(
        update={
            "name": best.name,
            "geonames": best.geonames,
            "lat": best.lat,
            "lon": best.lon,
            "country": best.country,
            "admin1": best.admin1,
            "feature": best.feature,
            "precision": _precision(best),
            "score": round(weight * (1 - _DOUBT * nearness), 3),
            "alternatives": tuple(_alternatives(others)),
        }
    )


def _precision(entry: PlaceEntry) -> PlacePrecision:
    rest: PlacePrecision = "city" if entry.feature.startswith("PPL") else "region"
    return _PRECISION.get(entry.feature, rest)


def _alternatives(others: list[tuple[float, PlaceEntry]]) -> Iterator[PlaceAlternative]:
    known = [(w, e) for w, e in others if e.geonames is not None][:_ALTERNATIVES]
    for weight, entry in known:
        if entry.geonames is not None:
            yield PlaceAlternative(
                name=entry.name,
                geonames=entry.geonames,
                country=entry.country,
                score=round(min(weight, 1.0) * (1 - _DOUBT), 3),
            )
