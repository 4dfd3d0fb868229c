"""Runs a suite: gold files in, a result out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from dateline._version import __version__
from dateline.errors import UsageError
from dateline.score.results import Result
from dateline.score.tools import Tools, shipped

# Name → what it measures; the module of the same name does it.
SUITES = {
    "treebank": "words, sentences, tags, lemmas and trees against CoNLL-U",
    "attribution": "statements against PolNeAR's JSONL",
    "names": "people, organisations and places against IOB files or re3d's JSONL",
    "times": "time expressions and their values against TimeML files",
    "places": "place names and where they are, against LGL's and GeoVirus' XML files",
    "plover": "types, actors and recipients of reports against PLOVER's gold standard records",
    "cameo": "quad classes (TSV), or sources and targets (tagged text), of CAMEO-coded sentences",
    "police": "what police did, by sentence, against IndiaPoliceEvents' JSONL",
    "status": "status, background, attribution and counts of reports, against JSONL of one's own",
    "muc4": "perpetrators and victims against MUC-4's templates (JSON as GRIT has it)",
    "actors": "countries and sectors of actors against PLOVER's gold standard records",
}


def measure(
    suite: str,
    paths: Sequence[Path],
    *,
    limit: int | None = None,
    tools: Tools | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Result:
    """Have Dateline read the texts of gold files and compare.

    Args:
        suite: one of ``SUITES``.
        paths: gold files of one kind; they are counted together.
        limit: read only so many documents of each file.
        tools: what is measured; the shipped model if not given.
        progress: called with (documents done, documents in all) after each document.

    Raises:
        UsageError: when there is no such suite, or a file is not gold data of its kind.
        ModelError: when the model's files are missing or damaged.
    """
    if suite not in SUITES:
        raise UsageError(f"There is no suite {suite!r}. The suites are: {', '.join(SUITES)}.")
    if limit is not None and limit < 1:
        raise UsageError(f"The limit is {limit}; it has to be 1 or more.")
    module: Any = import_module(f"dateline.score.{suite}")
    golds = [gold for path in paths for gold in _load(module, path, limit)]
    tools = tools or shipped()
    answers = []
    began = time.perf_counter()
    for number, gold in enumerate(golds, 1):
        answers.append(module.answer(gold, tools))
        if progress:
            progress(number, len(golds))
    seconds = time.perf_counter() - began
    return Result(
        suite=suite,
        files=tuple(path.name for path in paths),
        gold_sha256=gold_hash(paths),
        limit=limit,
        documents=len(golds),
        characters=sum(len(gold.text) for gold in golds),
        seconds=round(seconds, 2),
        dateline=__version__,
        model=tools.model,
        model_sha256=tools.model_sha256,
        trained_on=tools.trained_on,
        figures=module.score(golds, answers),
    )


def gold_hash(paths: Sequence[Path]) -> str:
    """Return the SHA-256 over the bytes of some files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _load(module: Any, path: Path, limit: int | None) -> list[Any]:
    try:
        golds: list[Any] = module.load(path, limit)
    except OSError as error:
        raise UsageError(
            f"The gold file {path} cannot be read ({error.strerror}). Give a file that is there."
        ) from None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path} is not in the format of this suite ({type(error).__name__}: {error}). "
            "docs/evaluation.md names the formats and where the corpora come from."
        ) from None
    if not golds:
        raise UsageError(f"{path} holds no gold documents. docs/evaluation.md names the formats.")
    return golds
