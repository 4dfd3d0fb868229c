"""Finds the time expressions of a Doc or a text and gives each its context.

Where a model has read the text, its head and the grammar find them together (marks.py). Without a
model the grammar finds them alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from dateline.reading.times import fiscal_years
from dateline.reading.times.context import Context, Meaning, Tense
from dateline.reading.times.grammar import matches, resolve
from dateline.reading.times.marks import marked
from dateline.reading.times.outlets import day_first
from dateline.reading.times.tense import nearby_tense, tense_of
from dateline.records import READ_BLOCKS, Article, Block, Note, Time, TimeType

# Unresolved expressions that a note names.
_NAMED = 10
# A quarter that is named, and not only counted from another one, is what "the quarter" means.
_NTH = re.compile(r"first|second|third|fourth|[1-4]")
# "the year ended March 31" is twelve months up to that day and no year of the calendar.
_YEAR = re.compile(r"(?:the |its |their )?(?:(?:full|fiscal) )?year", re.IGNORECASE)
# "the 1988 period" is the quarter that the story is about, a year or two before.
_OF_YEAR = re.compile(r"(?:the |its )?((?:19|20)\d\d) (?:quarter|period)")
_QUARTERS = ("first", "second", "third", "fourth")
# A month, or a day with its month: not "Friday", which is counted from today.
_MONTH = re.compile(
    r"(?:(?:early|late|mid)[ -])?(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
# "the year-ago third quarter"
_YEAR_AGO = re.compile(r"\byear[- ](?:ago|earlier)\s$")
_ENDED = re.compile(r",?\s+(?:that )?end(?:ed|ing|s)\b")


@dataclass(frozen=True)
class _Stretch:
    """An expression in the text; ``type`` is the model's, if it has one."""

    start: int
    end: int
    type: TimeType | None = None


def find_times(doc: Doc, article: Article) -> tuple[tuple[Time, ...], tuple[Note, ...]]:
    """Return the time expressions of the read blocks in text order, and notes on what is open."""
    published = _published(article)
    habit = day_first(article.outlet, article.url)
    blocks = [block for block in article.blocks if block.kind in READ_BLOCKS]
    found: list[Time] = []
    state = _Narrative(published, habit)
    for block, stretch in _found(doc, article.text, blocks):
        tense = tense_of(doc, stretch.start) or nearby_tense(article.text, stretch.start, block)
        meaning = state.meaning(article.text, stretch, tense)
        if meaning is not None:
            found.append(_time(f"t{len(found) + 1}", article.text, stretch, meaning))
    return tuple(found), _notes(found, published)


def _found(doc: Doc, text: str, blocks: Sequence[Block]) -> Iterator[tuple[Block, _Stretch]]:
    """Yield the blocks' expressions, in text order."""
    by_grammar = [matches(text, block.start, block.end) for block in blocks]
    if "time_scores" not in doc.user_data:
        for block, inside in zip(blocks, by_grammar, strict=True):
            yield from ((block, _Stretch(m.start, m.end)) for m in inside if m.alone)
        return
    by_both = marked(doc, [match for inside in by_grammar for match in inside])
    starts = [start for start, _, _ in by_both]
    for block in blocks:
        for start, end, label in by_both[bisect_left(starts, block.start) :]:
            if end > block.end:
                break
            yield block, _Stretch(start, end, _type(label))


def times_in(
    text: str, published: date | str | None = None, outlet: str | None = None
) -> tuple[Time, ...]:
    """Return the time expressions of a text by the grammar alone, without any model.

    Args:
        text: any English text.
        published: the day (ISO 8601) that relative expressions are counted from.
        outlet: who published it, for how it writes 03/04/2015.

    Raises:
        ValueError: when ``published`` is no ISO 8601 date.
    """
    day = date.fromisoformat(published[:10]) if isinstance(published, str) else published
    block = Block(kind="paragraph", start=0, end=len(text))
    state = _Narrative(day, day_first(outlet))
    found: list[Time] = []
    for stretch in (_Stretch(m.start, m.end) for m in matches(text) if m.alone):
        meaning = state.meaning(text, stretch, nearby_tense(text, stretch.start, block))
        if meaning is not None:
            found.append(_time(f"t{len(found) + 1}", text, stretch, meaning))
    return tuple(found)


