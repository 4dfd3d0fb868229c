"""Where an article names somebody or something: the tagger's names, trimmed and completed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from spacy.tokens import Span, Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.drafts import (
    Page,
    is_group_noun,
    is_person_noun,
    is_title,
    top_of,
    word_set,
)
from dateline.reading.known_names import is_body_not_person, known_bodies
from dateline.reading.misread import is_located, is_place
from dateline.reading.named import Key, Named, key_of

_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_LOCATIVES = frozenset({"in", "at", "near", "outside", "inside", "across", "throughout"})
# A surname stands in for a whole name, so a form shorter than this many letters is no evidence
# ("Li" in "Li Na" would be found in any "Li"; "U" everywhere).
_SHORTEST_BARE_NAME = 3


def find_names(page: Page) -> list[Named]:
    """Return the names of the article in text order, none overlapping another.

    The tagger's names without titles, articles and possessive endings; then every other place
    where one of them, or a person's surname, stands in the same words; at last one label for each
    name throughout the article.
    """
    cased = any(token.is_title for token in page.doc)
    tagged = [name for ent in page.doc.ents for name in _trimmed(page, ent)]
    if cased:  # a text without capitals has names without capitals
        tagged = [name for name in tagged if not page.doc[name.start : name.end].text.islower()]
    tagged = _bodies_apart(page, tagged)
    tagged += _peoples(page)
    tagged = _with_known(page, tagged)
    found = sorted([*tagged, *_missed(page, tagged)], key=lambda name: name.start)
    return _one_label_each(page, found)


def _bodies_apart(page: Page, tagged: list[Named]) -> list[Named]:
    """Return the names with organisations and nations that the tagger takes for people as such."""
    people = [name for name in tagged if name.label == "PER" and name.end - name.start > 1]
    surnames = frozenset(page.doc[name.end - 1].text for name in people)
    found = []
    for name in tagged:
        if name.label == "PER" and gazetteer.is_demonym(page.doc[name.start : name.end].text):
            name = replace(name, label="LOC")
        elif name.label == "PER" and is_body_not_person(page, name.start, name.end, surnames):
            name = replace(name, label="ORG")
        found.append(name)
    return found


def _with_known(page: Page, tagged: list[Named]) -> list[Named]:
    """Return the names with the organisations of the table; the longer name of two stays."""
    known = [
        Named(start, end, "ORG", key_of(list(page.doc[start:end])))
        for start, end in known_bodies(page, tagged)
    ]
    taken = {i for name in known for i in range(name.start, name.end)}
    return [name for name in tagged if not taken & {*range(name.start, name.end)}] + known


def _trimmed(page: Page, ent: Span) -> list[Named]:
    """Return the name or names that stand in a tagged span."""
    label, start, end = ent.label_, ent.start, ent.end
    if label not in {"PER", "ORG", "LOC"}:
        return []
    if label != "PER":
        start = _start_of_name(page, start, end, label)
    if label == "ORG":
        end = _end_of_name(page, start, end)
    parts = [
        _trim(page, first, last, label) for first, last in _pieces(page, start, end, label == "LOC")
    ]
    return [part for part in parts if part is not None]


def _start_of_name(page: Page, start: int, end: int, label: str) -> int:
    """Return the start of a name that the tagger began too late.

    "Foreign [Ministry]": words with capitals that hang on it; "United [States]": a country's name.
    """
    doc, first = page.doc, start
    while first and _hangs_on_name(page, first - 1, start, end):
        first -= 1
    if label == "ORG" or gazetteer.country(doc[first:end].text) is not None:
        return first
    return start


def _hangs_on_name(page: Page, i: int, start: int, end: int) -> bool:
    word = page.doc[i]
    if word.ent_type_ or not word.is_title or page.sentence[i] != page.sentence[start]:
        return False
    if gazetteer.is_demonym(word.text) or is_title(word.text) or not page.readable[i]:
        return False
    hangs = start <= word.head.i < end and tree.has_dep(word, "compound", "amod", "flat")
    return hangs and word.pos_ in {"PROPN", "ADJ", "NOUN"}


def _end_of_name(page: Page, start: int, end: int) -> int:
    """Return the end of an organisation's name that the tagger cut before its head.

    "[International] Crisis Group": the words up to the head follow at once and have capitals.
    """
    top = page.doc[top_of(page.doc, start, end)]
    head = top.head.i
    if not end <= head < end + 4 or not tree.has_dep(top, "amod", "compound", "flat", "nmod"):
        return end
    rest = page.doc[end : head + 1]
    fits = all(
        word.is_title and not word.ent_type_ and word.pos_ in {"PROPN", "ADJ", "NOUN"}
        for word in rest
    )
    return head + 1 if fits else end


def _peoples(page: Page) -> list[Named]:
    """Return untagged names of peoples and believers ("Tajiks", "Muslims"), as LOC."""
    found = []
    for token in page.doc:
        plain = page.readable[token.i] and not token.ent_type_ and token.pos_ in {"NOUN", "PROPN"}
        if plain and token.is_title and token.lower_.endswith("s") and _is_people(token):
            start = token.i
            while start and _narrows_people(page, start - 1, token):
                start -= 1
            key = key_of(list(page.doc[start : token.i + 1]))
            found.append(Named(start, token.i + 1, "LOC", key))
    return found


def _narrows_people(page: Page, i: int, people: Token) -> bool:
    """Return whether a word belongs to a people's name ("Central Asians")."""
    word = page.doc[i]
    same = page.sentence[i] == page.sentence[people.i] and page.readable[i]
    hangs = word.head.i == people.i and tree.has_dep(word, "amod", "compound")
    return same and hangs and word.is_title and not word.ent_type_ and not word.is_sent_start


