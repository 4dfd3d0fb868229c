"""Times of reports against judgements: what an answer is worth, and the judgements themselves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dateline.records import Anchor, Report, ReportTime, Span
from dateline.score import gold_hash
from evaluation import report_times
from evaluation.gate import VARIABLE, Floor
from evaluation.judged import below, find, floors
from evaluation.report_times import GOLD, SECTION, Case, figures, judgements, table
from evaluation.report_times_outcomes import Days, Judgement, days, outcome

TUESDAY = date(2016, 11, 8)


def judged(
    begin: str | None, until: str | None, basis: str = "stated", **more: object
) -> Judgement:
    fields = {
        "n": 0, "article": "a", "type": "ASSAULT", "anchor": (10, 18), "event": True,
        "begin": begin, "until": until, "precision": "day", "basis": basis, "background": False,
        "status": "happened", "why": "invented", **more,
    }  # fmt: skip
    return Judgement.model_validate(fields)


def answer(begin: str | None, until: str | None, basis: str = "stated") -> ReportTime:
    return ReportTime.model_validate({"begin": begin, "until": until, "basis": basis})


def report(start: int, end: int, time: ReportTime, kind: str = "ASSAULT") -> Report:
    anchor = Anchor(start=start, end=end, text="x" * (end - start))
    evidence = (Span(start=start, end=end),)
    return Report(id="r1", type=kind, anchor=anchor, time=time, evidence=evidence, confidence=1)


MONDAY = ("2016-11-07", "2016-11-08")
TODAY = ("2016-11-08", "2016-11-09")
WEEK = ("2016-11-07", "2016-11-14")
YEAR = ("2016-01-01", "2017-01-01")


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        (MONDAY, answer(*MONDAY), "right"),
        (MONDAY, answer(*MONDAY, "published"), "right"),
        (MONDAY, answer("2016-11-07T14:30", "2016-11-07T14:31"), "right"),
        (MONDAY, answer("2016-11-07T20:00", "2016-11-08T00:00"), "right"),
        (MONDAY, answer(*TODAY), "wrong"),
        (MONDAY, answer(*TODAY, "published"), "wrong"),
        (MONDAY, answer(*YEAR), "coarse"),
        (MONDAY, answer(None, None, "none"), "missed"),
        (MONDAY, answer(None, None, "stated"), "missed"),
        # This week ends today for what is over; a day of it is not what the text says.
        (WEEK, answer("2016-11-07", "2016-11-09"), "right"),
        (WEEK, answer(*MONDAY), "wrong"),
        (WEEK, answer(*TODAY, "published"), "missed"),
        # A meeting of three days: each of them; not the month.
        (("2016-11-02", "2016-11-05"), answer("2016-11-03", "2016-11-04"), "right"),
        (("2016-11-02", "2016-11-05"), answer("2016-11-03", "2016-11-06"), "right"),
        (("2016-11-02", "2016-11-05"), answer("2016-11-01", "2016-12-01"), "coarse"),
        # "a year ago"
        (("2015-09-01", "2016-02-01"), answer("2015-01-01", "2016-01-01"), "right"),
        (("2015-09-01", "2016-02-01"), answer("2015-11-08", "2015-11-09"), "wrong"),
        # "since 2005", no end
        (("2005-01-01", None), answer("2005-01-01", None), "right"),
    ],
)
def test_where_the_text_says_when(gold: tuple[str, str], given: ReportTime, expected: str) -> None:
    assert outcome(judged(*gold), given, TUESDAY) == expected


@pytest.mark.parametrize(
    ("gold", "given", "expected"),
    [
        ((None, "2016-11-09"), answer(None, None, "none"), "honest"),
        ((None, "2016-11-09"), answer(*TODAY, "published"), "honest"),
        ((None, "2016-11-09"), answer(*TODAY, "context"), "claimed"),
        ((None, "2016-11-08"), answer(*TODAY, "published"), "wrong"),
        ((None, None), answer(*MONDAY), "claimed"),
        (("2016-11-07", "2016-11-09"), answer(*YEAR), "claimed"),
        (("2016-11-07", "2016-11-09"), answer("2016-11-20", "2016-11-21"), "wrong"),
    ],
)
def test_where_it_does_not(
    gold: tuple[str | None, str | None], given: ReportTime, expected: str
) -> None:
    assert outcome(judged(*gold, basis="implied"), given, TUESDAY) == expected


def test_what_lies_ahead_is_not_cut_at_publication() -> None:
    gold = judged("2016-11-10", "2016-11-12", status="planned")
    assert outcome(gold, answer("2016-11-10", "2016-11-11"), TUESDAY) == "right"
    assert outcome(gold, answer("2016-11-12", "2016-11-13"), TUESDAY) == "wrong"


@pytest.mark.parametrize("bound", ["-0044-03-15", "9999-12-31T10:00", "yesterday"])
def test_bounds_outside_the_calendar_are_no_time(bound: str) -> None:
    assert days(bound, bound) is None


def test_a_report_is_found_by_type_and_overlap() -> None:
    time = answer(*MONDAY)
    gold = judged(*MONDAY)
    other, beside = report(10, 18, time, "AID"), report(18, 20, time)
    assert find(gold, [other, beside]) is None
    assert find(gold, [other, beside, report(16, 20, time)]) == report(16, 20, time)


def test_figures_and_table_count_what_is_there() -> None:
    right = Case(judged(*MONDAY), TUESDAY, report(10, 18, answer(*MONDAY)))
    gone = Case(judged(*MONDAY), TUESDAY)
    over = Case(judged(*TODAY, basis="implied"), TUESDAY, report(10, 18, answer(*TODAY)))
    assert figures([right, gone, over]) == pytest.approx(
        {
            "events found": 200 / 3,
            "said, right": 100,
            "unsaid, honest": 0,
            "right or open": 50,
            "not wrong": 100,
        }
    )
    assert [c.overclaims for c in (right, gone, over)] == [False, False, True]
    (row,) = [line for line in table([right, gone, over]).splitlines() if line.startswith("all")]
    assert [int(cell) for cell in row.split()[1:]] == [3, 1, 1, 0, 0, 1, 0, 0]


def test_a_figure_below_its_floor_is_named() -> None:
    floor = Floor(figure="not wrong", floor=80.0, margin=1.0, reason="two reports")
    assert not list(below({"not wrong": 79.0}, [floor]))
    (message,) = below({"not wrong": 78.9}, [floor])
    assert "not wrong 78.9" in message
    assert "floors.toml" in message


def test_without_the_articles_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    assert report_times.main([]) == 2
    assert "newswire.jsonl is not there" in capsys.readouterr().err
    monkeypatch.delenv(VARIABLE)
    assert report_times.main([]) == 2
    assert f"{VARIABLE} is not set" in capsys.readouterr().err


def test_the_judgements_are_those_of_the_floors_and_sound() -> None:
    sha, least = floors(SECTION)
    assert gold_hash([GOLD]) == sha
    assert {floor.figure for floor in least} == set(figures([]))
    gold = judgements()
    assert [each.n for each in gold] == list(range(200))
    for each in gold:
        assert each.anchor[0] < each.anchor[1]
        assert len(each.why.split()) <= 12
        span = Days(each.begin or date.min, each.until or date.max)
        assert span.length > 0
        assert not each.said or each.begin or each.until
