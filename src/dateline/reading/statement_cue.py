"""Beside a quotation: the words that say who said it, by the tree, else by the order of words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.reading import cues, tree
from dateline.reading.statement_page import Page, Stretch, is_stop, span_of
from dateline.reading.statement_words import (
    cue_span,
    is_name,
    may_speak,
    phrase_after,
    phrase_before,
    subject_span,
)

# How far from the quotation its verb may stand, in words: "said in a telephone interview from his
# office in the capital on Tuesday:" has 12 after the verb.
_FARTHEST = 14
# The same in code points, for the search; longer than any run of words looked at.
_WINDOW = 400


@dataclass(frozen=True)
class Attribution:
    """The cue of a quotation and the words of its source, if the text has any."""

    cue: Stretch
    source: Stretch | None
    right: bool = False
    """Whether it stands after the quotation."""
    introduced: bool = False
    """Whether a colon or comma leads from the cue to the quotation."""


def attribution_of(page: Page, start: int, end: int, taken: set[int]) -> Attribution | None:
    """Return the cue and source beside a quotation; verbs in ``taken`` (indices) are others'."""
    found = _after(page, _right_words(page, start, end), taken)
    if found:
        return found
    words, sign = _left_words(page, start, end)
    return _before(page, words, sign, taken)


def _right_words(page: Page, start: int, end: int) -> list[Token]:
    """Return the words after a quotation up to the sentence's end or the next quotation."""
    number = page.paragraph_number(end - 1)
    last = page.paragraphs[number][1] if number is not None else end
    words: list[Token] = []
    for token in page.tokens(end, min(last, end + _WINDOW)):
        if page.apart(token.idx, start, end) or token.text in {":", ";"} or is_stop(token):
            break
        words.append(token)
    if words and words[0].text in {",", "—", "–", "-"}:
        return words[1:]
    spoken = page.text[:end].rstrip("\"”’'»“ ")[-1:]
    if not words or not page.quoted_at(end - 1):
        return []
    if spoken in {".", "…"} and words[0].text[:1].isupper() and not cues.is_quoting(words[0]):
        return []  # "… here." The minister said: a new sentence. "… here?" Orlan said: the same.
    return words


def _after(page: Page, words: Sequence[Token], taken: set[int]) -> Attribution | None:
    """Return what follows: "…," Orlan said; "…," said Orlan; "…," according to Orlan."""
    if len(words) > 1 and words[0].lower_ == "according" and words[1].lower_ == "to":
        return Attribution(span_of(words[:2]), phrase_after(page, words[2:]), right=True)
    for place, verb in enumerate(words[:_FARTHEST]):
        if place and verb.lower_ in {"that", "because", "if"}:
            return None
        if verb.i in taken or not _reports(verb):
            continue
        source = _source(page, verb, words[:place], words[place + 1 :])
        if source is None and place and not _passive(verb, words[:place]):
            return None
        return Attribution(cue_span(page, verb, words), source, right=True)
    return None


def _passive(verb: Token, before: Sequence[Token]) -> bool:
    """Return whether a verb is in the passive: "it was said"."""
    if tree.children(verb, "aux:pass", "nsubj:pass"):
        return True
    return bool(before) and before[-1].lower_ in {"was", "were", "is", "are", "been"}


def _left_words(page: Page, start: int, end: int) -> tuple[list[Token], Token | None]:
    """Return the words before a quotation in its sentence, and the ":" or "," that closes them."""
    number = page.paragraph_number(start)
    if number is None:
        return [], None
    first, last = page.paragraphs[number]
    if first == start and number:
        first, last = page.paragraphs[number - 1]
        if not page.text[first:last].endswith(":"):
            return [], None
    words: list[Token] = []
    for token in reversed(page.tokens(max(first, start - _WINDOW), start)):
        if is_stop(token) or token.text == ";" or page.apart(token.idx, start, end):
            break
        words.append(token)
    words.reverse()
    if words and words[-1].text in {":", ","}:
        return words[:-1], words[-1]
    return words, None


def _before(
    page: Page, words: Sequence[Token], sign: Token | None, taken: set[int]
) -> Attribution | None:
    """Return what leads in: Orlan said: "…"; Orlan told the paper on Monday, "…"; Orlan: "…"."""
    colon = sign if sign is not None and sign.text == ":" else None
    for place in reversed(range(max(0, len(words) - (_FARTHEST if sign else 1)), len(words))):
        verb = words[place]
        if verb.i in taken or not _reports(verb) or _is_echo(verb):
            continue
        if not colon and not _speaks(verb):
            continue
        cue = cue_span(page, verb, words)
        if colon is not None and cue[1] == colon.idx:
            cue = cue[0], colon.idx + 1
        source = _source(page, verb, words[:place], [])
        return Attribution(cue, source, introduced=sign is not None)
    if colon is not None and is_name(words):
        return Attribution((colon.idx, colon.idx + 1), span_of(words), introduced=True)
    return None


def _reports(verb: Token) -> bool:
    """Return whether a verb may be the cue of a quotation beside it."""
    before = verb.nbor(-1).lower_ if verb.i else ""
    follower = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    if verb.lower_ == "put" and follower == "it":
        return True
    return cues.is_quoting(verb) and before != "to"


def _is_echo(verb: Token) -> bool:
    """Return whether it is the "saying" of "was quoted as saying"."""
    return verb.lower_ in {"saying", "telling"} and verb.i > 0 and verb.nbor(-1).lower_ == "as"


def _speaks(verb: Token) -> bool:
    """Return whether a verb needs no colon to lead in a quotation."""
    return cues.is_reporting(verb) or cues.verb_class(cues.lemma_of(verb)) in {"voice", "ask"}


def _source(
    page: Page, verb: Token, before: Sequence[Token], after: Sequence[Token]
) -> Stretch | None:
    """Return the words of who says it: the verb's subject, else the name beside it."""
    beside = {token.i for token in (*before, *after)}
    for subject in tree.subjects(verb) if page.has_tree else []:
        if may_speak(subject) and (subject.i in beside or not page.quoted_at(subject.idx)):
            return subject_span(page, subject)
    return phrase_before(page, before) or phrase_after(page, after)
