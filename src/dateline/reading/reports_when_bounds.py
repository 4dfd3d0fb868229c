"""From the time expressions of an event to its interval: bounds, ranges, lengths, precision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.reading.intervals import MINUTES_A_DAY, Interval
from dateline.reading.reports_when_tree import Hung
from dateline.records import ReportTime, ReportTimeBasis, Time, TimePrecision

# The longest that still counts as a minute (a clock time may name its hour only), a day, a week
# (eight days with both its ends), a month, a year; in minutes.
_LENGTHS: tuple[tuple[int, TimePrecision], ...] = (
    (60, "minute"),
    (MINUTES_A_DAY, "day"),
    (8 * MINUTES_A_DAY, "week"),
    (31 * MINUTES_A_DAY, "month"),
    (366 * MINUTES_A_DAY, "year"),
)
_LENGTH = re.compile(r"P(\d{1,4})([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
# Code points between a day and its year: ", " or " of ".
_NEAR = 4
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Bounds:
    """An interval and the expression that gives it; without an interval a vague time."""

    time: Time
    interval: Interval | None

    def report_time(self, basis: ReportTimeBasis) -> ReportTime:
        """Return the record."""
        begin, until = self.interval.bounds if self.interval else (None, None)
        if self.interval is not None and self.interval == interval_of(self.time):
            begin, until = self.time.begin, self.time.until  # as written, with its zone
        return ReportTime(
            id=self.time.id,
            begin=begin,
            until=until,
            precision=precision(self.interval),
            basis=basis,
        )


def precision(interval: Interval | None) -> TimePrecision:
    """Return how exact an interval is; an open one is not known."""
    length = interval.duration if interval else None
    if length is None:
        return "unknown"
    minutes = length // timedelta(minutes=1)
    return next((name for most, name in _LENGTHS if minutes <= most), "unknown")


def bounds_of(hung: Sequence[Hung], published: date | None) -> Bounds | None:
    """Return what several expressions on one event say together, None if there are none.

    Ranges are joined, a clock time and its day become one, and of two that contradict each other
    the first counts. "since" reaches to the end of the publication day.
    """
    dated = [h for h in hung if h.time.type in {"DATE", "TIME", "DURATION"} and _plain(h.time)]
    if not dated:
        vague = [h for h in hung if h.time.type in {"DATE", "TIME"} and _is_vague(h.time)]
        return Bounds(vague[0].time, None) if vague else None
    first, *others = dated
    current = Bounds(first.time, _linked(first, published))
    link = first.link
    for other in others:
        current = _joined(current, link, other, published)
        link = other.link
    return _lengthened(current, hung)


def after_all(interval: Interval, published: date | None) -> bool:
    """Return whether an interval lies wholly after the publication day."""
    if published is None or interval.begin is None or published == date.max:
        return False
    return interval.begin >= _end_of(published)


def _end_of(day: date) -> int:
    end = Interval.day(day).until
    assert end is not None
    return end


def interval_of(time: Time) -> Interval | None:
    """Return a time's own interval, None where it has none."""
    if time.begin is None and time.until is None:
        return None
    try:
        return Interval.of(time.begin, time.until)
    except ValueError:
        return None


def _plain(time: Time) -> bool:
    return interval_of(time) is not None


def _is_vague(time: Time) -> bool:
    """Return whether a time is no more than "recently" or "soon"; "now" says nothing at all."""
    return time.value != "PRESENT_REF"


def _linked(hung: Hung, published: date | None) -> Interval | None:
    """Return what a preposition makes of a time: "since April", "before March"."""
    own = interval_of(hung.time)
    if own is None:
        return None
    if hung.time.type == "TIME" and hung.link in {"before", "after", "by"}:
        return own  # "shortly before nine" is about nine
    if hung.link in {"since", "from"}:
        until = _end_of(published) if published and hung.link == "since" else None
        if hung.link == "from":
            return own
        return _interval(own.begin, until)
    if hung.link in {"until", "by"}:
        return _interval(None, own.until)
    if hung.link == "before":
        return _interval(None, own.begin)
    if hung.link == "after":
        return _interval(own.until, None)
    return own


def _interval(begin: int | None, until: int | None) -> Interval | None:
    try:
        return Interval(begin, until) if (begin, until) != (None, None) else None
    except ValueError:
        return Interval(begin, None) if begin is not None else None


def _joined(current: Bounds, link: str, other: Hung, published: date | None) -> Bounds:
    """Return two expressions on one word as one."""
    own, second = current.interval, _linked(other, published)
    raw = interval_of(other.time)
    if own is None or second is None or raw is None:
        return current if own is not None else Bounds(other.time, second)
    if (link, other.link) in {("between", "between"), ("from", "until")}:
        return Bounds(current.time, _interval(own.begin, raw.until) or own)
    common = own.intersection(second)
    if common is not None:
        narrower = other.time if own.contains(second) else current.time
        return Bounds(narrower, common)
    if _is_listed(current.time, other.time) and link == other.link == "in":
        return Bounds(current.time, _interval(own.begin, second.until) or own)
    return _repaired(current, other, second) or current


def _is_listed(first: Time, second: Time) -> bool:
    """Return whether two of a kind stand side by side: "in 1992 and 1993"."""
    gap = second.start - first.end
    same = first.type == second.type == "DATE" and len(first.value or "") == len(second.value or "")
    return same and 0 < gap <= len(" and ") and first.until is not None


def _repaired(current: Bounds, other: Hung, second: Interval) -> Bounds | None:
    """Join two that only seem to contradict: a clock and its day, a holiday and its year."""
    own = current.interval
    assert own is not None
    if {current.time.type, other.time.type} == {"DATE", "TIME"}:
        clock, day = (second, own) if other.time.type == "TIME" else (own, second)
        time = other.time if other.time.type == "TIME" else current.time
        moved = _on_day(clock, day)
        return Bounds(time, moved) if moved else None
    for exact, year in ((current.time, other.time), (other.time, current.time)):
        near = min(abs(year.start - exact.end), abs(exact.start - year.end)) <= _NEAR
        if year.value is None or not near or _YEAR.search(exact.text):
            continue
        if _YEAR.fullmatch(year.value):
            moved = _in_year(exact, int(year.value))
            return Bounds(exact, moved) if moved else None
    return None


def _on_day(clock: Interval, day: Interval) -> Interval | None:
    if None in (clock.begin, clock.until, day.begin) or precision(day) != "day":
        return None
    assert clock.begin is not None
    assert clock.until is not None
    assert day.begin is not None
    begin = day.begin + clock.begin % MINUTES_A_DAY
    return _interval(begin, begin + clock.until - clock.begin)


def _in_year(time: Time, year: int) -> Interval | None:
    try:
        begin = date.fromisoformat((time.begin or "")[:10])
        until = date.fromisoformat((time.until or "")[:10])
        moved = begin.replace(year=year)
        return Interval.days(moved.toordinal(), moved.toordinal() + (until - begin).days)
    except ValueError:
        return None


def _lengthened(current: Bounds, hung: Sequence[Hung]) -> Bounds:
    """Return "a two-day visit beginning Friday" with its second day."""
    own = current.interval
    starts = any(h.link == "from" and h.time is current.time for h in hung)
    if own is None or own.begin is None or not starts or precision(own) != "day":
        return current
    for other in hung:
        match = _LENGTH.fullmatch(other.time.value or "")
        if other.time.type == "DURATION" and match:
            days = int(match[1]) * _DAYS[match[2]]
            longer = _interval(own.begin, own.begin + days * MINUTES_A_DAY)
            return Bounds(current.time, longer or own)
    return current
