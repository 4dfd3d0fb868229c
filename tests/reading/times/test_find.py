"""Time expressions: tables of invented sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.times import find_times
from dateline.records import Article, Block, Note, Time
from tests.build import article_of, doc_of

NLP = spacy.blank("en")
THURSDAY = "2015-05-28"


def times_in(text: str, published: str | None = THURSDAY) -> tuple[Time, ...]:
    doc = NLP.make_doc(text)
    return find_times(doc, article_of(doc, published))[0]


EXPLICIT = [
    ("on 10 November 2016", "10 November 2016", "2016-11-10", "2016-11-10", "2016-11-11"),
    ("on the 10th of November, 2016", "the 10th of November, 2016", "2016-11-10", None, None),
    ("on November 10, 2016,", "November 10, 2016", "2016-11-10", None, None),
    ("on Thursday, Nov. 10, 2016", "Thursday, Nov. 10, 2016", "2016-11-10", None, None),
    ("on 2016-11-10.", "2016-11-10", "2016-11-10", None, None),
    ("on 25/12/2016", "25/12/2016", "2016-12-25", None, None),
    ("on 12/25/2016", "12/25/2016", "2016-12-25", None, None),
    ("in early April 2015", "early April 2015", "2015-04", "2015-04-01", "2015-04-11"),
    ("in December 2015", "December 2015", "2015-12", "2015-12-01", "2016-01-01"),
    ("since 1992,", "1992", "1992", "1992-01-01", "1993-01-01"),
    ("the 1992-1997 war", "1992-1997", "1992/1997", "1992-01-01", "1998-01-01"),
    ("in 1999-05", "1999-05", None, None, None),
    ("in the 1990s", "the 1990s", "199", "1990-01-01", "2000-01-01"),
    ("in the 20th century", "the 20th century", "19", "1901-01-01", "2001-01-01"),
    ("in summer 2014", "summer 2014", "2014-SU", "2014-06-01", "2014-09-01"),
]


@pytest.mark.parametrize(("text", "words", "value", "begin", "until"), EXPLICIT)
def test_explicit(
    text: str, words: str, value: str | None, begin: str | None, until: str | None
) -> None:
    found = times_in(f"It began {text}", None)
    if value is None:
        assert words not in [time.text for time in found]
        return
    [time] = found
    assert (time.text, time.value, time.basis) == (words, value, "explicit")
    if begin:
        assert (time.begin, time.until) == (begin, until)


RELATIVE = [
    ("They met Wednesday.", "Wednesday", "2015-05-27"),
    ("They met on Thursday.", "Thursday", "2015-05-28"),
    ("They met last Thursday.", "last Thursday", "2015-05-21"),
    ("They meet next Friday.", "next Friday", "2015-06-05"),
    ("They met on Friday night.", "Friday night", "2015-05-22TNI"),
    ("They met yesterday.", "yesterday", "2015-05-27"),
    ("They meet today.", "today", "2015-05-28"),
    ("They meet tomorrow.", "tomorrow", "2015-05-29"),
    ("They meet tonight.", "tonight", "2015-05-28TNI"),
    ("They met last week.", "last week", "2015-W21"),
    ("They met last month.", "last month", "2015-04"),
    ("They meet next year.", "next year", "2016"),
    ("They met three days ago.", "three days ago", "2015-05-25"),
    ("They met a year ago.", "a year ago", "2014"),
    ("They met two weeks ago.", "two weeks ago", "2015-W20"),
    ("They met in April.", "April", "2015-04"),
    ("They met in November.", "November", "2014-11"),
    ("They met last May.", "last May", "2014-05"),
    ("They met on May 27.", "May 27", "2015-05-27"),
    ("They met on Nov. 10.", "Nov. 10", "2014-11-10"),
    ("They meet on June 9.", "June 9", "2015-06-09"),
    ("They met on 29 February.", "29 February", "2012-02-29"),
    ("They met at 10:30 p.m.", "10:30 p.m.", "2015-05-28T22:30"),
    ("They met at 0530 GMT.", "0530 GMT", "2015-05-28T05:30Z"),
]


@pytest.mark.parametrize(("text", "words", "value"), RELATIVE)
def test_relative(text: str, words: str, value: str) -> None:
    [time] = times_in(text)
    assert (time.text, time.value, time.basis) == (words, value, "relative")
    assert time.begin is not None
    assert time.until is not None
    assert time.begin < time.until


@pytest.mark.parametrize(
    ("text", "type", "value"),
    [
        ("a 10-minute clip", "DURATION", "PT10M"),
        ("for three years", "DURATION", "P3Y"),
        ("for several months", "DURATION", "PXM"),
        ("for two decades", "DURATION", "P20Y"),
        ("for half an hour", "DURATION", "PT30M"),
        ("every day", "SET", "P1D"),
        ("every two weeks", "SET", "P2W"),
        ("each Monday", "SET", "XXXX-WXX-1"),
        ("paid monthly", "SET", "P1M"),
    ],
)
def test_durations_and_sets(text: str, type: str, value: str) -> None:
    [time] = times_in(text, None)
    assert (time.type, time.value, time.begin, time.until) == (type, value, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "They may march again.",
        "It was the second attack, a second man said.",
        "Some 1950 people came; 300 left.",
        "He paid $2000 for it.",
        "A 20-year-old man.",
        "Flight 1992 left gate 12.",
        "On 30 February 1999x and 40 May.",
        "It scored 12.5 and 3/4.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times_in(text) == ()


MEET = """
The DET the 2 det
ministers NOUN minister 4 nsubj
will AUX will 4 aux
meet VERB meet 0 root
on ADP on 6 case
{word} PROPN {word} 4 {dep}
. PUNCT . 4 punct
"""


@pytest.mark.parametrize(
    ("word", "value"),
    [("Wednesday", "2015-06-03"), ("Thursday", "2015-05-28"), ("Friday", "2015-05-29")],
)
def test_a_future_verb_looks_ahead(word: str, value: str) -> None:
    doc = doc_of(MEET.format(word=word, dep="obl"))
    assert find_times(doc, article_of(doc, THURSDAY))[0][0].value == value


def test_without_publication_date_relative_ones_stay_open() -> None:
    doc = NLP.make_doc("On Wednesday, and on Wednesday 10 days ago, and in 1992.")
    times, notes = find_times(doc, article_of(doc))
    assert [(t.value, t.begin, t.until, t.basis) for t in times[:2]] == [
        (None, None, None, "unresolved"),
        (None, None, None, "unresolved"),
    ]
    assert times[-1].basis == "explicit"
    [note] = notes
    assert isinstance(note, Note)
    assert note.code == "time-unresolved"
    assert note.message.count('"Wednesday"') == 1
    assert "10 days ago" in note.message


def test_only_read_blocks_are_searched() -> None:
    text = "On 1 May 2015.\nPosted 2 May 2015"
    blocks = (
        Block(kind="paragraph", start=0, end=14),
        Block(kind="furniture", start=15, end=len(text)),
    )
    article = Article(id="x", text=text, blocks=blocks)
    assert [t.value for t in find_times(NLP.make_doc(text), article)[0]] == ["2015-05-01"]


WORDS = [
    *("Monday", "May", "last", "10", "9999", "2015", "days ago", "years", ",", "-", "in", "31"),
    *("99999999999", "months", "century", "the 1990s", ":30", "p.m.", "/", "every", "next", "é"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join) | st.text(max_size=60))
def test_any_text_gives_grounded_times_in_order(text: str) -> None:
    for published in (None, "0001-01-01", THURSDAY, "9999-12-31", "nonsense"):
        times = times_in(text, published)
        assert all(text[t.start : t.end] == t.text for t in times)
        assert all(a.end <= b.start for a, b in pairwise(times))
        assert [t.id for t in times] == [f"t{n}" for n in range(1, len(times) + 1)]