def _is_people(token: Token) -> bool:
    if tree.has_dep(token, "compound", "flat", "nmod:desc", "amod"):
        return False
    return token.lower_ in word_set("groups") or gazetteer.is_demonym(token.text)


def _pieces(page: Page, start: int, end: int, at_commas: bool) -> list[tuple[int, int]]:
    """Cut a span at words that are not read, and at commas ("Kabul, Afghanistan")."""
    pieces, first = [], start
    for i in range(start, end + 1):
        cut = i == end or not page.readable[i] or (at_commas and page.doc[i].text == ",")
        if cut:
            if first < i:
                pieces.append((first, i))
            first = i + 1
    return pieces


def _trim(page: Page, start: int, end: int, label: str) -> Named | None:
    doc = page.doc
    while start < end and _is_after_name(doc[end - 1]):
        if doc[end - 1].text == ")" and any(doc[i].text == "(" for i in range(start, end)):
            break
        end -= 1
    while start < end and _is_before_name(doc[start], label, end - start):
        start += 1
    if start >= end or not any(c.isalnum() for c in doc[start:end].text):
        return None
    if label == "PER" and end - start == 1 and _is_no_name(doc[start]):
        return None
    key = key_of(list(doc[start:end]))
    return Named(start, end, label, key) if key else None


def _is_after_name(token: Token) -> bool:
    loose = token.pos_ in {"ADP", "CCONJ", "DET"} and token.text.islower()
    return token.is_punct or token.text in _POSSESSIVES or loose


def _is_before_name(token: Token, label: str, length: int) -> bool:
    """Return whether a first word is no part of the name: an article, a title, a nationality."""
    if token.is_punct or token.text in _POSSESSIVES:
        return True
    if length == 1:
        return False
    if token.lower_ in {"the", "a", "an"} or token.pos_ == "DET":
        return True
    if label != "PER":
        return False
    lower = token.text.islower() and token.lower_ not in word_set("name_links")
    return is_title(token.text) or gazetteer.is_demonym(token.text) or _is_former(token) or lower


def _is_former(token: Token) -> bool:
    return token.lower_ in word_set("status", "former")


def _is_no_name(token: Token) -> bool:
    common = is_group_noun(token.lower_) and not gazetteer.organisation(token.text)
    return is_title(token.text) or token.pos_ == "PRON" or token.text.islower() or common


