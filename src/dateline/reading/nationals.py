"""States and bodies that stand as attributes of other nouns: "Israeli raids", "rebel-held", …

"Tersian raids", "Tersian wine", "the Tersian-led war": a mention of the state, of the kind
"nominal", so that names of countries and their adjectives can be told apart; "Tersian police
custody", "Tersian rebel-held land": the police and the rebels are bodies of their own; "Tersian
homes" are those of its people.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.actors import noun_for_people
from dateline.reading.country_words import is_turned_away
from dateline.reading.drafts import Draft, Found, Page, word_set

# Words between a nation and the noun of its deed ("Tersian [air] raids").
_REACH = 3
_HYPHENS = frozenset({"-", "‑", "–"})


def find_nationals(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Add to the drafts what adjectives of nations stand for; return the new drafts."""
    covered = {i for d in drafts for m in d.mentions for i in range(m.start, m.end)}
    states = {draft.nation: draft for draft in drafts if draft.nation is not None}
    found: list[Draft] = []
    for token in page.doc:
        if not token.text[:1].isupper() or not page.readable[token.i]:
            continue
        nation = _nation(page, token)
        if nation is None or is_turned_away(page.doc, token.i):
            continue
        body = _body_after(page, token, covered)
        if body is not None:
            found.append(_body(page, token, body))
        elif {token.i, token.head.i} & covered or _leads_to_name(token.head, covered):
            continue  # "the Tersian bank", "the Tersian militant Ann Roe": they say whose they are
        elif _is_of_its_people(token):
            found.append(_people(token))
        else:
            draft = states.get(nation)
            if draft is None:
                draft = states[nation] = Draft("place", nation=nation)
                found.append(draft)
            draft.mentions.append(Found(token.i, token.i + 1, "nominal", token.i))
            draft.names.append(token.text)
    return found


def _nation(page: Page, token: Token) -> str | None:
    """Return the nation that an attribute names: "[Tersian] wine", "the [US]-led war"."""
    if not tree.has_dep(token, "amod", "compound", "nmod") or token.head.i < token.i:
        return None
    after = page.doc[token.i + 1 : token.i + 3]
    if len(after) == 2 and after[0].text in _HYPHENS:
        if after[1].lower_ not in word_set("led"):
            return None
        return gazetteer.homeland(token.text) or gazetteer.country(token.text)
    near = token.head.i <= token.i + 1 + _REACH
    if not near or token.head.lemma_.lower() in word_set("settlements"):
        return None  # "the Tersian town of Osterby": the town is there
    return gazetteer.homeland(token.text)


def _leads_to_name(noun: Token, covered: set[int]) -> bool:
    return noun.head.i in covered and tree.has_dep(noun, "nmod:desc", "compound", "flat", "appos")


def _body_after(page: Page, nation: Token, covered: set[int]) -> Token | None:
    """Return the noun for people between a nation and the noun that both are attributes of."""
    for i in range(nation.i + 1, min(nation.i + 1 + _REACH, nation.head.i)):
        token = page.doc[i]
        # "Tersian [rebel]-held land" hangs on "held", which hangs on "land".
        above = {token.head.i, token.head.head.i if tree.has_dep(token.head, "amod") else -1}
        attribute = nation.head.i in above and tree.has_dep(token, "compound", "amod")
        if attribute and i not in covered and noun_for_people(token) is not None:
            return token
    return None


def _body(page: Page, nation: Token, noun: Token) -> Draft:
    lemma = noun_for_people(noun) or noun.lower_
    mention = Found(nation.i, noun.i + 1, "nominal", noun.i)
    name = page.doc[nation.i : noun.i + 1].text
    return Draft("group", mentions=[mention], names=[name], nouns={lemma}, plural=True)


def _is_of_its_people(nation: Token) -> bool:
    """Return whether what a nation stands before is its people's: "Tersian homes"."""
    return nation.head.lemma_.lower() in word_set("of_its_people")


def _people(nation: Token) -> Draft:
    mention = Found(nation.i, nation.i + 1, "nominal", nation.i)
    return Draft("group", mentions=[mention], names=[nation.text], plural=True)
