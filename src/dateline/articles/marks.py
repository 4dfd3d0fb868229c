"""Tell news from the rest of a page, line by line, by the rules of ``furniture.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

from dateline.articles.clean import one_line
from dateline.records import BlockKind

# Longest line that a rule speaks of, in characters: cookie notices run to some hundred, whole-line
# phrases are short, and a "photo by" that goes on for longer is a sentence.
_LONGEST = {"whole": 90, "credit": 200, "furniture": 600}
# A title in a list of related stories is no longer than this and ends in no full stop.
_LONGEST_LINK = 120
_CURLY = str.maketrans("‘’“”„", '\'\'"""')
_BEFORE = re.compile(r"^[^\w©(\[\"#*@]+|^[*#•](?=\s*\w)\s*")
_AFTER = re.compile(r"[^\w)\]\"*]+$")
_NUMBER = r"[\d.,]+\s?[km]?"
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


@dataclass(frozen=True)
class Mark:
    """What a line is if it is no news, and why."""

    kind: BlockKind
    why: str
    follow: Literal["", "list", "rest"] = ""
    picture: bool = False


@dataclass(frozen=True)
class _Rule:
    mark: Mark
    whole: re.Pattern[str] | None
    start: re.Pattern[str] | None

    def fits(self, key: str, bare: str) -> bool:
        if self.whole and len(bare) <= _LONGEST["whole"] and self.whole.fullmatch(bare):
            return True
        longest = _LONGEST["credit" if self.mark.kind == "credit" else "furniture"]
        return bool(self.start and len(key) <= longest and self.start.match(key))


def mark_of(line: str) -> Mark | None:
    """Return what a line is if it is a piece of page furniture or a credit, else None."""
    if len(line) > 2 * _LONGEST["furniture"]:
        return None
    key = one_line(line).translate(_CURLY).casefold()
    key = _BEFORE.sub("", key, count=1) or key
    bare = _AFTER.sub("", key).strip(" *#") if len(key) <= 2 * _LONGEST["whole"] else key
    return next((rule.mark for rule in _rules() if rule.fits(key, bare)), None)


def marks_of(lines: Sequence[str]) -> list[Mark | None]:
    """Return the marks of a page's lines in order, lists and comment sections included."""
    total = sum(map(len, lines))
    found: list[Mark | None] = []
    seen, prose, listing, rest = 0, False, None, None
    for line in lines:
        mark = mark_of(line)
        if rest:
            mark = mark or rest
        elif mark:
            listing = _tail(mark) if mark.follow == "list" and prose else None
            rest = _tail(mark) if mark.follow == "rest" and 2 * seen > total else None
        elif listing and _is_link(line):
            mark = listing
        else:
            listing = None
            prose = prose or (len(line) > _LONGEST_LINK and ends_sentence(line))
        found.append(mark)
        seen += len(line)
    return found


def ends_sentence(line: str) -> bool:
    """Return whether a line ends as a sentence does, closing quotation marks apart."""
    return bool(_ENDS_SENTENCE.search(line[-12:]))


def _tail(mark: Mark) -> Mark:
    return Mark("furniture", mark.why)


def _is_link(line: str) -> bool:
    return len(line) <= _LONGEST_LINK and not ends_sentence(line)


@cache
def _rules() -> tuple[_Rule, ...]:
    path = resources.files("dateline.articles") / "furniture.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))["rule"]
    return tuple(
        _Rule(
            Mark(row["kind"], row["why"], row.get("follow", ""), row.get("picture", False)),
            _pattern(row.get("whole")),
            _pattern(row.get("start")),
        )
        for row in table
    )


def _pattern(phrases: list[str] | None) -> re.Pattern[str] | None:
    if not phrases:
        return None
    return re.compile("|".join(map(_phrase, phrases)))


def _phrase(phrase: str) -> str:
    """Return the pattern of a phrase; a word at its end does not go on."""
    pattern = re.escape(phrase).replace(r"\*", ".{0,80}").replace(r"\#", _NUMBER)
    pattern = pattern.replace(r"\ ", " ")
    end = r"(?!\w)" if phrase[-1:].isalpha() else ""
    return f"(?:{pattern}{end})"
