"""The command line: one file per command, each a thin shell over a plain function.

Exit codes: 0 done; 1 done, and some items failed; 2 wrong use. Results go to standard output,
everything else to standard error.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from dateline._version import __version__
from dateline.cli import code, read, schema, score
from dateline.errors import DatelineError, UsageError

app = typer.Typer(
    name="dateline",
    help="Read the news: who did what to whom, where and when, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
for command in (read, code, score, schema):
    command.register(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version.")
    ] = False,
) -> None:
    """Read the news: who did what to whom, where and when, and who says so."""


def main() -> None:
    """Run the command line; no stack trace reaches a user unless DATELINE_DEBUG is set."""
    try:
        app()
    except BrokenPipeError:
        # The reader of our output has gone (``| head``); that is no failure of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        typer.echo("Stopped.", err=True)
        sys.exit(130)
    except DatelineError as error:
        typer.echo(f"dateline: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        typer.echo(
            f"dateline: something unforeseen happened ({type(error).__name__}: {error}). Please "
            "report it with the command you gave; DATELINE_DEBUG=1 shows where it happened.",
            err=True,
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
