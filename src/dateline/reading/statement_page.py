"""What the steps towards statements share: the page they read, the statement in the making."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from dateline.reading.quotations import Quotation, find_quotations
from dateline.records import READ_BLOCKS, Article, Entity

Stretch = tuple[int, int]
"""Code points into the article's text, start inclusive, end exclusive."""

_STOPS = frozenset({".", "!", "?", "…", "...", "?!", "!?"})


@dataclass(eq=False)
class Draft:
    """A statement in the making; all stretches are code points."""

    contents: list[Stretch]
    cue: Stretch | None = None
    source: Stretch | None = None
    speaker: Entity | None = None
    line: bool = False
    """A line of an interview: speech without quotation marks."""
    dropped: bool = False
    """Found to be a piece of another statement, or one with another."""

    @property
    def parts(self) -> list[Stretch]:
        """All stretches of the statement, in no order."""
        return [*self.contents, *(part for part in (self.cue, self.source) if part)]

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return min(start for start, _ in self.parts)

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return max(end for _, end in self.parts)


class Index:
    """Finds statements by place, however long the article is."""

    def __init__(self, drafts: Iterable[Draft] = ()) -> None:
        self._tiles: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Enter a statement, or one that has got another part."""
        for start, end in draft.parts:
            for tile in range(start // _TILE, max(start, end - 1) // _TILE + 1):
                drafts = self._tiles.setdefault(tile, [])
                if not drafts or drafts[-1] is not draft:
                    drafts.append(draft)

    def over(self, start: int, end: int) -> list[Draft]:
        """Return the statements with a part that touches ``start:end``, in order of entry."""
        found: dict[int, Draft] = {}
        for tile in range(start // _TILE, max(start, end - 1) // _TILE + 1):
            for draft in self._tiles.get(tile, ()):
                if not draft.dropped and any(s < end and start < e for s, e in draft.parts):
                    found.setdefault(id(draft), draft)
        return list(found.values())


# Code points a tile of the index: about a paragraph, so that a tile holds a handful of statements.
_TILE = 500


# Sentences between the parts of one statement, at most.
_FAR = 6


@dataclass(frozen=True)
class Page:
    """An article with its Doc, its paragraphs and its quotations."""

    doc: Doc
    article: Article
    entities: Sequence[Entity]
    paragraphs: list[Stretch]
    quotations: list[Quotation]
    offsets: list[int] = field(repr=False)
    has_tree: bool = True
    sentences: list[int] = field(default_factory=list, repr=False)
    """Where the sentences begin."""

    @classmethod
    def of(cls, doc: Doc, article: Article, entities: Sequence[Entity]) -> Page:
        """Return the page of an article; only blocks that are read as news have paragraphs."""
        paragraphs = _paragraphs(article)
        return cls(
            doc,
            article,
            entities,
            paragraphs,
            find_quotations(article.text, paragraphs),
            [token.idx for token in doc],
            doc.has_annotation("DEP"),
            [token.idx for token in doc if token.is_sent_start],
        )

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def paragraph_number(self, at: int) -> int | None:
        """Return the number of the paragraph that holds a code point, None outside of all."""
        number = bisect_right(self.paragraphs, at, key=lambda p: p[0]) - 1
        return number if number >= 0 and at < self.paragraphs[number][1] else None

    def sentence_number(self, at: int) -> int:
        """Return the number of the sentence that holds a code point; all are 0 without a model."""
        return bisect_right(self.sentences, at)

    def near(self, stretches: Sequence[Stretch], to: Stretch) -> Sequence[Stretch]:
        """Return those of some sorted stretches that begin near another.

        By a paragraph and, so that an endless paragraph takes no square of time, by a few
        sentences.
        """
        number = bisect_right(self.paragraphs, to[0], key=lambda p: p[0]) - 1
        low = self.paragraphs[max(0, number - 1)][0]
        high = self.paragraphs[min(len(self.paragraphs) - 1, number + 1)][1]
        if self.sentences:
            first = self.sentence_number(to[0]) - 1 - _FAR
            last = self.sentence_number(to[1]) + _FAR
            low = max(low, self.sentences[max(0, first)])
            high = min(high, self.sentences[last] if last < len(self.sentences) else high)
        return stretches[bisect_left(stretches, (low, 0)) : bisect_left(stretches, (high, 0))]

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the words that begin in ``start:end``, without line breaks."""
        first, last = bisect_left(self.offsets, start), bisect_left(self.offsets, end)
        return [token for token in self.doc[first:last] if not token.is_space]

    def token_at(self, at: int) -> Token | None:
        """Return the word that covers a code point."""
        number = bisect_right(self.offsets, at) - 1
        return self.doc[number] if number >= 0 else None

    def quoted_at(self, at: int) -> Quotation | None:
        """Return the outer quotation around a code point, None if it stands outside."""
        number = bisect_right(self.quotations, at, key=lambda q: q.start) - 1
        while number >= 0 and self.quotations[number].nested:
            number -= 1
        if number < 0:
            return None
        quotation = self.quotations[number]
        return quotation if at < quotation.end else None

    def apart(self, at: int, start: int, end: int) -> bool:
        """Return whether a code point stands in a quotation that does not hold ``start:end``."""
        quotation = self.quoted_at(at)
        if quotation is None:
            return False
        around = quotation.start <= start and end <= quotation.end
        return not around or (quotation.start, quotation.end) == (start, end)

    def quotations_within(self, start: int, end: int) -> list[Quotation]:
        """Return the outer quotations that share a character with ``start:end``."""
        found = []
        around = self.quoted_at(start)
        if around is not None:
            found.append(around)
        first = bisect_left(self.quotations, start, key=lambda q: q.start)
        for quotation in self.quotations[first:]:
            if quotation.start >= end:
                break
            if not quotation.nested and quotation is not around:
                found.append(quotation)
        return found

    def marks_within(self, start: int, end: int) -> list[Quotation]:
        """Return the quotations, nested ones too, that share a character with ``start:end``."""
        around = self.quoted_at(start)
        first = bisect_left(
            self.quotations, around.start if around else start, key=lambda q: q.start
        )
        found = []
        for quotation in self.quotations[first:]:
            if quotation.start >= end:
                break
            if quotation.end > start:
                found.append(quotation)
        return found

    def outer_quotations(self) -> list[Quotation]:
        """Return the quotations that stand in no other."""
        return [quotation for quotation in self.quotations if not quotation.nested]


def span_of(tokens: Sequence[Token]) -> Stretch:
    """Return the stretch from the first to the last of some words in text order."""
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1])


def is_stop(token: Token) -> bool:
    """Return whether a token ends a sentence."""
    return token.text in _STOPS


def has_words(text: str) -> bool:
    """Return whether a text holds a letter or a figure."""
    return any(char.isalnum() for char in text)


def merged(contents: Iterable[Stretch]) -> list[Stretch]:
    """Return contents in text order, those that overlap as one."""
    found: list[Stretch] = []
    for start, end in sorted(contents):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _paragraphs(article: Article) -> list[Stretch]:
    """Return the paragraphs of the blocks that are read, split at empty lines, trimmed."""
    text = article.text
    blocks = [(b.start, b.end) for b in article.blocks if b.kind in READ_BLOCKS]
    if not article.blocks:
        blocks = [(0, len(text))]
    found: list[Stretch] = []
    for start, end in sorted(blocks):
        start = max(start, found[-1][1] if found else 0)
        at = start
        for line in text[start:end].splitlines(keepends=True):
            words = line.strip()
            if words:
                first = at + line.index(words)
                found.append((first, first + len(words)))
            at += len(line)
    return found
