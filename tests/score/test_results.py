"""Figures from counts, and the result's two forms."""

from __future__ import annotations

import json

import pytest

from dateline.score.results import Figure, Result, figure


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((3, 4, 6), (50.0, 75.0, 60.0)),
        ((1, 3, 3), (33.33, 33.33, 33.33)),
        ((0, 5, 0), (0.0, 0.0, 0.0)),
        ((0, 0, 5), (0.0, 0.0, 0.0)),
        ((0, 0, 0), (0.0, 0.0, 0.0)),
    ],
)
def test_a_figure_is_computed_from_counts(
    counts: tuple[int, int, int], expected: tuple[float, float, float]
) -> None:
    found = figure("names", *counts)
    assert (found.precision, found.recall, found.f1) == expected


def test_recall_can_have_its_own_count() -> None:
    found = figure("names", correct=2, gold=4, system=2, found=3)
    assert (found.precision, found.recall) == (100.0, 75.0)
    assert found.f1 == pytest.approx(85.71)


def result(*figures: Figure) -> Result:
    return Result(
        suite="names", files=("a.iob2",), gold_sha256="ab" * 32, documents=2, characters=1234,
        seconds=0.5, dateline="0.1.0", model="en-1", model_sha256="cd" * 32, limit=2,
        figures=figures,
    )  # fmt: skip


def test_the_table_names_data_model_and_time() -> None:
    text = result(figure("names", 3, 4, 6), figure("PER", 1, 1, 1)).to_text()
    for part in ("a.iob2", "abababababab", "en-1 cdcdcdcdcdcd", "0.5 s", "first 2", "60.00"):
        assert part in text
    assert len({len(line) for line in text.splitlines()[2:]}) == 1


def test_a_result_goes_to_json_and_back() -> None:
    before = result(figure("names", 3, 4, 6))
    data = before.model_dump_json(by_alias=True)
    assert json.loads(data)["schema"] == "dateline.score/1"
    assert Result.model_validate_json(data) == before


def test_an_unknown_figure_is_an_error_that_names_the_known_ones() -> None:
    with pytest.raises(KeyError, match="it has names"):
        result(figure("names", 3, 4, 6)).figure("nams")
