"""What verbs and nouns tell of time: tense, what shares a verb's time, what narrates."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import vocabulary
from dateline.reading.reports_when_words import names, when_words

Tense = Literal["past", "pluperfect", "perfect", "present", "future", "open"]

# Steps up a tree; what is nested deeper has no time of that verb.
_CLIMB = 8
LINKS = "links_of_nouns"


def verb_over(token: Token) -> Token:
    """Return the verb of a word's clause, the last word reached if there is none."""
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"} or token.head.i == token.i:
            break
        if tree.has_dep(token, "acl:relcl", "advcl", "ccomp", "parataxis"):
            break
        token = token.head
    return token


def tense_of(verb: Token) -> Tense:
    """Return a verb's tense by its auxiliaries and its form; "open" if it has none of its own."""
    auxiliaries = set(tree.auxiliaries(verb))
    for words, tense in _TENSES:
        if auxiliaries & words:
            return tense
    if auxiliaries:
        return "open"
    word = verb.lower_
    if word.endswith("ing") or any(c.lower_ == "to" for c in tree.children(verb, "mark")):
        return "open"
    if word.endswith("ed") or word in vocabulary().irregular:
        return "past"
    changed = word != verb.lemma_.lower() and not word.endswith("s")
    return "past" if changed else "present"


_TENSES: tuple[tuple[frozenset[str], Tense], ...] = (
    (frozenset({"will", "shall", "going"}), "future"),
    (frozenset({"had"}), "pluperfect"),
    (frozenset({"has", "have"}), "perfect"),
    (frozenset({"was", "were", "did"}), "past"),
    (frozenset({"is", "are", "am", "do", "does", "be", "being"}), "present"),
)


def narrates(token: Token) -> bool:
    """Return whether a word stands in a main clause, or in what somebody says, in the past."""
    if token.pos_ == "NOUN" and not shares_time(token):
        return False
    verb = verb_over(token)
    for _ in range(_CLIMB):
        if not tree.has_dep(verb, "xcomp") and not (is_beside(verb) and tense_of(verb) == "open"):
            break
        verb = verb.head
    return verb.pos_ == "VERB" and tense_of(verb) == "past" and _is_main(verb)


def in_main_clause(token: Token) -> bool:
    """Return whether a word stands in a main clause or in what somebody says, in any tense."""
    return _is_main(verb_over(token))


def _is_main(verb: Token) -> bool:
    for _ in range(_CLIMB):
        if verb.head.i == verb.i:
            return True
        if not tree.has_dep(verb, "conj", "ccomp", "parataxis", "xcomp") and not is_beside(verb):
            return False
        verb = verb.head
    return False


def is_aside(token: Token) -> bool:
    """Return whether a word stands in what is only added to a noun: "Brown, elected in 1994,"."""
    for _ in range(_CLIMB):
        if tree.has_dep(token, "acl", "appos"):
            return True
        if token.head.i == token.i or tree.has_dep(token, "advcl", "ccomp"):
            return False
        token = token.head
    return False


def joined_by(verb: Token) -> frozenset[str]:
    """Return the words that join a clause to the one above."""
    links = [child.lower_ for child in tree.children(verb, "mark", "case")]
    adverbs = [c.lower_ for c in tree.children(verb, "advmod") if c.lower_ in {"when", "where"}]
    return frozenset([*links, *adverbs])


def is_beside(verb: Token) -> bool:
    """Return whether an adverbial clause tells of the same time as the one above."""
    if is_blamed(verb) or not tree.has_dep(verb, "advcl"):
        return False
    joined = joined_by(verb)
    return not joined or bool(joined & when_words().lists["marks"]["same"])


def is_blamed(verb: Token) -> bool:
    """Return whether it is what somebody is accused of now, and so did before."""
    return not vocabulary().words["blame"].isdisjoint(names(verb.head))


def same_links() -> frozenset[str]:
    return when_words().lists[LINKS]["same"]


def counted(noun: Token) -> Token:
    """Return what a noun's time is told of: the series in "a series of raids"."""
    for _ in range(_CLIMB):
        member = tree.has_dep(noun, "nmod") and tree.preposition(noun) in {"of", ""}
        counter = when_words().has("nouns", "counters", *names(noun.head), noun.head.lower_)
        if noun.head.i == noun.i or not (tree.has_dep(noun, "conj") or (member and counter)):
            break
        if noun.head.pos_ not in {"NOUN", "NUM"}:
            break
        noun = noun.head
    return noun


def shares_time(noun: Token) -> bool:
    """Return whether a noun's event is at the time of its verb: "held a vote", "died in a raid"."""
    noun = counted(noun)
    verb = noun.head
    if verb.i == noun.i:
        return False
    if tree.has_dep(noun, "nmod") and tree.children(verb, "cop"):
        return tree.preposition(noun) in same_links()  # "was in town on Friday on a visit"
    if tree.has_dep(noun, "obl") and not tree.has_dep(noun, "obl:agent"):
        link = tree.preposition(noun)
        # "arrived on Friday for a visit": it begins then.
        purpose = link == "for" and when_words().has("verbs", "coming", *names(verb))
        verbal = verb.pos_ == "VERB" or bool(tree.children(verb, "cop"))
        return (purpose or link in same_links()) and verbal
    if not tree.has_dep(noun, "nsubj", "obj", "obl:agent"):
        return False
    return when_words().has("verbs", "occurrence", *names(verb), verb.lower_)
