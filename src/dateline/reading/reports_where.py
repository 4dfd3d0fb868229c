"""Place of an event: from the words that belong to it, else from the narrative, else the dateline.

What is said of another event's place, of where it was said, of where somebody comes from, or of a
capital that stands for its government, is not this event's place.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Match, Page
from dateline.reading.reports_when_verbs import in_main_clause, tense_of, verb_over
from dateline.reading.reports_where_clause import Clause
from dateline.reading.reports_where_country import Countries
from dateline.reading.reports_where_scene import Scenes
from dateline.reading.reports_where_told import Places
from dateline.reading.reports_where_tree import Tie, Ties, best
from dateline.reading.reports_where_words import where_words
from dateline.records import Block, Place, PlaceBasis, Span, Status

_REAL: tuple[Status, ...] = ("happened", "ongoing")
_LIKELY: tuple[Status, ...] = ("happened", "ongoing", "planned", "demanded")
# Paragraphs below the one that tells where the story is in which it still goes on there.
_REACH = 3


class Event(NamedTuple):
    """What is known of a report when its place is asked for."""

    match: Match
    type: str
    mode: str | None
    status: Status
    background: bool
    evidence: Span
    actors: Sequence[Span]
    recipients: Sequence[Span]
    parties: tuple[frozenset[str], frozenset[str]]


class Where(NamedTuple):
    """The id of a report's place, and what it stands on."""

    place: str | None
    basis: PlaceBasis


_NOWHERE = Where(None, "none")


