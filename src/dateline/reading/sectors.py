"""The PLOVER sector of an entity in the making: by its posts, its name, and the words for it.

In this order: a post held now; a post held before (ELI, PLOVER's sector of former officials); the
table of organisations; the noun at the end of a name ("Osterby Police"); the noun phrases that
describe it ("rebel leaders"); the table of public figures; a capital that acts ("Moscow said"), a
town to which something is done (CVL); a people ("Tajiks": CVL).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.actors import noun_for_people
from dateline.reading.drafts import Draft, Found, Page, word_map, word_set
from dateline.reading.public_figures import figure
from dateline.records import Role

FORMER = "ELI"
# Who loses a post of these sectors is of the elites, as PLOVER has it.
_OFFICIAL = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "IGO", "OPP", "PTY"})
# Nouns of these sectors keep it beside the name of an organisation ("a Labour lawmaker"), unless it
# fights ("Hamas commander").
_OWN = frozenset({"MIL", "LEG", "JUD", "COP", "REF", "MED", "HLH", "EDU"})
_FIGHTING = frozenset({"REB", "UAF"})
_OF = frozenset({"of", "for", "from", "with", "at", "in"})
# A branch or officer of these bears their name first ("UN Relief Office", "OMON force").
_OF_BRANCHES = frozenset({"IGO", "NGO", "COP", "MIL", "REB", "SPY"})
_DONE_TO = frozenset({"against", "on", "upon"})
_AT = frozenset({"in", "at", "near", "outside", "around", "across", "throughout"} | {"from", "to"})
_LONGEST_BODY = 6  # words
_DEPTH = 3  # "a spokesman for the head of the opposition"


def sector_of(page: Page, draft: Draft, roles: Sequence[Role], year: int | None) -> str | None:
    """Return the sector of a draft, None where nothing tells it."""
    if draft.type == "place":
        return _of_capital(page, draft) or _of_town(page, draft)
    found = _of_posts(page, roles, year)
    if found is None and draft.type in {"organization", "group", "facility"}:
        found = _of_name(draft, year)
    if found is None and draft.type != "facility":
        found = _of_descriptions(page, draft, year)
    if found is None and draft.type == "person":
        known = figure(draft.names, year, titled=bool(roles))
        found = known.sector if known is not None else None
    if found is None and draft.type == "group" and any(map(_is_people, draft.names)):
        return "CVL"
    return found


def _of_posts(page: Page, roles: Sequence[Role], year: int | None) -> str | None:
    former = None
    for role in roles:
        title = role.title.split(" of ")[0] or role.title
        noun = word_map("titles_in_full").get(title.lower().rstrip("."), title)
        body = _of_body_words(role.organization, year)
        own = gazetteer.sector_of(noun)
        if body is None and noun.lower() in word_set("of_their_body"):
            own = _of_their_body(page, role, title) or own
        sector = _together(own, body)
        if role.status == "current" and sector is not None:
            return sector
        if role.status == "former" and sector in _OFFICIAL:
            former = FORMER
    return former


def _of_their_body(page: Page, role: Role, title: str) -> str | None:
    """Return the sector of a body that is no name: "the party's leader", "head of the junta"."""
    before, _, _ = page.article.text[role.start : role.end].partition(title)
    for words in (role.organization or "", before):
        plain = re.sub(r"^(?:the|an?)\s+|['’]s?\s*$", "", words.strip().lower())
        if sector := gazetteer.sector_of(plain):
            return sector
    return None


def _of_body_words(words: str | None, year: int | None) -> str | None:
    """Return the sector of the organisation that words begin with ("the Bundestag for …")."""
    parts = re.sub(r"^(?:the|an?)\s+", "", words or "", flags=re.IGNORECASE).split()
    for end in range(min(len(parts), _LONGEST_BODY), 0, -1):
        entry = gazetteer.organisation(" ".join(parts[:end]), year)
        if entry is not None and entry.sector:
            return entry.sector
    return None


def _together(own: str | None, body: str | None) -> str | None:
    """Return the sector of a noun with one of its own that belongs to a body with another."""
    if not body or (own in _OWN and body not in _FIGHTING):
        return own
    return body


def _of_name(draft: Draft, year: int | None) -> str | None:
    """Return the sector that a body's names tell; each way is tried on all names in turn."""
    names = list(dict.fromkeys(draft.names)) if not _is_unnamed(draft) else []
    ways = (_of_known, _of_branch, _of_noun, _of_words_inside)
    found = (way(name, year) for way in ways for name in names)
    return next((sector for sector in found if sector), None)


def _of_known(name: str, year: int | None) -> str | None:
    entry, power = gazetteer.organisation(name, year), gazetteer.power(name)
    if entry is not None and entry.sector:
        return entry.sector
    if power is not None and power.kind == "seat":
        return power.sector
    return "MED" if gazetteer.outlet(name) else None


def _of_branch(name: str, year: int | None) -> str | None:
    """Return the sector of the body whose branch bears its name first, or last."""
    sector = _of_body_words(name, year)
    return sector if sector in _OF_BRANCHES else _of_body_words(" ".join(name.split()[-2:]), year)


def _of_noun(name: str, year: int | None) -> str | None:
    return gazetteer.sector_of(name) if _is_body(name) else None


def _is_unnamed(draft: Draft) -> bool:
    return all(mention.kind != "name" for mention in draft.mentions)


def _is_body(name: str) -> bool:
    """Return whether a name ends in a noun for many people: "Osterby Police", "Rural Bank"."""
    entry = gazetteer.agent((name.split() or [""])[-1])
    return entry is not None and entry.is_group


