"""On which words of the tree each place of a page hangs, and how: where, to what, of what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Page
from dateline.reading.reports_where_words import where_words
from dateline.records import Place

# in, near: it is there. own: the name stands before the event ("the Tirn talks"). of: the event is
# done to it ("the siege of Tirn"). obj, subj: it is the verb's object or subject itself. from, to.
# folk: whose or what is only named after it ("Tirn's mayor").
Kind = Literal["in", "near", "own", "of", "obj", "subj", "from", "to", "folk"]

# Steps up from a place to what it is the place of; "on the edge of a village in the hills near
# Tirn in Osterland" takes six.
_CLIMB = 10
# "Tirn-based": what follows the hyphen.
_HYPHENED = re.compile(r"\s?[-–]\s?([a-z]+)")
_JOINED = ("conj", "appos", "flat", "list", "goeswith", "nmod:unmarked", "nmod:tmod", "dep")
_BEFORE = ("nmod:poss", "compound", "amod", "nmod:desc", "nummod")


@dataclass(frozen=True)
class Tie:
    """A place and a word that it is the place of."""

    place: Place
    kind: Kind
    on: int
    root: int
    """the token of the name that the tree hangs it by"""
    steps: int
    loose: str
    """how it is only the place of somebody or something that takes part, "" if it is the event's"""


class Ties:
    """The places of a page by the words they are the places of."""

    def __init__(self, page: Page, types: Mapping[int, str]) -> None:
        self._doc = page.doc
        self._text = page.article.text
        self._types = types
        self._nouns = page.codebook.nouns
        cues = {(s.cue.start, s.cue.end) for s in page.statements if s.cue is not None}
        self._cue_ends = {end for _, end in cues}
        line = page.article.dateline
        self.all: list[Tie] = []
        """in the text order of their places"""
        for place in page.places:
            if line is None or place.start >= line.end or place.end <= line.start:
                self.all += self._of(place)
        self._by_token: dict[int, list[Tie]] = {}
        self._by_root: dict[int, list[Tie]] = {}
        for tie in self.all:
            self._by_token.setdefault(tie.on, []).append(tie)
            self._by_root.setdefault(tie.root, []).append(tie)

    def on(self, token: Token) -> Sequence[Tie]:
        """Return the ties to a word."""
        return self._by_token.get(token.i, ())

    def of(self, root: Token) -> Sequence[Tie]:
        """Return the ties of the name that a word is the head of."""
        return self._by_root.get(root.i, ())

    def is_other(self, tie: Tie) -> bool:
        """Return whether a place is that of an event that has a report of its own."""
        return any(other.on in self._types for other in self._by_root.get(tie.root, ()))

    def is_said(self, tie: Tie) -> bool:
        """Return whether a place is where something was said."""
        return any(self.is_saying(self._doc[other.on]) for other in self._by_root.get(tie.root, ()))

    def is_event(self, token: Token) -> bool:
        """Return whether a noun names an event, of the codebook's or another."""
        if token.i in self._types:
            return True
        if token.pos_ not in {"NOUN", "PROPN"} or where_words().of("nouns", "sites", token):
            return False
        return token.lemma_.lower() in self._nouns or where_words().of("nouns", "events", token)

    def is_deed(self, token: Token) -> bool:
        """Return whether a noun names an event that is where the one is that it is done to.

        So are "the siege of Tirn" and "a visit to Tirn", not "criticism of Tirn".
        """
        type = self._types.get(token.i)
        if type is None:
            forms = self._nouns.get(token.lemma_.lower(), ())
            type = next((form.entry.type for form in forms if not form.others), None)
        if type is None:
            return where_words().of("nouns", "events", token)
        types = where_words().lists["types"]
        return type not in types["abstract"] and type != "SANCTION"

    def is_saying(self, token: Token) -> bool:
        """Return whether a word is one of saying: what hangs on it is where it was said."""
        if token.idx + len(token) in self._cue_ends:
            return True
        return token.pos_ == "VERB" and bool(tree.children(token, "ccomp"))

    def _of(self, place: Place) -> Iterator[Tie]:
        span = self._doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or len(span) == 0 or self._is_origin(place):
            return
        yield from _Climb(self, place, span.root).ties()

    def _is_origin(self, place: Place) -> bool:
        """Return whether something is only from there: "the Tirn-based firm"."""
        match = _HYPHENED.match(self._text, place.end)
        return match is not None and not where_words().has("words", "areas", match[1])


