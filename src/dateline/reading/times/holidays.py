"""Holidays with fixed or computable dates (holidays.toml)."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.reading.times import calendar
from dateline.reading.times.base import Found, explicit, kind, relative, unresolved
from dateline.reading.times.context import Context, Meaning
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


def day_of(rule: str, year: int) -> date:
    """Return a holiday's day in a year.

    Raises:
        ValueError: when the rule is not one of the table's kinds.
    """
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:]))
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


def holiday(found: Found, context: Context) -> Meaning | None:
    """Christmas Eve 2016, last Thanksgiving, Easter Monday."""
    rule, part = found.text("holiday"), found.text("part")
    type = kind(part)
    if found.has("year"):
        return explicit(calendar.day(day_of(rule, found.number("year")), part), type)
    published = context.published
    if published is None:
        return unresolved(type)
    if found.has("rel2"):
        when = day_of(rule, published.year + found.number("rel2"))
        return relative(calendar.day(when, part), type)
    near = [day_of(rule, published.year + away) for away in (-1, 0, 1)]
    way = found.value("rel")
    if way == -1:
        when = [d for d in near if d < published][-1]
    elif way == 1:
        when = next(d for d in near if d >= published)
    elif way == 0:
        when = near[1]
    else:
        when = nearest(near, published, context.tense, _SOON) or near[1]
    return relative(calendar.day(when, part), type)
