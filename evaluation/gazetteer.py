"""What the gazetteer costs: ``python -m evaluation.gazetteer``.

Prints the size of the index, the time of opening it with the tables beside it (five fresh
processes, the middle one), the memory that this adds to a process, lookups a second, and with
``--build`` the time and memory of building it. Plain figures of this machine; nothing is held.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from dateline import gazetteer
from dateline.gazetteer import index

_FRESH = 5
# Names that are looked up: spread over the index, so that they do not lie on a few pages.
_LOOKUPS = 20_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--build", action="store_true", help="build an index aside, too")
    parser.add_argument("--open", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--fresh", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.open:
        _open()
    elif chosen.fresh:
        _build()
    else:
        _report(chosen.build)


def _report(build: bool) -> None:
    places, names = (
        index.connection().execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("place", "name")
    )
    size = index.path().stat().st_size / 1e6
    print(f"index             {size:.0f} MB, {places:,} places, {names:,} names")
    runs = sorted(_child("--open") for _ in range(_FRESH))
    milliseconds, memory = runs[_FRESH // 2]
    print(f"opening           {milliseconds:.0f} ms, {memory:.1f} MB of memory more")
    known, unknown = _lookups()
    print(f"lookups a second  {known:,.0f} known names, {unknown:,.0f} unknown ones")
    names = _misspelt()
    gazetteer.similar_places(names[0])
    print(f"guesses a second  {_rate(names[1:], gazetteer.similar_places):,.0f} misspelt names")
    if build:
        seconds, memory = _child("--fresh")
        print(f"building          {seconds:.1f} s, {memory:.0f} MB of memory at most")


def _child(option: str) -> tuple[float, float]:
    """Return what a fresh process of this program prints: two numbers."""
    command = [sys.executable, "-m", "evaluation.gazetteer", option]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(out[0]), float(out[1])


def _open() -> None:
    before, start = _memory(), time.perf_counter()
    gazetteer.places("Dushanbe")
    print((time.perf_counter() - start) * 1000, _memory() - before)


def _build() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATELINE_CACHE"] = folder
        start = time.perf_counter()
        index.connection()
        print(time.perf_counter() - start, _most_memory())


def _lookups() -> tuple[float, float]:
    step = max(1, 1_000_000 // _LOOKUPS)
    rows = index.connection().execute("SELECT key FROM name")
    names = [row[0] for row in islice(rows, 0, None, step)][:_LOOKUPS]
    unknown = [f"{name} of Nowhere" for name in names]
    return _rate(names, gazetteer.places), _rate(unknown, gazetteer.places)


def _misspelt() -> list[str]:
    """Return names of large places with their fourth letter doubled."""
    return [name[:4] + name[3:] for name in index.well_known() if len(name) > 5][:_LOOKUPS]


def _rate(names: list[str], look_up: Callable[[str], object]) -> float:
    start = time.perf_counter()
    for name in names:
        look_up(name)
    return len(names) / (time.perf_counter() - start)


def _memory() -> float:
    """Return the memory that this process holds, in MB; the most it has held outside Linux."""
    file = Path("/proc/self/statm")
    if not file.exists():
        return _most_memory()
    return int(file.read_text().split()[1]) * resource.getpagesize() / 2**20


def _most_memory() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main()
