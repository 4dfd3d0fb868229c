"""Measures readings against gold data: ``dateline score SUITE PATH``.

Each suite is one module with the same three functions:

- ``load(path, limit)`` returns the gold documents of a file in its own format,
- ``answer(gold, tools)`` has Dateline read one document's raw text,
- ``score(golds, answers)`` compares them and returns figures.

What each figure means stands in docs/evaluation.md.
"""

from __future__ import annotations

from dateline.score.results import Figure, Result
from dateline.score.suites import SUITES, gold_hash, measure

__all__ = ["SUITES", "Figure", "Result", "gold_hash", "measure"]
