"""Statements: what somebody said, wrote or thinks according to the article, and who.

The model's layer first (``statement_layer``), then rules for the quotations it missed and the
clauses around them (``statement_rules``, ``statement_cue``), then the speakers
(``statement_speakers``); here they come together and become records.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from dateline.reading.statement_layer import from_layer
from dateline.reading.statement_page import Draft, Index, Page, Stretch
from dateline.reading.statement_rules import (
    add_indirect,
    add_interview,
    add_quotations,
    join_split,
)
from dateline.reading.statement_speakers import Speakers, continue_quotations
from dateline.records import Article, Entity, Source, Span, Statement, StatementKind


def find_statements(
    doc: Doc, article: Article, entities: Sequence[Entity]
) -> tuple[Statement, ...]:
    """Return the article's statements, numbered s1, s2, … by where they begin.

    Args:
        doc: the article's Doc; its layer ``doc.spans["statements"]`` may be missing.
        article: the article; only blocks that are read as news have statements.
        entities: what the article speaks of, pronouns included.
    """
    page = Page.of(doc, article, entities)
    drafts = from_layer(page)
    add_quotations(page, drafts)
    add_interview(page, drafts)
    join_split(page, drafts)
    drafts = [draft for draft in drafts if _stands(page, draft)]
    add_indirect(page, drafts)
    speakers = Speakers(page)
    speakers.resolve(drafts)
    continue_quotations(page, drafts)
    Speakers(page).resolve(drafts)
    drafts.sort(key=lambda draft: (draft.contents[0][0], draft.start, -draft.end))
    drafts.sort(key=_begin)
    parents = _parents(drafts)
    return tuple(_statement(page, draft, n, parents[n]) for n, draft in enumerate(drafts))


def _stands(page: Page, draft: Draft) -> bool:
    """Return whether there is more to a draft than loose words: a cue, a source or marks."""
    quoted = any(page.quoted_at(start) for start, _ in draft.contents)
    return draft.cue is not None or draft.source is not None or quoted


def _begin(draft: Draft) -> tuple[int, int]:
    """Return where a statement itself begins; a source that it only inherits does not count."""
    own = [*draft.contents, *([draft.cue] if draft.cue else [])]
    if draft.cue and draft.source:
        own.append(draft.source)
    return min(start for start, _ in own), -max(end for _, end in own)


def _parents(drafts: list[Draft]) -> list[int | None]:
    """Return for each statement the number of the smallest one whose content holds it."""
    index = Index(drafts)
    number = {id(draft): place for place, draft in enumerate(drafts)}
    return [
        None if (parent := _parent(index, draft, number)) is None else number[id(parent)]
        for draft in drafts
    ]


def _parent(index: Index, draft: Draft, number: dict[int, int]) -> Draft | None:
    core = [*draft.contents, *([draft.cue] if draft.cue else [])]
    around = [
        (_size(other), number[id(other)], other)
        for other in index.over(*core[0])
        if other is not draft and _size(other) > _size(draft) and _holds(other, core)
    ]
    return min(around, key=lambda found: found[:2])[2] if around else None


def _size(draft: Draft) -> int:
    return sum(end - start for start, end in draft.contents)


def _holds(around: Draft, parts: list[Stretch]) -> bool:
    return all(any(s <= start and end <= e for s, e in around.contents) for start, end in parts)


def _statement(page: Page, draft: Draft, number: int, parent: int | None) -> Statement:
    source = None
    if draft.source:
        start, end = draft.source
        entity = draft.speaker.id if draft.speaker else None
        source = Source(start=start, end=end, text=page.text[start:end], entity=entity)
    return Statement(
        id=f"s{number + 1}",
        kind=_kind(page, draft),
        content=tuple(Span(start=start, end=end) for start, end in draft.contents),
        cue=Span(start=draft.cue[0], end=draft.cue[1]) if draft.cue else None,
        source=source,
        parent=None if parent is None else f"s{parent + 1}",
    )


def _kind(page: Page, draft: Draft) -> StatementKind:
    """Return whether all of the content stands in quotation marks, some of it, or none.

    Marks around the cue as well are those of the statement it stands in, and do not count.
    """
    if draft.line:
        return "direct"
    quoted = unquoted = False
    for start, end in draft.contents:
        at = start
        for quotation in page.marks_within(start, end):
            if draft.cue and quotation.start <= draft.cue[0] < quotation.end:
                continue
            quoted = True
            unquoted |= _letters(page, at, quotation.start)
            at = max(at, quotation.end)
        unquoted |= _letters(page, at, end)
    if not quoted:
        return "indirect"
    return "mixed" if unquoted else "direct"


def _letters(page: Page, start: int, end: int) -> bool:
    return any(char.isalnum() for char in page.text[start : max(start, end)])
