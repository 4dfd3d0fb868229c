"""Days, weeks, months and years as half-open intervals of ISO 8601 dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Hours (from, until) of the parts of a day, by plain custom; nights reach into the next day.
PARTS = {
    "MO": (6, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (18, 24),
    "NI": (18, 30),
    "DT": (6, 18),
}
_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
           "millennium": 12000}  # fmt: skip


@dataclass(frozen=True)
class Interval:
    """A TIMEX3 value with its first day or minute and the first one after it."""

    value: str
    begin: str | None = None
    until: str | None = None


def day(when: date, part: str = "") -> Interval:
    """Return one day, or a part of it ("MO", "NI", …)."""
    if not part:
        return Interval(when.isoformat(), when.isoformat(), _iso(when.toordinal() + 1))
    low, high = PARTS[part]
    start = datetime.combine(when, time())
    try:
        ends = start + timedelta(hours=high)
    except OverflowError:
        ends = start
    return Interval(
        f"{when.isoformat()}T{part}", _stamp(start + timedelta(hours=low)), _stamp(ends)
    )


def _stamp(when: datetime) -> str:
    return when.isoformat(timespec="minutes")


def week(when: date) -> Interval:
    """Return the ISO week (Monday to Sunday) that a day lies in."""
    monday = when - timedelta(days=min(when.weekday(), when.toordinal() - 1))
    number = when.isocalendar()
    value = f"{number.year:04d}-W{number.week:02d}"
    return Interval(value, monday.isoformat(), _iso(monday.toordinal() + 7))


def weekend(when: date) -> Interval:
    """Return Saturday and Sunday of a day's ISO week."""
    whole = week(when)
    monday = date.fromisoformat(whole.begin or "")
    return Interval(f"{whole.value}-WE", _iso(monday.toordinal() + 5), whole.until)


def month(year: int, number: int) -> Interval:
    """Return a calendar month; the number may lie outside 1 to 12 and carries over."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Interval(f"{year:04d}-{number:02d}", _first(year, number), _first(year, number + 1))


def quarter(year: int, number: int) -> Interval:
    """Return a quarter; the number may lie outside 1 to 4 and carries over."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    return Interval(
        f"{year:04d}-Q{number}", _first(year, 3 * number - 2), _first(year, 3 * number + 1)
    )


def half(year: int, number: int) -> Interval:
    """Return half a year; the number may lie outside 1 and 2 and carries over."""
    year, number = year + (number - 1) // 2, (number - 1) % 2 + 1
    return Interval(
        f"{year:04d}-H{number}", _first(year, 6 * number - 5), _first(year, 6 * number + 1)
    )


def years(first: int, count: int = 1, value: str | None = None) -> Interval:
    """Return whole calendar years."""
    return Interval(value or f"{first:04d}", _first(first, 1), _first(first + count, 1))


def decade(year: int) -> Interval:
    """Return the ten years that a year lies in (1990 to 1999)."""
    return years(year // 10 * 10, 10, f"{year // 10:03d}")


def century(number: int) -> Interval:
    """Return a century by its number: the 20th is 1901 to 2000, its value 19."""
    return years((number - 1) * 100 + 1, 100, f"{number - 1:02d}")


def season(year: int, code: str) -> Interval:
    """Return three whole months (northern hemisphere); a winter begins in December of its year."""
    number = SEASONS[code]
    return Interval(f"{year:04d}-{code}", _first(year, number), _first(year, number + 3))


def minute(when: date, hour: int, at: int, zone: str = "") -> Interval:
    """Return one minute of a day; 24:00 is the first minute of the next day."""
    start = datetime.combine(when, time()) + timedelta(hours=hour, minutes=at)
    end = start + timedelta(minutes=1)
    value = start.isoformat(timespec="minutes") if hour < 24 else f"{when.isoformat()}T24:00"
    zone = _offset(zone, start)
    return Interval(value + zone, _stamp(start) + zone, _stamp(end) + zone)


def _offset(zone: str, when: datetime) -> str:
    """Return a zone as it is written ("-05:00"); "America/New_York" by the day, for its summers."""
    if "/" not in zone:
        return zone
    written = when.replace(tzinfo=ZoneInfo(zone)).strftime("%z")
    return f"{written[:3]}:{written[3:5]}"


def unit_at(when: date, unit: str) -> Interval:
    """Return the day, week, month, quarter, year, decade or century that a day lies in."""
    if unit in ("second", "minute", "hour", "day"):
        return day(when)
    if unit in ("week", "fortnight"):
        return week(when)
    if unit == "weekend":
        return weekend(when)
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month + 2) // 3)
    if unit == "half":
        return half(when.year, 1 + (when.month > 6))
    if unit == "decade":
        return decade(when.year)
    if unit == "century":
        return century(when.year // 100 + 1) if when.year % 100 else century(when.year // 100)
    return years(when.year)


def moved(when: date, unit: str, count: float) -> date:
    """Return the day ``count`` units away; a month's missing day becomes its last."""
    if unit in ("second", "minute", "hour"):
        return when + timedelta(**{unit + "s": count})
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    if days:
        return when + timedelta(days=int(days * count))
    months = when.year * 12 + when.month - 1 + int(_MONTHS[unit] * count)
    year, number = divmod(months, 12)
    last = date.fromisoformat(month(year, number + 1).until or "9999-12-31") - timedelta(days=1)
    return date(year, number + 1, min(when.day, last.day))


def narrowed(interval: Interval, part: str | None) -> Interval:
    """Return the interval with its bounds narrowed to a third: "start", "mid" or "end"."""
    if part not in ("start", "mid", "end") or not interval.begin or not interval.until:
        return interval
    if "T" in interval.begin:
        return interval
    low, high = date.fromisoformat(interval.begin), date.fromisoformat(interval.until)
    months = (high.year - low.year) * 12 + high.month - low.month
    if low.day == high.day == 1 and months >= 3:
        first, last = _months_on(low, months // 3), _months_on(low, months - months // 3)
        begin = {"start": low, "mid": first, "end": last}[part]
        until = {"start": first, "mid": last, "end": high}[part]
        return replace(interval, begin=begin.isoformat(), until=until.isoformat())
    third = (high - low) / 3
    days = max(1, third.days)
    if (high - low).days < 3:
        return interval
    if part == "start":
        return replace(interval, until=(low + timedelta(days=days)).isoformat())
    if part == "end":
        return replace(interval, begin=(high - timedelta(days=days)).isoformat())
    return replace(
        interval,
        begin=(low + timedelta(days=days)).isoformat(),
        until=(high - timedelta(days=days)).isoformat(),
    )


def _months_on(when: date, count: int) -> date:
    months = when.year * 12 + when.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _first(year: int, number: int) -> str | None:
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{year:04d}-{number:02d}-01" if 1 <= year <= 9999 else None


def _iso(ordinal: int) -> str | None:
    return date.fromordinal(ordinal).isoformat() if ordinal <= date.max.toordinal() else None
