"""Places that stand for people: "Moscow said", "rebels shelled Osterby".

A capital or a palace that acts stands for its government; a town to which something is done stands
for those who live there. A place where something happens ("in Moscow") stands for nobody.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.drafts import Draft, Page

_DONE_TO = frozenset({"against", "on", "upon"})


def sector_of_place(page: Page, draft: Draft) -> str | None:
    """Return GOV for a capital that acts, CVL for a town that is acted upon, else None."""
    if draft.nation:
        return None
    heads = [page.doc[m.head] for m in draft.mentions if m.kind == "name"]
    power = next((found for n in draft.names if (found := gazetteer.power(n))), None)
    if power is not None and (power.kind == "seat" or any(_acts(head) for head in heads)):
        return power.sector or "GOV"
    town = any(gazetteer.places(name)[:1] for name in draft.names[:1])
    land = any(gazetteer.country(name) for name in draft.names)
    return "CVL" if town and not land and any(_suffers(head) for head in heads) else None


def _acts(token: Token) -> bool:
    first = token
    while tree.has_dep(first, "conj") and first.head.i != first.i:
        first = first.head
    if tree.has_dep(first, "nsubj") and not tree.has_dep(first, "nsubj:pass"):
        return True
    return tree.has_dep(first, "obl", "nmod") and tree.preposition(first) in {"by", "between"}


def _suffers(token: Token) -> bool:
    if tree.has_dep(token, "obj", "nsubj:pass"):
        return True
    return tree.has_dep(token, "obl", "nmod") and tree.preposition(token) in _DONE_TO
