"""Who is under 18: ages in the text ("Mara Ilvey, 14,"), and nouns ("the schoolgirl")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.reading.private_context import SAYING, Description, Surrounding
from dateline.reading.private_table import Sign

_NUMBERS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_VALUES = {word: number for number, word in enumerate(_NUMBERS.split())}
_AGE = rf"(?P<age>\d{{1,3}}|{'|'.join(sorted([*_VALUES][1:], key=len, reverse=True))})"
_FIGURE = r"(?P<age>\d{1,3})"
_ADULT = 18
_YEARS_OLD = r"[-‑–\s]+years?[-‑–\s]+old"
_SMALL = re.compile(
    r"\b(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"[-‑\s]+(?:day|week|month)s?(?:[-‑\s]+old\b)",
    re.IGNORECASE,
)
_OLD = re.compile(rf"\b{_AGE}{_YEARS_OLD}\b", re.IGNORECASE)
_IS_AGED = re.compile(rf"\s+(?:is|was|turned|turns)\s+(?:only\s+|just\s+|still\s+)?{_AGE}"
               r"(?=\s*(?:[.;,]|$|and\b|years?\s+old))", re.IGNORECASE)  # fmt: skip
# "Mara Ilvey, 14," / "(14)" / ", aged 14" / "is 14" / ", a 14-year-old" / ", 14 months,"
# "Mara Ilvey of Upper Osterby"
_FROM = r"(?:\s+(?:of|from)(?:\s+[\w’'-]+){1,3}?)?"
_AGE_AFTER = (
    re.compile(rf"{_FROM}\s*,\s*(?:aged?\s+|who\s+(?:is|was)\s+|only\s+|just\s+)*{_FIGURE}"
               r"(?=\s*(?:[,.;)\]]|$|and\b|years?\s+old|from\b|who\b|was\b|were\b|is\b|of\b))",
               re.IGNORECASE),
    re.compile(rf"\s*[(\[]\s*(?:aged?\s+)?{_FIGURE}\s*[)\],]", re.IGNORECASE),
    _IS_AGED,
    re.compile(rf"\s*,?\s*aged?\s+{_AGE}\b(?!\s*(?:to|-|–))", re.IGNORECASE),
    re.compile(rf"\s*,\s+(?:an?|the|his|her|their|then|only|just|who\s+(?:is|was))\s+{_AGE}"
               rf"{_YEARS_OLD}", re.IGNORECASE),
)  # fmt: skip
_MONTHS_AFTER = re.compile(
    r"\s*[,(]\s*(?:aged?\s+|only\s+|just\s+|an?\s+|his\s+|her\s+|their\s+)*"
    rf"(?:\d{{1,2}}|{'|'.join([*_VALUES][1:13])})"
    r"[-\s]+(?:months?|weeks?|days?)(?:[-\s]old)?\b(?=\s*[,).\s])",
    re.IGNORECASE,
)
# "the 14-year-old schoolgirl [Mara]", "his 14-year-old son, [Ravi]"; "of", "by" and the like
# between mean somebody else.
_BETWEEN = r"(?:\s+(?!(?:of|by|in|at|from|to|and|who|that|said|told|with|for)\b)[\w’'-]+){0,3}"
_AGE_BEFORE = re.compile(rf"\b{_AGE}{_YEARS_OLD}{_BETWEEN}(?P<comma>,?)\s+$", re.IGNORECASE)
_MONTHS_BEFORE = re.compile(
    rf"\b(?:\d{{1,2}}|[a-z]+)[-‑](?:day|week|month)s?[-‑]old{_BETWEEN},?\s+$", re.IGNORECASE
)


def _years(match: re.Match[str]) -> int:
    word = match["age"].lower()
    return _VALUES.get(word, int(word) if word.isdigit() else _ADULT)


def _ages(
    descriptions: Sequence[Description], surroundings: Sequence[Surrounding]
) -> Iterator[tuple[int, Sign]]:
    """Yield each age in years that the text tells, with its words."""
    for around in surroundings:
        if around.mention.kind == "pronoun":
            yield from _of_pronoun(around)
        else:
            yield from _after(around)
            yield from _before(around)
    for description in descriptions:
        yield from _within(description.start, description.text)


def _of_pronoun(around: Surrounding) -> Iterator[tuple[int, Sign]]:
    match = _IS_AGED.match(around.after)
    if match and around.mention.text.lower() in {"he", "she"}:
        yield _years(match), around.sign_after("minor", match)


def _after(around: Surrounding) -> Iterator[tuple[int, Sign]]:
    for pattern in _AGE_AFTER:
        match = pattern.match(around.after)
        if match:
            yield _years(match), around.sign_after("minor", match)
    match = _MONTHS_AFTER.match(around.after)
    if match:
        yield 0, around.sign_after("minor", match)


def _before(around: Surrounding) -> Iterator[tuple[int, Sign]]:
    match = _AGE_BEFORE.search(around.before)
    if match and not (match["comma"] and SAYING.match(around.after)):
        yield _years(match), around.sign_before("minor", match)
    match = _MONTHS_BEFORE.search(around.before)
    if match:
        yield 0, around.sign_before("minor", match)


def _within(start: int, text: str) -> Iterator[tuple[int, Sign]]:
    for pattern in (_OLD, _SMALL):
        for match in pattern.finditer(text):
            years = _years(match) if pattern is _OLD else 0
            yield years, Sign("minor", start + match.start(), start + match.end(), match.group())


def minor_words(
    descriptions: Sequence[Description], surroundings: Sequence[Surrounding]
) -> Iterator[Sign]:
    """Yield the signs that somebody is under 18: an age, or a noun where no age says otherwise."""
    ages = list(_ages(descriptions, surroundings))
    young = [sign for years, sign in ages if years < _ADULT]
    yield from young
    if ages and not young:
        return
    for description in descriptions:
        if description.has("minor", "nouns"):
            yield Sign("minor", description.start, description.end, description.text)
