"""What each row of times.toml means: from the words of a match to a value and its bounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.reading import times_calendar as calendar
from dateline.reading.times_calendar import MONTHS, WEEKDAYS, Interval
from dateline.records import TimeBasis, TimeType

Groups = dict[str, str]

_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen", "twenty"),
        range(1, 21),
        strict=True,
    ),
    thirty=30, forty=40, fifty=50, sixty=60, seventy=70, eighty=80, ninety=90, half=0.5, a=1, an=1,
)  # fmt: skip
_NUMBERS |= {"half a": 0.5, "half an": 0.5, "a hundred": 100, "a dozen": 12}
_NUMBERS |= {"a couple of": 2, "couple of": 2}
_CENTURIES = ("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
              "twenty-first")  # fmt: skip
_UNITS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M",
          "year": "Y", "decade": "0Y", "century": "00Y", "centurie": "00Y"}  # fmt: skip
_PARTS = {"morning": "MO", "noon": "12", "afternoon": "AF", "evening": "EV", "night": "NI"}
_ADVERBS = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y",
            "quarterly": "P1Q", "annually": "P1Y", "annual": "P1Y", "hourly": "PT1H"}  # fmt: skip
# The largest count of units that is worked out: beyond it lies no year of the calendar.
_FARTHEST = 3_000
# A date without a year that lies at most this many days ahead is the coming one, whatever the verb:
# the other lies ten months back, and newspapers give such a date its year. On TimeBank and AQUAINT
# together (value F1, no tree): 0 days 64.3, 30 days 66.3, 60 days 67.2, 90 days 67.4.
_SOON = 60


@dataclass(frozen=True)
class Setting:
    """What a relative expression hangs on: the publication day, and whether the verb is future."""

    published: date | None
    future: bool = False


@dataclass(frozen=True)
class Meaning:
    """A type and an interval; no interval where the publication day is needed and unknown."""

    type: TimeType
    interval: Interval | None
    basis: TimeBasis


def meaning(rule: str, groups: Groups, setting: Setting) -> Meaning | None:
    """Return what a match means by a rule; None if it is no time (31 April, "25/13/2015")."""
    try:
        return _RULES[rule](groups, setting)
    except (ValueError, OverflowError):
        return None


def _explicit(interval: Interval, type: TimeType = "DATE") -> Meaning:
    return Meaning(type, interval, "explicit")


def _relative(interval: Interval | None, type: TimeType = "DATE") -> Meaning:
    return Meaning(type, interval, "relative" if interval else "unresolved")


def _month(groups: Groups) -> int:
    name = groups["month"]
    return int(name) if name.isdigit() else MONTHS.index(name[:3].lower()) + 1


def _date(groups: Groups, _: Setting) -> Meaning:
    return _explicit(calendar.day(date(int(groups["year"]), _month(groups), int(groups["day"]))))


def _slashed(groups: Groups, _: Setting) -> Meaning | None:
    """Day and month by their numbers, only where one of them can be no month or both are equal."""
    first, second = int(groups["first"]), int(groups["second"])
    if first <= 12 and second <= 12 and first != second:
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    return _explicit(calendar.day(date(int(groups["year"]), month, day)))


def _year_month(groups: Groups, _: Setting) -> Meaning:
    return _explicit(calendar.month(int(groups["year"]), _month(groups)))


def _year_season(groups: Groups, _: Setting) -> Meaning:
    return _explicit(calendar.season(int(groups["year"]), groups["season"]))


def _day_month(groups: Groups, setting: Setting) -> Meaning:
    month, number = _month(groups), int(groups["day"])
    date(2000, month, number)  # refuses days that no year has
    if setting.published is None:
        return _relative(None)
    for year in _years_from(setting):
        try:
            found = date(year, month, number)
        except ValueError:  # 29 February
            continue
        ahead = (found - setting.published).days
        if ahead >= 0 if setting.future else ahead <= _SOON:
            return _relative(calendar.day(found))
    return _relative(None)


def _years_from(setting: Setting) -> list[int]:
    """Return the years to try, from the latest back or, in the future, from the next on."""
    step = 1 if setting.future else -1
    year = setting.published.year if setting.published else 0
    if setting.published and not setting.future:
        year += 1  # in November, January may be the coming one
    return [year + step * away for away in range(9) if 1 <= year + step * away <= 9999]


def _month_alone(groups: Groups, setting: Setting) -> Meaning:
    number, which = _month(groups), groups.get("which", "").lower()
    published = setting.published
    if published is None:
        return _relative(None)
    year = published.year
    if which in {"next", "coming"} or (setting.future and which not in {"last", "past"}):
        year += number < published.month or (which != "" and number == published.month)
    elif which == "last":
        year -= number >= published.month
    elif which != "this":
        year -= number > published.month
    return _relative(calendar.month(year, number))


def _years(groups: Groups, _: Setting) -> Meaning | None:
    first, last = int(groups["year"]), groups["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if end <= first:
        return None
    return _explicit(calendar.years(first, end - first + 1, f"{first}/{end}"))


def _year(groups: Groups, _: Setting) -> Meaning:
    return _explicit(calendar.years(int(groups["year"])))


def _decade(groups: Groups, _: Setting) -> Meaning:
    first = int(groups["year"])
    if first < 100:
        first += 1900
    return _explicit(calendar.years(first, 10, str(first // 10)))


def _century(groups: Groups, _: Setting) -> Meaning | None:
    nth = groups["nth"].lower()
    digits = "".join(char for char in nth if char.isdigit())
    number = int(digits) if digits else _CENTURIES.index(nth) + 15
    if not 1 <= number <= 30:
        return None
    return _explicit(calendar.years((number - 1) * 100 + 1, 100, f"{number - 1:02d}"))


def _weekday(groups: Groups, setting: Setting) -> Meaning:
    part = _PARTS.get(groups.get("part", ""), "")
    type: TimeType = "TIME" if part else "DATE"
    if setting.published is None:
        return _relative(None, type)
    number = WEEKDAYS.index(groups["weekday"][:3].lower())
    which = groups.get("which", "").lower()
    back = (setting.published.weekday() - number) % 7
    if which in {"last", "past", "previous"}:
        away = -(back or 7)
    elif which in {"next", "coming"}:
        away = 7 - back
    elif which == "this" or setting.future:
        away = -back % 7
    else:
        away = -back  # "on Thursday" on a Thursday is that very day
    return _relative(calendar.day(setting.published + timedelta(days=away), part), type)


def _deictic(groups: Groups, setting: Setting) -> Meaning:
    word, part = groups["word"].lower(), _PARTS.get(groups.get("part", ""), "")
    if word == "tonight":
        part = "NI"
    type: TimeType = "TIME" if part else "DATE"
    away = {"yesterday": -1, "last": -1, "tomorrow": 1}.get(word, 0)
    if word.startswith("the day"):
        away = -2 if "before" in word else 2
    if setting.published is None:
        return _relative(None, type)
    return _relative(calendar.day(setting.published + timedelta(days=away), part), type)


def _step(which: str) -> int:
    return {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which.lower(), 0)


def _period(groups: Groups, setting: Setting) -> Meaning:
    if setting.published is None:
        return _relative(None)
    unit, step = groups["unit"], _step(groups["which"])
    if unit in {"decade", "century"}:
        size = 10 if unit == "decade" else 100
        first = (setting.published.year // size + step) * size
        return _relative(calendar.years(first, size, str(first // size)))
    return _relative(calendar.shifted(setting.published, unit, step))


def _period_season(groups: Groups, setting: Setting) -> Meaning:
    published = setting.published
    if published is None:
        return _relative(None)
    begins = calendar.SEASONS[groups["season"]][1]
    step = _step(groups["which"])
    year = published.year
    if step < 0:
        year -= begins + 2 >= published.month
    elif step > 0:
        year += begins <= published.month
    return _relative(calendar.season(year, groups["season"]))


def _count(groups: Groups) -> float | None:
    """Return the number meant, None where the words leave it open ("several", "few")."""
    word = " ".join(groups.get("number", "").lower().replace(",", "").split())
    if word[:1].isdigit():
        return float(word)
    return _NUMBERS.get(word)


def _ago(groups: Groups, setting: Setting) -> Meaning:
    return _away(groups, setting, -1)


def _from_now(groups: Groups, setting: Setting) -> Meaning:
    return _away(groups, setting, 1)


def _away(groups: Groups, setting: Setting, sign: int) -> Meaning:
    count, published = _count(groups), setting.published
    if count is None or published is None or count > _FARTHEST or count != int(count):
        return _relative(None)
    unit = groups["unit"].replace("centurie", "century")
    return _relative(calendar.shifted(published, unit, sign * int(count)))


def _clock(groups: Groups, setting: Setting) -> Meaning | None:
    hour = {"noon": 12, "midnight": 0}.get(groups.get("word", "").lower())
    minute = int(groups.get("minute") or 0)
    if hour is None:
        hour = int(groups["hour"])
        half = groups.get("half", "").lower()
        if half and not 1 <= hour <= 12:
            return None
        if half:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
    if setting.published is None:
        return _relative(None, "TIME")
    return _relative(calendar.minute(setting.published, hour, minute), "TIME")


def _duration(groups: Groups, _: Setting) -> Meaning | None:
    unit = _UNITS[groups["unit"]]
    count = _count(groups)
    if groups["unit"] == "second" and groups.get("number", "").lower() in {"a", "an"}:
        return None  # "a second attack"
    return _explicit(Interval(_period_value(count, unit)), "DURATION")


def _period_value(count: float | None, unit: str) -> str:
    clock, code = ("T", unit[-1]) if unit[0] == "T" else ("", unit[-1])
    years = 10 ** unit.count("0")  # decades and centuries are counted in years
    amount = "X" if count is None else f"{count * years:g}"
    return f"P{clock}{amount}{code}"


def _every(groups: Groups, _: Setting) -> Meaning:
    if groups.get("weekday"):
        number = WEEKDAYS.index(groups["weekday"][:3].lower()) + 1
        return _explicit(Interval(f"XXXX-WXX-{number}"), "SET")
    count = _count(groups) if groups.get("number") else 1
    return _explicit(Interval(_period_value(count, _UNITS[groups["unit"]])), "SET")


def _adverb(groups: Groups, _: Setting) -> Meaning:
    return _explicit(Interval(_ADVERBS[groups["word"].lower()]), "SET")


_RULES: dict[str, Callable[[Groups, Setting], Meaning | None]] = {
    "date": _date,
    "slashed": _slashed,
    "year_month": _year_month,
    "year_season": _year_season,
    "day_month": _day_month,
    "month": _month_alone,
    "years": _years,
    "year": _year,
    "decade": _decade,
    "century": _century,
    "weekday": _weekday,
    "deictic": _deictic,
    "period": _period,
    "period_season": _period_season,
    "ago": _ago,
    "from_now": _from_now,
    "clock": _clock,
    "duration": _duration,
    "every": _every,
    "adverb": _adverb,
}
