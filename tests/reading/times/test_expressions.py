"""Time expressions with the values that people worked out by hand (expressions.tsv).

A row is a sentence with one expression in square brackets; the day it was published; its context:
``tense=past``, ``reference=2016-03-04``, ``day_first=yes``, and ``resolve-only`` where the extent
needs the trained model; then the type, the TIMEX3 value, the bounds and the basis. Rows of type
NONE hold no time expression in their brackets.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from dateline.reading.times import Context, Tense, resolve, times_in
from dateline.records import TimeBasis, TimeType

TABLE = Path(__file__).with_name("expressions.tsv")
# The reader's day where a row of type NONE names none.
SOME_DAY = "2016-11-10"

Row = dict[str, str]
KNOWN = frozenset(
    line.strip().replace(" ]", "]")
    for line in TABLE.with_name("known_failures.txt").read_text("utf-8").splitlines()
)


def _rows() -> list[Row]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _cases(rows: list[Row], test: str) -> list[object]:
    """Return rows with names for people: group, expression, publication day."""
    found = []
    for row in rows:
        name = f"{row['group']}: {_words(row['sentence'])} {row['published']}"
        known = f"{test}[{name.strip()}]" in KNOWN
        marks = [pytest.mark.xfail(strict=True, reason="known_failures.txt")] if known else []
        found.append(pytest.param(row, id=name, marks=marks))
    return found


def _words(sentence: str) -> str:
    return sentence[sentence.index("[") + 1 : sentence.index("]")]


def _bracketed(sentence: str) -> tuple[str, int, int]:
    """Return a sentence without its brackets, and where the words in them stand (code points)."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return sentence.replace("[", "").replace("]", ""), start, end


def _told(row: Row) -> dict[str, str]:
    parts = (part.partition("=") for part in row["context"].split())
    return {name: value for name, _, value in parts}


def _context(row: Row) -> Context:
    told = _told(row)
    first, reference = told.get("day_first"), told.get("reference")
    tense: Tense = next(t for t in get_args(Tense) if t == told.get("tense", "unknown"))
    return Context(
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        reference=date.fromisoformat(reference) if reference else None,
        tense=tense,
        day_first=None if first is None else first == "yes",
    )


ROWS = _rows()
TIMES = [row for row in ROWS if row["type"] != "NONE"]
OTHERS = [row for row in ROWS if row["type"] == "NONE"]
FOUND_BY_GRAMMAR = [row for row in TIMES if "resolve-only" not in _told(row)]


@pytest.mark.parametrize("row", _cases(TIMES, "test_what_an_expression_means"))
def test_what_an_expression_means(row: Row) -> None:
    found = resolve(_words(row["sentence"]), _context(row))
    assert found is not None
    got = [found.type, found.value, found.begin, found.until, found.basis]
    wanted = [row[name] or None for name in ("type", "value", "begin", "until", "basis")]
    assert got == wanted


@pytest.mark.parametrize("row", _cases(FOUND_BY_GRAMMAR, "test_where_an_expression_stands"))
def test_where_an_expression_stands(row: Row) -> None:
    text, start, end = _bracketed(row["sentence"])
    found = times_in(text, row["published"] or None)
    assert [time.text for time in found if time.start < end and start < time.end] == [
        text[start:end]
    ]


@pytest.mark.parametrize("row", _cases(OTHERS, "test_what_is_no_time_expression"))
def test_what_is_no_time_expression(row: Row) -> None:
    text, start, end = _bracketed(row["sentence"])
    found = times_in(text, row["published"] or SOME_DAY)
    assert [time.text for time in found if time.start < end and start < time.end] == []


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 450
    assert len(OTHERS) >= 60
    assert min(Counter(row["group"] for row in ROWS).values()) >= 8


def test_the_table_is_well_formed() -> None:
    """Every row has one pair of brackets, words that the records know, and is there once."""
    known = {"tense", "reference", "day_first", "resolve-only"}
    for row in ROWS:
        assert (row["sentence"].count("["), row["sentence"].count("]")) == (1, 1), row
        assert row["type"] in (*get_args(TimeType), "NONE"), row
        assert row["type"] == "NONE" or row["basis"] in get_args(TimeBasis), row
        assert set(_told(row)) <= known, row
        assert not row["begin"] or row["begin"] < row["until"], row
    keys = [(row["sentence"], row["published"], row["context"]) for row in ROWS]
    assert len(set(keys)) == len(keys)
