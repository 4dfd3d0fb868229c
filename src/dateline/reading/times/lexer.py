"""Text → the words of time expressions, each with its kind and value.

A word's kind is one sign, so that a rule of the grammar is a short regular expression over signs,
and a word that has nothing to do with time is the sign ``_``, which no rule has.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

# Kind → sign. What stands in words.toml under another name is an error.
SIGNS = {
    "month": "M", "maybe_month": "K", "weekday": "W", "maybe_weekday": "w", "weekdays": "V",
    "season": "S", "seasons": "s", "part": "P", "clock_word": "C", "day_word": "D", "unit": "U",
    "quarter": "Q", "half": "H", "weekend": "E", "weekends": "e", "back": "l", "ahead": "x",
    "here": "t", "that": "T", "latest": "L", "ago": "g", "earlier": "b", "later": "f", "hence": "h",
    "mod": "m", "mod_noun": "*", "approx": "A", "the": "i", "a": "a", "of": "O", "in": "j",
    "at": "@", "on": "J",
    "and": "&", "or": "|", "every": "v", "per": "%", "times": "X", "once": "1", "fiscal": "F",
    "period": "p", "old": "o", "adverb": "u", "half_day": "q", "oclock": "k", "hours_word": "z",
    "bc": "B", "number": "N", "vague": "G", "ordinal": "r", "decade": "Y", "zone": "Z",
    "present": "!", "past_ref": "<", "future_ref": ">", "recent": "R", "holiday": "c",
    "maybe_vague": "~", "ad": "4", "long": "8",
}  # fmt: skip
# Signs of what is written in figures.
DAY, TWO, YEAR, FIGURE, ORDINAL = "d", "2", "y", "n", "r"
SHORT_QUARTER = "3"  # "Q3"
PARTED = "9"  # "1,015", "6.43": counts, and never a clock time or a year
ISO, SLASHED, CLOCK, YEARS = "I", "#", ":", "Y"
OTHER = "_"
SMALL_MONTH = "5"  # "may", "march": a month only beside a day or a year
_PUNCTUATION = {",": ",", "-": "-", "–": "-", "—": "-", "’s": "'", "'s": "'", "'": "'", "’": "'",
                "/": "/", "(": "(", ")": ")", ".": "."}  # fmt: skip

_TOKEN = re.compile(
    r"""
    (?P<iso>\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
  | (?P<slashed>\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d]))
  | (?P<yslashed>\d{4}/\d{1,2}/\d{1,2}(?!\d))
  | (?P<clock>\d{1,2}[:.][0-5]\d(?::[0-5]\d)?
              (?=\s*(?:[ap]\.?m\b|hours\b|hrs\b|GMT|UTC|[ECMP][SD]T\b))
            |\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:]))
  | (?P<decade>['’]?(?:1[0-9]|20)?\d0['’]?s\b)
  | (?P<quarter>Q[1-4]\b)
  | (?P<short>['’]\d{2}(?![\d\w]))
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s?(?:1/2|½))?|½)
  | (?P<half_day>[ap]\.?m\b\.?)
  | (?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+\.(?=\s*[\d,a-z]|\s+[A-Z]?\d)
            |[^\W\d_]+(?:[’'](?!s\b)[^\W\d_]+)?)
  | (?P<owner>['’]s\b)
  | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_JOINED = frozenset("-–/")
# "temperatures in the 90s", if it says so so many code points before.
_DEGREES = re.compile(
    r"\b(?:temperatures?|highs?|lows?|thermometers?|mercury|degrees|scored)\b", re.I
)
_NEAR = 50
# A figure that is money, a share or part of a code is no time.
_MONEY = frozenset("$£€¥#@%")


@dataclass(frozen=True)
class Word:
    """A word: where it stands (code points), its sign, its value, and how it is written."""

    start: int
    end: int
    sign: str
    value: object
    text: str


@cache
def lexicon() -> dict[tuple[str, ...], tuple[str, object]]:
    """Return phrase (lower-case words) → sign and value."""
    found: dict[tuple[str, ...], tuple[str, object]] = {}
    for kind, words in _table("words.toml").items():
        for phrase, value in words.items():
            found.setdefault(_key(phrase), (SIGNS[kind], value))
    for whose, row in _table("fiscal_years.toml").items():
        for year in _table("words.toml")["fiscal"]:
            found[_key(f"{row['words'][0]} {year}")] = (SIGNS["fiscal"], whose)
    for name, rule in _table("holidays.toml").items():
        found[_key(name)] = (SIGNS["holiday"], rule)
    return found


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(_bare(m.group()) for m in _TOKEN.finditer(phrase))


def _bare(word: str) -> str:
    return word.lower().replace("’", "'")


@cache
def _longest() -> dict[str, int]:
    """Return first word → most words of a phrase that begins with it."""
    most: dict[str, int] = {}
    for key in lexicon():
        most[key[0]] = max(most.get(key[0], 0), len(key))
    return most


def lex(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of ``text[start:end]``."""
    raw = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
    words: list[Word] = []
    number = 0
    bare = [_bare(m.group()) for m in raw]
    while number < len(raw):
        taken, word = _word(text, raw, bare, number)
        words.append(word)
        number += taken
    return _numbers(_seconds(_past(words)), text)


def _past(words: list[Word]) -> list[Word]:
    """Take "past" for a noun in "in the past", where nothing follows that is counted."""
    result = list(words)
    for i in range(2, len(words)):
        after = words[i + 1].sign if i + 1 < len(words) else OTHER
        led = words[i - 2].sign == "j" and words[i - 1].sign == "i"
        if led and words[i].text.lower() == "past" and after in "_.),":
            result[i] = replace(words[i], sign="<")
    return result


def _seconds(words: list[Word]) -> list[Word]:
    """Take "second" for an ordinal before what is counted: "the second quarter", "second half"."""
    result = list(words)
    for i, word in enumerate(words[:-1]):
        after = words[i + 2] if words[i + 1].sign == "-" and i + 2 < len(words) else words[i + 1]
        if word.text.lower() == "second" and after.sign in "QHUWKM":
            result[i] = replace(word, sign=ORDINAL, value=2)
    return result


def _word(text: str, raw: list[re.Match[str]], bare: list[str], number: int) -> tuple[int, Word]:
    match = raw[number]
    kind = match.lastgroup or "other"
    if kind in ("word", "half_day"):
        for size in range(min(_longest().get(bare[number], 0), len(raw) - number), 0, -1):
            found = lexicon().get(tuple(bare[number : number + size]))
            if found and _unbroken(text, raw[number : number + size]):
                last = raw[number + size - 1]
                written = text[match.start() : last.end()]
                return size, Word(match.start(), last.end(), *_cased(found, written), written)
        trimmed = bare[number].rstrip(".")
        found = lexicon().get((trimmed,)) if trimmed != bare[number] else None
        if found:
            end = match.end() - 1
            return 1, Word(
                match.start(), end, *_cased(found, match.group()[:-1]), match.group()[:-1]
            )
        return 1, Word(match.start(), match.end(), OTHER, None, match.group())
    sign, value = _figure(kind, match, text)
    return 1, Word(match.start(), match.end(), sign, value, match.group())


def _unbroken(text: str, raw: list[re.Match[str]]) -> bool:
    return all("\n\n" not in text[a.end() : b.start()] for a, b in pairwise(raw))


def _cased(found: tuple[str, object], written: str) -> tuple[str, object]:
    """A month's or a weekday's name in small letters may be another word."""
    sign, value = found
    if sign == "K" and written.islower():
        return SMALL_MONTH, value
    if sign in ("w", "4") and written.islower():  # "the sun", "an ad"
        return OTHER, None
    if sign == "M" and written.rstrip(".") in {"jan", "dec", "sep", "mar"}:
        return "K", value
    return sign, value


_WRITTEN = {"iso": ISO, "slashed": SLASHED, "yslashed": SLASHED, "clock": CLOCK}
_COUNTED = {"quarter": SHORT_QUARTER, "short": TWO, "ordinal": ORDINAL}


def _figure(kind: str, match: re.Match[str], text: str) -> tuple[str, object]:
    written, before = match.group(), text[max(0, match.start() - _NEAR) : match.start()]
    if kind in _WRITTEN:
        return _WRITTEN[kind], written
    if kind in _COUNTED:
        return _COUNTED[kind], int(re.sub(r"\D", "", written))
    if kind == "decade":
        warm = len(written) == 3 and written[0].isdigit() and _DEGREES.search(before)
        return (OTHER, None) if warm else (YEARS, int(re.sub(r"\D", "", written)))
    if kind == "number":
        return _number(written, before[-1:], text[match.end() : match.end() + 1])
    if kind == "owner":
        return "'", None
    return _PUNCTUATION.get(written, OTHER), None


def _number(written: str, before: str, after: str) -> tuple[str, object]:
    if before in _MONEY or after in {"%"}:
        return OTHER, None
    plain = re.sub(r"\s?(1/2|½)$", ".5", written).replace(",", "")
    if plain == ".5":
        return PARTED, 0.5
    if "." in plain or "," in written:
        return PARTED, float(plain)
    if len(plain) <= 2 and 1 <= int(plain) <= 31:
        return DAY, int(plain)
    if len(plain) == 2:  # "1992-97"; of "on Nov. 12, 34 miners" it is a count
        return (TWO if before in _JOINED else PARTED), int(plain)
    if len(plain) == 4 and 1000 <= int(plain) <= 2199:
        return YEAR, int(plain)
    if len(plain) == 8 and 1800 <= int(plain[:4]) <= 2100 and 1 <= int(plain[4:6]) <= 12:
        return ISO, f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    return FIGURE, int(plain) if len(plain) < 8 else None


def _numbers(words: list[Word], text: str) -> list[Word]:
    """Join the words of a number: "twenty-four", "a hundred and five", "nineteen ninety-one"."""
    result: list[Word] = []
    i = 0
    while i < len(words):
        j = i
        parts: list[int] = []
        while j < len(words):
            if words[j].sign == "N":
                parts.append(int(str(words[j].value)))
                j += 1
            elif (
                parts
                and j + 1 < len(words)
                and words[j + 1].sign == "N"
                and (
                    words[j].sign == "-"
                    or (words[j].text.lower() == "and" and parts[-1] in (100, 1000))
                )
            ):
                j += 1
            else:
                break
        if not parts:
            result.append(words[i])
            i += 1
            continue
        value = _year_words(parts) or _sum(parts)
        named = result and result[-1].text.lower() == "year" and 1000 <= value < 2200
        sign = "y" if named or _year_words(parts) else "N"
        first = words[i]
        if parts[0] in (12, 100, 1000) and len(parts) == 1 and result and result[-1].sign == "a":
            first = result.pop()
        result.append(
            Word(first.start, words[j - 1].end, sign, value, text[first.start : words[j - 1].end])
        )
        i = j
    return result


def _year_words(parts: list[int]) -> int | None:
    """Return the year of "nineteen ninety-one", "twenty sixteen", "two thousand five"."""
    if len(parts) >= 2 and parts[0] in range(13, 21) and parts[1] >= 10 and parts[1] <= 90:
        rest = parts[1:]
        if len(rest) == 1 or (len(rest) == 2 and rest[0] >= 20 and rest[1] < 10):
            if parts[0] == 20 and sum(rest) > 30:
                return None
            return parts[0] * 100 + sum(rest)
    return None


def _sum(parts: list[int]) -> int:
    total, current = 0, 0
    for part in parts:
        if part == 1000:
            total, current = total + max(1, current) * 1000, 0
        elif part in (100, 12) and current:
            current *= part
        else:
            current += part
    return total + current
