"""The index of places: what is in it, and how it is built, kept and found again."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.gazetteer import index, layout, tables
from dateline.gazetteer.layout import Rank, Row, Writer


def city(
    id: int, name: str, others: list[str], people: int, country: str = "TJ"
) -> dict[str, object]:
    return {
        "geonameid": id, "name": name, "latitude": 1.5, "longitude": 2.5, "countrycode": country,
        "population": people, "timezone": "", "admin1code": "01", "alternatenames": others,
    }  # fmt: skip


OTHERS = [
    "Sarwand", "SRV", "sa er wan de", "Särvänd", "Сарванд", "萨旺", "萨", "사르", "سر", "Sä", "41",
]  # fmt: skip
CITIES = [
    city(7, "Sarvand", OTHERS, 9000),
    city(8, "Łódka", [], 40),
    city(9, "Dushanbe", [], 700_000),
    city(10, "Dushanbe", [], 30),
]


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index over some invented cities, in a folder of its own."""
    source = tmp_path / "cities.json"
    source.write_text(json.dumps({str(c["geonameid"]): c for c in CITIES}), encoding="utf-8")
    monkeypatch.setattr(index, "_source", lambda: source)
    monkeypatch.setenv("DATELINE_CACHE", str(tmp_path / "cache"))
    return tmp_path


def found(name: str) -> list[tuple[str, bool]]:
    """Look up without the connection that other tests share."""
    rows = layout.lookup(index.connection.__wrapped__(), tables.key(name))
    return [(row.name, row.primary) for row in rows]


def test_it_is_built_once_and_found_again(few: Path) -> None:
    assert found("Sarvand") == [("Sarvand", True)]
    left = sorted(file.suffix for file in (few / "cache").iterdir())
    assert left == [".lock", ".sqlite"]
    (few / "cities.json").unlink()
    assert found("sarwand") == [("Sarvand", False)]


@pytest.mark.parametrize("name", ["SARWAND", "Sarvänd", "Särvänd", "Сарванд", "萨旺", "사르", "سر"])
def test_names_in_every_script(few: Path, name: str) -> None:
    assert [place for place, _ in found(name)] == ["Sarvand"]


@pytest.mark.parametrize("name", ["SRV", "Sä", "萨", "sa er wan de", "41"])
def test_codes_articles_and_machine_s_transliterations_are_no_names(few: Path, name: str) -> None:
    assert ("Sarvand", False) not in found(name)


def test_letters_that_are_no_accents_are_written_in_two_ways(few: Path) -> None:
    assert found("Lodka") == found("Łódka") == [("Łódka", True)]


def test_the_largest_of_the_capital_s_name_is_the_capital(few: Path) -> None:
    rows = layout.lookup(index.connection.__wrapped__(), "dushanbe")
    kinds = [(row.geonames, row.feature) for row in rows if row.feature != "ADM1"]
    assert kinds == [(9, "PPLC"), (10, "PPL")]


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 500])
def test_a_damaged_one_is_built_again(few: Path, damage: bytes) -> None:
    index.path().parent.mkdir()
    index.path().write_bytes(damage)
    assert found("Sarvand") == [("Sarvand", True)]
    connection = sqlite3.connect(index.path())
    assert connection.execute("SELECT count(*) FROM place").fetchone()[0] > len(CITIES)
    connection.close()


def test_without_a_folder_it_is_held_in_memory(few: Path) -> None:
    (few / "cache").write_text("a file where the folder should be")
    assert found("Sarvand") == [("Sarvand", True)]


def test_a_full_disk_leaves_nothing_and_the_names_are_found(
    few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, calls = index.build, []

    def full(connection: sqlite3.Connection) -> None:
        calls.append(1)
        real(connection)
        if len(calls) == 1:
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(index, "build", full)
    assert found("Sarvand") == [("Sarvand", True)]
    assert [file.suffix for file in (few / "cache").iterdir()] == [".lock"]


def test_the_one_that_waited_does_not_build_again(
    few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found("Sarvand")
    monkeypatch.setattr(index, "build", lambda connection: pytest.fail("built again"))
    index._write(index.path())


def test_other_tables_make_another_file(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = index.path()
    monkeypatch.setattr(index, "text_of", lambda name: "another table")
    assert index.path() != before


def test_a_person_who_waits_is_told_so_once(
    few: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    found("Sarvand")
    assert "once" in capsys.readouterr().err
    found("Sarvand")
    assert capsys.readouterr().err == ""
    index.path().unlink()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    found("Sarvand")
    assert capsys.readouterr().err == ""


_PROCESS = """
import sys
from pathlib import Path
from dateline.gazetteer import index
index._source = lambda: Path(sys.argv[1])
print(index.connection().execute("SELECT count(*) FROM place").fetchone()[0])
"""


def test_processes_that_build_at_once_all_find_the_whole(few: Path) -> None:
    command = [sys.executable, "-c", _PROCESS, str(few / "cities.json")]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    counts = {process.communicate(timeout=120)[0] for process in running}
    assert len(counts) == 1
    assert int(counts.pop()) > len(CITIES)


def test_the_same_places_give_the_same_bytes() -> None:
    def written() -> bytes:
        connection = sqlite3.connect(":memory:")
        writer = Writer(connection)
        for number in range(50):
            row = Row(number, f"Name {number % 7}", 1.0, 2.0, "TJK", None, "PPL", 9, Rank.PLACE)
            writer.add(row, others=[f"Other {number}", f"More {number % 3}"])
        writer.close()
        return connection.serialize()

    assert written() == written()


def test_a_name_that_holds_always_is_no_former_one() -> None:
    connection = sqlite3.connect(":memory:")
    writer = Writer(connection)
    row = Row(1, "Newtown", 1.0, 2.0, "TJK", None, "PPL", 9, Rank.PLACE)
    place = writer.add(row, others=["Oldtown"])
    writer.add_former(place, ["Oldtown", "Kingstown"], (1900, 1950))
    writer.close()
    (old,), (king,) = (layout.lookup(connection, name) for name in ("oldtown", "kingstown"))
    assert (old.former, old.first, old.last) == (False, 1900, 1950)
    assert (king.former, king.first, king.last) == (True, 1900, 1950)
    assert king.holds(1950)
    assert not king.holds(1951)
