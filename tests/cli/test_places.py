"""``dateline places`` as a user meets it: import, list, find, remove; messages, exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import cli, gazetteer
from dateline.cli import places
from dateline.errors import UsageError
from dateline.gazetteer import imports
from tests.gazetteer.invented import VILLAGES, write_csv, write_dump


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own imports out of the tests, and the tables wide enough."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "data"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    return write_dump(tmp_path / "villages.zip", VILLAGES)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["places", *arguments])


def rows(result: Result) -> list[str]:
    return [" ".join(line.split()) for line in result.stdout.splitlines()]


class TestImport:
    def test_it_says_what_was_imported(self, dump: Path) -> None:
        result = run("import", str(dump))
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr == "villages: 4 places.\n"

    def test_a_dump_restricted_named_and_put_first(self, dump: Path) -> None:
        options = ["--name", "tj", "--features", "p,ADM2", "--countries", "Tajikistan", "--first"]
        result = run("import", str(dump), *options)
        assert result.stderr == (
            "tj: 2 places; all before others of their names; "
            "2 lines of other features or countries left out.\n"
        )
        assert [(e.country, e.origin) for e in gazetteer.places("Kurmodara")] == [("TJK", "tj")]

    def test_bad_rows_are_named_and_make_exit_code_1(self, tmp_path: Path) -> None:
        bad = ["Qx Place,1,2,first,", *["A,x,1,,"] * 30]
        file = write_csv(tmp_path / "own.csv", "name,lat,lon,priority,colour", *bad)
        result = run("import", str(file))
        assert result.exit_code == 1
        lines = result.stderr.splitlines()
        assert lines[0].startswith("own.csv, line 3: lat 'x' is no number")
        assert lines[-3:] == [
            "… and 10 more bad lines.",
            "Columns that are not known were left out: colour.",
            "own: 1 place; all before others of their names; 30 bad lines left out.",
        ]

    @pytest.mark.parametrize("options", [["--countries", "TJK,Ruritania"], ["--name", "No Name"]])
    def test_wrong_use(self, dump: Path, options: list[str]) -> None:
        result = run("import", str(dump), *options)
        assert isinstance(result.exception, UsageError)
        assert imports.imports() == []

    def test_a_file_that_is_none_of_these(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = write_csv(tmp_path / "x.csv", "item,place\x1b[31m")
        monkeypatch.setattr(sys, "argv", ["dateline", "places", "import", str(file)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        err = capsys.readouterr().err
        assert ended.value.code == 2
        assert "Columns found: item, place␛[31m." in err


class TestList:
    def test_nothing_says_how_to_import(self) -> None:
        result = run("list")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "dateline places import FILE" in result.stderr

    def test_one_row_for_each_import(self, dump: Path) -> None:
        imports.load(dump)
        imports.load(dump, "more")
        assert rows(run("list")) == [
            "name places first file",
            "more 4 0 villages.zip",
            "villages 4 0 villages.zip",
        ]


class TestFind:
    def test_places_of_a_name(self, dump: Path) -> None:
        imports.load(dump)
        assert rows(run("find", "kurmodara"))[1:] == [
            "Kurmodara Gorno-Badakhshan, TJK PPL 1,200 38.50, 68.80 900001 villages",
            "Kurmodara Badakhshan, AFG PPL 30 38.50, 68.80 900002 villages",
        ]

    def test_years_are_shown(self, tmp_path: Path) -> None:
        head = "name,lat,lon,from,until,priority"
        lines = ["Qx Place,1,2,-50,1991,first", "Qx Place,3,4,1992,,"]
        imports.load(write_csv(tmp_path / "own.csv", head, *lines))
        first, second = rows(run("find", "Qx Place"))[1:]
        assert first.endswith("50 BC–1991 own, first")
        assert second.endswith("1992– own")
        assert rows(run("find", "Qx Place", "--year", "2000"))[1:] == [second]

    def test_what_is_not_shown_is_counted(self) -> None:
        result = run("find", "San Jose", "--limit", "2")
        assert len(rows(result)) == 3
        assert "more (--limit)" in result.stderr

    def test_a_misspelt_name_is_said_to_be_a_guess(self) -> None:
        result = run("find", "Mogadishou")
        assert "No place has this name; well-known ones" in result.stderr
        assert rows(result)[1].startswith("Mogadishu")

    def test_nothing_is_said_to_be_nothing(self) -> None:
        result = run("find", "Zzyzxgorod")
        assert (result.exit_code, result.stdout) == (0, "")
        assert "No place has this name" in result.stderr

    def test_words_that_steer_a_terminal_do_not(self, tmp_path: Path) -> None:
        imports.load(write_csv(tmp_path / "own.csv", "name,lat,lon", "Qx\x1b[2J [b]Place,1,2"))
        shown = run("find", "Qx\x1b[2J [b]Place").stdout
        assert "\x1b" not in shown
        assert "[b]Place" in shown


class TestRemove:
    def test_it_is_gone(self, dump: Path) -> None:
        imports.load(dump)
        assert run("remove", "villages").exit_code == 0
        assert imports.imports() == []

    def test_one_that_is_not_there_is_wrong_use(self, dump: Path) -> None:
        imports.load(dump)
        result = run("remove", "other")
        assert isinstance(result.exception, UsageError)
        assert "Imported are: villages." in str(result.exception)


@pytest.mark.parametrize("command", ["import", "list", "find", "remove"])
def test_every_command_has_an_example_in_its_help(command: str) -> None:
    assert f"dateline places {command}" in " ".join(run(command, "--help").stdout.split())


def test_numbers_are_singular_and_plural() -> None:
    tally = imports.Tally("own", places=1, left_out=1, bad=1)
    assert places.summary(tally) == (
        "own: 1 place; 1 line of other features or countries left out; 1 bad line left out."
    )
