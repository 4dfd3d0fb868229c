"""Intervals in the Extended Date/Time Format: level 0, and what news needs of level 1.

===================  ==================================================
``2016-11-10``       a day; ``2016-11`` a month; ``2016`` a year
``199X``, ``19XX``   a decade, a century
``2016-XX``          some month of a year; ``2016-11-XX`` some day of a month
``2016-21``          spring; 22 summer, 23 autumn, 24 winter (from December of that year)
``2016-11-10T14:30`` a minute (written with its seconds: ``…T14:30:00``)
``2016-11/2017-01``  from one to the other, both included; ``..`` is an open end
``2016?``            uncertain; ``~`` approximate; ``%`` both
===================  ==================================================

EDTF cannot say a stretch of hours or minutes; ``to_edtf`` returns None for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Flag

from dateline.reading.intervals import END, MINUTES_A_DAY, Interval


class Doubt(Flag):
    """How sure a date is; ``|`` adds doubts up."""

    NONE = 0
    UNCERTAIN = 1
    APPROXIMATE = 2


_DOUBTS = {
    "": Doubt.NONE,
    "?": Doubt.UNCERTAIN,
    "~": Doubt.APPROXIMATE,
    "%": Doubt.UNCERTAIN | Doubt.APPROXIMATE,
}
_SUFFIXES = {doubt: suffix for suffix, doubt in _DOUBTS.items()}
# The first month of each season (northern hemisphere, whole months), by EDTF's number.
_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}

_DATE = re.compile(
    r"(?P<year>\d\dXX|\d{3}X|\d{4})"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?P<clock>T[\d:.+Z-]{5,30})?)?)?"
    r"(?P<doubt>[?~%]?)",
    re.ASCII,
)


@dataclass(frozen=True)
class Dated:
    """An interval with how sure its two ends are."""

    interval: Interval
    begin: Doubt = Doubt.NONE
    until: Doubt = Doubt.NONE


def parse_edtf(text: str) -> Dated:
    """Return what an EDTF string stands for.

    Raises:
        ValueError: when it is no EDTF of the forms above, or lies outside the years 1 to 9999.
    """
    first, slash, last = text.partition("/")
    if not slash:
        interval, doubt = _date(text)
        return Dated(interval, doubt, doubt)
    begin, begin_doubt = _end(first)
    until, until_doubt = _end(last)
    return Dated(
        Interval(begin.begin if begin else None, until.until if until else None),
        begin_doubt,
        until_doubt,
    )


def to_edtf(dated: Dated | Interval) -> str | None:
    """Return an interval in EDTF, the shortest form that is exactly it; None if there is none."""
    if isinstance(dated, Interval):
        dated = Dated(dated)
    interval = dated.interval
    single = _single(interval)
    if single is not None and dated.begin == dated.until:
        clock = "T" in single
        return None if clock and dated.begin else single + _SUFFIXES[dated.begin]
    if any((moment or 0) % MINUTES_A_DAY for moment in (interval.begin, interval.until)):
        return None
    begin, until = _ends(interval)
    return begin + _suffix(begin, dated.begin) + "/" + until + _suffix(until, dated.until)


def _end(text: str) -> tuple[Interval | None, Doubt]:
    """Return one end of ``a/b``; None is open (``..``) or unknown (empty)."""
    if text in {"", ".."}:
        return None, Doubt.NONE
    if "T" in text:
        raise ValueError(f"EDTF has no interval with clock times, such as {text!r}")
    return _date(text)


def _date(text: str) -> tuple[Interval, Doubt]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date in EDTF, such as 2016-11-10, 2016?, 199X or 2016/..")
    if match["clock"] and match["doubt"]:
        raise ValueError(f"{text!r}: EDTF has no doubt about clock times")
    return _interval(text, match), _DOUBTS[match["doubt"]]


def _interval(text: str, match: re.Match[str]) -> Interval:
    year, month, day, clock = match["year"], match["month"], match["day"], match["clock"]
    if clock:
        begin = Interval.of(f"{year}-{month}-{day}{clock}", None).begin or 0
        return Interval(begin, begin + 1)
    if "X" in year:
        if month:
            raise ValueError(f"{text!r}: a month of an unknown year is no stretch of time")
        low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return Interval.years(low, high + 1)
    if month is None or (month == "XX" and day in {None, "XX"}):
        return Interval.years(int(year), int(year) + 1)
    if month == "XX":
        raise ValueError(f"{text!r}: a day of an unknown month is no stretch of time")
    if int(month) in _SEASONS and day is None:
        return _months(int(year), _SEASONS[int(month)], 3)
    if day is None or day == "XX":
        return _months(int(year), int(month), 1)
    return Interval.day(date(int(year), int(month), int(day)))


def _months(year: int, month: int, count: int) -> Interval:
    after = month - 1 + count
    return Interval.months((year, month), (year + after // 12, after % 12 + 1))


def _single(interval: Interval) -> str | None:
    """Return the one date that stands for the whole interval."""
    if interval.begin is None or interval.until is None:
        return None
    first = date.fromordinal(interval.begin // MINUTES_A_DAY + 1)
    if interval.until - interval.begin == 1:
        hour, minute = divmod(interval.begin % MINUTES_A_DAY, 60)
        return f"{first.isoformat()}T{hour:02d}:{minute:02d}:00"
    year, month = first.year, first.month
    for written, whole in (
        (f"{year // 100:02d}XX", (year - year % 100, year - year % 100 + 100)),
        (f"{year // 10:03d}X", (year - year % 10, year - year % 10 + 10)),
        (f"{year:04d}", (year, year + 1)),
    ):
        if whole[0] > 0 and Interval.years(*whole) == interval:
            return written
    if _months(year, month, 1) == interval:
        return f"{year:04d}-{month:02d}"
    return first.isoformat() if Interval.day(first) == interval else None


def _ends(interval: Interval) -> tuple[str, str]:
    """Return the first and the last day, month or year: the coarsest that fits both ends."""
    first = None if interval.begin is None else _day(interval.begin)
    # ``until`` is the midnight after the last day; END lies one day after the calendar's last.
    last = None if interval.until is None else _day(interval.until - 1)
    months = (first is None or first.day == 1) and (last is None or _ends_month(last))
    years = months and (first is None or first.month == 1) and (last is None or last.month == 12)
    length = 4 if years else 7 if months else 10
    return (
        ".." if first is None else first.isoformat()[:length],
        ".." if last is None else last.isoformat()[:length],
    )


def _day(moment: int) -> date:
    return date.fromordinal(moment // MINUTES_A_DAY + 1)


def _ends_month(day: date) -> bool:
    after = day.toordinal() * MINUTES_A_DAY
    return after == END or _day(after).day == 1


def _suffix(end: str, doubt: Doubt) -> str:
    return "" if end == ".." else _SUFFIXES[doubt]
