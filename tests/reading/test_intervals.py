"""The algebra of intervals: its laws, and the same answers as counting days one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dateline.reading.edtf import Dated, Doubt, parse_edtf, to_edtf
from dateline.reading.intervals import END, MINUTES_A_DAY, Interval

# A few days and a few minutes of them: small enough that intervals meet, overlap and nest often.
SMALL = 14


def intervals(low: int, high: int, step: int = 1) -> st.SearchStrategy[Interval]:
    """Intervals between two moments (minutes), one in four ends open."""
    moments = st.integers(low, high).map(lambda number: number * step)
    pairs = st.tuples(moments, moments).filter(lambda pair: pair[0] != pair[1]).map(sorted)
    opened = st.sampled_from([(False, False), (False, False), (True, False), (False, True)])
    return st.tuples(pairs, opened).map(
        lambda drawn: Interval(
            None if drawn[1][0] else drawn[0][0], None if drawn[1][1] else drawn[0][1]
        )
    )


near = intervals(0, SMALL)
anywhere = st.one_of(near, intervals(END - SMALL, END), intervals(0, END), st.just(Interval()))
by_days = st.one_of(
    intervals(0, date.max.toordinal(), MINUTES_A_DAY), intervals(0, SMALL, MINUTES_A_DAY)
)
days = st.dates()
EVERY = [
    Interval(begin, until)
    for begin, until in product([None, *range(7)], repeat=2)
    if begin is None or until is None or begin < until
]
doubts = st.sampled_from([Doubt(number) for number in range(4)])


def moments(interval: Interval) -> set[int]:
    """Every moment of a near interval, open ends cut off at a margin around all of them."""
    begin = -5 if interval.begin is None else interval.begin
    return set(range(begin, SMALL + 5 if interval.until is None else interval.until))


class TestLaws:
    @given(anywhere)
    def test_an_interval_contains_itself_and_lies_in_all_time(self, a: Interval) -> None:
        assert a.contains(a)
        assert Interval().contains(a)
        assert a.overlaps(a)

    @given(anywhere, anywhere)
    def test_two_that_contain_each_other_are_equal(self, a: Interval, b: Interval) -> None:
        assert (a.contains(b) and b.contains(a)) == (a == b)

    def test_contains_and_before_are_transitive(self) -> None:
        """Of every three intervals among seven moments, open ends included."""
        for relation in (Interval.contains, Interval.before):
            true = {(a, b) for a, b in product(EVERY, EVERY) if relation(a, b)}
            chains = {(a, c) for (a, b), (same, c) in product(true, true) if b == same}
            assert chains
            assert chains <= true

    @given(anywhere)
    def test_nothing_comes_before_itself(self, a: Interval) -> None:
        assert not a.before(a)

    @given(anywhere, anywhere)
    def test_before_goes_one_way(self, a: Interval, b: Interval) -> None:
        assert not (a.before(b) and b.before(a))
        assert a.after(b) == b.before(a)

    @given(anywhere, anywhere)
    def test_exactly_one_of_before_after_overlaps(self, a: Interval, b: Interval) -> None:
        assert [a.before(b), a.after(b), a.overlaps(b)].count(True) == 1

    @given(anywhere, anywhere)
    def test_what_meets_is_before_without_a_gap(self, a: Interval, b: Interval) -> None:
        assert a.meets(b) == (a.before(b) and a.gap(b) is None)

    @given(anywhere, anywhere)
    def test_union_and_intersection_ask_not_which_comes_first(
        self, a: Interval, b: Interval
    ) -> None:
        assert a.union(b) == b.union(a)
        assert a.intersection(b) == b.intersection(a)
        assert a.gap(b) == b.gap(a)

    @given(anywhere)
    def test_union_and_intersection_with_itself_change_nothing(self, a: Interval) -> None:
        assert a.union(a) == a == a.intersection(a)

    @given(near, near, near)
    def test_intersection_is_associative(self, a: Interval, b: Interval, c: Interval) -> None:
        left, right = a.intersection(b), b.intersection(c)
        assert (left and left.intersection(c)) == (right and a.intersection(right))

    @given(near, near, near)
    def test_union_is_associative_where_all_hang_together(
        self, a: Interval, b: Interval, c: Interval
    ) -> None:
        left, right = a.union(b), b.union(c)
        assume(left is not None and right is not None)
        assert left is not None
        assert right is not None
        assert left.union(c) == a.union(right)

    @given(anywhere, anywhere)
    def test_absorption(self, a: Interval, b: Interval) -> None:
        union, common = a.union(b), a.intersection(b)
        assert union is None or a.intersection(union) == a
        assert common is None or a.union(common) == a

    @given(anywhere, anywhere)
    def test_containing_is_a_question_of_union_and_intersection(
        self, a: Interval, b: Interval
    ) -> None:
        assert a.contains(b) == (a.union(b) == a) == (a.intersection(b) == b)

    @given(anywhere, anywhere)
    def test_a_gap_closes_the_two(self, a: Interval, b: Interval) -> None:
        gap = a.gap(b)
        assert (gap is None) == (a.union(b) is not None)
        if gap is not None:
            first, last = (a, b) if a.before(b) else (b, a)
            assert first.meets(gap)
            assert gap.meets(last)


class TestByCounting:
    """The same answers as sets of moments give."""

    @given(near, near)
    def test_relations(self, a: Interval, b: Interval) -> None:
        mine, others = moments(a), moments(b)
        assert a.contains(b) == (mine >= others)
        assert a.overlaps(b) == bool(mine & others)
        assert a.before(b) == (max(mine) < min(others))
        assert a.meets(b) == (max(mine) + 1 == min(others))
        assert (a == b) == (mine == others)

    @given(near, near)
    def test_what_they_make_together(self, a: Interval, b: Interval) -> None:
        mine, others = moments(a), moments(b)
        common, union, gap = a.intersection(b), a.union(b), a.gap(b)
        between = set(range(min(mine | others), max(mine | others))) - mine - others
        assert (moments(common) if common else set()) == mine & others
        assert (moments(gap) if gap else set()) == between
        assert (union is None) == bool(between)
        assert union is None or moments(union) == mine | others

    @given(intervals(0, 1500, MINUTES_A_DAY), st.integers(0, 1500))
    def test_days_of_an_interval(self, a: Interval, number: int) -> None:
        """Whole days by ``datetime.date`` alone: ISO dates compare like their days."""
        day = date.min + timedelta(days=number)
        begin, until = a.bounds
        inside = (begin is None or begin <= day.isoformat()) and (
            until is None or day.isoformat() < until
        )
        assert a.contains(Interval.day(day)) == inside

    @given(intervals(0, 3000))
    def test_duration_counts_minutes(self, a: Interval) -> None:
        if a.begin is None or a.until is None:
            assert a.duration is None
        else:
            assert a.duration == timedelta(minutes=len(range(a.begin, a.until)))


class TestBounds:
    @given(anywhere)
    def test_bounds_give_the_interval_back(self, a: Interval) -> None:
        assume(a.until != END)
        assert Interval.of(*a.bounds) == a

    @given(days)
    def test_a_day(self, day: date) -> None:
        begin, until = Interval.day(day).bounds
        assert begin == day.isoformat()
        assert until == ((day + timedelta(1)).isoformat() if day < date.max else None)

    def test_minutes(self) -> None:
        a = Interval.of("2016-11-10T14:30", "2016-11-11")
        assert a.bounds == ("2016-11-10T14:30", "2016-11-11T00:00")
        assert a.duration == timedelta(hours=9, minutes=30)
        assert str(a) == "2016-11-10T14:30 until 2016-11-11T00:00"

    def test_open_ends(self) -> None:
        assert Interval.of(None, "2016-01-01").bounds == (None, "2016-01-01")
        assert str(Interval.of("2016-01-01", None)) == "2016-01-01 until .."

    @pytest.mark.parametrize(
        "written",
        ["2016-11-10T14:30:59", "2016-11-10T14:30Z", "2016-11-10T14:30-05:00",
         "2016-11-10T14:30:00.25+0530"],
    )  # fmt: skip
    def test_seconds_and_zones_are_cut_off(self, written: str) -> None:
        assert Interval.of(written, None) == Interval.of("2016-11-10T14:30", None)

    def test_midnight_has_two_names(self) -> None:
        assert Interval.of("2016-02-29T24:00", None) == Interval.of("2016-03-01", None)

    @pytest.mark.parametrize(
        "written",
        ["", "2016", "2016-11", "2015-02-29", "0000-01-01", "2016-11-10T24:01", "2016-11-10T12:60",
         "2016-11-10T9:00", "2016-11-10 09:00", "yesterday", "２０１６-11-10", "2016-11-10\n"],
    )  # fmt: skip
    def test_what_is_no_bound_is_refused(self, written: str) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 (some are datetime's own words)
            Interval.of(written, None)

    @pytest.mark.parametrize(
        ("begin", "until"), [(5, 5), (6, 5), (-1, 5), (0, END + 1), (-1, None), (None, END + 1)]
    )
    def test_no_empty_interval_and_none_outside_the_calendar(
        self, begin: int | None, until: int | None
    ) -> None:
        with pytest.raises(ValueError, match="an interval"):
            Interval(begin, until)

    def test_the_calendar_s_first_and_last_moments(self) -> None:
        whole = Interval.years(1, 10000)
        assert whole == Interval(0, END)
        assert whole.bounds == ("0001-01-01", None)
        assert whole.contains(Interval(END - 1, END))
        assert not whole.contains(Interval(END - 1, None))


FORMS = [
    ("2016-11-10", "2016-11-10", "2016-11-11"),
    ("2016-02-29", "2016-02-29", "2016-03-01"),
    ("2016-12", "2016-12-01", "2017-01-01"),
    ("2016", "2016-01-01", "2017-01-01"),
    ("199X", "1990-01-01", "2000-01-01"),
    ("19XX", "1900-01-01", "2000-01-01"),
    ("2016-11-10T14:30:00", "2016-11-10T14:30", "2016-11-10T14:31"),
    ("1992/1997", "1992-01-01", "1998-01-01"),
    ("2016-11/2017-01", "2016-11-01", "2017-02-01"),
    ("2016-11-10/2016-11-12", "2016-11-10", "2016-11-13"),
    ("2016-11-10/..", "2016-11-10", None),
    ("2016/..", "2016-01-01", None),
    ("../2016-11", None, "2016-12-01"),
    ("../..", None, None),
]  # fmt: skip
# Read, but written in another form: the season as its months, for an interval is days and no word.
READ_ONLY = [
    ("2016-XX", "2016"),
    ("2016-XX-XX", "2016"),
    ("2016-11-XX", "2016-11"),
    ("2016-21", "2016-03/2016-05"),
    ("2016-24", "2016-12/2017-02"),
    ("2016-11-10T14:30", "2016-11-10T14:30:00"),
    ("2016-11-10T14:30:59Z", "2016-11-10T14:30:00"),
    ("2016/", "2016/.."),
    ("/2016", "../2016"),
    ("1990/1999", "199X"),
    ("2016-01-01/2016-12-31", "2016"),
    ("2016-02-15/2017", "2016-02-15/2017-12-31"),
    ("2016-11/2016-11-10", "2016-11-01/2016-11-10"),
    ("0001/0009", "0001/0009"),
    ("9999-12-31/9999-12-31", "9999-12-31"),
    ("9990/9999", "999X"),
]


class TestEdtf:
    @pytest.mark.parametrize(("written", "begin", "until"), FORMS)
    def test_forms(self, written: str, begin: str | None, until: str | None) -> None:
        assert parse_edtf(written) == Dated(Interval.of(begin, until))
        assert to_edtf(Interval.of(begin, until)) == written

    @pytest.mark.parametrize(("written", "canonical"), READ_ONLY)
    def test_other_forms_of_the_same(self, written: str, canonical: str) -> None:
        assert to_edtf(parse_edtf(written)) == canonical

    @given(by_days, doubts, doubts)
    def test_round_trip_of_whole_days(self, a: Interval, begin: Doubt, until: Doubt) -> None:
        dated = Dated(
            a,
            begin if a.begin is not None else Doubt.NONE,
            until if a.until is not None else Doubt.NONE,
        )
        written = to_edtf(dated)
        assert written is not None
        assert parse_edtf(written) == dated

    @given(st.integers(1, 9999), st.integers(1, 12), doubts)
    def test_round_trip_of_months_and_years(self, year: int, month: int, doubt: Doubt) -> None:
        for written in (f"{year:04d}-{month:02d}", f"{year:04d}"):
            dated = parse_edtf(written)
            assert to_edtf(dated) == written
            doubtful = Dated(dated.interval, doubt, doubt)
            assert parse_edtf(to_edtf(doubtful) or "") == doubtful

    @given(st.integers(1, 998), st.integers(1, 98))
    def test_round_trip_of_decades_and_centuries(self, decade: int, century: int) -> None:
        assert to_edtf(parse_edtf(f"{decade:03d}X")) == f"{decade:03d}X"
        assert to_edtf(parse_edtf(f"{century:02d}XX")) == f"{century:02d}XX"

    @given(st.integers(0, END - 1))
    def test_round_trip_of_minutes(self, minute: int) -> None:
        a = Interval(minute, minute + 1)
        assert parse_edtf(to_edtf(a) or "") == Dated(a)

    @given(anywhere)
    def test_an_interval_has_its_form_or_none(self, a: Interval) -> None:
        written = to_edtf(a)
        midnights = all((moment or 0) % MINUTES_A_DAY == 0 for moment in (a.begin, a.until))
        assert (written is not None) == (midnights or a.duration == timedelta(minutes=1))
        assert written is None or parse_edtf(written).interval == a

    def test_doubt(self) -> None:
        assert parse_edtf("2016-11?").begin == parse_edtf("2016-11?").until == Doubt.UNCERTAIN
        assert parse_edtf("2016~/2017%") == Dated(
            Interval.years(2016, 2018), Doubt.APPROXIMATE, Doubt.UNCERTAIN | Doubt.APPROXIMATE
        )
        assert to_edtf(Dated(Interval.years(2016, 2017), until=Doubt.APPROXIMATE)) == "2016/2016~"

    def test_there_is_no_doubt_about_a_minute(self) -> None:
        assert to_edtf(Dated(Interval(5, 6), Doubt.UNCERTAIN, Doubt.UNCERTAIN)) is None

    @pytest.mark.parametrize(
        "written",
        ["", "..", "soon", "16-11-10", "2016-13", "2015-02-29", "2016-20", "0000", "-0044", "000X",
         "00XX", "199X-05", "2016-XX-05", "2016/2015", "2016/2017/2018", "2016-11-10T25:00",
         "2016-11-10T14:30?", "2016-11-10T14:30/2016-11-11", "Y17000", "2016??", " 2016",
         "2016-11-31/..", "9999-24"],
    )  # fmt: skip
    def test_what_is_none_is_refused(self, written: str) -> None:
        with pytest.raises(ValueError):  # noqa: PT011 (some are datetime's own words)
            parse_edtf(written)

    @given(st.text("0123456789-/.X?~%T:Z", max_size=30))
    def test_any_text_is_read_or_refused(self, written: str) -> None:
        try:
            dated = parse_edtf(written)
        except ValueError:
            return
        assert parse_edtf(to_edtf(dated) or "").interval == dated.interval
