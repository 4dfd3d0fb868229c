"""``dateline score SUITE PATH…``: measures the reading against gold data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

_EXAMPLE = """\
Example: [bold]dateline score treebank evaluation/gold/treebank.conllu[/bold]

Suites: treebank (CoNLL-U), attribution (PolNeAR's JSONL), names (IOB, or re3d's JSONL),
times (TimeML), places (LGL's or GeoVirus' XML), actors (PLOVER's JSONL).
What each figure means, and where the corpora come from, stands in docs/evaluation.md.
"""


def register(app: typer.Typer) -> None:
    """Add ``dateline score`` to the program's commands."""
    app.command("score", epilog=_EXAMPLE)(score)


def score(
    suite: Annotated[
        str, typer.Argument(help="treebank, attribution, names, times, places, actors.")
    ],
    paths: Annotated[list[Path], typer.Argument(help="Gold files; they are counted together.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print the result as JSON, with all counts.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(help="Read only so many documents of each file, for a quick look.", min=1),
    ] = None,
) -> None:
    """Measure the reading against gold data: precision, recall, F1, and the time it took."""
    from dateline.score import measure

    result = measure(suite, paths, limit=limit, progress=_show_progress)
    typer.echo(result.model_dump_json(by_alias=True, indent=2) if json else result.to_text())


def _show_progress(done: int, total: int) -> None:
    """Count documents on standard error where a person is watching."""
    import sys

    if sys.stderr.isatty():
        typer.echo(f"\r{done}/{total}" + ("\n" if done == total else ""), nl=False, err=True)
