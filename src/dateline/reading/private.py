"""Who in an article is no public actor: victims, witnesses, minors and their relatives.

Decided from the finished records and the words around each mention, so that a reading that comes
back from JSON can be asked as well. Each sign keeps the words that it rests on. Whoever holds or
held a public post is a public actor all the same; a minor never is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.reading.private_ages import minor_words
from dateline.reading.private_context import Contexts, Description
from dateline.reading.private_signs import (
    bereaved,
    is_attacker,
    is_public,
    is_sport,
    kin,
    saw_it,
    victim_words,
    witness_words,
)
from dateline.reading.private_table import KINDS, Kind, Sign, word_set
from dateline.records import Article, Entity, Reading, Report, Statement

__all__ = ["KINDS", "Kind", "Private", "Sign", "find_private", "private_people"]

# Words before a name that make it part of somebody else's phrase ("the brother of Mara").
_INNER = frozenset({"of", "for", "in", "from", "with", "near", "at", "by", "to", "on"})
_UNTRUE = ("did_not_happen", "hypothetical")


@dataclass(frozen=True)
class Private:
    """A person or unnamed group that one or more kinds apply to.

    ``signs`` are in text order; ``public`` is the post that makes them a public actor all the
    same, None if the text tells none.
    """

    entity: str
    signs: tuple[Sign, ...]
    public: str | None = None

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds that apply, in the order of KINDS."""
        found = {sign.kind for sign in self.signs}
        return tuple(kind for kind in KINDS if kind in found)

    @property
    def protected(self) -> bool:
        """True if nobody is to link them, and an export may leave their names out."""
        return "minor" in self.kinds or self.public is None

    @property
    def reason(self) -> str:
        """Why, with the words: "victim: “was killed”"."""
        first = {kind: next(s for s in self.signs if s.kind == kind) for kind in self.kinds}
        return "; ".join(f"{kind}: “{' '.join(s.text.split())}”" for kind, s in first.items())


def private_people(reading: Reading) -> tuple[Private, ...]:
    """Return the people of a reading that one of the kinds applies to, in its order."""
    return find_private(reading.article, reading.entities, reading.statements, reading.reports)


def find_private(
    article: Article,
    entities: Sequence[Entity],
    statements: Sequence[Statement],
    reports: Sequence[Report],
) -> tuple[Private, ...]:
    """Return the people that one of the kinds applies to, in the order of the entities.

    Groups count where they have no name ("two teachers"): a body with a name is no person.
    """
    contexts = Contexts(article.text, entities)
    known = {entity.id: entity for entity in entities}
    speaking = _speaking(statements, entities)
    harmed = _harmed(reports, known)
    seen = _seen(article.text, statements, known)
    found = []
    for entity in entities:
        if not _counts(entity):
            continue
        descriptions = contexts.descriptions(entity)
        signs = [*harmed.get(entity.id, ()), *seen.get(entity.id, ())]
        signs += _told(contexts, entity, descriptions, entity.id in speaking)
        signs = [s for s in signs if s.kind != "victim" or _suffers(s, descriptions)]
        if signs:
            signs = sorted(set(signs), key=lambda s: (s.start, s.end, KINDS.index(s.kind)))
            found.append(Private(entity.id, tuple(signs), _post(entity)))
    return tuple(found)


def _speaking(statements: Iterable[Statement], entities: Iterable[Entity]) -> set[str]:
    """Return who speaks: the sources, and whose name ends one ("a villager, Mara Ilvey")."""
    found = {s.source.entity for s in statements if s.source and s.source.entity}
    ends = {s.source.end: s.source for s in statements if s.source and not s.source.entity}
    for entity in entities:
        for mention in entity.mentions:
            source = ends.get(mention.end)
            if source and source.text[: mention.start - source.start].rstrip().endswith(","):
                found.add(entity.id)
    return found


def _suffers(sign: Sign, descriptions: Sequence[Description]) -> bool:
    """Return whether a sign of a victim holds against what else somebody is called."""
    return not any(is_attacker(d) or is_sport(d, sign) for d in descriptions)


