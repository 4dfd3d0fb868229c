"""Whether the fields of reports drawn at random are right: ``python -m evaluation.report_fields``.

``gold/report_fields.jsonl`` holds what Dateline reported at randomly drawn anchors of agency
articles, and a judgement of each field made by reading the article (ids, offsets and answers, no
text; gold/README.md says by whom). Printed are the shares that were right, in all and by
confidence, and, where ``DATELINE_CORPORA`` names the folder with ``raw/newswire.jsonl``, how many
of the reports are still made as they were judged. ``--draw 300 --sheet FILE`` draws anew, for
judges, into a file that must stay outside of the project, for it holds the articles' words.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from dateline.records import Reading, Report
from evaluation import judged
from evaluation.gate import FOLDER, corpora_of
from evaluation.judged import percent

GOLD = FOLDER / "gold" / "report_fields.jsonl"
FIELDS = ("type", "mode", "actors", "recipients", "status", "background")
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)
_ARTICLES_PER_REPORT = 2


class Fields(BaseModel):
    """What was reported: as in a report; parties are (start, end) of their words."""

    type: str
    mode: str | None
    actors: list[tuple[int, int]]
    recipients: list[tuple[int, int]]
    status: str
    background: bool
    confidence: float


class Judgement(BaseModel):
    """A report at an anchor, and which of its fields are right; ``why`` in the judge's words.

    ``event``: the words report an event of some type of the codebook. A party is right that is
    the one, or that is empty where the article names none.
    """

    n: int
    article: str
    anchor: tuple[int, int]
    said: Fields
    event: bool
    type: bool
    mode: bool
    actors: bool
    recipients: bool
    status: bool
    background: bool
    why: str = ""


def judgements(path: Path = GOLD) -> list[Judgement]:
    """Return the judgements of a file, in its order."""
    return [Judgement.model_validate_json(line) for line in path.read_text("utf-8").splitlines()]


def fields_of(report: Report) -> Fields:
    """Return a report's fields as they are judged."""
    return Fields(
        type=report.type,
        mode=report.mode,
        actors=[(party.start, party.end) for party in report.actors],
        recipients=[(party.start, party.end) for party in report.recipients],
        status=report.status,
        background=report.background,
        confidence=report.confidence,
    )


def figures(found: Sequence[Judgement]) -> dict[str, float]:
    """Return the shares of reports with a field right, in percent.

    ``type and parties``: with type, actors and recipients right. The status and what follows it
    are those of reports whose type is right.
    """
    typed = [each for each in found if each.type]
    shares = {
        "type": percent(len(typed), len(found)),
        "type and parties": percent(sum(e.actors and e.recipients for e in typed), len(found)),
    }
    for name in ("mode", "actors", "recipients", "status", "background"):
        shares[name] = percent(sum(getattr(each, name) for each in typed), len(typed))
    return shares


def by_confidence(found: Iterable[Judgement]) -> Iterator[tuple[float, float, int, float]]:
    """Yield (from, to, reports, percent with the type right) for each bin of confidence."""
    known = list(found)
    for low, high in pairwise(BINS):
        some = [each for each in known if low <= each.said.confidence < high]
        if some:
            yield low, high, len(some), percent(sum(each.type for each in some), len(some))


def draw(newswire: Path, count: int, seed: int) -> Iterator[tuple[dict[str, Any], Reading, Report]]:
    """Yield (row, reading, report) for reports drawn at random from articles drawn at random."""
    from dateline.articles import from_row
    from dateline.steps import read_article

    chance = random.Random(seed)
    rows = [json.loads(line) for line in newswire.read_text("utf-8").splitlines()]
    pool = []
    for row in chance.sample(rows, min(len(rows), count * _ARTICLES_PER_REPORT)):
        reading = read_article(*from_row(row))
        pool += [(row, reading, report) for report in reading.reports]
    yield from chance.sample(pool, count)


def sheet(newswire: Path, count: int, seed: int) -> Iterator[str]:
    """Yield a line for a judge for each report: what was read, and the article's words."""
    for number, (row, reading, report) in enumerate(draw(newswire, count, seed)):
        text, anchor = reading.article.text, report.anchor
        marked = f"{text[: anchor.start]}>>>{anchor.text}<<<{text[anchor.end :]}"
        yield json.dumps(
            {
                "n": number,
                "article": row["id"],
                "published": row.get("published"),
                "anchor": (anchor.start, anchor.end),
                "said": fields_of(report).model_dump(),
                "actors": [party.text for party in report.actors],
                "recipients": [party.text for party in report.recipients],
                "text": marked,
            },
            ensure_ascii=False,
        )


def unchanged(found: Sequence[Judgement], newswire: Path) -> int:
    """Return how many of the judged reports are made today as they were judged."""
    from dateline.articles import from_row
    from dateline.steps import read_article

    same = 0
    for each, row in judged.articles(found, newswire):
        reading = read_article(*from_row(row))
        said = each.said.model_dump(exclude={"confidence"})
        same += any(
            (report.anchor.start, report.anchor.end) == each.anchor
            and fields_of(report).model_dump(exclude={"confidence"}) == said
            for report in reading.reports
        )
    return same


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, or draw a sheet; return the exit code: 2 where the articles lack."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.report_fields", description=__doc__)
    parser.add_argument("--draw", type=int, help="draw so many reports for judges")
    parser.add_argument("--sheet", type=Path, help="where to write what was drawn")
    parser.add_argument("--seed", type=int, default=1, help="what is drawn follows from it (1)")
    args = parser.parse_args(arguments)
    corpora = corpora_of(os.environ)
    newswire = corpora / "raw" / "newswire.jsonl" if corpora else None
    if args.draw:
        if newswire is None or args.sheet is None:
            print("Give --sheet FILE, and the corpora's folder in DATELINE_CORPORA.")
            return 2
        args.sheet.write_text("\n".join(sheet(newswire, args.draw, args.seed)) + "\n", "utf-8")
        return 0
    if not GOLD.is_file():
        print(f"Nothing is judged yet: {GOLD} is not there. Draw a sheet for judges with --draw.")
        return 2
    found = judgements()
    for name, share in figures(found).items():
        print(f"{name:18}{share:6.1f} % of {len(found)}")
    for low, high, count, share in by_confidence(found):
        print(f"confidence {low:.1f}–{min(high, 1):.1f}: {count:4d} reports, {share:5.1f} % right")
    if newswire is not None and newswire.is_file():
        print(f"made today as they were judged: {unchanged(found, newswire)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
