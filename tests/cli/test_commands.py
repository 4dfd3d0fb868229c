"""The command line as a user meets it: output, exit codes, messages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import batch, cli, steps
from dateline.errors import ModelError, UnreadableError, UsageError
from dateline.records import Reading
from tests.show.sample import sample

Run = Callable[..., Result]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """Put a fake reader in the place of the real one; return what it was asked for."""
    calls: list[tuple[str, dict[str, object]]] = []

    def read(source: str, **options: object) -> Reading:
        calls.append((source, options))
        return sample()

    monkeypatch.setattr(steps, "read", read)
    return calls


def fail_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def read(source: str, **options: object) -> Reading:
        raise error

    monkeypatch.setattr(steps, "read", read)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, list(arguments))


def main(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Run the program's entry point; return exit code, standard output and standard error."""
    monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


class TestRead:
    def test_it_shows_a_page(self, asked: list[object]) -> None:
        result = run("read", "story.txt")
        assert result.exit_code == 0
        assert "WHAT IS REPORTED" in result.stdout
        assert result.stderr == ""

    def test_what_the_user_says_reaches_the_reader(
        self, asked: list[tuple[str, dict[str, object]]]
    ) -> None:
        run("read", "-", "--published", "2015-05-28", "--outlet", "O", "--title", "T",
            "--allow-private")  # fmt: skip
        assert asked == [
            (
                "-",
                {
                    "published": "2015-05-28",
                    "outlet": "O",
                    "title": "T",
                    "codebook": None,
                    "min_confidence": 0.0,
                    "allow_private": True,
                },
            )
        ]

    def test_json_is_the_reading_and_nothing_else(self, asked: list[object]) -> None:
        result = run("read", "story.txt", "--json")
        assert Reading.from_json(result.stdout) == sample()

    def test_html_writes_a_page_and_says_so(self, asked: list[object], tmp_path: Path) -> None:
        page = tmp_path / "page.html"
        result = run("read", "story.txt", "--html", str(page))
        assert result.exit_code == 0
        assert result.stdout == ""
        assert str(page) in result.stderr.replace("\n", "")
        assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")

    def test_html_goes_to_standard_output_on_demand(self, asked: list[object]) -> None:
        assert run("read", "story.txt", "--html", "-").stdout.startswith("<!DOCTYPE html>")

    def test_json_and_a_page_in_a_file_at_once(self, asked: list[object], tmp_path: Path) -> None:
        result = run("read", "story.txt", "--json", "--html", str(tmp_path / "page.html"))
        assert json.loads(result.stdout)["schema"] == "dateline.reading/1"
        assert (tmp_path / "page.html").exists()

    def test_two_results_on_standard_output_are_wrong_use(
        self, asked: list[object], monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:  # fmt: skip
        code, _, err = main(monkeypatch, capsys, "read", "a.txt", "--json", "--html", "-")
        assert code == 2
        assert "--html" in err

    def test_a_page_that_cannot_be_written_is_wrong_use(
        self, asked: list[object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:  # fmt: skip
        code, _, err = main(monkeypatch, capsys, "read", "a.txt", "--html", str(tmp_path))
        assert code == 2
        assert "cannot be written" in err


class TestCode:
    @pytest.fixture(autouse=True)
    def _fake(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def read_item(item: batch.Item, **options: object) -> Reading:
            if "bad" in item.name:
                raise UnreadableError("no\x1b[31m article")
            return sample()

        monkeypatch.setattr(batch, "read_item", read_item)

    def test_done_is_0_and_nothing_is_on_standard_output(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Words.")
        result = run("code", str(tmp_path), "--out", str(tmp_path / "out.jsonl"))
        assert (result.exit_code, result.stdout) == (0, "")
        (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
        assert Reading.from_json(line) == sample()

    def test_some_failed_is_1_and_they_are_named(self, tmp_path: Path) -> None:
        for name in ("a.txt", "bad.txt"):
            (tmp_path / name).write_text("Words.")
        result = run("code", str(tmp_path), "--out", str(tmp_path / "out.jsonl"))
        assert result.exit_code == 1
        assert "bad.txt: no␛[31m article" in result.stderr
        assert "1 read, 1 failed" in result.stderr
        assert "\r" not in result.stderr  # progress only where a person is watching

    @pytest.mark.parametrize("out", ["out.csv", "out.parquet", "out"])
    def test_another_format_is_wrong_use(
        self, out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:  # fmt: skip
        code, _, err = main(monkeypatch, capsys, "code", str(tmp_path), "--out", out)
        assert code == 2
        assert ".jsonl" in err

    def test_a_missing_source_is_wrong_use(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = str(tmp_path / "out.jsonl")
        code, _, err = main(monkeypatch, capsys, "code", "nosuch.txt", "--out", out)
        assert code == 2
        assert "nosuch.txt" in err


class TestErrors:
    @pytest.mark.parametrize(
        ("error", "code"),
        [
            (UnreadableError("this is no article"), 1),
            (ModelError("this model is gone"), 1),
            (UsageError("this call is wrong"), 2),
        ],
    )
    def test_an_error_is_its_message_and_a_code(
        self, error: Exception, code: int, monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:  # fmt: skip
        fail_with(monkeypatch, error)
        assert main(monkeypatch, capsys, "read", "a.txt") == (code, "", f"dateline: {error}\n")

    def test_the_unforeseen_is_one_line_with_how_to_report_it(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv("DATELINE_DEBUG", raising=False)
        fail_with(monkeypatch, KeyError("odd\x1b"))
        code, out, err = main(monkeypatch, capsys, "read", "a.txt")
        assert (code, out) == (1, "")
        assert err.count("\n") == 1
        assert "KeyError" in err
        assert "report" in err
        assert "\x1b" not in err

    def test_debug_shows_where(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATELINE_DEBUG", "1")
        monkeypatch.setattr(sys, "argv", ["dateline", "read", "a.txt"])
        fail_with(monkeypatch, KeyError("odd"))
        with pytest.raises(KeyError):
            cli.main()

    @pytest.mark.parametrize(
        ("error", "code"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 141)]
    )
    def test_stopped_and_output_closed(
        self, error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fail_with(monkeypatch, error)
        monkeypatch.setattr(os, "dup2", lambda *descriptors: None)
        assert run("read", "a.txt").exit_code == code

    @pytest.mark.parametrize(
        "arguments",
        [["read"], ["read", "a", "--nosuch"], ["nosuch"], ["code", "a"], ["score", "treebank"]],
    )
    def test_wrong_use_is_2(self, arguments: list[str]) -> None:
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "Traceback" not in result.stderr


class TestProgram:
    """The program as a process of its own."""

    @staticmethod
    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "dateline.cli", *arguments],
            capture_output=True, text=True, encoding="utf-8", timeout=120,
            env={**os.environ, **environment},
        )  # fmt: skip

    def test_version(self) -> None:
        from dateline import __version__

        done = self.start("--version")
        assert (done.returncode, done.stdout) == (0, f"dateline {__version__}\n")

    def test_help_loads_nothing_heavy(self) -> None:
        """Help has to be there at once; the model's libraries take seconds to load."""
        script = (
            "import sys; sys.argv = ['dateline', '--help']\n"
            "from dateline import cli\n"
            "try: cli.main()\n"
            "except SystemExit: pass\n"
            "heavy = {'spacy', 'onnxruntime', 'tokenizers', 'trafilatura', 'httpx', 'jinja2'}\n"
            "sys.exit(' '.join(sorted(heavy & set(sys.modules))) or 0)\n"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert b"read" in done.stdout

    def test_schema_is_json_schema(self) -> None:
        done = self.start("schema")
        assert done.returncode == 0
        assert json.loads(done.stdout)["$id"] == "dateline.reading/1"

    def test_a_reader_that_goes_away_leaves_no_trace(self) -> None:
        running = subprocess.Popen(
            [sys.executable, "-m", "dateline.cli", "schema"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        errors = running.stderr.read()
        running.stderr.close()
        assert running.wait(timeout=120) == 141
        assert errors == b""

    def test_a_terminal_without_unicode_gets_an_answer(self, tmp_path: Path) -> None:
        done = self.start("read", str(tmp_path / "nosuch-é.txt"), PYTHONIOENCODING="ascii")
        assert done.returncode in {1, 2}
        assert "Traceback" not in done.stderr
        assert "nosuch-" in done.stderr
