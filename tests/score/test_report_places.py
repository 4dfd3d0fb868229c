"""Places of reports against judgements: what an answer is worth, and the judgements themselves."""

from __future__ import annotations

import pytest

from dateline.records import Place
from dateline.score import gold_hash
from evaluation.judged import floors
from evaluation.report_places import GOLD, SECTION, figures, judgements
from evaluation.report_places_outcomes import Judgement, outcome

TEXT = "Gunmen in Tirn in Osterland. Tirn is far from Karsk."


def place(text: str, start: int, geonames: int | None = None) -> Place:
    return Place(id=f"p{start}", start=start, end=start + len(text), text=text, geonames=geonames)


TIRN, OSTERLAND, AGAIN, KARSK = (
    place("Tirn", 10, 1),
    place("Osterland", 18, 2),
    place("Tirn", 29, 1),
    place("Karsk", 46, 3),
)
SAME = place("Karsk", 46, 1)


def judged(basis: str) -> Judgement:
    fields = {
        "n": 0, "article": "a", "type": "ASSAULT", "anchor": (0, 6), "event": True, "basis": basis,
        "places": [(10, 14)], "around": [(18, 27)], "why": "invented",
    }  # fmt: skip
    return Judgement.model_validate(fields)


@pytest.mark.parametrize(
    ("basis", "answer", "expected"),
    [
        ("stated", TIRN, "right"),
        ("stated", AGAIN, "right"),
        ("stated", SAME, "right"),
        ("stated", OSTERLAND, "coarse"),
        ("stated", KARSK, "wrong"),
        ("stated", None, "missed"),
        ("context", None, "missed"),
        ("implied", None, "honest"),
        ("none", None, "honest"),
        ("none", KARSK, "wrong"),
    ],
)
def test_an_answer_is_worth_what_the_article_tells(
    basis: str, answer: Place | None, expected: str
) -> None:
    assert outcome(judged(basis), answer, TEXT, [TIRN, OSTERLAND, AGAIN, KARSK]) == expected


def test_the_floors_are_those_of_the_judgements() -> None:
    sha, least = floors(SECTION)
    assert sha == gold_hash([GOLD])
    assert {floor.figure for floor in least} <= set(figures([]))


def test_every_told_place_is_named_and_no_number_stands_twice() -> None:
    gold = judgements()
    assert len({each.n for each in gold}) == len(gold) == 100
    assert all(each.places for each in gold if each.told)
