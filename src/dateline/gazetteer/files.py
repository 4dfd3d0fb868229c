"""Opening a gazetteer that is to be imported: its kind, and what is read of its lines."""

from __future__ import annotations

import contextlib
import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import IO, cast

from dateline.errors import UsageError
from dateline.gazetteer import dump, own_csv
from dateline.gazetteer.dump import Wanted
from dateline.gazetteer.imported_row import BadRow, Found

# The longest line of GeoNames has 20,000 bytes; one without an end is not taken into memory.
_LONGEST_LINE = 1_000_000
_SUFFIXES = (".txt", ".csv", ".tsv")
# What was read of a line: a place, None where it is not wanted, or what is wrong.
Read = Found | None | BadRow


def entries(file: Path, wanted: Wanted, unknown_columns: list[str]) -> Iterator[tuple[int, Read]]:
    """Yield the number of each line (from 1) and what was read of it; blank lines are left out.

    The names of a CSV's columns that are not known are put into ``unknown_columns``.

    Raises:
        UsageError: when the file is not there, is damaged, or is of no kind that is read.
    """
    with _opened(file) as stream:
        lines = _lines(stream)
        first = next(lines, b"").removeprefix(b"\xef\xbb\xbf")
        start = first.decode("utf-8", "replace")
        if dump.is_dump(start.rstrip("\r\n")):
            yield from _dump(chain([first], lines), wanted)
            return
        if wanted.features or wanted.alpha2:
            raise UsageError(
                f"{file} is no GeoNames dump: --features and --countries are for one. Leave them "
                "out."
            )
        text = (line.decode("utf-8", "replace") for line in lines)
        table = csv.reader(chain([start], text), delimiter=max(",;\t", key=start.count))
        header = own_csv.Header(_first_row(table), str(file))
        unknown_columns += header.unknown
        yield from _csv(table, header, wanted.first)


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[IO[bytes]]:
    """Open a file, or the table inside a zip, as bytes."""
    try:
        with file.open("rb") as plain:
            if plain.peek(4)[:4] != b"PK\x03\x04":
                yield plain
                return
            with zipfile.ZipFile(plain) as packed, packed.open(_table_in(packed, file)) as stream:
                yield io.BufferedReader(cast(io.RawIOBase, stream))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise UsageError(
            f"{file} cannot be unpacked ({error}); nothing was changed. Fetch it again, or unpack "
            "it yourself."
        ) from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror or error}).") from None


def _table_in(packed: zipfile.ZipFile, file: Path) -> zipfile.ZipInfo:
    """Return the largest table in a zip: beside GeoNames' own lies a readme."""
    tables = [info for info in packed.infolist() if info.filename.lower().endswith(_SUFFIXES)]
    if not tables:
        raise UsageError(f"{file} holds no .txt and no .csv file.")
    return max(tables, key=lambda info: (info.file_size, info.filename))


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines; one that is too long comes cut."""
    while line := stream.readline(_LONGEST_LINE + 1):
        yield line
        while len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE + 1)


def _dump(lines: Iterator[bytes], wanted: Wanted) -> Iterator[tuple[int, Read]]:
    read = dump.reader(wanted)
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                yield number, read(line.decode("utf-8", "replace"))
        except BadRow as bad:
            yield number, bad


def _first_row(table: Iterator[list[str]]) -> list[str]:
    try:
        return next(table, [])
    except csv.Error:
        return []


def _csv(
    table: Iterator[list[str]], header: own_csv.Header, first: bool
) -> Iterator[tuple[int, Read]]:
    read = own_csv.reader(header, first)
    while True:
        number = table.line_num + 1  # type: ignore[attr-defined]
        try:
            cells = next(table)
            if any(cell.strip() for cell in cells):
                yield number, read(cells)
        except StopIteration:
            return
        except BadRow as bad:
            yield number, bad
        except csv.Error as error:
            yield number, BadRow(f"it is no CSV ({error})")
