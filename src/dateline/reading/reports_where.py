"""Place of an event: from its clause, else from what stands before it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Page, between, vocabulary
from dateline.records import Block, Place, PlaceBasis, Span


def place_of(
    page: Page, anchor: Token, clause: Words, block: Block, parties: Sequence[Span]
) -> tuple[str | None, PlaceBasis]:
    """Return the place of an event and what it stands on.

    Never the place of who says so, nor one that is itself a party.
    """

    def free(place: Place) -> bool:
        taken = any(t.start < place.end and place.start < t.end for t in parties)
        return not taken and not page.is_source(place)

    stated = [
        p
        for p in between(page.places, clause.start_char, clause.end_char)
        if free(p) and _is_location(page, p)
    ]
    if stated:
        nearest = min(stated, key=lambda p: (abs(p.start - anchor.idx), p.start))
        return nearest.id, "stated"
    sentence = anchor.sent
    before = between(page.places, block.start, min(block.end, sentence.end_char))
    # From the nearest back: a paragraph of thousands of places must not be gone through each time.
    context = next((p for p in reversed(before) if _is_location(page, p) and free(p)), None)
    if context is not None:
        return context.id, "context"
    dateline = page.article.dateline
    if dateline is not None and dateline.place is not None:
        return dateline.place, "dateline"
    return None, "none"


def _is_location(page: Page, place: Place) -> bool:
    span = page.doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None or len(span) == 0:
        return False
    return tree.preposition(span.root) in vocabulary().words["place"]