def _of_words_inside(name: str, year: int | None) -> str | None:
    """Return the sector of a body's noun before "of" ("Union of Teachers"), or at its beginning."""
    before, of, _ = name.partition(" of ")
    if of and _is_body(before):
        return gazetteer.sector_of(before)
    last = (name.split() or [""])[-1].lower()
    return next((s for s in ("EDU", "HLH", "REL") if last in word_set("facility_sectors", s)), None)


def _of_descriptions(page: Page, draft: Draft, year: int | None) -> str | None:
    """Return the sector of the first noun phrase for it that tells one; a former one last."""
    former = None
    for mention in draft.mentions:
        if mention.kind != "nominal":
            continue
        sector = _of_phrase(page, page.doc[mention.head], mention.start, year)
        if sector is not None and sector != FORMER:
            return sector
        former = former or sector
    if former is None and draft.type in {"organization", "group"}:
        for noun in sorted(draft.nouns):
            entry = gazetteer.agent(noun)
            if entry is not None and entry.sector and (entry.is_group or draft.type == "group"):
                return entry.sector
    return former


def _of_phrase(
    page: Page, head: Token, start: int, year: int | None, depth: int = _DEPTH
) -> str | None:
    noun = noun_for_people(head)
    if noun is None and not head.ent_type_:
        return None
    before = [t for t in page.doc[start : head.i] if t.pos_ not in {"DET", "NUM"}]
    words = [t.lower_ for t in before if t.text not in {"-", "'s", "’s"}]
    own = gazetteer.sector_of(" ".join([*words, noun or head.lower_]))
    if noun in word_set("machines_of_war"):
        own = own or "MIL"
    governs = (noun or head.lower_) in word_set("governing")
    if _is_of_the_ousted(page, head, noun):
        return "OPP"
    inside = None if governs else _body_before(page, before, year)
    if inside is None and depth and (own is None or noun in word_set("of_their_body")):
        inside = _body_after(page, head, year, depth)
    sector = _together(own, inside)
    if sector in _OFFICIAL and {t.lower_ for t in before} & word_set("status", "former"):
        return FORMER
    return sector


def _body_before(page: Page, before: Iterable[Token], year: int | None) -> str | None:
    """Return the sector of an organisation named before a noun ("Hamas fighter")."""
    words = list(before)
    for i, token in enumerate(words):
        if not token.text[:1].isupper():
            continue
        for j in range(min(len(words), i + 4), i, -1):
            name = page.doc[token.i : words[j - 1].i + 1].text
            entry = gazetteer.organisation(name, year)
            if entry is not None and entry.sector:
                return entry.sector
    return None


def _body_after(page: Page, head: Token, year: int | None, depth: int) -> str | None:
    """Return the sector of what a noun is of or for: "spokesman for the rebels"."""
    for child in tree.children(head, "nmod"):
        if child.i < head.i or tree.preposition(child) not in _OF:
            continue
        span = tree.phrase(child)
        entry = gazetteer.organisation(span.text, year)
        if entry is not None and entry.sector:
            return entry.sector
        sector = _of_phrase(page, child, span.start, year, depth - 1)
        if sector is not None:
            return sector
    return None


def _is_of_the_ousted(page: Page, head: Token, noun: str | None) -> bool:
    """Return whether somebody backs who has lost office: "supporters of former President Roe"."""
    if noun not in word_set("backers"):
        return False
    after = [child for child in tree.children(head, "nmod") if child.i > head.i]
    former = word_set("status", "former")
    return any({t.lower_ for t in page.doc[head.i + 1 : c.i]} & former for c in after)


def _of_capital(page: Page, draft: Draft) -> str | None:
    """Return the sector of a capital that stands for its government somewhere, else None."""
    if draft.nation is not None or not draft.names:
        return None
    power = gazetteer.power(draft.names[0])
    if power is None:
        return None
    if power.kind == "seat" or any(acts(page, m) for m in draft.mentions if m.kind == "name"):
        return power.sector
    return None


def _of_town(page: Page, draft: Draft) -> str | None:
    """Return CVL for a town to which or where something is done, as PLOVER has it.

    "Shelled Osterby", "a curfew in Osterby": it stands for those who live there.
    """
    name = draft.names[0] if draft.names else ""
    if not name or draft.nation is not None or gazetteer.homeland(name):
        return None
    named = (m for m in draft.mentions if m.kind == "name")
    entries = gazetteer.places(name) if any(_suffers(page, m) for m in named) else []
    return "CVL" if entries and entries[0].feature != "PCLI" else None


def _suffers(page: Page, mention: Found) -> bool:
    token = page.doc[mention.head]
    if mention.start and page.doc[mention.start - 1].lower_ in _AT:
        return True  # also where the parser hangs "in" elsewhere
    if tree.preposition(token) == "of" and token.head.lemma_.lower() in word_set("settlements"):
        token = token.head  # "in the town of Osterby"
    if tree.has_dep(token, "obj", "nsubj:pass"):
        return True
    return tree.has_dep(token, "obl", "nmod") and tree.preposition(token) in _DONE_TO | _AT


def acts(page: Page, mention: Found) -> bool:
    """Return whether a place's name stands where somebody acts: "Moscow said", "by Moscow"."""
    token = page.doc[mention.head]
    if tree.has_dep(token, "nsubj") and not tree.has_dep(token, "nsubj:pass"):
        verb = token.head
        return (
            verb.pos_ == "VERB"
            and not tree.children(verb, "cop")
            and not tree.children(token, "case")
        )
    if tree.has_dep(token, "obl:agent"):
        return True
    return tree.has_dep(token, "obl", "nmod") and tree.preposition(token) in {"by", "with"}


def _is_people(name: str) -> bool:
    last = (name.split() or [""])[-1]
    return gazetteer.homeland(last) is not None or last.lower() in word_set("groups")
