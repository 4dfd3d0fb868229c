"""Values of what is counted from the day of publication or from an earlier time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.reading.times import calendar
from dateline.reading.times.base import (
    Found,
    base_day,
    kind,
    plain,
    relative,
    unresolved,
)
from dateline.reading.times.context import Context, Meaning
from dateline.reading.times.values_dates import _mod, date_of, day_month

# Counts beyond this are no stretch of the calendar.
_FARTHEST = 3000
_ONE_DAY = timedelta(days=1)


def weekday(found: Found, context: Context) -> Meaning:
    """Friday, last Friday, Friday night, Friday of last week; "Friday nights" are a set."""
    part = found.text("part")
    if part and found.groups["part"][-1].text.lower().endswith("s"):
        return plain("SET", f"XXXX-WXX-{found.number('weekday') + 1}T{part}")
    type = kind(part)
    published = context.published
    if published is None:
        return unresolved(type)
    number = found.number("weekday")
    way = found.value("rel")
    if found.has("week") or (found.has("rel2") and any(w.value == "week" for w in found.words)):
        monday = published - timedelta(days=published.weekday())
        when = monday + timedelta(days=7 * found.number("rel2") + number)
        return relative(calendar.day(when, part), type)
    if way is None and found.has("rel2"):
        way = found.value("rel2")
    back = (published.weekday() - number) % 7
    if found.sign("rel") == "T" and context.reference:
        back = (context.reference.weekday() - number) % 7
        return relative(calendar.day(context.reference - timedelta(days=back), part), type)
    word = found.groups["rel"][-1].text.lower() if found.has("rel") else ""
    if word in ("following", "previous", "preceding") and context.reference:
        ahead = (number - context.reference.weekday()) % 7 or 7
        behind = (context.reference.weekday() - number) % 7 or 7
        when = context.reference + timedelta(days=ahead if word == "following" else -behind)
        return relative(calendar.day(when, part), type)
    if way == -1:
        away = -(back or 7)
    elif way == 1:
        away = (7 - back) if _is_coming(found) else _next(back)
    elif context.tense == "future" or found.sign("rel") == "t":
        away = -back % 7
    else:
        away = -back  # "on Thursday" on a Thursday is that very day
    return relative(calendar.day(published + timedelta(days=away), part), type)


def _is_coming(found: Found) -> bool:
    return any(
        w.text.lower() in {"coming", "upcoming", "this coming", "following"} for w in found.words
    )


def _next(back: int) -> int:
    """Return the days to "next Friday": nobody calls a day so that is not three days away."""
    away = 7 - back
    return away if away >= 3 else away + 7


def day_word(found: Found, context: Context) -> Meaning:
    """Today, yesterday morning, tonight."""
    part = found.text("part")
    word = found.groups["word"][-1].text.lower()
    if word == "tonight":
        part = "NI"
    type = kind(part)
    if context.published is None:
        return unresolved(type)
    when = context.published + timedelta(days=found.number("word"))
    return relative(calendar.day(when, part), type)


def part_of_day(found: Found, context: Context) -> Meaning:
    """This morning, last night, the next morning; "the morning" is that of the day spoken of."""
    part = found.text("part")
    sign, way = found.sign("rel"), found.value("rel")
    if sign in ("x", "T", "i", ""):
        base = base_day(context)
        away = 1 if sign == "x" else 0
    else:
        before = found.groups["rel"][-1].text.lower() in ("previous", "preceding")
        base = base_day(context) if before else context.published
        away = -1 if way == -1 else 0
    if base is None:
        return unresolved("TIME")
    return relative(calendar.day(base + timedelta(days=away), part), "TIME")


def period(found: Found, context: Context) -> Meaning | None:
    """Last year, this week, earlier this month, that year, the following day."""
    unit, sign = found.text("unit"), found.sign("rel")
    word = found.groups["rel"][-1].text.lower()
    if found.sign("unit") == "p":
        unit = "quarter"
    narrative = sign == "T" or word in {"following", "previous", "preceding", "prior"}
    base = base_day(context) if narrative else context.published
    if word == "next" and unit == "day":
        base = base_day(context)
    if base is None:
        return unresolved()
    if sign == "L":
        return relative(calendar.unit_at(calendar.moved(base, unit, -1), unit))
    if unit in ("minute", "hour", "second"):
        return plain("DURATION", length(1, unit))
    step = found.number("rel")
    if found.groups["unit"][-1].text.lower().endswith("s"):  # "coming months"
        return _span_of(found, context, None, unit)
    if word == "past":
        return _span_of(found, context, 1, unit)
    whole = calendar.unit_at(calendar.moved(base, unit, step), unit)
    # "earlier this year": up to now
    if step == 0 and unit != "day" and found.sign("early") in ("b", "f"):
        ends = {"until": base} if found.sign("early") == "b" else {"begin": base + _ONE_DAY}
        whole = replace(whole, **{name: day.isoformat() for name, day in ends.items()})
        return relative(whole)
    return relative(whole, part=_mod(found))


def the_unit(found: Found, context: Context) -> Meaning | None:
    """The quarter, the weekend, the year: the one at hand."""
    unit = found.text("unit")
    if found.sign("unit") == "p":
        unit = "quarter"
    if found.has("month"):
        return _unit_of_day(found, context)
    has_the = any(w.sign in "iL" for w in found.words)
    counted = any(w.sign == "A" for w in found.words) and unit != "year"
    if unit in ("second", "minute", "hour") or counted or not has_the:
        return plain("DURATION", length(1, unit))
    plural = found.groups["unit"][-1].text.lower().endswith("s")
    if plural:
        return plain("DURATION", length(None, unit))
    if context.published is None:
        return unresolved()
    base = context.published
    if unit == "weekend":
        away = 0 if base.weekday() >= 4 or context.tense == "future" else -7
        return relative(calendar.weekend(base + timedelta(days=away)))
    if unit == "quarter":
        return relative(_quarter_spoken_of(context, context.reference or base))
    if unit in ("decade", "century", "day", "week", "month", "year", "fortnight"):
        return relative(calendar.unit_at(base, unit), part=_mod(found))
    return None


def _unit_of_day(found: Found, context: Context) -> Meaning:
    """The week of March 6."""
    day = date_of(found, context) if found.has("year") else day_month(found, context)
    if day.begin is None:
        return unresolved()
    return relative(calendar.unit_at(date.fromisoformat(day.begin[:10]), found.text("unit")))


def _quarter_spoken_of(context: Context, when: date) -> calendar.Interval:
    """Return the quarter that was named before, else the last that is over."""
    value = context.reference_value or ""
    if "-Q" in value:
        year, number = value.split("-Q")
        return calendar.quarter(int(year), int(number))
    return calendar.unit_at(calendar.moved(when, "quarter", -1), "quarter")


def year_end(found: Found, context: Context) -> Meaning | None:
    """Year-end, month-end."""
    unit = found.text("unit")
    if found.text("mod") != "end" or unit not in ("year", "month", "week", "decade"):
        return None
    if context.published is None:
        return unresolved()
    last = date.fromisoformat(calendar.unit_at(context.published, unit).until or "")
    return relative(calendar.day(last - timedelta(days=1)))


def count_of(found: Found, name: str = "number") -> float | None:
    """Return the number that the words of a group make; None where they leave it open."""
    words = found.groups.get(name) or ()
    if any(w.sign in "GR" and not w.value for w in words):
        return None
    values = [
        float(w.value) for w in words if isinstance(w.value, (int, float)) and w.sign not in "A"
    ]
    if not values:
        return 1.0
    return values[-1] + (0.5 if found.has("plus") else 0.0)


def length(count: float | None, unit: str) -> str:
    """Return a duration as TIMEX3 writes it."""
    clock = unit in ("second", "minute", "hour")
    factor, code = {
        "second": (1, "S"), "minute": (1, "M"), "hour": (1, "H"), "day": (1, "D"),
        "weekend": (1, "WE"), "week": (1, "W"), "fortnight": (2, "W"),
        "month": (1, "M"), "quarter": (1, "Q"),
        "half": (6, "M"), "year": (1, "Y"), "decade": (10, "Y"), "century": (100, "Y"),
        "millennium": (1000, "Y"),
    }[unit]  # fmt: skip
    if count is None:
        amount = "X"
    else:
        if unit == "hour" and count % 1 == 0.5:
            return f"PT{int(count)}H30M" if count > 1 else "PT30M"
        if unit == "minute" and count % 1 == 0.5:
            return f"PT{int(count)}M30S" if count > 1 else "PT30S"
        if unit == "year" and count % 1 == 0.5:
            return f"P{int(count)}Y6M" if count > 1 else "P6M"
        amount = f"{count * factor:g}" if count * factor < 1e6 else f"{count * factor:.0f}"
    return f"P{'T' if clock else ''}{amount}{code}"


def ago(found: Found, context: Context) -> Meaning | None:
    """Five years ago, two days later, a year earlier, two weeks from now."""
    unit = found.text("unit")
    count = count_of(found) if found.has("number") else 1.0
    if found.has("plus") and not found.has("number"):
        count = 1.5
    deictic = found.sign("ago") in ("g", "h")
    base = context.published if deictic else base_day(context)
    if count is None:
        sign = "PAST_REF" if found.number("ago") < 0 else "FUTURE_REF"
        return plain("DATE", sign)
    if base is None:
        return unresolved()
    if count > _FARTHEST:
        return None
    if unit in ("second", "minute", "hour"):
        when = base + timedelta(hours=found.number("ago") * count) if unit == "hour" else base
        return relative(calendar.day(when))
    target = found.text("unit2") or ("year" if unit in ("decade", "century") else unit)
    if target == "quarter" and not context.reference_value:
        base = calendar.moved(base, "quarter", -1)  # the last one of which there are figures
    when = calendar.moved(base, unit, found.number("ago") * count)
    value = context.reference_value or ""
    if unit == "year" and "-Q" in value and count == 1 and target in ("year", "quarter"):
        year, number = value.split("-Q")
        return relative(calendar.quarter(int(year) + found.number("ago"), int(number)))
    if unit == "year" and target == "year" and count % 1:
        target = "month"
    return relative(calendar.unit_at(when, target))


def span(found: Found, context: Context) -> Meaning | None:
    """The past three years, the next 48 hours: a duration that ends or begins with publication."""
    unit = found.text("unit")
    return _span_of(found, context, _count_for_span(found), unit)


def _count_for_span(found: Found) -> float | None:
    if found.has("number"):
        return count_of(found)
    words = [w for w in found.words if w.sign in "UQ"]
    return None if words and words[-1].text.lower().endswith("s") else 1.0


def _span_of(found: Found, context: Context, count: float | None, unit: str) -> Meaning:
    way = found.value("rel") if found.has("rel") else None
    if unit in ("weekend",):
        unit = "week"
    value = length(count, unit)
    if count is None and not found.has("number") and way:
        return plain("DATE", "PAST_REF" if way == -1 else "FUTURE_REF")
    if way not in (-1, 1) or context.published is None or count is None or count > _FARTHEST:
        return plain("DURATION", value)
    published = context.published
    end = calendar.moved(published, unit, int(way) * count)
    low, high = sorted((published, end))
    if way == -1:
        high = high + timedelta(days=1)
    return Meaning("DURATION", value, low.isoformat(), high.isoformat(), "relative")


def recent(found: Found, context: Context) -> Meaning:
    """Recent years."""
    return plain("DATE", "PAST_REF")
