"""Fiscal years: whose they are by the words around, and the bounds of those that are known."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.reading.times import Context, resolve
from dateline.reading.times.fiscal_years import known, number_at, owned, part, year


def test_a_year_that_is_nobody_s_has_no_bounds() -> None:
    assert (year(2016, "").begin, year(2016, "").until) == (None, None)
    assert (part("quarter", 2016, 3, "").value, part("quarter", 2016, 3, "").begin) == (
        "2016-Q3",
        None,
    )


@pytest.mark.parametrize(
    ("owner", "begin", "until"),
    [
        ("us", "2015-10-01", "2016-10-01"),
        ("india", "2015-04-01", "2016-04-01"),
        ("japan", "2016-04-01", "2017-04-01"),
        ("britain", None, None),
    ],
)
def test_bounds_of_the_year_2016(owner: str, begin: str | None, until: str | None) -> None:
    assert (year(2016, owner).begin, year(2016, owner).until) == (begin, until)


def test_quarters_fill_the_year() -> None:
    for owner in ("us", "india", "japan"):
        quarters = [part("quarter", 2016, nth, owner) for nth in (1, 2, 3, 4)]
        assert quarters[0].begin == year(2016, owner).begin
        assert quarters[3].until == year(2016, owner).until
        assert [q.until for q in quarters[:3]] == [q.begin for q in quarters[1:]]


@pytest.mark.parametrize(
    ("owner", "day", "number"),
    [
        ("us", date(2016, 9, 30), 2016),
        ("us", date(2016, 10, 1), 2017),
        ("india", date(2016, 3, 31), 2016),
        ("japan", date(2016, 3, 31), 2015),
        ("japan", date(2016, 4, 1), 2016),
        ("", date(2016, 10, 1), 2016),
    ],
)
def test_the_year_a_day_lies_in(owner: str, day: date, number: int) -> None:
    assert number_at(day, owner) == number


@pytest.mark.parametrize(
    ("before", "words", "found"),
    [
        ("The federal government spent more in ", "fiscal 2016", "federal fiscal 2016"),
        ("India’s economy grew in ", "fiscal 2016", "indian fiscal 2016"),
        ("Japan's ", "2016 fiscal year", "2016 japanese fiscal year"),
        ("Congress met. The maker lost money in ", "fiscal 2016", "fiscal 2016"),
        ("The maker lost money in ", "the fiscal year", "the fiscal year"),
        ("The federal government spent more in ", "2016", "2016"),
        ("The federal deficit shrank in ", "fiscal 2016", "federal fiscal 2016"),
        ("Congress set ", "the federal fiscal year", "the federal fiscal year"),
        ("Federal agents say its loss in ", "fiscal 2016", "fiscal 2016"),
        ("Indiana's budget grew in ", "fiscal 2016", "fiscal 2016"),
    ],
)
def test_whose_year_it_is_by_the_words_before(before: str, words: str, found: str) -> None:
    assert owned(before + words, len(before), words) == found


def test_words_with_an_owner_are_read_as_one() -> None:
    for name, fiscal in known().items():
        meaning = resolve(f"{fiscal.words[0]} fiscal 2016", Context())
        assert meaning is not None
        assert (meaning.begin, meaning.until) == (year(2016, name).begin, year(2016, name).until)
