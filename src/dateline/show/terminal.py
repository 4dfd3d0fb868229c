"""A reading as a page for the terminal, and as plain text when it is piped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.records import Reading
from dateline.show.text import counted, one_line, shorten
from dateline.show.view import (
    EntityView,
    Named,
    PlaceView,
    ReportView,
    StatementView,
    TimeView,
    UnreadView,
    View,
    view,
)

# Long enough for two or three lines at width 80: the whole words are in --json and --html.
CONTENT_LIMIT = 220
NAME_LIMIT = 70
WIDEST = 100  # columns; longer lines are hard to read, however wide the window
_LABEL_WIDTH = 8


def console_for(file: IO[str]) -> Console:
    """Return a Console for a stream: its width and colours, or plain text where it is piped."""
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    return console


def show(reading: Reading, console: Console) -> None:
    """Print a reading as a page for a person."""
    with console.capture() as capture:
        console.print(page(view(reading)))
    # Rich fills lines up with blanks; a piped page has no use for them.
    lines = capture.get().rstrip("\n").split("\n")
    console.file.write("".join(f"{line.rstrip(' ')}\n" for line in lines))


def page(shown: View) -> RenderableType:
    """Return the whole page as one Rich renderable."""
    return Group(*_head(shown), *_sections(shown))


def _head(shown: View) -> Iterator[RenderableType]:
    yield Rule(characters="─", style="dim")
    yield _text(shown.title or "Untitled article", "bold")
    yield _text(" · ".join(one_line(fact) for fact in shown.about))
    if shown.url:
        yield _text(one_line(shown.url), "dim")
    yield _text(shown.version, "dim")


def _sections(shown: View) -> Iterator[RenderableType]:
    if shown.empty:
        yield _text("\nNothing was found in this article.", "italic")
    yield from _section("People and organisations", map(_entity, shown.entities))
    yield from _section("Who said what", _apart(map(_statement, shown.statements)))
    yield from _section("What is reported", _apart(map(_report, shown.reports)))
    yield from _section("Places", map(_place, shown.places))
    yield from _section("Times", map(_time, shown.times))
    yield from _section("Notes", (_bullet(_text(note)) for note in shown.notes))
    yield from _section("Not read", map(_unread, shown.unread))


def _section(title: str, items: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Yield a heading and its items, nothing at all when there are none."""
    listed = list(items)
    if listed:
        yield Text(f"\n{title.upper()}", style="bold cyan")
        yield from (Padding(item, (0, 0, 0, 2), expand=False) for item in listed)


def _apart(items: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """Yield the items with an empty line between each two."""
    for number, item in enumerate(items):
        yield Padding(item, (1 if number else 0, 0, 0, 0), expand=False)


def _entity(entity: EntityView) -> RenderableType:
    line = _text(shorten(entity.name, NAME_LIMIT), "bold")
    line.append(f"  {one_line(' · '.join(entity.facts))}", style="dim")
    return Group(line, *(_bullet(_text(shorten(role, CONTENT_LIMIT))) for role in entity.roles))


def _statement(statement: StatementView) -> RenderableType:
    who = _named(statement.speaker) if statement.speaker else _text("No speaker named", "italic")
    kind = f"  {one_line(statement.kind)}"
    if statement.cue:
        kind += f", cue “{shorten(statement.cue, NAME_LIMIT)}”"
    if statement.inside:
        kind += f", inside {one_line(statement.inside)}"
    heading = Text.assemble((one_line(statement.id), "dim"), " ", who, (kind, "dim"))
    heading.overflow = "fold"
    return Group(heading, _indent(_quote(statement.content)))


def _report(report: ReportView) -> RenderableType:
    kind = f"{report.type} / {report.mode}" if report.mode else report.type
    heading = Text.assemble((one_line(report.id), "dim"), " ", (one_line(kind), "bold"))
    heading.append(f"  {report.status}", style="bold" if report.status != "happened" else "")
    heading.append(", background" if report.background else "")
    heading.append(f"  confidence {report.confidence}", style="dim")
    heading.overflow = "fold"
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", width=_LABEL_WIDTH, no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for label, value in _facts(report):
        grid.add_row(label, value)
    return Group(heading, _indent(grid))


def _facts(report: ReportView) -> Iterator[tuple[str, Text]]:
    yield "who", _parties(report)
    if report.place:
        yield "where", _with_basis(report.place, report.place_basis)
    if report.time:
        yield "when", _with_basis(report.time, report.time_basis)
    if report.counts:
        yield "how many", _text("; ".join(report.counts))
    if report.contexts:
        yield "context", _text(", ".join(report.contexts))
    yield "says", _said_by(report)
    yield "words", _quote(report.evidence)


def _parties(report: ReportView) -> Text:
    line = _text("")
    _join(line, report.actors, "nobody named")
    if report.recipients:
        line.append(" → ")
        _join(line, report.recipients, "")
    return line


def _join(line: Text, parties: tuple[Named, ...], nobody: str) -> None:
    if not parties:
        line.append(nobody, style="italic")
    for number, party in enumerate(parties):
        line.append(", " if number else "")
        line.append_text(_named(party))


def _named(party: Named) -> Text:
    line = _text(shorten(party.name, NAME_LIMIT), "bold")
    asides = [f"“{shorten(party.words, NAME_LIMIT)}”"] if party.words else []
    asides += [party.hint] if party.hint else []
    if asides:
        line.append(f" ({', '.join(asides)})")
    return line


def _said_by(report: ReportView) -> Text:
    if not report.said_by:
        return _text("the article itself")
    return _text(", according to ".join(f"{shorten(who, NAME_LIMIT)} ({id})"
                                        for id, who in report.said_by))  # fmt: skip


def _with_basis(value: str, basis: str) -> Text:
    line = _text(value)
    line.append(f" ({basis})", style="dim")
    return line


def _place(place: PlaceView) -> RenderableType:
    line = _text(shorten(place.name, NAME_LIMIT), "bold")
    facts = " · ".join(place.facts)
    if place.others:
        facts += " · or: " + "; ".join(place.others[:3])
    line.append(f"  {one_line(facts)}", style="dim")
    return line


def _time(time: TimeView) -> RenderableType:
    line = _text(f"“{shorten(time.words, NAME_LIMIT)}”")
    line.append(f"  {shorten(time.meaning, NAME_LIMIT)}", style="bold")
    line.append(f" ({time.basis})", style="dim")
    return line


def _unread(stretch: UnreadView) -> RenderableType:
    line = _text(stretch.why)
    line.append(f"  {counted(stretch.length, 'character')}: ", style="dim")
    line.append(f"“{shorten(stretch.words, NAME_LIMIT)}”" if stretch.words.strip() else "empty")
    return line


def _quote(parts: tuple[str, ...]) -> Text:
    return _text(shorten(" … ".join(parts), CONTENT_LIMIT), "green")


def _bullet(item: RenderableType) -> RenderableType:
    grid = Table.grid(padding=(0, 1))
    grid.add_row("·", item)
    return grid


def _indent(item: RenderableType) -> RenderableType:
    return Padding(item, (0, 0, 0, 3), expand=False)


def _text(words: str, style: str = "") -> Text:
    """Return safe text that breaks over-long words; markup in it stays what it is: words."""
    lead = "\n" if words.startswith("\n") else ""
    return Text(lead + one_line(words), style=style, overflow="fold")
