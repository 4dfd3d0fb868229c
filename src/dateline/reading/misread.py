"""Names of countries, capitals and regions that the tagger took for a person or an organisation.

"Swaziland's king", "La Paz broke off relations": nobody is called so. "Jordan" and "Chad" are
called so, too: they stay people unless their words say that they are countries.
"""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.drafts import Page, is_group_noun, is_title, word_set

# Words after a verb in which "its" is still its subject's.
_SOON = 4
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def is_place(page: Page, start: int, end: int, surnames: Collection[str]) -> bool:
    """Return whether the name ``start:end`` (tokens) can only be that of such a place.

    Args:
        page: the article.
        start: the name's first token.
        end: the token after its last.
        surnames: last words of the longer names of people in the article, in lower case.
    """
    name = page.doc[start:end].text
    if not name[:1].isupper() or name.lower() in surnames or _has_title(page, start):
        return False
    if not _is_power(name):
        return _is_misspelt(page, start, end)
    return name.lower() not in word_set("called_so") or _is_told(page, start, end)


def _has_itself(page: Page, verb: Token, end: int) -> bool:
    """Return whether "it" or "its" soon follows a verb's subject: "[Paris] recalled its envoy"."""
    after = page.doc[end : min(len(page.doc), verb.i + _SOON)]
    words = {token.lower_ for token in after if page.sentence[token.i] == page.sentence[verb.i]}
    return bool(words & {"it", "its"}) and not words & {"he", "she", "his", "her"}


def is_located(page: Page, start: int, end: int, surnames: Collection[str]) -> bool:
    """Return whether a name stands where only a place can ("near [Frankston]"), and is one's."""
    doc = page.doc
    if start == 0 or doc[start].lower_ in surnames or not doc[start].is_title:
        return False
    before = doc[start - 1].lower_
    if before not in word_set("locatives") or (end < len(doc) and doc[end].text in _POSSESSIVES):
        return False
    if before == "in" and start > 1 and doc[start - 2].lemma_.lower() in word_set("trusts"):
        return False
    return any(entry.primary for entry in gazetteer.places(doc[start:end].text))


def _is_power(name: str) -> bool:
    if gazetteer.is_demonym(name):
        return False
    found = gazetteer.power(name)
    if gazetteer.country(name) is not None or (found is not None and found.kind == "capital"):
        return True
    # "West Bank", "South Ossetia": nobody is called so, while "Victoria" is a name.
    return " " in name and any(
        entry.primary and entry.feature in ("ADM1", "RGN", "RGNH")
        for entry in gazetteer.places(name)
    )


def _is_misspelt(page: Page, start: int, end: int) -> bool:
    """Return whether a name is a slip in a country's: "Ethopia", "[Quatar]'s emir"."""
    name = page.doc[start:end].text
    if end - start > 1 or gazetteer.organisation(name) or not gazetteer.similar_nation(name):
        return False
    return page.doc[start].ent_type_ == "ORG" or _is_told(page, start, end)


def _has_title(page: Page, start: int) -> bool:
    return start > 0 and is_title(page.doc[start - 1].text)


def _is_told(page: Page, start: int, end: int) -> bool:
    """Return whether the words around a name that people bear show that a country is meant."""
    doc, top = page.doc, page.doc[end - 1]
    if end < len(doc) and doc[end].text in _POSSESSIVES:
        owned = top.head.lemma_.lower()
        if is_group_noun(owned) or owned in word_set("of_a_country"):
            return True
    if tree.has_dep(top, "nsubj") and _has_itself(page, top.head, end):
        return True
    beside = [*tree.children(top, "conj"), *([top.head] if tree.has_dep(top, "conj") else [])]
    return any(_is_power(other.text) for other in beside)
