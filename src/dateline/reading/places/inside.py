"""Places inside the names of institutions: "[Osterby] Police Department", "University of [Kent]".

An institution is where its name says, or acts for that place; a newspaper, a company or a club only
bears the name. institutions.toml lists the words that tell them apart.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib import resources

from dateline import gazetteer
from dateline.reading.places.candidates import is_town, kind_of, meanings

# Words of the longest place name inside an institution's ("Democratic Republic of Congo").
_LONGEST = 4
_POSSESSIVE = re.compile(r"['’]s?$")
# Inhabitants of a town after "of" ("Bank of Osterby" is a name, "University of Leeds" a place).
_KNOWN = 15_000
_LINKS = frozenset({"of", "for", "in", "at", "on", "and", "&"})


def places_inside(name: str, named: Collection[str] = ()) -> list[tuple[int, int]]:
    """Return where in an institution's name (code points) places stand; at most two.

    Args:
        name: the institution's name.
        named: names of the article's other places, casefolded: any of these is a place inside a
            name, too ("[Lee] Academy" else only where Lee is no small town).
    """
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", name)]
    if len(words) < 2:
        return []
    found = [_before(name, words, named), _after(name, words)]
    return [span for span in found if span is not None]


def _before(
    name: str, words: list[tuple[int, int]], named: Collection[str]
) -> tuple[int, int] | None:
    """Return the place that a name begins with: "[Kabul] Police", "[U.S.] House of …"."""
    texts = [_word(name, word) for word in words]
    low = 1 if texts[0] == "the" else 0
    heads = [len(texts) - 1, *(i - 1 for i, text in enumerate(texts) if text in _LINKS and i)]
    heads = [i for i in heads if texts[i] in _words("local") | _words("named")]
    last = max(heads, default=0)
    people = 0 if any(texts[i] in _words("local") for i in heads) else _KNOWN
    for high in range(min(last, low + _LONGEST), low, -1):
        start, end = words[low][0], words[high - 1][1]
        bare = _POSSESSIVE.sub("", name[start:end])
        if " ".join(texts[low:high]) in _words("never"):
            continue
        if texts[high - 1] == "state" and high > low + 1:
            continue  # "Minnesota State Patrol"
        if bare.casefold() in named or _is_place(bare, people):
            return start, start + len(bare)
    return None


def _after(name: str, words: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the place that an institution is "of": "University of [Kent]"."""
    texts = [_word(name, word) for word in words]
    for i in range(len(words) - 2, 0, -1):
        head = texts[i - 1] in _words("local") | _words("named")
        if texts[i] in ("of", "in") and head:
            first = i + 2 if texts[i + 1] == "the" and i + 2 < len(words) else i + 1
            bare = _POSSESSIVE.sub("", name[words[first][0] :])
            found = (words[first][0], words[first][0] + len(bare))
            return found if _is_place(bare, _KNOWN) else None
    return None


def _is_place(name: str, people: int) -> bool:
    """Return whether a name is a country's, a division's, or a town's of so many people."""
    if not name[:1].isupper() or gazetteer.is_demonym(name) or len(name) < 2:
        return False
    if gazetteer.organisation(name) is not None:
        return False  # "OMON force"
    return any(
        kind_of(entry) in ("country", "division", "county")
        or (is_town(entry) and entry.population >= people)
        for entry in meanings(name).entries
    )


def _word(name: str, span: tuple[int, int]) -> str:
    return name[span[0] : span[1]].lower().strip(".,’'()").removesuffix("'s").removesuffix("’s")


@cache
def _words(table: str) -> frozenset[str]:
    file = resources.files(__package__).joinpath("institutions.toml")
    return frozenset(tomllib.loads(file.read_text(encoding="utf-8"))[table]["words"])