class _Narrative:
    """What was said of time so far, which later expressions hang on."""

    def __init__(self, published: date | None, habit: bool | None) -> None:
        self._published = published
        self._habit = habit
        self._reference: date | None = None
        self._period: str | None = None
        self._year: tuple[int, int] | None = None
        """the last year that was named by its number, and where its words end"""

    def meaning(self, text: str, stretch: _Stretch, tense: Tense) -> Meaning | None:
        """Return what an expression means here, and remember it for those that follow."""
        words = text[stretch.start : stretch.end]
        published = self._published
        if published and _YEAR_AGO.search(text, max(0, stretch.start - 20), stretch.start):
            published = date(published.year - 1, published.month, 1)
        context = Context(published, self._reference, self._period, tense, self._habit)
        if _YEAR.fullmatch(words) and _ENDED.match(text, stretch.end):
            return Meaning("DURATION", "P1Y")
        of_year = _OF_YEAR.fullmatch(words)
        if of_year:
            nth = _QUARTERS[int(self._period[-1]) - 1] if self._period else ""
            words = f"{nth} quarter of {of_year[1]}" if nth else of_year[1]
        found = resolve(fiscal_years.owned(text, stretch.start, words), context)
        if found is None:
            return Meaning(stretch.type, None, basis="unresolved") if stretch.type else None
        year = self._year_told(text, stretch.start)
        if year and found.basis == "relative" and _MONTH.match(words):
            end = Context(date(year, 12, 31), self._reference, self._period, "past", self._habit)
            found = resolve(words, end) or found
        self._remember(found, words.lower())
        if found.basis == "explicit" and re.fullmatch(r"\d{4}", found.value or ""):
            self._year = int(found.value or ""), stretch.end
        return found

    def _year_told(self, text: str, start: int) -> int | None:
        """Return the year that the sentence began with: "In 1976 it fell, and in September …"."""
        if self._year is None or re.search(r"[.!?]\s|\n", text[self._year[1] : start]):
            return None
        year = self._year[0]
        return year if self._published is None or year < self._published.year else None

    def _remember(self, found: Meaning, words: str) -> None:
        if found.type not in ("DATE", "TIME") or not found.value:
            return
        if re.fullmatch(r"\d{4}-Q\d", found.value) and _NTH.search(words):
            self._period = found.value
        told = re.match(r"\d{4}-\d\d-\d\d", found.value) or found.basis == "explicit"
        if found.begin and told:
            self._reference = _day(found.begin)


def _type(label: str) -> TimeType | None:
    types: dict[str, TimeType] = {
        "DATE": "DATE",
        "TIME": "TIME",
        "DURATION": "DURATION",
        "SET": "SET",
    }
    return types.get(label)


def _time(id: str, text: str, stretch: _Stretch, meaning: Meaning) -> Time:
    return Time(
        id=id,
        start=stretch.start,
        end=stretch.end,
        text=text[stretch.start : stretch.end],
        type=meaning.type,
        value=meaning.value,
        begin=meaning.begin,
        until=meaning.until,
        basis=meaning.basis,
    )


def _notes(times: Sequence[Time], published: date | None) -> tuple[Note, ...]:
    open_ = [t for t in times if t.basis == "unresolved"]
    unclear = [t for t in open_ if re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d", t.text)]
    relative = [t for t in open_ if t not in unclear]
    notes = []
    if unclear:
        message = f"Left unresolved, because day and month could be either: {_list(unclear)}."
        notes.append(Note(code="time-ambiguous", message=message))
    if relative:
        why = (
            "there is no publication date to count from" if published is None else "they are vague"
        )
        message = f"Left unresolved, because {why}: {_list(relative)}."
        notes.append(Note(code="time-unresolved", message=message))
    return tuple(notes)


def _list(times: Sequence[Time]) -> str:
    names = list(dict.fromkeys(f'"{t.text}"' for t in times))
    return ", ".join(names[:_NAMED]) + (" and more" if len(names) > _NAMED else "")


def _published(article: Article) -> date | None:
    line = article.dateline
    return _day(article.published) or (_day(line.date) if line else None)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
