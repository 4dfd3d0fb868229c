"""Where in the tree the time of an event may stand: on it, on what carries it, or beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dateline.reading import tree
from dateline.reading.reports_page import Match, Page, vocabulary
from dateline.reading.reports_when_tree import Hanging, Hung
from dateline.reading.reports_when_verbs import (
    LINKS,
    counted,
    is_beside,
    joined_by,
    same_links,
    shares_time,
    tense_of,
    verb_over,
)
from dateline.reading.reports_when_words import names, when_words

# Steps to a word beside: "the explosion occurred and miners managed to flee".
_NEAR = 3
# "a unit with the purpose of fighting"
_NAMING = frozenset({"of", "for"})
_PROSPECTIVE = frozenset({"planned", "threatened", "demanded", "possible", "denied"})


class Clause:
    """The places of a page where an event's time may stand, the nearest first."""

    def __init__(self, page: Page, hanging: Hanging, anchors: Collection[int]) -> None:
        self._page = page
        self._anchors = anchors
        self._on = hanging.on
        self._at = hanging.at

    def stated(self, match: Match) -> Iterator[Sequence[Hung]]:
        """Yield the times of the event's own clause, those on the event itself first."""
        token = match.token
        parts = [token.doc[i] for i in sorted(match.own - {token.i})]
        own = [h for part in (token, *parts) for h in self._on(part)]
        started = [
            h for part in (token, *parts) if part.pos_ == "NOUN" for h in self._started(part)
        ]
        yield [*own, *started]
        yield from self._of_noun(token) if match.noun else self._of_verb(token)

    def beside(self, match: Match) -> Iterator[Sequence[Hung]]:
        """Yield the times of the clauses that the event's own is joined with."""
        token = match.token
        if match.noun:
            if tree.has_dep(token, "nmod") and tree.preposition(token) in same_links():
                yield self._on(token.head)
            for child in tree.children(token, "acl"):
                if child.dep_ != "acl:relcl":  # "a raid targeting churches on Friday"
                    yield self._on(child)
            verb = _verb_of(token)
            if verb is None:
                return
            yield self._on(verb)
            token = verb
        if token.pos_ == "VERB":
            yield from self._around(token)

    def _around(self, token: Token) -> Iterator[Sequence[Hung]]:
        yield from self._of_verb(token)
        if tree.has_dep(token, "advcl"):
            yield from self._above(token)
        elif tree.has_dep(token, "conj"):
            yield [h for h in self._on(token.head) if h.link == "in"]
            for hung in self._of_verb(token.head):
                yield [h for h in hung if h.link == "in"]
        elif tree.has_dep(token, "acl") and self._is_event(token.head):
            yield self._on(token.head)
            yield from self._of_noun(token.head)
        for child in tree.children(token, "advcl"):
            if joined_by(child) & when_words().lists["marks"]["together"]:
                yield self._on(child)
        for child in tree.children(token, "conj"):
            if not tree.children(child, "nsubj"):
                yield [h for h in self._on(child) if h.link == "in"]

    def is_habit(self, match: Match) -> bool:
        """Return whether an adverb makes a habit of it."""
        verb = verb_over(match.token)
        return any(
            when_words().has("words", "habit", child.lower_)
            for child in tree.children(verb, "advmod")
        )

    def is_stretched(self, match: Match) -> bool:
        """Return whether it went on for a time, or some time after: "over ten months"."""
        return any(_is_stretch(match.token.doc, h) for h in self._on(verb_over(match.token)))

    def is_mentioned(self, match: Match) -> bool:
        """Return whether something is only named in passing: "his role in the murder"."""
        token = match.token
        if not match.noun:
            if tree.has_dep(token, "advcl"):
                return bool(joined_by(token) & when_words().lists["marks"]["earlier"])
            if tree.has_dep(token, "acl:relcl"):
                return tense_of(token) == "past" and not self._is_event(token.head)
            # "teachers suspected of": said of them in passing, unless the noun is the event.
            return tree.has_dep(token, "acl") and (
                bool(joined_by(token) & _NAMING) or not self._is_event(token.head)
            )
        if not shares_time(token) and not _is_new(counted(token)):
            return True
        return self._is_told_in_passing(counted(token).head)

    def _is_told_in_passing(self, verb: Token) -> bool:
        """Return whether a verb's clause tells of before: "after they ended a siege"."""
        if tree.has_dep(verb, "advcl"):
            return bool(joined_by(verb) & when_words().lists["marks"]["earlier"])
        if verb.pos_ != "VERB" or not tree.has_dep(verb, "acl"):
            return False
        return tense_of(verb) == "past" and not self._is_event(verb.head)

    def followed(self, match: Match) -> Iterator[Hung]:
        """Yield the times of what came before the event: "acted after it was invaded in 1990"."""
        for child in tree.children(match.token, "advcl"):
            if joined_by(child) & when_words().lists["marks"]["earlier"]:
                yield from self._on(child)

    def sharing(self, match: Match) -> Iterator[Token]:
        """Yield the words whose events, if they are any, were at the time of this one."""
        token = match.token
        if tree.has_dep(token, "acl"):
            yield from _nouns_above(token)
        if match.noun:
            verb = _verb_of(token)
            if verb is not None:
                yield verb
            return
        verb = token
        for _ in range(_NEAR):
            if not (tree.has_dep(verb, "xcomp", "conj") or is_beside(verb)):
                break
            verb = verb.head
            yield verb
            yield from tree.children(verb, "nsubj")
        for child in tree.children(token, "obl"):
            if tree.preposition(child) in same_links():
                yield child

    def _is_event(self, noun: Token) -> bool:
        called = names(noun)
        if when_words().has("nouns", "events", *called):
            return True
        return any(name in self._page.codebook.nouns for name in called)

    def _above(self, verb: Token) -> Iterator[Sequence[Hung]]:
        """Yield the times of the clause that an adverbial one hangs on."""
        joined = joined_by(verb)
        words = when_words().lists["marks"]
        above = self._on(verb.head)
        if joined & words["earlier"]:
            # What came before has the other's time as its end.
            yield [replace(h, link="by") for h in above if h.time.type in {"DATE", "TIME"}]
        elif is_beside(verb):
            yield above
            yield from self._of_verb(verb.head)

    def _started(self, noun: Token) -> list[Hung]:
        """Return the times of "a visit beginning Friday", "a strike that ended on Monday"."""
        found: list[Hung] = []
        for child in tree.children(noun, "acl"):
            called = names(child)
            if when_words().has("verbs", "starting", *called):
                found += [replace(h, link="from") for h in self._on(child)]
            elif when_words().has("verbs", "ending", *called):
                found += [replace(h, link="until") for h in self._on(child)]
        return found

    def _told_of(self, noun: Token) -> Iterator[Sequence[Hung]]:
        """Yield the times of "a landing scheduled for Thursday"."""
        for child in tree.children(noun, "acl"):
            if when_words().has("verbs", "occurrence", *names(child)):
                yield self._on(child)
        after = _clause_at(noun)
        if after is not None and after.head.i != noun.i:
            yield self._on(after)

    def _of_noun(self, noun: Token) -> Iterator[Sequence[Hung]]:
        yield from self._told_of(noun)
        for child in tree.children(noun, "nmod"):
            if tree.preposition(child) in same_links():
                yield self._on(child)
        top = counted(noun)
        if top.i != noun.i:
            yield self._on(top)
        verb = top.head
        if tree.has_dep(top, "obl:agent") and verb.i < top.i:
            # "sparked by riots last week": what stands behind the cause is the cause's.
            yield [h for h in self._on(verb) if h.root > top.i]
        if (
            verb.i != top.i
            and self._has_time_of(noun, verb)
            and (verb.pos_ in {"VERB", "ADJ", "AUX"} or tree.children(verb, "cop"))
        ):
            yield self._on(verb)
            yield from self._of_verb(verb)

    def _has_time_of(self, noun: Token, verb: Token) -> bool:
        """Return whether what a verb says of a noun's event was when the event was."""
        if shares_time(noun):
            return True
        other = verb.i in self._anchors or _is_prospective(verb) or _is_saying(verb)
        return not other and _is_new(counted(noun))

    def _of_verb(self, verb: Token) -> Iterator[Sequence[Hung]]:
        for child in verb.children:
            link = tree.preposition(child) if tree.has_dep(child, "obl") else ""
            doing = tree.has_dep(child, "nsubj") or link in when_words().lists[LINKS]["doing"]
            if link in same_links() or (doing and self._is_event(child)):
                yield self._on(child)
                yield from self._told_of(child)
        if tree.has_dep(verb, "acl", "advcl"):
            yield self._at(verb.head)
        if tree.has_dep(verb, "conj") and verb.head.pos_ == "VERB":
            # "On Friday he came, saw and won": only what stands before all of them.
            yield [h for h in self._on(verb.head) if h.leading]
        if tree.has_dep(verb, "xcomp") and not _is_prospective(verb.head):
            yield self._on(verb.head)


