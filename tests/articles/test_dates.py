"""Datelines and publication dates. All texts are invented."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline import UsageError, articles
from dateline.articles import datelines, dates

BODY = " Six people were hurt when a bus left the road near the lake, the police said on Tuesday."


@pytest.mark.parametrize(
    ("line", "agencies", "when"),
    [
        ("KABUL, Nov 10 (Reuters) –", ("Reuters",), (10, 11, None)),
        ("WASHINGTON (AP) --", ("AP",), (None, None, None)),
        ("MOSCOW, 12 March (Xinhua) —", ("Xinhua",), (12, 3, None)),
        ("PARIS —", (), (None, None, None)),
        ("ZHANJIANG, Guangdong Province, Nov. 15 (Xinhua) --", ("Xinhua",), (15, 11, None)),
        ("PORT-AU-PRINCE, Haiti (AP) —", ("AP",), (None, None, None)),
        ("NEW YORK/LONDON, Sept 3, 2019 (AFP/Reuters) -", ("AFP", "Reuters"), (3, 9, 2019)),
        ("New Delhi: (PTI)", None, None),
        ("Kabul (Pajhwok):", ("Pajhwok",), (None, None, None)),
        ("(Reuters) -", ("Reuters",), (None, None, None)),
        ("VALPARAISO, Chile —", (), (None, None, None)),
        ("ST. JOSEPH, Mich. (AP) —", ("AP",), (None, None, None)),
        ("RIGA, Oct. 3 (Baltic Dispatch) -", (), (3, 10, None)),
        ("KABUL, Friday (Reuters) -", ("Reuters",), (None, None, None)),
        ("LIMA, Peru, May 2 _", (), (2, 5, None)),
    ],
)
def test_datelines(
    line: str, agencies: tuple[str, ...] | None, when: tuple[int | None, ...] | None
) -> None:
    found = datelines.find(line + BODY)
    if agencies is None:
        assert found is None
        return
    assert found is not None
    assert (line + BODY)[: found.length] == line
    assert found.agencies == agencies
    assert (found.day, found.month, found.year) == when


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance — said on Monday that it would send more ships.",
        "BREAKING — Police said that the road was closed.",
        "UPDATE: Police said that the road was closed.",
        "Anna Holm - The road was closed, and the police were silent.",
        "The bus - a red one - left the road.",
        "Smith, May 5 - Jones said that he would leave.",
        "He said (Reuters) - and only he - that it was over.",
        "U.S. — Canada talks went on.",
        "",
        "(",
        "-- ",
    ],
)
def test_no_datelines(text: str) -> None:
    assert datelines.find(text) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2016-11-10", "2016-11-10"),
        ("2016-11-10T23:59:00+05:00", "2016-11-10"),
        ("2016/11/10 12:00", "2016-11-10"),
        ("20161110", "2016-11-10"),
        ("Nov. 10, 2016", "2016-11-10"),
        ("10 November 2016", "2016-11-10"),
        ("Thu, 10 Nov 2016 10:00:00 GMT", "2016-11-10"),
        ("25/12/2016", "2016-12-25"),
        ("12/25/2016", "2016-12-25"),
        ("03/04/2016", None),
        ("2016-02-30", None),
        ("0001-01-01T00:00:00Z", None),
        ("1799-12-31", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_as_pages_write_them(value: str, expected: str | None) -> None:
    found = dates.parse(value)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://herald.example/2016/11/10/bus", "2016-11-10"),
        ("https://herald.example/world/2016-11-10-bus.html", "2016-11-10"),
        ("https://herald.example/2016/nov/10/bus", "2016-11-10"),
        ("https://herald.example/a/20161110-bus", "2016-11-10"),
        ("https://herald.example/2016/11/bus", None),
        ("https://herald.example/2016/13/40/bus", None),
        ("https://herald.example/story-1234567890", None),
        ("https://herald.example/?d=2016-11-10", None),
    ],
)
def test_dates_in_addresses(url: str, expected: str | None) -> None:
    found = dates.in_address(url)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize("value", ["soon", "2016-13-01", "0025-01-01", "", "2016", "10.11.2016"])
def test_a_given_date_must_be_one(value: str) -> None:
    with pytest.raises(UsageError, match="publication date"):
        articles.load("Six people were hurt." + BODY, published=value)


TEXT = "KABUL, Nov 10 (Reuters) –" + BODY


@pytest.mark.parametrize(
    ("text", "known", "published", "basis", "dateline"),
    [
        (TEXT, {"published": "2016-11-11"}, "2016-11-11", "given", "2016-11-10"),
        (TEXT, {"url": "https://h.example/2016/11/11/bus"}, "2016-11-10", "dateline", "2016-11-10"),
        (TEXT, {"url": "https://h.example/2016/11/bus"}, "2016-11-10", "dateline", "2016-11-10"),
        (TEXT, {}, None, "none", None),
        ("KABUL, Nov 10, 2016 (AP) –" + BODY, {}, "2016-11-10", "dateline", "2016-11-10"),
        ("Bus leaves road near the lake\n\nNovember 9, 2016\n\n" + TEXT, {}, "2016-11-09",
         "metadata", "2016-11-10"),
        ("KABUL, Dec 31 (AP) –" + BODY, {"published": "2017-01-01"}, "2017-01-01", "given",
         "2016-12-31"),
        ("KABUL, Friday (AP) –" + BODY, {"published": "2016-11-12"}, "2016-11-12", "given",
         "2016-11-11"),
        # A dateline that cannot belong to the given day stays without a year.
        (TEXT, {"published": "2016-05-01"}, "2016-05-01", "given", None),
        ("KABUL, Feb 30 (AP) –" + BODY, {"published": "2016-02-28"}, "2016-02-28", "given", None),
        (BODY, {"url": "https://h.example/2016/11/10/bus"}, "2016-11-10", "url", None),
    ],
)  # fmt: skip
def test_where_the_publication_date_comes_from(
    text: str, known: dict[str, str], published: str | None, basis: str, dateline: str | None
) -> None:
    article, notes = articles.load(text, **known)  # type: ignore[arg-type]
    assert (article.published, article.published_basis) == (published, basis)
    assert (article.dateline.date if article.dateline else None) == dateline
    assert ("published-unknown" in {note.code for note in notes}) == (published is None)


def test_other_candidates_are_told() -> None:
    _, notes = articles.load(TEXT, published="2016-11-12", url="https://h.example/2016/11/11/bus")
    note = next(note for note in notes if note.code == "published-candidates")
    assert "dateline 2016-11-10" in note.message
    assert "url 2016-11-11" in note.message


def test_dates_after_today_are_refused_where_today_is_told() -> None:
    page = f'<html><head><meta name="date" content="2033-01-01"></head><p>{BODY * 5}</p></html>'
    article, notes = articles.load(page, today=dt.date(2026, 1, 1))
    assert article.published is None
    assert "published-refused" in {note.code for note in notes}


def test_the_dateline_is_evidence_without_a_place() -> None:
    article, _ = articles.load(TEXT)
    line = article.dateline
    assert line is not None
    assert article.text[line.start : line.end] == line.text == "KABUL, Nov 10 (Reuters) –"
    assert (line.place, line.agency, article.agencies) == (None, "Reuters", ("Reuters",))
