"""Which of the places that hang about an event are its own, the nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.reports_page import Match, base_forms
from dateline.reading.reports_parties import is_passive
from dateline.reading.reports_when_verbs import counted, is_beside, joined_by, shares_time
from dateline.reading.reports_where_tree import Tie, Ties
from dateline.reading.reports_where_words import where_words

# Steps up or aside to a clause that tells of the same event.
_NEAR = 3
_DIRECT = 1
# By what hangs on a word of dealings that is only their topic: "talks on unrest in Tirn".
_TOPICS = frozenset({"on", "upon", "to", "into", "against", "xcomp", "acl"})
# Verbs whose subject, if it is a place, is where it is: "Tirn hosted the talks".
_HOSTS = frozenset({"host", "hold", "see", "witness", "experience", "suffer", "stage", "report"})


class Clause:
    """The places of a page that may be an event's."""

    def __init__(self, ties: Ties) -> None:
        self._ties = ties

    def own(self, match: Match, type: str) -> Iterator[Sequence[Tie]]:
        """Yield the places on the event itself, then those on the words that carry it."""
        doc = match.token.doc
        parts = [match.token, *(doc[i] for i in sorted(match.own - {match.token.i}))]
        if match.noun:
            parts.append(counted(match.token))
        yield [t for part in dict.fromkeys(parts) for t in self._fitting(part, match, type)]
        yield from self._carried(match, type)
        yield self._struck(match)
        yield self._at_home(match, type)

    def _at_home(self, match: Match, type: str) -> list[Tie]:
        """Return the places that themselves do it at home: "the province invested"."""
        verb = match.token
        if match.noun or is_passive(verb):
            return []
        heads = tree.subjects(verb)
        for head in list(heads):
            if where_words().of("nouns", "sites", head):  # "the province of Tirn"
                heads += tree.children(head, "nmod", "compound", "appos", "flat")
        ties = [t for head in heads for t in self._ties.of(head)]
        return [t for t in ties if _acts_at_home(t, verb, type)]

    def _struck(self, match: Match) -> Sequence[Tie]:
        """Return what an event is said to have hit: "the quake shook Tirn"."""
        noun = counted(match.token)
        if not match.noun or not tree.has_dep(noun, "nsubj"):
            return ()
        if not where_words().of("verbs", "striking", noun.head):
            return ()
        return [t for t in self._ties.on(noun.head) if t.kind in ("obj", "in", "near")]

    def beside(self, match: Match, type: str) -> Iterator[Sequence[Tie]]:
        """Yield the places of the clauses that tell of the same event as the event's own."""
        verb = _verb(match.token)
        if verb is None:
            return
        if match.token.i != verb.i and not self._ties.is_saying(verb) and self._is_scene(match):
            yield self._where(verb, type)
        if where_words().has("types", "talk", type):
            return
        if tree.has_dep(verb, "acl"):
            yield self._where(verb.head, type)
        for child in tree.children(verb, "advcl"):
            if joined_by(child) & where_words().lists["marks"]["together"] or is_beside(child):
                yield self._where(child, type)
        yield from self._above(verb, type)
        if not where_words().has("types", "dealings", type):
            yield self._around(verb, type)

    def _above(self, verb: Token, type: str) -> Iterator[Sequence[Tie]]:
        """Yield the places of verbs that a verb is joined with: "fired in Tirn, killing six"."""
        for _ in range(_NEAR):
            head = verb.head
            if head.i == verb.i or head.pos_ not in {"VERB", "AUX"} or self._ties.is_saying(head):
                return
            marks = where_words().lists["marks"]["together"]
            beside = is_beside(verb) or bool(joined_by(verb) & marks)
            if not tree.has_dep(verb, "conj", "xcomp") and not beside:
                return
            apart = tree.has_dep(verb, "conj") and bool(tree.children(verb, "nsubj"))
            ties = self._where(head, type)
            yield [t for t in ties if t.root < head.i and not t.loose] if apart else ties
            verb = head

    def _around(self, verb: Token, type: str) -> list[Tie]:
        """Return the places of what else stands in the clause."""
        if self._ties.is_saying(verb):
            return []
        words = tree.clause(verb)
        inside = [words.doc[i] for i in range(words.start, words.end)]
        ties = [t for token in inside for t in self._where(token, type)]
        return [t for t in ties if not self._ties.is_other(t) and not _is_apart(t, verb)]

    def _is_scene(self, match: Match) -> bool:
        """Return whether an event noun is no mere topic of its clause."""
        noun = counted(match.token)
        if tree.has_dep(noun, "nsubj", "obj"):
            return True
        return where_words().has("links", "in", tree.preposition(noun))

    def _carried(self, match: Match, type: str) -> Iterator[Sequence[Tie]]:
        token = match.token
        if match.noun:
            if shares_time(token):
                verb = counted(token).head
                if not self._ties.is_saying(verb):
                    yield self._where(verb, type)
            return
        verb = token
        for _ in range(_NEAR):
            if not tree.has_dep(verb, "xcomp") or verb.head.i == verb.i:
                return
            verb = verb.head
            yield [t for t in self._where(verb, type) if t.steps == _DIRECT or not t.loose]

    def _where(self, token: Token, type: str) -> list[Tie]:
        """Return the places where something is, leaving out what it only is about."""
        types = where_words().lists["types"]
        found = [t for t in self._ties.on(token) if t.kind in ("in", "near", "own", "of")]
        if type in types["talk"]:
            return [t for t in found if not t.loose and t.kind != "of"]
        if type in types["dealings"]:
            return [t for t in found if t.loose not in _TOPICS and t.kind != "of"]
        return found

    def _fitting(self, token: Token, match: Match, type: str) -> Iterator[Tie]:
        for tie in self._ties.on(token):
            if self._fits(tie, token, match, type):
                yield tie

    def _fits(self, tie: Tie, token: Token, match: Match, type: str) -> bool:
        """Return whether a place on the word of an event is where an event of this type is."""
        types = where_words().lists["types"]
        if tie.kind in ("in", "near"):
            if type in types["talk"]:
                return not tie.loose
            return type not in types["dealings"] or tie.loose not in _TOPICS
        if tie.kind == "own":
            possessive = _is_possessive(token.doc[tie.root])
            return not possessive or type not in types["abstract"]
        if tie.kind == "from":
            return type in types["gone_from"]
        if tie.kind == "to":
            return type in types["gone_to"]
        return tie.kind in ("of", "obj") and _is_done_to(tie, type)


