"""What an expression hangs on, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.records import TimeBasis, TimeType

Tense = Literal["past", "present", "future", "unknown"]


@dataclass(frozen=True)
class Context:
    """What an expression hangs on.

    ``published`` is the day the article came out. ``reference`` is the first day (ISO) of the
    earlier expression that "two days later" or "that year" hangs on, ``reference_value`` its TIMEX3
    value. ``day_first`` says how the outlet writes 03/04/2015; None: not known.
    """

    published: date | None = None
    reference: date | None = None
    reference_value: str | None = None
    tense: Tense = "unknown"
    day_first: bool | None = None


@dataclass(frozen=True)
class Meaning:
    """A type, a TIMEX3 value and its bounds (ISO 8601, ``until`` exclusive)."""

    type: TimeType
    value: str | None
    begin: str | None = None
    until: str | None = None
    basis: TimeBasis = "explicit"
