"""News outlets and their homes: where a paper is at home is where it mostly reports from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args
from urllib.parse import urlsplit

from dateline.gazetteer.tables import key, parts, rows

OutletKind = Literal["local", "national", "international", "agency"]


@dataclass(frozen=True)
class OutletEntry:
    """An outlet with its home town; degrees (WGS 84), country as alpha-3."""

    name: str
    country: str
    admin1: str | None
    place: str
    lat: float
    lon: float
    day_first: bool | None
    """how it writes 03/04/2015; None: not known"""
    kind: OutletKind


def outlet(name: str | None = None, url: str | None = None) -> OutletEntry | None:
    """Return an outlet by the address of an article or by its name, None where neither tells it.

    A name that several outlets bear ("Daily News") tells nothing.
    """
    found = _by_domain(url) if url else None
    if found is None and name:
        bearers = _names().get(key(name), ())
        found = bearers[0] if len(bearers) == 1 else None
    return found


def _by_domain(url: str) -> OutletEntry | None:
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = host.lower().split(".")
    ends = (".".join(labels[i:]) for i in range(len(labels)))
    return next((_domains()[end] for end in ends if end in _domains()), None)


@cache
def _table() -> tuple[tuple[OutletEntry, dict[str, str]], ...]:
    return tuple((_entry(row), row) for row in rows("outlets.tsv"))


def _entry(row: dict[str, str]) -> OutletEntry:
    kind = next(k for k in get_args(OutletKind) if k == row["kind"])
    return OutletEntry(
        name=row["name"],
        country=row["country"],
        admin1=row["admin1"] or None,
        place=row["place"],
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        day_first={"true": True, "false": False}.get(row["day_first"]),
        kind=kind,
    )


@cache
def _domains() -> dict[str, OutletEntry]:
    return {domain: entry for entry, row in _table() for domain in parts(row["domains"])}


@cache
def _names() -> dict[str, list[OutletEntry]]:
    found: dict[str, list[OutletEntry]] = {}
    for entry, row in _table():
        for name in dict.fromkeys(key(n) for n in (row["name"], *parts(row["aliases"]))):
            found.setdefault(name, []).append(entry)
    return found
