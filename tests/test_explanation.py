"""``dateline explain``: why a report says what it says; the article is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

import dateline
from dateline import explanation
from dateline.cli import app
from dateline.errors import UsageError

TEXT = (
    "The army denied on Tuesday that its men had attacked the village of Orun. "
    "Gunmen killed four farmers near Ostrava, police said."
)


@pytest.fixture(scope="module")
def reading() -> str:
    return dateline.read(TEXT, published="2019-05-14").to_json()


def rows(reading: str, anchor: str) -> dict[str, str]:
    known = dateline.read(TEXT, published="2019-05-14").reports
    report = next(r for r in known if r.anchor.text == anchor)
    found: dict[str, str] = {}
    for field, sentence in explanation.explain(reading, report.id):
        found[field] = f"{found.get(field, '')} {sentence}".strip()
    return found


def test_each_field_has_its_reason(reading: str) -> None:
    found = rows(reading, "attacked")
    assert "the verb “attacked” for ASSAULT" in found["type"]
    assert found["status"] == "denied: they are governed by “denied”"
    assert "“its men” is the subject of “attacked”" in found["actor"]
    assert "object of “attacked”" in found["recipient"]
    assert "The army" in found["attribution"]


@pytest.mark.parametrize(
    ("text", "type", "says"),
    [
        (
            "Tersia will not lift the ban on Orlan.",
            "REJECT",
            "happened: whoever says that they will not do it has refused it",
        ),
        (
            "Some of the sailors are believed to have attacked the guard.",
            "ASSAULT",
            "possible: the events head is sure (",
        ),
    ],
)
def test_a_refusal_and_a_status_that_the_head_tells(text: str, type: str, says: str) -> None:
    reading = dateline.read(text)
    report = next(r for r in reading.reports if r.type == type)
    told = dict(explanation.explain(reading.to_json(), report.id))
    assert told["status"].startswith(says)


def test_numbers_and_speakers(reading: str) -> None:
    found = rows(reading, "killed")
    assert found["counts"] == "“four” counts killed"
    assert "police" in found["attribution"]
    assert found["status"].startswith("happened: nothing speaks against it")


def test_lines_of_readings(reading: str) -> None:
    other = dateline.read("The lake is deep.").to_json()
    assert explanation.explain(f"{other}\n{reading}\n", "r1")[0][0] == "report"


@pytest.mark.parametrize(
    ("text", "id", "says"),
    [("nonsense", "r1", "no reading"), ("{}", "r1", "no reading")],
)
def test_what_is_no_reading(text: str, id: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        explanation.explain(text, id)


def test_a_report_that_is_not_there(reading: str) -> None:
    with pytest.raises(UsageError, match="'r99'"):
        explanation.explain(reading, "r99")


def test_on_the_command_line(reading: str, tmp_path: Path) -> None:
    path = tmp_path / "reading.json"
    path.write_text(reading, "utf-8")
    result = CliRunner().invoke(app, ["explain", str(path), "r1"])
    assert result.exit_code == 0, result.output
    assert "status" in result.output
