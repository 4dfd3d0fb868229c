"""Place and time of an event: from its clause, else from what stands before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Span as Words
from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Page, between, vocabulary
from dateline.reading.reports_status import pluperfect
from dateline.records import Block, Place, PlaceBasis, ReportTime, Span, Status, Time, TimePrecision

_YEAR = 366  # days; older than this before publication is history, not news
_PAST: tuple[Status, ...] = ("happened", "ongoing", "denied", "did_not_happen")
# Longest stretch of days that still is a day (with its end), a week, a month, a year.
_LENGTHS: tuple[tuple[int, TimePrecision], ...] = (
    (1, "day"),
    (8, "week"),
    (31, "month"),
    (366, "year"),
)


def place_of(
    page: Page, anchor: Token, clause: Words, block: Block, parties: Sequence[Span]
) -> tuple[str | None, PlaceBasis]:
    """Return the place of an event and what it stands on.

    Never the place of who says so, nor one that is itself a party.
    """

    def free(place: Place) -> bool:
        taken = any(t.start < place.end and place.start < t.end for t in parties)
        return not taken and not page.is_source(place)

    stated = [
        p
        for p in between(page.places, clause.start_char, clause.end_char)
        if free(p) and _is_location(page, p)
    ]
    if stated:
        nearest = min(stated, key=lambda p: (abs(p.start - anchor.idx), p.start))
        return nearest.id, "stated"
    sentence = anchor.sent
    before = between(page.places, block.start, min(block.end, sentence.end_char))
    # From the nearest back: a paragraph of thousands of places must not be gone through each time.
    context = next((p for p in reversed(before) if _is_location(page, p) and free(p)), None)
    if context is not None:
        return context.id, "context"
    dateline = page.article.dateline
    if dateline is not None and dateline.place is not None:
        return dateline.place, "dateline"
    return None, "none"


def _is_location(page: Page, place: Place) -> bool:
    span = page.doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return False
    return tree.preposition(span.root) in vocabulary().words["place"]


def time_of(page: Page, anchor: Token, clause: Words, block: Block, status: Status) -> ReportTime:
    """Return the time of an event and what it stands on."""
    stated = between(page.times, clause.start_char, clause.end_char)
    usable = [t for t in stated if t.type in {"DATE", "TIME"}]
    if usable:
        nearest = min(usable, key=lambda t: (abs(t.start - anchor.idx), t.start))
        return _report_time(nearest, "stated")
    if status in _PAST:
        earlier = [
            t for t in between(page.times, block.start, anchor.idx) if t.type in {"DATE", "TIME"}
        ]
        if earlier and not _is_old(page, earlier[-1]):
            return _report_time(earlier[-1], "context")
    day = _day(page.article.published)
    if day is not None and status in _PAST:
        end = day + timedelta(days=1) if day < date.max else day
        return ReportTime(begin=str(day), until=str(end), precision="day", basis="published")
    return ReportTime()


def is_background(page: Page, anchor: Token, clause: Words, time: ReportTime) -> bool:
    """Return whether an event is history or context: a year old, or told in the pluperfect."""
    stated = between(page.times, clause.start_char, clause.end_char)
    if any(_is_old(page, t) for t in stated):
        return True
    return time.basis != "stated" and pluperfect(anchor)


def _is_old(page: Page, time: Time) -> bool:
    begin, published = _day(time.until or time.begin), _day(page.article.published)
    if begin is None:
        return False
    if published is None:
        # Without a publication date a bare year ("In 1994") is taken for history.
        return time.value is not None and len(time.value) == 4 and time.value.isdigit()
    return (published - begin).days > _YEAR


def _report_time(time: Time, basis: str) -> ReportTime:
    return ReportTime.model_validate(
        {
            "id": time.id,
            "begin": time.begin,
            "until": time.until,
            "precision": _precision(time),
            "basis": basis,
        }
    )


def _precision(time: Time) -> TimePrecision:
    begin, until = _day(time.begin), _day(time.until)
    if begin is None or until is None:
        return "unknown"
    if time.type == "TIME" and time.begin is not None and "T" in time.begin:
        return "minute"
    days = (until - begin).days
    return next((name for most, name in _LENGTHS if days <= most), "unknown")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
