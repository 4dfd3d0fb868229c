"""Dateline reads the news and writes down who did what to whom, where and when, and who says so.

::

    import dateline
    reading = dateline.read("story.html", published="2015-05-28")
    for report in reading.reports:
        print(report.type, report.status, reading.words(report.evidence))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline._version import __version__
from dateline.errors import DatelineError, ModelError, SkipItem, UsageError
from dateline.records import Article, Entity, Place, Reading, Report, Statement, Time

if TYPE_CHECKING:
    from dateline.steps import pipeline, read, read_many

__all__ = [
    "Article",
    "DatelineError",
    "Entity",
    "ModelError",
    "Place",
    "Reading",
    "Report",
    "SkipItem",
    "Statement",
    "Time",
    "UsageError",
    "__version__",
    "pipeline",
    "read",
    "read_many",
]

_LAZY = ("pipeline", "read", "read_many")


def __getattr__(name: str) -> Any:
    """Load the steps when they are first asked for: records alone import fast."""
    if name in _LAZY:
        from dateline import steps

        return getattr(steps, name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
