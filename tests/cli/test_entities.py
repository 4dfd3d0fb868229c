"""``dateline entities`` as a user meets it: import, list, find, remove; messages, exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import cli, links
from dateline.cli import entities, screen
from dateline.errors import UsageError
from tests.links.invented import PEOPLE_AND_GROUPS, group, person, write_ftm


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own store out of the tests."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_ftm(tmp_path / "lists.ftm.json", PEOPLE_AND_GROUPS)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["entities", *arguments])


def main(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Run the program's entry point; return exit code, standard output and standard error."""
    monkeypatch.setattr(sys, "argv", ["dateline", "entities", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


class TestImport:
    def test_it_says_what_was_imported(self, file: Path) -> None:
        result = run("import", str(file))
        assert result.exit_code == 0
        assert result.stdout == ""
        assert result.stderr == "ftm: 13 people, 9 organisations.\n"

    def test_the_base_is_named_by_the_user(self, file: Path) -> None:
        assert run("import", str(file), "--base", "mine").exit_code == 0
        assert [base.name for base in links.bases()] == ["mine"]

    def test_bad_lines_are_named_and_make_exit_code_1(self, file: Path) -> None:
        vessel = '{"id": "v", "schema": "Vessel", "properties": {}}\n'
        file.write_text(file.read_text() + "nonsense\n" + vessel)
        result = run("import", str(file))
        assert result.exit_code == 1
        first, last = result.stderr.splitlines()
        assert first.startswith("lists.ftm.json, line 23: it is no JSON")
        assert last == (
            "ftm: 13 people, 9 organisations; 1 of other schemata left out (1 Vessel); "
            "1 bad line left out."
        )
        assert len(links.candidates("Sefu Marandol")) == 1

    def test_a_thousand_bad_lines_are_counted(self, file: Path) -> None:
        file.write_text(file.read_text() + "nonsense\n" * 1000)
        lines = run("import", str(file)).stderr.splitlines()
        assert len(lines) == 22
        assert lines[-2] == "… and 980 more bad lines."

    def test_a_csv_without_the_columns_is_wrong_use(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "x.csv").write_text("item,itemLabel\n")
        code, out, err = main(monkeypatch, capsys, "import", str(tmp_path / "x.csv"))
        assert (code, out) == (2, "")
        assert "Columns found: item, itemlabel." in err
        assert "Needed are wikidata or qid, name and type" in err

    def test_a_file_that_is_not_there_is_wrong_use(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, _, err = main(monkeypatch, capsys, "import", "none.json")
        assert code == 2
        assert "none.json cannot be read" in err

    def test_ctrl_c_is_no_failure_of_the_program(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stop(*arguments: object, **options: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(links, "load", stop)
        assert run("import", str(file)).exit_code == 130

    def test_progress_is_for_people_who_watch(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        screen.show_progress(10_000)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        screen.show_progress(10_000)
        assert capsys.readouterr().err == "\r10,000 lines"


class TestList:
    def test_an_empty_store_says_how_to_fill_it(self) -> None:
        result = run("list")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "dateline entities import FILE" in result.stderr

    def test_one_row_for_each_base(self, file: Path) -> None:
        links.load(file, "lists")
        links.load(file, "more")
        rows = [" ".join(line.split()) for line in run("list").stdout.splitlines()]
        assert rows == [
            "base people organisations file",
            "lists 13 9 lists.ftm.json",
            "more 13 9 lists.ftm.json",
        ]


class TestFind:
    def test_candidates_with_score_and_reasons(self, file: Path) -> None:
        links.load(file, "lists")
        result = run("find", "Orlan Beshmet", "--country", "TJK")
        assert result.exit_code == 0
        words = " ".join(result.stdout.split())
        assert "0.85 Orlan Beshmet lists p-orlan same name" in words
        assert "country TJK agrees" in words
        assert "AGAINST IT: country FRA, not TJK" in words

    def test_a_country_by_name(self, file: Path) -> None:
        links.load(file, "lists")
        by_name = run("find", "Orlan Beshmet", "--country", "Tajikistan")
        assert by_name.stdout == run("find", "Orlan Beshmet", "--country", "tjk").stdout

    def test_a_country_that_is_none_is_wrong_use(self, file: Path) -> None:
        links.load(file, "lists")
        result = run("find", "Orlan Beshmet", "--country", "Ruritania")
        assert isinstance(result.exception, UsageError)

    def test_people_and_organisations_are_found(self, file: Path) -> None:
        links.load(file, "lists")
        assert "o-front" in run("find", "Red Lantern Liberation Front").stdout
        assert run("find", "Irena Vostrel", "--limit", "1").stdout.count("p-irena") == 1

    def test_nothing_is_said_to_be_nothing(self, file: Path) -> None:
        links.load(file, "lists")
        result = run("find", "Nobody Atall")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "No entry has a name like this" in result.stderr

    def test_words_that_steer_a_terminal_do_not(self, tmp_path: Path) -> None:
        bad = person("p\x1b[31m", "Orlan \x1b[2J [bold]Beshmet[/bold]", alias="Orlan Beshmet")
        links.load(write_ftm(tmp_path / "x.json", [bad]))
        shown = run("find", "Orlan Beshmet").stdout
        assert "\x1b" not in shown
        assert "[bold]" in " ".join(shown.split())


class TestRemove:
    def test_it_is_gone(self, file: Path) -> None:
        links.load(file, "lists")
        result = run("remove", "lists")
        assert result.exit_code == 0
        assert links.bases() == []

    def test_one_that_is_not_there_is_wrong_use(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        links.load(file, "lists")
        code, _, err = main(monkeypatch, capsys, "remove", "other")
        assert code == 2
        assert "Imported are: lists." in err


@pytest.mark.parametrize("command", ["import", "list", "find", "remove"])
def test_every_command_has_an_example_in_its_help(command: str) -> None:
    assert f"dateline entities {command}" in " ".join(run(command, "--help").stdout.split())


def test_numbers_are_singular_and_plural(tmp_path: Path) -> None:
    both = [person("a", "Orlan Beshmet"), group("b", "Harbour Guard"), group("b", "The Guard")]
    tally = links.load(write_ftm(tmp_path / "x.json", both))
    assert entities.summary(tally) == (
        "ftm: 1 person, 1 organisation; 1 line joined to others of the same id."
    )
