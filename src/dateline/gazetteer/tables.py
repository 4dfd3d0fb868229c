"""Reading the tables beside this file, and the form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from importlib import resources

# Apostrophes and hyphens of many forms; joiners, which are not seen; letters that Unicode does not
# take apart into a Latin letter and an accent.
_FORMS = str.maketrans({
    **dict.fromkeys("’‘`´ʼʻ", "'"), **dict.fromkeys("‐‑–", " "),
    **dict.fromkeys("\u200c\u200d", ""),
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
    "ŧ": "t",
})  # fmt: skip
_FORM = re.compile("[{}]".format("".join(map(chr, _FORMS))))
# Accents of Latin, Greek and Cyrillic, the points of Hebrew and the vowel signs of Arabic. What
# Unicode joins to kana and to the letters of India tells names apart: パリ is Paris, バリ is Bali.
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")


def text_of(name: str) -> str:
    """Return the text of a data file of this package."""
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a TSV file as dictionaries; lines that begin with "#" are comments."""
    lines = [line for line in text_of(name).splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        yield dict(zip(head, cells + [""] * (len(head) - len(cells)), strict=False))


def parts(cell: str) -> list[str]:
    """Return the items of a cell that holds a list parted by "|"."""
    return [item.strip() for item in cell.split("|") if item.strip()]


def key(name: str) -> str:
    """Return a name as it is compared: no accents, case, full stops, hyphens or leading "the".

    "The Côte-d’Ivoire" gives "cote d'ivoire", "U.S." gives "us".
    """
    text = name.casefold()
    if not text.isascii():
        if _FORM.search(text):
            text = text.translate(_FORMS)
        # Unicode's compatible forms may hold capitals again ("℃").
        text = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    text = text.replace("`", "'").replace(".", "").replace("-", " ")
    return " ".join(text.split()).removeprefix("the ")
