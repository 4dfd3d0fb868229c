"""Many sources, one line each: what is found, what fails, what the file then holds."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from dateline import batch
from dateline.batch import Item, Tally
from dateline.errors import ModelError, SettingError, UnreadableError, UsageError
from dateline.records import Reading
from tests.show.sample import bare


def fake(item: Item) -> Reading:
    """Read nothing; fail for words that say so."""
    if item.problem:
        return batch.read_item(item)
    if "unreadable" in item.name:
        raise UnreadableError("this is no article")
    if "broken" in item.name:
        raise RuntimeError("something odd")
    if "model" in item.name:
        raise ModelError("the model is missing")
    if "setting" in item.name:
        raise SettingError("DATELINE_THREADS is odd")
    return bare(str((item.row or {}).get("text", item.name)))


def files(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.", encoding="utf-8")
    return paths


def names(*sources: str | Path, leave_out: Path | None = None) -> list[str]:
    return [item.name for item in batch.items(sources, leave_out=leave_out)]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_folders_are_searched_in_order_for_articles_only(tmp_path: Path) -> None:
    files(tmp_path, "b.txt", "a/z.html", "a/y.HTM", "picture.png", "c.txt.part")
    found = [Path(name).relative_to(tmp_path).as_posix() for name in names(tmp_path)]
    assert found == ["a/y.HTM", "a/z.html", "b.txt"]


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    (path,) = files(tmp_path, "story.page")
    assert names(path) == [str(path)]


def test_the_output_is_no_source(tmp_path: Path) -> None:
    story, out = files(tmp_path, "a.txt", "out.jsonl")
    assert names(tmp_path, leave_out=out) == [str(story)]


def test_a_jsonl_file_gives_an_item_a_row(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"id": 7, "text": "One."}\n\n[1]\nnot json\n\xff\n{"text": "Two."}')
    found = list(batch.items([path]))
    assert [item.name for item in found] == [f"{path}:{n}" for n in (1, 3, 4, 5, 6)]
    assert [item.id for item in found] == ["7", None, None, None, None]
    assert [bool(item.problem) for item in found] == [False, True, True, True, False]


def test_a_link_is_an_item(tmp_path: Path) -> None:
    (item,) = batch.items(["https://example.org/a.jsonl"])
    assert item.source == "https://example.org/a.jsonl"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'\n {"text": "One."}\n{"text": "Two."}\n', ["-:2", "-:3"]),
        (b"One article.\n{not rows}\n", ["-"]),
        (b"", ["-"]),
    ],
)
def test_standard_input_is_rows_or_one_article(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]
) -> None:
    stdin(monkeypatch, data)
    found = list(batch.items(["-"]))
    assert [item.name for item in found] == expected
    if expected == ["-"]:
        assert found[0].source == data


def test_standard_input_is_read_no_further_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MAX_BYTES", "10")
    stdin(monkeypatch, b"short\n" + b"x" * 50)
    (item,) = batch.items(["-"])
    assert item.source == b"short\n" + b"x" * 5  # one byte too many, so that it is refused


def test_a_bad_item_becomes_a_row_and_the_run_goes_on(tmp_path: Path) -> None:
    sources = files(tmp_path, "1.txt", "2-unreadable.txt", "3-broken.txt", "4.txt")
    out, told = tmp_path / "out.jsonl", []
    tally = batch.code(sources, out, reader=fake, report=told.append)
    assert tally == Tally(read=2, failed=2)
    found = rows(out)
    assert [row["schema"] for row in found] == [
        "dateline.reading/1", "dateline.error/1", "dateline.error/1", "dateline.reading/1",
    ]  # fmt: skip
    assert found[1] == {
        "schema": "dateline.error/1",
        "id": None,
        "source": str(sources[1]),
        "code": "unreadable",
        "message": "this is no article",
    }
    assert found[2]["code"] == "internal"
    assert "something odd" in str(found[2]["message"])
    assert [str(path) in line for path, line in zip(sources[1:3], told, strict=True)] == [True] * 2


def test_a_bad_row_keeps_its_id_and_its_line(tmp_path: Path) -> None:
    path = tmp_path / "unreadable.jsonl"
    path.write_text('{"id": "x-1", "text": ""}\n', encoding="utf-8")
    batch.code([path], tmp_path / "out.jsonl", reader=fake)
    (row,) = rows(tmp_path / "out.jsonl")
    assert (row["id"], row["source"]) == ("x-1", f"{path}:1")


@pytest.mark.parametrize(("name", "error"), [("model", ModelError), ("setting", SettingError)])
def test_what_no_item_can_survive_stops_the_run(
    tmp_path: Path, name: str, error: type[Exception]
) -> None:
    sources = files(tmp_path, "1.txt", f"{name}.txt")
    out = tmp_path / "out.jsonl"
    with pytest.raises(error):
        batch.code(sources, out, reader=fake)
    assert not out.exists()


def test_a_missing_source_is_found_before_any_work(tmp_path: Path) -> None:
    (story,) = files(tmp_path, "1.txt")
    with pytest.raises(UsageError, match=r"nosuch\.txt"):
        batch.code([story, tmp_path / "nosuch.txt"], tmp_path / "out.jsonl", reader=fake)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.txt"]


def test_an_older_file_is_replaced_only_when_all_is_done(tmp_path: Path) -> None:
    sources = files(tmp_path, "1.txt", "2.txt")
    out = tmp_path / "out.jsonl"
    out.write_text("older\n", encoding="utf-8")
    seen: list[int] = []

    def progress(done: int) -> None:
        seen.append(len(rows(tmp_path / "out.jsonl.part")))
        assert out.read_text(encoding="utf-8") == "older\n"

    batch.code(sources, out, reader=fake, progress=progress)
    assert seen == [1, 2]  # each line is on the disk when it is done
    assert len(rows(out)) == 2
    assert not (tmp_path / "out.jsonl.part").exists()


def test_a_folder_that_cannot_be_written_to_is_wrong_use(tmp_path: Path) -> None:
    (story,) = files(tmp_path, "1.txt")
    with pytest.raises(UsageError, match="cannot be written"):
        batch.code([story], tmp_path / "nosuch" / "out.jsonl", reader=fake)


def test_the_file_name_of_an_error_row_may_be_no_unicode(tmp_path: Path) -> None:
    item = Item("odd-\udcff.txt", source="x")
    out = tmp_path / "out.jsonl"
    with out.open("w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(batch.error_line(item, "unreadable", "no"))
    assert rows(out)[0]["source"] == "odd-\udcff.txt"
