"""Readings without the names of people who are no public actors.

``redact`` replaces the names of victims, witnesses, minors and relatives by marks such as
"[victim 1]", in the text and in every record; docs/privacy.md says what stays.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote

from dateline.errors import UsageError
from dateline.reading.private import KINDS, Kind, private_people
from dateline.records import Article, Entity, Note, Reading, check_evidence
from dateline.redaction.names import Hit, Names, merged
from dateline.redaction.rewrite import Replaced, rewritten

__all__ = ["KINDS", "PLURALS", "kinds_of", "redact"]

PLURALS: dict[str, Kind] = {
    "minors": "minor",
    "victims": "victim",
    "witnesses": "witness",
    "relatives": "relative",
}
_WORDS = {kind: plural for plural, kind in PLURALS.items()}
_MARK = re.compile(rf"\[(?:({'|'.join(KINDS)}) (\d+)|redacted)\]")
_ANYBODY = "[redacted]"


def kinds_of(words: str | Iterable[str]) -> tuple[Kind, ...]:
    """Return the kinds that are asked for: "victims,minors", ["victim"], "all"; in KINDS' order.

    Raises:
        UsageError: when a word is none of them, or there is none; the message lists them.
    """
    asked = words.split(",") if isinstance(words, str) else list(words)
    known: dict[str, Kind] = {**PLURALS, **dict(zip(KINDS, KINDS, strict=True))}
    found: set[Kind] = set()
    for word in asked:
        name = word.strip().lower()
        if name == "all":
            found.update(KINDS)
        elif name in known:
            found.add(known[name])
        else:
            raise UsageError(f"{word.strip()!r} cannot be redacted. {_choices()}")
    if not found:
        raise UsageError(f"Nothing was named that is to be redacted. {_choices()}")
    return tuple(kind for kind in KINDS if kind in found)


def _choices() -> str:
    return f"Give one or more of {', '.join(PLURALS)}, parted by commas, or all."


def redact(reading: Reading, kinds: str | Iterable[str] = "all") -> Reading:
    """Return the reading with the names of private people replaced by marks.

    Public actors keep their names, whatever happened to them; minors never do. Every span holds
    its words as before. ``article.sha256`` is left empty and an id made of it is made anew, since
    both would tell whether a guessed name is right. A note, ``redacted``, says how many of whom.

    Args:
        reading: any reading, also one that was redacted before.
        kinds: "victims", "witnesses", "minors", "relatives", several of them, or "all".

    Raises:
        UsageError: when a kind is none.
    """
    asked = kinds_of(kinds)
    marked = _marked(reading, asked)
    by_id = {entity.id: entity for entity in reading.entities}
    names = Names([_names_of(by_id[id]) for id in marked])
    marks = list(marked.values())

    def clean(text: str, mark: str | None = None) -> str:
        pieces = [(hit.start, hit.end, mark or _mark(hit, marks)) for hit in names.find(text)]
        return Replaced(text, pieces).text

    text = _text(reading, marked, names)
    new = rewritten(reading, text, clean)
    entities = tuple(
        entity.model_copy(update={"name": marked[entity.id], "link": None})
        if entity.id in marked
        else entity.model_copy(update={"name": clean(old.name, _ANYBODY)})
        for old, entity in zip(reading.entities, new.entities, strict=True)
    )
    notes = (*new.notes, _note(Counter(_kind_of(mark) for mark in marks), asked))
    article = _article(reading.article, new.article, text.text, clean)
    new = new.model_copy(update={"article": article, "entities": entities, "notes": notes})
    check_evidence(new)
    return new


def _marked(reading: Reading, asked: Sequence[Kind]) -> dict[str, str]:
    """Return the marks by the ids of the people with a name that is to go, in text order."""
    numbers = Counter[str]()
    for match in _MARK.finditer(reading.article.text):
        if match[1]:
            numbers[match[1]] = max(numbers[match[1]], int(match[2]))
    marks: dict[str, str] = {}
    by_id = {entity.id: entity for entity in reading.entities}
    for person in private_people(reading):
        kind = next((kind for kind in person.kinds if kind in asked), None)
        if kind is None or not person.protected or not _names_of(by_id[person.entity]):
            continue
        numbers[kind] += 1
        marks[person.entity] = f"[{kind} {numbers[kind]}]"
    return marks


def _names_of(entity: Entity) -> list[str]:
    """Return the names that an entity has in the text; marks of an earlier redaction are none."""
    names = [mention.text for mention in entity.mentions if mention.kind == "name"]
    if names:
        names.append(entity.name)
    return [name for name in dict.fromkeys(names) if not _MARK.search(name)]


def _text(reading: Reading, marked: dict[str, str], names: Names) -> Replaced:
    """Return the article's text with marks: the mentions themselves, and names all over it."""
    text, marks = reading.article.text, list(marked.values())
    number = {id: n for n, id in enumerate(marked)}
    mentions = [
        (mention.start, mention.end, number.get(entity.id))
        for entity in reading.entities
        for mention in entity.mentions
        if mention.kind == "name"
    ]
    own = [Hit(start, end, who) for start, end, who in mentions if who is not None]
    others = sorted((start, end) for start, end, who in mentions if who is None)
    held = [hit for hit in own if not _MARK.search(text, hit.start, hit.end)]
    kept = [(m.start(), m.end()) for m in _MARK.finditer(text)]
    found = [
        Hit(hit.start, hit.end, None if _inside(hit, others) else hit.who)
        for hit in names.find(text)
        if not _inside(hit, kept)
    ]
    return Replaced(
        text, [(hit.start, hit.end, _mark(hit, marks)) for hit in merged(text, [*held, *found])]
    )


def _inside(hit: Hit, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a hit lies in one of the spans, which are sorted."""
    at = bisect_right(spans, (hit.start, hit.start)) - 1
    near = spans[max(0, at) : at + 2]
    return any(start <= hit.start and hit.end <= end for start, end in near)


def _mark(hit: Hit, marks: Sequence[str]) -> str:
    return _ANYBODY if hit.who is None else marks[hit.who]


def _kind_of(mark: str) -> str:
    return mark[1:].split()[0]


def _article(old: Article, new: Article, text: str, clean: Callable[[str], str]) -> Article:
    """Return the article with its new text and nothing that a guess could be checked against."""
    url = new.url
    if old.url is not None:
        plain = unquote(old.url, errors="replace")
        url = clean(plain) if clean(plain) != plain else new.url
    made_of_bytes = old.id.startswith("sha256:") or bool(old.sha256 and old.sha256 in old.id)
    id = old.id
    if made_of_bytes or clean(id) != id:
        id = f"redacted:{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()}"
    return new.model_copy(update={"text": text, "url": url, "id": id, "sha256": ""})


def _note(counts: Counter[str], asked: Sequence[Kind]) -> Note:
    said = [
        f"{counts[kind]} {_WORDS[kind] if counts[kind] != 1 else kind}"
        for kind in KINDS
        if counts[kind]
    ]
    who = ", ".join(_WORDS[kind] for kind in asked)
    message = (
        f"Names replaced by marks: {', '.join(said) or 'none'} (asked for: {who}). "
        "What else is said of people stays and may still tell who they are."
    )
    return Note(code="redacted", message=message)
