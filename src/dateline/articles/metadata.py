"""What a page says about itself: title, outlet, authors, dates, address, language."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import trafilatura.metadata
from lxml.html import HtmlElement

from dateline.articles import bylines
from dateline.articles.clean import clean, one_line

# Longest value of a field that is believed: longer ones are text that went astray.
_LONGEST = 300
# Objects looked at in a page's JSON-LD: some shops list their whole stock there.
_MOST_OBJECTS = 5_000
_ARTICLE = re.compile(r"article|newsstory|posting|report|liveblog", re.I)
_PUBLISHED = re.compile(r"publish|pubdate|posted|entry-date|post-date|dateline|timestamp", re.I)
_NO_NAME = re.compile(r"^@|://|©|\bcopyright\b", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}")


@dataclass(frozen=True)
class Metadata:
    """What a page says about itself; dates as written, best first."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    url: str | None = None
    language: str | None = None
    index: bool = False


def of(tree: HtmlElement, url: str | None) -> Metadata:
    """Return what a page says about itself."""
    linked = list(_linked_data(tree))
    stories = [item for item in linked if _is_article(item)]
    metas = _metas(tree)
    guessed = _guess(tree, url)
    outlet = _outlet([*_every(metas, "outlet"), _publisher(stories), guessed.get("sitename")])
    return Metadata(
        title=_title(tree, metas, stories, guessed.get("title"), outlet),
        outlet=outlet,
        authors=_authors(stories, guessed.get("author")),
        dates=tuple(_dates(tree, metas, stories)),
        url=_address(tree, metas),
        language=_language(tree, metas),
        index=not stories and any(_is_listing(item) for item in linked),
    )


def _guess(tree: HtmlElement, url: str | None) -> dict[str, str | None]:
    """Return what trafilatura makes of the page's head; its guess of the date is not used."""
    try:
        found = trafilatura.metadata.extract_metadata(tree, url, {"extensive_search": False}, False)
    except Exception:  # the library's own errors on odd pages; all of this is optional
        return {}
    return {name: getattr(found, name, None) for name in ("title", "author", "sitename")}


def _outlet(names: Iterable[str | None]) -> str | None:
    """Return the first name that is one: no address, no account, no copyright line."""
    shorts = (short for name in names if (short := _short(name)))
    return next((name for name in shorts if not _NO_NAME.search(name)), None)


def _title(
    tree: HtmlElement,
    metas: dict[str, str],
    stories: list[dict[str, Any]],
    guessed: str | None,
    outlet: str | None,
) -> str | None:
    said = [metas.get("og:title"), *(item.get("headline") for item in stories), guessed]
    titles = [title for value in said if (title := _short(value))]
    headings = [_short(heading.text_content()) for heading in tree.iter("h1")]
    for heading in headings:
        # The page's own heading, where the head repeats it with the site's name.
        if heading and any(heading in title for title in titles):
            return heading
    return _without_outlet(titles[0], outlet) if titles else next(filter(None, headings), None)


def _without_outlet(title: str, outlet: str | None) -> str:
    if outlet and (match := re.fullmatch(rf"(.+?)\s+[|\-–—:·•]\s+{re.escape(outlet)}", title)):
        return match[1]
    return title


def _authors(stories: list[dict[str, Any]], guessed: str | None) -> tuple[str, ...]:
    found: list[str] = []
    for item in stories:
        for author in _listed(item.get("author")):
            name = author.get("name") if isinstance(author, dict) else author
            found += bylines.people(name) if isinstance(name, str) else ()
    if not found and guessed:
        found += bylines.people(guessed)
    return tuple(dict.fromkeys(found))


def _dates(
    tree: HtmlElement, metas: dict[str, str], stories: list[dict[str, Any]]
) -> Iterator[str]:
    for item in stories:
        if isinstance(item.get("datePublished"), str):
            yield item["datePublished"]
    yield from _every(metas, "published")
    for time in tree.iter("time"):
        about = f"{time.get('class', '')} {time.get('itemprop', '')}"
        if (value := time.get("datetime")) and (
            _PUBLISHED.search(about) or "pubdate" in time.attrib
        ):
            yield value


def _publisher(stories: list[dict[str, Any]]) -> str | None:
    for item in stories:
        for publisher in _listed(item.get("publisher")):
            name = publisher.get("name") if isinstance(publisher, dict) else publisher
            if isinstance(name, str):
                return name
    return None


def _address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    links = [link.get("href", "") for link in tree.iter("link") if link.get("rel") == "canonical"]
    for value in (*links, *(metas.get(name, "") for name in _names()["address"])):
        address: str = value.strip()
        if _ADDRESS.fullmatch(address):
            return address
    return None


def _language(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    value = tree.get("lang") or next(iter(_every(metas, "language")), "")
    match = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", value.strip())
    return match[0].lower() if match else None


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Return the page's meta elements by lower-case name; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for kind in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := (meta.get(kind) or "").strip().lower()):
                found.setdefault(name, content)
    return found


def _every(metas: dict[str, str], field: str) -> list[str]:
    return [metas[name] for name in _names()[field] if name in metas]


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD, outer ones first."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            waiting = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_OBJECTS):
            if not waiting:
                break
            value = waiting.pop(0)
            if isinstance(value, dict):
                yield value
                waiting += _listed(value.get("@graph")) + _listed(value.get("mainEntity"))
            elif isinstance(value, list):
                waiting += value


def _is_article(item: dict[str, Any]) -> bool:
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in _listed(item.get("@type"))
    )


def _is_listing(item: dict[str, Any]) -> bool:
    return any(
        kind in {"CollectionPage", "ItemList"}
        for kind in _listed(item.get("@type"))
        if isinstance(kind, str)
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _short(value: Any) -> str | None:
    """Return a field's value on one line, or None when it is empty, too long or no text."""
    if not isinstance(value, str):
        return None
    line = one_line(clean(value[: 4 * _LONGEST]))
    return line if 0 < len(line) <= _LONGEST else None


@cache
def _names() -> dict[str, list[str]]:
    path = resources.files("dateline.articles") / "metadata.toml"
    table: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table
