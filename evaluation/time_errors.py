"""Errors with time expressions, counted by kind: ``python -m evaluation.time_errors PATH…``.

The paths are TimeML files, read and paired with the gold as in ``dateline score times``. One
expression can be wrong in several ways: its extent, its type and its value are counted apart. The
kind of an expression is that of the gold, of a spurious one that of the answer. ``--examples N``
prints the first N of each kind; nothing of the texts is printed without it.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import spacy

from dateline.errors import DatelineError
from dateline.reading.times import find_times
from dateline.reading.times.timeml import Document
from dateline.score.times import Expression, answer, extent, load, pairs, same_extent, score
from dateline.score.tools import Tools, shipped

_DAY = r"DATE \d{4}-\d\d-\d\d \| "
# Name → pattern over "TYPE VALUE | words in lower case"; the first that fits gives the kind.
KINDS = {
    name: re.compile(pattern)
    for name, pattern in {
        "vague reference": r"DATE (PAST|PRESENT|FUTURE)_REF",
        "set": r"SET ",
        "vague duration": r"DURATION \S*X",
        "duration": r"DURATION ",
        "clock time": r"(TIME|DATE) \S*T\d",
        "part of day": r"TIME |DATE \S*T",
        "weekday": _DAY + r".*\b(mon|tues|wednes|thurs|fri|satur|sun)day",
        "date": _DAY + r".*(\d|\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
        "day": _DAY,
        "week": r"DATE \S*-W",
        "quarter or half": r"DATE \S*-[QH]\w ",
        "season": r"DATE \S*-(SP|SU|FA|WI) ",
        "month": r"DATE [\dX]{4}-\d\d ",
        "year": r"DATE (FY)?[\dX]{4} ",
        "decade or century": r"DATE \d{2,3}X* ",
        "date known in part": r"DATE [\dX]{3,4}-[\dX]{2}",
        "span of dates": r"DATE \S+/\S* ",
        "no value": r"\S+ - ",
    }.items()
}
OTHER = "other"


@dataclass(frozen=True)
class Error:
    """One thing that is wrong: what, the kind of expression, and both sides as far as they are."""

    what: str
    kind: str
    gold: Expression | None = None
    found: Expression | None = None
    text: str = ""

    def to_text(self) -> str:
        """Return the error as a line: gold → found."""
        return f"{self._side(self.gold)} → {self._side(self.found)}"

    def _side(self, each: Expression | None) -> str:
        if each is None:
            return "nothing"
        words = " ".join(self.text[each.start : each.end].split())
        return f"{words!r} {each.type} {each.value or '-'}"


def kind_of(text: str, each: Expression) -> str:
    """Return the kind of an expression, one of ``KINDS`` or ``OTHER``."""
    words = " ".join(text[each.start : each.end].lower().split())
    row = f"{each.type} {each.value or '-'} | {words}"
    return next((name for name, pattern in KINDS.items() if pattern.match(row)), OTHER)


def errors(gold: Document, found: Sequence[Expression]) -> Iterator[Error]:
    """Yield everything that is wrong in the answer to one document."""
    matched = pairs(gold.text, gold.times, found)
    for g, s in matched:
        for what in _wrong(gold.text, gold.times[g], found[s]):
            kind = kind_of(gold.text, gold.times[g])
            yield Error(what, kind, gold.times[g], found[s], gold.text)
    hit, used = {g for g, _ in matched}, {s for _, s in matched}
    for g, each in enumerate(gold.times):
        if g not in hit:
            yield Error("missed", kind_of(gold.text, each), gold=each, text=gold.text)
    for s, answered in enumerate(found):
        if s not in used:
            yield Error("spurious", kind_of(gold.text, answered), found=answered, text=gold.text)


def _wrong(text: str, gold: Expression, found: Expression) -> Iterator[str]:
    if not same_extent(text, gold, found):
        yield _extent_error(text, gold, found)
    if gold.type != found.type:
        yield "wrong type"
    if gold.value != found.value:
        yield "no value" if found.value is None else "wrong value"


def _extent_error(text: str, gold: Expression, found: Expression) -> str:
    (a, b), (c, d) = extent(text, gold), extent(text, found)
    if c <= a and d >= b:
        return "extent too long"
    return "extent too short" if c >= a and d <= b else "extent beside"


def table(found: Sequence[Error], examples: int = 0) -> str:
    """Return the counts, most frequent first, with the first ``examples`` of each kind."""
    groups: dict[str, dict[str, list[Error]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        groups[each.what][each.kind].append(each)
    lines = []
    for what, kinds in sorted(groups.items(), key=lambda g: (-_size(g[1]), g[0])):
        lines.append(f"{_size(kinds):5d}  {what}")
        for kind, members in sorted(kinds.items(), key=lambda k: (-len(k[1]), k[0])):
            lines.append(f"       {len(members):5d}  {kind}")
            lines += [f"              {each.to_text()}" for each in members[:examples]]
    return "\n".join(lines)


def _size(kinds: dict[str, list[Error]]) -> int:
    return sum(map(len, kinds.values()))


def grammar() -> Tools:
    """Return tools that find times by the grammar alone: words without a tree, and no model."""
    blank = spacy.blank("en")

    def refuse(text: str) -> NoReturn:
        raise NotImplementedError("these tools find times and nothing else")

    return Tools(refuse, refuse, times=lambda a: find_times(blank.make_doc(a.text), a)[0])


def main(arguments: Sequence[str] | None = None) -> int:
    """Print figures and errors; return the exit code: 0, or 2 for wrong use."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.time_errors", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="TimeML files")
    parser.add_argument("--examples", type=int, default=0, metavar="N", help="print N of each kind")
    parser.add_argument("--grammar", action="store_true", help="without the model")
    args = parser.parse_args(arguments)
    try:
        tools = grammar() if args.grammar else shipped()
        golds = [gold for path in args.paths for gold in load(path)]
        answers = [answer(gold, tools) for gold in golds]
    except (DatelineError, OSError, ValueError) as error:
        print(f"The errors could not be counted: {error}", file=sys.stderr)
        return 2
    for each in score(golds, answers):
        print(f"{each.name:8} P {each.precision:6.2f}  R {each.recall:6.2f}  F1 {each.f1:6.2f}")
    wrong = [e for gold, found in zip(golds, answers, strict=True) for e in errors(gold, found)]
    print(f"\n{sum(len(gold.times) for gold in golds)} expressions in {len(golds)} documents\n")
    print(table(wrong, args.examples))
    return 0


if __name__ == "__main__":
    sys.exit(main())
