"""Web pages → drafts: trafilatura finds the body; what it says is cut into pieces.

The one file that knows lxml's and trafilatura's trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from dateline.articles import metadata
from dateline.articles.clean import clean, one_line
from dateline.articles.draft import Draft, Piece
from dateline.articles.marks import ends_sentence
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
# A page whose found text is mostly links, or holds several linked headlines with less prose, is an
# index and no article. Set on the benchmark's 92 pages, of which none may be refused, and on
# made-up indexes.
_LINK_SHARE = 0.5
_MANY_HEADLINES = 4
_HEADLINE_LENGTH = 20
_PROSE_LENGTH = 200
# Elements that hold stretches of their own.
_HOLDERS = frozenset({"p", "item", "head", "quote", "list", "table", "div"})
# Parts at the top among which the page's own title stands.
_TITLE_AMONG = 3
_CAPTION_LENGTHS = range(15, 800)


@dataclass(frozen=True)
class _Part:
    text: str
    kind: BlockKind
    why: str = ""
    linked: bool = False  # the whole of it is one link
    main: bool = False  # it is the page's main heading
    teaser: bool = False  # it stands right under a linked headline


@dataclass(frozen=True)
class _Asked:
    """Words of a page's captions and of its links, as keys."""

    captions: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    teasers: frozenset[str] = frozenset()

    def part(self, text: str, kind: BlockKind, why: str = "", main: bool = False) -> _Part:
        key = _key(text)
        linked = bool(key) and key in self.links
        if key in self.captions:
            kind = "caption"
        elif linked and not main and not ends_sentence(text):
            kind, why = "furniture", "link to another story"
        return _Part(text, kind, why, linked, main, key in self.teasers)


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
    # All of this is asked before extraction, which may cut the tree down.
    links = frozenset(_key(link.text_content()) for link in tree.iter("a"))
    asked = _Asked(
        captions=frozenset(_key(c.text_content()) for c in tree.iter("figcaption")),
        links=links,
        teasers=frozenset(_teasers(tree, links)),
    )
    placed = list(_captions(tree))
    parts = [part for part in _parts(_body(tree, url), asked) if part.text]
    _refuse_index(parts, about)
    if not any(part.kind == "paragraph" for part in parts):
        raise UnreadableError(
            "no article text was found in the page; if the site builds its pages with JavaScript, "
            "save the page from a browser or give the text",
            "no-article",
        )
    parts = _with_captions(parts, placed)
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
            tree, url=url, include_comments=False, include_tables=True, favor_precision=True,
            with_metadata=False,
        )  # fmt: skip
    except Exception:  # whatever the library trips over, the page is what cannot be read
        found = None
    body = getattr(found, "body", None)
    return etree.Element("body") if body is None else body


def _parts(body: etree._Element, asked: _Asked) -> Iterator[_Part]:
    """Yield the stretches of an extracted body in order."""
    for element in body:
        if element.tag == "table":
            yield from _rows(element, asked)
        elif any(child.tag in _HOLDERS for child in element):
            yield from _loose(element.text, asked)
            yield from _parts(element, asked)
        elif element.tag != "graphic":
            yield from _texts(element, "heading" if element.tag == "head" else "paragraph", asked)
        yield from _loose(element.tail, asked)


def _rows(table: etree._Element, asked: _Asked) -> Iterator[_Part]:
    """Yield the rows of a table; old pages keep their articles in one, which is no table."""
    for row in table.iter("row"):
        cells = list(row.iter("cell"))
        if any(len("".join(cell.itertext())) >= _PROSE_LENGTH for cell in cells):
            for cell in cells:
                inner = any(child.tag in _HOLDERS for child in cell)
                yield from _loose(cell.text, asked) if inner else _texts(cell, "paragraph", asked)
                yield from _parts(cell, asked) if inner else ()
        else:
            words = (one_line(clean("".join(cell.itertext()))) for cell in cells)
            yield asked.part(" | ".join(filter(None, words)), "furniture", "a table")


def _texts(element: etree._Element, kind: BlockKind, asked: _Asked) -> Iterator[_Part]:
    text = clean("".join(_with_breaks(element)))
    for part in re.split(r"\n\s*\n", text):
        line = re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", part)).strip()
        yield asked.part(line, kind, main=element.get("rend") == "h1")


def _loose(text: str | None, asked: _Asked) -> Iterator[_Part]:
    """Yield text that stands between elements."""
    if text and (line := one_line(clean(text))):
        yield asked.part(line, "paragraph")


def _with_breaks(element: etree._Element) -> Iterator[str]:
    """Yield the words of an element; a line break of the page is a newline, others are blanks."""
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if node.tag == "lb":
                yield "\n"
            yield (node.text or "").replace("\n", " ")
        elif node is not element:
            yield (node.tail or "").replace("\n", " ")


def _teasers(tree: HtmlElement, links: frozenset[str]) -> Iterator[str]:
    """Yield the keys of the paragraphs that stand right under a linked headline."""
    under = False
    for element in tree.iter("h1", "h2", "h3", "h4", "p"):
        key = _key(element.text_content())
        if element.tag == "p":
            if under:
                yield key
            under = False
        else:
            under = len(key) >= _HEADLINE_LENGTH and key in links


def _refuse_index(parts: Iterable[_Part], about: metadata.Metadata) -> None:
    """Raise UnreadableError when what was found is a list of articles."""
    texts = [part for part in parts if part.linked or part.kind != "furniture"]
    total = sum(len(part.text) for part in texts)
    linked = [part for part in texts if part.linked and len(part.text) >= _HEADLINE_LENGTH]
    share = sum(len(part.text) for part in linked) / max(total, 1)
    teasers = [part for part in texts if part.teaser]
    own = [p for p in texts if not p.linked and not p.teaser and ends_sentence(p.text)]
    prose = sum(len(part.text) for part in own)
    many = about.index or max(len(linked), len(teasers)) >= _MANY_HEADLINES
    if share > _LINK_SHARE or (many and prose < 2 * _PROSE_LENGTH):
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
    """Return the parts with the title first, once: the page's own heading, else the head's."""
    if not title:
        return parts
    key = _key(title)
    for number, part in enumerate(parts[:_TITLE_AMONG]):
        if part.main or _key(part.text) == key:
            return [replace(part, kind="title"), *parts[:number], *parts[number + 1 :]]
    return [_Part(title, "title"), *parts]


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
