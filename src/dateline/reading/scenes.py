"""The scene: in which country somebody acts whose own words do not tell one.

The places of the clause, then of the sentence; for institutions ("police", "the court") and
officials the country that the article is about, or its dateline. Who is often abroad (tourists,
envoys, refugees, peacekeepers) and who is of no one country has no scene.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.country_words import CountryWords
from dateline.reading.drafts import word_set
from dateline.records import Article, Entity

_OFFICIAL = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY", "ELI"})
_OF_THE_LAND = frozenset({"EDU", "HLH", "OPP", "PTY", "LAB"})
_NO_SCENE = frozenset({"IGO", "NGO", "REF", "BUS", "SPY"})
_LOCATIVES = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "across", "throughout", "off", "within"}
    | {"along", "on", "over", "of", "by", "above", "below", "under", "between", ""}
)
# Which share of its names of places and nations makes an article one about that country.
_ABOUT = 0.6
_LONGEST_CLAUSE = 150  # words looked through for places
_CLIMB = 8  # steps up the tree to the clause's verb
_OUTSIDE = ("ccomp", "parataxis", "appos")


def has_scene(entity: Entity) -> bool:
    """Return whether the scene may tell an entity's country.

    Of named people only for officials, of named bodies only for those of a state or a town.
    """
    if entity.type == "facility":
        return True
    if entity.type not in {"person", "group", "organization"} or entity.sector in _NO_SCENE:
        return False
    described = [m.text.lower().split() for m in entity.mentions if m.kind == "nominal"]
    abroad = word_set("often_abroad") | ({"coalition"} if entity.sector == "MIL" else set())
    if {words[-1] for words in described} & abroad:
        return False
    if {word for words in described for word in words} & word_set("of_many_countries"):
        return False
    if not any(m.kind == "name" for m in entity.mentions):
        return True
    if entity.type == "group":
        return entity.sector in _OFFICIAL | _OF_THE_LAND | {"CVL"}
    if entity.type == "person":
        return entity.sector in _OFFICIAL | {"REL"} and bool(entity.roles)
    return entity.sector in _OFFICIAL | _OF_THE_LAND


class Scenes:
    """The places of one article as scenes."""

    def __init__(self, doc: Doc, article: Article, words: CountryWords) -> None:
        self.doc, self.words = doc, words
        self.counts: Counter[str] = Counter()
        self._clause: dict[int, frozenset[str]] = {}
        self._number: list[int] = []
        self._places: dict[int, set[str]] = {}
        self._nations: dict[int, set[str]] = {}
        self._seats: dict[int, str] = {}
        self._read()
        self.dateline = self._of_dateline(article)

    def of(self, entity: Entity, heads: Sequence[Token]) -> str | None:
        """Return the country of the scene, None where there is none or more than one."""
        official = entity.sector in _OFFICIAL
        for head in heads:
            found = self._around(head, official)
            if found is None and head.i and self.doc[head.i - 1].lower_ == "ethnic":
                found = self._abroad(head)
            if found is not None:
                return found
        if official:
            return self._about() or self._beside(heads) or self.dateline
        if any(m.kind == "name" for m in entity.mentions):
            return None
        named_once = next(iter(self.counts)) if len(self.counts) == 1 else None
        return self.dateline or named_once

    def _around(self, head: Token, official: bool) -> str | None:
        above = head
        for _ in range(_CLIMB):
            if above.head.i == above.i:
                break
            above = above.head
            codes = self._places_under(above)
            if len(codes) == 1:
                return next(iter(codes))
            if above.pos_ in {"VERB", "AUX"}:
                break
        if official and (seat := self._seat(head)):
            return seat
        places, _ = self._in_sentence(head)
        return next(iter(places)) if len(places) == 1 else None

    def _abroad(self, people: Token) -> str | None:
        """Return the first country after "ethnic Tersians" in the sentence that is not Tersia."""
        home, number = gazetteer.homeland(people.text), self._number[people.i]
        for i in range(people.i + 1, len(self.doc)):
            if self._number[i] != number:
                return None
            for code in sorted(self._all_at(i)):
                if code != home:
                    return code
        return None

    def _beside(self, heads: Sequence[Token]) -> str | None:
        """Return the one nation that a sentence names ("toward the Algerian border" is weak)."""
        nations = (self._in_sentence(head)[1] for head in heads)
        return next((next(iter(codes)) for codes in nations if len(codes) == 1), None)

    def _seat(self, head: Token) -> str | None:
        """Return the country of a seat of power in the sentence: "…, the White House said"."""
        return self._seats.get(self._number[head.i])

    def _places_under(self, top: Token) -> frozenset[str]:
        """Return the countries of the places in a clause, other clauses' left out."""
        if top.i not in self._clause:
            codes, stack, seen = set(), [top], 0
            while stack and seen < _LONGEST_CLAUSE:
                seen += 1
                for child in stack.pop().children:
                    if tree.has_dep(child, *_OUTSIDE):
                        continue
                    codes |= self._scene_at(child)
                    stack.append(child)
            self._clause[top.i] = frozenset(codes)
        return self._clause[top.i]

    def _scene_at(self, token: Token) -> set[str]:
        place = self.words.place_at.get(token.i)
        if place is None or place.country is None:
            return set()
        if tree.has_dep(token, "nsubj", "obl:agent", "compound", "amod"):
            return set()
        if place.precision == "country" and tree.has_dep(token, "obj", "iobj", "nmod:poss"):
            return set()
        return {place.country} if tree.preposition(token) in _LOCATIVES else set()

    def _in_sentence(self, head: Token) -> tuple[set[str], set[str]]:
        """Return the countries of a sentence's places, and of all its places and nations."""
        number = self._number[head.i]
        return self._places.get(number, set()), self._nations.get(number, set())

    def _read(self) -> None:
        """Note for each sentence its places, nations and seats of power, and count them all."""
        number, has_starts = 0, self.doc.has_annotation("SENT_START")
        for token in self.doc:
            number += int(has_starts and token.i > 0 and bool(token.is_sent_start))
            self._number.append(number)
            if not token.text[:1].isupper():
                continue
            nations = self._all_at(token.i)
            self.counts.update(nations)
            self._nations.setdefault(number, set()).update(nations)
            self._places.setdefault(number, set()).update(self._scene_at(token))
            seat = self.words.seats.get(self.words.entity_at.get(token.i, -1))
            if seat is not None:
                self._seats.setdefault(number, seat)

    def _all_at(self, i: int) -> set[str]:
        place, clue = self.words.place_at.get(i), self.words.nation_at(i)
        codes = {place.country if place else None, clue.country if clue else None}
        codes.add(self.words.body_at.get(i))
        return {code for code in codes if code}

    def _about(self) -> str | None:
        """Return the country that an article is about, None where it is about several or none."""
        if not self.counts:
            return None
        code, most = self.counts.most_common(1)[0]
        return code if most >= _ABOUT * self.counts.total() else None

    def _of_dateline(self, article: Article) -> str | None:
        line = article.dateline
        if line is None:
            return None
        first, end = self.words.tokens(line.start, line.end)
        places = (self.words.place_at.get(i) for i in range(first, end))
        return next((place.country for place in places if place), None)
