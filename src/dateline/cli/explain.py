"""``dateline explain READING r7``: why one report says what it says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import CodebookFile

_EXAMPLE = """\
Example: [bold]dateline explain reading.json r7[/bold]

READING is what [bold]dateline read --json[/bold] printed, or - for standard input; of a .jsonl file
the first reading that has the report.
"""


def register(app: typer.Typer) -> None:
    """Add ``dateline explain`` to the program's commands."""
    app.command("explain", epilog=_EXAMPLE)(explain)


def explain(
    reading: Annotated[str, typer.Argument(help="A reading's JSON file, or - for standard input.")],
    report: Annotated[str, typer.Argument(help="The report's id, as r7.")],
    codebook: CodebookFile = None,
) -> None:
    """Say in plain words which rule or head said what of one report."""
    from dateline import explanation
    from dateline.errors import UsageError

    try:
        text = sys.stdin.read() if reading == "-" else Path(reading).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{reading} cannot be read ({error}). Give what `dateline read --json` printed."
        ) from None
    for field, sentence in explanation.explain(text, report, codebook):
        typer.echo(f"{field:12} {sentence}")
