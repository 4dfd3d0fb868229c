"""Time expressions: a table of patterns over the text, worked out against the publication day.

``until`` is exclusive. A relative expression without a publication day stays unresolved, with one
note for all of them; a weekday or a date without a year is the nearest in the past, or in the
future where the verb it belongs to is future.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from spacy.tokens import Doc, Token

from dateline.reading import tree
from dateline.reading.times_rules import Meaning, Setting, meaning
from dateline.records import READ_BLOCKS, Article, Note, Time

_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
# "is to meet", "plans to meet", "is expected to meet on Friday"
_PROSPECTIVE = frozenset({"plan", "expect", "schedule", "intend", "due", "set", "slate", "hope"})
# Steps from a word to its verb; a phrase nested deeper than this belongs to no verb we could name.
_CLIMB = 12
# Unresolved expressions that the note names.
_NAMED = 10


@dataclass(frozen=True)
class _Match:
    """Words of the text that a row of the table fits."""

    start: int
    end: int
    rule: str
    groups: dict[str, str]


def find_times(doc: Doc, article: Article) -> tuple[tuple[Time, ...], tuple[Note, ...]]:
    """Return the time expressions of the read blocks in text order, and a note on what is open."""
    published = _day(article.published)
    at = {token.idx: token.i for token in doc}
    times: list[Time] = []
    for match in _matches(article):
        word = at.get(match.start)
        setting = Setting(published, word is not None and _is_future(doc[word]))
        found = meaning(match.rule, match.groups, setting)
        if found is not None:
            times.append(_time(f"t{len(times) + 1}", match, found, article.text))
    return tuple(times), _notes(times, published)


def _time(id: str, match: _Match, found: Meaning, text: str) -> Time:
    interval = found.interval
    return Time(
        id=id,
        start=match.start,
        end=match.end,
        text=text[match.start : match.end],
        type=found.type,
        value=interval.value if interval else None,
        begin=interval.begin if interval else None,
        until=interval.until if interval else None,
        basis=found.basis,
    )


def _notes(times: list[Time], published: date | None) -> tuple[Note, ...]:
    names = list(dict.fromkeys(f'"{t.text}"' for t in times if t.basis == "unresolved"))
    if not names:
        return ()
    listed = ", ".join(names[:_NAMED]) + (" and more" if len(names) > _NAMED else "")
    why = "there is no publication date to count from" if published is None else "they are vague"
    return (Note(code="time-unresolved", message=f"Left unresolved, because {why}: {listed}."),)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _matches(article: Article) -> Iterator[_Match]:
    for block in article.blocks:
        if block.kind in READ_BLOCKS:
            yield from _longest(_candidates(article.text, block.start, block.end))


def _candidates(text: str, start: int, end: int) -> list[_Match]:
    found = []
    for rule, pattern in _patterns():
        for match in pattern.finditer(text, start, end):
            groups = {name: words for name, words in match.groupdict().items() if words}
            keep = match.span("keep") if groups.pop("keep", None) else match.span()
            found.append(_Match(*keep, rule, groups))
    return found


def _longest(candidates: list[_Match]) -> Iterator[_Match]:
    """Yield matches that do not overlap: from the left, the longest first; rows in order."""
    last = -1
    for match in sorted(candidates, key=lambda m: (m.start, -m.end)):
        if match.start >= last:
            yield match
            last = match.end


def _is_future(token: Token) -> bool:
    """Return whether the verb that the word belongs to is in the future."""
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            break
        if token.head.i == token.i:
            return False
        token = token.head
    if _FUTURE & set(tree.auxiliaries(token)):
        return True
    heads = {token.lemma_, token.head.lemma_ if tree.has_dep(token, "xcomp", "advcl") else ""}
    return bool(heads & _PROSPECTIVE) or "going" in {token.head.lower_, token.lower_}


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    table = tomllib.loads(
        resources.files(__package__).joinpath("times.toml").read_text(encoding="utf-8")
    )
    fragments = table["fragments"]
    found = []
    for row in table["pattern"]:
        text = row["find"]
        for name, fragment in fragments.items():
            text = text.replace("{" + name + "}", fragment)
        found.append((row["rule"], re.compile(rf"(?<![\w$£€.,-])(?:{text})(?!\w)")))
    return found
