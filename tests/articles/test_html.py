"""Web pages. All pages are invented."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest

from dateline import articles
from dateline.errors import SkipItem, UnreadableError
from dateline.records import Article, Note

FIRST = (
    "VALLO (AP) — Dock workers in Vallo voted on Thursday to end a strike of nine days that had "
    "closed the second largest port of the country, hours after the police fired tear gas."
)
SECOND = (
    "At least 14 people were hurt in the clashes of Wednesday night, the ambulance service said. "
    "The union spoke of more than thirty, and asked the courts to look at what the police did."
)
THIRD = (
    "Under the agreement the company will raise wages by six percent and take back the workers it "
    "dismissed in August. Both sides are expected to sign it in the capital on Monday morning."
)
HEAD = """<title>Strike ends in Vallo | The Vallo Herald</title>
<meta property="og:site_name" content="The Vallo Herald">
<meta property="og:title" content="Strike ends in Vallo">
<link rel="canonical" href="https://herald.example/strike">
<meta property="article:published_time" content="2021-03-04T22:15:00+01:00">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Strike ends in Vallo",
 "author": [{"@type": "Person", "name": "Anna Holm"}, {"name": "Reuters"}]}</script>"""
BODY = f"""<nav><a href="/">Home</a> <a href="/w">World</a></nav><article>
<h1>Strike ends in Vallo</h1>
<figure><img src="a.jpg"><figcaption>Cranes in the port of Vallo. Photo: Per Lind/The Vallo Herald
</figcaption></figure>
<p>{FIRST}</p><p>{SECOND}</p><h2>Wages go up</h2><p>{THIRD}</p>
<p>Share this article</p><p>Leave a comment</p></article><footer>© The Vallo Herald</footer>"""
PAGE = f"<!DOCTYPE html><html lang='en'><head>{HEAD}</head><body>{BODY}</body></html>"


def load(page: str | bytes) -> tuple[Article, tuple[Note, ...]]:
    return articles.load(page.encode() if isinstance(page, str) else page)


def test_a_page_becomes_an_article() -> None:
    article, _ = load(PAGE)
    assert article.title == "Strike ends in Vallo"
    assert article.outlet == "The Vallo Herald"
    assert article.authors == ("Anna Holm",)
    assert article.agencies == ("AP",)
    assert article.url == "https://herald.example/strike"
    assert (article.published, article.published_basis) == ("2021-03-04", "metadata")
    assert article.language == "en"
    found = [(b.kind, article.text[b.start : b.end]) for b in article.blocks]
    assert found[:3] == [
        ("title", "Strike ends in Vallo"),
        ("caption", "Cranes in the port of Vallo."),
        ("credit", "Photo: Per Lind/The Vallo Herald"),
    ]
    assert [text for kind, text in found if kind == "paragraph"] == [FIRST, SECOND, THIRD]
    assert ("heading", "Wages go up") in found
    assert "Home" not in article.text


def test_what_the_caller_knows_goes_first() -> None:
    article, _ = articles.load(
        PAGE, title="A title", outlet="An outlet", url="https://a.example/", id="7"
    )
    assert (article.title, article.outlet, article.url, article.id) == (
        "A title", "An outlet", "https://a.example/", "7",
    )  # fmt: skip


INDEX = "".join(
    f'<div class="teaser"><h2><a href="/{n}">Story number {n} about the town of Vallo</a></h2>'
    f"<p>What happened in street number {n} in the morning.</p></div>"
    for n in range(30)
)
LONG_INDEX = "".join(
    f'<div><h2><a href="/{n}">Story number {n} about the town of Vallo</a></h2>'
    f"<p>In street {n}: {SECOND}</p></div>"
    for n in range(12)
)


@pytest.mark.parametrize(
    ("page", "codes"),
    [
        (f"<html><body><main>{INDEX}</main></body></html>", {"index-page", "no-article"}),
        (f"<html><body><main>{LONG_INDEX}</main></body></html>", {"index-page"}),
        ("<html><body><div id='app'></div><script>x()</script></body></html>", {"no-article"}),
        ("<html></html>", {"no-article"}),
        ("<rss version='2.0'><channel><item><title>x</title></item></channel></rss>", {"feed"}),
        ("<html><body>" + "<div>" * 100_000, {"too-complex", "no-article"}),
        ("<html><body>" + "<p>a</p>" * 100_000, {"too-complex"}),
    ],
)
def test_pages_without_an_article(page: str, codes: set[str]) -> None:
    with pytest.raises(UnreadableError) as caught:
        load(page)
    assert caught.value.code in codes


@pytest.mark.parametrize(
    "page",
    [
        PAGE.replace("<article>", "<article>" + "<div>" * 3000),
        PAGE.replace("<article>", "<article>" + "<b>" * 20_000),
        PAGE.replace("<article>", f"<article class='{'a b ' * 500_000}'>"),
        PAGE.replace("<article>", "<article " + "x='1' " * 100_000 + ">"),
        PAGE.replace("<p>", "<p>" + "&amp;" * 100_000),
        PAGE.replace("</head>", "<meta name='" + "a" * 1_000_000 + "'></head>"),
        PAGE.replace('{"@type"', "[" * 100_000 + '{"@type"'),
        PAGE + "<!--" * 100_000,
        PAGE.replace("<p>", "<table><tr><td>" * 2000 + "<p>"),
        PAGE.replace("<p>", "<a href='x'>" * 10_000 + "<p>"),
        "<!--" * 200_000,
        "<!DOCTYPE html [" + "<!ENTITY a 'b'>" * 10_000 + "]><html><p>&a;</p></html>",
        "<" * 1_000_000,
        "<p" * 300_000,
        "<html><p>" + "x " * 400_000,
    ],
)
def test_bombs_end(page: str) -> None:
    start = time.process_time()
    with contextlib.suppress(SkipItem):
        load(page)
    # Ordinary pages take a tenth of a second; the limit leaves room for slow machines.
    assert time.process_time() - start < 20


def test_old_pages_keep_their_article_in_a_table() -> None:
    page = (
        f"<html><body><table><tr><td><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></td></tr></table>"
    )
    article, _ = load(page)
    kinds = {b.kind for b in article.blocks}
    assert kinds == {"paragraph"}
    assert SECOND in article.text


def test_rows_of_tables_are_not_read() -> None:
    table = "<table><tr><td>Vallo</td><td>12</td></tr><tr><td>Ellis</td><td>9</td></tr></table>"
    article, _ = load(PAGE.replace("<h2>", table + "<h2>"))
    for unread in article.unread:
        if unread.why == "a table":
            assert article.text[unread.start : unread.end] in {"Vallo | 12", "Ellis | 9"}
    assert not any(
        "| 12" in article.text[b.start : b.end] for b in article.blocks if b.kind == "paragraph"
    )


def test_a_date_that_cannot_be_is_refused_and_told() -> None:
    article, notes = load(PAGE.replace("2021-03-04T22:15:00+01:00", "0001-01-01T00:00:00Z"))
    assert article.published is None
    assert {"published-refused", "published-unknown"} <= {note.code for note in notes}


def test_the_example_page_reads_well() -> None:
    example = Path(__file__).parents[2] / "examples" / "dockers.html"
    article, _ = articles.load(example)
    assert article.dateline is not None
    assert article.dateline.text == "VALPARAISO, Chile —"
    news = " ".join(article.text[b.start : b.end] for b in article.blocks if b.kind == "paragraph")
    assert "Copper miners" not in news
    assert "nine-day strike" in news
