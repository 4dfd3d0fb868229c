"""The examples that the place ranker is trained on, and its fitting."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.reading.places import ranker
from dateline.reading.places.candidates import meanings
from training import place_examples

pytest.importorskip("torch")
from training import places

LINE = (
    "\tPolice in [Osterby|DEU/Schleswig-Holstein/Osterby] met in "
    "[Paris|USA/Texas/Paris], [Texas|USA/Texas].\n"
)


def write(folder: Path, text: str) -> Path:
    path = folder / "places.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_marks_become_mentions(tmp_path: Path) -> None:
    [told] = place_examples.load(write(tmp_path, f"# a comment\n\n{LINE}"))
    assert told.article.text.startswith("Police in Osterby met in Paris, Texas.")
    assert [m.text for m in told.mentions] == ["Osterby", "Paris", "Texas"]
    assert told.labels[2] == "USA/Texas"


@pytest.mark.parametrize(
    "line", ["no tab here", "\tno mark", "\tA stray ] bracket in [Paris|FRA/x/Paris]."]
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        place_examples.load(write(tmp_path, f"# first\n{line}\n"))


@pytest.mark.parametrize(
    ("label", "name", "right"),
    [
        ("GEO", "Georgia", {"PCLI"}),
        ("USA/Georgia", "Georgia", {"ADM1"}),
        ("USA/Texas/Paris", "Paris", {"PPL"}),
        ("~Red Sea", "Red Sea", {"SEA"}),
    ],
)
def test_labels_pick_entries(label: str, name: str, right: set[str]) -> None:
    found = [e for e in meanings(name).entries if place_examples.fits(label, e)]
    assert {entry.feature for entry in found} == right


def test_every_shipped_example_fits_the_gazetteer() -> None:
    told = place_examples.load()
    assert len(told) >= 150
    misses = [
        (mention.text, label)
        for each in told
        for mention, label in zip(each.mentions, each.labels, strict=True)
        if not label.startswith("~")
        and not any(place_examples.fits(label, e) for e in meanings(mention.text).entries)
    ]
    assert misses == []


def test_fitting_learns_what_a_container_says(tmp_path: Path) -> None:
    lines = [
        "\tA barn burned in [Paris|USA/Texas/Paris], [Texas|USA/Texas].",
        "\tA barn burned in [Moscow|USA/Idaho/Moscow], [Idaho|USA/Idaho].",
        "\tA barn burned in [Odessa|USA/Texas/Odessa], [Texas|USA/Texas].",
        "\tA play opened in [Paris|FRA/Île-de-France/Paris] and [Moscow|RUS/Moscow/Moscow].",
    ]
    cases = [places.told(t) for t in place_examples.load(write(tmp_path, "\n".join(lines)))]
    weights = places.fit(cases)
    for case in cases:
        rankings = ranker.rank(case.named, case.seen, weights)
        assert all(right[int(rankings[i].shares.argmax())] == 1 for i, right in case.right.items())


def test_calibration_counts_by_tenths() -> None:
    assert places.calibration([(0.95, 1.0), (0.93, 0.0), (0.31, 0.0)]) == [
        (0.31, 0.0, 1),
        (pytest.approx(0.94), 0.5, 2),
    ]
