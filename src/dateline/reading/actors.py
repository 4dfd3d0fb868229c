"""Unnamed actors: "gunmen", "two teachers", "the protesters", who become entities of their own.

Only noun phrases around a noun for people (``gazetteer.agent``) that nothing named takes up. The
same are joined within an article where the text says so: a definite phrase with an earlier phrase
of its noun and number that nothing tells apart. Indefinite phrases are always somebody new.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

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
    word_set,
)
from dateline.reading.nominals import type_of_body
from dateline.records import EntityType

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
# Relations under which a noun is part of another phrase, or says what something is.
_NO_ACTOR = ("compound", "flat", "fixed", "amod", "appos", "nmod:desc", "nmod:npmod", "vocative")
_AS = frozenset({"as", "like", "than", "unlike"})
# Phrases of one noun looked back at, so that a text of one noun over and over stays cheap.
_LONGEST_LOOK = 30
_AND = frozenset({"and", ",", "or"})


@dataclass(frozen=True)
class Phrase:
    """A noun phrase for somebody: token offsets up to its head, type, and how it is told apart."""

    start: int
    head: int
    noun: str
    type: EntityType
    plural: bool
    definite: bool
    narrowed: frozenset[str]


class Actors:
    """The unnamed actors of a page, joined while it is walked in text order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.drafts: list[Draft] = []
        self._called: dict[tuple[str, bool], list[tuple[Draft, set[str]]]] = defaultdict(list)

    def at(self, token: Token) -> tuple[Draft, Found] | None:
        """Return the actor that a noun heads and its mention, None if it heads none."""
        phrase = phrase_at(self.page, token)
        if phrase is None:
            return None
        start = self._after_others(phrase)
        mention = Found(start, phrase.head + 1, "nominal", phrase.head)
        draft = self._earlier(phrase) if phrase.definite else None
        if draft is None:
            draft = self._new(phrase)
        draft.names.append(_name(self.page, start, phrase.head))
        return draft, mention

    def _after_others(self, phrase: Phrase) -> int:
        """Return where a phrase begins when those of other nations in it are left out.

        "Swiss and Danish envoys" are two groups; the first has no word of its own but "Swiss".
        """
        doc, nations = self.page.doc, self._nations(phrase)
        for (start, end), (following, _) in pairwise(nations):
            between = [token.lower_ for token in doc[end:following]]
            if not set(between) <= _AND or not phrase.plural:
                return phrase.start
            draft = Draft("group", plural=True, nouns={phrase.noun})
            draft.mentions.append(Found(start, end, "nominal", end - 1))
            draft.names.append(f"{doc[start:end].text} {doc[phrase.head].text}")
            self.drafts.append(draft)
        return nations[-1][0] if len(nations) > 1 else phrase.start

    def _nations(self, phrase: Phrase) -> list[tuple[int, int]]:
        """Return the spans of the nations that are attributes of a phrase's noun.

        A parser that errs may leave the first out of the phrase: "[U.S.] and Russian envoys".
        """
        doc, found = self.page.doc, list[tuple[int, int]]()
        for i in range(phrase.start, phrase.head):
            pair = i + 1 < phrase.head and gazetteer.homeland(doc[i : i + 2].text)
            if pair or gazetteer.homeland(doc[i].text) or doc[i].ent_type_ == "LOC":
                joined = found and found[-1][1] >= i  # "Sierra Leonean"
                start = found.pop()[0] if joined else i
                found.append((start, i + 2 if pair else i + 1))
        before = phrase.start - 1
        first = bool(found) and found[0][0] == phrase.start and before > 0
        if first and doc[before].lower_ in _AND and self._is_attribute(before - 1):
            found.insert(0, (before - 1, before))
        return found

    def _is_attribute(self, i: int) -> bool:
        """Return whether a word names a nation as an attribute does: "Swiss", "U.S."."""
        word = self.page.doc[i].text
        adjective = gazetteer.is_demonym(word) and not word.endswith("s")
        short = word.isupper() and gazetteer.country(word) is not None
        return self.page.readable[i] and (adjective or short)

    def _earlier(self, phrase: Phrase) -> Draft | None:
        """Return the latest phrase of the noun that a definite one can take up."""
        recent = self._called[phrase.noun, phrase.plural][-_LONGEST_LOOK:]
        for draft, narrowed in reversed(recent):
            if phrase.narrowed <= narrowed:
                return draft
        return None

    def _new(self, phrase: Phrase) -> Draft:
        draft = Draft(phrase.type, plural=phrase.plural, gender=gender_of(phrase.noun))
        draft.nouns.add(phrase.noun)
        self.drafts.append(draft)
        self._called[phrase.noun, phrase.plural].append((draft, set(phrase.narrowed)))
        return draft


