"""Where place names stand: as names of places, in the dateline, and in institutions' names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline import gazetteer
from dateline.reading.places.inside import places_inside
from dateline.reading.places.unmarked import halves, only_bears, unmarked
from dateline.records import Article, Entity, Span

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
            named = m.kind == "name" and not gazetteer.is_demonym(m.text)
            if named and not only_bears(article.text, m.start, m.end):
                found.setdefault(m.start, PlaceMention(m.start, m.end, m.text, entity.id))
    for mention in _in_institutions(entities, by_name):
        found.setdefault(mention.start, mention)
    for start, end in unmarked(article.text, entities):
        text = article.text[start:end]
        other = by_name.get(text.casefold())
        found.setdefault(start, PlaceMention(start, end, text, other))
    found = {m.start: m for mention in found.values() for m in _parted(mention)}
    line = _dateline_place(article)
    taken = [m for m in found.values() if line and m.start < line.end and line.start < m.end]
    if line is not None and not taken:
        text = article.text[line.start : line.end]
        found[line.start] = PlaceMention(line.start, line.end, text, by_name.get(text.casefold()))
    return sorted(found.values(), key=lambda m: (m.start, m.end))


def _parted(mention: PlaceMention) -> tuple[PlaceMention, ...]:
    """Return the two places of "the Beirut-Damascus highway", else the mention itself."""
    both = halves(mention.text)
    if both is None:
        return (mention,)
    left, right = both
    middle, end = mention.start + len(left), mention.end
    return (
        PlaceMention(mention.start, middle, left, None),
        PlaceMention(end - len(right), end, right, None),
    )


def _in_institutions(entities: Sequence[Entity], by_name: dict[str, str]) -> Iterator[PlaceMention]:
    for entity in entities:
        if entity.type not in {"organization", "facility"}:
            continue
        for m in entity.mentions:
            for start, end in places_inside(m.text, by_name) if m.kind == "name" else ():
                inside = m.text[start:end]
                other = by_name.get(inside.casefold())
                yield PlaceMention(m.start + start, m.start + end, inside, other)


def _dateline_place(article: Article) -> Span | None:
    line = article.dateline
    match = _DATELINE_PLACE.match(article.text, line.start, line.end) if line else None
    return Span(start=match.start("place"), end=match.end("place")) if match else None
