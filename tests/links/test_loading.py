"""Importing files: kinds, gzip, bad lines, replacing, interruptions; the store itself."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline import links, stores
from dateline.errors import UsageError
from dateline.links import files, store
from dateline.links.loading import keys_of
from tests.links.invented import PEOPLE_AND_GROUPS, person, write_ftm

ORLAN = person("p-orlan", "Orlan Beshmet", country="tj")
IRENA = person("p-irena", "Irena Vostrel", country="cz")
CSV = """qid,name,type,country
Q1,Orlan Beshmet,person,TJ
Q2,"Harbour Guard, the",organization,TJ
Q1,Orlan Beshmet,person,RU
"""


def ids(name: str) -> list[str]:
    return [candidate.id for candidate in links.candidates(name)]


class TestKinds:
    @pytest.mark.parametrize("name", ["x.ftm.json", "x.json", "x.jsonl", "x.ndjson", "x.txt", "x"])
    def test_json_lines_under_any_name(self, tmp_path: Path, name: str) -> None:
        tally = links.load(write_ftm(tmp_path / name, PEOPLE_AND_GROUPS))
        assert (tally.base, tally.persons, tally.organizations) == ("ftm", 13, 9)
        assert ids("Sefu Marandol") == ["p-rebel"]

    @pytest.mark.parametrize("name", ["x.ftm.json.gz", "x.jsonl.gz", "x.json"])
    def test_gzip_is_known_by_its_bytes(self, tmp_path: Path, name: str) -> None:
        plain = write_ftm(tmp_path / "plain", PEOPLE_AND_GROUPS)
        (tmp_path / name).write_bytes(gzip.compress(plain.read_bytes()))
        assert links.load(tmp_path / name).persons == 13

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    def test_a_csv_with_rows_of_one_id_joined(self, tmp_path: Path, separator: str) -> None:
        file = tmp_path / "x.csv"
        text = CSV.replace('"Harbour Guard, the"', "Harbour Guard").replace(",", separator)
        file.write_text("\ufeff" + text, encoding="utf-8")
        tally = links.load(file)
        assert (tally.base, tally.persons, tally.organizations) == ("wikidata", 1, 1)
        assert tally.joined == 1
        (found,) = links.candidates("Orlan Beshmet")
        assert found.entry is not None
        assert found.entry.countries == ("TJK", "RUS")

    def test_quoted_cells_hold_commas_and_line_breaks(self, tmp_path: Path) -> None:
        file = tmp_path / "x.csv"
        file.write_text('qid,name,type\nQ2,"Harbour\nGuard, the",group\nQ0,x,group\n')
        seen: list[str] = []
        assert links.load(file, report=seen.append).organizations == 1
        assert ids("Harbour Guard") == ["Q2"]
        assert "line 4:" in seen[0]

    def test_an_empty_line_is_none(self, tmp_path: Path) -> None:
        file = tmp_path / "x.jsonl"
        file.write_text("\n" + json.dumps(ORLAN) + "\n\n  \n")
        assert links.load(file).bad == 0

    @pytest.mark.parametrize(
        ("name", "content", "why"),
        [
            ("x.json", b"[{}]", "one JSON array"),
            ("x.json", b"", "holds no person and no organization"),
            ("x.csv", b"", "no column"),
            ("x.csv", b"id,label\n1,2\n", "Columns found: id, label"),
            ("x.csv", b"qid,name,type\n", "holds no person"),
            ("x.json", b'{"id": "a", "schema": "Vessel"}', "1 of schema Vessel"),
            ("x.json", b"nonsense\n", "1 bad line"),
            ("x.json.gz", gzip.compress(b"x" * 9999)[:30], "is damaged"),
            ("x.json.gz", b"\x1f\x8bnonsense", "is damaged"),
            ("x.bin", bytes(range(256)) * 9, "no column"),
        ],
    )
    def test_what_holds_nothing_is_refused_and_changes_nothing(
        self, tmp_path: Path, data: Path, name: str, content: bytes, why: str
    ) -> None:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UsageError, match=why):
            links.load(tmp_path / name, "x")
        assert not store.path().exists()
        assert list(data.glob("*.part")) == []

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot be read"):
            links.load(tmp_path / "none.json", "x")
        with pytest.raises(UsageError, match="cannot be read"):
            links.load(tmp_path, "x")


class TestBadLines:
    def test_they_are_named_and_the_rest_is_imported(self, tmp_path: Path) -> None:
        file = tmp_path / "x.jsonl"
        lines = [json.dumps(ORLAN), "nonsense", '{"id": "v", "schema": "Vessel"}', '{"id": 1}',
                 json.dumps(IRENA)]  # fmt: skip
        file.write_text("\n".join(lines))
        seen: list[str] = []
        tally = links.load(file, report=seen.append)
        assert (tally.persons, tally.bad, tally.left_out) == (2, 2, {"Vessel": 1})
        assert [message.split(":")[0] for message in seen] == ["x.jsonl, line 2", "x.jsonl, line 4"]
        assert "no JSON" in seen[0]
        assert "no id" in seen[1]

    def test_a_line_without_an_end_is_not_taken_into_memory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(files, "LONGEST_LINE", 1000)
        file = tmp_path / "x.jsonl"
        file.write_text(json.dumps(ORLAN) + "\n" + "x" * 5500 + "\n" + json.dumps(IRENA))
        seen: list[str] = []
        assert links.load(file, report=seen.append).persons == 2
        assert "line 2: it is longer than" in seen[0]

    def test_halves_of_characters_are_no_error(self, tmp_path: Path) -> None:
        file = tmp_path / "x.jsonl"
        file.write_text('{"id": "a\\ud800", "schema": "Person", '
                        '"properties": {"name": ["Orlan \\udfff Beshmet"]}}')  # fmt: skip
        assert links.load(file).persons == 1


class TestBases:
    def test_a_second_import_takes_the_place_of_the_first(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "lists")
        links.load(write_ftm(tmp_path / "b.json", [IRENA]), "lists")
        assert links.bases() == [links.Base("lists", "b.json", 1, 0)]
        assert ids("Orlan Beshmet") == []
        assert ids("Irena Vostrel") == ["p-irena"]

    def test_another_base_stays(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "one")
        links.load(write_ftm(tmp_path / "b.json", [ORLAN, IRENA]), "two")
        assert [base.name for base in links.bases()] == ["one", "two"]
        assert [c.base for c in links.candidates("Orlan Beshmet")] == ["one", "two"]

    def test_removing(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "one")
        links.load(write_ftm(tmp_path / "b.json", [ORLAN]), "two")
        assert links.remove("one")
        assert not links.remove("one")
        assert [c.base for c in links.candidates("Orlan Beshmet")] == ["two"]
        with sqlite3.connect(store.path()) as connection:
            keys = connection.execute("SELECT count(*) FROM block").fetchone()[0]
        assert keys == len(keys_of(links.candidates("Orlan Beshmet")[0].entry))  # type: ignore[arg-type]

    def test_removing_the_last_removes_the_store(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "one")
        assert links.remove("one")
        assert store.state() is None
        assert links.bases() == []

    @pytest.mark.parametrize("name", ["", "A", "a b", "geonames", "a" * 50, "-x", "é"])
    def test_names_of_bases(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(UsageError, match=r"no name for a base|is taken"):
            links.load(write_ftm(tmp_path / "a.json", [ORLAN]), name or " ")

    def test_the_same_file_gives_the_same_store(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = write_ftm(tmp_path / "a.json", PEOPLE_AND_GROUPS)
        written = []
        for folder in ("one", "two"):
            monkeypatch.setenv("DATELINE_DATA", str(tmp_path / folder))
            links.load(file)
            written.append(store.path().read_bytes())
        assert written[0] == written[1]


class TestStore:
    def test_it_lies_in_the_user_s_data(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.delenv("DATELINE_DATA")
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        assert store.folder() == tmp_path / "dateline"
        monkeypatch.delenv("XDG_DATA_HOME")
        assert store.folder() == Path("~/.local/share/dateline").expanduser()

    def test_an_interrupted_import_leaves_the_old_state(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: Path
    ) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "lists")
        before = store.path().read_bytes()

        def stop(message: str) -> None:
            raise KeyboardInterrupt

        file = write_ftm(tmp_path / "b.json", [IRENA])
        file.write_text(file.read_text() + "nonsense\n")
        with pytest.raises(KeyboardInterrupt):
            links.load(file, "lists", report=stop)
        assert store.path().read_bytes() == before
        assert list(data.glob("*.part")) == []
        assert ids("Orlan Beshmet") == ["p-orlan"]

    @pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
    def test_a_killed_import_leaves_the_old_state_and_no_lock(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "lists")
        code = (
            "import pathlib, sys, time; from dateline import links, stores\n"
            "def wait(message): print('now', flush=True); time.sleep(60)\n"
            "links.load(pathlib.Path(sys.argv[1]), 'lists', report=wait)"
        )
        file = write_ftm(tmp_path / "b.json", [IRENA])
        file.write_text(file.read_text() + "nonsense\n")
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, env=os.environ.copy()
        )
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"now"
        with pytest.raises(UsageError, match="another import"):
            links.load(tmp_path / "a.json", "other")
        process.kill()
        process.wait()
        process.stdout.close()
        assert ids("Orlan Beshmet") == ["p-orlan"]
        links.load(tmp_path / "a.json", "other")
        assert [base.name for base in links.bases()] == ["lists", "other"]

    @pytest.mark.parametrize("content", [b"", b"nonsense" * 2000])
    def test_what_is_no_store_is_said_to_be_none(self, data: Path, content: bytes) -> None:
        data.mkdir()
        store.path().write_bytes(content)
        with pytest.raises(UsageError, match="Remove it and import"):
            links.candidates("Orlan Beshmet")

    def test_a_store_that_is_damaged_inside_is_said_to_be(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", PEOPLE_AND_GROUPS), "one")
        content = store.path().read_bytes()
        store.path().write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
        with pytest.raises(UsageError, match="Remove it and import"):
            links.candidates("Orlan Beshmet")

    def test_a_full_disk_leaves_the_old_state(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "lists")

        def full(file: Path) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(stores, "_settle", full)
        with pytest.raises(UsageError, match="Make room"):
            links.load(write_ftm(tmp_path / "b.json", [IRENA]), "lists")
        assert ids("Orlan Beshmet") == ["p-orlan"]

    def test_a_store_of_another_version_is_not_read(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "one")
        with sqlite3.connect(store.path()) as connection:
            connection.execute("PRAGMA user_version = 99")
        with pytest.raises(UsageError, match="another version"):
            links.candidates("Orlan Beshmet")
        with pytest.raises(UsageError, match="another version"):
            links.load(tmp_path / "a.json", "two")

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_cannot_be_written(self, tmp_path: Path, data: Path) -> None:
        data.mkdir(mode=0o500)
        with pytest.raises(UsageError, match="Set DATELINE_DATA"):
            links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "one")

    def test_a_later_import_is_seen_by_a_running_process(self, tmp_path: Path) -> None:
        assert ids("Orlan Beshmet") == []
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "one")
        assert ids("Orlan Beshmet") == ["p-orlan"]

    def test_a_forked_process_reads_it_too(self, tmp_path: Path) -> None:
        links.load(write_ftm(tmp_path / "a.json", [ORLAN]), "one")
        assert ids("Orlan Beshmet") == ["p-orlan"]
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map(ids, ["Orlan Beshmet"] * 8) == [["p-orlan"]] * 8


def test_nothing_heavy_is_imported_where_there_is_no_store() -> None:
    code = (
        "import sys; from dateline import links, stores; from tests.links.invented import *\n"
        "assert links.link(entity('Orlan Beshmet', 'minister', sector='GOV'), article()) is None\n"
        "heavy = {'rigour', 'normality', 'icu', 'spacy', 'numpy'} & set(sys.modules)\n"
        "print(*sorted(heavy), end='')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b""


def test_a_name_is_found_among_many_in_little_time(tmp_path: Path) -> None:
    """Never all pairs: 20,000 people, and each look-up touches a few."""
    syllables = [a + b for a in "bdgklmnprstvz" for b in "aeiou"]
    names = [
        f"{syllables[n % 65]}{syllables[n // 7 % 65]} {syllables[n // 65 % 65]}{syllables[n % 61]}n"
        for n in range(20_000)
    ]
    file = write_ftm(tmp_path / "x.json", [person(f"p{n}", name) for n, name in enumerate(names)])
    assert links.load(file, "many").persons == 20_000
    links.candidates("Warm Up")
    began = time.perf_counter()
    found = [links.candidates(name, "person") for name in names[::200]]
    spent = time.perf_counter() - began
    assert all(found)
    # 3 ms each on one slow core; comparing with all of them would take seconds each.
    assert spent / 100 < 0.1
