"""``--redact`` of read and code: what a user meets. All people are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import cli, steps
from dateline.errors import UsageError

TEXT = "Mara Ilvey, 14, was shot dead in Osterby on Monday. “I saw it,” said Karim Tolvani."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments])


def holds_no_name(text: str) -> bool:
    return not any(name in text.casefold() for name in ("mara", "ilvey", "karim", "tolvani"))


def test_read_shows_and_prints_and_writes_no_name(story: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    shown = run("read", story, "--redact", "all")
    printed = run("read", story, "--redact", "minors,witnesses", "--json", "--html", page)
    assert shown.exit_code == printed.exit_code == 0
    for text in (shown.stdout, printed.stdout, page.read_text("utf-8")):
        assert holds_no_name(text)
        assert "minor 1" in text


def test_code_writes_no_name_and_every_row_says_so(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = run("code", story, "--out", out, "--redact", "victims,witnesses")
    assert result.exit_code == 0
    text = out.read_text("utf-8")
    assert holds_no_name(text)
    (row,) = [json.loads(line) for line in text.splitlines()]
    assert row["notes"][-1]["code"] == "redacted"
    assert "1 victim, 1 witness" in row["notes"][-1]["message"]


def test_without_the_option_names_stay(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("code", story, "--out", out)
    assert "Mara Ilvey" in out.read_text("utf-8")


@pytest.mark.parametrize("command", ["read", "code"])
def test_a_wrong_kind_is_wrong_use_before_any_work(
    command: str, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(steps, "read")
    out = tmp_path / "out.jsonl"
    more = ["--out", str(out)] if command == "code" else []
    result = run(command, story, "--redact", "victims,bystander", *more)
    assert isinstance(result.exception, UsageError)
    assert "'bystander' cannot be redacted" in str(result.exception)
    assert "minors, victims, witnesses, relatives" in str(result.exception)
    assert not out.exists()
