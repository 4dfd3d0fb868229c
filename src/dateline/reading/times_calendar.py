"""Days, weeks, months and years as half-open intervals of ISO 8601 dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# TIMEX3's season codes with the first month of each (northern hemisphere, by whole months).
SEASONS = {"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "winter": ("WI", 12)}


@dataclass(frozen=True)
class Interval:
    """A TIMEX3 value with its first day or minute and the first one after it."""

    value: str
    begin: str | None = None
    until: str | None = None


def day(when: date, part: str = "") -> Interval:
    """Return one day; ``part`` ("MO", "NI", …) goes into the value, the bounds stay the day's."""
    value = when.isoformat() + (f"T{part}" if part else "")
    return Interval(value, when.isoformat(), _iso(when.toordinal() + 1))


def week(when: date) -> Interval:
    """Return the ISO week (Monday to Sunday) that a day lies in."""
    monday = when - timedelta(days=min(when.weekday(), when.toordinal() - 1))
    number = when.isocalendar()
    value = f"{number.year:04d}-W{number.week:02d}"
    return Interval(value, monday.isoformat(), _iso(monday.toordinal() + 7))


def month(year: int, number: int) -> Interval:
    """Return a calendar month; the number may lie outside 1 to 12 and carries over."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    after = (year + number // 12, number % 12 + 1)
    return Interval(f"{year:04d}-{number:02d}", _first(year, number), _first(*after))


def years(first: int, count: int = 1, value: str | None = None) -> Interval:
    """Return whole calendar years."""
    return Interval(value or f"{first:04d}", _first(first, 1), _first(first + count, 1))


def season(year: int, name: str) -> Interval:
    """Return three months; a winter begins in December of the year named."""
    code, number = SEASONS[name]
    last = month(year, number + 3)
    return Interval(f"{year:04d}-{code}", _first(year, number), last.begin)


def minute(when: date, hour: int, at: int) -> Interval:
    """Return one minute of a day."""
    start = datetime.combine(when, time(hour, at))
    end = start + timedelta(minutes=1)
    form = "%Y-%m-%dT%H:%M"
    return Interval(start.strftime(form), start.strftime(form), end.strftime(form))


def shifted(when: date, unit: str, count: int) -> Interval:
    """Return the day, month, week, year or decade ``count`` units away; hours give their day."""
    if unit in {"second", "minute", "hour"}:
        hours = {"second": 0, "minute": 0, "hour": count}[unit]
        return day(when + timedelta(days=int(hours / 24)))
    if unit == "day":
        return day(when + timedelta(days=count))
    if unit == "week":
        return week(when + timedelta(weeks=count))
    if unit == "month":
        return month(when.year, when.month + count)
    return years(when.year + count * {"decade": 10, "century": 100}.get(unit, 1))


def _first(year: int, number: int) -> str | None:
    return f"{year:04d}-{number:02d}-01" if 1 <= year <= 9999 else None


def _iso(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal <= date.max.toordinal() else None