def _counts(entity: Entity) -> bool:
    named = any(mention.kind == "name" for mention in entity.mentions)
    return entity.type == "person" or (entity.type == "group" and not named)


def _post(entity: Entity) -> str | None:
    """Return the first role, held or once held, that makes somebody a public actor."""
    return next((role.title for role in entity.roles if is_public(role.title)), None)


def _told(
    contexts: Contexts, entity: Entity, descriptions: Sequence[Description], speaks: bool
) -> Iterator[Sign]:
    """Yield the signs in what the text calls somebody, and around the words for them."""
    surroundings = list(contexts.surroundings(entity))
    for surrounding in surroundings:
        yield from victim_words(surrounding)
        yield from witness_words(surrounding)
        yield from bereaved(surrounding)
    yield from minor_words(descriptions, surroundings)
    for description in descriptions:
        yield from description.signs(speaks)
        relation = kin(description)
        if relation is not None and not _public_owner(contexts, description, entity):
            yield relation


def _public_owner(contexts: Contexts, description: Description, entity: Entity) -> bool:
    """Return whether somebody is told to be the relative of a public actor."""
    owner = contexts.owner(description, entity)
    if owner is not None:
        unnamed = all(mention.kind != "name" for mention in owner.mentions)
        return _post(owner) is not None or (unnamed and is_public(owner.name))
    return description.owner is not None and is_public(description.owner)


def _is_harmful(report: Report) -> bool:
    """Return whether whom a report befell was hurt, killed or taken.

    Of what somebody died is read from the words around the name, not from the report.
    """
    word = report.anchor.text.lower()
    told = any(word in word_set("victim", key) for key in ("participles", "verbs", "losses"))
    if report.type == "HARM":
        return report.mode in {"accident", "disaster", "injury"}
    hurting = told and report.mode != "destroy"
    return report.type == "ASSAULT" and (hurting or report.mode in word_set("victim", "modes"))


def _harmed(reports: Iterable[Report], known: dict[str, Entity]) -> dict[str, list[Sign]]:
    """Return for each entity the anchors of the reports in which it came to harm."""
    found: dict[str, list[Sign]] = {}
    for report in reports:
        if not _is_harmful(report) or report.status in _UNTRUE:
            continue
        anchor = report.anchor
        sign = Sign("victim", anchor.start, anchor.end, anchor.text)
        for party in report.recipients:
            entity = known.get(party.entity or "")
            if entity is not None and _is_head(party.start, party.end, party.text, entity):
                found.setdefault(entity.id, []).append(sign)
    return found


def _is_head(start: int, end: int, text: str, entity: Entity) -> bool:
    """Return whether a phrase means the entity, and not only something of it ("his brother")."""
    first = bisect_left(entity.mentions, start, key=lambda mention: mention.start)
    for mention in entity.mentions[max(0, first - 1) :]:
        if mention.start >= end:
            return False
        if mention.start <= start and end <= mention.end:
            return True
        if mention.start < start or mention.end > end or mention.kind == "pronoun":
            continue
        before = text[: mention.start - start].lower().split()
        after = text[mention.end - start :].lstrip().lower()
        owns = after.startswith(("'s", "’s", "' ", "’ ")) or before[-1:] in (["'s"], ["’s"])
        if not _INNER.intersection(before) and not owns:
            return True
    return False


def _seen(
    text: str, statements: Iterable[Statement], known: dict[str, Entity]
) -> dict[str, list[Sign]]:
    """Return for each speaker without a public post what only one who was there would say."""
    found: dict[str, list[Sign]] = {}
    for statement in statements:
        entity = known.get((statement.source.entity if statement.source else None) or "")
        if entity is None or statement.kind == "indirect" or _post(entity) is not None:
            continue
        for span in statement.content:
            sign = saw_it(text[span.start : span.end])
            if sign is not None:
                moved = replace(sign, start=sign.start + span.start, end=sign.end + span.start)
                found.setdefault(entity.id, []).append(moved)
    return found