def _missed(page: Page, tagged: list[Named]) -> list[Named]:
    """Return untagged places that hold the exact words of a tagged name, or a person's surname."""
    taken = [False] * len(page.doc)
    taking: list[tuple[int, int]] = [(s.start, s.end) for s in page.doc.ents]
    taking += [(s.start, s.end) for s in tagged]
    for start, end in taking:
        taken[start:end] = [True] * (end - start)
    forms = _forms(page, tagged)
    found: list[Named] = []
    i = 0
    while i < len(page.doc):
        name = None if taken[i] else _form_at(page, i, forms, taken)
        if name is not None:
            found.append(name)
        i = name.end if name is not None else i + 1
    return found


def _forms(page: Page, tagged: list[Named]) -> dict[str, list[tuple[Key, str]]]:
    """Return (words, label) of all names and surnames under their first word, longest first."""
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for name in tagged:
        exact = tuple(token.text for token in page.doc[name.start : name.end])
        votes[exact][name.label] += 1
        if name.label == "PER" and len(exact) > 1:
            votes[exact[-1:]]["PER"] += 1
    forms: dict[str, list[tuple[Key, str]]] = defaultdict(list)
    for exact, labels in sorted(votes.items(), key=lambda item: (-len(item[0]), item[0])):
        if len(exact) > 1 or len(exact[0]) >= _SHORTEST_BARE_NAME:
            forms[exact[0]].append((exact, labels.most_common(1)[0][0]))
    return forms


def _form_at(
    page: Page, i: int, forms: dict[str, list[tuple[Key, str]]], taken: list[bool]
) -> Named | None:
    doc = page.doc
    for exact, label in forms.get(doc[i].text, ()):
        end = i + len(exact)
        if end > len(doc) or any(taken[i:end]) or not all(page.readable[i:end]):
            continue
        if (
            tuple(token.text for token in doc[i:end]) != exact
            or page.sentence[i] != (page.sentence[end - 1])
        ):
            continue
        if end - i > 1 or _may_be_bare_name(page, i):
            return Named(i, end, label, key_of(list(doc[i:end])))
    return None


def _may_be_bare_name(page: Page, i: int) -> bool:
    """Return whether a single word can be a name here: capitals, a proper noun, no common word."""
    token = page.doc[i]
    if not token.text[:1].isupper() or token.pos_ != "PROPN":
        return False
    lemma = token.lemma_.lower()
    return not (
        is_title(token.text)
        or gazetteer.is_demonym(token.text)
        or is_group_noun(lemma)
        or is_person_noun(lemma)
    )


def _one_label_each(page: Page, names: list[Named]) -> list[Named]:
    """Give all mentions of one name the label that most of them have.

    A surname counts for each full name that ends in it. A place stays a place where it stands
    after a preposition of place ("in Washington").
    """
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    surnames = {name.key[-1] for name in names if name.label == "PER" and len(name.key) > 1}
    for name in names:
        located = name.label == "PER" and is_located(page, name.start, name.end, surnames)
        # One mention that can only be a place tells more than all that may be people.
        votes[name.key]["LOC" if located else name.label] += len(names) if located else 1
        if name.label == "PER" and len(name.key) > 1:
            votes[name.key[-1:]]["PER"] += 1
    return [_relabelled(page, name, votes[name.key], surnames) for name in names]


def _relabelled(page: Page, name: Named, votes: Counter[str], surnames: set[str]) -> Named:
    label = max(votes, key=lambda one: (votes[one], one == name.label, one))
    before = page.doc[name.start - 1].lower_ if name.start else ""
    if name.label == "LOC" and before in _LOCATIVES and len(name.key) == 1:
        return name
    if (
        label == "LOC"
        and name.key[0] in surnames
        and len(name.key) == 1
        and votes["PER"] >= votes["LOC"]
    ):
        label = "PER"  # "Ricardo Lagos … Lagos said"
    if label != "LOC" and is_place(page, name.start, name.end, surnames):
        label = "LOC"
    return Named(name.start, name.end, label, name.key)
