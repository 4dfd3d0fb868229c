"""States and bodies that stand as attributes of other nouns: "Israeli raids", "rebel-held", …

"Tersian raids": the nation did it, so the adjective is a mention of the state, of the kind
"nominal"; "Tersian police custody": the police are a body of their own. An adjective before
anything else ("Tersian wine") is no mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.actors import noun_for_people
from dateline.reading.drafts import Draft, Found, Page, word_set

# Words between a nation and the noun of its deed ("Tersian [air] raids").
_REACH = 3


def find_nationals(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Add to the drafts what adjectives of nations stand for; return the new drafts."""
    covered = {i for d in drafts for m in d.mentions for i in range(m.start, m.end)}
    states = {draft.nation: draft for draft in drafts if draft.nation is not None}
    found: list[Draft] = []
    for token in page.doc:
        if token.i in covered or not page.readable[token.i] or not token.text[:1].isupper():
            continue
        nation = gazetteer.homeland(token.text)
        if nation is None or not tree.has_dep(token, "amod", "compound", "nmod"):
            continue
        body = _body_after(page, token, covered)
        if body is not None:
            found.append(_body(page, token, body))
        elif _does(token):
            mention = Found(token.i, token.i + 1, "nominal", token.i)
            draft = states.get(nation)
            if draft is None:
                draft = states[nation] = Draft("place", nation=nation)
                found.append(draft)
            draft.mentions.append(mention)
            draft.names.append(token.text)
    return found


def _body_after(page: Page, nation: Token, covered: set[int]) -> Token | None:
    """Return the noun for people between a nation and the noun that both are attributes of."""
    for i in range(nation.i + 1, min(nation.i + 1 + _REACH, nation.head.i)):
        token = page.doc[i]
        attribute = token.head.i == nation.head.i and tree.has_dep(token, "compound", "amod")
        if attribute and i not in covered and noun_for_people(token) is not None:
            return token
    return None


def _body(page: Page, nation: Token, noun: Token) -> Draft:
    lemma = noun_for_people(noun) or noun.lower_
    mention = Found(nation.i, noun.i + 1, "nominal", noun.i)
    name = page.doc[nation.i : noun.i + 1].text
    return Draft("group", mentions=[mention], names=[name], nouns={lemma}, plural=True)


def _does(nation: Token) -> bool:
    """Return whether a nation stands before the noun of a deed, a word or a power of its own."""
    noun = nation.head
    forms = {noun.lower_, noun.lemma_.lower(), noun.lower_.removesuffix("s")}
    return nation.i < noun.i <= nation.i + 1 + _REACH and bool(forms & word_set("deeds"))
