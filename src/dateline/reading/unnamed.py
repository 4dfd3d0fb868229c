"""People and bodies without a name: "gunmen", "two Osterby teachers", "rebel leaders".

Found last, when names and what takes them up are known: each noun for people that is no mention yet
becomes an entity of its own, and the same words later in the article ("the gunmen") the same one.
An indefinite phrase ("a gunman") is always somebody new.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.drafts import Draft, Found, Page, is_group_noun, is_title, word_set
from dateline.reading.nominals import type_of_body
from dateline.records import EntityType

_MODIFIERS = ("amod", "compound", "nmod:poss", "nmod:desc")
_MANY = frozenset({"many", "few", "several", "more", "most", "other", "such", "own", "all", "some"})
_NEW = frozenset({"a", "an", "another", "some", "other", "several", "more"})
# Modifiers that tell which one is meant; without any of them two phrases may mean the same.
_NARROWING = frozenset({"NOUN", "PROPN", "ADJ"})


def find_unnamed(page: Page, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the people and bodies without a name, as drafts, in order of first mention.

    Args:
        page: the article.
        drafts: every entity found so far, with its mentions.
    """
    drafts = list(drafts)
    finder = _Finder(page, _covered(page, drafts))
    for token in page.doc:
        if finder.is_somebody(token):
            finder.add(token)
    finder.part(drafts)
    spans = {i for draft in drafts for m in draft.mentions for i in range(m.start, m.end)}
    nations = _Nations(page, drafts, spans | finder.inside)
    nations.run()
    return [*finder.found, *nations.found]


def _covered(page: Page, drafts: Iterable[Draft]) -> set[int]:
    """Return the tokens of names, the heads of other mentions, and the words of roles."""
    taken: set[int] = set()
    for draft in drafts:
        for mention in draft.mentions:
            taken |= set(range(mention.start, mention.end)) if mention.kind == "name" else set()
            taken.add(mention.head)
        for role in draft.roles:
            span = page.doc.char_span(role.start, role.end, alignment_mode="expand")
            taken |= {token.i for token in span} if span is not None else set()
    return taken


class _Finder:
    """Walks over the nouns of a page and gathers those that mean somebody."""

    def __init__(self, page: Page, covered: set[int]) -> None:
        self.page = page
        self.covered = covered
        self.found: list[Draft] = []
        self.inside: set[int] = set()
        self._latest: dict[tuple[str, bool], list[tuple[frozenset[str], Draft]]] = {}

    def is_somebody(self, token: Token) -> bool:
        """Return whether a token is the head of a phrase for people that has no entity yet."""
        if token.pos_ not in {"NOUN", "PROPN"} or token.i in self.covered:
            return False
        if not self.page.readable[token.i] or token.ent_type_ == "PER":
            return False
        if tree.has_dep(token, "compound", "amod"):
            # "an Israeli army bulldozer": the army of a country acts through its things.
            other = _means_people(token.head) or token.head.ent_type_ or token.head.i < token.i
            return bool(token.i and _is_nation(self.page.doc[token.i - 1]) and not other) and (
                _means_people(token)
            )
        if tree.has_dep(token, "flat", "fixed", "nmod:desc") or self._is_name_beside(token):
            return False
        return not self._is_title(token) and _means_people(token)

    def part(self, bodies: Iterable[Draft]) -> None:
        """Tell the second of two countries' people apart: "U.S. and [Russian negotiators]"."""
        for draft in [*bodies, *self.found]:
            for mention in draft.mentions if draft.type != "person" else ():
                if mention.kind != "nominal":
                    continue
                for i in range(mention.start + 1, mention.head):
                    joined = self.page.doc[i].pos_ == "CCONJ"
                    if joined and _is_nation(self.page.doc[i + 1]) and i + 1 < mention.head:
                        self._add_second(draft, Found(i + 1, mention.end, "nominal", mention.head))

    def _add_second(self, draft: Draft, mention: Found) -> None:
        noun = self.page.doc[mention.head]
        second = Draft(draft.type, plural=draft.plural, nouns=set(draft.nouns))
        second.phrase = _phrase(self.page, mention.start, noun)
        second.names.append(self.page.doc[mention.start : mention.end].text)
        second.mentions.append(mention)
        self.found.append(second)

    def _is_name_beside(self, token: Token) -> bool:
        """Return whether a noun only says what a name in apposition is: "a villager, Ann Roe"."""
        beside = [
            *tree.children(token, "appos"),
            *([token.head] if tree.has_dep(token, "appos") else []),
        ]
        if any(other.i in self.covered for other in beside):
            return True
        after = self.page.doc[token.i + 1 : token.i + 3]
        return (
            len(after) == 2
            and after[0].text == ","
            and (after[1].ent_type_ == "PER" and not _is_plural(token))
        )

    def _is_title(self, token: Token) -> bool:
        """Return whether a noun stands right before a name: it is that one's post."""
        after = token.i + 1
        return after < len(self.page.doc) and (
            self.page.doc[after].ent_type_ == "PER" and not self.page.doc[after].is_punct
        )

    def add(self, token: Token) -> None:
        start = _start(self.page, token)
        narrowing = frozenset(
            w.lower_ for w in self.page.doc[start : token.i] if w.pos_ in _NARROWING
        )
        draft = self._same(token, narrowing)
        if draft is None:
            draft = Draft(_type(token), plural=_is_plural(token), nouns={_singular(token)})
            draft.phrase = _phrase(self.page, start, token)
            self.found.append(draft)
            key = (_singular(token), _is_plural(token))
            self._latest.setdefault(key, []).append((narrowing, draft))
        draft.names.append(self.page.doc[start : token.i + 1].text)
        draft.mentions.append(Found(start, token.i + 1, "nominal", token.i))
        self.inside |= set(range(start, token.i + 1))

    def _same(self, token: Token, narrowing: frozenset[str]) -> Draft | None:
        """Return who was meant by the same words before, None where somebody new is meant."""
        determiners = {child.lower_ for child in tree.children(token, "det")}
        if determiners & _NEW or tree.children(token, "nummod"):
            return None
        before = self._latest.get((_singular(token), _is_plural(token)), [])
        for known, draft in reversed(before):
            # "the gunmen" after "masked gunmen", but not "Iraqi police" after "Syrian police".
            if narrowing == known or (not narrowing and "the" in determiners):
                return draft
        return None


