"""What the measures share that hold reports against judgements made by reading.

The judgements lie in ``gold/``: ids, offsets and answers, no text. The articles are those of
``raw/newswire.jsonl`` in the folder that ``DATELINE_CORPORA`` names.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from dateline.records import Report
from dateline.score import gold_hash
from evaluation.gate import FLOORS, VARIABLE, Floor, corpora_of

# Characters of the text that are shown on either side of an anchor.
_BESIDE = 80
# Characters between two words of one expression at most.
_EXPRESSION = 40


class OfArticle(Protocol):
    """A judgement of something in an article."""

    @property
    def article(self) -> str: ...


class Judged(OfArticle, Protocol):
    """A judgement of the event at an anchor of an article."""

    @property
    def type(self) -> str: ...
    @property
    def anchor(self) -> tuple[int, int]: ...


J = TypeVar("J", bound=OfArticle)


def articles(gold: Sequence[J], newswire: Path) -> Iterator[tuple[J, dict[str, Any]]]:
    """Yield each judgement with the row of its article.

    Raises:
        KeyError: when an article is not in the file.
    """
    wanted = {judgement.article for judgement in gold}
    with newswire.open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}
    for judgement in gold:
        yield judgement, rows[judgement.article]


def find(gold: Judged, reports: Iterable[Report]) -> Report | None:
    """Return the report of the judgement's type at its anchor, or None.

    The one whose anchor overlaps it, else the nearest whose anchor is another word of the same
    expression ("[held] talks", "held [talks]"): both stand in the other's evidence.
    """
    start, end = gold.anchor
    same = [report for report in reports if report.type == gold.type]
    near = [report for report in same if abs(report.anchor.start - start) <= _EXPRESSION]
    near = [r for r in near if any(e.start <= start and end <= e.end for e in r.evidence)]
    at = [r for r in same if r.anchor.start < end and start < r.anchor.end]
    near.sort(key=lambda report: abs(report.anchor.start - start))
    return next(iter([*at, *near]), None)


def words(gold: Judged, text: str) -> str:
    """Return the words around a judgement's anchor on one line, the anchor in brackets."""
    start, end = gold.anchor
    before, after = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    return " ".join(f"{before}[{text[start:end]}]{after}".split())


def percent(part: int, whole: int) -> float:
    """Return a share in percent, 0 of nothing."""
    return 100 * part / whole if whole else 0.0


def newswire_or_why() -> Path | None:
    """Return the articles' file; where it is not there say why on standard error."""
    corpora = corpora_of(os.environ)
    newswire = corpora / "raw" / "newswire.jsonl" if corpora else None
    if newswire is not None and newswire.is_file():
        return newswire
    why = f"{newswire} is not there" if newswire else f"{VARIABLE} is not set"
    print(f"{why}; docs/evaluation.md says what it has to hold.", file=sys.stderr)
    return None


def floors(section: str, path: Path = FLOORS) -> tuple[str, list[Floor]]:
    """Return the hash of the judgements that a section's floors were set on, and the floors."""
    table = tomllib.loads(path.read_text("utf-8"))[section]
    return table["gold_sha256"], [Floor.model_validate(each) for each in table["floor"]]


def is_of_floors(section: str, gold: Path) -> bool:
    """Return whether the floors were set on these judgements; say so where they were not."""
    sha = gold_hash([gold])
    if sha == floors(section)[0]:
        return True
    print(
        f"The judgements have changed (SHA-256 {sha}): measure again and set "
        f"gold_sha256 and the floors of {section} in evaluation/floors.toml."
    )
    return False


def below(measured: Mapping[str, float], least: Sequence[Floor]) -> Iterator[str]:
    """Yield a sentence for every figure that is below its floor by more than its margin."""
    for floor in least:
        value = measured[floor.figure]
        if value < floor.floor - floor.margin:
            yield (
                f"NOT HELD {floor.figure} {value:.1f}, floor {floor.floor:.1f}, margin "
                f"{floor.margin:.1f} ({floor.reason}). --examples shows the cases. If the loss is "
                "meant, lower the floor in evaluation/floors.toml and say why there."
            )


def are_held(section: str, measured: Mapping[str, float]) -> bool:
    """Print the figures and which floors of a section do not hold; return whether all do."""
    print(*(f"{name} {value:.1f} %" for name, value in measured.items()), sep=", ")
    failures = list(below(measured, floors(section)[1]))
    print("\n".join(failures or [f"held: all floors of {section}"]))
    return not failures
