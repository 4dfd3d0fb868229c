"""``dateline times`` as a user meets it: table, JSON, TimeML, messages and exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import cli, steps
from dateline.errors import UsageError
from dateline.reading.times import timeml
from dateline.records import Article, Note, Reading, Time, Version

TEXT = "The lock at Emberly closed on Monday & opens in May 2017.\n"
TIMES = (
    Time(
        id="t1", start=30, end=36, text="Monday", type="DATE", value="2016-11-07",
        begin="2016-11-07", until="2016-11-08", basis="relative",
    ),
    Time(
        id="t2", start=48, end=56, text="May 2017", type="DATE", value="2017-05",
        begin="2017-05-01", until="2017-06-01", basis="explicit",
    ),
)  # fmt: skip


def reading(text: str = TEXT, times: tuple[Time, ...] = TIMES, title: str | None = None) -> Reading:
    return Reading(
        version=Version(dateline="0", model="none"),
        article=Article(
            id="sha256:1", text=text, title=title, published="2016-11-10", published_basis="given"
        ),
        times=times,
        notes=(Note(code="made-up", message="A note about it."),) if times else (),
    )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """Put a fake reader in the place of the real one; return what it was asked for."""
    return answer(monkeypatch, reading())


def answer(monkeypatch: pytest.MonkeyPatch, given: Reading) -> list[tuple[str, dict[str, object]]]:
    calls: list[tuple[str, dict[str, object]]] = []

    def read(source: str, **options: object) -> Reading:
        calls.append((source, options))
        return given

    monkeypatch.setattr(steps, "read", read)
    return calls


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, ["times", *arguments])


def main(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, str, str]:
    """Run the program's entry point; return exit code, standard output and standard error."""
    monkeypatch.setattr(sys, "argv", ["dateline", "times", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


class TestTable:
    def test_one_row_for_each_time(self, asked: list[object]) -> None:
        result = run("story.txt")
        assert result.exit_code == 0
        rows = [" ".join(line.split()) for line in result.stdout.splitlines()]
        assert "2 time expressions, published 2016-11-10 (as given by you)" in rows
        assert "text type value from until basis" in rows
        assert "Monday DATE 2016-11-07 2016-11-07 2016-11-08 relative" in rows
        assert "May 2017 DATE 2017-05 2017-05-01 2017-06-01 explicit" in rows
        assert result.stderr == ""

    def test_notes_are_shown_below(self, asked: list[object]) -> None:
        assert "A note about it." in run("story.txt").stdout

    def test_what_the_user_says_reaches_the_reader(
        self, asked: list[tuple[str, dict[str, object]]]
    ) -> None:
        run("-", "--published", "2016-11-10", "--outlet", "O", "--allow-private")
        assert asked == [("-", {"published": "2016-11-10", "outlet": "O", "allow_private": True})]

    def test_no_times_are_said_to_be_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        answer(monkeypatch, reading("Nothing.", ()))
        result = run("story.txt")
        assert result.exit_code == 0
        assert "No time expression was found" in result.stdout

    def test_what_is_not_known_is_a_dash(self, monkeypatch: pytest.MonkeyPatch) -> None:
        time = Time(id="t1", start=0, end=4, text="Then", type="DATE", basis="unresolved")
        answer(monkeypatch, reading("Then.", (time,)))
        rows = [" ".join(line.split()) for line in run("story.txt").stdout.splitlines()]
        assert "Then DATE – – – unresolved" in rows

    def test_at_80_columns_no_day_and_no_value_is_broken(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        words = "half past two in the afternoon of the day of the opening"
        time = Time(
            id="t1", start=0, end=len(words), text=words, type="DURATION",
            value="2016-11-10T14:30-05:00", begin="2016-11-10T14:30", until="2016-11-10T14:31",
            basis="unresolved",
        )  # fmt: skip
        answer(monkeypatch, reading(words, (time,)))
        lines = run("story.txt").stdout.splitlines()
        row = next(line for line in lines if "DURATION" in line)
        assert row.split()[-4:] == [
            "2016-11-10T14:30-05:00", "2016-11-10", "2016-11-10", "unresolved"
        ]  # fmt: skip
        assert lines[lines.index(row) + 1].split()[-2:] == ["14:30", "14:31"]
        assert all(len(line) <= 80 for line in lines)

    def test_words_that_steer_a_terminal_do_not(self, monkeypatch: pytest.MonkeyPatch) -> None:
        words = "two\x1b[2J\n\n[bold]days[/bold]" + " and more" * 20
        time = Time(id="t1", start=0, end=len(words), text=words, type="DURATION",
                    value="P\x1bD", basis="explicit")  # fmt: skip
        answer(monkeypatch, reading(words, (time,), title="A\x1b[31m title"))
        shown = run("story.txt").stdout
        assert "\x1b" not in shown
        assert "[bold]" in shown
        assert all(len(line) <= 100 for line in shown.splitlines())


class TestJson:
    def test_article_times_and_notes_as_in_a_reading(self, asked: list[object]) -> None:
        given = json.loads(run("story.txt", "--json").stdout)
        assert given["schema"] == "dateline.times/1"
        assert Article.model_validate(given["article"]) == reading().article
        assert tuple(Time.model_validate(time) for time in given["times"]) == TIMES
        assert [note["code"] for note in given["notes"]] == ["made-up"]

    def test_nothing_goes_to_standard_error(self, asked: list[object]) -> None:
        assert run("story.txt", "--json").stderr == ""


class TestTimeml:
    def test_the_text_with_its_times(self, asked: list[object]) -> None:
        result = run("story.txt", "--timeml")
        document = timeml.read(result.stdout)
        assert document == timeml.document(reading().article, TIMES)
        assert document.text == TEXT
        assert document.published == "2016-11-10"

    def test_notes_go_to_standard_error(self, asked: list[object]) -> None:
        assert run("story.txt", "--timeml").stderr == "A note about it.\n"

    def test_replaced_characters_are_said(self, monkeypatch: pytest.MonkeyPatch) -> None:
        answer(monkeypatch, reading("A\x01 bell.", ()))
        result = run("story.txt", "--timeml")
        assert timeml.read(result.stdout).text == "A␁ bell."
        assert "1 x U+0001" in result.stderr


class TestWrongUse:
    def test_json_and_timeml_together(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, err = main(monkeypatch, capsys, "story.txt", "--json", "--timeml")
        assert (code, out) == (2, "")
        assert "Choose one of them" in err

    def test_a_file_that_is_not_there(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, out, err = main(monkeypatch, capsys, "not-there.txt", "--no-model")
        assert (code, out) == (1, "")
        assert "not-there.txt" in err

    def test_a_date_that_is_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        story = tmp_path / "story.txt"
        story.write_text(TEXT)
        code, out, err = main(monkeypatch, capsys, str(story), "--no-model", "--published", "soon")
        assert (code, out) == (2, "")
        assert "soon" in err

    def test_what_cannot_be_read_ends_with_1(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        picture = tmp_path / "picture.txt"
        picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
        code, out, err = main(monkeypatch, capsys, str(picture), "--no-model")
        assert (code, out) == (1, "")
        assert err.startswith("dateline: ")

    def test_an_error_of_the_reader_is_one_sentence(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def read(source: str, **options: object) -> Reading:
            raise UsageError("The thing is wrong.\x1b[2J")

        monkeypatch.setattr(steps, "read", read)
        code, out, err = main(monkeypatch, capsys, "story.txt")
        assert (code, out) == (2, "")
        assert err == "dateline: The thing is wrong.␛[2J\n"


class TestWithoutTheModel:
    """The whole way by the grammar alone."""

    STORY = (
        "The strike at the Orlin mine began on 7 November 2016. "
        "Miners said they would return on Monday.\n\n"
        "The owners had asked them to wait until May 2017, a spokeswoman said.\n"
    )

    @pytest.fixture
    def story(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        """A file; the model fails the test where it is asked."""
        from dateline import annotator

        def refuse() -> None:
            raise AssertionError("the model was loaded")

        monkeypatch.setattr(annotator, "shared", refuse)
        path = tmp_path / "story.txt"
        path.write_text(self.STORY)
        return str(path)

    def test_times_are_found(self, story: str) -> None:
        result = run(story, "--no-model", "--published", "2016-11-10", "--json")
        assert result.exit_code == 0
        given = json.loads(result.stdout)
        values = {time["text"]: time["value"] for time in given["times"]}
        assert values["7 November 2016"] == "2016-11-07"
        assert values["May 2017"] == "2017-05"
        assert "Monday" in values
        for time in given["times"]:
            assert given["article"]["text"][time["start"] : time["end"]] == time["text"]

    def test_the_same_input_gives_the_same_bytes(self, story: str) -> None:
        arguments = (story, "--no-model", "--published", "2016-11-10", "--timeml")
        assert run(*arguments).stdout_bytes == run(*arguments).stdout_bytes

    def test_without_a_date_relative_times_stay_open(self, story: str) -> None:
        given = json.loads(run(story, "--no-model", "--json").stdout)
        (monday,) = [time for time in given["times"] if time["text"] == "Monday"]
        assert (monday["value"], monday["basis"]) == (None, "unresolved")
        assert any("Monday" in note["message"] for note in given["notes"])
