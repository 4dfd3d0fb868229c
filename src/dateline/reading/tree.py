"""Questions to a Universal Dependencies tree, each answered by one small function.

Everything here works on any spaCy ``Doc``: a tree of a model's making may be odd in every way but
one (spaCy keeps it free of cycles), so each function climbs or walks without recursion and returns
something sensible, at worst the token itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from spacy.tokens import Span, Token

# Children that are never part of the noun phrase of their head, however deep in it.
_CLAUSES = ("acl", "advcl", "appos", "parataxis", "ccomp", "csubj", "discourse", "vocative")
# Children that belong to the phrase of an inner noun ("of Kabul and Herat"), not to the phrase
# asked for: the preposition in front of it, what is coordinated with it, its clause if it is a
# predicate.
_OUTSIDE = (
    *("case", "mark", "cc", "conj", "punct", "cop", "aux", "nsubj", "expl", "dislocated"),
    *("obl", "obj", "iobj", "xcomp", "dep", "reparandum", "list", "orphan"),
)
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no longer"})
_NEGATIVE_PRONOUNS = frozenset({"nobody", "none", "nothing", "no-one", "no"})
_RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose", "where", "when", "why"})
_SHORT_AUXILIARIES = {
    "'ll": "will",
    "’ll": "will",
    "wo": "will",
    "ca": "can",
    "sha": "shall",
    "'ve": "have",
    "’ve": "have",
    "'re": "are",
    "’re": "are",
    "'m": "am",
    "’m": "am",
}


def has_dep(token: Token, *deps: str) -> bool:
    """Return whether the token's relation is one of ``deps`` or a subtype of one."""
    return _is_one_of(token.dep_, deps)


