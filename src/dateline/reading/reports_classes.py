"""What a codebook asks of the parties of an event: a word of a list, a person, a country, …"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading.actors import noun_for_people
from dateline.reading.drafts import is_group_noun, is_person_noun
from dateline.reading.entities import entity_at
from dateline.reading.reports_page import Match, Page, base_forms
from dateline.reading.reports_parties import Parties
from dateline.records import Entity

_PEOPLE = frozenset({"person", "group", "organization"})
_PERSONAL = frozenset({"he", "she", "him", "her", "they", "them", "we", "us", "i", "me", "you"})
_PEOPLES = frozenset({"@agent", "@person", "@group"})
_PLACES = frozenset({"place", "facility"})


def fits(page: Page, match: Match, involved: Parties) -> bool | None:
    """Return whether the parties are such as the expression's entry asks for.

    None where nothing tells: there is no such party, or only a pronoun.
    """
    entry = match.form.entry
    recipients = involved.recipients or involved.within
    if _any(page, involved.actors, entry.subject_not):
        return False
    if _any(page, recipients, entry.recipient_not):
        return False
    asked = [(involved.actors, entry.subject_is), (recipients, entry.recipient_is)]
    found = [_are(page, heads, words) for heads, words in asked if words]
    if False in found:
        return False
    return None if None in found else True


def _are(page: Page, heads: Iterable[Token], asked: frozenset[str]) -> bool | None:
    told = list(heads)
    if any(head.lower_ in _PERSONAL for head in told) and asked & _PEOPLES:
        return True
    told = [head for head in told if head.pos_ != "PRON"]
    return any(is_of(page, head, asked, unknown=True) for head in told) if told else None


def _any(page: Page, heads: Iterable[Token], barred: frozenset[str]) -> bool:
    return bool(barred) and any(is_of(page, head, barred, unknown=False) for head in heads)


def is_of(page: Page, head: Token, asked: frozenset[str], *, unknown: bool) -> bool:
    """Return whether a phrase's head is one of some words or classes.

    Args:
        page: the article.
        head: the phrase's head.
        asked: lemmas, and classes with "@".
        unknown: what is returned for a name of which nobody knows what it names.
    """
    if not asked.isdisjoint(base_forms(head)):
        return True
    classes = {word[1:] for word in asked if word.startswith("@")}
    if not classes:
        return False
    entity = entity_at(page.entities, head.idx, head.idx + len(head))
    if entity is not None:
        return _is_entity_of(entity, classes)
    if head.pos_ in {"PROPN", "NUM", "X"}:
        return unknown
    return _is_noun_of(head, classes)


def _is_entity_of(entity: Entity, classes: set[str]) -> bool:
    if entity.type in classes or ("place" in classes and entity.type in _PLACES):
        return True
    state = entity.type == "place" and _is_power(entity)
    if "country" in classes and state:
        return True
    return "agent" in classes and (entity.type in _PEOPLE or state)


def _is_power(entity: Entity) -> bool:
    """Return whether a place may act: a country, or a capital for its government."""
    names = {mention.text for mention in entity.mentions if mention.kind != "pronoun"}
    return any(gazetteer.homeland(n) or gazetteer.country(n) or gazetteer.power(n) for n in names)


def _is_noun_of(head: Token, classes: set[str]) -> bool:
    noun = noun_for_people(head)
    if noun is None:
        return False
    person, group = is_person_noun(noun), is_group_noun(noun)
    return "agent" in classes or ("person" in classes and person) or ("group" in classes and group)
