"""Values of dates: days, months, quarters, seasons, years and what is longer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.reading.times import calendar, fiscal_years
from dateline.reading.times.base import (
    Found,
    explicit,
    full_year,
    kind,
    plain,
    relative,
    unresolved,
)
from dateline.reading.times.context import Context, Meaning, Tense

# A date without a year that lies at most this many days ahead is the coming one, whatever the verb:
# the other lies ten months back, and newspapers give such a date its year. On TimeBank and AQUAINT
# together (value F1, no tree): 0 days 64.3, 30 days 66.3, 60 days 67.2, 90 days 67.4.
_SOON = 90
# A future verb's date that lies more than this many days ahead is the last one, if that lies at
# most so many days back: "will appeal the ruling of June 1", written in July.
_FAR, _JUST = 240, 100


def iso(found: Found, context: Context) -> Meaning:
    """2016-11-10, 2016-11-10T14:30."""
    text = found.text("iso")
    when = date.fromisoformat(text[:10])
    if len(text) == 10:
        return explicit(calendar.day(when))
    clock = re.fullmatch(r"(\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?", text[11:])
    assert clock is not None
    at = calendar.minute(when, int(clock[1]), int(clock[2]), clock[3] or "")
    return explicit(at, "TIME")


def slashed(found: Found, context: Context) -> Meaning | None:
    """10/11/2016: which is the day is known by the number, or by the outlet's habit."""
    parts = [int(p) for p in re.split(r"\D", found.text("slashed"))]
    if parts[0] > 31:
        return explicit(calendar.day(date(*parts)))
    first, second, year = parts
    if year < 100:
        year = full_year(year, context.published)
    if first > 12 and second > 12:
        return None
    if first > 12 or second > 12 or first == second:
        day, month = (first, second) if second <= 12 else (second, first)
        return explicit(calendar.day(date(year, month, day)))
    if context.day_first is None:
        return unresolved()
    day, month = (first, second) if context.day_first else (second, first)
    return explicit(calendar.day(date(year, month, day)))


def _year(found: Found, context: Context) -> int | None:
    if found.has("year"):
        return found.number("year")
    if found.has("two"):
        return full_year(found.number("two"), context.published)
    return None


def _part(found: Found) -> str:
    return found.text("part")


def date_of(found: Found, context: Context) -> Meaning:
    """Nov. 10, 2016."""
    when = date(_year(found, context) or 0, found.number("month"), found.number("day"))
    part = _part(found)
    return explicit(calendar.day(when, part), kind(part))


def day_month(found: Found, context: Context) -> Meaning:
    """10 November: the year follows from the day of publication."""
    month, number = found.number("month"), found.number("day")
    date(2000, month, number)  # refuses days that no year has
    part = _part(found)
    type = kind(part)
    if context.published is None:
        return unresolved(type)
    days = []
    for away in range(-8, 9):
        try:
            days.append(date(context.published.year + away, month, number))
        except ValueError:  # 29 February, or no year of the calendar
            continue
    when = nearest(days, context.published, context.tense, _SOON)
    return relative(calendar.day(when, part), type) if when else unresolved(type)


def nearest(days: Sequence[date], published: date, tense: Tense, soon: int) -> date | None:
    """Return the day that is meant, of those on which it could be (in order), None without any.

    That is the last one, or one that lies at most ``soon`` days ahead; of a future verb the next
    one, unless it is far off and the last one near.
    """
    coming = next((d for d in days if d >= published), None)
    gone = next((d for d in reversed(days) if d < published), None)
    if coming is None or gone is None:
        return coming or gone
    ahead, behind = (coming - published).days, (published - gone).days
    if tense == "future":
        return gone if ahead > _FAR and behind <= _JUST else coming
    return coming if ahead <= soon else gone


def day_range(found: Found, context: Context) -> Meaning | None:
    """June 3-5."""
    month, low, high = found.number("month"), found.number("day"), found.number("last")
    year = _year(found, context)
    basis = explicit if year else relative
    if year is None:
        if context.published is None:
            return unresolved()
        year = int((day_month(found, context).value or "0")[:4])
    first, last = calendar.day(date(year, month, low)), calendar.day(date(year, month, high))
    if low >= high:
        return None
    return basis(calendar.Interval(f"{first.value}/{last.value}", first.begin, last.until))


def weekday_ordinal(found: Found, context: Context) -> Meaning | None:
    """Thursday the 10th: the nearest month in which the two agree."""
    if context.published is None:
        return unresolved()
    for away in (0, -1, 1, -2, 2, -3, 3):
        number = context.published.month + away
        first = date.fromisoformat(calendar.month(context.published.year, number).begin or "")
        when = first + timedelta(days=found.number("day") - 1)
        if when.month == first.month and when.weekday() == found.number("weekday"):
            return relative(calendar.day(when))
    return None


def _mod(found: Found) -> str | None:
    for name in ("mod", "early"):
        text = found.text(name)
        if text:
            return text
        if found.has(name):
            return {"b": "start", "f": "end"}.get(found.sign(name))
    return None


