"""Organisations that the table knows and the tagger missed or took for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading.drafts import Page, is_group_noun, is_person_noun, is_title

# Words of the longest name that is looked for ("Democratic Forces for the Liberation of Rwanda").
_LONGEST = 10
# A surname may be a firm's or a paper's name ("Ford", "Bild").
_NAMED_AFTER_PEOPLE = frozenset({"BUS", "MED", "EDU"})
# Letters of the shortest name of one word that begins a sentence, where every word has a capital.
_SHORTEST_FIRST = 5


class _Name(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


def known_bodies(page: Page, tagged: Iterable[_Name]) -> list[tuple[int, int]]:
    """Return the token spans of organisations by the table's names, in text order.

    Only those that stand where nothing is tagged, or hold tagged names whole and more ("[National
    Union] for the Liberation of Tersia"); names of people stay.
    """
    size = len(page.doc)
    first, after, person = [*range(size)], [*range(1, size + 1)], [False] * size
    for name in tagged:
        first[name.start : name.end] = [name.start] * (name.end - name.start)
        after[name.start : name.end] = [name.end] * (name.end - name.start)
        person[name.start : name.end] = [name.label == "PER"] * (name.end - name.start)
    found, i = [], 0
    while i < size:
        end = None
        if page.doc[i].text[:1].isupper() and first[i] == i and page.readable[i]:
            end = _body_at(page, i, after, person)
        if end is not None:
            found.append((i, end))
        i = end or i + 1
    return found


def _body_at(page: Page, i: int, after: list[int], person: list[bool]) -> int | None:
    token = page.doc[i]
    if token.pos_ not in {"PROPN", "NOUN", "ADJ", "X"}:
        return None
    for end in range(min(len(page.doc), i + _LONGEST), after[i] - 1, -1):
        inside = page.doc[end - 1]
        if not inside.text[:1].isupper() or after[end - 1] != end or any(person[i:end]):
            continue
        if page.sentence[i] != page.sentence[end - 1] or not all(page.readable[i:end]):
            continue
        if gazetteer.organisation(page.doc[i:end].text) is None:
            continue
        if after[i] == end and token.ent_type_:
            return None  # tagged as it is
        return end if end - i > 1 or _may_stand_alone(token) else None
    return None


def _may_stand_alone(token: Token) -> bool:
    """Return whether one word with a capital is a name here and no common noun."""
    lemma = token.lemma_.lower()
    if token.pos_ != "PROPN" or is_group_noun(lemma) or is_person_noun(lemma):
        return False
    if is_title(token.text) or gazetteer.country(token.text):
        return False
    inner = any(c.isupper() for c in token.text[1:])
    return inner or not token.is_sent_start or len(token.text) >= _SHORTEST_FIRST


def is_body_not_person(page: Page, start: int, end: int, surnames: frozenset[str]) -> bool:
    """Return whether what the tagger calls a person is an organisation or a seat of power."""
    if start and is_title(page.doc[start - 1].text):
        return False
    name = page.doc[start:end].text
    entry, power = gazetteer.organisation(name), gazetteer.power(name)
    if entry is None:
        return power is not None and power.kind == "seat"
    if end - start > 1:
        return True
    return entry.sector not in _NAMED_AFTER_PEOPLE and name not in surnames
