"""When reports say that their events happened: ``python -m evaluation.report_times``.

For agency articles it was judged, by reading, when the event at an anchor happened and whether the
text says so (``gold/report_times.jsonl``: ids, offsets and judgements, no text; its README says by
whom). Dateline reads the
same articles from ``raw/newswire.jsonl`` in the folder that ``DATELINE_CORPORA`` names; the report
of the same type at the same anchor gives the answer. ``--examples`` shows the answers that differ.
Ends with 1 below a floor of ``floors.toml``, with 2 where the articles are not there.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dateline.records import Reading, Report, ReportTime
from evaluation import judged
from evaluation.gate import FOLDER
from evaluation.judged import percent
from evaluation.report_times_outcomes import OUTCOMES, Days, Judgement, Outcome, days, outcome

GOLD = FOLDER / "gold" / "report_times.jsonl"
SECTION = "report_times"


@dataclass(frozen=True)
class Case:
    """One judgement and what Dateline made of it; no report: it is no longer found."""

    gold: Judgement
    published: date
    report: Report | None = None
    words: str = ""

    @property
    def outcome(self) -> Outcome | None:
        """What the answer is worth, None without a report."""
        return outcome(self.gold, self.report.time, self.published) if self.report else None

    @property
    def overclaims(self) -> bool:
        """Whether the publication date is called stated or context though the text says none."""
        if self.report is None or self.gold.said:
            return False
        time, day = self.report.time, self.published
        found = days(time.begin, time.until)
        return time.basis in ("stated", "context") and found == Days(day, day + timedelta(days=1))


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
        yield case(judgement, read_article(*from_row(row)), date.fromisoformat(row["published"]))


def case(gold: Judgement, reading: Reading, published: date) -> Case:
    """Return the case of one judgement in the reading of its article."""
    report = judged.find(gold, reading.reports)
    return Case(gold, published, report, judged.words(gold, reading.article.text))


def figures(found: Sequence[Case]) -> dict[str, float]:
    """Return the figures that have floors, in percent.

    ``events found``: judged events that are still a report. ``said, right``: times that the text
    says, right. ``unsaid, honest``: the rest, honest. ``right or open``: all that are right or
    honest, or left open although the text tells more. ``not wrong``: all but the wrong ones.
    """
    events = [each for each in found if each.gold.event]
    said = [each.outcome for each in found if each.report and each.gold.said]
    unsaid = [each.outcome for each in found if each.report and not each.gold.said]
    made = [each for each in found if each.report]
    return {
        "events found": percent(sum(e.report is not None for e in events), len(events)),
        "said, right": percent(said.count("right"), len(said)),
        "unsaid, honest": percent(unsaid.count("honest"), len(unsaid)),
        "right or open": percent(sum(map(_is_right_or_open, made)), len(made)),
        "not wrong": percent(sum(o != "wrong" for o in (*said, *unsaid)), len(said) + len(unsaid)),
    }


def _is_right_or_open(each: Case) -> bool:
    open_ = each.report is not None and each.report.time.basis == "none"
    return open_ or each.outcome in ("right", "honest")


def table(found: Sequence[Case]) -> str:
    """Return the counts as a table for a terminal."""
    rows: list[tuple[str, list[Case]]] = [
        (basis, [c for c in found if c.gold.basis == basis])
        for basis in ("stated", "context", "implied", "unknown")
    ]
    rows.append(("all", list(found)))
    rows.append(("of these background", [c for c in found if c.gold.background]))
    rows.append(("of these no event", [c for c in found if not c.gold.event]))
    for basis in ("stated", "context", "published", "none"):
        rows.append(
            (f"answer {basis}", [c for c in found if c.report and c.report.time.basis == basis])
        )
    head = " " * 21 + "".join(f"{name:>9}" for name in ("judged", "gone", *OUTCOMES))
    return "\n".join([head, *(_row(name, each) for name, each in rows)])


def _row(name: str, some: Sequence[Case]) -> str:
    counts = Counter(each.outcome for each in some)
    columns = (len(some), counts[None], *(counts[each] for each in OUTCOMES))
    return f"{name:21}" + "".join(f"{count:9d}" for count in columns)


def example(each: Case) -> str:
    """Return a case with its words: what was judged, what was answered."""
    gold, answer = each.gold, each.report.time if each.report else ReportTime()
    return (
        f"{each.outcome}: {gold.n} {gold.article} {gold.type} published {each.published}\n"
        f"    … {each.words} …\n"
        f"    judged {gold.begin or '…'} until {gold.until or '…'} ({gold.basis}, {gold.why})\n"
        f"    answer {answer.begin or '…'} until {answer.until or '…'} ({answer.basis})"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code: 0 floors held, 1 not held, 2 not measured."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.report_times", description=__doc__)
    parser.add_argument("--examples", action="store_true", help="show the answers that differ")
    wanted = parser.parse_args(arguments)
    newswire = judged.newswire_or_why()
    if newswire is None:
        return 2
    same = judged.is_of_floors(SECTION, GOLD)
    found = list(cases(judgements(), newswire))
    if wanted.examples:
        print(*(example(c) for c in found if c.outcome not in ("right", "honest", None)), sep="\n")
    measured = figures(found)
    print(table(found))
    print("\n".join(f"{name}: {meaning}" for name, meaning in OUTCOMES.items()))
    over = sum(each.overclaims for each in found)
    print(f"publication date called stated or context where the text says none: {over}")
    held = judged.are_held(SECTION, measured)
    return 0 if held and same else 1


if __name__ == "__main__":
    sys.exit(main())
