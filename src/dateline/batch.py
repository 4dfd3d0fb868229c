"""Many sources, one reading a line: what ``dateline code`` does, as a plain function."""

from __future__ import annotations

import io
import itertools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from dateline import settings
from dateline.codebooks import Codebook
from dateline.errors import (
    DatelineError,
    ModelError,
    SettingError,
    SkipItem,
    SourceError,
    UsageError,
)
from dateline.records import Reading

SCHEMA_ERROR = "dateline.error/1"
# What a folder is searched for; other files in it are no articles.
SUFFIXES = (".txt", ".html", ".htm", ".jsonl", ".ndjson")
_TABLES = (".jsonl", ".ndjson")


@dataclass(frozen=True)
class Item:
    """One thing to read: a path, a link, bytes, or a row of a JSONL file (or why it is none)."""

    name: str
    source: str | Path | bytes | None = None
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


def check(sources: Sequence[str | Path]) -> None:
    """Raise UsageError when a source does not exist, before any work is done."""
    for source in map(str, sources):
        if source != "-" and not _is_link(source) and not Path(source).exists():
            raise UsageError(
                f"There is no file or folder {source!r}. Give files, folders, JSONL files, links "
                "or -."
            )


def items(sources: Sequence[str | Path], leave_out: Path | None = None) -> Iterator[Item]:
    """Yield what the sources hold, in order: files, folders (by name), JSONL rows, links, "-".

    ``leave_out`` is a file that a folder may hold and that is no source: the output.
    """
    for source in sources:
        text = str(source)
        path = Path(text)
        if text == "-":
            yield from _standard_input(sys.stdin.buffer)
        elif _is_link(text):
            yield Item(text, source=text)
        elif path.is_dir():
            for file in sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES):
                if file.is_file() and not (leave_out and _same(file, leave_out)):
                    yield from _file_items(file)
        else:
            yield from _file_items(path)


def _is_link(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _standard_input(stream: IO[bytes]) -> Iterator[Item]:
    """Yield the rows of standard input if it begins like JSONL, else it as one article."""
    head = b""
    for line in stream:
        head += line
        if line.strip():
            break
    if head.lstrip().startswith(b"{"):
        yield from _rows("-", itertools.chain(io.BytesIO(head), stream))
    else:
        limit = settings.get("max_bytes") + 1  # one more than allowed, so that it is refused
        yield Item("-", source=head + stream.read(max(0, limit - len(head))))


def _file_items(path: Path) -> Iterator[Item]:
    if path.suffix.lower() not in _TABLES:
        yield Item(str(path), source=path)
        return
    try:
        with path.open("rb") as lines:
            yield from _rows(str(path), lines)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        yield Item(str(path), problem=f"The file cannot be read ({reason}).")


def _rows(name: str, lines: Iterable[bytes]) -> Iterator[Item]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row_item(f"{name}:{number}", line)


def _row_item(name: str, line: bytes) -> Item:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Item(name, problem=f"The line is no JSON ({error}). Each line must be one object.")
    if not isinstance(row, dict):
        return Item(name, problem="The line is no JSON object. Each line must be one object.")
    return Item(name, row=row)


def read_item(
    item: Item,
    *,
    codebook: Codebook | None = None,
    min_confidence: float = 0.0,
    allow_private: bool = False,
) -> Reading:
    """Return the reading of one item; the options are those of ``dateline.read``.

    Raises:
        SkipItem: when it cannot be read.
    """
    from dateline import articles
    from dateline.steps import read, read_article

    if item.problem is not None:
        raise SourceError(item.problem, "row")
    if item.row is None:
        assert item.source is not None
        return read(
            item.source,
            codebook=codebook,
            min_confidence=min_confidence,
            allow_private=allow_private,
        )
    article, notes = articles.from_row(item.row)
    return read_article(article, notes, codebook=codebook, min_confidence=min_confidence)


def redacting(reader: Reader, kinds: Sequence[str]) -> Reader:
    """Return a reader whose readings are redacted (``dateline.redact``).

    What goes wrong without being foreseen is said without the words it went wrong with: they may
    hold a name.
    """
    from dateline.redaction import redact

    def read(item: Item) -> Reading:
        try:
            return redact(reader(item), kinds)
        except DatelineError:
            raise
        except Exception as error:
            if os.environ.get("DATELINE_DEBUG"):
                raise
            hidden = f"{type(error).__name__}; its words are withheld, as they may hold names"
            raise RuntimeError(hidden) from None

    return read


def lines(
    found: Iterable[Item], reader: Reader, tally: Tally, report: Callable[[str], None]
) -> Iterator[str]:
    """Yield one JSON line an item: its reading, or an error row; each failure is reported too.

    Raises:
        ModelError: when the model cannot be used: no item would fare better.
        SettingError: when a setting has a value that it cannot have.
    """
    for item in found:
        try:
            line = reader(item).to_json()
        except (ModelError, SettingError):
            raise
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
        else:
            tally.read += 1
            yield line


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
    check(sources)
    tally = Tally()
    found = items(sources, leave_out=out)
    part = out.with_name(out.name + ".part")
    try:
        # A file name may hold bytes that are no UTF-8; "\\udc80" for one is right in JSON.
        with part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            for number, line in enumerate(lines(found, reader, tally, report), 1):
                file.write(line + "\n")
                file.flush()
                progress(number)
        part.replace(out)
    except OSError as error:
        raise UsageError(
            f"{out} cannot be written ({error.strerror or error}). Give another --out."
        ) from None
    return tally