class _Climb:
    """The way up from one place name, a step a word."""

    def __init__(self, ties: Ties, place: Place, root: Token) -> None:
        self._ties = ties
        self._place = place
        self._root = root
        self._kind: Kind | None = None
        self._steps = 0
        self._loose = ""

    def ties(self) -> Iterator[Tie]:
        """Yield the ties of the place, the nearest first."""
        token = self._root
        for _ in range(_CLIMB):
            head = token.head
            if head.i == token.i:
                return
            if tree.has_dep(token, *_JOINED) and not self._is_own(token):
                token = head
                continue
            kind = self._step(token, head)
            if kind is None:
                return
            self._steps += 1
            if kind != "pass":
                yield Tie(self._place, kind, head.i, self._root.i, self._steps, self._loose)
            if kind in ("from", "to", "obj", "subj") or self._ties.is_saying(head):
                return
            if head.pos_ in {"VERB", "AUX"} and not self._goes_on(head):
                return
            token = head

    def _is_own(self, token: Token) -> bool:
        """Return whether a name in apposition or the like has a preposition of its own."""
        return token.i == self._root.i and bool(tree.children(token, "case"))

    def _goes_on(self, verb: Token) -> bool:
        """Return whether the place of a verb is that of the word it hangs on, too."""
        if tree.has_dep(verb, "xcomp"):
            return True
        # "a bomb planted in Tirn", but not "the idea that they fled from Tirn"
        own = tree.children(verb, "nsubj", "mark")
        return tree.has_dep(verb, "acl") and verb.dep_ != "acl:relcl" and not own

    def _is_origin(self, head: Token) -> bool:
        known = head.pos_ in {"VERB", "ADJ", "NOUN"} and not self._ties.is_event(head)
        return known and where_words().of("words", "origin", head)

    def _step(self, token: Token, head: Token) -> Kind | Literal["pass"] | None:
        """Return what the place is to the head, "pass" for nothing yet, None to stop."""
        words = where_words()
        if self._is_origin(head):
            return None
        if token.pos_ == "VERB":
            self._loose = self._loose or token.dep_
            return self._kind
        link = tree.preposition(token)
        if tree.has_dep(token, *_BEFORE):
            return self._before(head)
        if link == "of":
            return self._of(head)
        if words.has("links", "near", link):
            self._kind = "folk" if self._kind == "folk" else "near"
            return self._kind
        if words.has("links", "on", link) and self._kind is None and self._ties.is_event(head):
            return self._done_to(head)
        if link == "on" and token.i == self._root.i and head.pos_ in {"NOUN", "PROPN"}:
            return None  # "a report on Tirn"
        if words.has("links", "in", link):
            self._kind = self._kind or "in"
            return self._kind
        return self._other(token, head, link)

    def _before(self, head: Token) -> Kind | Literal["pass"]:
        """Return what a name before a noun is to it: "Tirn talks", "Tirn's mayor"."""
        if self._ties.is_event(head) and self._names(head):
            kind = self._kind or "own"
            self._kind = self._kind or "in"
            return kind
        if self._kind is None and not where_words().of("nouns", "sites", head):
            self._kind = "folk"
        return self._kind or "pass"

    def _names(self, event: Token) -> bool:
        """Return whether a name before an event is that of its place.

        Not "the Asian Games", and "US strikes" or "an Osterland win" are by those, not there.
        """
        if tree.has_dep(self._root, "nmod:poss") and not self._ties.is_deed(event):
            return False
        if self._kind is not None or self._place.precision not in ("country", "region"):
            return True
        if self._place.precision == "region":
            return False
        return where_words().of("nouns", "wide", event)

    def _of(self, head: Token) -> Kind | Literal["pass"] | None:
        words = where_words()
        if words.of("nouns", "directions", head) and self._kind is None:
            self._kind = "near"
            # "40 km south of Tirn" hangs on the verb as an adverb, without a preposition.
            return "pass"
        if words.of("nouns", "sites", head) and not self._ties.is_event(head):
            return self._kind or "pass"
        if words.of("nouns", "dwellers", head):
            self._kind, self._loose = self._kind or "in", "of"
            return self._kind
        if self._kind is None and self._ties.is_event(head):
            return self._done_to(head)
        return self._kind if self._kind in ("in", "near") else None

    def _done_to(self, event: Token) -> Kind | None:
        if not self._ties.is_deed(event):
            return None
        self._kind = "in"
        return "of"

    def _other(self, token: Token, head: Token, link: str) -> Kind | None:
        """Return what a place is without a preposition, or with one that only leads on."""
        words, kind = where_words(), self._kind
        if kind is None:
            if words.has("links", "from", link):
                return "from"
            if words.has("links", "to", link):
                return "to"
            if link:
                return None
            if tree.has_dep(token, "nsubj:pass", "obj"):
                return "obj"
            return "subj" if tree.has_dep(token, "nsubj") else None
        if not link or words.has("links", "through", link):
            adverb = tree.has_dep(token, "advmod") or (kind == "near" and not link)
            if not adverb:
                self._loose = self._loose or link or token.dep_
            return kind
        return None


def best(ties: Sequence[Tie], near: int) -> Tie | None:
    """Return the tie that tells most precisely where; ``near`` is the offset of the event."""
    return min(ties, key=lambda tie: _rank(tie, near), default=None)


def _rank(tie: Tie, near: int) -> tuple[int, bool, bool, int, int, int, int]:
    place = tie.place
    return (
        _SIZE.get(place.precision, 0),
        bool(tie.loose),
        tie.kind in ("near", "from"),
        _DETAIL.get(place.precision, 0),
        tie.steps,
        abs(place.start - near),
        place.start,
    )


# A country where no town is told, a region of the world where no country is.
_SIZE: Mapping[str, int] = {"country": 1, "region": 2}
_DETAIL: Mapping[str, int] = {"admin2": 1, "admin1": 2}
