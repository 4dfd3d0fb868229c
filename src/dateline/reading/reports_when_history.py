"""Whether an event is history or context by the words around it, whatever its date."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Match
from dateline.reading.reports_status import pluperfect
from dateline.reading.reports_when_verbs import verb_over
from dateline.reading.reports_when_words import names, when_words

# Steps up from an event to a noun that remembers it: "the anniversary of the end of the war".
_CLIMB = 4


def is_history(match: Match, by_tense: bool) -> bool:
    """Return whether words make it history: "once", "the anniversary of", "had been attacked".

    ``by_tense``: the past before the past counts, as where no date says otherwise.
    """
    if by_tense and pluperfect(match.token):
        return True
    return _is_remembered(match.token) or _was_once(match.token)


def _is_remembered(token: Token) -> bool:
    """Return whether it is what an anniversary is of; the commemoration itself is news."""
    for _ in range(_CLIMB):
        head = token.head
        if head.i == token.i:
            return False
        called = names(head)
        if tree.has_dep(token, "nmod", "compound", "acl") and when_words().has(
            "nouns", "memories", *called
        ):
            return True
        if tree.has_dep(token, "obj") and when_words().has("verbs", "remembering", *called):
            return not when_words().has("nouns", "memories", *names(token))
        if head.pos_ == "VERB":
            return False
        token = head
    return False


def _was_once(token: Token) -> bool:
    verb = verb_over(token)
    for child in tree.children(verb, "advmod"):
        if not when_words().has("words", "history", child.lower_):
            continue
        after = verb.doc[child.i + 1].lower_ if child.i + 1 < len(verb.doc) else ""
        if child.lower_ == "long" and not {"has", "have", "had"} & set(tree.auxiliaries(verb)):
            continue
        if after not in {"again", "more"}:
            return True
    return False