class Whereabouts:
    """Gives each report its place; reports come in text order."""

    def __init__(self, page: Page, matches: Sequence[Match]) -> None:
        self._page = page
        types = {match.token.i: match.form.entry.type for match in matches}
        self._ties = Ties(page, types)
        self._clause = Clause(self._ties)
        self._countries = Countries(page)
        self._scenes = Scenes(page, self._ties, types, self._countries)
        self._told = Places()
        line = page.article.dateline
        self._line = next((p for p in page.places if line and p.id == line.place), None)

    def place(self, event: Event, block: Block) -> Where:
        """Return where an event was."""
        where = self._stated(event) or self._context(event) or _NOWHERE
        if where.place is not None:
            self._told.keep(event.match, event.type, event.parties, where.place)
        else:
            where = self._narrated(event, block) or _NOWHERE
        return where

    def _stated(self, event: Event) -> Where | None:
        """Return the place that the words of the event itself say."""
        for ties in self._clause.own(event.match, event.type):
            found = self._best(ties, event)
            if found is not None:
                return self._by(found.place, event.evidence)
        return None

    def _by(self, place: Place, evidence: Span) -> Where:
        inside = evidence.start <= place.start and place.end <= evidence.end
        return Where(place.id, "stated" if inside else "context")

    def _best(self, ties: Sequence[Tie], event: Event) -> Tie | None:
        free = [t for t in ties if not self._is_taken(t, event)]
        return best(free, event.match.token.idx)

    def _is_taken(self, tie: Tie, event: Event) -> bool:
        """Return whether a name is that of who speaks or, as a government, of who acts."""
        place = tie.place
        if self._page.is_source(place):
            return True
        if tie.kind not in ("own", "obj", "subj"):
            return False
        acts = any(a.start < place.end and place.start < a.end for a in event.actors)
        return acts and tie.kind == "own"

    def _context(self, event: Event) -> Where | None:
        """Return the place that an earlier report or a clause beside it gives."""
        match = event.match
        earlier = self._told.taken_up(match, event.type, event.parties)
        if earlier is not None:
            return Where(earlier, "context")
        for ties in self._clause.beside(match, event.type):
            found = self._best(ties, event)
            if found is not None:
                return self._by(found.place, event.evidence)
        again = None if match.noun else self._told.told_again(match, event.type, event.parties)
        if again is not None:
            return Where(again, "context")
        if self._is_here(match.token) and self._line is not None:
            return Where(self._line.id, "dateline")
        return None

    def _is_here(self, token: Token) -> bool:
        over = {token.i: token, (verb := verb_over(token)).i: verb}
        return any(
            child.lower_ == "here"
            for word in over.values()
            for child in tree.children(word, "advmod")
        )

    def _narrated(self, event: Event, block: Block) -> Where | None:
        """Return the place that the text has come to, if the event may be there."""
        match, own = event.match, self._named(event)
        talk = where_words().has("types", "talk", event.type)
        if event.status in _REAL:
            scene = self._scenes.before(match.token, block, talk)
            wide = scene is not None and scene.place.precision in ("country", "region")
            vague = wide and where_words().has("types", "abstract", event.type)
            if scene is not None and not vague and (not own or scene.place.country in own):
                return Where(scene.place.id, "context")
        dealings = where_words().has("types", "dealings", event.type)
        if not dealings and event.status in _LIKELY:
            scene = self._scenes.in_sentence(match.token)
            if scene is not None and (not own or scene.place.country in own):
                return Where(scene.place.id, "context")
        if self._goes_elsewhere(event):
            return None
        return self._of_story(event, block, own) or self._of_bodies(event)

    def _of_bodies(self, event: Event) -> Where | None:
        """Return the country of a court, a police or the like, which acts at home."""
        for actor in event.actors:
            words = self._page.doc.char_span(actor.start, actor.end, alignment_mode="expand")
            if words is None or not where_words().of("nouns", "bodies", words.root):
                continue
            codes = self._countries.between(actor.start, actor.end)
            if len(codes) == 1:
                return self._country(next(iter(codes)))
        return None

    def _named(self, event: Event) -> frozenset[str]:
        """Return the countries that an event's own words name, else those of its sentence."""
        span, sentence = event.evidence, event.match.token.sent
        # Soldiers and planes go abroad; who negotiates stands for a country.
        stands = where_words().has("types", "between", event.type)
        return self._countries.between(
            span.start, span.end, visiting=stands
        ) or self._countries.between(sentence.start_char, sentence.end_char)

    def _is_domestic(self, event: Event) -> bool:
        """Return whether something is done at home, or shall be: "next year's elections"."""
        if event.status == "planned" and event.type in where_words().lists["types"]["at_home"]:
            return event.type != "CONSULT"
        return event.status in _REAL and where_words().has("types", "domestic", event.type)

    def _goes_elsewhere(self, event: Event) -> bool:
        """Return whether something is visited that is not named as a place: "the mainland"."""
        return event.mode == "visit" and bool(event.recipients)

    def _of_story(self, event: Event, block: Block, own: frozenset[str]) -> Where | None:
        """Return the place of the story, of its dateline, or its country at least."""
        story = self._scenes.story
        code = story.place.country if story else self._countries.story
        home = code or (self._line.country if self._line else None)
        if own and home not in own:
            return self._abroad(event, own)
        real = event.status in _REAL and not event.background and self._is_news(event.match)
        if where_words().has("types", "abstract", event.type):
            if story is not None and real and self._scenes.is_of_words(event.type):
                return Where(story.place.id, "context")
            same = self._countries.domestic and len(own) <= 1 and not self._is_about(home, event)
            return self._country(home) if same and event.status in _LIKELY else None
        if real:
            carried = self._scenes.carried(block)
            if carried is not None and home in (None, carried.place.country):
                return Where(carried.place.id, "context")
            if story is not None and self._is_near_story(block):
                return Where(story.place.id, "context")
            same = self._line is not None and self._countries.story in (None, self._line.country)
            if story is None and self._line is not None and same:
                return Where(self._line.id, "dateline")
        real = real or self._is_domestic(event)
        if len(own) > 1 or not (real or self._countries.domestic):
            return None
        return self._country(home)

    def _is_about(self, code: str | None, event: Event) -> bool:
        """Return whether a country is itself what the words are about: "criticism of Iran"."""
        return any(
            code in self._countries.between(party.start, party.end) for party in event.recipients
        )

    def _country(self, code: str | None) -> Where | None:
        country = self._countries.place(code)
        return Where(country.id, "context") if country is not None else None

    def _is_near_story(self, block: Block) -> bool:
        return self._scenes.block_number(block.start) - self._scenes.story_block <= _REACH

    def _is_news(self, match: Match) -> bool:
        verb = verb_over(match.token)
        return in_main_clause(match.token) and tense_of(verb) in ("past", "perfect", "open")

    def _abroad(self, event: Event, own: frozenset[str]) -> Where | None:
        """Return the country of what plainly happened in another than the story's."""
        own = frozenset(c for p in event.actors for c in self._countries.between(p.start, p.end))
        if len(own) != 1 or not where_words().has("types", "domestic", event.type):
            return None
        return self._country(next(iter(own)))
