"""The line before an agency story: "KABUL, Nov 10 (Reuters) -"."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.articles import dates
from dateline.articles.agencies import agencies_in, agency

# Longest dateline looked for, in characters: two cities, a region, a date and an agency.
_LONGEST = 120
_DASH = re.compile(r"\s*(?:--+|[-–—―_]|:)(?=\s|$|[A-Z\"“‘'(\d])")
_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]\n]{2,50})[)\]]$")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY_FIRST = rf"{_DAY}\s+{dates.MONTH}".replace("<day>", "<day2>").replace("<month>", "<month2>")
_DATE = re.compile(
    rf"[,\s]+(?:{dates.WEEKDAY}\b\.?,?\s*)?"
    rf"(?:{dates.MONTH}\s+{_DAY}|{_DAY_FIRST})?(?:,?\s+(?P<year>\d{{4}}))?$",
    re.I,
)
_UPPER = re.compile(r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]*(?:[ \-/][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]*){0,4}")
_TITLE = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w.'’]*"
    r"(?:[ \-/](?:[A-ZÀ-ÖØ-Þ][\w.'’]*|of|and|the|de|da|do|del|la|al|on|upon)){0,4}"
)


@dataclass(frozen=True)
class Found:
    """A dateline: its length in the paragraph, its date as far as written, its agencies."""

    length: int
    agencies: tuple[str, ...]
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    def date(self, reference: dt.date | None, year: int | None = None) -> dt.date | None:
        """Return the date of the dateline.

        Args:
            reference: a day the story was published about, for the year.
            year: the year, where only that is known.
        """
        if self.day is None or self.month is None:
            if self.weekday is None or reference is None:
                return None
            return dates.on_or_before(self.weekday, reference)
        if self.year or (year and not reference):
            return dates.parse(f"{self.year or year:04d}-{self.month:02d}-{self.day:02d}")
        return dates.nearest(self.day, self.month, reference) if reference else None


def find(paragraph: str) -> Found | None:
    """Return the dateline at the beginning of a paragraph, or None."""
    beginning = paragraph[:_LONGEST]
    if not beginning[:1].isupper() and beginning[:1] not in {"(", "["}:
        return None
    for end, after, dash in _candidates(beginning, len(paragraph) <= _LONGEST):
        found = _parse(beginning[:end], paragraph[after:].lstrip(), dash, after)
        if found:
            return found
    return None


def _candidates(beginning: str, whole: bool) -> Iterator[tuple[int, int, str]]:
    """Yield (end of the head, end of the dateline, its dash) in order."""
    for match in _DASH.finditer(beginning):
        spaced = match[0][:1].isspace() and beginning[match.end() : match.end() + 1].isspace()
        mark = match[0].strip()
        yield match.start(), match.end(), f" {mark} " if spaced else mark
    for match in re.finditer(r"\)(?= [A-Z\"“‘])", beginning):
        yield match.end(), match.end(), ""
    if whole:
        yield len(beginning), len(beginning), ""


def _parse(head: str, after: str, dash: str, length: int) -> Found | None:
    place, bracketed = head, False
    names: tuple[str, ...] = ()
    if match := _BRACKETS.search(head):
        place, bracketed = head[: match.start()], True
        names = tuple(agencies_in(match["inside"]))
        if not names and not match["inside"][:1].isupper():
            return None
    date = _DATE.search(place)
    parts = date.groupdict() if date and date[0].strip(", ") else {}
    if date and parts:
        place = place[: date.start()]
    place = place.strip(" ,")
    if not _is_place(place, bool(names), bool(parts), bracketed):
        return None
    if not (names or bracketed or parts) and not _is_bare(dash, after):
        return None
    if not dash and not (names or (parts and not after)):
        return None
    return _found(parts, names, length)


def _found(parts: dict[str, str | None], names: tuple[str, ...], length: int) -> Found:
    day, month = parts.get("day") or parts.get("day2"), parts.get("month") or parts.get("month2")
    weekday, year = parts.get("weekday"), parts.get("year")
    return Found(
        length,
        names,
        int(day) if day else None,
        dates.MONTHS[month.lower()] if month else None,
        int(year) if year else None,
        dates.WEEKDAYS[weekday.lower()] if weekday else None,
    )


def _is_place(words: str, has_agency: bool, has_date: bool, bracketed: bool) -> bool:
    """Return whether words can be the place of a dateline."""
    if not words:
        return has_agency
    first, *regions = [part.strip() for part in words.split(",")]
    if len(regions) > 3 or first in _not_places() or agency(first):
        return False
    if not all(_TITLE.fullmatch(region) for region in regions):
        return False
    if _UPPER.fullmatch(first):
        return sum(c.isalpha() for c in first) >= 3
    # "Kabul (Reuters) -" is a dateline; "Kabul (Afghanistan) -" and "Smith, May 5 -" need not be.
    return has_agency and bool(_TITLE.fullmatch(first))


def _is_bare(dash: str, after: str) -> bool:
    """Return whether "PARIS - The" is a dateline: "NATO - an alliance - said" is none."""
    if dash.strip() == ":" or (not dash.startswith(" ") and dash.strip() not in {"—", "--"}):
        return False
    return bool(after) and (after[0].isupper() or after[0].isdigit() or after[0] in "\"“‘'")


@cache
def _not_places() -> frozenset[str]:
    path = resources.files("dateline.articles") / "datelines.toml"
    return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))["not_places"])
