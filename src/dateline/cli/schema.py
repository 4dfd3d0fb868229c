"""``dateline schema``: the JSON schema of a reading."""

from __future__ import annotations

import typer

_EXAMPLE = "Example: [bold]dateline schema > reading.schema.json[/bold]"


def register(app: typer.Typer) -> None:
    """Add ``dateline schema`` to the program's commands."""
    app.command("schema", epilog=_EXAMPLE)(schema)


def schema() -> None:
    """Print the JSON schema of a reading."""
    from dateline.schema import reading_schema_text

    typer.echo(reading_schema_text(), nl=False)
