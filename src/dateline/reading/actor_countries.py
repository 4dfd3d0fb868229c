"""The country of those whose own words do not tell it: from the place beside them, then the scene.

"Police in [Nairobi]", "Khalimov's unit"; and where an article is plainly about one country, its
police, its courts and its unnamed people are of that country. Nobody gets a country by how a name
sounds, and no named person without a public post by where a story plays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline import gazetteer
from dateline.reading.nations import year_of
from dateline.records import Article, Entity, Mention, Place

# Between somebody and where they are: "gunmen in the northern town of [Osterby]".
_BESIDE = re.compile(
    r"\s+(?:in|of|from|at|near|outside|around|across|(?:based|living|operating) in)\s+"
    r"(?:the\s+|an?\s+)?"
    r"(?:[\w-]+\s+){0,4}?(?:of\s+)?(?:the\s+)?[“\"']?"
)
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
# "the Bush administration", "President Bouteflika's government"
_BODIES = frozenset({"administration", "government", "cabinet", "regime", "team"})
_TITLE = re.compile(r"^(?:the\s+)?(?:(?:former\s+)?President\s+|Prime Minister\s+)?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")
_OF_LAND = re.compile(r"\s+of\s+(?:the\s+)?(?:\w+ern\s+)?")
_FROM = re.compile(r"\s+(?:from|of)\s+(?:the\s+|an?\s+)?(?:[a-z]+\s+){0,2}([A-Z][\w-]+)\s+[a-z]")
_AGAINST = ("anti-", "pro-", "Anti-", "Pro-")
_FARTHEST = 60
# "a U.S.-educated minister" is of another country, a "London-based" one is not.
_ELSEWHERE = re.compile(r"-(?!based|led|listed|area|registered|run)")
_ETHNIC = re.compile(r"\bethnic\s+$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?][\"”’']?\s+(?=[\"“A-Z])|\n")
# Share of the article's countries from which on it is plainly about one.
_PLAINLY = 0.6
# Sectors of people whose country is the scene's where nothing else tells it.
_OF_THE_SCENE = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "REB", "REL"})
_STATELESS = frozenset({"IGO", "NGO"})
_STATELESS_WORDS = re.compile(
    r"\b(?:peacekeep\w*|international|multinational|regional|foreign|UN|U\.N\.)\b", re.IGNORECASE
)
# What ``_beside`` says of somebody who is of no one country.
_NONE = ""


def fill(
    article: Article, entities: Sequence[Entity], places: Iterable[Place]
) -> tuple[Entity, ...]:
    """Return the entities with the countries that their surroundings tell.

    Args:
        article: the article, with its dateline's place.
        entities: those found, with the countries that their own words tell.
        places: the resolved places.
    """
    scene = _Scene.of(article, entities, places)
    found = {e.id: _told(e, scene) for e in entities}
    scene = scene.with_countries(found)
    return tuple(
        entity
        if (code := _decided(found[entity.id], entity, scene)) == entity.country
        else entity.model_copy(update={"country": code or None})
        for entity in entities
    )


@dataclass(frozen=True)
class _Scene:
    """Where countries are told: places and entities by position, and the article as a whole."""

    text: str
    entities: Sequence[Entity]
    places: Sequence[Place]
    breaks: Sequence[int]
    dateline: str | None
    shares: Mapping[str, float]
    countries: Mapping[str, str | None]
    year: int | None

    @classmethod
    def of(cls, article: Article, entities: Sequence[Entity], places: Iterable[Place]) -> _Scene:
        placed = sorted((p for p in places if p.country), key=lambda p: p.start)
        line = article.dateline.place if article.dateline is not None else None
        counts = Counter(p.country for p in placed if p.country)
        for entity in entities:
            if entity.country and entity.place is None:
                counts[entity.country] += len(entity.mentions)
        total = sum(counts.values())
        return cls(
            text=article.text,
            entities=entities,
            places=placed,
            breaks=[0, *(m.end() for m in _SENTENCE.finditer(article.text)), len(article.text)],
            dateline=next((p.country for p in placed if p.id == line), None),
            shares={code: count / total for code, count in counts.items()},
            countries={},
            year=year_of(article),
        )

    def with_countries(self, countries: Mapping[str, str | None]) -> _Scene:
        return _Scene(**{**self.__dict__, "countries": countries})

    def main(self) -> str | None:
        """Return the country that the article is plainly about."""
        best = max(self.shares, key=lambda code: (self.shares[code], code), default=None)
        return best if best is not None and self.shares[best] >= _PLAINLY else None


def _told(entity: Entity, scene: _Scene) -> str | None:
    """Return the country that an entity's words or the place beside them tell."""
    if _is_unnamed(entity):
        # "a Georgia sheriff": which Georgia, the resolved place knows better than its name.
        inside = (_place_inside(m, scene) for m in entity.mentions if m.kind == "nominal")
        return (
            next((code for code in inside if code), None)
            or entity.country
            or _beside(entity, scene)
        )
    return entity.country or _beside(entity, scene)


def _is_unnamed(entity: Entity) -> bool:
    return all(mention.kind != "name" for mention in entity.mentions)


