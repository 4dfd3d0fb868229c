"""Which words of a Doc tell a country: demonyms, names of countries, places and their entities."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.actors import noun_for_people
from dateline.reading.drafts import word_set
from dateline.records import Entity, Mention, Place

_HYPHENS = frozenset({"-", "‑", "–"})
_LONGEST_DEMONYM = 3  # "Papua New Guinean"


@dataclass(frozen=True)
class Clue:
    """A country that words tell; None: they tell that it is of no one country."""

    country: str | None


class CountryWords:
    """The words of one Doc with what they tell."""

    def __init__(
        self, doc: Doc, entities: Sequence[Entity], places: Iterable[Place], year: int | None
    ) -> None:
        self.doc, self.year = doc, year
        self._starts = [token.idx for token in doc]
        self.entity_at: dict[int, int] = {}
        """token → number of the entity whose shortest mention holds it"""
        self.place_at: dict[int, Place] = {}
        self._mentions(entities)
        for place in places:
            if place.country is not None:
                first, end = self.tokens(place.start, place.end)
                self.place_at.update(dict.fromkeys(range(first, end), place))
        self._nations: dict[int, Clue | None] = {}
        self.body_at = self._bodies(entities)
        self.seats = {n: code for n, e in enumerate(entities) if (code := _seat(e))}

    def _bodies(self, entities: Sequence[Entity]) -> dict[int, str]:
        """Return the countries of organisations that the table knows, by token."""
        found = {}
        for entity in entities:
            if entity.type not in {"organization", "group", "facility"}:
                continue
            for mention in entity.mentions:
                entry = gazetteer.organisation(mention.text, self.year)
                if mention.kind == "name" and entry is not None and entry.country:
                    found[self.tokens(mention.start, mention.end)[0]] = entry.country
        return found

    def _mentions(self, entities: Sequence[Entity]) -> None:
        found = [
            (m.end - m.start, m.start, m.end, n) for n, e in enumerate(entities) for m in e.mentions
        ]
        for _, start, end, number in sorted(found, reverse=True):
            first, last = self.tokens(start, end)
            self.entity_at.update(dict.fromkeys(range(first, last), number))

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the tokens, first and one past the last, of characters ``start:end``."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, max(start, end - 1))
        return first, max(last, first + 1)

    def head(self, mention: Mention) -> Token:
        """Return the token that the tree hangs a mention on: the last of a description."""
        first, end = self.tokens(mention.start, mention.end)
        return self.doc[end - 1] if mention.kind == "nominal" else self.doc[first:end].root

    def nation_at(self, i: int) -> Clue | None:
        """Return the country that a demonym or a country's name tells that begins at a token.

        None also where the word belongs to another one: "Russian-installed", "pro-Russian",
        "ethnic Albanian".
        """
        if i not in self._nations:
            self._nations[i] = self._nation_at(i)
        return self._nations[i]

    def _nation_at(self, i: int) -> Clue | None:
        if not self.doc[i].text[:1].isupper() or is_turned_away(self.doc, i):
            return None
        for end in range(min(len(self.doc), i + _LONGEST_DEMONYM), i, -1):
            if self.doc[end - 1].text in _HYPHENS:
                continue
            words = self.doc[i:end].text
            code = gazetteer.homeland(words)
            place = self.place_at.get(i)
            if code is None and place is not None and place.precision != "country":
                return None  # "Niger State", "Georgia" where it is the American one
            code = code or nation_named(words)
            if code is not None:
                return Clue(code) if _stands_for_itself(self.doc, end) else None
        if _describes_people(self.doc[i]) and (code := gazetteer.similar_nation(self.doc[i].text)):
            return Clue(code)
        first, hyphen, rest = self.doc[i].text.partition("-")
        code = (gazetteer.homeland(first) or nation_named(first)) if hyphen else None
        return Clue(code) if code and rest.lower() in word_set("led") else None

    def inside(self, mention: Mention) -> Clue | None:
        """Return the country in a body's own name: "Supreme Court of Tersia", "Osterby Police"."""
        first, end = self.tokens(mention.start, mention.end)
        for i in range(first, end):
            if end - first == 1 and gazetteer.homeland(self.doc[i].text) is None:
                return None
            clue = self.nation_at(i)
            place = self.place_at.get(i)
            if clue is None and place is not None:
                clue = Clue(place.country)
            if clue is not None:
                return clue
        return self._town_after_of(first, end) or self._town_inside(first, end)

    def _town_after_of(self, first: int, end: int) -> Clue | None:
        """Return where the place is that a name ends with ("Bus Company of Osterby")."""
        for i in range(end - 2, first, -1):
            if self.doc[i].lower_ in {"of", "in"}:
                found = gazetteer.places(self.doc[i + 1 : end].text)
                return Clue(found[0].country) if found and found[0].country else None
        return None

    def _town_inside(self, first: int, end: int) -> Clue | None:
        """Return where the town is that a school or court is named after ("Nairobi University")."""
        ends = {self.doc[i].lower_ for i in (first, end - 1)}
        if end - first < 2 or not ends & word_set("named_after_towns"):
            return None
        kept = [t for t in self.doc[first:end] if t.text[:1].isupper() and t.is_alpha]
        names = [t.text for t in kept if t.lower_ not in word_set("named_after_towns")]
        for name in dict.fromkeys((" ".join(names), *names[:1], *names[-1:])):
            found = gazetteer.places(name) if name else []
            if found and found[0].country is not None:
                return Clue(found[0].country)
        return None


def _seat(entity: Entity) -> str | None:
    """Return the country whose government an entity's name is the seat of ("the Kremlin")."""
    power = gazetteer.power(entity.name) if entity.type != "person" else None
    return power.country if power is not None and power.kind == "seat" else None


@lru_cache(maxsize=16384)
def nation_named(words: str) -> str | None:
    """Return the country that a name means, one of former times among them."""
    return gazetteer.country(words) or gazetteer.former_state(words)


def is_turned_away(doc: Doc, i: int) -> bool:
    """Return whether a word before takes the nation away: "pro-", "anti-", "ethnic"."""
    if i and doc[i - 1].lower_ == "ethnic":
        return True
    if i + 1 < len(doc) and doc[i + 1].text[:1] in "$€£":
        return True  # "US $50 million"
    return i > 1 and doc[i - 1].text in _HYPHENS and doc[i - 2].lower_ in word_set("turned_away")


def _describes_people(token: Token) -> bool:
    """Return whether a word is an attribute of a noun for people: "[Chenchen] refugees"."""
    noun = token.head
    after = noun.i == token.i + 1 and tree.has_dep(token, "amod", "compound", "nmod")
    return after and noun.pos_ == "NOUN" and noun_for_people(noun) is not None


def _stands_for_itself(doc: Doc, end: int) -> bool:
    """Return whether no hyphen makes another word of it, but for "Saudi-led", "Baku-based"."""
    if end + 1 >= len(doc) or doc[end].text not in _HYPHENS:
        return True
    return doc[end + 1].lower_ in word_set("led") or doc[end + 1].text[:1].isupper()
