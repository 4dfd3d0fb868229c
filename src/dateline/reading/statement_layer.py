"""The model's statements, mended: linked anew where needed, snapped to quotations."""

from __future__ import annotations

from dateline.reading.statement_links import linked, parts_of
from dateline.reading.statement_orphans import add_cues, add_sources
from dateline.reading.statement_page import Draft, Page, Stretch, has_words, merged

# A content whose cue stands outside takes in a quotation of which it covers more than this share;
# below it only boundaries that touch the marks are moved. Chosen, not tuned: "most of it".
_MOST = 0.5


def from_layer(page: Page) -> list[Draft]:
    """Return the statements of ``doc.spans["statements"]``, in order of their first part."""
    groups = parts_of(page)
    drafts = linked(page, groups)
    for draft in drafts:
        draft.contents = merged(_snapped(page, draft, content) for content in draft.contents)
    add_cues(page, drafts, sorted({parts.cue for parts in groups if parts.cue}))
    add_sources(page, drafts)
    return sorted(_unlike(drafts), key=lambda draft: (draft.start, draft.end))


def _snapped(page: Page, draft: Draft, content: Stretch) -> Stretch:
    """Move the ends of a content to the quotation marks that they nearly reach."""
    start, end = content
    for quotation in page.quotations_within(start, end):
        if draft.cue and quotation.start <= draft.cue[0] < quotation.end:
            continue  # a statement inside the quotation
        begin, finish = quotation.start, quotation.end
        whole = min(end, finish) - max(start, begin) > _MOST * (finish - begin)
        if start > begin and (whole or not has_words(page.text[begin:start])):
            start = begin
        if end < finish and (whole or not has_words(page.text[end:finish])):
            end = finish
    if draft.cue and start < draft.cue[1] and draft.cue[0] < end:
        return content
    return start, end


def _unlike(drafts: list[Draft]) -> list[Draft]:
    """Drop statements that repeat another."""
    seen: set[tuple[object, ...]] = set()
    found = []
    for draft in drafts:
        key = (tuple(draft.contents), draft.cue, draft.source)
        if key not in seen:
            seen.add(key)
            found.append(draft)
    return found
