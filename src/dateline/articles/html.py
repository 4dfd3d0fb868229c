"""Web pages → drafts: trafilatura finds the body; what it says is cut into pieces.

The one file that knows lxml's and trafilatura's trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.articles import metadata
from dateline.articles.clean import clean, one_line
from dateline.articles.draft import Draft, Piece
from dateline.errors import UnreadableError
from dateline.records import BlockKind

# Elements of a page that is read. Large news pages have up to 10,000; at 60,000 extraction takes
# about ten seconds, and it grows faster than the page.
_MOST_ELEMENTS = 60_000
# Levels of a tree that is read; deeper ones are no page that a person wrote.
_DEEPEST = 400
# Longest class or id that is kept (characters): extraction searches through each many times.
_LONGEST_ATTRIBUTE = 500
# What a saved page or a page's source begins with, after comments and declarations.
_BEGINNING = re.compile(
    r"(?:\s|<!--.{0,5000}?-->|<\?xml[^>]{0,200}>)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h1|table)\b",
    re.I | re.S,
)
_FEED = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|rdf:RDF|sitemapindex|urlset)\b", re.I
)
# A page whose found text is mostly links, or is many short teasers, is an index and no article.
# Shares and lengths: set on the benchmark's pages, of which none may be refused, and made-up ones.
_LINK_SHARE = 0.6
_PROSE_LENGTH = 200
_CAPTION_LENGTHS = range(15, 800)


@dataclass(frozen=True)
class _Part:
    text: str
    kind: BlockKind
    why: str = ""
    links: int = 0  # characters of the text that stand in links


def is_html(text: str, media_type: str | None = None) -> bool:
    """Return whether a text is the source of a web page.

    Raises:
        UnreadableError: when it is a feed, which is no article.
    """
    if _FEED.match(text[:6000]):
        raise UnreadableError(
            "the source is a feed; give the address of one of its articles", "feed"
        )
    if media_type == "text/plain":
        return False
    return bool(_BEGINNING.match(text[:6000])) or media_type in {
        "text/html",
        "application/xhtml+xml",
    }


def draft_of(markup: str, url: str | None = None) -> Draft:
    """Return the article of a web page as a draft.

    Raises:
        UnreadableError: when the page has no article, is an index of articles, or is built so
            that reading it would not end.
    """
    tree = _parse(markup)
    about = metadata.of(tree, url)
    captions = {_key(c.text_content()) for c in tree.iter("figcaption")}
    container_captions = list(_captions(tree))
    body = _body(tree, url)
    parts = [part for part in _parts(body, captions) if part.text]
    _refuse_index(parts, about)
    if not any(part.kind == "paragraph" for part in parts):
        raise UnreadableError(
            "no article text was found in the page; if the site builds its pages with JavaScript, "
            "save the page from a browser or give the text",
            "no-article",
        )
    parts = _with_captions(parts, container_captions)
    parts = _with_title(parts, about.title)
    text, pieces = _joined(parts)
    return Draft(
        text, pieces, title=about.title, outlet=about.outlet, url=about.url,
        authors=about.authors, dates=about.dates, language=about.language,
    )  # fmt: skip


def _parse(markup: str) -> HtmlElement:
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(clean(markup).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise UnreadableError("the page's HTML is empty or broken", "no-article") from None
    _check_size(tree)
    for element in tree.iter(etree.Element):
        for name in ("class", "id"):
            if len(element.get(name, "")) > _LONGEST_ATTRIBUTE:
                del element.attrib[name]
    return tree


def _check_size(tree: HtmlElement) -> None:
    depth = deepest = count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest, count = max(deepest, depth), count + 1
        if deepest > _DEEPEST or count > 2 * _MOST_ELEMENTS:
            raise UnreadableError(
                f"the page has more than {_MOST_ELEMENTS} elements or {_DEEPEST} levels; "
                "copy its text and give that",
                "too-complex",
            )


def _body(tree: HtmlElement, url: str | None) -> etree._Element:
    try:
        found = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, include_tables=True, include_links=True,
            with_metadata=False,
        )  # fmt: skip
    except Exception:  # whatever the library trips over, the page is what cannot be read
        found = None
    body = getattr(found, "body", None)
    return etree.Element("body") if body is None else body


def _parts(body: etree._Element, captions: set[str]) -> Iterator[_Part]:
    """Yield the stretches of an extracted body in order."""
    for element in body:
        tag = element.tag
        if tag == "head":
            yield from _texts(element, "heading", captions)
        elif tag == "table":
            for row in element.iter("row"):
                cells = (one_line(clean("".join(cell.itertext()))) for cell in row.iter("cell"))
                yield _Part(" | ".join(filter(None, cells)), "furniture", "a table", _links(row))
        elif tag == "graphic":
            continue
        elif any(child.tag in {"p", "item", "head", "quote", "list"} for child in element):
            yield from _texts_of_tail(element.text, captions)
            yield from _parts(element, captions)
        else:
            yield from _texts(element, "paragraph", captions)
        yield from _texts_of_tail(element.tail, captions)


def _texts(element: etree._Element, kind: BlockKind, captions: set[str]) -> Iterator[_Part]:
    text = "".join(_with_breaks(element))
    links = _links(element)
    for part in re.split(r"\n\s*\n", clean(text)):
        line = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", part)).strip()
        yield _Part(line, "caption" if _key(line) in captions else kind, "", min(links, len(line)))


def _texts_of_tail(text: str | None, captions: set[str]) -> Iterator[_Part]:
    if text and (line := one_line(clean(text))):
        yield _Part(line, "caption" if _key(line) in captions else "paragraph")


def _with_breaks(element: etree._Element) -> Iterator[str]:
    """Yield the words of an element; a line break of the page is a newline, others are blanks."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag == "lb":
                yield "\n"
            yield (node.text or "").replace("\n", " ")
        elif node is not element:
            yield (node.tail or "").replace("\n", " ")


