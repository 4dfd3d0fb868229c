"""Places suite: place names and where they are, against LGL's and GeoVirus' XML files.

Gold and system names are paired one to one as in the times suite. ``found`` counts pairs that
overlap, ``exact`` those of the same extent. ``resolved`` counts gold names with coordinates that
come out within 161 km (100 miles), the field's measure: its recall is the share of ALL of them,
whether found or not (end to end), its precision that of all points given. ``resolved of found``
looks at the pairs alone whose gold has coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from dateline import articles
from dateline.errors import UsageError
from dateline.records import Article, Place
from dateline.score.offsets import carrier
from dateline.score.results import Figure, figure
from dateline.score.times import Pair, pairs, same_extent
from dateline.score.tools import Tools

WITHIN_KM = 161.0
_EARTH_KM = 6371.0


@dataclass(frozen=True)
class Toponym:
    """A place name with where it is (degrees, WGS 84), as gold or as an answer."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    type: str = "place"
    value: str | None = None


@dataclass(frozen=True)
class Document:
    """A gold article: its text, what is known of its publication, and its toponyms in order."""

    text: str
    places: tuple[Toponym, ...]
    url: str | None = None
    published: str | None = None


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the articles of an LGL or a GeoVirus file.

    Raises:
        ValueError: when the file is neither.
    """
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from None
    found = [_document(article) for article in root.findall("article")[:limit]]
    if not any(document.places for document in found):
        raise ValueError("there are no toponyms in it")
    return found


def _document(article: ElementTree.Element) -> Document:
    text = article.findtext("text") or ""
    marked = article.find("toponyms")
    if marked is not None:
        places = [_lgl(each) for each in marked]
    else:
        locations = article.find("locations")
        places = [_geovirus(each) for each in (locations if locations is not None else ())]
    kept = {(p.start, p.end): p for p in places if 0 <= p.start < p.end <= len(text)}
    published = article.findtext("dltime")
    return Document(
        text=text,
        places=tuple(kept[span] for span in sorted(kept)),
        url=article.findtext("url") or article.findtext("source"),
        published=published[:10] if published else None,
    )


def _lgl(each: ElementTree.Element) -> Toponym:
    tag = each.find("gaztag")
    return _toponym(each, tag if tag is not None else ElementTree.Element("gaztag"), 0)


def _geovirus(each: ElementTree.Element) -> Toponym:
    return _toponym(each, each, 1)  # its offsets count from one


def _toponym(each: ElementTree.Element, place: ElementTree.Element, first: int) -> Toponym:
    lat, lon = place.findtext("lat"), place.findtext("lon")
    return Toponym(
        start=int(each.findtext("start") or "") - first,
        end=int(each.findtext("end") or "") - first,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
    )


def answer(gold: Document, tools: Tools) -> tuple[Toponym, ...]:
    """Return the places that reading finds in the gold article's raw text.

    Raises:
        UsageError: when the tools have nothing that finds places.
    """
    if tools.places is None:
        raise UsageError("These tools find no places. Give Tools(…, places=…) to measure them.")
    article = article_of(gold)
    return from_places(tools.places(article), article, gold.text)


def article_of(gold: Document) -> Article:
    """Return the gold article as ``dateline code`` takes it from a row."""
    row = {"text": gold.text, "url": gold.url, "published": gold.published}
    return articles.from_row({key: value for key, value in row.items() if value})[0]


def from_places(places: Iterable[Place], article: Article, text: str) -> tuple[Toponym, ...]:
    """Return an article's places as answers over ``text``, which the article was made of."""
    carry = carrier(article.text, text)
    nowhere = (len(text), len(text))
    return tuple(
        Toponym(*(carry((place.start, place.end)) or nowhere), place.lat, place.lon)
        for place in places
    )


def score(golds: Sequence[Document], answers: Sequence[Sequence[Toponym]]) -> tuple[Figure, ...]:
    """Return the figures ``found``, ``exact``, ``resolved`` and ``resolved of found``."""
    documents = [
        (gold, found, pairs(gold.text, gold.places, found))
        for gold, found in zip(golds, answers, strict=True)
    ]
    total = sum(len(gold.places) for gold, _, _ in documents)
    named = sum(len(found) for _, found, _ in documents)
    located = sum(p.lat is not None for gold, _, _ in documents for p in gold.places)
    given = sum(p.lat is not None for _, found, _ in documents for p in found)
    paired = [(g, p) for gold, found, pair in documents for g, p in _places(gold, found, pair)]
    known = [(g, p) for g, p in paired if g.lat is not None]
    right = sum(is_near(g, p) for g, p in known)
    exact = sum(
        same_extent(gold.text, g, p)
        for gold, found, pair in documents
        for g, p in _places(gold, found, pair)
    )
    return (
        figure("found", len(paired), total, named),
        figure("exact", exact, total, named),
        figure("resolved", right, located, given),
        figure("resolved of found", right, len(known), sum(p.lat is not None for _, p in known)),
    )


def _places(
    gold: Document, found: Sequence[Toponym], paired: Sequence[Pair]
) -> list[tuple[Toponym, Toponym]]:
    return [(gold.places[g], found[s]) for g, s in paired]


def is_near(gold: Toponym, found: Toponym) -> bool:
    """Return whether both have a point, at most 161 km from each other."""
    if gold.lat is None or gold.lon is None or found.lat is None or found.lon is None:
        return False
    return kilometres((gold.lat, gold.lon), (found.lat, found.lon)) <= WITHIN_KM


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the distance of two points (degrees) on a sphere, in kilometres."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