def month(found: Found, context: Context) -> Meaning | None:
    """November 2016, last July, July last year."""
    number, year = found.number("month"), _year(found, context)
    if year is not None:
        return explicit(calendar.month(year, number), part=_mod(found))
    published = context.published
    if published is None:
        return unresolved()
    year = published.year
    way = found.value("rel")
    if found.has("rel") and _is_year_step(found):
        return relative(calendar.month(year + found.number("rel"), number), part=_mod(found))
    if way == 1:
        year += number <= published.month
    elif way == -1:
        year -= number >= published.month
    elif way is None and context.tense == "future":
        year += number < published.month
    elif way is None:
        ahead = (number - published.month) % 12
        soon = ahead <= (0 if context.tense == "past" else 2)
        year = year + (number < published.month) if soon else year - (number > published.month)
    return relative(calendar.month(year, number), part=_mod(found))


def _is_year_step(found: Found) -> bool:
    return any(w.sign == "U" and w.value == "year" for w in found.words)


def month_range(found: Found, context: Context) -> Meaning | None:
    """June-August 2016."""
    low, high = found.number("month"), found.number("month2")
    year = _year(found, context)
    if year is None:
        if context.published is None:
            return unresolved()
        year = context.published.year - (low > context.published.month)
    first, last = calendar.month(year, low), calendar.month(year + (high < low), high)
    basis = explicit if found.has("year") else relative
    return basis(calendar.Interval(f"{first.value}/{last.value}", first.begin, last.until))


def quarter(found: Found, context: Context) -> Meaning | None:
    """The third quarter of 1984, the first half."""
    unit = "quarter" if found.has("short") else found.text("unit")
    number = 2 if found.has("latter") else found.number("short" if found.has("short") else "nth")
    if number > (4 if unit == "quarter" else 2):
        return None
    year, published, owner = _year(found, context), context.published, fiscal_years.owner_of(found)
    if year is not None:
        return explicit(fiscal_years.part(unit, year, number, owner))
    if published is None:
        return unresolved()
    year = fiscal_years.number_at(published, owner)
    for name in ("rel", "rel2"):
        if found.sign(name) == "T" and context.reference:
            return relative(fiscal_years.part(unit, context.reference.year, number, owner))
        if found.has(name):
            return relative(fiscal_years.part(unit, year + found.number(name), number, owner))
    first = fiscal_years.part(unit, year, number, owner).begin
    first = first or fiscal_years.part(unit, year, number, None).begin or ""
    # The coming quarter is spoken of ahead of its time; more than half a year off it is the last.
    if context.tense != "future" and (date.fromisoformat(first) - published).days > 185:
        year -= 1
    return relative(fiscal_years.part(unit, year, number, owner))


def season(found: Found, context: Context) -> Meaning | None:
    """The summer of 2015, last fall, this winter."""
    code, year = found.text("season"), _year(found, context)
    if year is not None:
        return explicit(calendar.season(year, code), part=_mod(found))
    published = context.published
    if published is None:
        return unresolved()
    year, first = published.year, calendar.SEASONS[code]
    if found.has("rel2"):
        return relative(calendar.season(year + found.number("rel2"), code), part=_mod(found))
    now = published.month
    begun = now >= first if code != "WI" else now == 12
    if code == "WI" and now < 3:
        year -= 1  # the winter that began last December
        begun = True
    way = found.value("rel")
    over = calendar.season(year, code).until or ""
    if way == -1:
        year -= published.isoformat() < over
    elif way == 1:
        year += begun
    elif way is None and not begun and context.tense == "past":
        year -= 1
    elif way is None and context.tense == "future" and published.isoformat() >= over:
        year += 1
    return relative(calendar.season(year, code), part=_mod(found))


def year_range(found: Found, context: Context) -> Meaning | None:
    """1992-1997, 1992-97."""
    first, last = found.number("year"), found.number("last")
    if last < 100:
        last += first // 100 * 100
    if last <= first:
        return None
    return explicit(fiscal_years.years(first, last, fiscal_years.owner_of(found)))


def year(found: Found, context: Context) -> Meaning:
    """2016, late 2016, fiscal 2016."""
    whole = fiscal_years.year(found.number("year"), fiscal_years.owner_of(found))
    return explicit(whole, part=_mod(found))


def ad(found: Found, context: Context) -> Meaning:
    """AD 79."""
    return explicit(calendar.years(found.number("number")))


def bc(found: Found, context: Context) -> Meaning:
    """44 BC: before the calendar of the bounds begins."""
    return plain("DATE", f"BC{found.number('number'):04d}")


def fiscal(found: Found, context: Context) -> Meaning:
    """The fiscal year: it has bounds where it is known whose it is."""
    owner = fiscal_years.owner_of(found)
    if found.has("two"):
        return explicit(fiscal_years.year(full_year(found.number("two"), context.published), owner))
    if context.published is None:
        return unresolved()
    number = fiscal_years.number_at(context.published, owner)
    step = found.number("rel") if found.has("rel") else 0
    return relative(fiscal_years.year(number + step, owner))


def decade(found: Found, context: Context) -> Meaning:
    """The 1990s, the '80s, the early nineties."""
    first = found.number("decade")
    if first < 100:
        first += 1900 if first > 20 else 2000
    return explicit(calendar.decade(first), part=_mod(found))


def century(found: Found, context: Context) -> Meaning | None:
    """The 19th century."""
    if found.value("unit") != "century":
        return None
    return explicit(calendar.century(found.number("nth")), part=_mod(found))
