"""Finds the time expressions of a Doc or a text and gives each its context.

Where the model has marked time expressions (``doc.spans["timexes"]``), its extents count, and what
the grammar is sure of is added. Without a model the grammar finds them alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from dateline.reading.times.context import Context, Meaning, Tense
from dateline.reading.times.grammar import Match, matches, resolve
from dateline.reading.times.outlets import day_first
from dateline.reading.times.tense import nearby_tense, tense_of
from dateline.records import READ_BLOCKS, Article, Block, Note, Time, TimeType

# Unresolved expressions that a note names.
_NAMED = 10
# A quarter that is named, and not only counted from another one, is what "the quarter" means.
_NTH = re.compile(r"first|second|third|fourth|[1-4]")


@dataclass(frozen=True)
class _Stretch:
    """An expression in the text; ``type`` is the model's, if it has one."""

    start: int
    end: int
    type: TimeType | None = None


def find_times(doc: Doc, article: Article) -> tuple[tuple[Time, ...], tuple[Note, ...]]:
    """Return the time expressions of the read blocks in text order, and notes on what is open."""
    published = _published(article)
    habit = day_first(article.outlet)
    marked = doc.spans.get("timexes")
    by_model = [_Stretch(s.start_char, s.end_char, _type(s.label_)) for s in marked or ()]
    found: list[Time] = []
    state = _Narrative(published, habit)
    for block in article.blocks:
        if block.kind not in READ_BLOCKS:
            continue
        inside = [s for s in by_model if block.start <= s.start and s.end <= block.end]
        for stretch in _stretches(article.text, block, inside, marked is not None):
            tense = tense_of(doc, stretch.start) or nearby_tense(article.text, stretch.start, block)
            meaning = state.meaning(article.text, stretch, tense)
            if meaning is not None:
                found.append(_time(f"t{len(found) + 1}", article.text, stretch, meaning))
    return tuple(found), _notes(found, published)


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
    for stretch in _stretches(text, block, [], False):
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

    def meaning(self, text: str, stretch: _Stretch, tense: Tense) -> Meaning | None:
        """Return what an expression means here, and remember it for those that follow."""
        context = Context(self._published, self._reference, self._period, tense, self._habit)
        found = resolve(text[stretch.start : stretch.end], context)
        if found is None:
            return Meaning(stretch.type, None, basis="unresolved") if stretch.type else None
        self._remember(found, text[stretch.start : stretch.end].lower())
        return found

    def _remember(self, found: Meaning, words: str) -> None:
        if found.type not in ("DATE", "TIME") or not found.begin or not found.value:
            return
        if re.fullmatch(r"\d{4}-Q\d", found.value) and _NTH.search(words):
            self._period = found.value
        if re.match(r"\d{4}-\d\d-\d\d", found.value) or found.basis == "explicit":
            self._reference = _day(found.begin)


def _stretches(
    text: str, block: Block, by_model: Sequence[_Stretch], has_model: bool
) -> Iterator[_Stretch]:
    """Yield the block's expressions in text order, none over another."""
    by_grammar = matches(text, block.start, block.end)
    if not has_model:
        yield from (_Stretch(m.start, m.end) for m in by_grammar if m.alone)
        return
    starts = [s.start for s in by_model]
    added = [_Stretch(m.start, m.end) for m in by_grammar if m.sure and _free(m, by_model, starts)]
    yield from sorted([*by_model, *added], key=lambda s: s.start)


def _free(match: Match, taken: Sequence[_Stretch], starts: Sequence[int]) -> bool:
    """Return whether a match shares no character with the (sorted) stretches."""
    after = bisect_right(starts, match.start)
    return not any(
        s.start < match.end and match.start < s.end for s in taken[max(0, after - 1) : after + 1]
    )


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
