"""``dateline places``: the gazetteer, and the gazetteers that the user adds to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.screen import BadLines, print_table, show_progress

if TYPE_CHECKING:
    from dateline.gazetteer import PlaceEntry
    from dateline.gazetteer.dump import Wanted
    from dateline.gazetteer.imports import Tally

_EXAMPLE = """\
Example: [bold]dateline places import villages.csv --first[/bold]

Then every reading looks names up in it, too.
"""
_IMPORT_EXAMPLE = """\
Examples: [bold]dateline places import allCountries.zip --features P,A --countries TJK,AFG[/bold]

[bold]dateline places import villages.csv --name villages --first[/bold]

FILE is a dump of GeoNames (allCountries.zip, US.zip, cities500.zip, unpacked or not), or a CSV with
the columns name, lat, lon, and where known geonames, country, admin1, feature, population,
alternate_names (parted by |), from, until (years), priority (first: wins over others of its name).
An import of the same name is replaced.
"""
_LIST_EXAMPLE = "Example: [bold]dateline places list[/bold]"
_FIND_EXAMPLE = "Example: [bold]dateline places find Leningrad --year 1950[/bold]"
_REMOVE_EXAMPLE = "Example: [bold]dateline places remove villages[/bold]"
_EMPTY = "No gazetteer is imported. Import one: dateline places import FILE"
_HEAD = ("name", "in", "feature", "people", "point", "geonames", "years", "from")


def register(app: typer.Typer) -> None:
    """Add ``dateline places`` and its commands to the program's commands."""
    group = typer.Typer(
        help="Search the gazetteer; import, list and remove gazetteers of your own.",
        epilog=_EXAMPLE,
        no_args_is_help=True,
        rich_markup_mode="rich",
    )
    group.command("import", epilog=_IMPORT_EXAMPLE)(import_)
    group.command("list", epilog=_LIST_EXAMPLE)(list_)
    group.command("find", epilog=_FIND_EXAMPLE)(find)
    group.command("remove", epilog=_REMOVE_EXAMPLE)(remove)
    app.add_typer(group, name="places")


def import_(
    file: Annotated[Path, typer.Argument(help="A dump of GeoNames, or a CSV; zipped too.")],
    name: Annotated[
        str | None, typer.Option(help="Name of the import: the file's unless you say.")
    ] = None,
    first: Annotated[
        bool, typer.Option("--first", help="All its places win over others of their names.")
    ] = False,
    features: Annotated[
        str | None, typer.Option(help="Of a dump: classes (P,A,H) or codes (PPL,ADM1) to take.")
    ] = None,
    countries: Annotated[
        str | None, typer.Option(help="Of a dump: countries to take, as codes (TJK,AFG) or names.")
    ] = None,
) -> None:
    """Import a gazetteer, in place of an older import of the same name."""
    from dateline.gazetteer import imports
    from dateline.show.text import one_line

    report = BadLines()
    wanted = _wanted(features, countries, first)
    tally = imports.load(file, name, wanted, report=report, progress=show_progress)
    report.close()
    if tally.unknown_columns:
        unknown = ", ".join(tally.unknown_columns)
        typer.echo(one_line(f"Columns that are not known were left out: {unknown}."), err=True)
    typer.echo(summary(tally), err=True)
    if tally.bad:
        raise typer.Exit(1)


def summary(tally: Tally) -> str:
    """Return what an import did as one sentence."""
    from dateline.show.text import counted

    said = [counted(tally.places, "place")]
    if tally.choices:
        every = tally.choices == tally.places
        said.append(f"{'all' if every else f'{tally.choices:,}'} before others of their names")
    if tally.left_out:
        said.append(f"{counted(tally.left_out, 'line')} of other features or countries left out")
    if tally.bad:
        said.append(f"{counted(tally.bad, 'bad line')} left out")
    return f"{tally.name}: {'; '.join(said)}."


def list_() -> None:
    """List the imported gazetteers."""
    from dateline.gazetteer import imports

    found = imports.imports()
    if not found:
        typer.echo(_EMPTY, err=True)
        return
    rows = [(one.name, f"{one.places:,}", f"{one.choices:,}", one.file) for one in found]
    print_table(("name", "places", "first", "file"), rows)


def find(
    name: Annotated[str, typer.Argument(help="A place.")],
    year: Annotated[
        int | None, typer.Option(help="Year of the text: who was called so then.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to show at most.")] = 10,
) -> None:
    """Show which places a name may stand for."""
    from dateline import gazetteer

    found = gazetteer.places(name, year)
    if not found:
        found = gazetteer.similar_places(name)
        if found:
            typer.echo("No place has this name; well-known ones a letter or two away:", err=True)
    if not found:
        typer.echo("No place has this name.", err=True)
        return
    rows = [_row(entry) for entry in found[:limit]]
    shown = [at for at in range(len(_HEAD)) if any(row[at] for row in rows)]
    print_table(tuple(_HEAD[at] for at in shown), [tuple(row[at] for at in shown) for row in rows])
    if len(found) > limit:
        typer.echo(f"… and {len(found) - limit} more (--limit).", err=True)


def remove(
    name: Annotated[str, typer.Argument(help="Name of the import, as list shows it.")],
) -> None:
    """Remove an imported gazetteer."""
    from dateline.errors import UsageError
    from dateline.gazetteer import imports

    if not imports.remove(name):
        known = ", ".join(one.name for one in imports.imports()) or "none"
        raise UsageError(f"There is no import {name!r}. Imported are: {known}.")
    typer.echo(f"{name} was removed.", err=True)


def _wanted(features: str | None, countries: str | None, first: bool) -> Wanted:
    from dateline.errors import UsageError
    from dateline.gazetteer.countries import by_code_or_name
    from dateline.gazetteer.dump import Wanted

    codes = set()
    for text in _items(countries):
        country = by_code_or_name(text)
        if country is None:
            raise UsageError(
                f"--countries: {text!r} is no country. Give ISO 3166-1 codes (TJK or TJ) or names."
            )
        codes.add(country.alpha2)
    kinds = frozenset(item.upper() for item in _items(features))
    return Wanted(features=kinds, alpha2=frozenset(codes), first=first)


def _items(text: str | None) -> Sequence[str]:
    return [item.strip() for item in (text or "").split(",") if item.strip()]


def _row(entry: PlaceEntry) -> tuple[str, ...]:
    # No break inside a point, nor in a number.
    point = f"{entry.lat:.2f},\u00a0{entry.lon:.2f}" if entry.lat is not None else ""
    return (
        entry.name,
        ", ".join(part for part in (entry.admin1, entry.country) if part),
        entry.feature,
        f"{entry.population:,}" if entry.population else "",
        point,
        str(entry.geonames or ""),
        _years(entry),
        _origin(entry),
    )


def _years(entry: PlaceEntry) -> str:
    dated = entry.first is not None or entry.last is not None
    return f"{_bound(entry.first)}–{_bound(entry.last)}" if dated else ""


def _origin(entry: PlaceEntry) -> str:
    return (entry.origin or "") + (", first" if entry.first_choice else "")


def _bound(year: int | None) -> str:
    if year is None:
        return ""
    return f"{-year} BC" if year < 0 else str(year)
