"""A CSV of Wikidata ids: one person or organisation a row; rows of one id are joined."""

from __future__ import annotations

from dateline.errors import UsageError
from dateline.links import facts
from dateline.links.entry import BadLine, Entry, EntryType, Name

_ID = ("wikidata", "qid")
_OPTIONAL = ("aliases", "country", "born", "died", "position")
_TYPES: dict[str, EntryType] = {
    "person": "person", "human": "person", "q5": "person",
    "organization": "organization", "organisation": "organization", "group": "organization",
    "company": "organization",
}  # fmt: skip


def header(cells: list[str], file: str) -> list[str]:
    """Return the names of the columns as they are read.

    Raises:
        UsageError: when a column is missing; the message names those that were found.
    """
    columns = [cell.strip().lstrip("\ufeff").strip('" ').lower() for cell in cells]
    missing = [name for name in ("name", "type") if name not in columns]
    if not any(name in columns for name in _ID):
        missing.insert(0, "wikidata (or qid)")
    if missing:
        found = ", ".join(cell for cell in columns if cell) or "none"
        raise UsageError(
            f"{file} has no column {' and no column '.join(missing)}. Columns found: {found}. "
            f"Needed are wikidata or qid, name and type; {', '.join(_OPTIONAL)} are read too."
        )
    return columns


def read(columns: list[str], cells: list[str]) -> Entry:
    """Return the entry of a row.

    Raises:
        BadLine: when the row is none; the message says why.
    """
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        raise BadLine(f"it has {len(cells)} cells for {len(columns)} columns")
    row = dict(zip(columns, (" ".join(cell.split()) for cell in cells), strict=False))
    given = next((row[name] for name in _ID if row.get(name)), "")
    id = facts.wikidata(given)
    if id is None:
        raise BadLine(f"{given[:80]!r} is no Wikidata id")
    if not row.get("name"):
        raise BadLine(f"{id} has no name")
    type = _TYPES.get(row.get("type", "").lower().removeprefix("wd:"))
    if type is None:
        raise BadLine(
            f"{id} has the type {row.get('type', '')[:80]!r}, which is neither person nor "
            "organization"
        )
    return Entry(
        id=id,
        type=type,
        names=(Name(row["name"]), *(Name(alias, "alias") for alias in _parts(row, "aliases"))),
        countries=_countries(id, row),
        born=tuple(filter(None, map(facts.date, _parts(row, "born")))),
        died=tuple(filter(None, map(facts.date, _parts(row, "died")))),
        positions=_parts(row, "position"),
        wikidata=id,
    )


def _countries(id: str, row: dict[str, str]) -> tuple[str, ...]:
    given = _parts(row, "country")
    found = tuple(dict.fromkeys(filter(None, map(facts.country, given))))
    if given and not found and not all(facts.wikidata(value) for value in given):
        raise BadLine(f"{id} has the country {row['country'][:80]!r}, which is not known")
    return found


def _parts(row: dict[str, str], name: str) -> tuple[str, ...]:
    cells = (cell.strip()[:400] for cell in (row.get(name) or "").split("|"))
    return tuple(dict.fromkeys(cell for cell in cells if cell))
