"""The tense in which an expression stands: "Friday" of what will happen is another Friday."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from dateline.reading import tree
from dateline.reading.times.context import Tense
from dateline.records import Block

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
# "is to meet", "plans to meet", "is expected to meet on Friday"
_PROSPECTIVE = frozenset(
    {"plan", "expect", "schedule", "intend", "due", "set", "slate", "hope", "aim", "propose"}
)
# "would be paid in January", "may meet on Friday"
_OPEN = frozenset({"would", "may", "might", "could", "should", "must"})
_PAST = frozenset({"had", "was", "were", "did"})
# "agreed to meet on Friday" lies ahead; what somebody managed to do does not.
_DONE = frozenset(
    {"manage", "fail", "begin", "start", "continue", "happen", "get", "go", "come", "refuse",
     "decline", "force", "try", "attempt", "seem", "appear", "use", "vote", "help"}
)  # fmt: skip
# "by February", "until Friday" of what is not over
_BOUNDS = frozenset({"by", "until", "till", "through"})
# What is put off until a day has that day before it, however long ago it was put off.
_DEFERRED = frozenset({"postpone", "extend", "delay", "adjourn", "defer", "reschedule", "suspend"})
# "an election due in December", "talks set for Friday"
_DUE = frozenset({"due", "scheduled", "slated", "set", "upcoming"})
# Steps from a word to its verb; a phrase nested deeper than this belongs to no verb we could name.
_CLIMB = 12
# Code points on each side in which words tell the tense where there is no tree.
_NEAR = 90
_WORDS_OF_FUTURE = re.compile(
    r"\b(will|shall|won't|won’t|going to|is to|are to|be held|scheduled|planned|plans to|expected"
    r"|due (?:to|on|in)|slated|set (?:to|for)|upcoming|starting|beginning|until|by)\b|[’']ll\b"
)
_WORDS_OF_PAST = re.compile(r"\b(was|were|had|did|said|told|ago|last)\b|\w{3,}ed\b")


def tense_of(doc: Doc, at: int) -> Tense | None:
    """Return the tense of the verb that a code point's word belongs to; None without a tree."""
    if not doc.has_annotation("DEP"):
        return None
    token = _token_at(doc, at)
    if token is None:
        return None
    if _is_due(token):
        return "future"
    verb = tree.verb_over(token, _CLIMB)
    before = doc[token.i - 1].lower_ if token.i else ""
    over = verb is not None and _is_past(verb) and verb.lemma_ not in _DEFERRED
    if before == "effective" or (before in _BOUNDS and not over):
        return "future"
    if verb is None:
        return "unknown"
    auxiliaries = set(tree.auxiliaries(verb))
    if _FUTURE & auxiliaries:
        return "future"
    heads = {verb.lemma_, verb.head.lemma_ if tree.has_dep(verb, "xcomp", "advcl") else ""}
    if heads & _PROSPECTIVE or "going" in {verb.head.lower_, verb.lower_}:
        return "future"
    if _OPEN & auxiliaries or _lies_ahead(verb):
        return "future"
    return "past" if _is_past(verb) else "unknown"


def _is_due(token: Token) -> bool:
    """Return whether a time hangs on what is due then: "the election due in December"."""
    return token.head.lower_ in _DUE and token.head.pos_ in {"ADJ", "VERB"}


def _is_past(verb: Token) -> bool:
    auxiliaries = tree.auxiliaries(verb)
    if auxiliaries:
        return not _PAST.isdisjoint(auxiliaries)
    return verb.lower_.endswith("ed") or verb.lower_ in _PAST


def _lies_ahead(verb: Token) -> bool:
    """Return whether a verb with "to" says what is meant to come."""
    if not any(child.lower_ == "to" and child.dep_ == "mark" for child in verb.children):
        return False
    above = verb.head
    return tree.has_dep(verb, "xcomp", "acl", "ccomp") and above.lemma_ not in _DONE


def _token_at(doc: Doc, at: int) -> Token | None:
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def nearby_tense(text: str, at: int, block: Block) -> Tense:
    """Return the tense by the words of the sentence around a code point, as far as they tell."""
    low = max(block.start, at - _NEAR)
    before = re.split(r"[.!?]\s", text[low:at])[-1]
    after = re.split(r"[.!?]\s", text[at : min(block.end, at + _NEAR)])[0]
    around = before + after
    if _WORDS_OF_FUTURE.search(around) and not _WORDS_OF_PAST.search(around):
        return "future"
    return "past" if _WORDS_OF_PAST.search(around) else "unknown"
