"""The times suite on cases that were counted by hand; no model is used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.reading.times.timeml import Document, Timex
from dateline.records import Article, Time
from dateline.score import measure
from dateline.score.times import Answer, answer, from_times, load, pairs, score
from dateline.score.tools import Tools
from evaluation import time_errors
from evaluation.gate import FOLDER
from evaluation.time_errors import Error, errors, kind_of, table

TEXT = "Talks at R&D began on late Monday and may last two more weeks, or until May 2017."
TML = """\
<TimeML>
<DCT><TIMEX3 tid="t0" type="DATE" value="2017-03-09" functionInDocument="CREATION_TIME">\
March 9</TIMEX3></DCT>
<EXTRAINFO>Sent on <TIMEX3 tid="t9" type="DATE" value="2017">2017</TIMEX3></EXTRAINFO>
<TEXT>Talks at R&amp;D <EVENT eid="e1">began</EVENT> on <TIMEX3 tid="t1" type="DATE" \
value="2017-03-06">late Monday</TIMEX3> and may last <TIMEX3 tid="t2" type="DURATION" \
value="P2W">two more weeks</TIMEX3>, or until <TIMEX3 tid="t3" type="DATE" value="2017-05">\
May 2017</TIMEX3>.</TEXT>
</TimeML>
"""
SAMPLE = sorted((FOLDER / "gold" / "times").glob("*.tml"))


def found(words: str, type: str = "DATE", value: str | None = None, text: str = TEXT) -> Answer:
    start = text.index(words)
    return Answer(start, start + len(words), type, value)


def timex(words: str, type: str = "DATE", value: str | None = None, text: str = TEXT) -> Timex:
    each = found(words, type, value, text)
    return Timex("t1", each.start, each.end, words, type, value)


GOLD = Document(
    TEXT,
    (
        timex("late Monday", "DATE", "2017-03-06"),
        timex("two more weeks", "DURATION", "P2W"),
        timex("May 2017", "DATE", "2017-05"),
    ),
    published="2017-03-09",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "talks.tml"
    path.write_text(TML, encoding="utf-8")
    return path


def test_only_what_stands_in_the_text_is_gold(file: Path) -> None:
    (gold,) = load(file)
    assert (gold.text, gold.published) == (TEXT, "2017-03-09")
    assert [(t.text, t.type, t.value) for t in gold.times] == [
        (t.text, t.type, t.value) for t in GOLD.times
    ]
    assert [TEXT[t.start : t.end] for t in gold.times] == [t.text for t in GOLD.times]


def counts(*answers: Answer, gold: Document = GOLD) -> dict[str, int]:
    return {f.name: f.correct for f in score([gold], [answers])}


@pytest.mark.parametrize(
    ("answers", "relaxed", "strict", "type", "value"),
    [
        ([], 0, 0, 0, 0),
        ([found("late Monday", "DATE", "2017-03-06")], 1, 1, 1, 1),
        ([found("Monday", "DATE", "2017-03-06")], 1, 0, 1, 1),
        ([found("two", "DURATION", "P2W"), found("weeks", "SET", "P1W")], 1, 0, 0, 0),
        ([found("two more weeks", "DATE", "P2W")], 1, 1, 0, 1),
        ([found("May 2017", "DATE", None)], 1, 1, 1, 0),
        ([found("began on ", "DATE", "2017-03-06")], 0, 0, 0, 0),
        ([found("on late Monday and may last two", "DATE", "2017-03-06")], 1, 0, 1, 1),
    ],
)
def test_pairs_are_counted(
    answers: list[Answer], relaxed: int, strict: int, type: int, value: int
) -> None:
    expected = {"relaxed": relaxed, "strict": strict, "type": type, "value": value}
    assert counts(*answers) == expected


def test_a_value_is_the_relaxed_figure_times_the_share_of_right_values() -> None:
    answers = [
        found("Monday", "DATE", "2017-03-06"),
        found("two more weeks", "DURATION", "P1W"),
        found("Talks"),
        found("R&D"),
    ]
    relaxed, strict, type_, value = score([GOLD], [answers])
    assert (relaxed.precision, relaxed.recall, relaxed.f1) == (50.0, 66.67, 57.14)
    assert (strict.precision, strict.recall) == (25.0, 33.33)
    assert type_.f1 == relaxed.f1
    assert value.f1 == pytest.approx(relaxed.f1 / 2, abs=0.01)


def test_the_same_extent_goes_before_a_longer_overlap() -> None:
    text = "the first week of May 2017"
    gold = [timex("May 2017", text=text), timex("the first week", text=text)]
    answers = [found("the first week of May", text=text), found("May 2017", text=text)]
    assert pairs(text, gold, answers) == [(0, 1), (1, 0)]


def test_one_answer_given_twice_is_right_once() -> None:
    twice = [found("May 2017", "DATE", "2017-05")] * 2
    relaxed, *_ = score([GOLD], [twice])
    assert (relaxed.correct, relaxed.system) == (1, 2)


def test_blanks_at_the_ends_do_not_count_and_empty_extents_pair_with_nothing() -> None:
    blank = found("May 2017")
    assert counts(Answer(blank.start - 1, blank.end, "DATE", None))["strict"] == 1
    assert counts(Answer(blank.start + 2, blank.start + 2, "DATE", None))["relaxed"] == 0
    assert counts(Answer(len(TEXT), len(TEXT), "DATE", None))["relaxed"] == 0


def time_of(article: Article, words: str) -> Time:
    start = article.text.index(words)
    return Time(id="t1", start=start, end=start + len(words), text=words, type="DATE",
                value=article.published, begin=None, until=None, basis="relative")  # fmt: skip


def no(text: str) -> None:
    raise AssertionError("times are measured from the article")


def test_any_callable_can_be_measured_and_gets_the_creation_time(file: Path) -> None:
    tools = Tools(no, no, times=lambda article: [time_of(article, "May 2017")])
    result = measure("times", [file, file], tools=tools)
    assert (result.documents, result.figure("strict").correct) == (2, 2)
    assert answer(GOLD, tools) == (found("May 2017", "DATE", "2017-03-09"),)


def test_offsets_are_carried_to_the_gold_text() -> None:
    text = "\n\n  It reopens   on\nMonday . \n"
    article = Article(id="", text="It reopens on Monday. Tuesday", published_basis="none")
    times = [time_of(article, "Monday"), time_of(article, "Tuesday")]
    monday, tuesday = from_times(times, article, text)
    assert text[monday.start : monday.end] == "Monday"
    assert (tuesday.start, tuesday.end) == (len(text), len(text))


def test_tools_without_times_and_files_of_another_kind_are_told(file: Path) -> None:
    with pytest.raises(UsageError, match="times="):
        measure("times", [file], tools=Tools(no, no))
    file.write_text("<TimeML>May", encoding="utf-8")
    with pytest.raises(UsageError, match="not in the format"):
        measure("times", [file], tools=Tools(no, no))


def test_many_files_are_not_all_listed(file: Path) -> None:
    tools = Tools(no, no, times=lambda article: [])
    said = measure("times", [file] * 9, tools=tools).to_text()
    assert "talks.tml … talks.tml, 9 files (9 documents" in said


@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_the_sample_scored_against_itself_is_right(path: Path) -> None:
    (gold,) = load(path)
    assert gold.published
    assert all(t.value and t.text == t.text.strip() for t in gold.times)
    assert [f.f1 for f in score([gold], [gold.times])] == [100.0] * 4
    assert time_errors.OTHER not in {kind_of(gold.text, t) for t in gold.times}


def test_the_sample_is_there() -> None:
    assert len(SAMPLE) == 5
    assert sum(len(load(path)[0].times) for path in SAMPLE) == 42


@pytest.mark.parametrize(
    ("words", "type", "value", "kind"),
    [
        ("late Monday", "DATE", "2017-03-06", "weekday"),
        ("today", "DATE", "2017-03-06", "day"),
        ("March 6", "DATE", "2017-03-06", "date"),
        ("3/6", "DATE", "2017-03-06", "date"),
        ("now", "DATE", "PRESENT_REF", "vague reference"),
        ("years", "DURATION", "PXY", "vague duration"),
        ("two years", "DURATION", "P2Y", "duration"),
        ("noon", "TIME", "2017-03-06T12:00", "clock time"),
        ("Monday night", "TIME", "2017-03-06TNI", "part of day"),
        ("every Monday", "SET", "XXXX-WXX-1", "set"),
        ("this week", "DATE", "2017-W10", "week"),
        ("the quarter", "DATE", "2017-Q1", "quarter or half"),
        ("last fall", "DATE", "2016-FA", "season"),
        ("in May", "DATE", "2017-05", "month"),
        ("2017", "DATE", "2017", "year"),
        ("the 1990s", "DATE", "199", "decade or century"),
        ("the 1992-1997 war", "DATE", "1992/1997", "span of dates"),
        ("Friday", "DATE", None, "no value"),
        ("early this month", "DATE", "1998-12-XX", "date known in part"),
        ("9 a.m. Tuesday", "DATE", "2000-04-04T09:00", "clock time"),
        ("?", "DATE", "?", "other"),
    ],
)
def test_kinds(words: str, type: str, value: str | None, kind: str) -> None:
    assert kind_of(words, Answer(0, len(words), type, value)) == kind


def seen(*answers: Answer) -> list[tuple[str, str]]:
    return [(each.what, each.kind) for each in errors(GOLD, answers)]


def test_errors_are_named() -> None:
    right = [Answer(t.start, t.end, t.type, t.value) for t in GOLD.times]
    assert seen(*right) == []
    assert seen(replace(right[0], start=right[0].start + 5), *right[1:]) == [
        ("extent too short", "weekday")
    ]
    assert seen(replace(right[0], start=right[0].start - 3), *right[1:]) == [
        ("extent too long", "weekday")
    ]
    assert seen(replace(right[0], start=right[0].start - 3, end=right[0].end - 2), *right[1:]) == [
        ("extent beside", "weekday")
    ]
    assert seen(replace(right[0], type="TIME", value=None), *right[1:]) == [
        ("wrong type", "weekday"),
        ("no value", "weekday"),
    ]
    assert seen(right[0], replace(right[1], value="PXW"), found("R&D", "SET", "P1D")) == [
        ("wrong value", "duration"),
        ("missed", "month"),
        ("spurious", "set"),
    ]


def test_words_are_printed_only_on_demand() -> None:
    wrong = [*errors(GOLD, [found("R&D", "SET", "P1D")])]
    assert table(wrong).splitlines()[0].split() == ["3", "missed"]
    assert "Monday" not in table(wrong)
    assert "'late Monday' DATE 2017-03-06 → nothing" in table(wrong, examples=1)
    assert Error("spurious", "set", found=found("R&D"), text=TEXT).to_text() == (
        "nothing → 'R&D' DATE -"
    )
