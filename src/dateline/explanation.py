"""``dateline explain`` as a function: a reading's JSON and a report's id in, sentences out."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from dateline import annotator, codebooks
from dateline._version import __version__
from dateline.errors import UsageError
from dateline.reading.explain import explain as explain_report
from dateline.records import Reading, Report


def explain(
    text: str, report: str, codebook: Path | codebooks.Codebook | None = None
) -> list[tuple[str, str]]:
    """Return (field, sentence) for each thing that made a report.

    Args:
        text: a reading as JSON, or JSON lines, of which the first with such a report is taken.
        report: the report's id.
        codebook: the one that the reading was made with, if not the one that comes with Dateline.

    Raises:
        UsageError: when the text holds no reading, or none with such a report.
        ModelError: when the model's files are missing or damaged.
    """
    reading, found = _found(_readings(text), report)
    book = codebooks.load(codebook) if isinstance(codebook, Path) else codebook or codebooks.load()
    shared = annotator.shared()
    doc = shared.annotate(reading.article)
    words = f"{found.type} at “{found.anchor.text}”: {reading.words(found.evidence)}"
    rows = [("report", " ".join(words.split()))]
    rows += explain_report(doc, reading, found, book)
    made = (reading.version.dateline, reading.version.model)
    if made != (__version__, shared.name):
        rows.append(("note", f"read by {made[0]}, {made[1]}; told by {__version__}, {shared.name}"))
    return rows


def _readings(text: str) -> list[Reading]:
    try:
        return [Reading.model_validate_json(text)]
    except ValidationError:
        lines = [line for line in text.splitlines() if '"dateline.reading/' in line]
    try:
        return [Reading.model_validate_json(line) for line in lines]
    except ValidationError as error:
        first = error.errors()[0]["msg"]
        raise UsageError(
            f"This is no reading ({first}). Give what `dateline read --json` printed."
        ) from None


def _found(readings: list[Reading], report: str) -> tuple[Reading, Report]:
    if not readings:
        raise UsageError("There is no reading. Give what `dateline read --json` printed.")
    for reading in readings:
        for one in reading.reports:
            if one.id == report:
                return reading, one
    known = [one.id for one in readings[0].reports]
    told = f"{known[0]} to {known[-1]}" if known else "none"
    raise UsageError(f"There is no report {report!r}. The first reading's are: {told}.")
