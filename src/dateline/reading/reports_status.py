"""Whether an event happened, is planned, threatened, demanded, possible, denied …"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_mood import (
    attribute_of,
    has_condition,
    is_asked,
    is_commanded,
    is_to_be,
    names,
    subject_of,
)
from dateline.reading.reports_page import Match, vocabulary
from dateline.records import Status

# Relations under which a verb or noun has no time of its own and takes that of what is above.
_OPEN = ("xcomp", "advcl", "acl", "obj", "obl", "nmod", "conj", "nsubj:pass", "ccomp", "nsubj")
_STEPS = 6  # governors further up say nothing about the event any more
_BE = frozenset({"is", "are", "am", "been", "was", "were", "be"})
# Statuses that a condition beside the clause, or a question, takes back.
_AHEAD = frozenset({"planned", "possible", "hypothetical"})
_STATUSES: dict[str, Status] = {
    "planned": "planned",
    "threatened": "threatened",
    "demanded": "demanded",
    "denied": "denied",
    "did_not_happen": "did_not_happen",
    "possible": "possible",
    "hypothetical": "hypothetical",
    "ongoing": "ongoing",
}


class Told(NamedTuple):
    """A status, and what told it: the word, and how it stands to the event."""

    status: Status
    how: str
    word: str = ""


def status_of(match: Match) -> Told:
    """Return the status of an event and what tells it.

    Negation first, then attributes ("alleged", "foiled"), conditions, questions and commands; then
    what governs the words, from the nearest outward, with its auxiliaries ("will", "may"); then the
    progressive. A noun or an open clause has no time of its own and takes that of the verb above.
    """
    token = match.token
    if tree.negated(token):
        return _negated(token)
    found = _by_itself(token) or _own(token) or _by_what_governs(token)
    if found is None and is_conditional(token):
        return Told("hypothetical", "conditional")
    if found is not None and found.status in _AHEAD and has_condition(token):
        return Told("hypothetical", "conditional")
    if is_asked(token) and (found is None or found.status in _AHEAD):
        return Told("possible", "asked")
    if found is not None:
        return found
    return Told("ongoing", "progressive") if _progressive(token) else Told("happened", "plain")


def _negated(token: Token) -> Told:
    """Return the status of negated words: what others are asked not to do is demanded of them."""
    head = token.head
    if head.i != token.i and tree.has_dep(token, "xcomp", "ccomp", "advcl"):
        told = any(t.lower_ == "to" for t in tree.children(token, "mark", "aux"))
        if told and _governor(head) == "demanded":
            return Told("demanded", "governed", head.text)
    return Told("did_not_happen", "negated")


def _by_itself(token: Token) -> Told | None:
    """Return what the words say of themselves and their clause."""
    subject = _by_its_verb(token) if token.pos_ == "NOUN" else None
    if subject is not None:
        return subject
    told = attribute_of(token)
    if told is not None:
        return Told(_STATUSES[told[0]], "attribute", told[1])
    if _has_mark(token):
        return Told("hypothetical", "conditional")
    if is_commanded(token):
        return Told("demanded", "command")
    return Told("planned", "is to") if is_to_be(token) else None


def _by_its_verb(noun: Token) -> Told | None:
    """Return what the verb says whose subject an event is: "the truce collapsed"."""
    found = subject_of(noun)
    if found is None:
        return None
    status, verb = found
    if tree.negated(verb):
        return Told("did_not_happen", "negated above", verb.text)
    if status != "comes":
        return Told(_STATUSES[status], "governed", verb.text)
    return _own(verb) or (Told("planned", "is to") if is_to_be(verb) else None)


def _by_what_governs(token: Token) -> Told | None:
    current = token
    for _ in range(_STEPS):
        head = current.head
        if head.i == current.i or not tree.has_dep(current, *_OPEN):
            break
        found = _from_above(current, head)
        if found is not None:
            return found
        if _closed(current):
            return _denied(current)
        current = head
        told = is_commanded(current) and tree.has_dep(token, "obj", "xcomp")
        if told:
            return Told("demanded", "command")
    return None


def _denied(token: Token) -> Told | None:
    """Return whether somebody denies what a closed clause says, further up."""
    for _ in range(_STEPS):
        if token.head.i == token.i or tree.has_dep(token, "acl:relcl", "advcl", "conj"):
            return None
        content = tree.has_dep(token, "ccomp", "acl", "obj", "nsubj", "nmod", "obl")
        if content and _governor(token.head) == "denied":
            return Told("denied", "governed", token.head.text)
        token = token.head
    return None


def pluperfect(token: Token) -> bool:
    """Return whether the verb, or that over a noun, stands in the past before the past.

    Not under a verb of saying, where it is only the past of what was said.
    """
    verb = token if token.pos_ == "VERB" else token.head
    above = verb.head if verb.head.i != verb.i else None
    if above is not None and tree.has_dep(verb, "ccomp", "parataxis"):
        return False
    return "had" in tree.auxiliaries(verb)


def _own(token: Token) -> Told | None:
    """Return what the verb's auxiliaries say."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    words = tree.auxiliaries(token)
    for word in words:
        found = vocabulary().auxiliaries.get(word)
        if found is not None:
            if is_conditional(token):
                return Told("hypothetical", "conditional", word)
            return Told(_STATUSES[found], "auxiliary", word)
    return None