@cache  # a few hundred pairs; asked for a thousand times a page
def _is_one_of(own: str, deps: tuple[str, ...]) -> bool:
    return any(own == dep or own.startswith(f"{dep}:") for dep in deps)


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children whose relation is one of ``deps`` or a subtype, in text order.

    "nsubj" matches "nsubj:pass"; "nsubj:pass" matches only itself.
    """
    return [child for child in token.children if has_dep(child, *deps)]


def phrase(token: Token) -> Span:
    """Return the noun phrase around a nominal head, in one piece.

    Left out: relative and adverbial clauses, appositions, coordinated phrases, the head's own
    preposition or possessive ending, its subject and copula, punctuation at the edges.
    "in [the elite police force of Tajikistan], which …"
    """
    predicate = bool(children(token, "cop"))

    def belongs(child: Token) -> bool:
        if child.is_space or has_dep(child, *_CLAUSES):
            return False
        if child.head.i != token.i:
            return True
        return not has_dep(child, *_OUTSIDE) and not (predicate and has_dep(child, "advmod"))

    return _one_piece(token, _collect(token, belongs))


def titled_phrase(token: Token) -> Span:
    """Return the noun phrase with the name that stands beside it without a comma.

    "[the church leader Saboi Jum] said", but "[the church leader], Saboi Jum, said".
    """
    words = phrase(token)
    for name in children(token, "appos"):
        if name.left_edge.i == words.end:
            words = token.doc[words.start : max(words.end, phrase(name).end)]
    return words


def full_phrase(token: Token) -> Span:
    """Return the noun phrase with its appositions and relative clauses, in one piece.

    Its own preposition, subject, copula and coordinated phrases are left out, as in ``phrase``.
    """

    def belongs(child: Token) -> bool:
        if child.is_space:
            return False
        if child.head.i != token.i:
            return True
        return not has_dep(child, *_OUTSIDE) and not has_dep(child, "advcl", "parataxis")

    return _one_piece(token, _collect(token, belongs))


def clause(verb: Token) -> Span:
    """Return the words of a verb's clause, in one piece, without what is coordinated with it.

    The conjunction before it ("that", "and") and punctuation at the edges are left out.
    """

    def belongs(child: Token) -> bool:
        if child.is_space:
            return False
        if child.head.i != verb.i:
            return True
        return not has_dep(child, "conj", "cc", "mark", "parataxis", "punct", "case", "discourse")

    return _one_piece(verb, _collect(verb, belongs))


def coordinated(token: Token) -> list[Token]:
    """Return the token and everything coordinated with it, in text order.

    Any member of "A, B and C" gives all three.
    """
    first = token
    while has_dep(first, "conj") and first.head.i != first.i:
        first = first.head
    found = [first]
    for member in found:  # grows while it is walked: conjuncts may hang in a chain
        found.extend(children(member, "conj"))
    return sorted(found, key=lambda member: member.i)


def preposition(token: Token) -> str:
    """Return the preposition of a nominal in lower case ("in", "according to"), "" if none.

    A conjunct without its own takes that of the first ("in Kabul and Herat").
    """
    while True:
        words = [
            word
            for case in children(token, "case")
            if not _is_possessive(case)
            for word in [case, *children(case, "fixed")]
        ]
        if words or not has_dep(token, "conj") or token.head.i == token.i:
            return " ".join(word.lower_ for word in sorted(words, key=lambda word: word.i))
        token = token.head


def subjects(verb: Token) -> list[Token]:
    """Return the heads of the verb's subjects, its own or inherited, [] if it has none.

    What has a preposition is no subject, even if the tree says so ("according to Orlan, …"). A
    conjunct, an open complement ("forced him to leave": him) and an adverbial clause without a
    subject take it from above; for a relative or participial clause it is the noun that the clause
    modifies. Phrases coordinated with a subject are not listed: see ``coordinated``.
    """
    relative = None
    while True:
        own = [child for child in children(verb, "nsubj") if not _has_preposition(child)]
        nominal = [subject for subject in own if subject.lower_ not in _RELATIVE_PRONOUNS]
        if nominal:
            return nominal
        if own:
            relative = own
        if verb.head.i == verb.i:
            return relative or []
        if has_dep(verb, "acl"):
            return [verb.head]
        if relative:
            # "that" and "who" outside a relative clause are subjects of their own.
            above = _relative_clause_above(verb)
            return [above.head] if above is not None else relative
        if has_dep(verb, "xcomp"):
            controllers = children(verb.head, "obj", "iobj")
            if controllers:
                return controllers[:1]
        elif not has_dep(verb, "conj", "advcl"):
            return []
        verb = verb.head


def verb_over(token: Token, steps: int) -> Token | None:
    """Return the nearest verb at or above a word, looked for so many steps up; None without one."""
    for _ in range(steps):
        if token.pos_ in {"VERB", "AUX"}:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def negated(token: Token) -> bool:
    """Return whether a verb or noun is negated.

    By an adverb ("did not attack", "never"), by "no" on the noun, on the verb's subject or object
    ("nobody was hurt", "no shots"), or, for a conjunct after "or" or "nor" that has neither a
    subject nor an auxiliary of its own, by the first conjunct.
    """
    while not _negated_itself(token):
        links = {cc.lower_ for cc in children(token, "cc")}
        if not has_dep(token, "conj") or not links & {"or", "nor"}:
            return False
        if children(token, "nsubj", "aux", "cop") or token.head.i == token.i:
            return False
        token = token.head
    return True


def auxiliaries(verb: Token) -> list[str]:
    """Return the verb's auxiliaries and copula in lower case and text order, written out.

    "'ll" gives "will", "ca" "can". A conjunct that has neither auxiliary nor subject takes those of
    the first when its form is the same ("will arrest and charge", "was shot and killed").
    """
    while True:
        own = children(verb, "aux", "cop")
        if own:
            return [_written_out(aux) for aux in own]
        head = verb.head
        if head.i == verb.i or not has_dep(verb, "conj") or children(verb, "nsubj"):
            return []
        if _form(verb) != _form(head):
            return []
        verb = head


def _collect(top: Token, belongs: Callable[[Token], bool]) -> list[int]:
    """Return the indices of ``top`` and of its descendants for which ``belongs`` holds."""
    stack, found = [top], [top.i]
    while stack:
        for child in stack.pop().children:
            if belongs(child):
                found.append(child.i)
                stack.append(child)
    return found


def _one_piece(head: Token, indices: Iterable[int]) -> Span:
    """Return the longest span around ``head`` whose words are all among ``indices``.

    Punctuation and blanks between such words are allowed, at the edges they are not.
    """
    doc, inside = head.doc, set(indices)

    def edge(step: int) -> int:
        last, i = head.i, head.i + step
        while 0 <= i < len(doc):
            filler = doc[i].is_punct or doc[i].is_space
            if i in inside and not filler:
                last = i
            elif not filler:
                break
            i += step
        return last

    return doc[edge(-1) : edge(1) + 1]


def _is_possessive(case: Token) -> bool:
    return case.lower_ in {"'s", "’s", "'", "’", "s"}


def _has_preposition(noun: Token) -> bool:
    """Return whether a noun has one of its own: then it is no subject, whatever its relation."""
    return any(not _is_possessive(case) for case in children(noun, "case"))


def _relative_clause_above(verb: Token) -> Token | None:
    while verb.head.i != verb.i and has_dep(verb, "conj", "xcomp", "ccomp"):
        verb = verb.head
        if has_dep(verb, "acl"):
            return verb
    return None


def _negated_itself(token: Token) -> bool:
    for child in token.children:
        if child.lower_ in _NEGATIONS or child.lemma_ in _NEGATIONS:
            follower = child.nbor() if child.i + 1 < len(child.doc) else None
            if follower is None or follower.lower_ not in {"only", "just", "least"}:
                return True
        if child.lower_ == "no" and has_dep(child, "det", "advmod"):
            return True
        if has_dep(child, "nsubj", "obj", "obl:agent") and _is_nobody(child):
            return True
    return False


def _is_nobody(noun: Token) -> bool:
    words = {child.lower_ for child in noun.children if has_dep(child, "det", "advmod")}
    return noun.lower_ in _NEGATIVE_PRONOUNS or "no" in words


def _written_out(aux: Token) -> str:
    word = aux.lower_
    if word in {"'s", "’s", "'d", "’d"} and aux.lemma_ and aux.lemma_ != aux.text:
        return {"be": "is", "have": "has" if "s" in word else "had"}.get(aux.lemma_, aux.lemma_)
    return _SHORT_AUXILIARIES.get(word, word)


def _form(verb: Token) -> str:
    word = verb.lower_
    if word == verb.lemma_:
        return "base"
    return "ing" if word.endswith("ing") else "s" if word.endswith("s") else "past"
