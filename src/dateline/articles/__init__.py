"""Bytes, pages, links and texts → :class:`~dateline.records.Article` and notes.

::

    load(path | address | "-" | bytes | text)
      ─ source, fetch ─▶ bytes ─ decode, clean ─▶ markup or plain text
      ─ html | plain ─▶ Draft ─ blocks, language, publication ─▶ Article + notes

``docs/articles.md`` says what is kept, what is left out and where the date comes from.
"""

from __future__ import annotations

from dateline.articles.loading import from_row, load

__all__ = ["from_row", "load"]
