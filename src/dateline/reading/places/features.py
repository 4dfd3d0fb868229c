"""What speaks for one meaning of a place name and against another: features with names.

Every feature is a number from 0 to 1. Their weights are learned (``training.places``) and lie in
ranker.json; an explanation names the features that decided.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.gazetteer import PlaceEntry
from dateline.reading.places.candidates import is_town, kind_of, lies_in
from dateline.reading.places.scene import Named, Scene

Floats = NDArray[np.float64]
# The largest city's share of "population" is about 1.
_LARGEST = math.log10(30_000_000)
# Kilometres over which nearness falls to a third, and of a county's reach around its middle.
_NEAR, _COUNTY = 120.0, 60.0
_EARTH = 6371.0
# Meanings less likely than this say nothing about the other names.
_LIKELY = 0.02

NAMES = (
    "population",
    "population, and no local outlet is known",
    "its share of the people of all of the name",
    "fewer than 5,000 people",
    "100,000 people and more",
    "another name of a large city",
    "capital",
    "country",
    "first-level division",
    "second-level division",
    "region or water",
    "a town in it bears its name",
    "found by its own name",
    "the only one of the name",
    "its kind is told",
    "another kind is told",
    "lies in the place beside it",
    "lies in another place than the one beside it",
    "holds the place beside it",
    "its people are named before it",
    "its division is named",
    "its country is named",
    "its people are named",
    "its country is not among those named",
    "dateline or local outlet in its division",
    "dateline or local outlet in its country",
    "dateline or local outlet near",
    "national outlet in its country",
    "country, and the outlet is local",
    "names beside it are near",
    "names beside it are in its division",
    "other places near",
    "other places in its division",
    "other places in its country",
)
_AT = {name: number for number, name in enumerate(NAMES)}


def matrices(named: Sequence[Named], scene: Scene) -> list[Floats]:
    """Return the features of each name's candidates by itself: (candidates, features) a name.

    The features of other places are 0: see ``with_others``.
    """
    return [_own(name, scene) for name in named]


def with_others(
    own: Sequence[Floats], named: Sequence[Named], shares: Sequence[Floats]
) -> list[Floats]:
    """Return the features with those of other places, given how likely each candidate is."""
    rows = [each.copy() for each in own]
    _add_others(rows, named, shares)
    return rows


def _own(name: Named, scene: Scene) -> Floats:
    rows = np.zeros((len(name.candidates), len(NAMES)))
    all_people = max(1, sum(c.population for c in name.candidates if is_town(c)))
    for row, entry in zip(rows, name.candidates, strict=True):
        _of_itself(row, entry, len(name.candidates) == 1)
        _of_people(row, entry, scene)
        row[_AT["a town in it bears its name"]] = _has_town(entry, name.candidates)
        if is_town(entry):
            row[_AT["its share of the people of all of the name"]] = entry.population / all_people
        _of_words(row, entry, name)
        _of_scene(row, entry, scene)
        _of_home(row, entry, scene, name.in_dateline)
    return rows


def _of_people(row: Floats, entry: PlaceEntry, scene: Scene) -> None:
    size = min(1.0, math.log10(entry.population + 1) / _LARGEST)
    row[_AT["population"]] = size
    # A local paper means the small town next to it, others the large one far away.
    if not scene.local:
        row[_AT["population, and no local outlet is known"]] = size
    row[_AT["fewer than 5,000 people"]] = is_town(entry) and entry.population < 5000
    large = is_town(entry) and entry.population >= 100_000
    row[_AT["100,000 people and more"]] = large
    row[_AT["another name of a large city"]] = large and not entry.primary


def _of_itself(row: Floats, entry: PlaceEntry, alone: bool) -> None:
    row[_AT["capital"]] = entry.feature == "PPLC"
    row[_AT["country"]] = entry.feature == "PCLI"
    row[_AT["first-level division"]] = entry.feature == "ADM1"
    row[_AT["second-level division"]] = entry.feature == "ADM2"
    row[_AT["region or water"]] = kind_of(entry) in ("region", "water")
    row[_AT["found by its own name"]] = entry.primary
    row[_AT["the only one of the name"]] = alone


def _of_words(row: Floats, entry: PlaceEntry, name: Named) -> None:
    if name.kind:
        fits = kind_of(entry) == name.kind
        row[_AT["its kind is told"]] = fits
        row[_AT["another kind is told"]] = not fits
    if name.containers:
        inside = any(_inside(entry, outer) for outer in name.containers)
        row[_AT["lies in the place beside it"]] = inside
        row[_AT["lies in another place than the one beside it"]] = not inside
    row[_AT["holds the place beside it"]] = any(_inside(inner, entry) for inner in name.contents)
    row[_AT["its people are named before it"]] = entry.country in name.people


def _has_town(entry: PlaceEntry, others: Sequence[PlaceEntry]) -> bool:
    """Return whether an entry is a division, and a town of its name lies in it."""
    if kind_of(entry) not in ("division", "county"):
        return False
    return any(is_town(o) and _same_division(o, entry) for o in others)


def _inside(entry: PlaceEntry, outer: PlaceEntry) -> bool:
    if outer.feature != "ADM2":
        return lies_in(entry, outer)
    return is_town(entry) and kilometres(point(entry), point(outer)) < _COUNTY


def _of_scene(row: Floats, entry: PlaceEntry, scene: Scene) -> None:
    country = entry.country
    if not country:
        return
    named, people = scene.countries.get(country, 0.0), scene.peoples.get(country, 0.0)
    # A country's own name does not speak for itself.
    row[_AT["its country is named"]] = named if entry.feature != "PCLI" else 0.0
    row[_AT["its people are named"]] = people
    known = bool(scene.countries or scene.peoples)
    row[_AT["its country is not among those named"]] = known and not (named or people)
    if entry.feature != "ADM1":
        row[_AT["its division is named"]] = scene.divisions.get((country, entry.admin1 or ""), 0.0)


def _of_home(row: Floats, entry: PlaceEntry, scene: Scene, in_dateline: bool) -> None:
    # Where a story was written and where its paper is at home say the same of what it means; a
    # dateline says nothing of its own place.
    anchors = [scene.dateline] if scene.dateline is not None and not in_dateline else []
    if scene.home is not None and scene.local:
        row[_AT["country, and the outlet is local"]] = entry.feature == "PCLI"
        anchors.append(scene.home)
    elif scene.home is not None:
        row[_AT["national outlet in its country"]] = scene.home.country == entry.country
    for anchor in anchors if entry.country else ():
        told = {
            "in its country": anchor.country == entry.country,
            "in its division": _same_division(entry, anchor),
            "near": nearness(point(entry), point(anchor)),
        }
        for which, value in told.items():
            at = _AT[f"dateline or local outlet {which}"]
            row[at] = max(row[at], value)


def _add_others(own: Sequence[Floats], named: Sequence[Named], shares: Sequence[Floats]) -> None:
    """Fill in what the other names' likely meanings say, weighted by how likely they are."""
    entries = [c for name in named for c in name.candidates]
    if len(named) < 2 or not entries:
        return
    owner = np.repeat(np.arange(len(named)), [len(n.candidates) for n in named])
    share = np.concatenate(list(shares))
    told = share * np.repeat([n.weight for n in named], [len(n.candidates) for n in named])
    likely = np.flatnonzero(share > _LIKELY)
    country = np.array([e.country or "" for e in entries])
    division = np.array([f"{e.country}/{e.admin1}" if e.admin1 else "" for e in entries])
    vectors, placed = _vectors(entries)
    precise = np.array([is_town(e) or e.feature in ("ADM1", "ADM2") for e in entries]) & placed
    for number, (rows, name) in enumerate(zip(own, named, strict=True)):
        here = np.flatnonzero(owner == number)
        there = likely[owner[likely] != number]
        if not len(here) or not len(there):
            continue
        near = _nearness(vectors[here] @ vectors[there].T) * precise[there] * placed[here, None]
        same = (country[here, None] == country[there]) & (country[here, None] != "")
        mine = (division[here, None] == division[there]) & (division[here, None] != "")
        weight = told[there] / max(1e-9, told[there].sum())
        rows[:, _AT["other places in its country"]] = same @ weight
        rows[:, _AT["other places in its division"]] = mine @ weight
        rows[:, _AT["other places near"]] = np.minimum(1.0, near @ told[there])
        beside = np.isin(owner[there], list(name.beside))
        if beside.any():
            parts = share[there][beside] / len(name.beside)
            rows[:, _AT["names beside it are near"]] = near[:, beside] @ parts
            rows[:, _AT["names beside it are in its division"]] = mine[:, beside] @ parts


