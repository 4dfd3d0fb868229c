"""What a person is told of a reading, before any layout."""

from __future__ import annotations

import typing

import pytest

from dateline import records
from dateline.records import Count, Unread
from dateline.show import wording
from dateline.show.view import View, _count, view
from tests.show.sample import TEXT, bare, sample, words


@pytest.fixture(scope="module")
def shown() -> View:
    return view(sample())


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (wording.PUBLISHED_BASIS, records.PublishedBasis),
        (wording.ENTITY_TYPE, records.EntityType),
        (wording.ROLE_STATUS, records.RoleStatus),
        (wording.STATEMENT_KIND, records.StatementKind),
        (wording.PLACE_BASIS, records.PlaceBasis),
        (wording.TIME_BASIS, records.ReportTimeBasis),
        (wording.EXPRESSION_BASIS, records.TimeBasis),
        (wording.STATUS, records.Status),
        (wording.RESPONSIBILITY, records.Responsibility),
    ],
)
def test_every_code_has_its_words(table: dict[str, str], values: object) -> None:
    assert set(table) == set(typing.get_args(values))


@pytest.mark.parametrize(
    ("begin", "until", "shown"),
    [
        ("2015-05-27", "2015-05-28", "2015-05-27"),
        ("2015-05-01", "2015-06-01", "2015-05"),
        ("2015-12-01", "2016-02-01", "2015-12 to 2016-01"),
        ("1992-01-01", "1998-01-01", "1992 to 1997"),
        ("2015-01-01", "2016-01-01", "2015"),
        ("2015-05-04", "2015-05-11", "2015-05-04 to 2015-05-10"),
        ("2015-05-27T10:00", "2015-05-27T11:00", "2015-05-27T10:00 to 2015-05-27T11:00"),
        ("2015-05-28", "2015-05-27", "2015-05-28 to 2015-05-27"),
        ("2015-02-31", "2015-03-01", "2015-02-31 to 2015-03-01"),
        ("2015-05-27", None, "from 2015-05-27"),
        (None, "2015-05-27", "before 2015-05-27"),
        (None, None, None),
    ],
)
def test_a_period_reads_as_a_person_writes_it(
    begin: str | None, until: str | None, shown: str | None
) -> None:
    assert wording.period(begin, until) == shown


@pytest.mark.parametrize(
    ("best", "low", "high", "shown"),
    [
        (12, 12, 12, "12 killed"),
        (12, 10, 15, "12 (between 10 and 15) killed"),
        (4000, None, None, "4,000 killed"),
        (6, 6, None, "at least 6 killed"),
        (6, None, 6, "at most 6 killed"),
        (None, 10, 20, "10 to 20 killed"),
        (None, None, None, "number not given killed"),
    ],
)
def test_a_count_says_no_more_than_is_known(
    best: int | None, low: int | None, high: int | None, shown: str
) -> None:
    count = Count(start=0, end=1, text="x", what="killed", best=best, low=low, high=high)
    assert _count(count) == f"{shown} (“x”)"


def test_a_speaker_has_a_full_name_and_the_words_used(shown: View) -> None:
    speakers = [s.speaker and (s.speaker.name, s.speaker.words) for s in shown.statements]
    assert speakers == [
        ("Daren Tolvik", "Colonel Daren Tolvik"),
        ("Daren Tolvik", "he"),
        ("Mira Askalen", None),
        ("two aid workers", None),
        None,
    ]


def test_roles_say_whether_they_last(shown: View) -> None:
    roles = {entity.name: entity.roles for entity in shown.entities}
    assert roles["Mira Askalen"] == (
        "transport minister (former)",
        "leader, Free Valley Movement (current or former: not said)",
    )


def test_places_are_told_once_and_not_among_the_people(shown: View) -> None:
    assert [place.name for place in shown.places] == ["Sarvand"]
    assert "Sarvand" not in [entity.name for entity in shown.entities]
    assert set(shown.places[0].ids) == {"p1", "p2", "e1"}
    assert len(shown.places[0].marks) == TEXT.count("Sarvand") + TEXT.count("SARVAND")


def test_a_report_says_how_it_knows(shown: View) -> None:
    attack, denied, planned, background = shown.reports
    assert (attack.place, attack.place_basis) == ("Sarvand, XKS", "stated")
    assert (attack.time, attack.time_basis) == ("2016-11-09", "stated: “Wednesday”")
    assert attack.counts == ("12 killed (“a dozen”)",)
    assert denied.actors[0].hint == "denies it"
    assert (planned.time, planned.time_basis) == ("“Friday”", "not resolved")
    assert planned.said_by == (("s5", "not named"), ("s4", "two aid workers"))
    assert background.said_by == ()
    assert background.background


def test_what_is_no_news_is_listed_as_not_read(shown: View) -> None:
    assert [stretch.why for stretch in shown.unread] == [
        "credit", "comment form", "page furniture",
    ]  # fmt: skip


def test_a_block_named_as_unread_is_not_listed_twice() -> None:
    text = "Leave a comment"
    block = records.Block(kind="furniture", start=0, end=len(text))
    unread = Unread(start=0, end=len(text), why="comment form")
    assert [u.why for u in view(bare(text, blocks=(block,), unread=(unread,))).unread] == [
        "comment form"
    ]


def test_an_unknown_date_and_outlet_are_said_to_be_unknown() -> None:
    shown = view(bare("Words."))
    assert shown.about == ("outlet unknown", "publication date unknown")
    assert shown.empty


def test_words_are_evidence(shown: View) -> None:
    assert shown.reports[0].evidence == (TEXT[75:175],)
    assert words("attacked")["start"] == 82
