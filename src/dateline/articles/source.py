"""Where an article comes from: a path, an address, standard input, bytes or the text itself."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dateline import settings
from dateline.articles import fetch
from dateline.errors import SourceError, UnreadableError, UsageError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*://\S*")
# A name that somebody meant as a file: one line that ends in one of these.
_FILE_NAME = re.compile(
    r".*\.(txt|text|md|html?|xhtml|xml|json|jsonl|csv|pdf|docx?|rtf|gz|zip)", re.I
)
# Longest name that file systems take (Linux: PATH_MAX).
_MAX_PATH = 4096


@dataclass(frozen=True)
class Source:
    """The raw bytes of a source, with what came with them.

    Attributes:
        data: the bytes; their hash is the article's.
        url: the address they came from in the end, after redirects.
        charset: the encoding that the server declared.
        media_type: the media type that the server declared.
        text: the text itself where it was given as such; ``data`` is then its UTF-8.
    """

    data: bytes
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    text: str | None = None


def open_source(source: str | bytes | Path, *, allow_private: bool = False) -> Source:
    """Return the bytes of a source.

    Raises:
        SourceError: when it cannot be opened or fetched.
        RefusedError: when the address is not allowed.
        UnreadableError: when it holds nothing, or more than the setting ``max_bytes``.
        UsageError: when it is no kind of source.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return _checked(Source(bytes(source)))
    if isinstance(source, Path):
        return _checked(Source(_read_file(source)))
    if not isinstance(source, str):
        raise UsageError(
            f"a source of type {type(source).__name__} cannot be read; "
            "give a path, an http(s) address, '-', bytes or the text"
        )
    if source == "-":
        return _checked(Source(_read_capped(sys.stdin.buffer)))
    stripped = source.strip()
    if _ADDRESS.fullmatch(stripped):
        return _checked(_fetched(stripped, allow_private))
    if path := _as_path(source):
        return _checked(Source(_read_file(path)))
    return text_source(source)


def text_source(text: str) -> Source:
    """Return a source that is the text itself."""
    return _checked(Source(text.encode("utf-8", "surrogatepass"), text=text))


def _fetched(url: str, allow_private: bool) -> Source:
    page = fetch.fetch(url, allow_private=allow_private)
    return Source(page.data, url=page.url, charset=page.charset, media_type=page.media_type)


def _as_path(source: str) -> Path | None:
    """Return the path that the string means, or None when it is text."""
    if not source.strip() or "\n" in source or "\0" in source or len(source) > _MAX_PATH:
        return None
    path = Path(source)
    try:
        if os.path.lexists(path):
            return path
    except (OSError, ValueError):
        return None
    # One word is no article: it was meant as a file, and so was a name with an extension. Text
    # in a script without blanks has the full stops of its script.
    if _FILE_NAME.fullmatch(source.strip()) or not re.search(r"[\s。，、！？]", source.strip()):
        return path  # opening it says that there is no such file
    return None


def _read_file(path: Path) -> bytes:
    if path.is_dir():
        raise SourceError(f"{path} is a folder; give one file, or use `dateline code` for many")
    try:
        with path.open("rb") as file:
            return _read_capped(file)
    except FileNotFoundError:
        raise SourceError(f"there is no file {path}; check the name and the folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceError(f"{path} could not be opened: {reason}") from None


def _read_capped(file: BinaryIO) -> bytes:
    return file.read(settings.get("max_bytes") + 1)


def _checked(source: Source) -> Source:
    limit = settings.get("max_bytes")
    if len(source.data) > limit:
        raise UnreadableError(
            f"the source is larger than {limit} bytes; raise DATELINE_MAX_BYTES or cut it",
            "too-large",
        )
    if not source.data.strip():
        raise UnreadableError("the source is empty; there is nothing to read", "empty")
    return source
