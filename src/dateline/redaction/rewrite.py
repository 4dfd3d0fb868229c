"""A reading over a text in which some stretches are replaced: every offset moves with its words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from dateline.records import (
    Article,
    Dateline,
    Entity,
    Evidence,
    Note,
    Place,
    PlaceAlternative,
    Record,
    Role,
    Span,
    Unread,
)

R = TypeVar("R", bound=Record)
# The fields that hold free words and no span of the text; all others are of a closed vocabulary,
# numbers, dates or ids of the reading's own.
FREE_TEXT: dict[type[Record], tuple[str, ...]] = {
    Article: ("title", "url", "outlet", "authors", "agencies"),
    Dateline: ("agency",),
    Entity: ("name",),
    Note: ("message",),
    Place: ("name", "admin1"),
    PlaceAlternative: ("name",),
    Role: ("title", "organization"),
    Unread: ("why",),
}


class Replaced:
    """A text with some stretches replaced, and where its offsets have gone."""

    def __init__(self, text: str, marks: Iterable[tuple[int, int, str]]) -> None:
        """Replace each (start, end, mark); they are in order and share no character."""
        self._old: list[tuple[int, int]] = []
        self._new: list[tuple[int, int]] = []
        pieces, at, length = [], 0, 0
        for start, end, mark in marks:
            pieces += [text[at:start], mark]
            length += start - at
            self._old.append((start, end))
            self._new.append((length, length + len(mark)))
            length += len(mark)
            at = end
        pieces.append(text[at:])
        self.text = "".join(pieces)
        self._starts = [start for start, _ in self._old]

    def start(self, offset: int) -> int:
        """Return where a start has gone; one inside a stretch goes to where the mark begins."""
        return self._moved(offset, 0)

    def end(self, offset: int) -> int:
        """Return where an end has gone; one inside a stretch goes to where the mark ends."""
        return self._moved(offset, 1)

    def _moved(self, offset: int, side: int) -> int:
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return offset
        (start, end), new = self._old[number], self._new[number]
        if offset >= end:
            return offset - end + new[1]
        return new[0] if offset == start else new[side]


def rewritten(record: R, text: Replaced, clean: Callable[[str], str]) -> R:
    """Return a record over the new text; ``clean`` rewrites what is free text in it."""
    changes = {**_inner(record, text, clean), **_free(record, clean)}
    if isinstance(record, Span):
        changes["start"], changes["end"] = text.start(record.start), text.end(record.end)
    if isinstance(record, Evidence):
        changes["text"] = text.text[changes["start"] : changes["end"]]
    if isinstance(record, Place):
        changes |= _place(record, changes)
    return record.model_copy(update=changes)


def _inner(record: Record, text: Replaced, clean: Callable[[str], str]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in type(record).model_fields:
        value = getattr(record, name)
        if isinstance(value, Record):
            changes[name] = rewritten(value, text, clean)
        elif isinstance(value, tuple) and value and isinstance(value[0], Record):
            changes[name] = tuple(rewritten(item, text, clean) for item in value)
    return changes


def _free(record: Record, clean: Callable[[str], str]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in FREE_TEXT.get(type(record), ()):
        value = getattr(record, name)
        if isinstance(value, str):
            changes[name] = clean(value)
        elif isinstance(value, tuple):
            changes[name] = tuple(clean(item) for item in value)
    return changes


def _place(old: Place, changes: dict[str, Any]) -> dict[str, Any]:
    """Return what a place loses whose name was replaced, and which runners-up it keeps."""
    if (changes["text"], changes.get("name")) != (old.text, old.name):
        return _NOWHERE
    kept = zip(old.alternatives, changes.get("alternatives", ()), strict=True)
    return {"alternatives": tuple(new for before, new in kept if new.name == before.name)}


# A number or a point on the map leads back to the name of a place.
_NOWHERE = {"geonames": None, "lat": None, "lon": None, "admin1": None, "feature": None,
            "precision": "none", "score": 0.0, "alternatives": ()}  # fmt: skip
