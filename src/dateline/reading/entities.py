"""Entities: the people, organisations, groups and places that an article speaks of.

Names first (``names``), joined into things (``variants``); then what the text says they are
(``roles``, ``nominals``); then who "he" and "the colonel" are (``coreference``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from dateline.reading import tree
from dateline.reading.coreference import Resolver
from dateline.reading.drafts import Draft, Found, Page
from dateline.reading.names import find_names
from dateline.reading.nationals import find_nationals
from dateline.reading.nominals import called, find_bodies
from dateline.reading.roles import add_roles, appositions
from dateline.reading.sectors import sector_of
from dateline.reading.variants import join_names
from dateline.reading.years import year_of
from dateline.records import Article, Entity, Mention


def find_entities(doc: Doc, article: Article) -> tuple[Entity, ...]:
    """Return what the article speaks of, numbered e1, e2, … in order of first mention.

    Only blocks that are read as news count. Each mention carries its exact words; mentions of one
    entity are in text order and do not overlap. ``country``, ``place`` and ``link`` stay open for
    later steps; ``sector`` comes from a current role, the organisation's name or its noun.
    """
    page = Page.of(doc, article)
    drafts = join_names(page, find_names(page))
    taken = {i for d in drafts for m in d.mentions for i in range(m.start, m.end)}
    drafts += find_bodies(page, taken)
    for draft in drafts:
        names = list(draft.mentions)
        if draft.type == "person":
            add_roles(page, draft, names)
        _add_descriptions(page, draft, names)
    drafts += Resolver(page, drafts).run()
    drafts += find_nationals(page, drafts)
    for draft in drafts:
        if draft.type == "person":
            add_roles(page, draft, [m for m in draft.mentions if m.kind == "pronoun"])
    drafts.sort(key=lambda draft: min(mention.start for mention in draft.mentions))
    return tuple(_entity(page, draft, f"e{n}") for n, draft in enumerate(drafts, start=1))


def entity_at(entities: Sequence[Entity], start: int, end: int) -> Entity | None:
    """Return the entity that the words ``start:end`` (code points) speak of, None if none.

    The mention that covers most of the words wins, a mention that ends where they end before one
    that does not (English noun phrases have their head late: in "the Tersian police" the police
    before Tersia), then the longer, then the earlier one. Pass a phrase without its relative
    clauses and appositions, or the head word alone, to get the head's entity.
    """
    best: tuple[int, bool, int, int] | None = None
    found: Entity | None = None
    for entity in entities:
        for mention in entity.mentions:
            shared = min(end, mention.end) - max(start, mention.start)
            if shared <= 0:
                continue
            rank = (shared, mention.end == end, start - mention.start, mention.start - mention.end)
            if best is None or rank > best:
                best, found = rank, entity
    return found


def _add_descriptions(page: Page, draft: Draft, names: Iterable[Found]) -> None:
    """Add the noun phrases in apposition to a name, and those that it is said to name."""
    for mention in names:
        spans = [called(page, mention)]
        for noun in appositions(page, mention, draft):
            span = tree.phrase(noun)
            spans.append((span.start, span.end, noun.i))
        for found in spans:
            if found is None or any(
                m.start < found[1] and found[0] < m.end for m in draft.mentions
            ):
                continue
            draft.mentions.append(Found(found[0], found[1], "nominal", found[2]))
            draft.nouns.add(page.doc[found[2]].lemma_.lower())


def _entity(page: Page, draft: Draft, id: str) -> Entity:
    roles = sorted(draft.roles, key=lambda role: (role.start, role.end))
    return Entity(
        id=id,
        type=draft.type,
        name=_fullest(draft),
        mentions=_mentions(page, draft),
        roles=tuple(roles),
        sector=sector_of(page, draft, roles, year_of(page.article)),
    )


def _mentions(page: Page, draft: Draft) -> tuple[Mention, ...]:
    """Return the mentions in text order; of two that overlap the name stays, then the longer."""
    covered: set[int] = set()
    kept: list[Mention] = []
    order = sorted(draft.mentions, key=lambda m: (m.kind != "name", m.start - m.end, m.start))
    for found in order:
        tokens = range(found.start, found.end)
        if covered.isdisjoint(tokens):
            covered.update(tokens)
            span = page.doc[found.start : found.end]
            start, end = span.start_char, span.end_char
            kept.append(Mention(start=start, end=end, text=span.text, kind=found.kind))
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _fullest(draft: Draft) -> str:
    """Return the name with most words, then most letters, then the first; on one line."""
    names = [" ".join(name.split()) for name in draft.names]
    return max(names, key=lambda name: (len(name.split()), sum(c.isalpha() for c in name)))
