"""Days of true new moons and of the equinox, against published calendars."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dateline.reading.times.new_moons import diwali, islamic, lunar_new_year, nowruz


@pytest.mark.parametrize(
    ("month", "day", "when"),
    [
        (9, 1, date(2016, 6, 6)), (9, 1, date(2017, 5, 27)), (9, 1, date(2019, 5, 6)),
        (9, 1, date(2023, 3, 23)), (9, 1, date(2025, 3, 1)), (10, 1, date(2016, 7, 6)),
        (10, 1, date(2021, 5, 13)), (10, 1, date(2023, 4, 21)), (10, 1, date(2024, 4, 10)),
        (12, 10, date(2017, 9, 1)), (12, 10, date(2020, 7, 31)), (12, 10, date(2024, 6, 16)),
        (12, 10, date(2025, 6, 6)), (1, 10, date(2016, 10, 11)),
    ],
)  # fmt: skip
def test_islamic_days_of_saudi_arabia(month: int, day: int, when: date) -> None:
    assert islamic(when.year, month, day) == [when]


@pytest.mark.parametrize(
    ("month", "day", "when"),
    [(9, 1, date(1995, 2, 1)), (9, 1, date(2018, 5, 17)), (12, 10, date(2016, 9, 12))],
)
def test_islamic_days_within_one_of_the_sighted(month: int, day: int, when: date) -> None:
    assert abs(islamic(when.year, month, day)[0] - when) <= timedelta(days=1)


def test_an_islamic_day_falls_into_some_years_twice() -> None:
    assert islamic(2000, 10, 1) == [date(2000, 1, 8), date(2000, 12, 27)]


def test_islamic_months_have_29_or_30_days() -> None:
    for year in range(1900, 2100):
        for month in range(1, 12):
            first = islamic(year, month, 1)[0]
            after = [d for y in (year, year + 1) for d in islamic(y, month + 1, 1) if d > first]
            assert (after[0] - first).days in (29, 30)


def test_there_was_no_islamic_year_before_the_first() -> None:
    with pytest.raises(ValueError, match="does not fall"):
        islamic(500, 9, 1)


@pytest.mark.parametrize(
    "day",
    [date(1949, 1, 29), date(1985, 2, 20), date(2000, 2, 5), date(2007, 2, 18),
     date(2016, 2, 8), date(2017, 1, 28), date(2020, 1, 25), date(2023, 1, 22), date(2024, 2, 10),
     date(2033, 1, 31), date(2034, 2, 19)],
)  # fmt: skip
def test_lunar_new_year(day: date) -> None:
    assert lunar_new_year(day.year) == day


@pytest.mark.parametrize(
    "day",
    [date(2009, 10, 17), date(2013, 11, 3), date(2016, 10, 30), date(2019, 10, 27),
     date(2020, 11, 14), date(2023, 11, 12), date(2024, 10, 31), date(2025, 10, 20)],
)  # fmt: skip
def test_diwali(day: date) -> None:
    assert diwali(day.year) == day


@pytest.mark.parametrize(
    "day",
    [date(1979, 3, 21), date(1996, 3, 20), date(1997, 3, 21), date(2016, 3, 20), date(2017, 3, 21),
     date(2020, 3, 20), date(2023, 3, 21), date(2025, 3, 21)],
)  # fmt: skip
def test_nowruz(day: date) -> None:
    assert nowruz(day.year) == day
