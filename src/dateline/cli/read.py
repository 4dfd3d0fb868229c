"""``dateline read SOURCE``: one article, shown to a person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import AllowPrivate, CodebookFile, MinConfidence, Redact

_EXAMPLE = """\
Example: [bold]dateline read story.html --published 2015-05-28 --html reading.html[/bold]

SOURCE is a file, a link (http or https), or - for standard input.
"""


def register(app: typer.Typer) -> None:
    """Add ``dateline read`` to the program's commands."""
    app.command("read", epilog=_EXAMPLE)(read)


def read(
    source: Annotated[str, typer.Argument(help="A file, a link, or - for standard input.")],
    json: Annotated[bool, typer.Option("--json", help="Print the reading as JSON.")] = False,
    html: Annotated[
        Path | None,
        typer.Option(help="Write one self-contained page to this file (- for standard output)."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(help="Publication date, YYYY-MM-DD, if the source does not say it."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    title: Annotated[str | None, typer.Option(help="Its headline.")] = None,
    codebook: CodebookFile = None,
    min_confidence: MinConfidence = 0.0,
    allow_private: AllowPrivate = False,
    redact: Redact = None,
) -> None:
    """Read one article: who did what to whom, where, when, and who says so."""
    from dateline import redaction, steps
    from dateline.errors import UsageError

    if json and str(html) == "-":
        raise UsageError("--json and --html - both want standard output. Give --html a file.")
    if redact is not None:
        redaction.kinds_of(redact)  # a wrong kind is said before any work is done
    reading = steps.read(
        source,
        published=published,
        outlet=outlet,
        title=title,
        codebook=codebook,
        min_confidence=min_confidence,
        allow_private=allow_private,
    )
    if redact is not None:
        reading = redaction.redact(reading, redact)
    if html is not None:
        from dateline.show.page import render

        _write(html, render(reading))
    if json:
        typer.echo(reading.to_json(indent=2).encode("utf-8"))
    elif html is None:
        from dateline.show.terminal import console_for, show

        show(reading, console_for(sys.stdout))


def _write(path: Path, text: str) -> None:
    from dateline.errors import UsageError

    if str(path) == "-":
        typer.echo(text.encode("utf-8"), nl=False)
        return
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror or error}). Give another file to --html."
        ) from None
    typer.echo(f"Written: {path}", err=True)
