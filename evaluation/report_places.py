"""Where reports say that their events happened: ``python -m evaluation.report_places``.

For agency articles it was judged, by reading, where the event at an anchor happened and whether the
text says so (``gold/report_places.jsonl``: ids, offsets and judgements, no text; its README says by
whom). Dateline reads the same articles from ``raw/newswire.jsonl`` in the folder that
``DATELINE_CORPORA`` names; the report of the same type at the same anchor gives the answer.
``--examples`` shows the answers that differ. Ends with 1 below a floor of ``floors.toml``, with 2
where the articles are not there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.records import Place, Reading, Report
from dateline.score import gold_hash
from evaluation.gate import FLOORS, FOLDER, VARIABLE, Floor, corpora_of
from evaluation.report_places_outcomes import OUTCOMES, Judgement, Outcome, outcome
from evaluation.report_times import below

GOLD = FOLDER / "gold" / "report_places.jsonl"
SECTION = "report_places"


@dataclass(frozen=True)
class Case:
    """One judgement and what Dateline made of it; no report: it is no longer found."""

    gold: Judgement
    report: Report | None = None
    place: Place | None = None
    outcome: Outcome | None = None
    words: str = ""

    @property
    def overclaims(self) -> bool:
        """Whether a place is called stated that does not stand in the report's evidence."""
        if self.report is None or self.place is None or self.report.place_basis != "stated":
            return False
        start, end = self.place.start, self.place.end
        return not any(e.start <= start and end <= e.end for e in self.report.evidence)


def judgements(path: Path = GOLD) -> list[Judgement]:
    """Return the judgements of a file, in its order."""
    lines = path.read_text("utf-8").splitlines()
    return [Judgement.model_validate_json(line) for line in lines]


def cases(gold: Sequence[Judgement], newswire: Path) -> Iterator[Case]:
    """Read the judged articles and yield a case for every judgement of them.

    Raises:
        KeyError: when an article is not in the file.
    """
    from dateline.articles import from_row
    from dateline.steps import read_article

    wanted = {judgement.article for judgement in gold}
    with newswire.open(encoding="utf-8") as lines:
        rows = {row["id"]: row for row in map(json.loads, lines) if row["id"] in wanted}
    for judgement in gold:
        yield case(judgement, read_article(*from_row(rows[judgement.article])))


def case(gold: Judgement, reading: Reading) -> Case:
    """Return the case of one judgement in the reading of its article."""
    start, end = gold.anchor
    text = reading.article.text
    around = f"{text[max(0, start - 80) : start]}[{text[start:end]}]{text[end : end + 80]}"
    words = " ".join(around.split())
    report = next((r for r in reading.reports if _is_of(r, gold)), None)
    if report is None:
        return Case(gold, words=words)
    place = next((p for p in reading.places if p.id == report.place), None)
    return Case(gold, report, place, outcome(gold, place, text, reading.places), words)


def _is_of(report: Report, gold: Judgement) -> bool:
    start, end = gold.anchor
    return report.type == gold.type and report.anchor.start < end and start < report.anchor.end


def figures(found: Sequence[Case]) -> dict[str, float]:
    """Return the figures that have floors, in percent of the reports that are still made.

    ``right or honest``: right, or none where the article tells none. ``not wrong``: all but the
    wrong ones. ``told, right``: of those whose place the article tells, right or coarse.
    """
    made = [each for each in found if each.report]
    told = [each.outcome for each in made if each.gold.told]
    outcomes = [each.outcome for each in made]
    return {
        "right or honest": _percent(outcomes.count("right") + outcomes.count("honest"), len(made)),
        "not wrong": _percent(len(made) - outcomes.count("wrong"), len(made)),
        "told, right": _percent(told.count("right") + told.count("coarse"), len(told)),
    }


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def table(found: Sequence[Case]) -> str:
    """Return the counts as a table for a terminal."""
    rows: list[tuple[str, list[Case]]] = [
        (basis, [c for c in found if c.gold.basis == basis])
        for basis in ("stated", "context", "implied", "none")
    ]
    rows.append(("all", list(found)))
    rows.append(("of these no event", [c for c in found if not c.gold.event]))
    for basis in ("stated", "context", "dateline", "none"):
        rows.append(
            (f"answer {basis}", [c for c in found if c.report and c.report.place_basis == basis])
        )
    head = " " * 21 + "".join(f"{name:>9}" for name in ("judged", "gone", *OUTCOMES))
    return "\n".join([head, *(_row(name, each) for name, each in rows)])


def _row(name: str, some: Sequence[Case]) -> str:
    counts = Counter(each.outcome for each in some)
    columns = (len(some), counts[None], *(counts[each] for each in OUTCOMES))
    return f"{name:21}" + "".join(f"{count:9d}" for count in columns)


def example(each: Case) -> str:
    """Return a case with its words: what was judged, what was answered."""
    basis = each.report.place_basis if each.report else ""
    return (
        f"{each.outcome}: {each.gold.n} {each.gold.article} {each.gold.type}\n"
        f"    … {each.words} …\n"
        f"    judged {each.gold.basis} ({each.gold.why}), places at {each.gold.places}\n"
        f"    answer {each.place.text if each.place else 'none'} ({basis})"
    )


def floors(path: Path = FLOORS) -> tuple[str, list[Floor]]:
    """Return the hash of the judgements that the floors were set on, and the floors."""
    section = tomllib.loads(path.read_text("utf-8"))[SECTION]
    return section["gold_sha256"], [Floor.model_validate(each) for each in section["floor"]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code: 0 floors held, 1 not held, 2 not measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.report_places", description=__doc__)
    parser.add_argument("--examples", action="store_true", help="show the answers that differ")
    wanted = parser.parse_args(arguments)
    corpora = corpora_of(os.environ)
    newswire = corpora / "raw" / "newswire.jsonl" if corpora else None
    if newswire is None or not newswire.is_file():
        why = f"{newswire} is not there" if newswire else f"{VARIABLE} is not set"
        print(f"{why}; docs/evaluation.md says what it has to hold.", file=sys.stderr)
        return 2
    sha, least = floors()
    if gold_hash([GOLD]) != sha:
        print(
            f"The judgements have changed (SHA-256 {gold_hash([GOLD])}): measure again and set "
            f"gold_sha256 and the floors of {SECTION} in evaluation/floors.toml."
        )
    found = list(cases(judgements(), newswire))
    if wanted.examples:
        print(*(example(c) for c in found if c.outcome in ("wrong", "missed", "coarse")), sep="\n")
    measured = figures(found)
    print(table(found))
    print("\n".join(f"{name}: {meaning}" for name, meaning in OUTCOMES.items()))
    print(f"called stated and not in the report's evidence: {sum(c.overclaims for c in found)}")
    print(*(f"{name} {value:.1f} %" for name, value in measured.items()), sep=", ")
    failures = list(below(measured, least))
    print("\n".join(failures or [f"held: all floors of {SECTION}"]))
    return 1 if failures or gold_hash([GOLD]) != sha else 0


if __name__ == "__main__":
    sys.exit(main())
