"""The way from a source to an Article, on one page."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dateline.articles import blocks, clean, decode, html, language, plain, publication, source
from dateline.articles.draft import Draft
from dateline.errors import UnreadableError, UsageError
from dateline.records import Article, Block, Note, Unread


@dataclass(frozen=True)
class Given:
    """What the caller says about an article; it goes before what the source says."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    id: str | None = None
    today: dt.date | None = None


def load(
    source_: str | bytes | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    id: str | None = None,
    allow_private: bool = False,
    today: dt.date | None = None,
) -> tuple[Article, tuple[Note, ...]]:
    """Return the article of a source, and notes on what a reader must know.

    Args:
        source_: a path, an http(s) address, ``"-"`` for standard input, the bytes of a file, or
            the text itself.
        published: the publication date (ISO 8601).
        outlet: who published it.
        title: the headline.
        url: the address it was published under.
        id: the article's id; without it, ``sha256:`` and the hash of the raw bytes.
        allow_private: also fetch from addresses of private networks.
        today: refuse dates in a page's own data that lie after this day.

    Raises:
        SkipItem: when the source holds no article that can be read.
        UsageError: when an argument has a value it cannot have.
    """
    given = Given(
        published=None if published is None else publication.given(published),
        outlet=_text(outlet), title=_text(title), url=_text(url), id=_text(id), today=today,
    )  # fmt: skip
    return _article(source.open_source(source_, allow_private=allow_private), given)


def from_row(
    row: Mapping[str, object], *, today: dt.date | None = None
) -> tuple[Article, tuple[Note, ...]]:
    """Return the article of a row with ``id, url, title, text, html, published, outlet``.

    ``html`` goes before ``text`` where a row has both. A ``published`` that is no date is
    refused with a note.

    Raises:
        UnreadableError: when the row has neither text nor HTML.
    """
    fields = {name: _field(row, name) for name in ("id", "url", "title", "published", "outlet")}
    markup, words = row.get("html"), row.get("text")
    body = markup if isinstance(markup, str) and markup.strip() else words
    if not isinstance(body, str) or not body.strip():
        raise UnreadableError("the row has neither text nor html; it needs one of them", "empty")
    opened = source.text_source(body)
    if body is markup:
        opened = replace(opened, media_type="text/html")
    day, notes = publication.of_row(fields["published"])
    given = Given(
        published=day, outlet=fields["outlet"], title=fields["title"], url=fields["url"],
        id=fields["id"], today=today,
    )  # fmt: skip
    article, more = _article(opened, given)
    return article, (*notes, *more)


def _article(opened: source.Source, given: Given) -> tuple[Article, tuple[Note, ...]]:
    markup, notes = _decoded(opened)
    draft = _draft(markup, opened, given)
    title = given.title or draft.title
    page = blocks.page_of(draft, title, given.title)
    tongue = language.detect(page.news())
    page, language_notes = page.in_language(tongue)
    url = given.url or opened.url or draft.url
    day = publication.find(page, draft.dates, url, given.published, given.today)
    sha = hashlib.sha256(opened.data).hexdigest()
    article = Article(
        id=given.id or f"sha256:{sha}",
        url=url,
        title=page.title or title,
        outlet=given.outlet or draft.outlet,
        authors=draft.authors or page.authors,
        agencies=page.agencies,
        published=day.published,
        published_basis=day.basis,
        language=tongue,
        dateline=page.dateline_record(day.dateline),
        text=draft.text,
        sha256=sha,
        blocks=tuple(Block(start=p.start, end=p.end, kind=p.kind) for p in page.pieces),
        unread=tuple(Unread(start=p.start, end=p.end, why=p.why) for p in page.pieces if p.why),
    )
    return article, (*notes, *language_notes, *page.notes(), *day.notes)


def _decoded(opened: source.Source) -> tuple[str, tuple[Note, ...]]:
    if opened.text is not None:
        decode.check_text(opened.text)
        return clean.clean(opened.text), ()
    decoded = decode.decode(opened.data, opened.charset)
    return clean.clean(decoded.text), decoded.notes


def _draft(text: str, opened: source.Source, given: Given) -> Draft:
    if not text.strip():
        raise UnreadableError("the source is empty; there is nothing to read", "empty")
    if html.is_html(text, opened.media_type):
        return html.draft_of(text, given.url or opened.url)
    return plain.draft_of(text)


def _field(row: Mapping[str, object], name: str) -> str | None:
    try:
        return _text(row.get(name))
    except UsageError as error:
        raise UnreadableError(f"the row's {name} is no text: {error}", "row") from None


def _text(value: object) -> str | None:
    """Return a field as one line, or None when it says nothing."""
    if value is None or value == "":
        return None
    if not isinstance(value, (str, int)):
        raise UsageError(f"{value!r} is no text; give title, outlet, url and id as text")
    return clean.one_line(clean.clean(str(value))) or None
