"""Values of clock times, durations, sets and of what points at no place in the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.reading.times import calendar
from dateline.reading.times.base import Found, explicit, plain, relative, unresolved
from dateline.reading.times.context import Context, Meaning
from dateline.reading.times.values_dates import _year, date_of, day_month
from dateline.reading.times.values_relative import count_of, length, weekday

_NOON = 12


def clock(found: Found, context: Context) -> Meaning | None:
    """3 p.m. Friday, 0900 GMT, noon."""
    at = _hour_and_minute(found)
    if at is None:
        return None
    hour, minute = at
    zone = found.text("zone")
    when = _day_of(found, context)
    if when is None:
        return unresolved("TIME")
    if found.has("night") and hour >= _NOON:  # of "2 a.m. last night" the day is today's
        when -= timedelta(days=1)
    make = explicit if found.has("year") else relative
    return make(calendar.minute(when, hour, minute, zone), "TIME")


def _day_of(found: Found, context: Context) -> date | None:
    if found.has("month"):
        meaning = date_of(found, context) if _year(found, context) else day_month(found, context)
    elif found.has("weekday"):
        meaning = weekday(found, context)
    elif found.has("night"):
        return context.published
    elif found.has("word_day"):
        if context.published is None:
            return None
        return context.published + timedelta(days=found.number("word_day"))
    else:
        return context.reference or context.published
    return date.fromisoformat(meaning.begin[:10]) if meaning.begin else None


def _hour_and_minute(found: Found) -> tuple[int, int] | None:
    if found.has("noon"):
        return _parts(found.text("noon"))
    half = found.value("half_day") if found.has("half_day") else found.value("half_day2")
    if found.has("clock"):
        at = _written(found)
    else:
        at = found.number("hour"), 0
        if found.has("part"):
            half = 0 if found.text("part") == "MO" else 12
    if at is None or half is None:
        return at if at and at[0] <= 24 and at[1] < 60 else None
    return (at[0] % 12 + int(str(half)), at[1]) if 1 <= at[0] <= 12 else None


def _written(found: Found) -> tuple[int, int] | None:
    """Return hour and minute of "10:30" or, before a zone or "hours", of "0900"."""
    written = found.groups["clock"][-1].text
    if found.sign("clock") == ":":
        return _parts(written)
    told = found.has("zone") or found.has("word")
    if not told or not re.fullmatch(r"[0-2]\d[0-5]\d", written):
        return None
    return int(written[:2]), int(written[2:])


def _parts(written: str) -> tuple[int, int]:
    hour, minute, *_ = re.split(r"[:.]", written)
    return int(hour), int(minute)


def duration(found: Found, context: Context) -> Meaning | None:
    """Five hours, 10-minute, half an hour, a year and a half."""
    unit = found.text("unit")
    number = found.groups.get("number") or ()
    if len(number) == 1 and number[0].sign == "H":
        return plain(
            "DURATION",
            {
                "year": "P6M",
                "hour": "PT30M",
                "minute": "PT30S",
                "decade": "P5Y",
                "century": "P50Y",
                "day": "PT12H",
            }.get(unit, length(0.5, unit)),
        )
    count = count_of(found)
    if any(w.sign == "H" for w in found.words) and count is not None and not found.has("plus"):
        count += 0.5
    return plain("DURATION", length(count, unit))


def two_durations(found: Found, context: Context) -> Meaning | None:
    """Two hours and 15 minutes, ten years and six months."""
    first, second = found.text("unit"), found.text("unit2")
    if _RANK.get(second, 9) >= _RANK.get(first, -1):
        return None
    one, other = length(count_of(found), first), length(float(found.number("number2")), second)
    timed = other.removeprefix("PT") if "T" in one else other.removeprefix("P")
    return plain("DURATION", one + timed)


# Of two units that make one duration the second is the smaller: "two hours and 15 minutes".
_RANK = {"second": 0, "minute": 1, "hour": 2, "day": 3, "week": 4, "month": 5, "year": 6}


def quarter_hour(found: Found, context: Context) -> Meaning | None:
    """A quarter of an hour, three quarters of an hour."""
    value = found.value("number") if found.has("number") else 1
    if found.text("unit") != "hour" or not isinstance(value, (int, float)) or value > 3:
        return None
    return plain("DURATION", length(15.0 * value, "minute"))


def units(found: Found, context: Context) -> Meaning | None:
    """Decades, weeks; a unit alone."""
    word = found.groups["unit"][-1]
    unit = str(word.value)
    return plain("DURATION", length(None if word.text.lower().endswith("s") else 1, unit))


def every(found: Found, context: Context) -> Meaning | None:
    """Every day, each Thursday, every two weeks, each October."""
    what = found.groups["what"][-1]
    if what.sign in "Ww":
        value = f"XXXX-WXX-{int(str(what.value)) + 1}"
    elif what.sign in "MK":
        value = f"XXXX-{int(str(what.value)):02d}"
    elif what.sign == "S":
        value = f"XXXX-{what.value}"
    elif what.sign == "P":
        value = f"XXXX-XX-XXT{what.value}"
    elif what.sign == "E":
        value = "XXXX-WXX-WE"
    else:
        skipped = 2.0 if any(w.sign == "v" and w.value == 2 for w in found.words) else 1.0
        count = count_of(found) if found.has("number") else skipped
        value = length(count, str(what.value))
    if found.has("part"):
        value += f"T{found.text('part')}"
    return plain("SET", value)


def rate(found: Found, context: Context) -> Meaning:
    """Twice a week, three times a year, per day."""
    count = count_of(found, "number2") if found.has("number2") else 1.0
    return plain("SET", length(count, found.text("unit")))


def weekdays(found: Found, context: Context) -> Meaning | None:
    """Mondays, Tuesday nights."""
    what = found.groups["what"][-1]
    part = found.groups.get("part")
    if what.sign == "W" and not (part and part[-1].text.lower().endswith("s")):
        return None
    value = f"XXXX-WXX-{int(str(what.value)) + 1}"
    return plain("SET", value + (f"T{found.text('part')}" if part else ""))


def adverb(found: Found, context: Context) -> Meaning:
    """Daily, annual."""
    return plain("SET", found.text("word"))


def vague(found: Found, context: Context) -> Meaning:
    """Now, recently, soon."""
    return plain("DATE", found.text("word"))


def present(found: Found, context: Context) -> Meaning:
    """Current."""
    return plain("DATE", "PRESENT_REF")


def earlier(found: Found, context: Context) -> Meaning:
    """Earlier, later."""
    return plain("DATE", "PAST_REF" if found.number("word") < 0 else "FUTURE_REF")


def the_past(found: Found, context: Context) -> Meaning | None:
    """The past."""
    return plain("DATE", "PAST_REF") if found.words[-1].text.lower() == "past" else None
