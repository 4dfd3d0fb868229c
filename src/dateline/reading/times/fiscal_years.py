"""Fiscal years and their quarters: the bounds of those that are known (fiscal_years.toml).

A company's fiscal year begins when it likes, so a fiscal year that is nobody's we know has a value
and no bounds.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from dateline.reading.times import calendar
from dateline.reading.times.base import Found
from dateline.reading.times.calendar import Interval

# Code points before an expression in which its sentence says whose fiscal year it is.
_NEAR = 60


@dataclass(frozen=True)
class Fiscal:
    """A fiscal year: the month it begins in, and the year it is named after (begin or end)."""

    begins: int
    named: str
    words: tuple[str, ...]


@cache
def known() -> dict[str, Fiscal]:
    """Return the fiscal years that are known, by name."""
    text = resources.files(__package__).joinpath("fiscal_years.toml").read_text("utf-8")
    return {
        name: Fiscal(row["begins"], row["named"], tuple(row["words"]))
        for name, row in tomllib.loads(text).items()
    }


def owner_of(found: Found) -> str | None:
    """Return whose fiscal year it is, empty where that is open; None: it is no fiscal year."""
    return next((str(w.value) for w in found.words if w.sign == "F"), None)


def year(number: int, owner: str | None) -> Interval:
    """Return the year that a number names; without bounds where they are not known."""
    if owner is None:
        return calendar.years(number)
    whose = known().get(owner)
    if whose is None or not whose.named:
        return Interval(f"{number:04d}")
    return _months(whose, number, 0, 12, f"{number:04d}")


def years(first: int, last: int, owner: str | None) -> Interval:
    """Return the years 2012-2015; the fiscal year 2015-16."""
    value = f"{first:04d}/{last:04d}"
    if owner is None:
        return calendar.years(first, last - first + 1, value)
    whose = known().get(owner)
    if whose is None or last != first + 1:
        return Interval(value)
    begin = calendar.month(first, whose.begins).begin
    return Interval(value, begin, calendar.month(last, whose.begins).begin)


def part(unit: str, number: int, nth: int, owner: str | None) -> Interval:
    """Return the n-th quarter or half of a year."""
    if owner is None:
        return (calendar.quarter if unit == "quarter" else calendar.half)(number, nth)
    value, length = f"{number:04d}-{unit[0].upper()}{nth}", 3 if unit == "quarter" else 6
    whose = known().get(owner)
    if whose is None or not whose.named:
        return Interval(value)
    return _months(whose, number, (nth - 1) * length, length, value)


def number_at(when: date, owner: str | None) -> int:
    """Return the number of the fiscal year that a day lies in; the calendar's where unknown."""
    whose = known().get(owner or "")
    if whose is None or not whose.named:
        return when.year
    began = when.year - (when.month < whose.begins)
    return began + (whose.named == "end")


def _months(whose: Fiscal, number: int, after: int, length: int, value: str) -> Interval:
    """Return a stretch of a fiscal year, so many months after its begin."""
    first = calendar.month(number - (whose.named == "end"), whose.begins + after)
    until = calendar.month(number - (whose.named == "end"), whose.begins + after + length)
    return Interval(value, first.begin, until.begin)


def owned(text: str, start: int, words: str) -> str:
    """Return an expression's words with those that say whose fiscal year it is.

    ``text[start:]`` begins with the expression. Of "India's economy grew in fiscal 2016" that is
    "indian fiscal 2016"; words without a fiscal year stay as they are.
    """
    if not re.search(r"\b(?:fiscal|financial)\b", words, re.IGNORECASE):
        return words
    near = re.split(r"[.!?]\s|\n", text[max(0, start - _NEAR) : start].lower().replace("’", "'"))
    found = _owners().findall(near[-1])
    plain = words.lower().replace("’", "'")
    if not found or any(f"{whose.words[0]} f" in plain for whose in known().values()):
        return words
    whose = next(f for f in known().values() if found[-1] in f.words)
    return re.sub(r"\b(?=fiscal|financial)", f"{whose.words[0]} ", words, count=1, flags=re.I)


@cache
def _owners() -> re.Pattern[str]:
    words = sorted((w for f in known().values() for w in f.words[1:]), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})(?![\w'])")
