"""Rules for what the model leaves out: quotations without a statement, sources without words."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from spacy.tokens import Token

from dateline.reading import cues, tree
from dateline.reading.quotations import Quotation
from dateline.reading.statement_cue import Attribution, attribution_of
from dateline.reading.statement_page import (
    Draft,
    Index,
    Page,
    Stretch,
    has_words,
    is_stop,
    merged,
    span_of,
)
from dateline.reading.statement_words import cue_span, may_speak, subject_span

# Fewer words without a final stop inside the marks are a name, a title or a scare quote.
_CLAUSE_WORDS = 4
_FINAL = frozenset(",.?!…—–")
_LABEL = re.compile(r"([A-Z][\w.’'\- ]{0,40}?):\s+(?=\S)")


def add_quotations(page: Page, drafts: list[Draft]) -> None:
    """Add a statement for each quotation of clause length beside a cue that has none yet."""
    taken = {token.i for d in drafts if d.cue for token in page.tokens(*d.cue)}
    index = Index(drafts)
    for quotation in page.quotations:
        if not has_words(page.text[slice(*quotation.inner)]) or _covered(index, quotation):
            continue
        found = attribution_of(page, quotation.start, quotation.end, taken)
        if found is None or not (is_clause(page, quotation) or found.introduced):
            continue
        taken |= {token.i for token in page.tokens(*found.cue)}
        content = _content(page, quotation, found)
        _drop_crumbs(index, content)
        drafts.append(Draft([content], found.cue, found.source))
        index.add(drafts[-1])
    drafts[:] = [draft for draft in drafts if not draft.dropped]


def is_clause(page: Page, quotation: Quotation) -> bool:
    """Return whether a quotation is long enough, or stopped like a sentence, to be speech."""
    words = page.text[slice(*quotation.inner)]
    if not has_words(words):
        return False
    return len(words.split()) >= _CLAUSE_WORDS or words.rstrip()[-1] in _FINAL


def _covered(index: Index, quotation: Quotation) -> bool:
    """Return whether statements with a cue outside cover half of a quotation or more."""
    shared = 0
    for draft in index.over(quotation.start, quotation.end):
        if draft.cue is None or quotation.start <= draft.cue[0] < quotation.end:
            continue
        for start, end in draft.contents:
            if quotation.nested and start < quotation.start - 1 and end > quotation.end + 1:
                continue  # what the outer one says
            shared += max(0, min(end, quotation.end) - max(start, quotation.start))
    return 2 * shared >= quotation.end - quotation.start


def _drop_crumbs(index: Index, content: Stretch) -> None:
    """Drop statements without a cue that are but a piece of the content."""
    for draft in index.over(*content):
        inside = all(content[0] <= start and end <= content[1] for start, end in draft.parts)
        draft.dropped = draft.dropped or (draft.cue is None and inside)


def _content(page: Page, quotation: Quotation, found: Attribution) -> Stretch:
    """Return the quotation, with the words before it where it ends a sentence: It is "bad," he…"""
    if not found.right:
        return quotation.start, quotation.end
    number = page.paragraph_number(quotation.start)
    start = page.paragraphs[number][0] if number is not None else quotation.start
    words: list[Token] = []
    for token in reversed(page.tokens(max(start, quotation.start - 300), quotation.start)):
        if is_stop(token) or token.text in {",", ":", ";", "—"} or page.quoted_at(token.idx):
            break
        words.append(token)
    if not words or found.cue[0] < quotation.start:
        return quotation.start, quotation.end
    return words[-1].idx, quotation.end


def join_split(page: Page, drafts: list[Draft]) -> None:
    """Join what goes on after its cue: "…," X said. "…"; and contents that share cue and source."""
    by_cue: dict[Stretch, Draft] = {}
    for draft in sorted(drafts, key=lambda d: d.start):
        if draft.cue is None:
            continue
        first = by_cue.setdefault(draft.cue, draft)
        if first is not draft and None in (first.source, draft.source, _same(first, draft)):
            first.source = first.source or draft.source
            first.contents = merged([*first.contents, *draft.contents])
            draft.dropped = True
    drafts[:] = [draft for draft in drafts if not draft.dropped]
    _continue_after_cue(page, drafts)
    drafts[:] = [draft for draft in drafts if not draft.dropped]


def _same(one: Draft, other: Draft) -> bool | None:
    return None if one.source == other.source else False


def _continue_after_cue(page: Page, drafts: list[Draft]) -> None:
    outer = page.outer_quotations()
    index = Index(drafts)
    covered = {start for d in drafts for start, _ in d.contents if d.cue or d.source}
    ends = {end: d for d in drafts if d.cue for _, end in d.contents}
    for before, after in pairwise(outer):
        draft = ends.get(before.end)
        if draft is None or draft.cue is None or after.start in covered:
            continue
        if not _cue_stands_between(page, before, after, draft) or not is_clause(page, after):
            continue
        _drop_crumbs(index, (after.start, after.end))
        draft.contents = merged([*draft.contents, (after.start, after.end)])
        ends[after.end] = draft


def _cue_stands_between(page: Page, before: Quotation, after: Quotation, draft: Draft) -> bool:
    """Return whether nothing but one clause with the cue stands between two quotations."""
    number = page.paragraph_number(before.start)
    if number is None or number != page.paragraph_number(after.start) or draft.cue is None:
        return False
    between = page.text[before.end : after.start]
    if not before.end <= draft.cue[0] < after.start:
        return not has_words(between)
    if not between.rstrip() or between.rstrip()[-1] not in ",.;:—":
        return False
    return not any(is_stop(token) for token in page.tokens(before.end, after.start)[:-1])


def add_indirect(page: Page, drafts: list[Draft]) -> None:
    """Add "X says that …" and "according to X, …" in sentences where nothing was found."""
    if not page.has_tree or not page.doc.has_annotation("SENT_START"):
        return
    index = Index(drafts)
    for start, end in page.paragraphs:
        for token in page.tokens(start, end):
            if page.quoted_at(token.idx):
                continue
            found = _clause_of(page, token) or _according(page, token)
            if found and not index.over(found.start, found.end):
                drafts.append(found)
                index.add(found)


def _clause_of(page: Page, verb: Token) -> Draft | None:
    """Return "X says that …": a reporting verb with a subject and a clause of its own."""
    if not cues.is_reporting(verb) or not tree.children(verb, "ccomp"):
        return None
    speakers = [s for s in tree.children(verb, "nsubj") if may_speak(s)]
    body = tree.children(verb, "ccomp")[0]
    if not speakers or not tree.children(body, "nsubj", "csubj", "expl"):
        return None
    source = subject_span(page, speakers[0])
    content = _words_of(page, body)
    cue = cue_span(page, verb)
    if content is None or content[0] < verb.idx or source[1] > cue[0]:
        return None
    return Draft([content], cue, source)


def _according(page: Page, token: Token) -> Draft | None:
    """Return "according to X, …" with the rest of its clause."""
    follower = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.lower_ != "according" or follower is None or follower.lower_ != "to":
        return None
    noun = token.head
    if noun.i <= token.i or noun.head.i == noun.i or not tree.has_dep(noun, "obl", "nmod"):
        return None
    source = subject_span(page, noun)
    if source[0] < follower.idx:
        source = noun.idx, noun.idx + len(noun)
    sentence = [t for t in token.sent if not t.is_space]
    if token.i == sentence[0].i:
        words = [t for t in sentence if t.idx >= source[1]]
    else:
        words = [t for t in sentence if t.i < token.i]
    content = _stripped(words)
    return Draft([content], span_of([token, follower]), source) if content else None


def _words_of(page: Page, body: Token) -> Stretch | None:
    words = [t for t in body.subtree if not t.is_space]
    content = _stripped(words)
    if content is None:
        return None
    number = page.paragraph_number(body.idx)
    whole = number is not None and page.paragraph_number(content[1] - 1) == number
    return content if whole else None


def _stripped(words: list[Token]) -> Stretch | None:
    while words and words[0].text in {",", ":", ";", "—", "–", "-"}:
        words = words[1:]
    while words and (is_stop(words[-1]) or words[-1].text in {",", ":", ";", "—", "–", "-"}):
        words = words[:-1]
    return span_of(words) if words else None


def add_interview(page: Page, drafts: list[Draft]) -> None:
    """Add the lines of an interview: "ORLAN: …", where at least two labels come, one repeatedly."""
    labelled = []
    for start, end in page.paragraphs:
        match = _LABEL.match(page.text, start, end)
        if match and len(match[1].split()) <= 4:
            labelled.append((match, end))
    counts = Counter(match[1] for match, _ in labelled)
    if len(counts) < 2 or max(counts.values()) < 2:
        return
    index = Index(drafts)
    for match, end in labelled:
        colon = match.end(1), match.end(1) + 1
        crumbs = [d for d in index.over(match.start(), end) if d.start >= match.start()]
        if any(draft.cue == colon for draft in crumbs):
            continue
        for draft in crumbs:
            draft.dropped = draft.cue is None
        drafts.append(Draft([(match.end(), end)], colon, match.span(1), line=True))
    drafts[:] = [draft for draft in drafts if not draft.dropped]
