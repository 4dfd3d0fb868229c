"""The grammar at work: rules over the signs of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from dateline.reading.times import holidays, values_dates, values_others, values_relative
from dateline.reading.times.base import Found
from dateline.reading.times.context import Context, Meaning
from dateline.reading.times.lexer import SMALL_MONTH, Word, lex

Value = Callable[[Found, Context], "Meaning | None"]
VALUES: dict[str, Value] = {
    "iso": values_dates.iso, "slashed": values_dates.slashed, "date": values_dates.date_of,
    "day_month": values_dates.day_month, "day_range": values_dates.day_range,
    "weekday_ordinal": values_dates.weekday_ordinal, "month": values_dates.month,
    "month_range": values_dates.month_range, "quarter": values_dates.quarter, "ad": values_dates.ad,
    "season": values_dates.season, "year_range": values_dates.year_range,
    "year": values_dates.year, "bc": values_dates.bc, "fiscal": values_dates.fiscal,
    "decade": values_dates.decade, "century": values_dates.century, "holiday": holidays.holiday,
    "weekday": values_relative.weekday, "day_word": values_relative.day_word,
    "part_of_day": values_relative.part_of_day, "period": values_relative.period,
    "the_unit": values_relative.the_unit, "year_end": values_relative.year_end,
    "ago": values_relative.ago, "span": values_relative.span, "recent": values_relative.recent,
    "clock": values_others.clock, "duration": values_others.duration,
    "two_durations": values_others.two_durations, "quarter_hour": values_others.quarter_hour,
    "units": values_others.units,
    "every": values_others.every, "rate": values_others.rate, "weekdays": values_others.weekdays,
    "adverb": values_others.adverb, "vague": values_others.vague, "present": values_others.present,
    "earlier": values_others.earlier,
    "the_past": values_others.the_past,
}  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """A row of the grammar."""

    number: int
    value: str
    pattern: re.Pattern[str]
    sure: bool
    alone: bool


@cache
def rules() -> tuple[Rule, ...]:
    """Return the grammar's rules in order."""
    table = tomllib.loads(resources.files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    found = []
    for number, row in enumerate(table["rule"]):
        text = row["find"]
        for _ in range(2):
            for name, fragment in table["fragments"].items():
                text = text.replace("{" + name + "}", fragment)
        found.append(
            Rule(
                number,
                row["value"],
                re.compile(_renamed(text)),
                row.get("sure", False),
                row.get("alone", True),
            )
        )
    return tuple(found)


def _renamed(text: str) -> str:
    """Let a group stand more than once: the second ``month`` becomes ``month__2``."""
    seen: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{f'__{seen[match[1]]}' if seen[match[1]] > 1 else ''}>"

    return re.sub(r"\(\?P<(\w+)>", name, text)


def _found(match: re.Match[str], words: Sequence[Word]) -> Found:
    groups = {}
    for name in match.re.groupindex:
        if match.start(name) >= 0 and match.end(name) > match.start(name):
            groups[name.split("__")[0]] = words[match.start(name) : match.end(name)]
    return Found(words[match.start() : match.end()], groups)


def meaning_of(
    rule: Rule, match: re.Match[str], words: Sequence[Word], context: Context
) -> Meaning | None:
    """Return what a match means, None if it is no time (31 April)."""
    try:
        return VALUES[rule.value](_found(match, words), context)
    except (ValueError, OverflowError, IndexError):
        return None


@dataclass(frozen=True)
class Match:
    """An expression that the grammar finds in a text."""

    start: int
    end: int
    sure: bool
    """it is one wherever it stands, also where the model has not found it"""
    alone: bool
    """it is one by the words around it, for want of a model"""


# Words of an expression that are looked at when no rule fits all of it.
_MOST = 40
# Words of the longest expression that is looked for: keeps the time linear in endless lists.
_LONGEST = 16
# Signs without which nothing is a time expression.
_TELLING = re.compile(r"[MKWwSPCDUQHEeYyI#:cu!<>FVsgBZRqk34]")
# Words before a bare year or a month that is also another word.
_LEADS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "of",
        "during",
        "before",
        "after",
        "through",
        "between",
        "early",
        "late",
        "mid",
        "last",
        "next",
        "this",
        "and",
        "to",
        "or",
        "around",
        "about",
        "year",
        "circa",
    ]
)


def matches(text: str, start: int = 0, end: int | None = None) -> list[Match]:
    """Return the grammar's expressions in ``text[start:end]``, from the left, the longest first."""
    words = lex(text, start, end)
    found: list[Match] = []
    for low, high in _runs(words):
        run = words[low:high]
        signs = "".join(w.sign for w in run)
        at = 0
        while at < len(run):
            hit = _best(signs, at)
            if hit is None:
                at += 1
                continue
            rule, size = hit
            before = words[low + at - 1].text.lower() if low + at else ""
            part = _trimmed(run[at : at + size])
            after = words[low + at + len(part)].text if low + at + len(part) < len(words) else ""
            if not _is_name(part, before, after):
                found.append(_match(rule, part, before))
            at += size
    return found


