"""``dateline entities``: the knowledge bases that people and organisations are linked to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.screen import BadLines, print_table, show_progress

if TYPE_CHECKING:
    from dateline.links import Candidate, Tally

_EXAMPLE = """\
Example: [bold]dateline entities import entities.ftm.json[/bold]

Then every reading links to it the people in public posts and the organisations that it is sure of.
"""
_IMPORT_EXAMPLE = """\
Example: [bold]dateline entities import entities.ftm.json --base opensanctions[/bold]

FILE is FollowTheMoney JSON, one entity a line, as OpenSanctions and Aleph publish it, or a CSV with
the columns wikidata (or qid), name, type, and where known aliases, country, born, died, position.
Either may be gzipped. A base of the same name is replaced.
"""
_LIST_EXAMPLE = "Example: [bold]dateline entities list[/bold]"
_REMOVE_EXAMPLE = "Example: [bold]dateline entities remove opensanctions[/bold]"
_FIND_EXAMPLE = 'Example: [bold]dateline entities find "Orlan Beshmet" --country TJK[/bold]'


def register(app: typer.Typer) -> None:
    """Add ``dateline entities`` and its commands to the program's commands."""
    group = typer.Typer(
        help="Import, list, remove and search knowledge bases to link people and organisations to.",
        epilog=_EXAMPLE,
        no_args_is_help=True,
        rich_markup_mode="rich",
    )
    group.command("import", epilog=_IMPORT_EXAMPLE)(import_)
    group.command("list", epilog=_LIST_EXAMPLE)(list_)
    group.command("remove", epilog=_REMOVE_EXAMPLE)(remove)
    group.command("find", epilog=_FIND_EXAMPLE)(find)
    app.add_typer(group, name="entities")


def import_(
    file: Annotated[Path, typer.Argument(help="FollowTheMoney JSON lines, or a CSV; .gz too.")],
    base: Annotated[
        str | None,
        typer.Option(help="Name of the base: opensanctions, ftm or wikidata unless you say."),
    ] = None,
) -> None:
    """Import a file of people and organisations, in place of an older one of the same base."""
    from dateline import links
    from dateline.show.text import one_line

    report = BadLines()
    tally = links.load(file, base, report=report, progress=show_progress)
    report.close()
    typer.echo(one_line(summary(tally)), err=True)
    if tally.bad:
        raise typer.Exit(1)


def summary(tally: Tally) -> str:
    """Return what an import did as one sentence."""
    from dateline.show.text import counted

    said = [
        f"{_count(tally.persons)} {'person' if tally.persons == 1 else 'people'}, "
        f"{counted(tally.organizations, 'organisation')}"
    ]
    if tally.joined:
        said.append(f"{counted(tally.joined, 'line')} joined to others of the same id")
    if tally.left_out:
        total = sum(tally.left_out.values())
        kinds = ", ".join(f"{_count(n)} {schema}" for schema, n in tally.left_out.most_common(5))
        more = ", …" if len(tally.left_out) > 5 else ""
        said.append(f"{_count(total)} of other schemata left out ({kinds}{more})")
    if tally.bad:
        said.append(f"{counted(tally.bad, 'bad line')} left out")
    return f"{tally.base}: {'; '.join(said)}."


def list_() -> None:
    """List the imported knowledge bases."""
    from dateline import links

    found = links.bases()
    if not found:
        typer.echo(_EMPTY, err=True)
        return
    rows = [
        (base.name, _count(base.persons), _count(base.organizations), base.file) for base in found
    ]
    print_table(("base", "people", "organisations", "file"), rows)


def remove(
    base: Annotated[str, typer.Argument(help="Name of the base, as list shows it.")],
) -> None:
    """Remove an imported knowledge base."""
    from dateline import links
    from dateline.errors import UsageError

    if not links.remove(base):
        known = ", ".join(known.name for known in links.bases()) or "none"
        raise UsageError(f"There is no base {base!r}. Imported are: {known}.")
    typer.echo(f"{base} was removed.", err=True)


def find(
    name: Annotated[str, typer.Argument(help="A person or an organisation.")],
    country: Annotated[
        str | None, typer.Option(help="Country: ISO 3166-1 alpha-3 code, or its name.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many to show at most.")] = 10,
) -> None:
    """Show which entries a name may stand for, with score and reasons."""
    from dateline import links

    if not links.bases():
        typer.echo(_EMPTY, err=True)
        return
    found = links.candidates(name, country=_code(country), limit=limit)
    if not found:
        typer.echo("No entry has a name like this.", err=True)
        return
    rows = [(f"{c.score:.2f}", c.name, f"{c.base} {c.id}", _reasons(c)) for c in found]
    print_table(("score", "name", "entry", "reasons"), rows)


_EMPTY = "No knowledge base is imported. Import one: dateline entities import FILE"


def _code(country: str | None) -> str | None:
    from dateline import gazetteer
    from dateline.errors import UsageError

    if country is None:
        return None
    code = country.strip().upper()
    found = code if gazetteer.by_code(code) else gazetteer.country(country)
    if found is None:
        raise UsageError(
            f"--country {country!r} is no country. Give an ISO 3166-1 alpha-3 code (TJK) or a name."
        )
    return found


def _reasons(candidate: Candidate) -> str:
    against = [f"AGAINST IT: {reason}" for reason in candidate.contradictions]
    return "\n".join([*candidate.reasons, *against])


def _count(number: int) -> str:
    return f"{number:,}"
