"""Days that are counted by rule, against published calendars."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.reading.times.moons import hanukkah, hebrew, orthodox_easter


@pytest.mark.parametrize(
    "day",
    [date(2010, 4, 4), date(2013, 5, 5), date(2016, 5, 1), date(2021, 5, 2), date(2024, 5, 5)],
)
def test_orthodox_easter(day: date) -> None:
    assert orthodox_easter(day.year) == day


@pytest.mark.parametrize(
    "day",
    [date(2015, 9, 14), date(2016, 10, 3), date(2019, 9, 30), date(2023, 9, 16), date(2024, 10, 3)],
)
def test_hebrew_new_year(day: date) -> None:
    assert hebrew(day.year, 0) == day
    assert day.weekday() not in (2, 4, 6)  # never on Wednesday, Friday or Sunday


@pytest.mark.parametrize("day", [date(2014, 12, 17), date(2016, 12, 25), date(2021, 11, 29)])
def test_hanukkah(day: date) -> None:
    assert hanukkah(day.year) == day


def test_passover_is_counted_back_from_the_new_year() -> None:
    assert hebrew(2024, -163) == date(2024, 4, 23)
    assert hebrew(2016, -163) == date(2016, 4, 23)
