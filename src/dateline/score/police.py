"""Police suite: what police did, sentence by sentence, against IndiaPoliceEvents' JSONL.

The gold has for each sentence of an article (lower-case text) which of KILL, ARREST, FORCE,
ANY_ACTION and FAIL it reports of police; FAIL is not measured. Whole articles are read. A sentence
has a label where a report that is said to have happened (or goes on) is anchored in it and police
did it: ARREST also where nobody is named who did it, for arrests are theirs.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from dateline.score.events import Reported, by_label, macro, reports_of
from dateline.score.offsets import carrier
from dateline.score.results import Figure
from dateline.score.tools import Tools

LABELS = ("KILL", "ARREST", "FORCE", "ANY_ACTION")
_KNOWN = frozenset({*LABELS, "FAIL"})
_REAL = frozenset({"happened", "ongoing"})
# Words for Indian forces that keep order, beside those that have the sector COP.
_FORCES = """police policeman policemen policewoman cop cops constable constables inspector crpf
rpf srp srpf rapf raf bsf"""
_POLICE = frozenset(_FORCES.split())
_KILLING_MODES = frozenset({"execute", "assassinate", "massacre"})


@dataclass(frozen=True)
class Document:
    """An article: its sentences' first characters in ``text``, and their labels."""

    text: str
    starts: tuple[int, ...]
    labels: tuple[frozenset[str], ...]


def load(path: Path, limit: int | None = None) -> list[Document]:
    """Return the gold articles of a JSONL file with one sentence a line.

    Raises:
        ValueError: when a label is none of the corpus's.
    """
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    groups = (list(group) for _, group in groupby(rows, key=lambda row: row["doc"]))
    return [_document(group) for group in islice(groups, limit)]


def _document(rows: Sequence[dict[str, Any]]) -> Document:
    text, starts = "", list[int]()
    for row in rows:
        starts.append(len(text))
        text += row["text"] if row["text"].endswith("\n") else row["text"] + " "
        if unknown := set(row["labels"]) - _KNOWN:
            raise ValueError(f"unknown label {sorted(unknown)[0]!r}")
    return Document(text, tuple(starts), tuple(frozenset(row["labels"]) for row in rows))


def answer(gold: Document, tools: Tools) -> tuple[frozenset[str], ...]:
    """Return the labels of each sentence."""
    reading = tools.read(gold.text)
    carry = carrier(reading.article.text, gold.text)
    found: list[set[str]] = [set() for _ in gold.starts]
    for reported in reports_of(reading):
        anchor = reported.report.anchor
        place = carry((anchor.start, anchor.end))
        if place is not None:
            sentence = bisect_right(gold.starts, place[0]) - 1
            found[max(0, sentence)].update(_labels(reported))
    return tuple(map(frozenset, found))


def _labels(reported: Reported) -> Iterator[str]:
    report = reported.report
    if report.status not in _REAL:
        return
    arrest = report.type == "COERCE" and report.mode == "arrest"
    if not _by_police(reported) and not (arrest and not report.actors):
        return
    yield "ANY_ACTION"
    if arrest:
        yield "ARREST"
    if report.type == "ASSAULT":
        yield "FORCE"
        killed = any(count.what == "killed" for count in report.counts)
        if killed or report.mode in _KILLING_MODES or is_killing(report.anchor.text):
            yield "KILL"


def is_killing(word: str) -> bool:
    """Return whether an anchor says by itself that somebody was killed."""
    return word.lower().startswith(("kill", "gunned", "slay", "slain", "execut", "lynch"))


def _by_police(reported: Reported) -> bool:
    return any(a.sector == "COP" or a.words & _POLICE for a in reported.actors)


def score(
    golds: Sequence[Document], answers: Sequence[Iterable[frozenset[str]]]
) -> tuple[Figure, ...]:
    """Return the labels' figures over all sentences, and their mean."""
    given = [labels for gold in golds for labels in gold.labels]
    found = [labels for answer in answers for labels in answer]
    parts = by_label(LABELS, given, found)
    return (macro("labels", parts), *parts)