def _links(element: etree._Element) -> int:
    return sum(len("".join(link.itertext())) for link in element.iter("ref"))


def _refuse_index(parts: Iterable[_Part], about: metadata.Metadata) -> None:
    """Raise UnreadableError when what was found is a list of articles."""
    texts = [part for part in parts if part.kind != "furniture"]
    total = sum(len(part.text) for part in texts)
    linked = sum(part.links for part in texts)
    prose = [p for p in texts if len(p.text) >= _PROSE_LENGTH and p.links < len(p.text) / 2]
    headings = sum(1 for p in texts if p.links > 0.8 * len(p.text))
    if linked > _LINK_SHARE * total > 0 or (headings >= 5 and len(prose) < headings / 2):
        raise UnreadableError(
            "the page is an index of articles; give the address of one of them", "index-page"
        )
    if about.index and len(prose) < 2 and len(texts) > 5:
        raise UnreadableError(
            "the page is an index of articles; give the address of one of them", "index-page"
        )


def _captions(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield (words of the paragraph before it, caption) for pictures inside the page's article."""
    containers = [*tree.iter("article"), *tree.iter("main")]
    if not containers:
        return
    container = max(containers, key=lambda c: sum(len(p.text_content()) for p in c.iter("p")))
    before = ""
    for element in container.iter("p", "figcaption"):
        words = one_line(clean(" ".join(element.itertext())))
        if element.tag == "p":
            before = _key(words) or before
        elif len(words) in _CAPTION_LENGTHS and not _aside(element):
            yield before, words


def _aside(element: HtmlElement) -> bool:
    return any(parent.tag in {"aside", "nav", "footer", "a"} for parent in element.iterancestors())


def _with_captions(parts: list[_Part], captions: list[tuple[str, str]]) -> list[_Part]:
    """Return the parts with the captions that extraction left out, each at its place."""
    keys = [_key(part.text) for part in parts]
    places: dict[int, list[_Part]] = {}
    for before, caption in captions:
        if _key(caption) not in keys:
            place = keys.index(before) + 1 if before in keys else 0
            places.setdefault(place, []).append(_Part(caption, "caption"))
    found = list(places.get(0, []))
    for number, part in enumerate(parts, start=1):
        found += [part, *places.get(number, [])]
    return found


def _with_title(parts: list[_Part], title: str | None) -> list[_Part]:
    """Return the parts with the page's title first, once."""
    if not title:
        return parts
    key = _key(title)
    rest = [part for n, part in enumerate(parts) if n >= 4 or _key(part.text) != key]
    return [_Part(title, "title"), *rest]


def _joined(parts: Iterable[_Part]) -> tuple[str, tuple[Piece, ...]]:
    texts: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        texts.append(part.text)
        pieces.append(Piece(at, at + len(part.text), part.kind, part.why))
        at += len(part.text) + 2
    return "\n\n".join(texts), tuple(pieces)


def _key(text: str) -> str:
    """Return what two stretches share when they are the same words."""
    return re.sub(r"\W+", "", text.casefold())
