"""The gate: what holds, what does not, and what it says to do; no model is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.score import SUITES, gold_hash, measure
from dateline.score.tools import Tools
from evaluation.gate import FOLDER, Check, Floor, corpora_of, files_of, hold, judge, load, main, run
from tests.score.test_measure import GOLD, TOOLS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold.txt").write_text(GOLD, encoding="utf-8")
    return tmp_path


def check_of(folder: Path, floor: float, margin: float = 0.0, corpora: bool = True) -> Check:
    """The fake system finds every person and no place: F1 of `names` is 66.67."""
    return Check(
        suite="names",
        files=("gold.txt",),
        corpora=corpora,
        gold_sha256=gold_hash([folder / "gold.txt"]),
        floor=(Floor(figure="names", floor=floor, margin=margin, reason="one name"),),
    )


@pytest.mark.parametrize(
    ("floor", "margin", "held", "message"),
    [
        (66.67, 0.0, True, "F1 66.67, floor 66.67"),
        (67.0, 0.4, True, "F1 66.67"),
        (67.0, 0.3, False, "lower this floor in evaluation/floors.toml"),
        (60.0, 1.0, True, "can be raised"),
    ],
)
def test_a_figure_may_be_a_margin_below_its_floor(
    folder: Path, floor: float, margin: float, held: bool, message: str
) -> None:
    (verdict,) = hold(check_of(folder, floor, margin), folder, TOOLS)
    assert verdict.held is held
    assert message in verdict.message


def test_a_floor_that_can_be_raised_is_named_only_then(folder: Path) -> None:
    check = check_of(folder, 66.0, 1.0)
    result = measure("names", [folder / "gold.txt"], tools=TOOLS)
    assert "raised" not in judge(check, check.floor[0], result).message


def test_changed_gold_is_not_measured(folder: Path) -> None:
    check = check_of(folder, 0.0)
    with (folder / "gold.txt").open("a", encoding="utf-8") as gold:
        gold.write("\n")
    (verdict,) = hold(check, folder, Tools(_never, _never))
    assert not verdict.held
    assert "have changed" in verdict.message
    assert gold_hash([folder / "gold.txt"]) in verdict.message


def _never(text: str) -> None:
    raise AssertionError("nothing is to be read")


def test_missing_gold_does_not_hold(folder: Path) -> None:
    check = check_of(folder, 0.0)
    (folder / "gold.txt").unlink()
    (verdict,) = hold(check, folder, TOOLS)
    assert not verdict.held
    assert "is not there" in verdict.message


def test_corpora_are_left_out_where_no_folder_is_named(folder: Path) -> None:
    check = check_of(folder, 100.0)
    (verdict,) = run([check], corpora_of({}), TOOLS)
    assert verdict.held
    assert "left out, DATELINE_CORPORA is not set" in verdict.message
    (verdict,) = run([check], corpora_of({"DATELINE_CORPORA": str(folder)}), TOOLS)
    assert not verdict.held


def test_the_gold_sample_is_the_one_that_the_floors_were_set_on() -> None:
    checks = load()
    assert {check.suite for check in checks if not check.corpora} == set(SUITES)
    for check in checks:
        assert check.floor
        if not check.corpora:
            paths = [path for name in check.files for path in files_of(FOLDER, name)]
            assert gold_hash(paths) == check.gold_sha256


def test_a_name_with_a_star_is_all_files_that_fit_in_the_order_of_their_names(
    tmp_path: Path,
) -> None:
    for name in ("b.tml", "a.tml", "c.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in files_of(tmp_path, "*.tml")] == ["a.tml", "b.tml"]
    assert files_of(tmp_path, "*.xml") == [tmp_path / "*.xml"]
    assert files_of(tmp_path, "c.txt") == [tmp_path / "c.txt"]


def test_an_unknown_suite_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["nmes"])
    assert stopped.value.code == 2
    assert "the suites are treebank, attribution, names" in capsys.readouterr().err
