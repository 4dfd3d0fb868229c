"""Time expressions: found, and worked out to TIMEX3 values and intervals.

Can be used alone: ``resolve("last Friday", Context(published=date(2016, 11, 10)))`` for one
expression, ``times_in(text, published=…)`` for a text, without any model. ``find_times`` reads a
Doc, where the model says what a time expression is and the tree in which tense it stands.
"""

from __future__ import annotations

from dateline.reading.times.context import Context, Meaning, Tense
from dateline.reading.times.find import find_times, times_in
from dateline.reading.times.grammar import resolve

__all__ = ["Context", "Meaning", "Tense", "find_times", "resolve", "times_in"]
