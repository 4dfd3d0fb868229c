"""Noun phrases that take up an entity ("the colonel") or are one ("Tersian police")."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.drafts import (
    Draft,
    Found,
    Page,
    gender_of,
    is_group_noun,
    is_person_noun,
    is_plural,
    normal,
    word_set,
)
from dateline.records import EntityType

_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_CALLED = frozenset({"know", "call", "name", "dub", "nickname"})
# A noun that is part of the entity's own name ("the council" for "Council of Elders") is a better
# reason than the type alone ("the group"), and a post (“the colonel”) better than both.
BY_POST, _BY_NAME, _BY_TYPE, _BY_CHAIN = 6.0, 5.0, 1.0, 1.0


@dataclass(frozen=True)
class Nominal:
    """A definite noun phrase: token offsets, head, its noun, and the words that narrow it."""

    start: int
    end: int
    head: int
    lemma: str
    narrowed: tuple[str, ...]
    plural: bool
    by_rule: bool
    """whether rules may resolve it; else only the model's chains"""


def nominal_at(page: Page, token: Token) -> Nominal | None:
    """Return the definite noun phrase headed by a common noun, None if it takes up nothing."""
    if token.ent_type_ or tree.has_dep(token, "compound", "flat", "fixed", "nmod:desc", "amod"):
        return None
    if tree.children(token, "cop") or tree.has_dep(token, "appos"):
        return None
    determiners = [child.lower_ for child in tree.children(token, "det")]
    owned = bool(tree.children(token, "nmod:poss"))
    lemma = token.lemma_.lower()
    if not owned and not _DEFINITE & set(determiners) and lemma != "police":
        return None
    start = min(
        [
            token.i,
            *(
                child.i
                for child in token.children
                if child.i < token.i
                and tree.has_dep(child, "det", "amod", "compound", "nummod", "nmod:poss")
            ),
        ]
    )
    if page.sentence[start] != page.sentence[token.i] or not all(page.readable[start : token.i]):
        return None
    narrowed = _narrowing(token)
    person = is_person_noun(lemma)
    by_rule = not owned and (person or not narrowed) and not is_plural(token)
    return Nominal(start, token.i + 1, token.i, lemma, narrowed, is_plural(token), by_rule)


def _narrowing(token: Token) -> tuple[str, ...]:
    """Return the words that tell which one is meant ("the president of Tersia": Tersia)."""
    words = []
    for child in tree.children(token, "amod", "compound", "nmod", "nummod", "acl"):
        words.append(child.lower_)
    return tuple(words)


def fits_noun(page: Page, nominal: Nominal, draft: Draft, chained: bool) -> float:
    """Return how good a reason there is that a noun phrase takes up the draft; 0.0: none."""
    if nominal.plural != draft.plural and draft.type in {"person", "group"}:
        return 0.0
    person = is_person_noun(nominal.lemma)
    if draft.type == "person":
        gender = gender_of(nominal.lemma)
        if not person or (gender and draft.gender and gender != draft.gender):
            return 0.0
        if nominal.lemma in draft.nouns and _same_post(page, nominal, draft):
            return BY_POST
        return _BY_CHAIN if chained else 0.0
    if person:
        return 0.0
    takes_place = _type_taken_up(nominal.lemma) in {"country", "city", "region", "place"}
    by_chain = chained and (draft.type == "place") == takes_place
    if draft.type == "organization" and nominal.narrowed and not nominal.by_rule:
        by_chain = False  # "the state's special police force" is told apart from other bodies
    return _fits_thing(nominal, draft) or (_BY_CHAIN if by_chain else 0.0)


def _fits_thing(nominal: Nominal, draft: Draft) -> float:
    lemma = nominal.lemma
    if nominal.lemma in draft.nouns:
        return BY_POST
    takes = _type_taken_up(lemma)
    if takes == "country":
        return _BY_TYPE if draft.nation else 0.0
    if takes in {"city", "region"}:
        return _BY_TYPE if draft.type == "place" and not draft.nation else 0.0
    if draft.type != "organization":
        return 0.0
    names = [[normal(word) for word in name.split()] for name in draft.names]
    body = takes == "organization" or is_group_noun(lemma)
    if any(lemma == name[-1] or (body and lemma in name) for name in names):
        return _BY_NAME
    return _BY_TYPE if takes == "organization" else 0.0


def _type_taken_up(lemma: str) -> str | None:
    for kind in ("country", "city", "region", "place", "organization"):
        if lemma in word_set("takes_up", kind):
            return kind
    return None


def _same_post(page: Page, nominal: Nominal, draft: Draft) -> bool:
    """Return whether what narrows the noun stands in one of the person's roles too."""
    if not nominal.narrowed:
        return True
    phrases = " ".join(page.article.text[role.start : role.end] for role in draft.roles)
    known = {normal(word) for word in phrases.replace("-", " ").split()}
    nations = {gazetteer.country(word) for word in phrases.split()} - {None}
    former = word_set("status", "former")
    return all(
        word in known or word in former or gazetteer.country(word.title()) in nations
        for word in nominal.narrowed
    )


def find_bodies(page: Page, taken: set[int]) -> list[Draft]:
    """Return the bodies that are named by nation and noun alone ("Tersian police"), as drafts."""
    found: dict[tuple[str, str], Draft] = {}
    for token in page.doc:
        if token.pos_ not in {"NOUN", "PROPN"} or not page.readable[token.i] or token.i in taken:
            continue
        lemma = token.lemma_.lower()
        nation = _nation_before(token) if is_group_noun(lemma) else None
        if nation is None or tree.has_dep(token, "compound", "flat"):
            continue
        code, first = nation
        if any(page.doc[i].lower_ in {"and", "or"} for i in range(first, token.i)):
            continue  # "Swiss and Danish troops" are two
        draft = found.get((code, lemma))
        if draft is None:
            draft = found[code, lemma] = Draft(type_of_body(token), nouns={lemma})
        draft.names.append(page.doc[first : token.i + 1].text)
        start = first - 1 if first and page.doc[first - 1].head.i == token.i else first
        start = start if page.doc[start].pos_ == "DET" else first
        draft.mentions.append(Found(start, token.i + 1, "nominal", token.i))
    return list(found.values())


def _nation_before(noun: Token) -> tuple[str, int] | None:
    """Return (alpha-3, token) of the nation that stands before a noun as its modifier."""
    for child in tree.children(noun, "amod", "compound", "nmod"):
        adjacent = child.i < noun.i and not tree.children(child, "case")
        code = gazetteer.country(child.text) if adjacent else None
        if code is not None:
            return code, child.i
    return None


def type_of_body(noun: Token) -> EntityType:
    """Return organization for bodies of the state ("police"), group for other bodies."""
    entry = gazetteer.agent(noun.lemma_.lower())
    official = entry is not None and entry.sector in {"COP", "MIL", "GOV", "JUD", "LEG", "SPY"}
    return "organization" if official else "group"


def called(page: Page, mention: Found) -> tuple[int, int, int] | None:
    """Return (start, end, head) of the noun phrase that a name is said to name.

    "the special police force known as OMON": the phrase around "force".
    """
    head = page.doc[mention.head]
    verb = head.head
    if verb.lemma_.lower() not in _CALLED or not tree.has_dep(verb, "acl") or verb.i == head.i:
        return None
    noun = verb.head
    if not tree.has_dep(head, "obl", "xcomp", "obj") or noun.pos_ != "NOUN":
        return None
    span = tree.phrase(noun)
    return (span.start, noun.i + 1, noun.i) if span.start <= noun.i < mention.start else None
