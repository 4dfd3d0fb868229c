"""Whether an entity of a reading is linked, to what, and why not.

Rather no link than a wrong one: a link says of somebody in the news that they are the one on a
list.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline import gazetteer
from dateline.links import names, store
from dateline.links.entry import Entry
from dateline.links.facts_fit import Facts, sector_of
from dateline.links.search import Candidate, candidates
from dateline.links.words import word_set
from dateline.records import Article, Link, Note
from dateline.records import Entity as EntityRecord

# From which score on a link is made: a person by a name spelt alike and a post that agrees
# (0.9 * 0.70 + 0.10), an organisation by its very name alone where nothing contradicts.
FLOORS = {"person": 0.73, "organization": 0.68, "group": 0.68}
# Two entries nearer to each other than this cannot be told apart: one fact less than a country.
MARGIN = 0.1
_TYPES = tuple(FLOORS)


@dataclass(frozen=True)
class Decision:
    """A link or none, the reason in words, and a note where a reader should know."""

    link: Link | None
    reason: str
    note: Note | None = None


def link(entity: EntityRecord, article: Article, private: str | None = None) -> Link | None:
    """Return the link of an entity, None where none is sure; ``decide`` says why."""
    return decide(entity, article, private).link


def decide(entity: EntityRecord, article: Article, private: str | None = None) -> Decision:
    """Return the link of an entity or none, with the reason.

    Without a store this costs one ``stat``.

    Args:
        entity: who or what is to be linked.
        article: where it is spoken of.
        private: why the entity is a private person, as ``Private.reason`` of
            ``dateline.reading.private`` says; None if it is none. A private person is never
            looked up, and a note says so where there is a name that could have been.

    Raises:
        UsageError: when the store is of another version.
    """
    if store.state() is None:
        return Decision(None, "no knowledge base is imported")
    if private is not None:
        return _withheld(entity, private)
    reason = may_link(entity)
    if reason:
        return Decision(None, reason)
    name = full_name(entity) or entity.name
    found = candidates(name, entity.type, facts=facts_of(entity, article), limit=50)
    return _decide(entity, name, found)


def _withheld(entity: EntityRecord, private: str) -> Decision:
    """Return the decision on a private person; the note names nobody and no entry."""
    reason = f"no public actor: {private}"
    if entity.type not in _TYPES or full_name(entity) is None:
        return Decision(None, reason)
    message = f"{entity.id} is looked up in no knowledge base: {reason}."
    return Decision(None, reason, Note(code="link-private", message=message))


def may_link(entity: EntityRecord) -> str | None:
    """Return why an entity is never linked, None where it may be.

    Only people in public posts and organisations with a name of two words or more are; witnesses,
    victims, minors and everybody without a role are not.
    """
    if entity.type not in _TYPES:
        return f"{entity.type} is no person or organisation"
    if full_name(entity) is None:
        return "no name of at least two words"
    if entity.type != "person":
        return None
    return _private(entity)


def full_name(entity: EntityRecord) -> str | None:
    """Return the name to search by: of two words or more, initials not counted; else None."""
    written = [m.text for m in entity.mentions if m.kind == "name"]
    if not written:
        return None
    longest = sorted(written, key=lambda text: -len(names.words_of(text)))
    for name in (entity.name, *longest):
        words = names.person_words(name) if entity.type == "person" else names.words_of(name)
        if len([word for word in words if len(word) > 1]) >= 2:
            return name
    return None


def _private(entity: EntityRecord) -> str | None:
    if not entity.roles:
        return "no public role"
    nouns = {noun for role in entity.roles for noun in _nouns(role.title)}
    never = sorted(nouns & word_set("private", "roles"))
    if never:
        return f"no public actor: {', '.join(never)}"
    private = word_set("private", "sectors")
    if entity.sector in private:
        return f"no public actor: sector {entity.sector}"
    sectors = {sector for role in entity.roles if (sector := sector_of(role.title))}
    public = sectors - private or (entity.sector is not None)
    return None if public else "no public role"


def _nouns(title: str) -> set[str]:
    """Return the words of a title, and without the plural's s."""
    words = names.words_of(title)
    return {*words, *(word.removesuffix("s") for word in words)}


def facts_of(entity: EntityRecord, article: Article) -> Facts:
    """Return what an article says of an entity, as the entries are compared with it."""
    roles = [f"{role.title} {role.organization or ''}".strip() for role in entity.roles]
    roles += [role.title for role in entity.roles]
    return Facts(
        country=entity.country if gazetteer.by_code(entity.country) else None,
        published=(article.published or "")[:10] or None,
        roles=tuple(dict.fromkeys(roles)),
        sector=entity.sector,
    )


def _decide(entity: EntityRecord, name: str, found: list[Candidate]) -> Decision:
    fitting = [candidate for candidate in found if not candidate.contradictions]
    if not fitting:
        if found:
            first = found[0]
            return Decision(
                None, f"{_shown(first)} is contradicted: {'; '.join(first.contradictions)}"
            )
        return Decision(None, "nothing in the knowledge bases has this name")
    best = fitting[0]
    reason = f"{_shown(best)}: {'; '.join(best.reasons)}"
    if best.score < FLOORS[entity.type] or best.kind == "weak":
        return Decision(None, f"not sure enough ({best.score:.2f}): {reason}")
    if entity.type == "person" and not best.supported:
        return Decision(None, f"nothing but the name: {reason}")
    if entity.type != "person" and not best.supported and _is_generic(name):
        return Decision(None, f"nothing but a name that many have: {reason}")
    rival = next((c for c in fitting[1:] if best.score - c.score < MARGIN and not _same(best, c)),
                 None)  # fmt: skip
    if rival is not None:
        message = f'"{name}" may be {_shown(best)} or {_shown(rival)}; it was linked to neither.'
        return Decision(None, message, Note(code="link-ambiguous", message=message))
    made = Link(base=best.base, id=best.id, score=min(best.score, 1.0))
    return Decision(made, reason)


def _is_generic(name: str) -> bool:
    """Return whether an organisation's name is made of words that many have in common."""
    return set(names.organisation_words(name)[0]) <= word_set("names", "generic")


def _same(one: Candidate, other: Candidate) -> bool:
    """Return whether two entries may be one: in two bases, and nothing tells them apart."""
    if one.wikidata and other.wikidata:
        return one.wikidata == other.wikidata
    if one.base == other.base or one.entry is None or other.entry is None:
        return False
    return not _differ(one.entry, other.entry)


def _differ(one: Entry, other: Entry) -> bool:
    years = [{date[:4] for date in entry.born} for entry in (one, other)]
    places = [set(entry.countries) for entry in (one, other)]
    return any(a and b and not a & b for a, b in (years, places))


def _shown(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.base} {candidate.id})"
