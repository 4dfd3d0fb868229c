"""The model's links between contents, cues and sources, kept where a text can bear them.

The model finds the parts well and their links less well: a content far from its cue is another's.
So a link counts within a sentence, or across one sentence's end in a quotation's paragraph; a part
that loses its partner gets the nearest one that the same sentence has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.reading import tree
from dateline.reading.statement_page import Draft, Page, Stretch, has_words

_EDGES = ",;:—–- \t\n\u00a0"


@dataclass
class Parts:
    """The parts of one statement in the model's layer."""

    contents: list[Stretch] = field(default_factory=list)
    cue: Stretch | None = None
    source: Stretch | None = None


def parts_of(page: Page) -> list[Parts]:
    """Return the layer's statements, parts outside of what is read left out."""
    groups: dict[str, Parts] = {}
    for span in page.doc.spans.get("statements", ()):
        stretch = _trimmed(page, span.start_char, span.end_char, span.label_)
        if stretch is None or page.paragraph_number(stretch[0]) is None:
            continue
        parts = groups.setdefault(span.id_, Parts())
        if span.label_ == "CONTENT":
            parts.contents.append(stretch)
        elif span.label_ == "CUE":
            parts.cue = parts.cue or stretch
        elif span.label_ == "SOURCE":
            parts.source = parts.source or stretch
    return list(groups.values())


def linked(page: Page, groups: list[Parts]) -> list[Draft]:
    """Return statements whose parts stand together; a content without a cue is one by itself."""
    cues = sorted({parts.cue for parts in groups if parts.cue})
    for parts in groups:
        if parts.source and not _nominal(page, parts.source):
            parts.source = None
    sources = sorted({parts.source for parts in groups if parts.source})
    source_of = {
        parts.cue: parts.source
        for parts in reversed(groups)
        if parts.cue and parts.source and _together(page, parts.source, parts.cue)
    }
    contents: dict[Stretch | None, list[tuple[Stretch, Stretch | None]]] = {}
    for parts in groups:
        for content in parts.contents:
            cue = parts.cue
            if cue is None or gap(content, cue) < 0 or not _together(page, content, cue):
                cue = None
            contents.setdefault(cue, []).append((content, parts.source))
    drafts = []
    for cue in cues:
        own = [content for content, _ in contents.get(cue, [])]
        if own:
            source = source_of.get(cue) or nearest_source(page, cue, own, sources)
            drafts.append(Draft(sorted(set(own)), cue, source))
    for content, source in sorted(contents.get(None, []), key=lambda found: found[0]):
        near = source if source and _together(page, content, source) else None
        drafts.append(Draft([content], None, near))
    return drafts


def _nominal(page: Page, source: Stretch) -> bool:
    """Return whether a source may be somebody: not where its head is a verb by the tree."""
    words = page.tokens(*source)
    inside = {word.i for word in words}
    heads = [word for word in words if word.head.i not in inside or word.head.i == word.i]
    return not page.has_tree or not heads or heads[0].pos_ not in {"VERB", "AUX"}


def _trimmed(page: Page, start: int, end: int, label: str) -> Stretch | None:
    words = page.text[start:end]
    if label == "CUE":
        left, kept = len(words) - len(words.lstrip()), words.strip()
    else:
        left, kept = len(words) - len(words.lstrip(_EDGES)), words.strip(_EDGES)
    if not kept or (label != "CUE" and not has_words(kept)):
        return None
    return start + left, start + left + len(kept)


def _together(page: Page, one: Stretch, other: Stretch) -> bool:
    """Return whether two parts may belong to one statement."""
    numbers = page.paragraph_number(one[0]), page.paragraph_number(other[0])
    if None in numbers:
        return False
    first, last = min(one, other), max(one, other)
    between = page.text[min(first[1], last[0]) : last[0]]
    if numbers[0] != numbers[1]:
        return between.strip() in {":", ""} and abs(numbers[0] - numbers[1]) == 1  # type: ignore[operator]
    apart = page.sentence_number(last[0]) - page.sentence_number(max(first[0], first[1] - 1))
    if apart <= 0:
        return True
    quoted = page.quoted_at(one[0]) or page.quoted_at(other[0])
    return apart <= (2 if quoted else 0)


def nearest(page: Page, content: Stretch, cues: Sequence[Stretch]) -> Stretch | None:
    """Return the cue nearest to a content among those that may be its own."""
    near = [
        (gap(content, cue), cue)
        for cue in page.near(cues, content)
        if gap(content, cue) >= 0 and _together(page, content, cue)
    ]
    return min(near)[1] if near else None


def nearest_source(
    page: Page, cue: Stretch, contents: list[Stretch], sources: list[Stretch]
) -> Stretch | None:
    """Return the source whose words hold the subject of the cue, else the nearest by it."""
    near = [
        source
        for source in page.near(sources, cue)
        if _together(page, source, cue)
        and gap(source, cue) >= 0
        and not any(gap(source, content) < 0 for content in contents)
    ]
    for token in page.tokens(*cue) if page.has_tree else []:
        for subject in tree.subjects(token) if token.pos_ == "VERB" else []:
            for source in near:
                if source[0] <= subject.idx < source[1]:
                    return source
    close = [(gap(source, cue), source) for source in near if gap(source, cue) <= _CLOSE]
    return min(close)[1] if close else None


# Code points between a cue and a source that no tree joins: a word or two ("Orlan later said").
_CLOSE = 15


def gap(one: Stretch, other: Stretch) -> int:
    """Return the code points between two stretches, negative where they overlap."""
    return max(one[0], other[0]) - min(one[1], other[1])
