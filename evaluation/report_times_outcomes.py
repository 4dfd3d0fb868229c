"""What an answer to "when did it happen" is worth against a judgement made by reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from dateline.records import ReportTime, Status

Outcome = Literal["right", "honest", "coarse", "claimed", "missed", "wrong"]
OUTCOMES: Mapping[Outcome, str] = {
    "right": "the time that the text says",
    "honest": "the text says none: unknown, or the publication date where it can be that",
    "coarse": "longer than what the text says, but around it",
    "claimed": "a possible time called stated or context where the text says none",
    "missed": "unknown, or publication date only, where the text says more",
    "wrong": "another time",
}
# Where a judgement has ends that are no day, week, month or year, they are the judge's own. Up to
# so many days they mostly frame one thing (a visit, a summit): a day of it is right, and so is what
# shares most of it. Longer ones are vague ("a year ago"): an answer may be shorter or longer by the
# factor, which takes both the year 2004 and the months around the day for "a year ago".
_DAYS_OF_ONE_THING = 8
_FACTOR = 3
_OVER: tuple[Status, ...] = ("happened", "ongoing", "denied", "did_not_happen")


class Judgement(BaseModel):
    """When the event at an anchor happened, judged by reading the article."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    n: int
    article: str
    type: str
    anchor: tuple[int, int]
    event: bool
    begin: date | None
    until: date | None
    precision: str
    basis: Literal["stated", "context", "implied", "unknown"]
    background: bool
    status: Status
    why: str

    @property
    def said(self) -> bool:
        """Whether the article says the time."""
        return self.basis in ("stated", "context")


class Days(NamedTuple):
    """Days from ``begin`` to before ``until``; an open end is the calendar's."""

    begin: date
    until: date

    @property
    def open(self) -> bool:
        """Whether it has no begin or no end."""
        return self.begin == date.min or self.until == date.max

    @property
    def length(self) -> int:
        """How many days."""
        return (self.until - self.begin).days

    def overlaps(self, other: Days) -> bool:
        """Whether the two share a day."""
        return self.begin < other.until and other.begin < self.until

    def covers(self, other: Days) -> bool:
        """Whether the other lies within this one."""
        return self.begin <= other.begin and other.until <= self.until

    def before(self, end: date) -> Days:
        """Return the part before a day, or all of it where there is none."""
        return Days(self.begin, min(self.until, end)) if self.begin < end else self


def days(begin: str | None, until: str | None) -> Days | None:
    """Return the days of a report's bounds; None where it has none that are of this calendar."""
    if not begin and not until:
        return None
    try:
        first = date.fromisoformat(begin[:10]) if begin else date.min
        end = date.fromisoformat(until[:10]) if until else date.max
        if until and until[11:].strip("0:"):
            end += timedelta(days=1)
        return Days(first, max(end, first + timedelta(days=1)))
    except (ValueError, OverflowError):
        return None


def outcome(gold: Judgement, answer: ReportTime, published: date) -> Outcome:
    """Return what an answer is worth.

    Of what is over or under way only the part up to the day of publication is compared.
    """
    found = days(answer.begin, answer.until) if answer.basis != "none" else None
    if found is None:
        return "missed" if gold.said else "honest"
    wanted = Days(gold.begin or date.min, gold.until or date.max)
    if gold.status in _OVER:
        end = published + timedelta(days=1)
        wanted, found = wanted.before(end), found.before(end)
    if not found.overlaps(wanted):
        return "wrong"
    if not gold.said:
        return "honest" if answer.basis == "published" else "claimed"
    if found == wanted or wanted.open or (not is_unit(gold) and near(wanted, found)):
        return "right"
    if answer.basis == "published":
        return "missed"
    return "coarse" if found.covers(wanted) else "wrong"


def near(wanted: Days, found: Days) -> bool:
    """Return whether days are about the same time as a judgement whose ends are the judge's own."""
    if wanted.length <= _DAYS_OF_ONE_THING:
        shared = min(wanted.until, found.until) - max(wanted.begin, found.begin)
        both = max(wanted.until, found.until) - min(wanted.begin, found.begin)
        return wanted.covers(found) or 2 * shared >= both
    return not found.open and wanted.length <= _FACTOR * found.length <= _FACTOR**2 * wanted.length


def is_unit(gold: Judgement) -> bool:
    """Return whether a judgement is a day, a calendar week, month, year or decade."""
    if gold.begin is None or gold.until is None:
        return False
    length, first = (gold.until - gold.begin).days, gold.begin.day == gold.until.day == 1
    monday = length == 7 and gold.begin.weekday() == 0
    months = 12 * (gold.until.year - gold.begin.year) + gold.until.month - gold.begin.month
    return length == 1 or monday or (first and months in (1, 12, 120))
