"""Holds the floors of ``floors.toml``: ``python -m evaluation.gate``.

Always on the gold sample that lies beside this file; on the corpora as well where the environment
variable ``DATELINE_CORPORA`` names their folder. Ends with 1 where a figure is below its floor by
more than its margin, or where gold data are not those that the floors were set on.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.errors import DatelineError
from dateline.score import SUITES, Result, gold_hash, measure
from dateline.score.tools import Tools, shipped

FOLDER = Path(__file__).parent
FLOORS = FOLDER / "floors.toml"
VARIABLE = "DATELINE_CORPORA"


class Floor(BaseModel):
    """The least that a figure's F1 may be (percent), and how far below noise alone can take it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    figure: str
    floor: float
    margin: float
    reason: str


class Check(BaseModel):
    """One measurement with its floors; files lie in this folder, or in that of the corpora.

    A name with a ``*`` stands for all files that fit it, in the order of their names.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    suite: str
    files: tuple[str, ...]
    corpora: bool = False
    gold_sha256: str
    floor: tuple[Floor, ...]

    @property
    def title(self) -> str:
        """What is measured on what."""
        return f"{self.suite} on {', '.join(self.files)}"


@dataclass(frozen=True)
class Verdict:
    """What came out of one check or one of its figures, in a sentence."""

    held: bool
    message: str


def load(path: Path = FLOORS) -> list[Check]:
    """Return the checks of a floors file.

    Raises:
        ValueError: when the file is no TOML, or a check lacks something.
    """
    return [Check.model_validate(c) for c in tomllib.loads(path.read_text("utf-8"))["check"]]


def hold(check: Check, folder: Path, tools: Tools | None = None) -> Iterator[Verdict]:
    """Measure and yield a verdict for every floor of a check."""
    paths = [path for name in check.files for path in files_of(folder, name)]
    missing = [str(path) for path in paths if not path.is_file()]
    if missing:
        yield Verdict(False, f"{check.title}: {', '.join(missing)} is not there. {_WHERE}")
        return
    found = gold_hash(paths)
    if found != check.gold_sha256:
        yield Verdict(
            False,
            f"{check.title}: the gold data have changed (SHA-256 {found}, the floors were set on "
            f"{check.gold_sha256}). Fetch the data that the floors are for, or, if the change is "
            "meant, measure again and set gold_sha256 and the floors in evaluation/floors.toml.",
        )
        return
    result = measure(check.suite, paths, tools=tools)
    print(result.to_text(), end="\n\n", flush=True)
    yield from (judge(check, floor, result) for floor in check.floor)


def files_of(folder: Path, name: str) -> list[Path]:
    """Return the files that a name stands for; where none fits, the name itself as a path."""
    return (sorted(folder.glob(name)) if "*" in name else []) or [folder / name]


_WHERE = f"docs/evaluation.md says where the corpora come from and what {VARIABLE} has to hold."


def judge(check: Check, floor: Floor, result: Result) -> Verdict:
    """Return whether a figure holds its floor, and if not, what to do."""
    value = result.figure(floor.figure).f1
    what = f"{check.title}: {floor.figure} F1 {value:.2f}, floor {floor.floor:.2f}"
    if value >= floor.floor - floor.margin:
        raised = value > floor.floor + floor.margin
        return Verdict(True, what + (" (the floor can be raised)" if raised else ""))
    return Verdict(
        False,
        f"{what}, margin {floor.margin:.2f} ({floor.reason}). Something that Dateline could do "
        "it no longer can. Mend it: `dateline score` with --json shows the counts. If the loss is "
        "meant, lower this floor in evaluation/floors.toml and say why in the same change.",
    )


def run(checks: Sequence[Check], corpora: Path | None, tools: Tools | None = None) -> list[Verdict]:
    """Return the verdicts of all checks that can be made here."""
    verdicts: list[Verdict] = []
    for check in checks:
        if not check.corpora:
            verdicts.extend(hold(check, FOLDER, tools))
        elif corpora:
            verdicts.extend(hold(check, corpora, tools))
        else:
            verdicts.append(Verdict(True, f"{check.title}: left out, {VARIABLE} is not set"))
    return verdicts


def corpora_of(environ: Mapping[str, str]) -> Path | None:
    """Return the folder of the corpora, if the environment names one."""
    return Path(environ[VARIABLE]) if environ.get(VARIABLE) else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate and return the exit code: 0 held, 1 not held, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=__doc__)
    parser.add_argument("suites", nargs="*", help="only these suites (default: all)")
    wanted = parser.parse_args(arguments).suites
    unknown = ", ".join(repr(suite) for suite in wanted if suite not in SUITES)
    if unknown:
        parser.error(f"there is no suite {unknown}; the suites are {', '.join(SUITES)}")
    try:
        checks = [c for c in load() if not wanted or c.suite in wanted]
        verdicts = run(checks, corpora_of(os.environ), shipped())
    except (DatelineError, OSError, KeyError, ValidationError, tomllib.TOMLDecodeError) as error:
        print(f"The gate could not be run: {error}", file=sys.stderr)
        return 2
    for verdict in verdicts:
        print(("held    " if verdict.held else "NOT HELD"), verdict.message)
    return 0 if verdicts and all(v.held for v in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
