"""Reading the tables beside this file, and the form in which names are compared."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from importlib import resources

_APOSTROPHES = str.maketrans("’‘`´ʼ", "'''''")


def text_of(name: str) -> str:
    """Return the text of a data file of this package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV file as dictionaries; lines that begin with "#" are comments."""
    lines = (line for line in text_of(name).splitlines() if line and not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield {key: value or "" for key, value in row.items() if key}


def parts(cell: str) -> list[str]:
    """Return the items of a cell that holds a list parted by "|"."""
    return [item.strip() for item in cell.split("|") if item.strip()]


def key(name: str) -> str:
    """Return a name as it is compared: no accents, case, full stops, hyphens or leading "the".

    "The Côte-d’Ivoire" gives "cote d'ivoire", "U.S." gives "us".
    """
    text = name.translate(_APOSTROPHES)
    if not text.isascii():
        split = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in split if not unicodedata.combining(char))
    text = " ".join(text.casefold().replace(".", "").replace("-", " ").split())
    return text.removeprefix("the ")
