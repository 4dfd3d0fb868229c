"""Where a text has come to: the place of its last main clause, and that of the whole story."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Page
from dateline.reading.reports_when_verbs import in_main_clause, is_aside
from dateline.reading.reports_where_country import Countries
from dateline.reading.reports_where_tree import Tie, Ties, best
from dateline.reading.reports_where_words import where_words
from dateline.records import Block

# Places back from a word at most, so that a paragraph of thousands takes no longer.
_LOOK = 20
# Paragraphs through which a place is carried on.
_CARRIED = 2
# Code points after a place before a paragraph within which its colon stands: "TIRN, Osterland:".
_LINE = 40
# Paragraphs at the top of an article that say where its story is.
_TOP = 3


class Scenes:
    """The places of the main clauses of a page."""

    def __init__(
        self, page: Page, ties: Ties, types: Mapping[int, str], countries: Countries
    ) -> None:
        self._page = page
        self._ties = ties
        self._types = types
        self._blocks = [b.start for b in page.article.blocks]
        self._first_end = page.article.blocks[0].end if page.article.blocks else 0
        told = [t for t in ties.all if self._opens(t)]
        self._all = sorted([*told, *self._lines()], key=lambda t: (t.place.start, t.steps))
        self._starts = [t.place.start for t in self._all]
        self._any = [t for t in ties.all if self._is_where(t)]
        self._any_starts = [t.place.start for t in self._any]
        self.story = self._story_of(page.article.blocks, countries)
        """the tie of the place that the top of an article tells of"""
        self.story_block = self.block_number(self.story.place.start) if self.story else 0

    def before(self, token: Token, block: Block, talk: bool = False) -> Tie | None:
        """Return the last place told in a block before a word; of talk, also where it was said."""
        number = bisect_left(self._starts, token.idx) - 1
        last = max(0, number - _LOOK)
        while number >= last and self._starts[number] >= block.start:
            tie = self._all[number]
            if talk or not self._ties.is_said(tie):
                sentence = self._page.doc[tie.root].sent
                inside = [
                    t
                    for t in self._all[max(0, number - 4) : number + 1]
                    if t.place.start >= sentence.start_char and (talk or not self._ties.is_said(t))
                ]
                return best(inside, token.idx)
            number -= 1
        return None

    def in_sentence(self, token: Token) -> Tie | None:
        """Return the nearest place in a word's sentence where anything is told to be."""
        sentence = token.sent
        first = bisect_left(self._any_starts, sentence.start_char)
        last = bisect_left(self._any_starts, sentence.end_char)
        above = {token.i, *(t.i for t in token.ancestors)}
        ties = [
            t
            for t in self._any[first:last]
            if not self._ties.is_said(t) and not _is_apart(self._page.doc[t.on], above)
        ]
        before = [t for t in ties if t.place.start < token.idx]
        return best(before or ties, token.idx)

    def carried(self, block: Block) -> Tie | None:
        """Return the last town that the paragraphs just before a block have come to."""
        number = bisect_left(self._starts, block.start) - 1
        last = max(0, number - _LOOK)
        while number >= last and self._distance(block, self._all[number]) <= _CARRIED:
            tie = self._all[number]
            if tie.place.precision not in ("country", "region") and not self._ties.is_said(tie):
                return tie
            number -= 1
        return None

    def _distance(self, block: Block, tie: Tie) -> int:
        return self.block_number(block.start) - self.block_number(tie.place.start)

    def is_of_words(self, type: str) -> bool:
        """Return whether the story is where somebody says something, as the type of event is."""
        if self.story is None or not where_words().has("types", "talk", type):
            return False
        return self._ties.is_said(self.story)

    def block_number(self, offset: int) -> int:
        """Return the number of the block that an offset lies in."""
        return bisect_right(self._blocks, offset) - 1

    def _lines(self) -> Iterator[Tie]:
        """Yield the places that stand before a paragraph of their own: "TIRN: Gunmen shot"."""
        text = self._page.article.text
        starts = {block.start for block in self._page.article.blocks}
        for place in self._page.places:
            if place.start not in starts or not place.text.isupper():
                continue
            first_line = text[place.end : place.end + _LINE].split("\n")[0]
            span = self._page.doc.char_span(place.start, place.end, alignment_mode="expand")
            if ":" in first_line and span is not None and len(span):
                yield Tie(place, "in", span.root.i, span.root.i, 0, "")

    def _is_where(self, tie: Tie) -> bool:
        if self._page.is_source(tie.place):
            return False
        if tie.kind == "obj":
            return where_words().of("verbs", "striking", self._page.doc[tie.on])
        return tie.kind in ("in", "near", "own")

    def _opens(self, tie: Tie) -> bool:
        """Return whether a place is told as where something of the story is."""
        token = self._page.doc[tie.on]
        if self._page.is_source(tie.place) or (tie.loose and not self._ties.is_event(token)):
            return False
        if tie.kind in ("obj", "of"):
            words = where_words()
            if tie.kind == "obj" and words.of("verbs", "striking", token):
                return True
            type = self._types.get(token.i, "")
            if tie.kind == "of" or words.has("types", "done_to", type):
                return tie.place.precision not in ("country", "region")
            return False
        if tie.kind not in ("in", "near", "own"):
            return False
        if token.pos_ != "VERB" and not self._ties.is_event(token):
            return False
        if tie.place.start < self._first_end and token.pos_ != "VERB":
            return True  # the first paragraph's event, in whatever clause
        return in_main_clause(token) and not is_aside(token)

    def _story_of(self, blocks: Sequence[Block], countries: Countries) -> Tie | None:
        top = [b for b in blocks if b.kind in ("paragraph", "title", "heading")][:_TOP]
        for talk in (False, True):
            for block in top:
                first = bisect_left(self._starts, block.start)
                last = bisect_left(self._starts, block.end)
                ties = [
                    t
                    for t in self._all[first:last]
                    if t.place.precision not in ("country", "region")
                    and (talk or not self._ties.is_said(t))
                    and countries.story in (None, t.place.country)
                ]
                found = best(ties, block.start)
                if found is not None:
                    return found
        return None


def _is_apart(token: Token, above: Set[int]) -> bool:
    """Return whether a clause of its own parts a word from the words above another one."""
    while token.i not in above and token.head.i != token.i:
        if tree.has_dep(token, "acl", "advcl", "ccomp", "parataxis"):
            return True
        token = token.head
    return False