def _is_apart(tie: Tie, verb: Token) -> bool:
    """Return whether a place stands in a clause of its own below a verb."""
    token = verb.doc[tie.on]
    while token.i != verb.i and token.head.i != token.i:
        if tree.has_dep(token, "acl", "advcl", "ccomp", "parataxis"):
            return True
        token = token.head
    return False


def _is_done_to(tie: Tie, type: str) -> bool:
    types = where_words().lists["types"]
    if type in types["done_to"] or type in types["gone_to"]:
        return True
    small = tie.place.precision not in ("country", "region")
    if type in types["gone_from"] and tie.kind == "obj" and type not in types["seized"]:
        return True
    return type in types["seized"] and small


def _acts_at_home(tie: Tie, verb: Token, type: str) -> bool:
    """Return whether a place that does something is where it is: "the province invested".

    A country and a capital that stands for it act anywhere, but a host is at home.
    """
    if type in where_words().lists["types"]["at_home"] and not _HOSTS.isdisjoint(base_forms(verb)):
        return True
    small = tie.place.precision not in ("country", "region", "none")
    return small and gazetteer.power(tie.place.text) is None


def _is_possessive(token: Token) -> bool:
    return token.dep_ == "nmod:poss"


def _verb(token: Token) -> Token | None:
    """Return the verb of a word's clause, None where it has none."""
    for _ in range(8):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i or tree.has_dep(token, "acl:relcl", "advcl", "ccomp"):
            return None
        token = token.head
    return None
