"""``dateline code SOURCES… --out FILE``: many articles, one reading a line."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import AllowPrivate, CodebookFile, MinConfidence, Redact

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
    codebook: CodebookFile = None,
    min_confidence: MinConfidence = 0.0,
    allow_private: AllowPrivate = False,
    redact: Redact = None,
) -> None:
    """Read many articles into one file, a reading a line."""
    from dateline import batch
    from dateline.codebooks import load
    from dateline.errors import UsageError
    from dateline.show.text import one_line

    if out.suffix.lower() not in (".jsonl", ".ndjson"):
        raise UsageError(f"--out {out} must end in .jsonl; other formats are still to come.")
    reader: batch.Reader = partial(
        batch.read_item,
        codebook=load(codebook) if codebook else None,
        min_confidence=min_confidence,
        allow_private=allow_private,
    )
    if redact is not None:
        from dateline.redaction import kinds_of

        reader = batch.redacting(reader, kinds_of(redact))
    tally = batch.code(
        sources,
        out,
        reader=reader,
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
