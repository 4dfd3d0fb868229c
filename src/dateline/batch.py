"""Many sources, one reading a line: what ``dateline code`` does, as a plain function."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import SkipItem, SourceError, UsageError
from dateline.records import Reading

SCHEMA_ERROR = "dateline.error/1"
# What a folder is searched for; other files in it are no articles.
SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".ndjson")
_TABLES = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class Item:
    """One thing to read: a path, a link or "-", or a row of a JSONL file (or why it is none)."""

    name: str
    source: str | Path | None = None
    row: Mapping[str, object] | None = None
    problem: str | None = None

    @property
    def id(self) -> str | None:
        """The row's own id, if it has one."""
        found = (self.row or {}).get("id")
        return None if found is None else str(found)


@dataclass
class Tally:
    """How many items were read and how many failed."""

    read: int = 0
    failed: int = 0


Reader = Callable[[Item], Reading]


def items(sources: Sequence[str | Path]) -> Iterator[Item]:
    """Yield what the sources hold, in order: files, folders (by name), JSONL rows, links, "-".

    Raises:
        UsageError: when a source does not exist.
    """
    for source in sources:
        text = str(source)
        path = Path(text)
        if text == "-" or text.startswith(("http://", "https://")):
            yield Item(text, source=text)
        elif path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES):
                yield from _file_items(file)
        elif path.is_file():
            yield from _file_items(path)
        else:
            raise UsageError(
                f"There is no file or folder {text!r}. Give files, folders, JSONL files, links "
                "or -."
            )


def _file_items(path: Path) -> Iterator[Item]:
    if path.suffix.lower() not in _TABLES:
        yield Item(str(path), source=path)
        return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _row_item(f"{path}:{number}", line)


def _row_item(name: str, line: bytes) -> Item:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Item(name, problem=f"The line is no JSON ({error}). Each line must be one object.")
    if not isinstance(row, dict):
        return Item(name, problem="The line is no JSON object. Each line must be one object.")
    return Item(name, row=row)


def read_item(item: Item, allow_private: bool = False) -> Reading:
    """Return the reading of one item.

    Raises:
        SkipItem: when it cannot be read.
    """
    from dateline import articles
    from dateline.steps import read, read_article

    if item.problem is not None:
        raise SourceError(item.problem, "row")
    if item.row is None:
        assert item.source is not None
        return read(item.source, allow_private=allow_private)
    article, notes = articles.from_row(item.row)
    return read_article(article, notes)


def lines(
    sources: Sequence[str | Path], reader: Reader, tally: Tally, report: Callable[[str], None]
) -> Iterator[str]:
    """Yield one JSON line an item: its reading, or an error row; each failure is reported too."""
    for item in items(sources):
        try:
            yield reader(item).to_json()
            tally.read += 1
        except (SkipItem, UsageError) as error:
            tally.failed += 1
            report(f"{item.name}: {error}")
            yield error_line(item, error.code, str(error))
        except Exception as error:
            if os.environ.get("DATELINE_DEBUG"):
                raise
            tally.failed += 1
            message = f"Reading failed ({type(error).__name__}: {error}). Please report this."
            report(f"{item.name}: {message}")
            yield error_line(item, "internal", message)


def error_line(item: Item, code: str, message: str) -> str:
    """Return the error row of an item as JSON."""
    row: dict[str, Any] = {
        "schema": SCHEMA_ERROR,
        "id": item.id,
        "source": item.name,
        "code": code,
        "message": message,
    }
    return json.dumps(row, ensure_ascii=False)


def code(
    sources: Sequence[str | Path],
    out: Path,
    reader: Reader = read_item,
    report: Callable[[str], None] = lambda message: None,
    progress: Callable[[int], None] = lambda done: None,
) -> Tally:
    """Write one line an item to ``out`` and return how many were read and how many failed.

    The file grows as ``OUT.part`` and takes its name when all is done, so that an unfinished file
    is never taken for a whole one.

    Raises:
        UsageError: when a source does not exist or ``out`` cannot be written.
    """
    tally = Tally()
    part = out.with_name(out.name + ".part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for number, line in enumerate(lines(sources, reader, tally, report), 1):
                file.write(line + "\n")
                file.flush()
                progress(number)
        part.replace(out)
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written ({error.strerror or error}). Give another --out."
        ) from None
    return tally
