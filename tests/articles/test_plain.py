"""Plain text: paragraphs, furniture, credits, titles. All texts are invented."""

from __future__ import annotations

import pytest

from dateline import articles
from dateline.articles import bylines, marks, plain
from dateline.records import Article

PROSE = (
    "The harbour of Port Ellis was closed on Monday after fishermen blocked its gates with nets "
    "and boats, the port's director said in a short statement."
)
MORE = (
    "Nobody was hurt, and the blockade ended in the evening when the ministry promised to look "
    "again at the price of diesel before the winter."
)


def load(text: str) -> Article:
    return articles.load(text)[0]


def kinds(text: str) -> list[tuple[str, str]]:
    article = load(text)
    return [(b.kind, article.text[b.start : b.end]) for b in article.blocks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("  One.  \n \t\n\n\nTwo.\n", ["One.", "Two."]),
        (f"{PROSE}\n{MORE}", [PROSE, MORE]),
        # Wrapped at 40 columns.
        (
            "The harbour of Port Ellis was closed on\nMonday after fishermen blocked its\n"
            "gates with nets and boats, the port's\ndirector said in a statement.",
            1,
        ),
        # A byline over wrapped lines.
        (
            "By Anna Holm\nThe harbour of Port Ellis was closed on\nMonday after fishermen "
            "blocked its\ngates with nets and boats, the port's\ndirector said in a statement.",
            2,
        ),
        ("Home\nWorld\nSports\nWeather", 4),
        # A paragraph that goes on in small letters after a break.
        ("The harbour of Port Ellis, which was closed\nin spring, is open again.", 1),
        # Indented paragraphs without empty lines.
        (
            "The first one goes on for a while and is\nwrapped at forty columns or so.\n"
            "   The second one is indented and it goes\non as the first one did.",
            2,
        ),
        ("", []),
        ("\n \n\t\n", []),
    ],
)
def test_paragraphs(text: str, expected: list[str] | int) -> None:
    found = [text[start:end] for start, end in plain.paragraphs(text)]
    if isinstance(expected, int):
        assert len(found) == expected, found
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("line", "kind", "why"),
    [
        ("Share this article", "furniture", "share links"),
        ("• Share on Facebook", "furniture", "share links"),
        ("Related stories:", "furniture", "related stories"),
        ("Read more: Strike ends in Port Ellis", "furniture", "link to another story"),
        ("Leave a Comment", "furniture", "comment form"),
        ("12 Comments", "furniture", "comment form"),
        ("Your email address will not be published. Required fields are marked *", "furniture",
         "comment form"),
        ("Sign up for our daily newsletter and never miss a story.", "furniture",
         "newsletter or subscription"),
        ("This website uses cookies to improve your experience.", "furniture",
         "cookie or privacy line"),
        ("ADVERTISEMENT", "furniture", "advertisement"),
        ("Tags: harbour, diesel, Port Ellis", "furniture", "tags"),
        ("* * *", "furniture", "separator"),
        ("---", "furniture", "separator"),
        ("Photo Credit:\u00a0Unknown [Public domain]", "credit", "picture credit"),
        ("© 2019 The Port Ellis Herald", "credit", "copyright line"),
        ("(Reporting by Anna Holm; Editing by Per Lind)", "credit", "credit line"),
        ("Ola Berg contributed to this report.", "credit", "credit line"),
    ],
)  # fmt: skip
def test_lines_that_are_no_news(line: str, kind: str, why: str) -> None:
    mark = marks.mark_of(line)
    assert mark is not None
    assert (mark.kind, mark.why) == (kind, why)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "Share prices fell by two percent on Monday.",
        "The minister declined to comment.",
        "Related stories of hunger were told in the camps.",
        "Photos by residents showed smoke over the harbour, and the police confirmed that two "
        "boats had burned; the photos were taken before dawn, a witness told the newspaper, and "
        "they were sent to the editors by phone in the morning.",
        "It is not the contract we wanted, but it is a contract, she said.",
        "Agencies said on Friday that food was running out.",
        "He left three hours ago.",
        "Tagus river floods villages",
        "Name of the victim was not released.",
    ],
)
def test_news_is_left_alone(line: str) -> None:
    assert marks.mark_of(line) is None


