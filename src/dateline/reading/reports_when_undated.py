"""What forbids to take the day of publication for an event that no word dates."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Match, Page
from dateline.reading.reports_when_verbs import Tense, is_blamed, joined_by, tense_of, verb_over
from dateline.reading.reports_when_words import names, when_words

# Verbs under verbs: "tried to force them to leave".
_CLIMB = 4


def is_undated(page: Page, match: Match) -> bool:
    """Return whether the form of the words leaves open when it was.

    So it is with what was before ("had fired"), with what somebody quoted tells of the past, with
    an infinitive that nobody carried out ("the time to leave"), with what somebody is praised or
    blamed for ("for firing on the crowd"), and with what came "eventually" or "at first".
    """
    verb = verb_over(match.token)
    tense = _tense_above(verb)
    if tense in {"perfect", "pluperfect"}:
        return True
    if tense == "present" and tree.children(verb, "aux:pass"):
        return True  # "he is blamed" goes on for long
    start = match.token.idx
    quoted = any(s.kind == "direct" for s in page.statements_around(start, start + 1))
    if quoted and tense == "past":
        return True
    return _is_open(verb) or _is_blamed_for(verb) or _is_some_other_day(verb)


def _tense_above(verb: Token) -> Tense:
    """Return the tense of a clause, that of the one above where it has none of its own.

    "had broken the deal by seizing it"; "has bought the land and invited them"
    """
    for _ in range(_CLIMB):
        if {"having"} & set(tree.auxiliaries(verb)):
            return "pluperfect"
        own = tense_of(verb)
        joined = tree.has_dep(verb, "conj") and not tree.children(verb, "nsubj", "nsubj:pass")
        hangs = tree.has_dep(verb, "advcl", "xcomp") and own == "open"
        if not (hangs or (joined and own in {"past", "open"})) or verb.head.pos_ != "VERB":
            return own
        above = tense_of(verb.head)
        if joined and above not in {"perfect", "pluperfect"}:
            return own
        verb = verb.head
    return tense_of(verb)


def _is_open(verb: Token) -> bool:
    """Return whether an infinitive hangs on a noun, an adjective or a purpose."""
    for _ in range(_CLIMB):
        if not any(child.lower_ == "to" for child in tree.children(verb, "mark")):
            return False
        if not tree.has_dep(verb, "xcomp"):
            return True
        verb = verb.head
        if verb.pos_ in {"NOUN", "ADJ"} or when_words().has("verbs", "trying", *names(verb)):
            return True
    return False


def _is_some_other_day(verb: Token) -> bool:
    said = {child.lower_ for child in tree.children(verb, "advmod", "obl")}
    return not said.isdisjoint(when_words().lists["words"]["elsewhen"])


def _is_blamed_for(verb: Token) -> bool:
    if tree.has_dep(verb, "acl", "advcl") and is_blamed(verb):
        return True
    return tense_of(verb) == "open" and bool(joined_by(verb) & when_words().lists["marks"]["apart"])
