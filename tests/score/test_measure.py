"""Running a suite: what is asked for, what comes back, and what is refused; no model is used."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
import typer
from spacy.tokens import Doc
from typer.testing import CliRunner

from dateline.cli import score as command
from dateline.errors import UsageError
from dateline.records import Reading
from dateline.score import SUITES, measure
from dateline.score.tools import Tools
from tests.build import doc_of

GOLD = "Ada\tB-PER\nleft\tO\nRome\tB-LOC\n\nAda\tB-PER\nleft\tO\nRome\tB-LOC\n"


def nlp(text: str) -> Doc:
    """Find every Ada, and no place."""
    assert text == "Ada left Rome"
    return doc_of(
        "Ada PROPN Ada 2 nsubj\nleft VERB leave 0 root\nRome PROPN Rome 2 obj", ents=[(0, 1, "PER")]
    )


def read(text: str) -> Reading:
    raise AssertionError("names are measured from the Doc")


TOOLS = Tools(nlp, read, model="fake", model_sha256="ab", trained_on=("nothing",))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.txt"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_a_result_says_what_was_measured_on_what_with_what(gold: Path) -> None:
    seen = []
    result = measure("names", [gold, gold], tools=TOOLS, progress=lambda *at: seen.append(at))
    assert result.files == ("gold.txt", "gold.txt")
    assert result.gold_sha256 == hashlib.sha256(2 * GOLD.encode()).hexdigest()
    assert (result.documents, result.characters) == (4, 4 * len("Ada left Rome"))
    assert (result.model, result.model_sha256, result.trained_on) == ("fake", "ab", ("nothing",))
    assert (result.figure("names").precision, result.figure("names").recall) == (100.0, 50.0)
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_the_limit_is_for_each_file(gold: Path) -> None:
    result = measure("names", [gold, gold], limit=1, tools=TOOLS)
    assert (result.documents, result.limit) == (2, 1)


@pytest.mark.parametrize(
    ("suite", "text", "limit", "message"),
    [
        ("nmes", GOLD, None, "The suites are: treebank, attribution, names"),
        ("names", GOLD, 0, "1 or more"),
        ("names", "", None, "no gold documents"),
        ("names", "Ada PERSON\n", None, "not in the format"),
        ("treebank", "1 Ada\n", None, "not in the format"),
        ("attribution", '{"text": "Ada"}\n', None, "not in the format"),
        ("attribution", "Ada\n", None, "not in the format"),
        ("attribution", "[]\n", None, "not in the format"),
    ],
)
def test_wrong_use_is_told(
    tmp_path: Path, suite: str, text: str, limit: int | None, message: str
) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        measure(suite, [path], limit=limit, tools=TOOLS)


def test_a_missing_file_and_binary_bytes_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        measure("names", [tmp_path / "none.txt"], tools=TOOLS)
    path = tmp_path / "gold.txt"
    path.write_bytes(b"\xff\xfe\x00\x81")
    for suite in SUITES:
        with pytest.raises(UsageError, match="not in the format"):
            measure(suite, [path], tools=TOOLS)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setattr("dateline.score.suites.shipped", lambda: TOOLS)
    app = typer.Typer()
    app.callback()(lambda: None)
    command.register(app)
    return app


def test_the_command_prints_a_table_or_json(app: typer.Typer, gold: Path) -> None:
    table = CliRunner().invoke(app, ["score", "names", str(gold)])
    assert table.exit_code == 0
    assert "66.67" in table.stdout
    data = CliRunner().invoke(app, ["score", "names", str(gold), "--json", "--limit", "1"])
    assert data.exit_code == 0
    assert json.loads(data.stdout)["figures"][0]["f1"] == 66.67
