"""Hard actors: invented sentences with the country and the sector a person gives them (actors.tsv).

A row is a text, a mention with its number among equal words (``nth``, from 1), the country of the
actor it names (ISO 3166-1 alpha-3; empty: of no one country, or unknown) and the PLOVER sector.
Where people would differ, ``|`` parts the answers that count (``GOV|MIL``; ``GOV|`` means GOV or
none), ``!GOV`` is anything but GOV, and ``*`` is not compared.

Rows listed in known_failures.txt do not hold yet; a line goes when its row holds.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.records import Entity, Mention, Reading, Span

HERE = Path(__file__).parent
COLUMNS = ["id", "text", "mention", "nth", "country", "sector", "why"]
PUBLISHED = "2024-05-08"
SECTORS = (
    *("AGR", "BUS", "COP", "CRM", "CVL", "EDU", "GOV", "HLH", "IGO", "JUD", "LAB"),
    *("LEG", "MED", "MIL", "NGO", "OPP", "PTY", "REB", "REF", "REL", "SPY", "UAF"),
)

Row = dict[str, str]


def _rows() -> list[Row]:
    with (HERE / "actors.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _known() -> frozenset[str]:
    path = HERE / "known_failures.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return frozenset(line.split("#")[0].strip() for line in lines) - {""}


ROWS = _rows()
KNOWN = _known()


def _cases() -> list[object]:
    known = pytest.mark.xfail(strict=True, reason="known_failures.txt")
    return [
        pytest.param(row, id=row["id"], marks=[known] if row["id"] in KNOWN else []) for row in ROWS
    ]


@cache
def _reading(text: str) -> Reading:
    return dateline.read(text, published=PUBLISHED)


def _span(row: Row, text: str) -> Span:
    found = [m for m in re.finditer(re.escape(row["mention"]), text)]
    match = found[int(row["nth"]) - 1]
    return Span(start=match.start(), end=match.end())


def _shared(mention: Mention, span: Span) -> int:
    return min(mention.end, span.end) - max(mention.start, span.start)


def _entity(reading: Reading, span: Span) -> Entity | None:
    """Return the entity that the words stand for: the same words, else most of them.

    A place inside the words ("Mosul" in "residents of Mosul") only counts where nothing else does.
    """
    found = [
        ((m.start, m.end) == (span.start, span.end), e.type != "place", _shared(m, span), e)
        for e in reading.entities
        for m in e.mentions
        if _shared(m, span) > 0
    ]
    return max(found, key=lambda item: item[:3])[3] if found else None


def _counts(value: str | None, wanted: str) -> bool:
    """Whether an answer is one of those that count."""
    if wanted == "*":
        return True
    if wanted.startswith("!"):
        return value != wanted[1:]
    return (value or "") in wanted.split("|")


@pytest.mark.parametrize("row", _cases())
def test_country_and_sector(row: Row) -> None:
    reading = _reading(row["text"])
    entity = _entity(reading, _span(row, reading.article.text))
    assert entity is not None, "no entity found"
    found = f"{entity.type} {entity.name!r}: {entity.country} {entity.sector}"
    assert _counts(entity.country, row["country"]), found
    assert _counts(entity.sector, row["sector"]), found


class TestTheTable:
    """The table itself: whoever adds a row learns here what is wrong with it."""

    def test_columns_and_ids(self) -> None:
        assert all(list(row) == COLUMNS and None not in row.values() for row in ROWS)
        ids = [row["id"] for row in ROWS]
        assert len(set(ids)) == len(ids) >= 150
        assert set(ids) >= KNOWN

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
    def test_row(self, row: Row) -> None:
        assert row["mention"]
        assert row["text"].count(row["mention"]) >= int(row["nth"]) >= 1
        assert re.fullmatch(r"\*|(?:[A-Z]{3})?(?:\|(?:[A-Z]{3})?)*", row["country"])
        assert set(row["sector"].lstrip("!").split("|")) <= {*SECTORS, "", "*"}
        assert row["why"]
