"""Days that hang on true new moons or the equinox: Islamic days, Lunar New Year, Diwali, Nowruz.

New moons are those of the sun and the moon as they move, to some minutes between 1900 and 2100 (the
greater terms after J. Meeus), and coarser far from there. Of the Islamic months here 95 % begin as
in the calendar of Saudi Arabia, all others within a day of it; where the new moon is watched for,
they may be a day off. All Islamic days begin at sunset of the day before. Diwali is a day later in
some places.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import cos, radians, sin

# Julian day of noon before 1 January of the year 1 as Python counts days.
_JULIAN_DAY_ZERO = 1_721_424.5
_LUNATION = 29.530588861
_FIRST_MOON = 2_451_550.09766  # Julian day of the mean new moon of 6 January 2000
# Days from universal time to the clocks of Beijing and of India. Dynamical time runs about a minute
# ahead of universal time in our days, which is less than the error here.
_BEIJING, _INDIA = 8 / 24, 5.5 / 24
_MECCA = 3 / 24
# The new moon of the first month of the Islamic year 0, counted from January 2000.
_FIRST_ISLAMIC = -17_049
# The lamps of Diwali are lit on the evening on which the moon is still waning: where it is new
# before this part of a day is over, that was the evening before.
_EVENING = (18 + 20 / 60) / 24
# Lunar New Year is never earlier.
_EARLIEST_NEW_YEAR = (1, 21)


def islamic(year: int, month: int, day: int) -> list[date]:
    """Return when a day of the Islamic year falls in a Gregorian year: once or twice.

    Raises:
        ValueError: when it does not.
    """
    first = (year - 622) * 33 // 32
    found = [_islamic(hijri, month, day) for hijri in range(first - 1, first + 4)]
    found = [when for when in found if when.year == year]
    if year < 622 or not found:
        raise ValueError(f"the day {day} of month {month} does not fall into {year}")
    return found


def _islamic(hijri: int, month: int, day: int) -> date:
    number = _FIRST_ISLAMIC + 12 * hijri + month - 1
    return _day(number, _MECCA - _last_hour(number) / 24) + timedelta(days=day + 1)


def _last_hour(number: int) -> float:
    """Return the hour before which the moon must be new at Mecca for the month to begin next day.

    It is later where the moon stands to the north of the sun and sets after it. The figures were
    fitted to the months that Saudi Arabia's calendar gives for 2002 to 2077.
    """
    node = radians(160.7108 + 390.67050284 * number)
    season = radians((_LUNATION * number - 73) % 365.2422 / 365.2422 * 360)
    return 15 + 2 * sin(node) + sin(season) + 2 * cos(season)


def lunar_new_year(year: int) -> date:
    """Return Chinese New Year: the second new moon after the month of the winter solstice."""
    solstice = date(year - 1, 12, 22)
    number = _moon_before(solstice)
    while _day(number + 1, _BEIJING) <= solstice:
        number += 1
    found = _day(number + 2, _BEIJING)
    return found if found >= date(year, *_EARLIEST_NEW_YEAR) else _day(number + 3, _BEIJING)


def diwali(year: int) -> date:
    """Return the night of Diwali: that of the first new moon after the sun comes into Libra."""
    libra = date(year, 10, 17)
    number = _moon_before(libra)
    while _day(number, _INDIA - _EVENING) < libra:
        number += 1
    return _day(number, _INDIA - _EVENING)


def nowruz(year: int) -> date:
    """Return the first day of the Iranian year (eight leap years in 33; right 1800 to 2250)."""
    iranian = year - 621
    return date.fromordinal(226_530 + 365 * iranian + (8 * iranian + 21) // 33)


def _moon_before(when: date) -> int:
    """Return the number (counted from January 2000) of a new moon that is surely before a day."""
    days = when.toordinal() + _JULIAN_DAY_ZERO - _FIRST_MOON
    return int(days // _LUNATION) - 1


def _day(number: int, ahead: float) -> date:
    """Return the day of a new moon by a clock that is so many days ahead of universal time."""
    return date.fromordinal(int(_new_moon(number) + ahead - _JULIAN_DAY_ZERO))


def _new_moon(number: int) -> float:
    """Return the Julian day of a new moon."""
    t = number / 1236.85
    sun = radians(2.5534 + 29.1053567 * number)
    moon = radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    node = radians(160.7108 + 390.67050284 * number - 0.0016118 * t * t)
    ascending = radians(124.7746 - 1.56375588 * number)
    off = (
        -0.4072 * sin(moon) + 0.17241 * sin(sun) + 0.01608 * sin(2 * moon)
        + 0.01039 * sin(2 * node) + 0.00739 * sin(moon - sun) - 0.00514 * sin(moon + sun)
        + 0.00208 * sin(2 * sun) - 0.00111 * sin(moon - 2 * node)
        - 0.00057 * sin(moon + 2 * node) + 0.00056 * sin(2 * moon + sun)
        - 0.00042 * sin(3 * moon) + 0.00042 * sin(sun + 2 * node)
        + 0.00038 * sin(sun - 2 * node) - 0.00024 * sin(2 * moon - sun)
        - 0.00017 * sin(ascending)
    )  # fmt: skip
    return _FIRST_MOON + _LUNATION * number + 0.00015437 * t * t + off
