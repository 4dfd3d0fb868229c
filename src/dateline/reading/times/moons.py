"""Days of calendars that count the moons by rule: the Orthodox Easter and the Hebrew year.

Hebrew days begin at sunset of the day before.
"""

from __future__ import annotations

from datetime import date, timedelta

# Days from 1 January of the year 1 to the first day of the calendar.
_HEBREW_EPOCH = -1_373_428
# Parts (1,080 an hour) of a lunation beyond 29 days, and of the first new moon.
_PARTS_A_DAY = 25_920
_LUNATION, _FIRST_MOON = 13_753, 12_084


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday by the Julian calendar, as a Gregorian date (after J. Meeus)."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    behind = year // 100 - year // 400 - 2  # days that the Julian calendar has fallen behind
    return date(year, month, day + 1) + timedelta(days=behind)


def hebrew(year: int, after_new_year: int) -> date:
    """Return the day so many days after (or before) Rosh Hashanah of a Gregorian year."""
    return date.fromordinal(_new_year(year + 3761)) + timedelta(days=after_new_year)


def hanukkah(year: int) -> date:
    """Return the first day of Hanukkah; the month before it has 30 days in a long year."""
    length = _new_year(year + 3762) - _new_year(year + 3761)
    return hebrew(year, 84 if length % 10 == 5 else 83)


def _new_year(hebrew_year: int) -> int:
    """Return the ordinal of Rosh Hashanah, moved off the days it must not fall on."""
    days = _elapsed(hebrew_year)
    before, after = _elapsed(hebrew_year - 1), _elapsed(hebrew_year + 1)
    if after - days == 356:
        days += 2
    elif days - before == 382:
        days += 1
    return _HEBREW_EPOCH + days + 1


def _elapsed(hebrew_year: int) -> int:
    """Return the days from the epoch to the new moon of a year, put off from certain weekdays."""
    months = (235 * hebrew_year - 234) // 19
    parts = _FIRST_MOON + _LUNATION * months
    days = 29 * months + parts // _PARTS_A_DAY
    return days + 1 if 3 * (days + 1) % 7 < 3 else days
