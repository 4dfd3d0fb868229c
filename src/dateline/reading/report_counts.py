"""How many: numbers in words and figures, with what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from dateline.reading import tree
from dateline.records import Count, CountWhat

_NUMBERS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
     "ninety": 90, "hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}  # fmt: skip
# The field's table: the least that a plural of a round number can mean (ACLED codes the same way).
_PLURALS = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "tens": 20}
_AT_LEAST = ("at least", "more than", "over", "no fewer than", "as many as", "minimum of")
_AT_MOST = ("up to", "at most", "fewer than", "less than", "nearly", "almost")
_WHAT: dict[str, CountWhat] = {
    "kill": "killed", "die": "killed", "murder": "killed", "slay": "killed", "execute": "killed",
    "assassinate": "killed", "behead": "killed", "massacre": "killed", "death": "killed", "perish": "killed",
    "injure": "injured", "wound": "injured", "hurt": "injured", "arrest": "arrested", "detain": "arrested",
    "abduct": "abducted", "kidnap": "abducted", "displace": "displaced", "flee": "displaced",
    "evacuate": "displaced", "drown": "killed",
}  # fmt: skip
_PEOPLE = frozenset({"PROTEST", "AFFILIATE", "MOBILIZE", "MOVE"})


def counts(anchor: Token, type_: str, actors: list[Token], recipients: list[Token]) -> Iterator[Count]:
    """Yield the numbers that belong to the parties of an event."""
    what = _WHAT.get(anchor.lemma_.lower())
    for party in recipients:
        yield from _of(party, what or "other")
    for party in actors:
        yield from _of(party, "participants" if type_ in _PEOPLE and what is None else what or "other")


def _of(noun: Token, what: CountWhat) -> Iterator[Count]:
    for number in (*tree.children(noun, "nummod"), *([noun] if noun.lower_ in _PLURALS else ())):
        start, end = _extent(number)
        text = number.doc[start:end].text
        value = value_of(number.doc[number.left_edge.i : end].text if number is not noun else noun.lower_)
        if value is None or number.pos_ == "PROPN":
            continue
        before = number.doc[max(0, start - 3) : start].text.lower()
        low: int | None = value
        high: int | None = value
        if before.endswith(_AT_LEAST) or text.lower().startswith(_AT_LEAST) or noun.lower_ in _PLURALS:
            high = None
        elif before.endswith(_AT_MOST) or text.lower().startswith(_AT_MOST):
            low = None
        span = number.doc[start:end]
        yield Count(
            start=span.start_char, end=span.end_char, text=span.text, what=what,
            best=value, low=low, high=high,
        )  # fmt: skip


def _extent(number: Token) -> tuple[int, int]:
    tokens = [t for t in number.subtree if not t.is_space]
    low, high = min(t.i for t in tokens), max(t.i for t in tokens) + 1
    return (low, high) if high - low <= 6 else (number.i, number.i + 1)


def value_of(words: str) -> int | None:
    """Return the number that words or figures say ("a dozen", "4,000", "two hundred"), or None."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?|[a-z]+", words.lower())
    total = current = 0
    seen = False
    for word in found:
        if word[0].isdigit():
            current, seen = int(float(word.replace(",", ""))), True
        elif word in _PLURALS:
            current, seen = _PLURALS[word], True
        elif word in _NUMBERS:
            seen = True
            step = _NUMBERS[word]
            if step >= 100 or word == "dozen":
                current = max(current, 1) * step
                if step >= 1000:
                    total, current = total + current, 0
            else:
                current += step
    return total + current if seen else None