def test_related_stories_take_their_list_and_comments_the_rest() -> None:
    text = "\n\n".join(
        [PROSE, "Related stories", "Diesel price rises again", "Fishermen meet minister", MORE,
         "Leave a comment", "Anna says: they were right", "Name *"]
    )  # fmt: skip
    assert [kind for kind, _ in kinds(text)] == [
        "paragraph", "furniture", "furniture", "furniture", "paragraph",
        "furniture", "furniture", "furniture",
    ]  # fmt: skip


def test_a_comment_link_above_the_text_takes_nothing_with_it() -> None:
    assert [k for k, _ in kinds(f"Leave a comment\n\n{PROSE}\n\n{MORE}")] == [
        "furniture", "paragraph", "paragraph",
    ]  # fmt: skip


def test_what_is_not_read_is_listed_with_the_reason() -> None:
    article = load(f"{PROSE}\n\nPhoto: Anna Holm\n\nShare this")
    assert [(article.text[u.start : u.end], u.why) for u in article.unread] == [
        ("Photo: Anna Holm", "picture credit"),
        ("Share this", "share links"),
    ]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Fishermen close harbour of Ellis\n\n{PROSE}", "Fishermen close harbour of Ellis"),
        (f"Fishermen close harbour\nBy Anna Holm\n{PROSE}", "Fishermen close harbour"),
        (f"Will the harbour open?\n\nPORT ELLIS (AP) — {PROSE}", "Will the harbour open?"),
        (f"Title: The harbour\n\n{PROSE}", "The harbour"),
        # A sentence, running prose, a dateline, a byline and a quotation are no titles.
        (f"Fishermen closed the harbour.\n\n{PROSE}", None),
        (f"{PROSE}\n\n{MORE}", None),
        (f"PORT ELLIS, Nov 10 (Reuters) –\n\n{PROSE}", None),
        (f"By Anna Holm\n\n{PROSE}", None),
        (f"“We close the harbour”\n\n{PROSE}", None),
        ("Fishermen close harbour of Port Ellis", None),
    ],
)  # fmt: skip
def test_titles_need_evidence(text: str, title: str | None) -> None:
    article = load(text)
    assert article.title == title
    assert any(block.kind == "title" for block in article.blocks) == (title is not None)


def test_a_given_title_is_found_in_the_text_or_only_noted() -> None:
    inside, _ = articles.load(f"The Harbour.\n\n{PROSE}", title="The harbour")
    assert inside.title == "The harbour"
    assert inside.blocks[0].kind == "title"
    outside, _ = articles.load(PROSE, title="The harbour")
    assert outside.title == "The harbour"
    assert [b.kind for b in outside.blocks] == ["paragraph"]


@pytest.mark.parametrize(
    ("line", "authors", "agencies"),
    [
        ("By Anna Holm", ("Anna Holm",), ()),
        ("BY ANNA HOLM AND PER LIND", ("Anna Holm", "Per Lind"), ()),
        ("By Anna Holm, Associated Press Writer", ("Anna Holm",), ("AP",)),
        ("By Chen Siwu, Gui Juan", ("Chen Siwu", "Gui Juan"), ()),
        ("By Reuters", (), ("Reuters",)),
    ],
)
def test_bylines(line: str, authors: tuple[str, ...], agencies: tuple[str, ...]) -> None:
    byline = bylines.find(line)
    assert byline is not None
    assert (byline.authors, byline.agencies) == (authors, agencies)


@pytest.mark.parametrize("line", ["By Sunday", "By Tuesday night the fire was out.", "By 2015"])
def test_no_bylines(line: str) -> None:
    assert bylines.find(line) is None


def test_a_picture_credit_names_no_agency_of_the_text() -> None:
    assert load(f"{PROSE}\n\nPhoto: AFP").agencies == ()
    assert load(f"{PROSE}\n\nWith inputs from AFP and Xinhua").agencies == ("AFP", "Xinhua")


def test_plain_text_stays_as_it_is() -> None:
    text = f"\n  {PROSE} \n\n\n\tShare this\n{MORE}\n"
    assert load(text).text == text
