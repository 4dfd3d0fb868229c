"""What the commands that import have in common: progress, bad lines, tables."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.table import Table

# Bad lines that are named; the others are counted.
_NAMED = 20


class BadLines:
    """Names the first bad lines on standard error and counts the others."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, message: str) -> None:
        """Take a sentence about a bad line."""
        from dateline.show.text import one_line

        self._count += 1
        if self._count <= _NAMED:
            clear_progress()
            typer.echo(one_line(message), err=True)

    def close(self) -> None:
        """Say how many were not named."""
        clear_progress()
        if self._count > _NAMED:
            typer.echo(f"… and {self._count - _NAMED} more bad lines.", err=True)


def show_progress(done: int) -> None:
    """Count on standard error where a person is watching."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done:,} lines", nl=False, err=True)


def clear_progress() -> None:
    """Take the count away."""
    if sys.stderr.isatty():
        typer.echo("\r\x1b[K", nl=False, err=True)


def print_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Print a table on standard output; what would steer a terminal does not."""
    from dateline.show.terminal import console_for

    console_for(sys.stdout).print(_table(head, rows))


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    from rich.table import Table
    from rich.text import Text

    from dateline.show.text import plain

    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in head:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(cell, keep_lines=True)) for cell in row))
    return table
