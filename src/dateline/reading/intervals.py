"""Stretches of time and their algebra: half open, with open ends, from one minute to all time.

A moment is counted in whole minutes since 0001-01-01T00:00 of the Gregorian calendar (extended
backwards as in ISO 8601), so that midnight after 9999-12-31 is a number like any other. Clock times
are those of the place that is written about: a zone in the text is not part of an interval.

``Interval.of`` and ``bounds`` speak the records' language (ISO 8601, ``until`` exclusive);
``dateline.reading.edtf`` reads and writes the Extended Date/Time Format.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta

MINUTES_A_DAY = 24 * 60
# Midnight after 9999-12-31: the first moment that ISO 8601 has no four-digit year for.
END = date.max.toordinal() * MINUTES_A_DAY

_BOUND = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:T(\d\d):(\d\d)(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True)
class Interval:
    """The moments from ``begin`` up to and without ``until``; None is an open end.

    Equal intervals compare equal with ``==``. The methods that relate two intervals count moments:
    two that only meet have none in common.

    Raises:
        ValueError: when it holds no moment, or one outside the years 1 to 9999.
    """

    begin: int | None = None
    until: int | None = None

    def __post_init__(self) -> None:
        begin, until = _low(self.begin), _high(self.until)
        if begin >= until:
            raise ValueError("an interval must end after it begins")
        if (self.begin is not None and begin < 0) or (self.until is not None and until > END):
            raise ValueError("an interval lies in the years 1 to 9999; an open end is None")

    @classmethod
    def of(cls, begin: str | None, until: str | None) -> Interval:
        """Return the interval between two ISO days or minutes, the second exclusive.

        Seconds are cut off, and so is a zone: the clock is taken as it is written.

        Raises:
            ValueError: when a bound is no ISO day or minute, or ``until`` is not after ``begin``.
        """
        return cls(_moment(begin), _moment(until))

    @classmethod
    def day(cls, when: date) -> Interval:
        """Return one whole day."""
        return cls.days(when.toordinal(), when.toordinal() + 1)

    @classmethod
    def days(cls, first: int, after: int) -> Interval:
        """Return whole days by their ordinals (1 is 0001-01-01), the second exclusive."""
        return cls((first - 1) * MINUTES_A_DAY, (after - 1) * MINUTES_A_DAY)

    @classmethod
    def years(cls, first: int, after: int) -> Interval:
        """Return whole calendar years, the second exclusive.

        Raises:
            ValueError: when a year lies outside 1 to 9999 (``after``: to 10000).
        """
        return cls.months((first, 1), (after, 1))

    @classmethod
    def months(cls, first: tuple[int, int], after: tuple[int, int]) -> Interval:
        """Return whole calendar months by (year, month), the second exclusive."""
        return cls(_first_of(*first), _first_of(*after))

    @property
    def bounds(self) -> tuple[str | None, str | None]:
        """``begin`` and ``until`` in ISO 8601: days, or minutes where a bound is no midnight.

        None is an open end; the end of the year 9999 has no ISO form and is None, too.
        """
        whole = all(m is None or m % MINUTES_A_DAY == 0 for m in (self.begin, self.until))
        return _iso(self.begin, whole), _iso(self.until, whole)

    @property
    def duration(self) -> timedelta | None:
        """How long it lasts, to the minute; None when an end is open."""
        if self.begin is None or self.until is None:
            return None
        return timedelta(minutes=self.until - self.begin)

    def contains(self, other: Interval) -> bool:
        """Return whether every moment of the other is one of this; each contains itself."""
        return _low(self.begin) <= _low(other.begin) and _high(other.until) <= _high(self.until)

    def before(self, other: Interval) -> bool:
        """Return whether all of this comes before all of the other (they may meet)."""
        return _high(self.until) <= _low(other.begin)

    def after(self, other: Interval) -> bool:
        """Return whether all of this comes after all of the other (they may meet)."""
        return other.before(self)

    def meets(self, other: Interval) -> bool:
        """Return whether the other begins at the very moment at which this ends."""
        return self.until is not None and self.until == other.begin

    def overlaps(self, other: Interval) -> bool:
        """Return whether the two have a moment in common."""
        return not (self.before(other) or other.before(self))

    def intersection(self, other: Interval) -> Interval | None:
        """Return what the two have in common, None when that is nothing."""
        if not self.overlaps(other):
            return None
        return Interval(
            _bound(max(_low(self.begin), _low(other.begin))),
            _bound(min(_high(self.until), _high(other.until))),
        )

    def union(self, other: Interval) -> Interval | None:
        """Return both as one, None when there is a gap between them."""
        if self.gap(other) is not None:
            return None
        return Interval(
            _bound(min(_low(self.begin), _low(other.begin))),
            _bound(max(_high(self.until), _high(other.until))),
        )

    def gap(self, other: Interval) -> Interval | None:
        """Return what lies between the two, None when they overlap or meet."""
        first, second = (self, other) if self.before(other) else (other, self)
        if not first.before(second) or first.meets(second):
            return None
        return Interval(first.until, second.begin)

    def __str__(self) -> str:
        begin, until = self.bounds
        return f"{begin or '..'} until {until or '..'}"


def _low(begin: int | None) -> float:
    return -math.inf if begin is None else begin


def _high(until: int | None) -> float:
    return math.inf if until is None else until


def _bound(moment: float) -> int | None:
    return None if math.isinf(moment) else int(moment)


def _first_of(year: int, month: int) -> int:
    """Return the moment at which a calendar month begins."""
    if (year, month) == (date.max.year + 1, 1):
        return END
    return (date(year, month, 1).toordinal() - 1) * MINUTES_A_DAY


def _moment(bound: str | None) -> int | None:
    if bound is None:
        return None
    match = _BOUND.fullmatch(bound)
    if match is None:
        raise ValueError(f"{bound!r} is no ISO 8601 day or minute, such as 2016-11-10T14:30")
    day, hour, minute = match[1], int(match[2] or 0), int(match[3] or 0)
    clock = hour * 60 + minute
    # 24:00 is ISO 8601's other name for the midnight that ends a day.
    if minute > 59 or clock > MINUTES_A_DAY:
        raise ValueError(f"{bound!r} has a clock time that no day has")
    return (date.fromisoformat(day).toordinal() - 1) * MINUTES_A_DAY + clock


def _iso(moment: int | None, whole: bool) -> str | None:
    if moment is None or moment == END:
        return None
    day = date.fromordinal(moment // MINUTES_A_DAY + 1).isoformat()
    hour, minute = divmod(moment % MINUTES_A_DAY, 60)
    return day if whole else f"{day}T{hour:02d}:{minute:02d}"
