"""``dateline times SOURCE``: the time expressions of one article and what they mean."""

from __future__ import annotations

import json as json_module
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.records import Article, Note, Time

SCHEMA = "dateline.times/1"
_EXAMPLE = """\
Example: [bold]dateline times story.txt --published 2016-11-10 --timeml > story.tml[/bold]

SOURCE is a file, a link (http or https), or - for standard input.
"""


def register(app: typer.Typer) -> None:
    """Add ``dateline times`` to the program's commands."""
    app.command("times", epilog=_EXAMPLE)(times)


def times(
    source: Annotated[str, typer.Argument(help="A file, a link, or - for standard input.")],
    json: Annotated[bool, typer.Option("--json", help="Print the times as JSON.")] = False,
    timeml: Annotated[
        bool, typer.Option("--timeml", help="Print the text as TimeML, with TIMEX3 inside.")
    ] = False,
    published: Annotated[
        str | None,
        typer.Option(help="Publication date, YYYY-MM-DD, if the source does not say it."),
    ] = None,
    outlet: Annotated[
        str | None,
        typer.Option(help="Who published it; some write the day first, some the month."),
    ] = None,
    no_model: Annotated[
        bool,
        typer.Option("--no-model", help="Use the grammar alone: faster, and no model is loaded."),
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Follow links into private networks too.")
    ] = False,
) -> None:
    """Find the time expressions of one article, and say which day or span each one means."""
    from dateline.errors import UsageError

    if json and timeml:
        raise UsageError("--json and --timeml both want standard output. Choose one of them.")
    find = _by_grammar if no_model else _by_reading
    article, found, notes = find(source, published, outlet, allow_private)
    if json:
        typer.echo(to_json(article, found, notes).encode("utf-8"))
    elif timeml:
        _print_timeml(article, found, notes)
    else:
        from dateline.show.terminal import console_for
        from dateline.show.times import show_times

        show_times(article, found, notes, console_for(sys.stdout))


def to_json(article: Article, found: tuple[Time, ...], notes: tuple[Note, ...]) -> str:
    """Return the times as JSON; article, times and notes look as they do in a reading."""
    return json_module.dumps(
        {
            "schema": SCHEMA,
            "article": article.model_dump(mode="json"),
            "times": [time.model_dump(mode="json") for time in found],
            "notes": [note.model_dump(mode="json") for note in notes],
        },
        indent=2,
        ensure_ascii=False,
    )


_Found = tuple["Article", tuple["Time", ...], tuple["Note", ...]]


def _by_reading(
    source: str, published: str | None, outlet: str | None, allow_private: bool
) -> _Found:
    from dateline import steps

    reading = steps.read(source, published=published, outlet=outlet, allow_private=allow_private)
    return reading.article, reading.times, reading.notes


def _by_grammar(
    source: str, published: str | None, outlet: str | None, allow_private: bool
) -> _Found:
    import spacy

    from dateline import articles
    from dateline.reading.times import find_times

    article, notes = articles.load(
        source, published=published, outlet=outlet, allow_private=allow_private
    )
    found, more = find_times(spacy.blank("en").make_doc(article.text), article)
    return article, found, (*notes, *more)


def _print_timeml(article: Article, found: tuple[Time, ...], notes: tuple[Note, ...]) -> None:
    from dateline.reading.times import timeml
    from dateline.show.text import one_line

    document = timeml.document(article, found)
    typer.echo(timeml.write(document), nl=False)
    for message in (*(note.message for note in notes), *timeml.losses(document)):
        typer.echo(one_line(message), err=True)