class _Nations:
    """Adjectives and nouns of a country's people that stand for the country: "an Indian plan"."""

    def __init__(self, page: Page, drafts: Iterable[Draft], covered: set[int]) -> None:
        self.page = page
        self.covered = covered
        self.found: list[Draft] = []
        drafts = list(drafts)
        self._of = {draft.nation: draft for draft in drafts if draft.nation}
        self._people = {
            m.head for draft in drafts if draft.type == "person" for m in draft.mentions
        }

    def run(self) -> None:
        for token in self.page.doc:
            plain = token.i not in self.covered and self.page.readable[token.i]
            person = token.head.ent_type_ == "PER" or token.head.i in self._people
            if plain and not person and _is_nation(token):
                code = gazetteer.country(token.text)
                if code and tree.has_dep(token, "amod", "compound", "nmod", "nmod:poss"):
                    self._add(token, code)

    def _add(self, token: Token, code: str) -> None:
        draft = self._of.get(code)
        if draft is None:
            draft = self._of[code] = Draft("place", nation=code)
            self.found.append(draft)
        if not draft.names:
            draft.names.append(token.text)
        draft.mentions.append(Found(token.i, token.i + 1, "name", token.i))


def _is_nation(token: Token) -> bool:
    """Return whether a word is a country's or its people's name: "Indian", "US"."""
    return token.text[:1].isupper() and gazetteer.country(token.text) is not None


def _means_people(token: Token) -> bool:
    noun = _singular(token)
    if noun in word_set("says_nothing") and not tree.children(token, "amod", "compound", "nmod"):
        return False
    if noun in word_set("machines"):
        return any(_is_nation(child) for child in token.children if child.i < token.i)
    before = token.nbor(-1).lower_ if token.i else ""
    return gazetteer.agent(noun) is not None or gazetteer.agent(f"{before} {noun}") is not None


def _singular(noun: Token) -> str:
    """Return a noun's singular as the tables have it, also where the lemma is none ("gunmen")."""
    word = noun.lower_
    forms = [word]
    for plural, singular in (("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(plural):
            forms.append(word.removesuffix(plural) + singular)
    forms.append(noun.lemma_.lower())
    before = noun.nbor(-1).lower_ if noun.i else ""
    known = (f for f in forms if gazetteer.agent(f) or gazetteer.agent(f"{before} {f}"))
    return next(known, forms[-1])


def _start(page: Page, noun: Token) -> int:
    """Return the first token of a noun's phrase, without its article and its numbers."""
    start = noun.i
    if tree.has_dep(noun, "compound", "amod"):
        return noun.i - 1
    for child in noun.children:
        if child.i < noun.i and tree.has_dep(child, *_MODIFIERS):
            start = min(start, child.left_edge.i)
    while start < noun.i and (
        page.doc[start].lower_ in _MANY
        or page.doc[start].pos_ in {"DET", "NUM", "PUNCT", "ADP", "ADV", "CCONJ", "PRON"}
        or not page.readable[start]
        or page.sentence[start] != page.sentence[noun.i]
    ):
        start += 1
    return start


def _phrase(page: Page, start: int, noun: Token) -> str:
    """Return a phrase with its noun in the singular, as sectors are looked up."""
    before = page.doc[start : noun.i].text
    return f"{before} {_singular(noun)}".strip()


def _type(noun: Token) -> EntityType:
    lemma = _singular(noun)
    if is_group_noun(lemma) and not is_title(noun.text):
        return type_of_body(noun)
    return "group" if _is_plural(noun) else "person"


def _is_plural(noun: Token) -> bool:
    return noun.lower_ != _singular(noun)
