"""``dateline code SOURCES… --out FILE``: many articles, one reading a line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

_EXAMPLE = """\
Example: [bold]dateline code articles/ more.jsonl --out readings.jsonl[/bold]

SOURCES are text and HTML files, folders of them, JSONL files (rows with text or html, and id, url,
title, published, outlet), links, or - for standard input (one article, or JSONL). What cannot be
read becomes an error row; the run goes on.
"""


def register(app: typer.Typer) -> None:
    """Add ``dateline code`` to the program's commands."""
    app.command("code", epilog=_EXAMPLE)(code)


def code(
    sources: Annotated[list[str], typer.Argument(help="Files, folders, JSONL files, links, or -.")],
    out: Annotated[Path, typer.Option(help="The .jsonl file to write.")],
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Follow links into private networks too.")
    ] = False,
) -> None:
    """Read many articles into one file, a reading a line."""
    from dateline import batch
    from dateline.errors import UsageError
    from dateline.show.text import one_line

    if out.suffix.lower() not in (".jsonl", ".ndjson"):
        raise UsageError(f"--out {out} must end in .jsonl; other formats are still to come.")
    tally = batch.code(
        sources,
        out,
        reader=lambda item: batch.read_item(item, allow_private),
        report=lambda message: typer.echo(one_line(message), err=True),
        progress=_show_progress,
    )
    if sys.stderr.isatty():
        typer.echo("", err=True)
    typer.echo(f"{tally.read} read, {tally.failed} failed: {out}", err=True)
    if tally.failed:
        raise typer.Exit(1)


def _show_progress(done: int) -> None:
    """Count on standard error where a person is watching."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done} done", nl=False, err=True)
