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
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.records import Place, Reading, Report
from evaluation import judged
from evaluation.gate import FOLDER
from evaluation.judged import percent
from evaluation.report_places_outcomes import OUTCOMES, Judgement, Outcome, outcome

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

    for judgement, row in judged.articles(gold, newswire):
        yield case(judgement, read_article(*from_row(row)))


def case(gold: Judgement, reading: Reading) -> Case:
    """Return the case of one judgement in the reading of its article."""
    text = reading.article.text
    words = judged.words(gold, text)
    report = judged.find(gold, reading.reports)
    if report is None:
        return Case(gold, words=words)
    place = next((p for p in reading.places if p.id == report.place), None)
    return Case(gold, report, place, outcome(gold, place, text, reading.places), words)


def figures(found: Sequence[Case]) -> dict[str, float]:
    """Return the figures that have floors, in percent of the reports that are still made.

    ``right or honest``: right, or none where the article tells none. ``not wrong``: all but the
    wrong ones. ``told, right``: of those whose place the article tells, right or coarse.
    """
    made = [each for each in found if each.report]
    told = [each.outcome for each in made if each.gold.told]
    outcomes = [each.outcome for each in made]
    return {
        "right or honest": percent(outcomes.count("right") + outcomes.count("honest"), len(made)),
        "not wrong": percent(len(made) - outcomes.count("wrong"), len(made)),
        "told, right": percent(told.count("right") + told.count("coarse"), len(told)),
    }


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code: 0 floors held, 1 not held, 2 not measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.report_places", description=__doc__)
    parser.add_argument("--examples", action="store_true", help="show the answers that differ")
    wanted = parser.parse_args(arguments)
    newswire = judged.newswire_or_why()
    if newswire is None:
        return 2
    same = judged.is_of_floors(SECTION, GOLD)
    found = list(cases(judgements(), newswire))
    if wanted.examples:
        print(*(example(c) for c in found if c.outcome in ("wrong", "missed", "coarse")), sep="\n")
    measured = figures(found)
    print(table(found))
    print("\n".join(f"{name}: {meaning}" for name, meaning in OUTCOMES.items()))
    print(f"called stated and not in the report's evidence: {sum(c.overclaims for c in found)}")
    held = judged.are_held(SECTION, measured)
    return 0 if held and same else 1


if __name__ == "__main__":
    sys.exit(main())
