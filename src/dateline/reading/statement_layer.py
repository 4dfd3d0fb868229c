"""The model's statements, mended: joined by cue, cut to what is read, snapped to quotations."""

from __future__ import annotations

from dateline.reading.statement_page import Draft, Page, Stretch, has_words

# A content whose cue stands outside takes in a quotation of which it covers this share; below it
# only boundaries that touch are moved. Tried .3, .5, .7 on PolNeAR's training half: no difference
# above the noise, so the middle.
_MOST = 0.5


def from_layer(page: Page) -> list[Draft]:
    """Return the statements of ``doc.spans["statements"]``, in order of their first part."""
    parts: dict[str, dict[str, list[Stretch]]] = {}
    for span in page.doc.spans.get("statements", ()):
        stretch = _trimmed(page, (span.start_char, span.end_char))
        if stretch is None or page.paragraph_number(stretch[0]) is None:
            continue
        parts.setdefault(span.id_, {}).setdefault(span.label_, []).append(stretch)
    drafts = []
    for group in parts.values():
        contents = sorted(group.get("CONTENT", []))
        if contents:
            cue = min(group.get("CUE", []), default=None)
            source = min(group.get("SOURCE", []), default=None)
            drafts.append(Draft(_apart(contents), cue, source))
    for draft in drafts:
        draft.contents = _apart(sorted(_snapped(page, draft, c) for c in draft.contents))
    drafts = [draft for draft in drafts if _stands(page, draft)]
    return sorted(_unlike(drafts), key=lambda draft: (draft.start, draft.end))


def _stands(page: Page, draft: Draft) -> bool:
    """Return whether there is more to a draft than loose words: a cue, a source or marks."""
    quoted = any(page.quoted_at(start) for start, _ in draft.contents)
    return draft.cue is not None or draft.source is not None or quoted


def _trimmed(page: Page, stretch: Stretch) -> Stretch | None:
    start, end = stretch
    words = page.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    return (start, end) if start < end else None


def _snapped(page: Page, draft: Draft, content: Stretch) -> Stretch:
    """Move the ends of a content to the quotation marks that they nearly reach."""
    start, end = content
    for quotation in page.quotations_within(start, end):
        if draft.cue and quotation.start <= draft.cue[0] < quotation.end:
            continue  # a statement inside the quotation
        begin, finish = quotation.start, quotation.end
        shared = min(end, finish) - max(start, begin)
        whole = shared > _MOST * (finish - begin)
        if start > begin and (whole or not has_words(page.text[begin:start])):
            start = begin
        if end < finish and (whole or not has_words(page.text[end:finish])):
            end = finish
    if draft.cue and start < draft.cue[1] and draft.cue[0] < end:
        return content
    return start, end


def _apart(contents: list[Stretch]) -> list[Stretch]:
    """Join contents that overlap."""
    found: list[Stretch] = []
    for start, end in contents:
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


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
