"""The grammar's tables: every rule does what its own rows say, and nothing makes it run away."""

from __future__ import annotations

import time
import tomllib
from datetime import date
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.times import Context, resolve, times_in
from dateline.reading.times.grammar import VALUES, rules
from dateline.reading.times.holidays import days_of, easter
from dateline.reading.times.lexer import SIGNS, lex, lexicon

TABLES = resources.files("dateline.reading.times")
ROWS = tomllib.loads(TABLES.joinpath("grammar.toml").read_text("utf-8"))["rule"]
CASES = [
    pytest.param(*test, id=f"{row['value']}: {test[0]}") for row in ROWS for test in row["tests"]
]


@pytest.mark.parametrize(("words", "published", "value"), CASES)
def test_a_rule_s_own_rows(words: str, published: str, value: str) -> None:
    day = date.fromisoformat(published) if published else None
    meaning = resolve(words, Context(published=day))
    assert meaning is not None
    assert meaning.value == value


def test_every_rule_is_used_and_has_rows() -> None:
    assert len(rules()) == len(ROWS)
    assert {row["value"] for row in ROWS} == set(VALUES)
    assert all(row["tests"] for row in ROWS)


def test_signs_are_told_apart() -> None:
    assert len(set(SIGNS.values())) == len(SIGNS)
    assert all(sign in SIGNS.values() for sign, _ in lexicon().values())


@pytest.mark.parametrize(
    ("year", "day"),
    [(1961, "1961-04-02"), (2000, "2000-04-23"), (2008, "2008-03-23"), (2011, "2011-04-24"),
     (2016, "2016-03-27"), (2024, "2024-03-31"), (2025, "2025-04-20"), (2038, "2038-04-25")],
)  # fmt: skip
def test_easter(year: int, day: str) -> None:
    assert easter(year).isoformat() == day


@pytest.mark.parametrize("year", [1900, 1996, 2000, 2023, 2024, 2100])
def test_every_holiday_has_a_day_in_every_year(year: int) -> None:
    table = tomllib.loads(TABLES.joinpath("holidays.toml").read_text("utf-8"))
    for rule in table.values():
        assert {day.year for day in days_of(rule, year)} == {year}


_FIGURES = ["2016", "10", "31", "99", "1,000", "3:30", "'90s", "1st", "2016-11-10", "3/4/2015"]
_WORDS = sorted({" ".join(key) for key in lexicon()} | {*_FIGURES, ",", "-", ".", "Nov.", "he"})


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(_WORDS), max_size=12),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_any_words_of_time(words: list[str], published: date) -> None:
    text = " ".join(words)
    resolve(text, Context(published=published))
    last = 0
    for found in times_in(text, published):
        assert last <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        assert (found.value is None) == (found.basis == "unresolved")
        last = found.end


@given(st.text(max_size=300))
def test_words_lie_in_the_text_and_not_over_each_other(text: str) -> None:
    last = 0
    for word in lex(text):
        assert last <= word.start < word.end <= len(text)
        last = word.end


@pytest.mark.parametrize(
    "text",
    ["the " * 20_000, "last " * 20_000, "2016 " * 20_000, "10 " * 30_000, "a year " * 10_000,
     "- " * 30_000, "1" * 50_000, "five hundred and " * 6_000, "Monday, " * 12_000],
)  # fmt: skip
def test_long_runs_take_no_square_of_time(text: str) -> None:
    begin = time.monotonic()
    times_in(text, "2016-11-10")
    assert time.monotonic() - begin < 30  # seconds; a second or two on a slow machine