def _runs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where words with a sign stand together and one of them tells of time."""
    low: int | None = None
    for i, word in enumerate([*words, None]):
        if word is not None and word.sign != "_":
            low = i if low is None else low
        elif low is not None:
            if any(_TELLING.match(w.sign) for w in words[low:i]):
                yield low, i
            low = None


def _best(signs: str, at: int) -> tuple[Rule, int] | None:
    """Return the rule that fits most signs from a place on, the first of equals."""
    best: tuple[Rule, int] | None = None
    for rule in rules():
        match = rule.pattern.match(signs, at, at + _LONGEST)
        size = match.end() - at if match else 0
        if size and (best is None or size > best[1]):
            best = rule, size
    return best


def _is_name(part: Sequence[Word], before: str, after: str) -> bool:
    """Return whether the words belong to a name or a share: "Sunday Times", "a quarter of"."""
    signs = "".join(w.sign for w in part)
    if signs in ("iw", "Y", "mY", "m-Y") and not re.search(r"[’']|\d{4}|[a-z]ies", part[-1].text):
        return True  # "the Sun", "in his mid-30s"
    if signs[-1] == "Q" and after == "of":
        return True
    if not after[:1].isupper():
        return False
    if signs in ("M", "K"):
        return before not in _LEADS
    named = signs in ("iW", "u", "iu") or (signs == "WP" and part[-1].text[:1].isupper())
    return named and part[-1].text[:1].isupper()


def _trimmed(part: Sequence[Word]) -> Sequence[Word]:
    """Return the words without those that only lead to an expression or away from it.

    "Friday," and "Friday on"; "over the last year"; "a 10-year" is a word before a noun, whose
    article is the noun's.
    """
    signs = "".join(w.sign for w in part)
    while len(signs) > 1 and signs[-1] in _EDGES:
        signs = signs[:-1]
    if len(signs) > 1 and signs[0] in _EDGES:
        return _trimmed(part[1 : len(signs)])
    low = 0
    night = re.match(r"i?P[OJ](?=[MK5])", signs)
    if night:  # "the night of Nov. 8, 2016": two expressions
        return part[night.end() : len(signs)]
    morning = re.search(r"(?<=y),?jiP$", signs)
    if morning:
        return part[: morning.start()]
    if signs[0] == "x" and signs[1:2] in "WwMKD" and part[0].text.lower() == "following":
        low = 1  # "following Friday's march"
    elif re.match(r"A[ilxtT]", signs) or re.match(r"[ia].*-.$", signs):
        low = 0 if signs.startswith(("im", "iA")) else 1
    elif re.fullmatch(r"iy", signs):
        low = 1
    elif re.fullmatch(r"[Ww],?ir", signs) and part[-1].text.isalpha():
        return part[:1]  # "Friday, the fourth fall in a row"
    return part[low : len(signs)]


def _match(rule: Rule, part: Sequence[Word], before: str) -> Match:
    sure = rule.sure and _is_plain(part)
    return Match(part[0].start, part[-1].end, sure, sure or (rule.alone and _leads(part, before)))


def _is_plain(part: Sequence[Word]) -> bool:
    """Return whether the words mean a time by themselves ("Sun" and "may" do not)."""
    signs = "".join(w.sign for w in part)
    return len(signs) > 1 or signs not in "KwSy5"


def _leads(part: Sequence[Word], before: str) -> bool:
    signs = "".join(w.sign for w in part)
    if signs in ("K", "y"):
        return before in _LEADS
    if "o" in signs:  # "a 6-year-old" is somebody
        return False
    if signs == "aU" and part[-1].value == "second":  # "a second man"
        return False
    if signs == "iU":
        return part[-1].value in ("week", "month", "year") and before not in ("all", "of")
    if signs in ("5", "w", "S", "P", "U", "Q", ":", "t", "b", "f"):
        return signs == "S" and part[0].text.lower() not in ("fall", "spring") and before in _LEADS
    return True


_EDGES = "Oj@J&,-.()'|"


def resolve(text: str, context: Context) -> Meaning | None:
    """Return what an expression means, found by whoever; None where no rule fits it."""
    text = _BEFORE.sub(_counted, text)
    words = [replace(w, sign="K") if w.sign == SMALL_MONTH else w for w in lex(text)]
    while words and words[0].sign in _EDGES + "_":
        words = words[1:]
    while words and words[-1].sign in _EDGES + "_":
        words = words[:-1]
    for cut in range(3):
        if cut and (len(words) <= cut or words[cut - 1].sign not in "iAamRLtT_"):
            break
        fits, found = _whole(words[cut:], context)
        if fits:
            return found
    return _largest(words, context)


# "a month before", "the day after": the same as "a month earlier", "a day later".
_BEFORE = re.compile(r"^(?:(the)|(.+)) (?:(\w+) )?(before|after)$", re.IGNORECASE | re.DOTALL)


def _counted(match: re.Match[str]) -> str:
    way = "earlier" if match[4].lower() == "before" else "later"
    first = "a" if match[1] else match[2]
    return f"{first} {match[3]} {way}" if match[3] else f"{first} {way}"


def _whole(words: Sequence[Word], context: Context) -> tuple[bool, Meaning | None]:
    """Return whether a rule fits all words, and the meaning by the first that gives one.

    Where rules fit and none gives a meaning the words are no time ("30 February 1999").
    """
    signs = "".join(w.sign for w in words)
    fits = False
    for rule in rules():
        match = rule.pattern.fullmatch(signs)
        found = meaning_of(rule, match, words, context) if match else None
        if found:
            return True, found
        fits = fits or match is not None
    return fits, None


def _largest(words: Sequence[Word], context: Context) -> Meaning | None:
    """Return the meaning of the longest stretch that a rule fits, the first of equals."""
    signs = "".join(w.sign for w in words)
    best: tuple[int, int, int] | None = None
    meaning = None
    for rule in rules():
        for match in rule.pattern.finditer(signs[:_MOST]):
            size = match.end() - match.start()
            key = (-size, match.start(), rule.number)
            if size and (best is None or key < best):
                found = meaning_of(rule, match, words, context)
                if found:
                    best, meaning = key, found
    return meaning
