"""What an answer to "where did it happen" is worth against a judgement made by reading."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from dateline.records import Place

Outcome = Literal["right", "coarse", "honest", "missed", "wrong"]
OUTCOMES: Mapping[Outcome, str] = {
    "right": "the place that the article tells, or the one that can be gathered from it",
    "coarse": "around that place: the country for the town, or as far as anybody can tell",
    "honest": "none, where the article does not tell it",
    "missed": "none, where the article tells it",
    "wrong": "another place, or any place where nothing tells one",
}


class Judgement(BaseModel):
    """Where the event at an anchor happened, judged by reading the article."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    n: int
    article: str
    type: str
    anchor: tuple[int, int]
    event: bool
    places: tuple[tuple[int, int], ...]
    around: tuple[tuple[int, int], ...]
    basis: Literal["stated", "context", "dateline", "implied", "none"]
    why: str

    @property
    def told(self) -> bool:
        """Whether the article tells the place."""
        return self.basis in ("stated", "context", "dateline")


def outcome(gold: Judgement, answer: Place | None, text: str, places: Iterable[Place]) -> Outcome:
    """Return what an answer is worth; ``text`` and ``places`` are the article's."""
    if answer is None:
        return "missed" if gold.told else "honest"
    known = list(places)
    if any(_is_one(answer, span, text, known) for span in gold.places):
        return "right"
    if any(_is_one(answer, span, text, known) for span in gold.around):
        return "coarse"
    return "wrong"


def _is_one(answer: Place, span: tuple[int, int], text: str, places: Iterable[Place]) -> bool:
    """Return whether a place is the one named at a span: there, by its name, or by its entry."""
    start, end = span
    if answer.start < end and start < answer.end:
        return True
    if answer.text.casefold() == text[start:end].casefold():
        return True
    if answer.geonames is None:
        return False
    return any(p.geonames == answer.geonames for p in places if p.start < end and start < p.end)
