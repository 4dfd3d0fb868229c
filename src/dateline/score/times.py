"""Times suite: time expressions and their values against TimeML files, scored as in TempEval-3.

Gold and system expressions are paired one to one, the most alike first (``pairs``). Any overlap
makes a pair for ``relaxed``, the same extent one for ``strict``; ``type`` and ``value`` count the
relaxed pairs whose attribute is the same as well, so that each is the relaxed figure times the
share of pairs with the right attribute. Blanks at the ends of an extent do not count.

What is measured is anything that finds times in an article: ``Tools.times``. Answers from elsewhere
are scored alike; they only have to be over ``gold.text``::

    golds = [gold for path in paths for gold in load(path)]
    figures = score(golds, [[Answer(start, end, "DATE", "2016-11-04"), ...] for gold in golds])
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dateline import articles
from dateline.errors import UnreadableError, UsageError
from dateline.reading.times.timeml import Document, read
from dateline.records import Article, Time
from dateline.score.offsets import carrier
from dateline.score.results import Figure, figure
from dateline.score.tools import Tools


class Expression(Protocol):
    """What is compared: gold (``timeml.Timex``), a reading's ``Time``, or an ``Answer``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def type(self) -> str: ...
    @property
    def value(self) -> str | None: ...


@dataclass(frozen=True)
class Answer:
    """A time expression that was found: code points of the gold text, type, TIMEX3 value."""

    start: int
    end: int
    type: str
    value: str | None


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the document of a .tml file, in a list as other suites have it.

    Only what stands between its TEXT tags is text; the creation time (DCT) is no expression.

    Raises:
        ValueError: when the file is no TimeML.
    """
    try:
        return [read(path.read_bytes())][:limit]
    except UnreadableError as error:
        raise ValueError(str(error)) from None


def answer(gold: Document, tools: Tools) -> tuple[Answer, ...]:
    """Return the times found in the gold document's raw text, published at its creation time.

    Raises:
        UsageError: when the tools have nothing that finds times.
    """
    if tools.times is None:
        raise UsageError("These tools find no times. Give Tools(…, times=…) to measure them.")
    article, _notes = articles.from_row({"text": gold.text, "published": gold.published})
    return from_times(tools.times(article), article, gold.text)


def from_times(times: Iterable[Time], article: Article, text: str) -> tuple[Answer, ...]:
    """Return an article's times as answers over ``text``, which the article was made of.

    A time whose words do not stand in ``text`` becomes an empty one at its end: it was found, and
    can only be wrong.
    """
    carry = carrier(article.text, text)
    nowhere = (len(text), len(text))
    return tuple(
        Answer(*(carry((time.start, time.end)) or nowhere), time.type, time.value) for time in times
    )


Pair = tuple[int, int]


def score(golds: Sequence[Document], answers: Sequence[Sequence[Expression]]) -> tuple[Figure, ...]:
    """Return the figures ``relaxed``, ``strict``, ``type`` and ``value``."""
    documents = [
        (gold, found, pairs(gold.text, gold.times, found))
        for gold, found in zip(golds, answers, strict=True)
    ]
    tests: dict[str, _Test] = {
        "relaxed": lambda text, gold, found: True,
        "strict": same_extent,
        "type": lambda text, gold, found: gold.type == found.type,
        "value": lambda text, gold, found: gold.value == found.value,
    }
    return tuple(_figure(name, documents, test) for name, test in tests.items())


_Test = Callable[[str, Expression, Expression], bool]
_Documents = Sequence[tuple[Document, Sequence[Expression], Sequence[Pair]]]


def _figure(name: str, documents: _Documents, test: _Test) -> Figure:
    correct = sum(
        test(gold.text, gold.times[g], found[s])
        for gold, found, matched in documents
        for g, s in matched
    )
    return figure(
        name,
        correct,
        sum(len(gold.times) for gold, _, _ in documents),
        sum(len(found) for _, found, _ in documents),
    )


def pairs(text: str, gold: Sequence[Expression], system: Sequence[Expression]) -> list[Pair]:
    """Return the numbers of the expressions that pair up, in the order of the gold.

    Of all that overlap those of the same extent go first, then those that share most characters,
    then those that stand first in the text.
    """
    wanted = [extent(text, each) for each in gold]
    found = [extent(text, each) for each in system]
    candidates = []
    for g, s in _touching(wanted, found):
        (a, b), (c, d) = wanted[g], found[s]
        common = min(b, d) - max(a, c)
        candidates.append((wanted[g] != found[s], -common, a, c, g, s))
    used_gold: set[int] = set()
    used_system: set[int] = set()
    matched = []
    for *_, g, s in sorted(candidates):
        if g not in used_gold and s not in used_system:
            used_gold.add(g)
            used_system.add(s)
            matched.append((g, s))
    return sorted(matched)


def same_extent(text: str, a: Expression, b: Expression) -> bool:
    """Return whether two expressions begin and end at the same characters."""
    return extent(text, a) == extent(text, b)


def extent(text: str, each: Expression) -> Pair:
    """Return where an expression begins and ends, without blanks at its ends."""
    words = text[each.start : each.end]
    start = each.start + len(words) - len(words.lstrip())
    return start, max(start, each.start + len(words.rstrip()))


def _touching(wanted: Sequence[Pair], found: Sequence[Pair]) -> Iterator[Pair]:
    """Yield the numbers (gold, system) of all extents that share a character."""
    rest = sorted((span, s) for s, span in enumerate(found))
    for g, (start, end) in sorted(enumerate(wanted), key=lambda each: each[1]):
        rest = [each for each in rest if each[0][1] > start]
        for (begin, until), s in rest:
            if begin >= end:
                break
            if start < end and begin < until:
                yield g, s
