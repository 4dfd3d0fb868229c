"""Where place names stand: as names of places, in the dateline, and in institutions' names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline import gazetteer
from dateline.reading.drafts import word_set
from dateline.records import Article, Entity, Span

# Words of the longest place name inside an institution's ("Democratic Republic of Congo").
_LONGEST = 4
# "KABUL, Afghanistan, Nov 10 (Reuters) -": the place ends before the date, agency or dash.
_DATELINE_PLACE = re.compile(r"\s*(?P<place>[^\W\d_][^,(/–—\n]*?)\s*(?:[,(/–—\n]|\s-|$)")


@dataclass(frozen=True)
class PlaceMention:
    """A place name in the text, and the entity it belongs to."""

    start: int
    end: int
    text: str
    entity: str | None


def mentions_of(article: Article, entities: list[Entity]) -> list[PlaceMention]:
    found: dict[int, PlaceMention] = {}
    by_name: dict[str, str] = {}
    for entity in entities:
        if entity.type != "place":
            continue
        by_name.setdefault(entity.name.casefold(), entity.id)
        for m in entity.mentions:
            if m.kind == "name" and not gazetteer.is_demonym(m.text):
                found.setdefault(m.start, PlaceMention(m.start, m.end, m.text, entity.id))
    for mention in _in_institutions(entities, by_name):
        found.setdefault(mention.start, mention)
    line = _dateline_place(article)
    taken = [m for m in found.values() if line and m.start < line.end and line.start < m.end]
    if line is not None and not taken:
        text = article.text[line.start : line.end]
        found[line.start] = PlaceMention(line.start, line.end, text, by_name.get(text.casefold()))
    return sorted(found.values(), key=lambda m: (m.start, m.end))


def _in_institutions(entities: Sequence[Entity], by_name: dict[str, str]) -> Iterator[PlaceMention]:
    for entity in entities:
        if entity.type not in {"organization", "facility"}:
            continue
        for m in entity.mentions:
            inside = _place_inside(m.text) if m.kind == "name" else None
            if inside is not None:
                start = m.start + m.text.index(inside)
                other = by_name.get(inside.casefold())
                yield PlaceMention(start, start + len(inside), inside, other)


def _place_inside(name: str) -> str | None:
    """Return the place that a local institution's name begins with, None if there is none.

    The "Osterby Police Department" is in Osterby; a newspaper or a club only bears the name.
    """
    words = name.split()
    low = 1 if words[:1] and words[0].lower() == "the" else 0
    if not words or words[-1].lower().strip(".,’'s") not in word_set("institutions"):
        return None
    for high in range(min(len(words) - 1, low + _LONGEST), low, -1):
        inside = " ".join(words[low:high])
        bare = re.sub(r"['’]s?$", "", inside)
        if bare[:1].isupper() and not gazetteer.is_demonym(bare) and gazetteer.places(bare):
            return bare
    return None


def _dateline_place(article: Article) -> Span | None:
    line = article.dateline
    match = _DATELINE_PLACE.match(article.text, line.start, line.end) if line else None
    return Span(start=match.start("place"), end=match.end("place")) if match else None
