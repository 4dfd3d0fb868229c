"""Time expressions: found by a grammar and a model's head, and worked out to values and bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import spacy

from dateline.reading.intervals import Interval
from dateline.reading.times.old import find_times
from dateline.records import Article, Block, Time, TimeBasis, TimeType

__all__ = ["Context", "Meaning", "find_times", "resolve", "times_in"]


@dataclass(frozen=True)
class Context:
    published: date | None = None
    reference: Interval | None = None
    tense: Literal["past", "present", "future", "unknown"] = "unknown"
    day_first: bool | None = None


@dataclass(frozen=True)
class Meaning:
    type: TimeType
    value: str | None
    begin: str | None
    until: str | None
    basis: TimeBasis


def times_in(
    text: str, published: date | str | None = None, outlet: str | None = None
) -> tuple[Time, ...]:
    day = str(published)[:10] if published else None
    article = Article(
        id="",
        text=text,
        published=day,
        outlet=outlet,
        published_basis="given" if day else "none",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )
    return find_times(spacy.blank("en").make_doc(text), article)[0]


def resolve(text: str, context: Context) -> Meaning | None:
    for t in times_in(text, context.published):
        if t.text == text:
            return Meaning(t.type, t.value, t.begin, t.until, t.basis)
    return None
