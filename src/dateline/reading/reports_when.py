"""Time of an event: from the words that belong to it, else from the narrative, else the news's day.

What is said of another event's time, or of the time of saying, is not this event's time.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dateline.reading import tree
from dateline.reading.intervals import Interval
from dateline.reading.reports_page import Match, Page
from dateline.reading.reports_when_bounds import Bounds, after_all, bounds_of
from dateline.reading.reports_when_clause import Clause
from dateline.reading.reports_when_history import is_history
from dateline.reading.reports_when_narrative import Narrative, day_of
from dateline.reading.reports_when_told import Memory, Parties
from dateline.reading.reports_when_tree import Hanging, Hung
from dateline.reading.reports_when_undated import is_undated
from dateline.reading.reports_when_verbs import Tense, narrates, tense_of, verb_over
from dateline.reading.reports_when_words import when_words
from dateline.records import Block, ReportTime, Status

_YEAR = 366  # days; older than this before publication is history, not news
_PAST: tuple[Status, ...] = ("happened", "ongoing", "denied", "did_not_happen")
_OVER: tuple[Tense, ...] = ("past", "pluperfect", "perfect")
# What did not happen, or is denied, has no day but the one that words give it.
_TODAY: tuple[Status, ...] = ("happened", "ongoing")


class When(NamedTuple):
    """A report's time, whether it is background, and the status that its time leaves it."""

    time: ReportTime
    background: bool
    status: Status


class Timeline:
    """Gives each report its time; reports come in text order."""

    def __init__(self, page: Page, anchors: Collection[int]) -> None:
        self._page = page
        self._anchors = anchors
        self._times = {time.id: time for time in page.times}
        self._hanging = Hanging(page, anchors)
        self._clause = Clause(page, self._hanging, anchors)
        self._told = Memory()
        self._of_token: dict[int, ReportTime] = {}
        line = page.article.dateline
        self._published = day_of(page.article.published) or (day_of(line.date) if line else None)
        self._narrative = Narrative(page, self._hanging, self._published)

    def place(
        self,
        match: Match,
        block: Block,
        status: Status,
        type: str,
        parties: Parties,
    ) -> When:
        """Return when a report was. What words date ahead is planned ("Friday's vote")."""
        time = self._stated(match, status) or self._context(match, block, status, type, parties)
        background = self._is_background(match, time)
        if time is None:
            time = self._by_publication(match, block, status, background)
        self._told.keep(match, type, parties, time, background)
        self._of_token[match.token.i] = time
        self._narrative.goes_on(match.token, block, time, background)
        if status == "happened" and self._lies_ahead(time):
            status = "planned"
        return When(time, background, status)

    def _lies_ahead(self, time: ReportTime) -> bool:
        begin = day_of(time.begin)
        said = time.basis in ("stated", "context") and self._published is not None
        return said and begin is not None and str(begin) > str(self._published)

    def _stated(self, match: Match, status: Status) -> ReportTime | None:
        """Return the time that the words of the event itself say."""
        for hung in self._clause.stated(match):
            if any(h.time.type == "SET" for h in hung):
                return ReportTime()  # a habit
            found = self._from(hung, match, status)
            if found is not None:
                return found.report_time("stated")
        return None

    def _from(self, hung: Sequence[Hung], match: Match, status: Status) -> Bounds | None:
        """Return the bounds that the times on a word make together, or one of them alone.

        None when none can be the event's: "agreed in March for next year" is of March.
        """
        for some in (hung, *([h] for h in hung[1:])):
            bounds = bounds_of(some, self._published)
            if bounds is not None and not self._is_impossible(bounds, match, status, some[0].on):
                return bounds
        return None

    def _is_impossible(self, bounds: Bounds, match: Match, status: Status, on: int) -> bool:
        """Return whether a past verb would tell of the future, or a plan be for the past."""
        if self._published is None or bounds.interval is None:
            return False
        if status in _PAST:
            # A noun may have a day of its own to come ("Friday's vote"), not that of a past verb.
            verb = self._page.doc[on] if match.noun else verb_over(match.token)
            past = verb.pos_ in {"VERB", "AUX"} and tense_of(verb) in _OVER
            attached = match.noun and tree.has_dep(verb, "acl")
            return past and not attached and after_all(bounds.interval, self._published)
        if status in ("planned", "threatened"):
            begin, until = Interval.day(self._published).begin, bounds.interval.until
            return until is not None and begin is not None and until <= begin
        return False

    def _context(
        self,
        match: Match,
        block: Block,
        status: Status,
        type: str,
        parties: Parties,
    ) -> ReportTime | None:
        """Return the time that an earlier report, a clause beside it or the narrative gives."""
        earlier = self._told.taken_up(match, type, parties)
        if status not in _PAST:
            # "will join the march": of Sunday, as was said before.
            ahead = earlier is not None and self._lies_ahead(earlier)
            return _as_context(earlier) if earlier is not None and ahead else None
        if earlier is not None and earlier.basis in ("stated", "context"):
            return _as_context(earlier)
        for hung in self._clause.beside(match):
            found = self._from(hung, match, status)
            if found is not None:
                return found.report_time("context")
        for token in self._clause.sharing(match):
            shared = self._of_token.get(token.i)
            if shared is not None and shared.basis in ("stated", "context"):
                return _as_context(shared)
        if earlier is not None and earlier.basis == "published":
            return earlier
        return self._narrated(match, block)

    def _narrated(self, match: Match, block: Block) -> ReportTime | None:
        """Return the time from which the narrative goes on; what is quoted is no part of it."""
        start = match.token.idx
        if not narrates(match.token):
            return None
        if any(s.kind == "direct" for s in self._page.statements_around(start, start + 1)):
            return None
        found = self._narrative.before(match.token, block)
        return found.report_time("context") if found else None

    def _by_publication(
        self, match: Match, block: Block, status: Status, background: bool
    ) -> ReportTime:
        """Return the day of publication for news that no word dates, else nothing."""
        day = self._published
        if day is None or status not in _TODAY or background:
            return ReportTime()
        if tense_of(verb_over(match.token)) == "perfect" and status == "happened":
            return ReportTime()  # "has killed": some time until now
        if self._clause.is_habit(match) or self._clause.is_mentioned(match):
            return ReportTime()
        if self._clause.is_stretched(match):
            return ReportTime()
        if is_undated(self._page, match) or self._narrative.is_elsewhere(match.token, block):
            return ReportTime()
        begin, until = Interval.day(day).bounds
        return ReportTime(begin=begin, until=until or begin, precision="day", basis="published")

    def _is_background(self, match: Match, time: ReportTime | None) -> bool:
        """Return whether an event is history or context and not the news."""
        if any(self._is_old(h.time.until, h.time.id) for h in self._clause.followed(match)):
            return time is None or time.basis != "stated"
        if time is None or time.id is None:
            return is_history(match, by_tense=True)
        if when_words().has("words", "past", self._times[time.id].text.lower()):
            return True
        if self._is_old(time.until or time.begin, time.id):
            return True
        dated = time.basis == "stated" and time.begin is not None
        return is_history(match, by_tense=not dated)

    def _is_old(self, until: str | None, id: str) -> bool:
        end = day_of(until)
        if end is None:
            return False
        if self._published is None:
            # Without a publication date a bare year ("In 1994") is taken for history.
            value = self._times[id].value
            return value is not None and len(value) <= 4 and value.isdigit()
        return (self._published - end).days > _YEAR


def _as_context(time: ReportTime) -> ReportTime:
    return time.model_copy(update={"basis": "context"})