def phrase_at(page: Page, token: Token) -> Phrase | None:
    """Return the phrase of an unnamed actor that a noun heads, None if it heads none."""
    noun = noun_for_people(token)
    if noun is None or tree.has_dep(token, *_NO_ACTOR) or tree.children(token, "cop"):
        return None
    if tree.preposition(token) in _AS or _is_title(page, token) or _counts_others(token, noun):
        return None
    start = min(token.i, tree.phrase(token).start)
    while start < token.i and page.doc[start].pos_ in {"CCONJ", "PUNCT", "ADP"}:
        start += 1
    same = page.sentence[start] == page.sentence[token.i]
    if not same or not all(page.readable[start : token.i]):
        return None
    determiners = {child.lower_ for child in tree.children(token, "det")}
    if "no" in determiners or "neither" in determiners:
        return None
    narrowed = _narrowing(token)
    plural = _is_many(token, noun)
    institution = not plural and not determiners and noun in word_set("known_without_article")
    definite = bool(_DEFINITE & determiners) or institution
    return Phrase(start, token.i, noun, _type(token, noun), plural, definite, narrowed)


def noun_for_people(token: Token) -> str | None:
    """Return the noun for people that a token is, as gazetteer.agent knows it, else None.

    Machines of war are such nouns where a nation is said of them ("Tersian warplanes").
    """
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    forms = _singulars(token)
    if token.ent_type_ == "PER" and not is_group_noun(token.lower_):
        return None  # "Cabinet" alone is nobody's name
    for noun in forms:
        if is_person_noun(noun) or is_group_noun(noun):
            return None if noun in word_set("no_actors") else noun
    pair = [f"{child.lower_} {forms[0]}" for child in tree.children(token, "compound")]
    if any(is_person_noun(noun) or is_group_noun(noun) for noun in pair):
        return forms[0]
    machine = next((noun for noun in forms if noun in word_set("machines_of_war")), None)
    return machine if machine and _has_nation(token) else None


def _singulars(token: Token) -> list[str]:
    """Return what a noun may be in the singular; the model's lemma alone may be anything."""
    word = token.lower_
    forms = [re.sub(r"men$", "man", word)] if word.endswith("men") else []
    if word.endswith("s") and not word.endswith("ss"):
        forms += [word[:-1]]
        forms += [re.sub(r"ies$", "y", word)] if word.endswith("ies") else []
        forms += [word[:-2]] if word.endswith("es") else []
    return [*forms, word, token.lemma_.lower()]


def _has_nation(token: Token) -> bool:
    return any(
        gazetteer.homeland(child.text) or gazetteer.country(child.text)
        for child in tree.children(token, "amod", "compound", "nmod:poss", "nmod")
        if child.i < token.i
    )


def _type(token: Token, noun: str) -> EntityType:
    if is_person_noun(noun):
        return "group" if _is_many(token, noun) else "person"
    return "group" if _is_many(token, noun) else type_of_body(token)


def _is_many(token: Token, noun: str) -> bool:
    return noun != token.lower_ or is_plural(token)


def _is_title(page: Page, token: Token) -> bool:
    """Return whether a noun stands before a name and says what it is ("Judge Orlan")."""
    after = token.i + 1
    if after >= len(page.doc) or page.sentence[token.i] != page.sentence[after]:
        return False
    if page.doc[after].text == "," and after + 1 < len(page.doc):
        after += 1  # "a villager, Ann Roe": two subjects to a parser that errs
    singular = noun_for_people(token) == token.lower_
    return page.doc[after].ent_type_ == "PER" and singular


def _counts_others(token: Token, noun: str) -> bool:
    """Return whether a noun only tells how many there are: "a group of refugees"."""
    if noun not in word_set("crowds"):
        return False
    return any(
        tree.preposition(child) == "of" and noun_for_people(child) is not None
        for child in tree.children(token, "nmod")
    )


def _narrowing(token: Token) -> frozenset[str]:
    """Return the words that tell who is meant: of all attributes, owners and "of" phrases."""
    words = set()
    for child in tree.children(token, "amod", "compound", "nmod", "nummod", "acl"):
        words.add(gazetteer.country(child.text) or child.lower_)
    return frozenset(words)


def _name(page: Page, start: int, head: int) -> str:
    """Return the words of a phrase up to its noun, without article, number and "at least"."""
    while start < head and _only_counts(page.doc[start]):
        start += 1
    return str(page.doc[start : head + 1].text)


def _only_counts(token: Token) -> bool:
    """Return whether a first word only tells how many: "[at least four] soldiers"."""
    return token.pos_ in {"DET", "PUNCT", "NUM", "ADP", "ADV"} or (
        token.lower_ in word_set("quantities")
    )
