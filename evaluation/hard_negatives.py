"""Reports that nobody should make: ``python -m evaluation.hard_negatives``.

``gold/hard_negatives.jsonl`` has invented sentences of sport, markets, weather, culture and history
in which the words of events mean something else. Counted are the sentences with a report, and the
reports, by topic; ``--examples`` shows them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import dateline
from evaluation.gate import FOLDER

GOLD = FOLDER / "gold" / "hard_negatives.jsonl"
# Reports at most that the 240 sentences may give. A careful person would write none; the goal is 7.
LIMIT = 22


def count(path: Path = GOLD) -> tuple[Counter[str], list[tuple[str, str]]]:
    """Return the number of reports by topic, and (report, sentence) for each."""
    topics: Counter[str] = Counter()
    found = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            reports = dateline.read(row["text"]).reports
            topics[row["topic"]] += len(reports)
            found += [(f"{r.type} {r.anchor.text} {r.confidence}", row["text"]) for r in reports]
    return topics, found


def main() -> None:
    """Count, print, and end with 1 where there are more than LIMIT."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", action="store_true", help="show the reports")
    args = parser.parse_args()
    topics, found = count()
    for topic, reports in sorted(topics.items()):
        print(f"{topic:10} {reports}")
    if args.examples:
        for report, sentence in found:
            print(f"  {report}: {sentence}")
    held = len(found) <= LIMIT
    print(f"{'held' if held else 'NOT HELD'}: {len(found)} reports, at most {LIMIT}")
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