def _is_prospective(verb: Token) -> bool:
    table = vocabulary().governors
    return any(table.get(name) in _PROSPECTIVE for name in names(verb))


def _nouns_above(verb: Token) -> Iterator[Token]:
    """Yield the nouns that a relative clause may belong to: "the attack in the city, which"."""
    noun = verb.head
    for _ in range(_NEAR):
        yield noun
        if not tree.has_dep(noun, "nmod", "appos", "flat", "compound", "obl"):
            return
        noun = noun.head


def _is_stretch(doc: Doc, hung: Hung) -> bool:
    if hung.time.type != "DURATION" or hung.time.begin or hung.time.until:
        return False
    root = doc[hung.root]
    words = when_words().lists["words"]
    if tree.preposition(root) in words["through"]:
        return True
    after = next((t for t in doc[root.i + 1 : root.i + 2]), None)
    return after is not None and after.lower_ in words["shifts"]


def _clause_at(noun: Token) -> Token | None:
    """Return the verb of "which killed six" next to a noun, also where the tree hangs it higher."""
    at = noun.i + 1
    if at < len(noun.doc) and noun.doc[at].text == ",":
        at += 1
    if at >= len(noun.doc) or noun.doc[at].lower_ not in {"which", "that"}:
        return None
    verb = noun.doc[at].head
    known = when_words().has("verbs", "occurrence", *names(verb))
    return verb if known and tree.has_dep(verb, "acl:relcl") and verb.i > at else None


def _is_saying(verb: Token) -> bool:
    return bool(tree.children(verb, "ccomp", "parataxis"))


def _is_new(noun: Token) -> bool:
    """Return whether a noun is new in the text and told as news by its verb."""
    known = any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in noun.children)
    if known or not tree.has_dep(noun, "obj", "nsubj", "obl", "root"):
        return False
    far = when_words().lists[LINKS]["apart"]
    return not tree.has_dep(noun, "obl") or tree.preposition(noun) not in far


def _verb_of(noun: Token) -> Token | None:
    """Return the verb that says something of a noun's event, not one that only mentions it."""
    top = counted(noun)
    if top.head.pos_ != "VERB" or not (tree.has_dep(top, "obj", "nsubj") or shares_time(noun)):
        return None
    return None if _is_saying(top.head) or _is_prospective(top.head) else top.head