def _place_inside(mention: Mention, scene: _Scene) -> str | None:
    for place in scene.places:
        if mention.start <= place.start and place.end <= mention.end:
            against = scene.text[: place.start].endswith(_AGAINST)
            foreign = _ELSEWHERE.match(scene.text, place.end)
            return None if against or foreign else place.country
    return None


def _decided(code: str | None, entity: Entity, scene: _Scene) -> str | None:
    return code if code is not None else _around(entity, scene)


def _beside(entity: Entity, scene: _Scene) -> str | None:
    """Return the country of a name inside a description, or of the place right after it."""
    if entity.type == "place":
        return gazetteer.country(entity.name)
    if (known := _of_leader(entity, scene)) is not None:
        return known
    if entity.sector == "IGO":
        return _NONE
    if entity.type == "group" and gazetteer.is_demonym(entity.name):
        settled = (_place_after(m, scene, _OF_LAND) for m in entity.mentions)
        if (land := next((code for code in settled if code), None)) is not None:
            return land
        ethnic = any(_ETHNIC.search(scene.text[: m.start][-8:]) for m in entity.mentions)
        return None if ethnic else gazetteer.country(entity.name)
    found = (_beside_mention(entity, mention, scene) for mention in entity.mentions)
    return next((code for code in found if code is not None), None)


def _of_leader(entity: Entity, scene: _Scene) -> str | None:
    """Return the country of a public figure, or of "the [Bush] administration"."""
    for mention in entity.mentions:
        name = mention.text
        if entity.type != "person":
            owner, _, body = name.rpartition(" ")
            name = _POSSESSIVE.sub("", owner) if body.lower() in _BODIES else ""
        if name and (mention.kind == "name" or entity.type != "person"):
            titled = bool(entity.roles) or entity.type != "person"
            found = gazetteer.leader(_TITLE.sub("", name), scene.year, titled)
            if found is not None:
                return found.country or _NONE
    return None


def _beside_mention(entity: Entity, mention: Mention, scene: _Scene) -> str | None:
    if mention.kind == "pronoun":
        return None
    if mention.kind == "name" and entity.type == "person":
        return _place_after(mention, scene, _OF) if entity.roles else None
    inside = _named_inside(entity, mention, scene)
    if inside is not None or mention.kind == "name":
        return inside
    if _STATELESS_WORDS.search(mention.text):
        return _NONE
    return _place_after(mention, scene, _BESIDE) or _people_after(mention, scene)


def _people_after(mention: Mention, scene: _Scene) -> str | None:
    """Return the country of a body that somebody is from: "doctors from two American groups"."""
    match = _FROM.match(scene.text, mention.end)
    return gazetteer.country(match[1]) if match and gazetteer.is_demonym(match[1]) else None


def _place_after(mention: Mention, scene: _Scene, link: re.Pattern[str]) -> str | None:
    for place in scene.places:
        gap = place.start - mention.end
        if 0 < gap <= _FARTHEST and link.fullmatch(scene.text[mention.end : place.start]):
            return place.country
    return None


def _named_inside(entity: Entity, mention: Mention, scene: _Scene) -> str | None:
    """Return the country of what a phrase names: "[Hamas] fighters", "[Baghdad] University"."""
    for other in scene.entities:
        for m in other.mentions if other.id != entity.id else ():
            inside = mention.start <= m.start and m.end <= mention.end
            if inside and scene.text[: m.start].endswith(_AGAINST):
                continue
            if inside and (other.country or other.sector in _STATELESS):
                return other.country or _NONE
            if inside and other.type == "organization":
                return _NONE  # "a Reuters photographer" is not of where he works
    if entity.type in ("organization", "facility"):
        return _place_inside(mention, scene)
    return None


def _around(entity: Entity, scene: _Scene) -> str | None:
    """Return the country of the scene, for public posts and bodies and for unnamed people."""
    unnamed = _is_unnamed(entity) or (entity.type == "group" and gazetteer.is_demonym(entity.name))
    public = entity.sector in _OF_THE_SCENE and any(r.status == "current" for r in entity.roles)
    if entity.type == "place" or entity.sector in _STATELESS or not (unnamed or public):
        return None
    low, high = _sentence(entity.mentions[0], scene)
    placed = {p.country for p in scene.places if low <= p.start < high}
    named = _only(placed) or scene.main() or _only(placed | _named_in(low, high, scene))
    return named or scene.dateline


def _sentence(mention: Mention, scene: _Scene) -> tuple[int, int]:
    """Return where a mention's sentence begins and ends (code points)."""
    at = bisect_right(scene.breaks, mention.start)
    return scene.breaks[max(0, at - 1)], scene.breaks[at] if at < len(scene.breaks) else len(
        scene.text
    )


def _named_in(low: int, high: int, scene: _Scene) -> set[str | None]:
    """Return the countries of those named or described between two offsets."""
    return {
        code
        for entity in scene.entities
        if (code := scene.countries.get(entity.id))
        and any(low <= m.start < high for m in entity.mentions if m.kind != "pronoun")
    }


def _only(codes: set[str | None]) -> str | None:
    """Return the one country of a set, None where there are none or several."""
    return next(iter(codes)) if len(codes) == 1 else None
