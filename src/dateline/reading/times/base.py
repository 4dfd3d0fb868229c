"""What the value functions share: the words of a match by name, and small builders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.reading.times import calendar
from dateline.reading.times.calendar import Interval
from dateline.reading.times.context import Context, Meaning
from dateline.reading.times.lexer import Word
from dateline.records import TimeType


@dataclass(frozen=True)
class Found:
    """The words that a rule fits, and those of its named groups."""

    words: Sequence[Word]
    groups: Mapping[str, Sequence[Word]]

    def has(self, name: str) -> bool:
        """Return whether a group is there."""
        return bool(self.groups.get(name))

    def value(self, name: str) -> object:
        """Return the value of a group's last word, None without it."""
        words = self.groups.get(name)
        return words[-1].value if words else None

    def number(self, name: str) -> int:
        """Return the value of a group's last word as a whole number.

        Raises:
            ValueError: when it is none.
        """
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise ValueError(f"{name} is no number")
        return int(value)

    def text(self, name: str) -> str:
        """Return the value of a group's last word as text, empty without it."""
        value = self.value(name)
        return value if isinstance(value, str) else ""

    def sign(self, name: str) -> str:
        """Return the sign of a group's last word, empty without it."""
        words = self.groups.get(name)
        return words[-1].sign if words else ""


def explicit(interval: Interval, type: TimeType = "DATE", part: str | None = None) -> Meaning:
    """Return what needs nothing else, narrowed to a part of it if there is one."""
    interval = calendar.narrowed(interval, part)
    return Meaning(type, interval.value, interval.begin, interval.until, "explicit")


def relative(interval: Interval, type: TimeType = "DATE", part: str | None = None) -> Meaning:
    """Return what was worked out from another time, narrowed to a part of it if there is one."""
    interval = calendar.narrowed(interval, part)
    return Meaning(type, interval.value, interval.begin, interval.until, "relative")


def unresolved(type: TimeType = "DATE") -> Meaning:
    """Return what has nothing to hang on."""
    return Meaning(type, None, basis="unresolved")


def plain(type: TimeType, value: str) -> Meaning:
    """Return a value without a place in the calendar."""
    return Meaning(type, value)


def kind(part: str) -> TimeType:
    """Return the type of a day, or of a part of it."""
    return "TIME" if part else "DATE"


def full_year(two: int, published: date | None) -> int:
    """Return the year that two figures mean: the nearest that is not over twenty years ahead."""
    now = published.year if published else 2000
    year = now // 100 * 100 + two
    return year - 100 if year > now + 20 else year


def base_day(context: Context) -> date | None:
    """Return the day that narrative words count from, else the day of publication."""
    return context.reference or context.published
