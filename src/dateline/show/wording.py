"""The plain words for the codes of a reading: one table each, used by every way of showing."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.records import (
    BlockKind,
    EntityType,
    PlaceBasis,
    PublishedBasis,
    ReportTimeBasis,
    Responsibility,
    RoleStatus,
    StatementKind,
    Status,
    TimeBasis,
)

PUBLISHED_BASIS: dict[PublishedBasis, str] = {
    "given": "as given by you",
    "metadata": "from the page's metadata",
    "dateline": "from the dateline",
    "url": "from the address",
    "none": "not known",
}
ENTITY_TYPE: dict[EntityType, str] = {
    "person": "person",
    "organization": "organisation",
    "group": "group",
    "place": "place",
    "facility": "facility",
    "other": "other name",
}
ROLE_STATUS: dict[RoleStatus, str] = {
    "current": "current",
    "former": "former",
    "unknown": "current or former: not said",
}
STATEMENT_KIND: dict[StatementKind, str] = {
    "direct": "quoted word for word",
    "indirect": "in the article's words",
    "mixed": "partly quoted word for word",
}
PLACE_BASIS: dict[PlaceBasis, str] = {
    "stated": "stated",
    "context": "from the context",
    "dateline": "from the dateline",
    "none": "not known",
}
TIME_BASIS: dict[ReportTimeBasis, str] = {
    "stated": "stated",
    "context": "from the context",
    "published": "from the publication date",
    "none": "not known",
}
EXPRESSION_BASIS: dict[TimeBasis, str] = {
    "explicit": "written out",
    "relative": "counted from the publication date",
    "unresolved": "not resolved",
}
STATUS: dict[Status, str] = {
    "happened": "happened",
    "ongoing": "ongoing",
    "planned": "planned",
    "threatened": "threatened",
    "demanded": "demanded",
    "possible": "possible",
    "hypothetical": "hypothetical",
    "denied": "denied",
    "did_not_happen": "did not happen",
}
RESPONSIBILITY: dict[Responsibility, str] = {
    "stated": "",
    "suspected": "suspected",
    "claimed": "claims it",
    "denied": "denies it",
}
UNREAD_BLOCK: dict[BlockKind, str] = {
    "credit": "credit",
    "furniture": "page furniture",
}


def period(begin: str | None, until: str | None) -> str | None:
    """Return a stretch of time in short form; ``until`` is exclusive, as in the records.

    One day is its date, a whole month ``2015-05``, a whole year ``2015``, whole years
    ``1992 to 1997``, anything else first and last day; None when both ends are unknown.
    """
    if begin is None:
        return None if until is None else f"before {until}"
    if until is None or until == begin:
        return begin if until else f"from {begin}"
    first, after = _day(begin), _day(until)
    if first is None or after is None or after <= first:
        return f"{begin} to {until}"
    return _days(first, after)


def _days(first: date, after: date) -> str:
    last = after - timedelta(days=1)
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first:%Y}" if first.year == last.year else f"{first:%Y} to {last:%Y}"
    if first.day == 1 and after.day == 1:
        months = f"{first:%Y-%m}", f"{last:%Y-%m}"
        return months[0] if months[0] == months[1] else " to ".join(months)
    return f"{first.isoformat()} to {last.isoformat()}"


def _day(value: str) -> date | None:
    """Return a plain calendar day, or None for an hour, a month or an EDTF value."""
    try:
        return date.fromisoformat(value) if len(value) == len("2015-05-28") else None
    except ValueError:
        return None
