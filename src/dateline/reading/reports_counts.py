"""Numbers of people in a phrase: "at least 30 protesters", "dozens of villagers", "a dozen"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Span as Words
from spacy.tokens import Token

from dateline.reading import tree

_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ONES = {word: number for number, word in enumerate(_UNITS.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
# An indefinite number is read as two of its unit at least, as event data usually does.
_MANY = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
# "Several" is more than a couple; both are kept as what they say at least.
_VAGUE = {"several": 3, "couple": 2}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_LEAST = ("at least", "more than", "over", "no fewer than", "upwards of", "not less than")
_MOST = (
    "up to",
    "at most",
    "as many as",
    "fewer than",
    "less than",
    "no more than",
    "nearly",
    "almost",
)
_ABOUT = ("about", "around", "some", "approximately", "roughly")
_LARGEST = 10**10  # more than there are people: no count of them


@dataclass(frozen=True)
class Number:
    """A number with its words' place (code points) and what they allow."""

    start: int
    end: int
    best: int | None
    low: int | None
    high: int | None


def number_of(head: Token) -> Number | None:
    """Return the number of those a phrase names, None if it names none.

    Only a numeral of the phrase itself counts: "the leader of 30 men" is one.
    """
    phrase = tree.phrase(head)
    vague = _vague(phrase, head)
    if vague is not None:
        return vague
    if head.lower_ in _MANY or head.lemma_.lower() == "dozen":
        words = phrase[: head.i - phrase.start + 1]
        return _number(words, [head])
    numerals = [t for t in tree.children(head, "nummod") if not t.is_space]
    if not numerals:  # "a dozen pilgrims", "scores of weavers" however they are hung up
        inner = tree.children(head, "compound", "det", "amod", "nmod")
        numerals = [t for t in inner if t.lower_ in _SCALES or t.lower_ in _MANY]
    if head.pos_ == "NUM" and not numerals:
        numerals = [head]
    if not numerals:
        return None
    top = numerals[0]
    parts = sorted(
        [top, *(t for t in tree.children(top, "compound", "flat", "fixed"))]
        if top is not head
        else [head, *tree.children(head, "compound", "nummod")],
        key=lambda token: token.i,
    )
    return _number(phrase, parts)


def _number(phrase: Words, parts: list[Token]) -> Number | None:
    value = _value([part.lower_ for part in parts])
    if value is None or value > _LARGEST:
        return None
    first, last = parts[0].i, parts[-1].i
    between = _between(phrase, first, last, value)
    if between is not None:
        return between
    before = " ".join(t.lower_ for t in phrase.doc[max(phrase.sent.start, first - 4) : first])
    start, low, high = first, value, value
    for words in (*_LEAST, *_MOST, *_ABOUT):
        if before == words or before.endswith(f" {words}"):
            start = first - len(words.split())
            low = value if words in _LEAST else 0
            high = value if words in _MOST else 0
            break
    if any(part.lower_ in _MANY for part in parts):
        high = 0
    span = phrase.doc[start : last + 1]
    return Number(span.start_char, span.end_char, value, low or None, high or None)


def _vague(phrase: Words, head: Token) -> Number | None:
    """Return what "several" and "a couple of" say: a few at least, and no more."""
    for token in phrase:
        value = _VAGUE.get(token.lower_)
        if value is not None and token.i <= head.i:
            span = phrase.doc[token.i : token.i + 1]
            exact = value if token.lower_ == "couple" else None
            return Number(span.start_char, span.end_char, value, value, exact)
    return None


def _between(phrase: Words, first: int, last: int, value: int) -> Number | None:
    """Return the middle of "between 20 and 30" with its ends; None where there is only one."""
    doc = phrase.doc
    start = first
    if start and doc[start - 1].lower_ in {"between", "from"} and last + 2 < len(doc):
        joined, other = doc[last + 1].lower_, _value([doc[last + 2].lower_])
        if joined in {"and", "to"} and other is not None and other > value:
            span = doc[start - 1 : last + 3]
            return Number(span.start_char, span.end_char, (value + other) // 2, value, other)
    return None


def _value(words: list[str]) -> int | None:
    if any(word in _MANY for word in words):
        return next(_MANY[word] for word in words if word in _MANY)
    total, current, seen = 0, 0, False
    for word in " ".join(words).replace("-", " ").split():
        figure = _FIGURE.fullmatch(word)
        if figure:
            if len(word) > 14:
                return None
            current, seen = current + int(word.replace(",", "")), True
        elif word in _ONES:
            current, seen = current + _ONES[word], True
        elif word in _SCALES:
            current, seen = (current or 1) * _SCALES[word], True
            if _SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word not in {"a", "and"}:
            return None
    return total + current if seen else None
