"""The command line: one file per command, each a thin shell over a plain function.

Exit codes: 0 done; 1 done, and some items failed; 2 wrong use. Results go to standard output,
everything else to standard error. As in every shell, 130 says stopped by Ctrl-C and 141 that the
reader of the output went away.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer

from dateline._version import __version__
from dateline.cli import code, entities, explain, places, read, schema, score, times
from dateline.errors import DatelineError, UsageError
from dateline.show.text import one_line, plain

app = typer.Typer(
    name="dateline",
    help="Read the news: who did what to whom, where and when, and who says so.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
STOPPED, OUTPUT_CLOSED = 130, 141


def _guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """Return the command with Ctrl-C and a closed output as plain exit codes."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        try:
            result = command(*arguments, **options)
            sys.stdout.flush()
            return result
        except BrokenPipeError:
            # The reader of our output has gone (``| head``): nothing more can be written, nor
            # may Python try to when it ends.
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(OUTPUT_CLOSED) from None
        except KeyboardInterrupt:
            typer.echo("Stopped.", err=True)
            raise typer.Exit(STOPPED) from None

    return run


for command in (read, explain, times, code, entities, places, score, schema):
    command.register(app)
_groups = [group.typer_instance for group in app.registered_groups]
for registered in [c for part in (app, *_groups) if part for c in part.registered_commands]:
    if registered.callback is not None:
        registered.callback = _guarded(registered.callback)


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
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows "?" for it; that is no reason to fail.
        with contextlib.suppress(AttributeError, OSError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except DatelineError as error:
        typer.echo(f"dateline: {plain(str(error), keep_lines=True)}", err=True)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        typer.echo(
            f"dateline: something unforeseen happened ({type(error).__name__}: "
            f"{one_line(str(error))}). Please report it with the command you gave; "
            "DATELINE_DEBUG=1 shows where it happened.",
            err=True,
        )
        sys.exit(1)


if __name__ == "__main__":
    main()
