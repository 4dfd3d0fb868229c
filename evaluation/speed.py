"""Speed and memory as ratios in one run: ``python -m evaluation.speed``.

- the whole reading against the bare encoder over the same windows, in turns in one process,
- one article of 600 words from a cold start: a fresh process, imports and model included,
- the peak memory of ``dateline code`` over some articles and over four times as many.

The texts are those of ``raw/newswire.jsonl`` where ``DATELINE_CORPORA`` names the corpora's folder,
else the gold sample's, repeated. Nothing else should run on the machine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from evaluation.gate import FOLDER, corpora_of

# Articles that take turns: few enough that both sides meet the same weather on a shared machine.
_TURN = 5
_COLD_WORDS = 600
_COLD_RUNS = 3
# torch is only there for training, but a library imports it (2 s) where it is there.
_COLD_CODE = """
import sys
sys.modules["torch"] = None
import dateline
dateline.read(sys.argv[1]).to_json()
"""
_MORE = 4


@dataclass(frozen=True)
class Measure:
    """One measured value with the most that it may be."""

    name: str
    value: float
    unit: str
    limit: float

    @property
    def held(self) -> bool:
        """Whether the value is within its limit."""
        return self.value <= self.limit

    def __str__(self) -> str:
        mark = "held    " if self.held else "NOT HELD"
        return f"{mark} {self.name}: {self.value:.2f} {self.unit} (at most {self.limit:g})"


def texts(count: int) -> list[str]:
    """Return so many articles' texts."""
    corpora = corpora_of(os.environ)
    newswire = corpora / "raw" / "newswire.jsonl" if corpora else None
    path = newswire if newswire and newswire.is_file() else FOLDER / "gold" / "attribution.jsonl"
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line)["text"] for line in islice(lines, count)]
    return list(islice(cycle(found), count))


def against_encoder(articles: Sequence[str]) -> tuple[float, float]:
    """Return the seconds of the whole reading and of the bare encoder, in turns."""
    import dateline
    from dateline.annotator import shared

    annotator = shared()
    dateline.read(articles[0])
    reading = encoding = 0.0
    for first in range(0, len(articles), _TURN):
        turn = articles[first : first + _TURN]
        windows = [annotator.windows([text]) for text in turn]
        encoding += _timed(lambda w=windows: [annotator.encode(each) for each in w])  # type: ignore[misc]
        reading += _timed(lambda t=turn: [dateline.read(each).to_json() for each in t])  # type: ignore[misc]
    return reading, encoding


def _timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def cold_start(articles: Sequence[str]) -> float:
    """Return the least seconds that a fresh process took to read one article of 600 words."""
    words = islice((w for text in cycle(articles) for w in [*text.split(" "), "\n\n"]), _COLD_WORDS)
    command = [sys.executable, "-c", _COLD_CODE]
    text = " ".join(words)
    return min(
        _timed(lambda: subprocess.run([*command, text], check=True)) for _ in range(_COLD_RUNS)
    )


def peak_memory(articles: Sequence[str]) -> float:
    """Return the peak memory in MiB of ``dateline code`` over the articles (Linux, macOS)."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "articles.jsonl"
        source.write_text("".join(_rows(articles)), encoding="utf-8")
        command = [sys.executable, "-c", "from dateline.cli import main; main()"]
        command += ["code", str(source), "--out", str(Path(folder) / "readings.jsonl")]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(
            f"`dateline code` ended with {child.returncode}; run it by hand to see why"
        )
    kib = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return kib / 1024


def _rows(articles: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(articles):
        yield json.dumps({"id": f"speed-{number}", "text": text}) + "\n"


def measures(count: int) -> Iterator[Measure]:
    """Yield what is measured over so many articles; limits are those of docs/evaluation.md."""
    articles = texts(count)
    reading, encoding = against_encoder(articles)
    yield Measure("whole reading against the bare encoder", reading / encoding, "× its time", 2.0)
    yield Measure("one 600-word article from a cold start", cold_start(articles), "s", 4.0)
    some, more = peak_memory(articles), peak_memory(texts(count * _MORE))
    yield Measure("peak memory of `dateline code`", more, "MiB", 1.2 * 1024)
    yield Measure(
        f"peak memory over {count * _MORE} articles against {count}", more / some, "×", 1.15
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and return the exit code: 0 all within their limits, 1 not."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.speed", description=__doc__)
    parser.add_argument("--articles", type=int, default=100, help="articles to read (100)")
    held = True
    for each in measures(parser.parse_args(arguments).articles):
        print(each, flush=True)
        held &= each.held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
