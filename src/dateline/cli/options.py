"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Follow links into private networks too.")
]
Redact = Annotated[
    str | None,
    typer.Option(
        metavar="KINDS",
        help="Replace the names of private people: victims, witnesses, minors, relatives "
        "(several parted by commas), or all.",
    ),
]
CodebookFile = Annotated[
    Path | None,
    typer.Option(
        "--codebook",
        metavar="FILE",
        help="Code the event types of this TOML file instead of PLOVER's (docs/codebooks.md).",
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        "--min-confidence",
        metavar="SHARE",
        min=0.0,
        max=1.0,
        help="Leave out reports that are less certain than this, 0 to 1.",
    ),
]
