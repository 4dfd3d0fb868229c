"""Whether an event happened: status from the words around its anchor."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading import tree
from dateline.records import Responsibility, Status

_PLAN = frozenset(
    "plan intend prepare aim expect schedule seek want hope agree pledge promise decide set "
    "vow offer propose consider likely poised ready".split()
)
_THREAT = frozenset("threaten warn vow swear".split())
_DEMAND = frozenset(
    "demand urge ask call order request appeal insist recommend must should tell beg press".split()
)
_DENY = frozenset("deny reject refute dispute dismiss".split())
_FAIL = frozenset("fail refuse decline avoid prevent foil thwart avert stop refrain cancel".split())
_DOUBT = frozenset("may might could possibly perhaps maybe fear suspect allege believe".split())
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl", "csubj")


def status_of(anchor: Token) -> Status:
    """Return the status by the anchor's own clause, then by the words that govern it."""
    verb = _verb(anchor)
    helpers = set(tree.auxiliaries(verb)) if verb is not None else set()
    negated = tree.negated(anchor) or (verb is not None and tree.negated(verb))
    if negated and not helpers & {"may", "might", "could", "would", "should"}:
        return "did_not_happen" if not helpers & {"will", "wo", "'ll"} else "planned"
    above = _governors(verb if verb is not None else anchor)
    if (found := _by_governors(above)) is not None:
        return found
    return _by_helpers(verb, helpers)


def _verb(anchor: Token) -> Token | None:
    """Return the verb whose tense the anchor has: itself, or the one it is object or subject of."""
    if anchor.pos_ in ("VERB", "AUX"):
        return anchor
    head = anchor.head
    if tree.has_dep(anchor, "obj", "nsubj", "obl") and head.pos_ in ("VERB", "AUX"):
        return head
    return None


def _governors(token: Token) -> list[Token]:
    """Return the words whose clause complements hold the token, nearest first."""
    found = []
    for _step in range(6):
        if token.head.i == token.i:
            break
        if tree.has_dep(token, *_CLAUSES) or (tree.has_dep(token, "obj") and token.pos_ == "NOUN"):
            found.append(token.head)
        elif not tree.has_dep(token, "conj", "parataxis", "nmod", "obl", "obj", "nsubj"):
            break
        token = token.head
    return found


def _by_governors(above: list[Token]) -> Status | None:
    for governor in above:
        lemma = governor.lemma_.lower()
        if lemma in _THREAT:
            return "threatened"
        if lemma in _DENY:
            return "denied"
        if lemma in _FAIL:
            return "did_not_happen"
        if lemma in _DEMAND and governor.pos_ in ("VERB", "NOUN"):
            return "demanded"
        if lemma in _PLAN:
            return "did_not_happen" if tree.negated(governor) else "planned"
        if lemma in _DOUBT and lemma != "allege":
            return "possible"
    return None


def _by_helpers(verb: Token | None, helpers: set[str]) -> Status:
    if verb is None:
        return "happened"
    marks = {c.lower_ for c in tree.children(verb, "mark")}
    if marks & {"if", "unless", "whether"}:
        return "hypothetical"
    if helpers & {"will", "'ll", "’ll", "shall", "going"}:
        return "planned"
    if helpers & {"may", "might", "could", "can"}:
        return "possible"
    if helpers & {"would"}:
        return "hypothetical"
    if helpers & {"should", "must"}:
        return "demanded"
    if "be" in helpers and verb.lower_.endswith("ing"):
        return "ongoing"
    return "happened"


def responsibility_of(anchor: Token, actor: Token) -> Responsibility:
    """Return how far the text makes an actor responsible."""
    words = {w.lower_ for w in anchor.sent} if len(anchor.sent) < 80 else set()
    near = {c.lower_ for c in (*actor.children, *anchor.children)}
    if near & {"suspected", "alleged", "allegedly", "reportedly", "apparently", "accused"}:
        return "suspected"
    if "responsibility" in words and words & {"claimed", "claims", "claim", "claiming"}:
        return "claimed"
    return "stated"
