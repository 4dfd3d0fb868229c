"""What a narrative goes on from: the time of the last main clause, or the day of the story."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.intervals import Interval
from dateline.reading.reports_page import Page
from dateline.reading.reports_when_bounds import Bounds, bounds_of, interval_of
from dateline.reading.reports_when_tree import Hanging, Hung
from dateline.reading.reports_when_verbs import in_main_clause, is_aside, narrates
from dateline.records import Block, ReportTime

# Days before publication in which the day of the first paragraphs is that of the whole story.
_FRESH = 3
# Days after which what is told is history.
_YEAR = 366
# Code points from a time to the paragraph after that still goes on from it.
_BESIDE = 400
# Paragraphs at the top of an article that say of which day it tells.
_TOP = 3


class Narrative:
    """The times of the main clauses, which what follows goes on from."""

    def __init__(self, page: Page, hanging: Hanging, published: date | None) -> None:
        self._published = published
        self._main = [h for h in hanging.all if _is_main(page, h)]
        self._starts = [h.time.start for h in self._main]
        self._all = [h for h in hanging.all if h.time.type in {"DATE", "TIME"}]
        self._all_starts = [h.time.start for h in self._all]
        self._story = self._day_of(page)
        self._last: tuple[Token, Block, Bounds] | None = None
        self._times = {time.id: time for time in page.times}

    def goes_on(self, token: Token, block: Block, time: ReportTime, background: bool) -> None:
        """Remember the last report with a time; history is not gone on from."""
        own = self._times.get(time.id or "")
        if own is None or background or time.begin is None or time.until is None:
            return
        bounds = Bounds(own, Interval.of(time.begin, time.until))
        if _is_day(bounds):
            self._last = token, block, bounds

    def before(self, token: Token, block: Block) -> Bounds | None:
        """Return the time of the last main clause in the block, else the day of the story."""
        told = self._last
        if told is not None and told[1] == block and _sentences(told[0], token) <= 1:
            return told[2]
        last = bisect_left(self._starts, token.idx) - 1
        if last >= 0 and self._starts[last] >= block.start:
            bounds = bounds_of([self._main[last]], self._published)
            return bounds if bounds is not None and _is_day(bounds) else None
        return None if self.is_elsewhere(token, block) else self._story

    def is_elsewhere(self, token: Token, block: Block) -> bool:
        """Return whether the text has come to tell of a time some days before publication.

        A paragraph goes on from its own last time; one without any from the one before it where
        that told of another year.
        """
        last = bisect_left(self._starts, token.idx) - 1
        if self._published is None:
            return False
        if self._is_among_old(token, block):
            return True
        if last < 0:
            return False
        bounds = bounds_of([self._main[last]], self._published)
        end = day_of(bounds.interval.bounds[1]) if bounds and bounds.interval else None
        if end is None:
            return False
        days = (self._published - end).days
        if self._starts[last] >= block.start:
            return days > _FRESH
        return days > _YEAR and block.start - self._starts[last] < _BESIDE

    def _is_among_old(self, token: Token, block: Block) -> bool:
        """Return whether words before it, in its sentence or the last one, tell of days ago.

        In its own sentence also those after it, where it is not the main verb.
        """
        sentence = token.sent
        first = sentence.start_char
        if first > block.start:
            first = token.doc[sentence.start - 1].sent.start_char
        end = sentence.end_char
        if in_main_clause(token):
            end = token.idx if token.pos_ == "VERB" else token.right_edge.idx + 1
        begin = bisect_left(self._all_starts, max(first, block.start))
        for number in range(begin, bisect_left(self._all_starts, end)):
            hung = self._all[number]
            own = token.left_edge.i <= hung.on <= token.right_edge.i and token.pos_ != "VERB"
            if self._is_old(hung) and (own or not is_aside(token.doc[hung.on])):
                return True
        return False

    def _is_old(self, hung: Hung) -> bool:
        end = day_of(hung.time.until)
        if hung.link != "in" or end is None or self._published is None:
            return False
        return (self._published - end).days > _FRESH

    def _day_of(self, page: Page) -> Bounds | None:
        """Return the day that the top of an article tells of, if it is not that of publication."""
        blocks = [b for b in page.article.blocks if b.kind == "paragraph"][:_TOP]
        if self._published is None or not blocks:
            return None
        for hung in self._main:
            bounds = bounds_of([hung], self._published)
            if hung.time.start >= blocks[-1].end:
                break
            day = day_of(hung.time.begin)
            if day is None or bounds is None or not _is_day(bounds):
                continue
            if day == self._published and tree.children(page.doc[hung.on], "ccomp", "parataxis"):
                continue  # "police said on Monday": when it was may still be told
            return bounds if 0 < (self._published - day).days <= _FRESH else None
        return None


def _sentences(first: Token, last: Token) -> int:
    """Return how many sentences begin between two words of a block."""
    count = 0
    current = last
    while current.i > first.i and count <= 1:
        current = current.sent[0]
        if current.i <= first.i or current.i == 0:
            break
        count += 1
        current = current.nbor(-1)
    return count


def _is_day(bounds: Bounds) -> bool:
    """Return whether it is a day or less: a year is too long to be that of the next sentence."""
    length = bounds.interval.duration if bounds.interval else None
    return length is not None and length.days <= 1


def _is_main(page: Page, hung: Hung) -> bool:
    """Return whether a time hangs on a main verb in the past."""
    if hung.link != "in" or interval_of(hung.time) is None:
        return False
    token = page.doc[hung.on]
    return token.pos_ == "VERB" and narrates(token)


def day_of(text: str | None) -> date | None:
    """Return the day of an ISO date or minute, None if it is none."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
