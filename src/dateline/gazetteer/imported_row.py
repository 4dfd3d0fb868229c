"""What is read of one line of a gazetteer that is imported."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.gazetteer.layout import ALWAYS, Row, Years


@dataclass(frozen=True)
class Found:
    """A place with its alternate names and the years in which it has all of them."""

    row: Row
    others: tuple[str, ...] = ()
    years: Years = ALWAYS


class BadRow(ValueError):
    """A line that cannot be read; the message ends the sentence "line 3: …"."""


def degrees(text: str, most: int, what: str) -> float:
    """Return a latitude or longitude.

    Raises:
        BadRow: when it is no number of degrees.
    """
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -most <= value <= most:
        raise BadRow(f"{what} {text.strip()!r} is no number from -{most} to {most}")
    return value


def whole(text: str, what: str, least: int = 0, most: int = 10**12) -> int | None:
    """Return a whole number, None for an empty cell.

    Raises:
        BadRow: when it is something else.
    """
    text = text.strip()
    if not text:
        return None
    try:
        value = int(text)
    except ValueError:
        raise BadRow(f"{what} {text[:40]!r} is no whole number") from None
    if not least <= value <= most:
        raise BadRow(f"{what} {text[:40]} is not between {least} and {most}")
    return value


def named(text: str) -> str:
    """Return the name of a place.

    Raises:
        BadRow: when there is none, or it was not UTF-8.
    """
    name = " ".join(text.split())
    if not any(char.isalnum() for char in name):
        raise BadRow("it has no name")
    if "\ufffd" in name:
        raise BadRow("its name is not written in UTF-8")
    return name
