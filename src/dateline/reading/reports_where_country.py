"""Of which countries the words of a page are: by names of places and by words for their people."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.reports_page import Page, between
from dateline.reading.reports_where_words import where_words
from dateline.records import Block, Mention, Place

# Stands for what is of no one country.
_NOBODY = ""
# Blocks at the top of an article that say of which country it tells; the first counts twice.
_TOP = 4
_LEAD = 2
# Of the mentions there the share that makes a country the article's own.
_SHARE = 0.5
# The share that makes it an article about one country's own affairs.
_DOMESTIC = 0.8


class Countries:
    """The countries that a page's words name, in text order."""

    def __init__(self, page: Page) -> None:
        line = page.article.dateline
        named = sorted(_named(page))
        self._named = [n for n in named if line is None or not line.start <= n[0] < line.end]
        self._starts = [start for start, _, _ in self._named]
        self._of_persons = _of_persons(page)
        self._places: dict[str, Place] = {}
        for place in page.places:
            # "Eastern Osterland" is more than is told of what may be anywhere in Osterland.
            code = gazetteer.country(place.text) if place.precision == "country" else None
            if code is not None:
                self._places.setdefault(code, place)
        self.story, self.domestic = self._story(page)
        """the country that the top of the article is about, None if it is about several; and
        whether it is about hardly any other"""

    def between(self, start: int, end: int, *, visiting: bool = False) -> frozenset[str]:
        """Return the countries named in ``start:end`` as where something is or whose it is.

        ``visiting``: those of people and things that may be abroad, too ("French soldiers").
        """
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return frozenset(code for _, code, weak in self._named[first:last] if visiting or not weak)

    def place(self, code: str | None) -> Place | None:
        """Return the first mention of a country by its own name, None if there is none."""
        return self._places.get(code) if code else None

    def _regions(self, page: Page, block: Block) -> int:
        """Return how many parts of the world that are of no one country a block names."""
        found = between(page.places, block.start, block.end)
        return sum(p.precision == "region" and p.country is None for p in found)

    def _story(self, page: Page) -> tuple[str | None, bool]:
        counts: Counter[str] = Counter()
        world, others = _world(page), 0
        blocks = [b for b in page.article.blocks if b.kind != "credit"][:_TOP]
        for number, block in enumerate(blocks):
            first = bisect_left(self._starts, block.start)
            last = bisect_left(self._starts, block.end)
            counts[_NOBODY] += self._regions(page, block)
            others += len(between(world, block.start, block.end))
            for start, code, weak in self._named[first:last]:
                if start in self._of_persons:
                    continue
                weight = _LEAD if number == 0 else 1
                if weak:
                    others += weight
                else:
                    counts[code] += weight
        for code in _in_title(page.article.title or ""):
            counts[code] += _LEAD
        for code, count in counts.most_common(1):
            if code != _NOBODY and count > _SHARE * counts.total():
                return code, count >= _DOMESTIC * (counts.total() + others)
        return None, False


def _named(page: Page) -> Iterator[tuple[int, str, bool]]:
    """Yield offset, code, and whether it only says where somebody or something comes from."""
    taken: set[int] = set()
    for place in page.places:
        if place.country is None:
            continue
        span = page.doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or len(span) == 0:
            continue
        taken.update(range(span.start, span.end))
        yield place.start, place.country, _is_of_traveller(span.root)
    for token in page.doc:
        if token.i in taken or not token.text[:1].isupper() or token.pos_ not in _NAMING:
            continue
        before = token.nbor(-1).text if token.i else ""
        pair = f"{before} {token.text}" if before[:1].isupper() else ""
        code = (pair and gazetteer.country(pair)) or gazetteer.country(token.text)
        if code:
            yield token.idx, code, _is_of_traveller(token)


_NAMING = frozenset({"PROPN", "ADJ", "NOUN"})


def _world(page: Page) -> list[Mention]:
    """Return the names of bodies of many countries ("the United Nations"), in text order."""
    found = []
    for entity in page.entities:
        known = gazetteer.organisation(entity.name) if entity.type == "organization" else None
        if known is not None and known.country is None and known.sector == "IGO":
            found += [mention for mention in entity.mentions if mention.kind == "name"]
    return sorted(found, key=lambda mention: mention.start)


def _of_persons(page: Page) -> frozenset[int]:
    """Return where countries stand that only tell whose athlete or artist a person is.

    "Osterland's Tam Orlan won", "a diver from Osterland": nothing says that it was in Osterland.
    """
    found = set()
    for place in page.places:
        span = page.doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is None or len(span) == 0:
            continue
        if tree.preposition(span.root) in where_words().lists["links"]["from"]:
            found.add(place.start)
        if where_words().of("nouns", "currencies", span.root.head):
            found.add(place.start)
        if tree.has_dep(span.root, "nmod:poss") and span.root.head.ent_type_ in {"PERSON", "PER"}:
            found.add(place.start)
    return frozenset(found)


def _is_of_traveller(token: Token) -> bool:
    """Return whether it is the country of somebody who may be abroad: "French soldiers"."""
    head = token.head
    if tree.preposition(token) in where_words().lists["links"]["from"]:
        return True
    if head.i == token.i or not tree.has_dep(token, "amod", "compound", "nmod:poss", "nmod"):
        return where_words().of("nouns", "travellers", token)
    return where_words().of("nouns", "travellers", head)


def _in_title(title: str) -> Iterator[str]:
    words = title.replace(",", " ").split()
    for number, word in enumerate(words):
        if word[:1].isupper():
            pair = " ".join(words[number : number + 2])
            code = gazetteer.country(pair) or gazetteer.country(word.strip(".:;"))
            if code:
                yield code
