"""Places: names in the text looked up in the gazetteer and resolved by what the article says.

``mentions`` finds the names, ``candidates`` what each may mean, ``scene`` what the article says as
a whole, ``features`` what speaks for each meaning, ``ranker`` weighs it. One name has one sense in
an article unless the text puts it into two places ("Paris, Texas … Paris, France").

``Place.score`` is how likely the place is within 161 km of the right one, learned on gold articles;
a runner-up's score is its share of the weight. Below ``ranker.LEAST`` no place is given, and a note
says which names were left open and why: a wrong point on a map is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from dateline.gazetteer import PlaceEntry
from dateline.reading.places import ranker, scene
from dateline.reading.places.candidates import is_town
from dateline.reading.places.mentions import PlaceMention, mentions_of
from dateline.records import (
    Article,
    Entity,
    Note,
    Place,
    PlaceAlternative,
    PlacePrecision,
)

_ALTERNATIVES = 3
# Runner-ups with a smaller share are not worth a look.
_WORTH = 0.01
# Names that a note lists before it counts the others.
_LISTED = 8
_PRECISION: dict[str, PlacePrecision] = {
    **{"PCLI": "country", "ADM1": "admin1", "ADM2": "admin2"},
    **dict.fromkeys(("MT", "VLC", "DAM", "PASS", "CAPE"), "point"),
}


def find_places(
    article: Article, entities: Iterable[Entity]
) -> tuple[tuple[Place, ...], tuple[Note, ...]]:
    """Return every named place of the article in text order, and notes on those left open.

    A place that is not resolved has precision "none" and no point; where the text itself names the
    country or division around it, it has these.
    """
    mentions = mentions_of(article, list(entities))
    named, seen, numbers = scene.look(article, mentions)
    rankings = ranker.rank(named, seen)
    places = tuple(
        _place(f"p{i}", mention, named[number], rankings[number])
        for i, (mention, number) in enumerate(zip(mentions, numbers, strict=True), start=1)
    )
    return places, tuple(_notes(named, rankings))


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
    if line is not None:
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


def _place(id: str, mention: PlaceMention, name: scene.Named, ranking: ranker.Ranking) -> Place:
    found = Place(
        id=id, start=mention.start, end=mention.end, text=mention.text, entity=mention.entity
    )
    if ranker.is_open(name, ranking):
        return found.model_copy(update=_around(name.containers))
    order = np.argsort(-ranking.shares, kind="stable").tolist()
    best = name.candidates[order[0]]
    return found.model_copy(
        update={
            "name": best.name,
            "geonames": best.geonames,
            "lat": best.lat,
            "lon": best.lon,
            "country": best.country,
            "admin1": best.admin1,
            "feature": best.feature,
            "precision": _precision(best),
            "score": round(ranking.sure, 3),
            "alternatives": tuple(_alternatives(name, ranking, order[1:])),
        }
    )


def _around(containers: Sequence[PlaceEntry]) -> dict[str, str]:
    """Return country and division of a place of which only the place around it is known."""
    countries = {entry.country for entry in containers}
    divisions = {entry.admin1 for entry in containers}
    country = countries.pop() if len(countries) == 1 else None
    division = divisions.pop() if len(divisions) == 1 and country else None
    found = {"country": country, "admin1": division}
    return {key: value for key, value in found.items() if value}


def _precision(entry: PlaceEntry) -> PlacePrecision:
    return _PRECISION.get(entry.feature, "city" if is_town(entry) else "region")


def _alternatives(
    name: scene.Named, ranking: ranker.Ranking, order: Sequence[int]
) -> Iterator[PlaceAlternative]:
    known = [(float(ranking.shares[i]), name.candidates[i]) for i in order]
    worth = [(share, e) for share, e in known if e.geonames is not None and share > _WORTH]
    for share, entry in worth[:_ALTERNATIVES]:
        if entry.geonames is not None:
            yield PlaceAlternative(
                name=entry.name,
                geonames=entry.geonames,
                country=entry.country,
                score=round(share, 3),
            )


def _notes(named: Sequence[scene.Named], rankings: Sequence[ranker.Ranking]) -> Iterator[Note]:
    unknown = [n.name for n in named if not n.candidates]
    unsure = [
        n.name
        for n, ranking in zip(named, rankings, strict=True)
        if n.candidates and ranker.is_open(n, ranking)
    ]
    guessed = [
        f"{n.name} (read as {n.candidates[int(ranking.shares.argmax())].name})"
        for n, ranking in zip(named, rankings, strict=True)
        if not ranker.is_open(n, ranking) and n.candidates[0].misspelt
    ]
    if guessed:
        yield Note(
            code="places-misspelt",
            message=f"Nothing has the name as written, a known place nearly: {_listed(guessed)}.",
        )
    if unknown:
        yield Note(
            code="places-unknown",
            message=f"The gazetteer has no place of the name {_listed(unknown)}.",
        )
    if unsure:
        yield Note(
            code="places-unsure",
            message=f"Which place is meant is not told clearly enough: {_listed(unsure)}.",
        )


def _listed(names: Sequence[str]) -> str:
    """Return names in quotation marks, each once; of many the first and how many more."""
    once = list(dict.fromkeys(" ".join(name.split()) for name in names))
    text = ", ".join(f'"{name}"' for name in once[:_LISTED])
    rest = len(once) - _LISTED
    return f"{text} and {rest} more" if rest > 0 else text
