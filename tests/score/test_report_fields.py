"""Judged fields of reports: the figures, and what a judge is given. Texts are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import report_fields
from evaluation.report_fields import Fields, Judgement

TEXT = "KALDOR (AP) - Rebels attacked a convoy near Kaldor on Monday, police said.\n\n" * 2


def judgement(confidence: float, **right: bool) -> Judgement:
    said = Fields(
        type="ASSAULT",
        mode=None,
        actors=[(0, 3)],
        recipients=[],
        status="happened",
        background=False,
        confidence=confidence,
    )
    answers = {name: right.get(name, True) for name in ("event", *report_fields.FIELDS)}
    return Judgement(n=0, article="a", anchor=(4, 8), said=said, **answers)  # type: ignore[arg-type]


def test_figures_are_shares_of_all_or_of_the_right_types() -> None:
    found = [judgement(0.8), judgement(0.8, status=False), judgement(0.4, type=False, status=False)]
    figures = report_fields.figures([*found, judgement(0.4, actors=False)])
    assert figures["type"] == 75
    assert figures["type and parties"] == 50
    assert figures["status"] == pytest.approx(200 / 3)


def test_bins_of_confidence() -> None:
    found = [judgement(0.8), judgement(0.85, type=False), judgement(0.45)]
    assert list(report_fields.by_confidence(found)) == [(0.0, 0.5, 1, 100.0), (0.8, 0.9, 2, 50.0)]


def test_a_sheet_shows_the_words_and_leaves_the_answers_open(tmp_path: Path) -> None:
    path = tmp_path / "newswire.jsonl"
    rows = [{"id": f"x{i}", "published": "2019-09-05", "text": TEXT} for i in range(3)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    lines = [json.loads(line) for line in report_fields.sheet(path, 2, seed=1)]
    assert [line["n"] for line in lines] == [0, 1]
    assert ">>>attacked<<<" in lines[0]["text"]
    assert lines[0]["actors"] == ["Rebels"]
    assert lines[0]["said"]["type"] == "ASSAULT"
    assert lines == [json.loads(line) for line in report_fields.sheet(path, 2, seed=1)]


def test_without_judgements_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(report_fields, "GOLD", tmp_path / "none.jsonl")
    assert report_fields.main([]) == 2
    assert "--draw" in capsys.readouterr().out
