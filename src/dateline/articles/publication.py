"""When an article was published: what is given, then the page, the dateline, the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.articles import dates
from dateline.articles.dates import given
from dateline.records import Note, PublishedBasis

if TYPE_CHECKING:
    from dateline.articles.blocks import Page

__all__ = ["Published", "find", "given", "of_row"]


@dataclass(frozen=True)
class Published:
    """The publication date with where it comes from, and the date of the dateline."""

    published: str | None
    basis: PublishedBasis
    dateline: str | None
    notes: tuple[Note, ...]


def of_row(value: str | None) -> tuple[str | None, tuple[Note, ...]]:
    """Return the ISO date of a row's ``published``; one that cannot be gives None and a note."""
    if value is None:
        return None, ()
    day = dates.parse(value)
    return (day.isoformat(), ()) if day else (None, (_refused(value),))


def find(
    page: Page,
    metadata: Iterable[str],
    url: str | None,
    said: str | None,
    today: dt.date | None = None,
) -> Published:
    """Return when an article was published.

    Args:
        page: its blocks; their publication lines and dateline count.
        metadata: dates from the head of its page, as written, best first.
        url: its address.
        said: the ISO date the caller gave.
        today: dates of the page after this day are refused.
    """
    notes: list[Note] = []
    of_page = _metadata(metadata, today, notes)
    if not of_page:
        of_page = [day for day in page.dates if not (today and day > today + dt.timedelta(days=1))]
    address = dates.in_address(url) if url else None
    year = dates.year_in_address(url) if url else None
    reference = dt.date.fromisoformat(said) if said else (of_page[0] if of_page else address)
    of_line = page.dateline.date(reference, year) if page.dateline else None
    candidates: list[tuple[PublishedBasis, dt.date]] = []
    if said:
        candidates.append(("given", dt.date.fromisoformat(said)))
    candidates += [("metadata", day) for day in of_page]
    candidates += [("dateline", of_line)] if of_line else []
    candidates += [("url", address)] if address else []
    dateline = of_line.isoformat() if of_line else None
    if not candidates:
        notes.append(_unknown())
        return Published(None, "none", dateline, tuple(notes))
    basis, day = candidates[0]
    notes += _others(candidates)
    return Published(day.isoformat(), basis, dateline, tuple(notes))


def _metadata(values: Iterable[str], today: dt.date | None, notes: list[Note]) -> list[dt.date]:
    """Return the dates that can be; the others go into the notes."""
    found: list[dt.date] = []
    for value in dict.fromkeys(values):
        day = dates.parse(value)
        # A page in a time zone ahead of the reader's may be dated a day later.
        if day and not (today and day > today + dt.timedelta(days=1)):
            found.append(day)
        else:
            notes.append(_refused(value))
    return found


def _others(candidates: list[tuple[PublishedBasis, dt.date]]) -> list[Note]:
    basis, day = candidates[0]
    others = dict.fromkeys((b, d) for b, d in candidates[1:] if d != day)
    if not others:
        return []
    listed = ", ".join(f"{b} {d.isoformat()}" for b, d in others)
    message = f"The publication date {day} is from: {basis}. Others were found: {listed}."
    return [Note(code="published-candidates", message=message)]


def _refused(value: str) -> Note:
    message = f"The date {value[:60]!r} cannot be the publication date; it is not used."
    return Note(code="published-refused", message=message)


def _unknown() -> Note:
    message = (
        'The publication date is unknown, so words like "Wednesday" stay unresolved; '
        "give it with --published if you know it."
    )
    return Note(code="published-unknown", message=message)
