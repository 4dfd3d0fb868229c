"""Holidays with fixed or computable dates (holidays.toml)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateline.reading.times import calendar, moons, new_moons
from dateline.reading.times.base import Found, explicit, kind, relative, unresolved
from dateline.reading.times.context import Context, Meaning, Tense
from dateline.reading.times.values_dates import nearest

# A holiday that lies at most this many days ahead is the coming one, whatever the verb: what was
# planned for it is written in the past tense as well.
_SOON = 60


def easter(year: int) -> date:
    """Return Easter Sunday of the western churches (the anonymous Gregorian algorithm)."""
    golden, hundreds, rest = year % 19, year // 100, year % 100
    leap, of_leap = hundreds // 4, hundreds % 4
    moon = (19 * golden + hundreds - leap - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * of_leap + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    month, day = divmod(moon + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def days_of(rule: str, year: int) -> list[date]:
    """Return a holiday's first days in a year, in order: Islamic ones can fall into it twice.

    Raises:
        ValueError: when the rule is not one of the table's kinds.
    """
    found = []
    for one in rule.split("*")[0].split("|"):
        if one.startswith("islamic"):
            found += new_moons.islamic(year, *(int(part) for part in one.split("-")[1:]))
        else:
            found.append(day_of(one, year))
    return sorted(found)


def day_of(rule: str, year: int) -> date:
    """Return the day of a holiday that falls into every year once."""
    for name, make in _MOVED.items():
        if rule.startswith(name):
            return make(year) + timedelta(days=int(rule[len(name) :] or 0))
    if "/" not in rule:
        return date(year, *(int(part) for part in rule.split("-")))
    place, _, more = rule.partition("+")
    month, weekday, nth = (int(part) for part in place.split("/"))
    if nth < 0:
        last = date.fromisoformat(calendar.month(year, month).until or "") - timedelta(days=1)
        found = last - timedelta(days=(last.weekday() - weekday) % 7)
    else:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
    return found + timedelta(days=int(more or 0))


_MOVED: dict[str, Callable[[int], date]] = {
    "easter": easter,
    "orthodox": moons.orthodox_easter,
    "hebrew": lambda year: moons.hebrew(year, 0),
    "hanukkah": moons.hanukkah,
    "lunar": new_moons.lunar_new_year,
    "diwali": new_moons.diwali,
    "nowruz": new_moons.nowruz,
}


def _interval(rule: str, when: date, part: str) -> calendar.Interval:
    """Return a holiday's day or the part of it; or its days, as many as the rule's end says."""
    length = rule.partition("*")[2]
    if not length:
        return calendar.day(when, part)
    until = _end(when, length)
    last = until - timedelta(days=1)
    return calendar.Interval(
        f"{when.isoformat()}/{last.isoformat()}", when.isoformat(), until.isoformat()
    )


def _end(when: date, length: str) -> date:
    """Return the first day after a holiday of "8" days, or of those until "islamic-10-1"."""
    if length.isdecimal():
        return when + timedelta(days=int(length))
    ends = [day for away in (0, 1) for day in days_of(length, when.year + away)]
    return next(day for day in ends if day > when)


def holiday(found: Found, context: Context) -> Meaning | None:
    """Christmas Eve 2016, last Thanksgiving, Easter Monday."""
    rule, part = found.text("holiday"), found.text("part")
    type = kind(part)
    if found.has("year"):
        days = days_of(rule, found.number("year"))
        if len(days) > 1:
            return unresolved(type)
        return explicit(_interval(rule, days[0], part), type)
    if context.published is None:
        return unresolved(type)
    when = _when(found, rule, context.published, context.tense)
    return relative(_interval(rule, when, part), type)


def _when(found: Found, rule: str, published: date, tense: Tense) -> date:
    """Return the day that is meant by "last Ramadan", "Easter this year" or the bare name."""
    step = found.value("rel2") if found.has("rel2") else None
    if step is not None:
        days = days_of(rule, published.year + int(str(step)))
        return min(days, key=lambda day: abs(day - published))
    near = [day for away in (-1, 0, 1) for day in days_of(rule, published.year + away)]
    way = found.value("rel")
    if way == -1:
        return [day for day in near if day < published][-1]
    if way == 1:
        return next(day for day in near if day >= published)
    if way == 0:
        days = days_of(rule, published.year)
        return min(days, key=lambda day: abs(day - published))
    return nearest(near, published, tense, _SOON) or days_of(rule, published.year)[0]
