"""The country of each entity: from its own words first, from the scene last.

For a place: where it is. For the others in this order: an owner or demonym in front of its name,
the tables of organisations, seats of power and outlets, the words of its name, its posts, the
phrases that describe it, the country of whoever it belongs to, the table of public figures; at last
the scene (``scenes``).
What is never looked at is how a name sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.country_words import Clue, CountryWords, is_turned_away, nation_named
from dateline.reading.drafts import word_map, word_set
from dateline.reading.public_figures import figure, head_of
from dateline.reading.scenes import Scenes, has_scene
from dateline.reading.years import year_of
from dateline.records import Article, Entity, Mention, Place

# Sectors of bodies without a country of their own, unless their words name one.
_OF_NO_COUNTRY = frozenset({"IGO", "NGO"})
_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their"})


def find_countries(
    doc: Doc, article: Article, entities: Sequence[Entity], places: Iterable[Place]
) -> tuple[Entity, ...]:
    """Return the entities with their countries; those that have one keep it."""
    finder = _Finder(doc, article, entities, tuple(places))
    found = [finder.country(number) for number in range(len(entities))]
    return tuple(
        entity if entity.country or not code else entity.model_copy(update={"country": code})
        for entity, code in zip(entities, found, strict=True)
    )


class _Finder:
    """Looks for each country once; who belongs to another is looked up through that one."""

    def __init__(
        self, doc: Doc, article: Article, entities: Sequence[Entity], places: tuple[Place, ...]
    ) -> None:
        self.doc, self.entities, self.year = doc, entities, year_of(article)
        self.words = CountryWords(doc, entities, places, self.year)
        self.scenes = Scenes(doc, article, self.words)
        self._known: dict[int, str | None] = {}
        self._asked: set[int] = set()

    def country(self, number: int) -> str | None:
        """Return an entity's country; None while it is being looked for, so that circles end."""
        if number not in self._known:
            if number in self._asked:
                return None
            self._asked.add(number)
            self._known[number] = self._find(self.entities[number], number)
        return self._known[number]

    def _find(self, entity: Entity, number: int) -> str | None:
        if entity.type == "place":
            return entity.country or _nation(entity)
        clue = self._own(entity, number)
        if clue is not None:
            return clue.country
        if has_scene(entity):
            heads = [self.words.head(m) for m in entity.mentions if m.kind != "pronoun"]
            return self.scenes.of(entity, heads)
        return None

    def _own(self, entity: Entity, number: int) -> Clue | None:
        """Return the clue in the entity's own words; a clue without a country ends the search."""
        named = [m for m in entity.mentions if m.kind == "name"]
        if named and entity.type != "person":
            homes = (self._at_home(self.words.head(m), number) for m in named)
            clue = next((home for home in homes if home is not None), None)
            clue = clue or self._of_body(entity, named, number)
            if clue is not None:
                return clue
        if entity.type == "person":
            clue = self._of_posts(entity, number)
            if clue is not None:
                return clue
        for mention in entity.mentions:
            clue = self._of_mention(mention, number) if mention.kind != "pronoun" else None
            if clue is not None:
                return clue
        return self._of_figure(entity)

    def _of_figure(self, entity: Entity) -> Clue | None:
        """Return the country of a public figure whom the table knows, or of their government."""
        words = [m.text for m in entity.mentions if m.kind != "pronoun"]
        if entity.type != "person":
            heads = (head_of(re.sub(r"^[Tt]he ", "", name), self.year) for name in words)
            found = next((entry for entry in heads if entry is not None), None)
        else:
            names = [m.text for m in entity.mentions if m.kind == "name"]
            found = figure(names, self.year, titled=bool(entity.roles))
        return Clue(found.country) if found is not None else None

    def _of_posts(self, entity: Entity, number: int) -> Clue | None:
        for role in entity.roles:
            code = word_map("titles_of_a_country").get(role.title.lower())
            first, end = self.words.tokens(role.start, role.end)
            clue = Clue(code) if code else self._scan((self._before_titles(first), end), number)
            if clue is not None:
                return clue
        return None

    def _of_body(self, entity: Entity, named: Sequence[Mention], number: int) -> Clue | None:
        """Return what the name of an organisation, group or facility tells, by table or words."""
        entries = [gazetteer.organisation(m.text, self.year) for m in named]
        entry = next((e for e in entries if e is not None), None)
        if entry is None:
            entry = gazetteer.organisation(entity.name, self.year)
        if entry is None or entry.country is not None:
            owners = (self._owner(self.words.head(m), number) for m in named)
            owner = next((o for o in owners if o is not None), None)
            if owner is not None:
                return owner
        if entry is not None:
            return Clue(entry.country)
        international = (self._branch(m.text) for m in named)
        if any(international):
            return Clue(None)
        for mention in named:
            power = gazetteer.power(mention.text)
            if power is not None and power.kind == "seat":
                return Clue(power.country)
            outlet = gazetteer.outlet(mention.text)
            if outlet is not None:
                return Clue(outlet.country)
        inside = (self.words.inside(mention) for mention in named)
        return next((clue for clue in inside if clue is not None), None)

    def _branch(self, name: str) -> bool:
        """Return whether a name begins with that of a body of no country ("UN Relief Office")."""
        words = name.split()
        for end in range(min(4, len(words) - 1), 0, -1):
            entry = gazetteer.organisation(" ".join(words[:end]), self.year)
            if entry is not None:
                return entry.sector in _OF_NO_COUNTRY and entry.country is None
        return False

    def _owner(self, head: Token, number: int) -> Clue | None:
        """Return the country that owns a body or stands as its attribute: "Peru's Congress"."""
        for child in tree.children(head, "nmod:poss", "amod", "compound"):
            clue = self.words.nation_at(child.i) if child.i < head.i else None
            if clue is not None and self.words.entity_at.get(child.i) != number:
                return clue
        return None

    def _of_mention(self, mention: Mention, number: int) -> Clue | None:
        """Return what the noun phrase around a mention tells."""
        head = self.words.head(mention)
        phrase = tree.phrase(head)
        end = max(phrase.end, head.i + 1)
        first = self.words.tokens(mention.start, mention.end)
        start = first[0]
        if mention.kind == "name":
            start = self._before_titles(min(start, phrase.start))
        # A person's own name tells nothing ("Jordan", "Chad").
        own = mention.kind == "name" and self.entities[number].type == "person"
        nation = own and gazetteer.is_demonym(self.doc[first[0]].text) and first[1] > first[0] + 1
        own = own and not nation  # "[Tajik President Orlan]"
        spans = [(start, first[0]), (first[1], end)] if own else [(start, end)]
        clues = (self._scan(span, number) for span in spans)
        clue = next((found for found in clues if found is not None), None)
        clue = clue or self._shared(head, number)
        if clue is not None:
            return clue
        led = self._what_they_lead(head, number) if mention.kind == "name" else None
        if led is not None:
            return led
        for clause in tree.children(head, "acl"):
            if clause.lemma_.lower() in word_set("based"):
                inside = [t.i for t in clause.subtree]
                clue = self._scan((min(inside), max(inside) + 1), number)
                if clue is not None:
                    return clue
        return None

    def _at_home(self, head: Token, number: int) -> Clue | None:
        """Return where a people is at home: "the Tersians of southern Osteria"."""
        if gazetteer.homeland(head.text) is None or self.entities[number].type != "group":
            return None
        for child in tree.children(head, "nmod"):
            place = self.words.place_at.get(child.i)
            if place is not None and tree.preposition(child) == "of":
                return Clue(place.country)
        return None

    def _shared(self, head: Token, number: int) -> Clue | None:
        """Return the nation of the first of several nouns: "Tersian helicopters and tanks"."""
        first = tree.coordinated(head)[0]
        if first.i == head.i or tree.children(head, "det", "nmod:poss", "amod", "nummod"):
            return None
        return self._scan((tree.phrase(first).start, first.i), number)

    def _what_they_lead(self, head: Token, number: int) -> Clue | None:
        """Return the country of what somebody leads: "Orlan commanded the Tersian guard"."""
        verb = head.head
        if not tree.has_dep(head, "nsubj") or verb.lemma_.lower() not in word_set("leading"):
            return None
        for child in tree.children(verb, "obj"):
            span = tree.phrase(child)
            clue = self._scan((span.start, span.end), number)
            if clue is not None:
                return clue
        return None

    def _before_titles(self, start: int) -> int:
        """Return where the titles and nationalities before a name begin, tree or no tree."""
        while start and self._leads_to_name(self.doc[start - 1]):
            start -= 1
        return start

    def _leads_to_name(self, token: Token) -> bool:
        if token.lower_ in word_set("before_posts"):
            return True  # "Lebanon[’s new] President Roe"
        if token.pos_ in {"ADP", "DET", "VERB", "PRON", "SCONJ", "CCONJ"}:
            return False
        word = token.text
        titled = gazetteer.is_title(word) or gazetteer.agent(word.lower()) is not None
        pairs = (self.doc[max(0, token.i - 1) : token.i + 1], self.doc[token.i : token.i + 2])
        names = (word, *(pair.text for pair in pairs))  # "South Korean"
        people = any(gazetteer.homeland(name) is not None for name in names)
        owner = self.doc[min(token.i + 1, len(self.doc) - 1)].text in {"'s", "’s"}
        return titled or people or (owner and nation_named(word) is not None)

    def _scan(self, span: tuple[int, int], number: int) -> Clue | None:
        """Return the first clue among tokens, the entity's own names left out."""
        i, end = span
        while i < end:
            other = self.words.entity_at.get(i)
            clue = self.words.nation_at(i)
            apart = other is not None and other != number and not is_turned_away(self.doc, i)
            if clue is None and other is not None and apart:
                clue = self._of_other(other)
            if clue is None and i in self.words.place_at and self._is_home(i):
                clue = Clue(self.words.place_at[i].country)
            if clue is not None:
                return clue
            i += 1
        return None

    def _is_home(self, i: int) -> bool:
        """Return whether a place says whose somebody is: not "a [U.S.]-educated minister"."""
        after = self.doc[i + 1 : i + 3]
        joined = len(after) == 2 and after[0].text in {"-", "‑"}
        _, hyphen, rest = self.doc[i].lower_.partition("-")
        word = after[1].lower_ if joined else rest
        foreign = (joined or hyphen) and word not in word_set("led")
        return not foreign and not is_turned_away(self.doc, i)

    def _of_other(self, other: int) -> Clue | None:
        """Return what another entity inside the phrase tells: "Khalimov's unit"."""
        entity = self.entities[other]
        country = self.country(other)
        if country is not None:
            return Clue(country)
        if entity.type != "place" and entity.sector in _OF_NO_COUNTRY | {"MED"}:
            return Clue(None)
        return None


def _nation(entity: Entity) -> str | None:
    names = (m.text for m in entity.mentions if m.kind != "pronoun")
    found = (
        gazetteer.homeland(name) or nation_named(name) or gazetteer.similar_nation(name)
        for name in names
    )
    return next((code for code in found if code), None)
