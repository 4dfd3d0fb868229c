"""Whether an event happened, is planned, threatened, demanded, possible, denied …"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Match, base_forms, vocabulary
from dateline.records import Status

# Relations under which a verb or noun has no time of its own and takes that of what is above.
_OPEN = ("xcomp", "advcl", "acl", "obj", "obl", "nmod", "conj", "nsubj:pass", "ccomp", "nsubj")
_STEPS = 6  # governors further up say nothing about the event any more
_BE = frozenset({"is", "are", "am", "been", "was", "were", "be"})
_STATUSES: dict[str, Status] = {
    "planned": "planned",
    "threatened": "threatened",
    "demanded": "demanded",
    "denied": "denied",
    "did_not_happen": "did_not_happen",
    "possible": "possible",
    "hypothetical": "hypothetical",
}


def status_of(match: Match) -> Status:
    """Return the status of an event.

    Negation first; then what governs the words, from the nearest outward; then the auxiliaries
    ("will", "may"); then conditions ("if"); then the progressive. A noun or an open clause has
    no time of its own and takes that of the verb above it.
    """
    token = match.token
    if tree.negated(token):
        return "did_not_happen"
    own = _own(token)
    if own is not None:
        return own
    current = token
    for _ in range(_STEPS):
        head = current.head
        if head.i == current.i or not tree.has_dep(current, *_OPEN):
            break
        found = _from_above(current, head)
        if found is not None:
            return found
        if _closed(current):
            break
        current = head
    if _conditional(token):
        return "hypothetical"
    return "ongoing" if _progressive(token) else "happened"


def pluperfect(token: Token) -> bool:
    """Return whether the verb, or that over a noun, stands in the past before the past.

    Not under a verb of saying, where it is only the past of what was said.
    """
    verb = token if token.pos_ == "VERB" else token.head
    above = verb.head if verb.head.i != verb.i else None
    if above is not None and tree.has_dep(verb, "ccomp", "parataxis"):
        return False
    return "had" in tree.auxiliaries(verb)


def _own(token: Token) -> Status | None:
    """Return what the verb's auxiliaries say."""
    if token.pos_ not in {"VERB", "AUX"}:
        return None
    words = tree.auxiliaries(token)
    for word in words:
        found = vocabulary().auxiliaries.get(word)
        if found is not None:
            return "hypothetical" if _conditional(token) else _STATUSES[found]
    return None


def _from_above(current: Token, head: Token) -> Status | None:
    if tree.has_dep(current, "nsubj") and not tree.has_dep(current, "nsubj:pass"):
        return None
    if tree.has_dep(current, "conj"):
        return None if tree.children(current, "nsubj") else _own(head)
    found = _governor(head)
    if tree.has_dep(current, "acl:relcl"):
        return None
    if found is not None and _governs(current, head, found):
        if tree.negated(head) and found in {"planned", "threatened", "demanded"}:
            return "did_not_happen"
        if found == "denied":
            return "denied" if tree.has_dep(current, "obj", "ccomp", "xcomp", "advcl") else None
        return _STATUSES[found]
    if tree.has_dep(current, "ccomp"):
        return None
    if head.pos_ in {"VERB", "AUX"} and not tree.has_dep(current, "nmod", "obl"):
        if tree.negated(head):
            return "did_not_happen"
        return _own(head)
    return None


def _governor(head: Token) -> str | None:
    table = vocabulary().governors
    return next((table[name] for name in base_forms(head) if name in table), None)


def _governs(current: Token, head: Token, status: str) -> bool:
    """Return whether the head is about the event, and not only beside it.

    "asked after the attack" asks for no attack: of the adverbials only "for" and "of" count.
    """
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
    if tree.has_dep(token, "advcl"):
        return bool(tree.children(token, "nsubj", "aux"))
    return tree.has_dep(token, "obl") and tree.preposition(token) in {"after", "before", "since"}


def _conditional(token: Token) -> bool:
    """Return whether the verb or a clause above it depends on a condition."""
    current = token
    for _ in range(_STEPS):
        marks = {mark.lower_ for mark in tree.children(current, "mark", "advmod")}
        if tree.has_dep(current, "advcl", "ccomp") and marks & set(vocabulary().marks):
            return True
        if current.head.i == current.i or tree.has_dep(current, "acl:relcl", "parataxis"):
            return False
        current = current.head
    return False


def _progressive(token: Token) -> bool:
    if not token.lower_.endswith("ing") or token.pos_ != "VERB":
        return False
    return bool(set(tree.auxiliaries(token)) & _BE)
