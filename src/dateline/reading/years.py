"""The year of an article, for tables whose rows hold for some years only."""

from __future__ import annotations

from dateline.records import Article


def year_of(article: Article) -> int | None:
    """Return the year of publication, None where it is not known."""
    year = (article.published or "")[:4]
    return int(year) if year.isdigit() else None
