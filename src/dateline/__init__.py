"""Dateline reads the news and writes down who did what to whom, where and when, and who says so.

::

    import dateline
    reading = dateline.read("story.html", published="2015-05-28")
    for report in reading.reports:
        print(report.type, report.status, reading.words(report.evidence))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline._version import __version__
from dateline.errors import DatelineError, ModelError, SkipItem, UsageError
from dateline.records import Article, Entity, Place, Reading, Report, Statement, Time

if TYPE_CHECKING:
    from dateline.redaction import redact
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
    "redact",
]

_LAZY = {"pipeline": "steps", "read": "steps", "read_many": "steps", "redact": "redaction"}


def __getattr__(name: str) -> Any:
    """Load the steps when they are first asked for: records alone import fast."""
    if name in _LAZY:
        return getattr(import_module(f"dateline.{_LAZY[name]}"), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
