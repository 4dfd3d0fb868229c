"""The time expressions of one article as a table for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.records import Article, Note, Time
from dateline.show.text import counted, one_line, shorten
from dateline.show.wording import PUBLISHED_BASIS

_COLUMNS = ("text", "type", "value", "from", "until", "basis")
_GAP = 1
# All columns fit into 80: what is left for the words beside the widest value, a clock time with its
# zone (2016-11-10T14:30-05:00).
_NARROWEST = 14
VALUE_LIMIT = 22
WORDS_LIMIT = 60  # five lines of the narrowest column; the whole words are in --json
_UNKNOWN = "–"


def show_times(
    article: Article, times: Iterable[Time], notes: Iterable[Note], console: Console
) -> None:
    """Print a table of times for a person, what they are counted from, and the notes."""
    with console.capture() as capture:
        console.print(Group(*_page(article, list(times), list(notes), console.width)))
    lines = capture.get().rstrip("\n").split("\n")
    console.file.write("".join(f"{line.rstrip(' ')}\n" for line in lines))


def _page(
    article: Article, times: list[Time], notes: list[Note], room: int
) -> Iterator[RenderableType]:
    yield Text(_heading(article, len(times)), overflow="fold")
    if times:
        yield Text("")
        yield _table(times, room)
        yield Text("\nuntil: the first moment that no longer belongs to it", style="dim")
    if notes:
        yield Text("\nNOTES", style="bold cyan")
        yield _listed(note.message for note in notes)


def _heading(article: Article, number: int) -> str:
    day = f"{article.published} ({PUBLISHED_BASIS[article.published_basis]})"
    published = f"published {day}" if article.published else "publication date not known"
    found = counted(number, "time expression") if number else "No time expression was found"
    title = f"{shorten(article.title, 70)}\n" if article.title else ""
    return f"{title}{found}, {one_line(published)}"


def _listed(messages: Iterable[str]) -> Table:
    grid = Table.grid(padding=(0, 1))
    for message in messages:
        grid.add_row(" ·", Text(one_line(message), overflow="fold"))
    return grid


def _table(times: list[Time], room: int) -> Table:
    """Return the table for a window of so many columns; in a very narrow one all cells break."""
    rows = [_cells(time) for time in times]
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold cyan")
    for name, width in zip(_COLUMNS, _widths(rows, room), strict=True):
        style = "bold" if name == "value" else ""
        table.add_column(name, width=width, overflow="fold", style=style)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


def _widths(rows: list[tuple[str, ...]], room: int) -> list[int | None]:
    """Return how wide each column is: the words break first, then the clock below its day."""
    needed = [
        max(cell_len(cell) for cell in column) for column in zip(_COLUMNS, *rows, strict=True)
    ]
    left = room - _GAP * len(_COLUMNS)
    if sum(needed) > left:
        needed[3:5] = [min(width, len("2016-11-10")) for width in needed[3:5]]
    needed[0] = min(needed[0], max(left - sum(needed[1:]), _NARROWEST))
    return [*needed] if sum(needed) <= left else [None] * len(_COLUMNS)


def _cells(time: Time) -> tuple[str, ...]:
    return (
        shorten(time.text, WORDS_LIMIT),
        time.type,
        shorten(time.value, VALUE_LIMIT) if time.value else _UNKNOWN,
        _moment(time.begin),
        _moment(time.until),
        time.basis,
    )


def _moment(bound: str | None) -> str:
    return one_line(bound).replace("T", " ") if bound else _UNKNOWN
