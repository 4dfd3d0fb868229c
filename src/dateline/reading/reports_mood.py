"""Moods of a clause that its verb alone does not show: questions, commands, conditions, "is to"."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import base_forms, vocabulary

_STEPS = 6
_ASKING = frozenset(
    {"do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "will", "would", "can"}
    | {"could", "should", "shall", "may", "might", "must"}
)
_OPENING = frozenset({'"', "“", "”", "'", "‘", "’", "-", "–", "—", "(", "[", "``", "''"})
_IF = frozenset({"if", "unless", "provided", "providing", "should", "lest", "once"})
_INVERTED = frozenset({"had", "were", "should"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "am"})


def is_asked(token: Token) -> bool:
    """Return whether a word stands in a question that yes or no would answer: "Did they fire?".

    "Who fired?" takes for granted that somebody did.
    """
    sentence = token.sent
    if not any(t.text == "?" for t in sentence[-3:]):
        return False
    first = next((t for t in sentence if t.text not in _OPENING and not t.is_space), None)
    return first is not None and first.lower_ in _ASKING and first.i < token.i


def is_commanded(verb: Token) -> bool:
    """Return whether a verb is an imperative: "Free all nurses now", "Stop shelling us"."""
    if verb.pos_ != "VERB" or verb.lower_ != verb.lemma_.lower():
        return False
    if tree.children(verb, "nsubj", "nsubj:pass", "aux", "aux:pass", "cop", "mark", "csubj"):
        return False
    if not tree.has_dep(verb, "root", "ROOT", "ccomp", "parataxis"):
        return False
    before = [t for t in verb.sent if t.i < verb.i and t.text not in _OPENING and not t.is_space]
    # Only an address may stand before it ("Sir, …"); a headline's verb has a subject.
    return not before or before[-1].text in {",", ":"} | _OPENING


def is_to_be(verb: Token) -> bool:
    """Return whether a verb is what is to be done: "is to ratify", "Rebels to free hostages"."""
    own = list(tree.children(verb, "mark", "aux"))
    if not any(t.lower_ == "to" for t in own):
        return False
    if any(t.lower_ in _BE for t in own):
        return True
    head = verb.head
    if head.i != verb.i and tree.has_dep(verb, "xcomp", "ccomp", "acl", "advcl"):
        near = head.lower_ in _BE and head.i < verb.i <= head.i + 3
        return near and not tree.children(head, "cop")
    # A headline: its only verb, with a subject of its own.
    root = head.i == verb.i or tree.has_dep(verb, "root", "ROOT")
    if tree.has_dep(verb, "acl") and head.head.i == head.i and head.i < verb.i:
        return not any(t.pos_ == "AUX" for t in verb.sent)  # "[Rebels] to free hostages"
    return root and bool(tree.subjects(verb))


def has_condition(token: Token) -> bool:
    """Return whether the clause above a word hangs on an "if" or on "had they …" beside it."""
    verb = tree.verb_over(token, _STEPS)
    if verb is None:
        return False
    for clause in tree.children(verb, "advcl"):
        words = {t.lower_ for t in tree.children(clause, "mark", "advmod", "aux")}
        if words & (_IF - _INVERTED):
            return True
        first = min((t for t in clause.subtree if t.is_alpha), key=lambda t: t.i, default=clause)
        if first.lower_ in _INVERTED and bool(tree.subjects(clause)) and first.i < clause.i:
            return True
    return False


def attribute_of(token: Token) -> tuple[str, str] | None:
    """Return the status that an attribute or adverb gives an event, with its word.

    "An [alleged] rape", "was [reportedly] shot", "the [foiled] attack".
    """
    table = vocabulary().attributes
    for child in tree.children(token, "amod", "advmod", "compound"):
        if child.i < token.i + 2 and child.lower_ in table:
            return table[child.lower_], child.text
    return None


def subject_of(noun: Token) -> tuple[str, Token] | None:
    """Return what a verb says whose subject an event is, with the verb: "the truce collapsed"."""
    verb = noun.head
    if not tree.has_dep(noun, "nsubj", "nsubj:pass") or verb.i == noun.i:
        return None
    table = vocabulary().subjects
    for name in names(verb):
        if name in table:
            return table[name], verb
    return None


def names(word: Token) -> list[str]:
    """Return what a word may be called, with the one or two words after it first ("call off")."""
    doc, forms = word.doc, base_forms(word)
    after = [doc[i].lower_ for i in range(word.i + 1, min(len(doc), word.i + 3))]
    pairs = [f"{form} {other}" for form in forms for other in after]
    return [*pairs, *forms]