def _vectors(entries: Sequence[PlaceEntry]) -> tuple[Floats, NDArray[np.bool_]]:
    """Return unit vectors of the entries' points (entries, 3), and which entries have a point."""
    placed = np.array([point(e) is not None for e in entries])
    lat, lon = np.radians(np.array([point(e) or (0.0, 0.0) for e in entries])).T
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], 1), placed


def _nearness(cosines: Floats) -> Floats:
    near: Floats = np.exp(-_EARTH * np.arccos(np.clip(cosines, -1.0, 1.0)) / _NEAR)
    return near


def nearness(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float:
    """Return how near two points (degrees) are: 1 at the same place, 0.37 at 120 km."""
    return math.exp(-kilometres(a, b) / _NEAR)


def kilometres(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float:
    """Return the distance of two points (degrees), infinite where one is not known."""
    if a is None or b is None:
        return math.inf
    (lat, lon), (lat2, lon2) = ((math.radians(p[0]), math.radians(p[1])) for p in (a, b))
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))


def point(entry: PlaceEntry) -> tuple[float, float] | None:
    """Return where an entry is (degrees), None where the gazetteer does not know."""
    return (entry.lat, entry.lon) if entry.lat is not None and entry.lon is not None else None


def _same_division(a: PlaceEntry, b: PlaceEntry) -> bool:
    return a.admin1 is not None and (a.country, a.admin1) == (b.country, b.admin1)