def _from_above(current: Token, head: Token) -> Told | None:
    if tree.has_dep(current, "nsubj") and not tree.has_dep(current, "nsubj:pass"):
        return None
    if tree.has_dep(current, "conj"):
        return None if tree.children(current, "nsubj") else _own(head)
    found = _governor(head)
    if tree.has_dep(current, "acl:relcl"):
        return None
    if found is not None and _governs(current, head, found):
        if tree.negated(head) and found in {"planned", "threatened", "demanded"}:
            return Told("did_not_happen", "negated above", head.text)
        if found == "denied" and not tree.has_dep(current, "obj", "ccomp", "xcomp", "advcl"):
            return None
        return Told(_STATUSES[found], "governed", head.text)
    if tree.has_dep(current, "ccomp"):
        return None
    if head.pos_ in {"VERB", "AUX"} and not tree.has_dep(current, "nmod", "obl"):
        if tree.negated(head):
            return Told("did_not_happen", "negated above", head.text)
        return _own(head)
    return None


def _governor(head: Token) -> str | None:
    table = vocabulary().governors
    found = next((table[name] for name in names(head) if name in table), None)
    # "wants Ann to leave" asks her; "wants to leave" only may.
    if found == "possible" and head.lemma_.lower() == "want" and tree.children(head, "obj", "iobj"):
        return "demanded"
    return found


def _governs(current: Token, head: Token, status: str) -> bool:
    """Return whether the head is about the event, and not only beside it.

    "asked after the attack" asks for no attack: of the adverbials only "for" and "of" count.
    """
    if status == "ongoing":
        return tree.has_dep(current, "xcomp")
    if head.lemma_.lower() == "go":
        return head.lower_ == "going" and tree.has_dep(current, "xcomp")
    if head.pos_ in {"VERB", "AUX"} and tree.has_dep(current, "obl"):
        return tree.preposition(current) in {"for", "of", "with", "to"}
    if tree.has_dep(current, "nmod", "acl"):
        return tree.preposition(current) in {"for", "of", "to", "", "against"}
    if tree.has_dep(current, "advcl"):
        marks = {mark.lower_ for mark in tree.children(current, "mark", "case")}
        return bool(marks & {"to", "from", "of", "for", "that"})
    if tree.has_dep(current, "obj") and current.pos_ in {"NOUN", "PROPN"}:
        return True
    return tree.has_dep(current, "xcomp", "ccomp", "acl", "nsubj:pass")


def _closed(token: Token) -> bool:
    """Return whether a clause has a subject of its own or is finite: then nothing is inherited."""
    if tree.has_dep(token, "ccomp", "acl:relcl", "nsubj"):
        return True
    if tree.has_dep(token, "acl") and tree.children(token, "mark"):
        return token.head.lemma_.lower() not in vocabulary().contents
    if tree.has_dep(token, "advcl"):
        return bool(tree.children(token, "nsubj", "aux"))
    return tree.has_dep(token, "obl") and tree.preposition(token) in {"after", "before", "since"}


def _has_mark(token: Token) -> bool:
    """Return whether the words' own clause begins with "if"."""
    marks = {mark.lower_ for mark in tree.children(token, "mark", "advmod")}
    return tree.has_dep(token, "advcl", "ccomp") and bool(marks & set(vocabulary().marks))


def is_conditional(token: Token) -> bool:
    """Return whether the verb or a clause above it depends on a condition."""
    current = token
    for _ in range(_STEPS):
        if _has_mark(current):
            return True
        if current.head.i == current.i or tree.has_dep(current, "acl:relcl", "parataxis"):
            return False
        current = current.head
    return False


def _progressive(token: Token) -> bool:
    if token.pos_ == "VERB" and "being" in tree.auxiliaries(token):
        return True  # "is being investigated"
    if not token.lower_.endswith("ing") or token.pos_ != "VERB":
        return False
    return bool(set(tree.auxiliaries(token)) & _BE)
