"""Contents whose cue the model did not find, or linked wrongly: which words report them."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.reading import cues, tree
from dateline.reading.statement_cue import attribution_of
from dateline.reading.statement_links import gap, nearest, nearest_source
from dateline.reading.statement_page import Draft, Page, Stretch
from dateline.reading.statement_words import cue_span, may_speak, subject_span


def add_cues(page: Page, drafts: list[Draft], layer: Sequence[Stretch]) -> None:
    """Give contents without a cue the words that report them, and the source with them.

    In this order: what stands beside the content in the order of words; the verb that the tree
    hangs it on, if it reports or the model takes it for a cue; the nearest of the model's cues
    (``layer``) in the sentence. Any other verb of the tree made more errors than it mended.
    """
    used = {token.i for d in drafts if d.cue for token in page.tokens(*d.cue)}
    known = {token.i for cue in layer for token in page.tokens(*cue)}
    for draft in drafts:
        if draft.cue is not None:
            continue
        verb = _verb_above(page, draft)
        if _beside(page, draft, used):
            used |= {token.i for token in page.tokens(*(draft.cue or (0, 0)))}
        elif verb is not None and (verb.i in known or cues.is_quoting(verb)):
            _take_verb(page, draft, verb)
        elif (cue := nearest(page, draft.contents[0], layer)) is not None:
            _take(draft, cue, nearest_source(page, cue, draft.contents, []), drafts)


def add_sources(page: Page, drafts: list[Draft]) -> None:
    """Give statements of a cue without a source the subject that the cue's verb has itself."""
    for draft in drafts:
        if draft.source is not None or draft.cue is None or not page.has_tree:
            continue
        for token in page.tokens(*draft.cue):
            if token.pos_ == "VERB":
                draft.source = _speaker(page, draft, token)
                break


def _beside(page: Page, draft: Draft, used: set[int]) -> bool:
    start, end = draft.contents[0][0], draft.contents[-1][1]
    found = attribution_of(page, start, end, used)
    if found is None or not (page.text[start] in "\"“'«„‘`" or found.right):
        return False
    draft.cue, draft.source = found.cue, found.source or draft.source
    return True


def _verb_above(page: Page, draft: Draft) -> Token | None:
    """Return the verb outside of a content that the tree hangs the content on."""
    if not page.has_tree:
        return None
    words = page.tokens(*draft.contents[0])
    inside = {word.i for word in words}
    for word in words:
        verb = word.head
        if verb.i in inside or verb.i == word.i or page.quoted_at(verb.idx):
            continue
        if verb.pos_ == "VERB":
            cue = cue_span(page, verb)
            return verb if all(gap(cue, content) >= 0 for content in draft.contents) else None
    return None


def _take_verb(page: Page, draft: Draft, verb: Token) -> None:
    draft.cue = cue_span(page, verb)
    draft.source = draft.source or _speaker(page, draft, verb)


def _take(draft: Draft, cue: Stretch, source: Stretch | None, drafts: Sequence[Draft]) -> None:
    draft.cue = cue
    others = [d.source for d in drafts if d is not draft and d.cue == cue and d.source]
    draft.source = draft.source or (others[0] if others else source)


def _speaker(page: Page, draft: Draft, verb: Token) -> Stretch | None:
    """Return the subject of a verb, or its agent, where it does not stand in the content."""
    for speaker in tree.children(verb, "nsubj") + tree.children(verb, "obl:agent"):
        source = subject_span(page, speaker)
        if may_speak(speaker) and all(gap(source, content) >= 0 for content in draft.contents):
            return source
    return None
