"""The project's own examples of place names: ``examples/places.txt``, invented news of real places.

One article a line: outlet (or nothing), a tab, the text with ``[words|label]`` around its place
names. A label is a country ("GEO"), a first-level division ("USA/Georgia"), a town in one
("USA/Georgia/Athens"), a second-level division ("USA/Georgia/Clarke County#") or a region or water
by its name ("~Sahel"), as the gazetteer names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline import articles
from dateline.gazetteer import PlaceEntry
from dateline.reading.places.candidates import is_town, kind_of
from dateline.reading.places.mentions import PlaceMention
from dateline.records import Article

FILE = Path(__file__).parent / "examples" / "places.txt"
_MARK = re.compile(r"\[([^|\[\]]+)\|([^|\[\]]+)\]")


@dataclass(frozen=True)
class Told:
    """An example: the article, its place names, and the label of each."""

    article: Article
    mentions: tuple[PlaceMention, ...]
    labels: tuple[str, ...]


def load(path: Path = FILE) -> list[Told]:
    """Return the examples of a file.

    Raises:
        ValueError: when a line has no tab, no mark, or a bracket that belongs to no mark; the
            message gives the line's number.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(_told(line))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from None
    return found


def fits(label: str, entry: PlaceEntry) -> bool:
    """Return whether an entry of the gazetteer is what a label says."""
    if label.startswith("~"):
        return kind_of(entry) in ("region", "water") and entry.name == label[1:]
    country, _, rest = label.partition("/")
    division, _, town = rest.partition("/")
    if entry.country != country:
        return False
    if not division:
        return kind_of(entry) == "country"
    if entry.admin1 != division:
        return False
    if not town:
        return kind_of(entry) == "division"
    if town.endswith("#"):
        return kind_of(entry) == "county" and entry.name == town[:-1]
    return is_town(entry) and entry.name == town


def _told(line: str) -> Told:
    outlet, tab, marked = line.partition("\t")
    if not tab or not _MARK.search(marked):
        raise ValueError("an example is an outlet (or nothing), a tab and a text with marks")
    parts = list(_parts(marked))
    text = "".join(words for words, _ in parts)
    if re.search(r"[\[\]|]", text):
        raise ValueError("there is a bracket or bar outside the marks")
    article = articles.from_row({"text": text, **({"outlet": outlet} if outlet else {})})[0]
    mentions, labels, end = [], [], 0
    for words, label in parts:
        start, end = end, end + len(words)
        if label:
            mentions.append(PlaceMention(start, end, words, None))
            labels.append(label)
    if any(article.text[m.start : m.end] != m.text for m in mentions):
        raise ValueError("loading changes the text; write it without double spaces and the like")
    return Told(article, tuple(mentions), tuple(labels))


def _parts(marked: str) -> Iterator[tuple[str, str]]:
    """Yield the stretches of a text with their labels, "" between marks."""
    end = 0
    for match in _MARK.finditer(marked):
        yield marked[end : match.start()], ""
        yield match[1], match[2]
        end = match.end()
    yield marked[end:], ""
