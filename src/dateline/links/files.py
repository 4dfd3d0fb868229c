"""Opening a file that is to be imported: plain or gzip, its kind, its lines one after another."""

from __future__ import annotations

import contextlib
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from dateline.errors import UsageError
from dateline.links import ftm, wikidata
from dateline.links.entry import BadLine, Entry

# No entity is longer; a line without an end is not taken into memory.
LONGEST_LINE = 16_000_000
# What was read of a line: an entry, the name of a schema that is not read, or what is wrong.
Read = Entry | str | BadLine


def base_of(file: Path) -> str:
    """Return the name of the base that a file looks to be of: opensanctions, ftm or wikidata."""
    with opened(file) as stream:
        if _is_csv(file, stream):
            return "wikidata"
        return ftm.base_of(stream.readline(LONGEST_LINE))


def entries(file: Path) -> Iterator[tuple[int, Read]]:
    """Yield the number of each line (from 1) and what was read of it; blank lines are left out.

    Raises:
        UsageError: when the file is not there, is a folder, or is of no kind that is read.
    """
    with opened(file) as stream:
        lines = _csv(file, stream) if _is_csv(file, stream) else _ftm(stream)
        yield from lines


@contextlib.contextmanager
def opened(file: Path) -> Iterator[io.BufferedReader]:
    """Open a file as bytes; gzip is known by its first bytes, not by its name.

    Raises:
        UsageError: when it cannot be opened, or its gzip is damaged.
    """
    try:
        with file.open("rb") as plain:
            packed = plain.peek(2)[:2] == b"\x1f\x8b"
            if not packed:
                yield plain
                return
            with gzip.GzipFile(fileobj=plain) as unpacked:
                yield io.BufferedReader(cast(io.RawIOBase, unpacked))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise UsageError(
            f"{file} is damaged ({error}); nothing was changed. Fetch it again."
        ) from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror or error}).") from None


def _is_csv(file: Path, stream: io.BufferedReader) -> bool:
    name = file.name.lower().removesuffix(".gz")
    start = stream.peek(64)[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        raise UsageError(
            f"{file} is one JSON array. Give one JSON object a line (JSON lines), as "
            "OpenSanctions and Aleph publish them."
        )
    if name.endswith((".csv", ".tsv")):
        return True
    if name.endswith((".json", ".jsonl", ".ndjson")):
        return False
    return not start.startswith(b"{")


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines; a line that is too long comes cut."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        yield number, line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(LONGEST_LINE + 1)


def _ftm(stream: IO[bytes]) -> Iterator[tuple[int, Read]]:
    for number, line in _lines(stream):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST_LINE:
                raise BadLine(f"it is longer than {LONGEST_LINE:,} bytes")
            yield number, ftm.read(line)
        except BadLine as bad:
            yield number, bad


def _csv(file: Path, stream: IO[bytes]) -> Iterator[tuple[int, Read]]:
    text = (line.decode("utf-8", "replace") for _, line in _lines(stream))
    first = next(text, "")
    rows = csv.reader(_then(first, text), delimiter=max(",;\t", key=first.count))
    columns = wikidata.header(next(rows, []), str(file))
    while True:
        number = rows.line_num + 1
        try:
            cells = next(rows)
            if any(cell.strip() for cell in cells):
                yield number, wikidata.read(columns, cells)
        except StopIteration:
            return
        except BadLine as bad:
            yield number, bad
        except csv.Error as error:
            yield number, BadLine(f"it is no CSV ({error})")


def _then(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
