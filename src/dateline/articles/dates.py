"""Dates of publication: as pages, lines and addresses write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from dateline.errors import UsageError

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sept sep", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
# No newspaper text that is read here is older: before it dates are typing errors ("0025").
EARLIEST = 1800

MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=lambda m: (-len(m), m)))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=lambda w: (-len(w), w)))})"
_WEEKDAY = rf"(?:{WEEKDAY}\.?,?\s+)?"
_WRITTEN = (
    re.compile(rf"{_WEEKDAY}{MONTH}\s+{_DAY},?\s+{_YEAR}\b", re.I),
    re.compile(rf"{_WEEKDAY}{_DAY}[\s\-]+(?:of\s+)?{MONTH},?[\s\-]+{_YEAR}\b", re.I),
    re.compile(r"(?P<year>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>[12]\d{3})(?P<m>\d{2})(?P<day>\d{2})(?!\d)"),
    re.compile(r"(?P<a>\d{1,2})[/.\-](?P<b>\d{1,2})[/.\-](?P<year>\d{4})(?!\d)"),
)
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:?\d{2}.{0,24})?")
_LINE = re.compile(
    r"(?:(?P<label>published|posted|(?:last )?(?:updated|modified)|created|date|issued)"
    r"\s*(?:on|at|date)?\s*[:|]?\s*)?(?P<rest>.*)",
    re.I,
)
_TIME = re.compile(
    r"[\s,|·•\-–—]*(?:at\s+)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\d{1,2}(?=\s*[ap]))\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:(?:GMT|UTC|[A-Z]{2,4}|ET)\b)?(?:\s*[+\-]\d{2}:?\d{2})?\s*"
    r"(?:[·•|,;]?\s*(?:last )?(?:updated|modified).{0,50})?",
    re.I,
)
_IN_ADDRESS = (
    re.compile(r"(?<!\d)(?P<year>[12]\d{3})[/_\-](?P<m>\d{1,2})[/_\-](?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"(?<!\d)(?P<year>[12]\d{{3}})[/_\-]{MONTH}[/_\-](?P<day>\d{{1,2}})(?!\d)", re.I),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<m>\d{2})(?P<day>\d{2})(?!\d)"),
)


def given(value: str) -> str:
    """Return the ISO date of what a user gave as the publication date.

    Raises:
        UsageError: when it is no ISO 8601 date, or one before 1800.
    """
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    day = _iso(match[1]) if match else None
    if day is None:
        raise UsageError(
            f"the publication date {value!r} is no date that can be; "
            f"give year, month and day like 2015-05-28, from {EARLIEST} on"
        )
    return day.isoformat()


def parse(value: str) -> dt.date | None:
    """Return the date that a value begins with, in any common spelling, or None.

    A date like 03/04/2016 can be read two ways and gives None.
    """
    value = value.strip()
    for pattern in _WRITTEN:
        if match := pattern.match(value):
            return _of(match)
    return None


def of_line(line: str) -> tuple[dt.date | None, bool] | None:
    """Return the date of a line that is a publication line, and whether it tells an update only.

    None when the line is something else.
    """
    if len(line) > 120 or not (match := _LINE.fullmatch(line.strip(" |·•-–—()"))):
        return None
    rest = match["rest"].strip()
    label = (match["label"] or "").lower()
    for pattern in _WRITTEN:
        if found := pattern.match(rest):
            tail = rest[found.end() :].strip(" |·•-–—,;()")
            if not tail or _TIME.fullmatch(rest[found.end() :]):
                return _of(found), "updated" in label or "modified" in label
    return None


def in_address(url: str) -> dt.date | None:
    """Return the date in the path of an address, or None; year and month alone are no date."""
    try:
        path = urlsplit(url).path
    except ValueError:
        return None
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(path):
            if day := _of(match):
                return day
    return None


def year_in_address(url: str) -> int | None:
    """Return the year that a part of an address's path is (/2016/11/…), or None."""
    match = re.search(r"/((?:19|20)\d{2})(?=[/\-])", url)
    return int(match[1]) if match else None


def nearest(day: int, month: int, reference: dt.date) -> dt.date | None:
    """Return the date with this day and month that lies nearest to a reference.

    Only within two months before and two days after it: a story is published on the day of its
    dateline or soon after. None where there is none.
    """
    found = [d for year in _around(reference.year) if (d := _date(year, month, day))]
    near = [d for d in found if -60 <= (d - reference).days <= 2]
    return min(near, key=lambda d: abs((d - reference).days), default=None)


def on_or_before(weekday: int, reference: dt.date) -> dt.date:
    """Return the last day of the week (Monday 0) up to a reference."""
    return reference - dt.timedelta(days=(reference.weekday() - weekday) % 7)


def _around(year: int) -> Iterator[int]:
    return iter((year - 1, year, year + 1))


def _of(match: re.Match[str]) -> dt.date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("a"):
        return _either(year, int(parts["a"]), int(parts["b"]))
    month = int(parts["m"]) if parts.get("m") else MONTHS[parts["month"].lower()]
    return _date(year, month, int(parts["day"]))


def _either(year: int, first: int, second: int) -> dt.date | None:
    """Return the date of two numbers whose order only their size can tell."""
    if first == second or second > 12:
        return _date(year, first, second)
    return _date(year, second, first) if first > 12 else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    if year < EARLIEST:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _iso(value: str) -> dt.date | None:
    return _date(*map(int, value.split("-")))
