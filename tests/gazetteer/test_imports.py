"""Gazetteers of the user's own: what is read of a file, and what is found afterwards."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from dateline import gazetteer, stores
from dateline.errors import UsageError
from dateline.gazetteer import imports, layout, own_csv
from dateline.gazetteer.dump import Wanted
from tests.gazetteer.invented import VILLAGES, line, write_csv, write_dump


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own imports out of the tests."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def ids(name: str, year: int | None = None) -> list[int | None]:
    return [entry.geonames for entry in gazetteer.places(name, year)]


def left(data: Path) -> list[str]:
    return sorted(file.name for file in (data / "places").glob("*") if file.suffix != ".lock")


class TestDump:
    @pytest.mark.parametrize("name", ["villages.txt", "villages.zip"])
    def test_a_dump_is_read_packed_or_not(self, tmp_path: Path, name: str) -> None:
        tally = imports.load(write_dump(tmp_path / name, VILLAGES))
        assert (tally.name, tally.places, tally.bad) == ("villages", 4, 0)
        first, second = gazetteer.places("Kurmodara")
        assert (first.geonames, first.country, first.population) == (900001, "TJK", 1200)
        assert (first.feature, first.origin, first.first_choice) == ("PPL", "villages", False)
        assert (second.geonames, second.country) == (900002, "AFG")
        assert gazetteer.places("Kurmodara Range")[0].feature == "MTS"

    @pytest.mark.parametrize("name", ["Kurmo Dara", "КУРМОДАРА", "库尔莫"])
    def test_alternate_names_in_every_script(self, tmp_path: Path, name: str) -> None:
        imports.load(write_dump(tmp_path / "villages.txt", VILLAGES))
        (found,) = gazetteer.places(name)
        assert (found.geonames, found.primary) == (900001, False)
        assert 900001 not in ids("KMD")

    @pytest.mark.parametrize(
        ("wanted", "kept"),
        [
            (Wanted(features=frozenset({"P"})), [900001, 900002]),
            (Wanted(features=frozenset({"MTS", "ADM2"})), []),
            (Wanted(alpha2=frozenset({"AF"})), [900002]),
        ],
    )
    def test_features_and_countries_restrict_it(
        self, tmp_path: Path, wanted: Wanted, kept: list[int]
    ) -> None:
        tally = imports.load(write_dump(tmp_path / "villages.txt", VILLAGES), wanted=wanted)
        assert ids("Kurmodara") == kept
        assert tally.places + tally.left_out == 4

    @pytest.mark.parametrize(
        ("bad", "why"),
        [
            ("too\tfew\n", "it has 2 columns, not 19"),
            (line("x1", "Somewhere"), "geonameid 'x1' is no whole number"),
            (line(5, "Somewhere", lat=91), "latitude '91' is no number from -90 to 90"),
            (line(5, "Somewhere", lon="nan"), "longitude 'nan'"),
            (line(5, "Somewhere", people="many"), "population 'many'"),
            (line(5, " - "), "it has no name"),
        ],
    )
    def test_bad_lines_are_told_and_the_rest_is_read(
        self, tmp_path: Path, bad: str, why: str
    ) -> None:
        told: list[str] = []
        file = write_dump(tmp_path / "v.txt", [VILLAGES[0], bad, VILLAGES[1]])
        tally = imports.load(file, report=told.append)
        assert (tally.places, tally.bad) == (2, 1)
        (message,) = told
        assert message.startswith(f"v.txt, line 2: {why}")

    def test_letters_that_are_no_utf_8_are_told(self, tmp_path: Path) -> None:
        file = tmp_path / "v.txt"
        file.write_bytes(VILLAGES[0].encode() + line(5, "Möd").encode("latin-1"))
        told: list[str] = []
        assert imports.load(file, report=told.append).bad == 1
        assert "UTF-8" in told[0]

    def test_a_place_that_is_known_already_is_not_given_twice(self, tmp_path: Path) -> None:
        before = gazetteer.places("Dushanbe")
        imports.load(write_dump(tmp_path / "v.txt", [line(1221874, "Dushanbe"), *VILLAGES]))
        assert gazetteer.places("Dushanbe") == before

    def test_a_line_without_an_end_is_one_bad_line(self, tmp_path: Path) -> None:
        file = write_dump(tmp_path / "v.txt", [VILLAGES[0], "x" * 3_000_000 + "\n", VILLAGES[1]])
        tally = imports.load(file)
        assert (tally.places, tally.bad) == (2, 1)


class TestCsv:
    HEAD = ",".join(own_csv.COLUMNS)

    def test_every_column_is_read(self, tmp_path: Path) -> None:
        row = "Alt Kurmo,38.1,68.2,77,Tajikistan,Khatlon,ppla,900,Kurmostadt|Курмо,1920,1991,first"
        tally = imports.load(write_csv(tmp_path / "My own.csv", self.HEAD, row))
        assert (tally.name, tally.places, tally.choices) == ("my-own", 1, 1)
        (found,) = gazetteer.places("kurmostadt")
        assert found == gazetteer.PlaceEntry(
            geonames=77, name="Alt Kurmo", lat=38.1, lon=68.2, country="TJK", admin1="Khatlon",
            feature="PPLA", population=900, primary=False, first=1920, last=1991, former=True,
            first_choice=True, origin="my-own",
        )  # fmt: skip
        assert gazetteer.places("Курмо")[0].geonames == 77

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_three_columns_are_enough(self, tmp_path: Path, delimiter: str) -> None:
        rows = [
            delimiter.join(cells) for cells in (["lon", "Name", "lat"], ["68.2", "Qx Place", "38"])
        ]
        imports.load(write_csv(tmp_path / "own.csv", "\ufeff" + rows[0], rows[1], ""))
        (found,) = gazetteer.places("Qx Place")
        assert (found.lat, found.lon, found.feature, found.country) == (38, 68.2, "PPL", None)

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("A place,38.1,x,,,,,,,,,", "lon 'x' is no number from -180 to 180"),
            ("A place,,68,,,,,,,,,", "lat '' is no number"),
            (",38.1,68,,,,,,,,,", "it has no name"),
            ("A place,38,68,,Ruritania,,,,,,,", "country 'Ruritania' is not known"),
            ("A place,38,68,Q5,,,,,,,,", "geonames 'Q5' is no whole number"),
            ("A place,38,68,,,,,,,1991,1920,", "from 1991 is after until 1920"),
            ("A place,38,68,,,,,,,19th,,", "from '19th' is no whole number"),
            ("A place,38,68,,,,,,,,,yes", "priority 'yes' is none"),
            ("A place,38,68,,,,a town,,,,,", "feature 'a town' is no code"),
        ],
    )
    def test_bad_rows_are_told_with_line_and_reason(
        self, tmp_path: Path, row: str, why: str
    ) -> None:
        told: list[str] = []
        file = write_csv(tmp_path / "own.csv", self.HEAD, "Qx Place,38,68", row)
        tally = imports.load(file, report=told.append)
        assert (tally.places, tally.bad) == (1, 1)
        assert told[0].startswith(f"own.csv, line 3: {why}")

    def test_columns_that_are_not_known_are_told(self, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "own.csv", "name,lat,lon,height,colour", "Qx Place,1,2,3,red")
        assert imports.load(file).unknown_columns == ["height", "colour"]

    def test_a_quoted_line_break_is_part_of_a_name(self, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "own.csv", "name,lat,lon", '"Qx\nPlace",1,2', "Other Qx,x,1")
        told: list[str] = []
        imports.load(file, report=told.append)
        assert gazetteer.places("Qx Place")[0].name == "Qx Place"
        assert told[0].startswith("own.csv, line 4")


class TestFirst:
    ROWS = ("name,lat,lon,priority", "Dushanbe,1,2,first", "Kabul,1,2,")

    def test_a_first_choice_comes_before_everything(self, tmp_path: Path) -> None:
        imports.load(write_csv(tmp_path / "own.csv", *self.ROWS))
        dushanbe, kabul = gazetteer.places("Dushanbe"), gazetteer.places("Kabul")
        assert (dushanbe[0].origin, dushanbe[0].first_choice) == ("own", True)
        assert dushanbe[1].origin is None
        assert kabul[0].origin is None
        assert [entry.first_choice for entry in kabul if entry.origin] == [False]

    def test_the_whole_file_may_come_first(self, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "own.csv", *self.ROWS)
        assert imports.load(file, wanted=Wanted(first=True)).choices == 2
        assert gazetteer.places("Kabul")[0].first_choice

    def test_it_takes_the_place_of_the_known_one_of_its_id(self, tmp_path: Path) -> None:
        dump = write_dump(tmp_path / "v.txt", [line(1221874, "Dushanbe", lat=1)])
        imports.load(dump, wanted=Wanted(first=True))
        assert [e.lat for e in gazetteer.places("Dushanbe") if e.geonames == 1221874] == [1]


class TestYears:
    HEAD = "name,lat,lon,from,until,priority"

    def test_outside_its_years_it_is_not_given(self, tmp_path: Path) -> None:
        imports.load(write_csv(tmp_path / "own.csv", self.HEAD, "Dushanbe,1,2,1920,1991,first"))
        assert gazetteer.places("Dushanbe", 1950)[0].origin == "own"
        assert gazetteer.places("Dushanbe", 1991)[0].origin == "own"
        assert "own" not in {entry.origin for entry in gazetteer.places("Dushanbe", 2024)}
        assert gazetteer.places("Dushanbe")[0].origin == "own"

    def test_where_nothing_else_has_the_name_it_is_given_with_its_years(
        self, tmp_path: Path
    ) -> None:
        imports.load(write_csv(tmp_path / "own.csv", self.HEAD, "Qx Place,1,2,1920,1991,"))
        (found,) = gazetteer.places("Qx Place", 2024)
        assert (found.first, found.last, found.holds(2024)) == (1920, 1991, False)

    def test_a_bound_may_be_open(self, tmp_path: Path) -> None:
        rows = ("Qx Place,1,2,,1950,", "Qx Place,3,4,1951,,")
        imports.load(write_csv(tmp_path / "own.csv", self.HEAD, *rows))
        assert [entry.lat for entry in gazetteer.places("Qx Place", 1900)] == [1]
        assert [entry.lat for entry in gazetteer.places("Qx Place", 2020)] == [3]
        assert [entry.lat for entry in gazetteer.places("Qx Place")] == [1, 3]


class TestStore:
    def test_two_imports_side_by_side(self, tmp_path: Path) -> None:
        imports.load(write_dump(tmp_path / "a.txt", VILLAGES))
        imports.load(write_csv(tmp_path / "b.csv", "name,lat,lon", "Kurmodara,9,9"))
        assert [entry.origin for entry in gazetteer.places("Kurmodara")] == ["a", "a", "b"]
        assert [(one.name, one.places, one.file) for one in imports.imports()] == [
            ("a", 4, "a.txt"),
            ("b", 1, "b.csv"),
        ]

    def test_one_of_the_same_name_is_replaced(self, tmp_path: Path) -> None:
        imports.load(write_dump(tmp_path / "a.txt", VILLAGES))
        imports.load(write_csv(tmp_path / "b.csv", "name,lat,lon", "Qx Place,9,9"), "a")
        assert gazetteer.places("Kurmodara") == []
        assert len(gazetteer.places("Qx Place")) == 1

    def test_one_that_is_removed_is_gone(self, tmp_path: Path, data: Path) -> None:
        imports.load(write_dump(tmp_path / "a.txt", VILLAGES))
        assert imports.remove("a")
        assert gazetteer.places("Kurmodara") == []
        assert not imports.remove("a")
        assert not imports.remove("../a")
        assert left(data) == []

    def test_stopped_in_the_middle_it_leaves_what_was_there(
        self, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        imports.load(write_dump(tmp_path / "a.txt", VILLAGES[:1]))

        def stopped(done: int) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(imports, "_STEP", 2)
        with pytest.raises(KeyboardInterrupt):
            imports.load(write_dump(tmp_path / "a.txt", VILLAGES), progress=stopped)
        assert ids("Kurmodara") == [900001]
        assert left(data) == ["a.sqlite"]
        with pytest.raises(KeyboardInterrupt):
            imports.load(write_dump(tmp_path / "b.txt", VILLAGES), progress=stopped)
        assert left(data) == ["a.sqlite"]

    def test_what_a_killed_import_left_behind_is_not_read(self, tmp_path: Path, data: Path) -> None:
        (data / "places").mkdir(parents=True)
        (data / "places" / "a.part").write_bytes(b"half a file")
        assert gazetteer.places("Kurmodara") == []
        imports.load(write_dump(tmp_path / "a.txt", VILLAGES))
        assert left(data) == ["a.sqlite"]

    def test_a_full_disk_leaves_what_was_there(
        self, tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(writer: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        monkeypatch.setattr(layout.Writer, "close", full)
        with pytest.raises(UsageError, match=r"disk is full.*Make room"):
            imports.load(write_dump(tmp_path / "a.txt", VILLAGES))
        assert left(data) == []

    def test_a_second_import_of_the_name_at_once_is_told_to_wait(
        self, tmp_path: Path, data: Path
    ) -> None:
        file = write_dump(tmp_path / "a.txt", VILLAGES)
        with (
            stores.writing(data / "places" / "a.sqlite", imports._LAYOUT, anew=True),
            pytest.raises(UsageError, match="another import"),
        ):
            imports.load(file)

    def test_a_damaged_one_says_what_to_do(self, tmp_path: Path, data: Path) -> None:
        imports.load(write_dump(tmp_path / "a.txt", VILLAGES))
        (data / "places" / "a.sqlite").write_bytes(b"no database" * 999)
        imports._readers.cache_clear()
        imports.lookup.cache_clear()
        with pytest.raises(UsageError, match=r"a\.sqlite cannot be read.*import your file again"):
            gazetteer.places("Kurmodara")
        assert imports.remove("a")

    def test_without_an_import_nothing_is_opened(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(imports, "_readers", lambda now: pytest.fail("looked"))
        assert gazetteer.places("Kurmodara") == []

    def test_the_same_file_gives_the_same_bytes(self, tmp_path: Path, data: Path) -> None:
        written = []
        for name in ("a", "b"):
            imports.load(write_dump(tmp_path / "v.txt", VILLAGES), name)
            written.append((data / "places" / f"{name}.sqlite").read_bytes())
        assert written[0] == written[1]


class TestWrongFiles:
    @pytest.mark.parametrize(
        ("content", "why"),
        [
            (b"", r"Columns found: none"),
            (b"title,x,y\n1,2,3\n", r"neither a GeoNames dump .* Columns found: title, x, y\."),
            (b'{"a": 1}\n', "neither a GeoNames dump"),
            (b"\x89PNG\r\n\x1a\n\x00\x00" * 50, "neither a GeoNames dump"),
            (b"name,lat,lon,name\n", "the column name twice"),
            (b"name,lat,lon\n", "holds no place; nothing was changed"),
            (b"name,lat,lon\nA,1,x\n", r"holds no place \(1 bad line\); nothing"),
            (b"PK\x03\x04 no zip at all", "cannot be unpacked"),
            (gzip.compress(b"name,lat,lon\nA,1,2\n"), "neither a GeoNames dump"),
        ],
    )
    def test_a_file_that_is_none_of_these(
        self, tmp_path: Path, data: Path, content: bytes, why: str
    ) -> None:
        file = tmp_path / "some.file"
        file.write_bytes(content)
        with pytest.raises(UsageError, match=why):
            imports.load(file)
        assert left(data) == []

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot be read"):
            imports.load(tmp_path / "none.csv")
        with pytest.raises(UsageError, match="cannot be read"):
            imports.load(tmp_path)

    def test_a_zip_that_was_cut_off(self, tmp_path: Path, data: Path) -> None:
        lines = [line(number, f"Place {number}") for number in range(2000)]
        file = write_dump(tmp_path / "v.zip", lines)
        content = bytearray(file.read_bytes())
        middle = len(content) // 2
        content[middle : middle + 200] = bytes(200)
        file.write_bytes(content)
        with pytest.raises(UsageError, match="cannot be unpacked"):
            imports.load(file)
        assert left(data) == []

    def test_a_zip_without_a_table(self, tmp_path: Path) -> None:
        import zipfile

        with zipfile.ZipFile(tmp_path / "v.zip", "w") as packed:
            packed.writestr("picture.png", "x")
        with pytest.raises(UsageError, match=r"holds no \.txt and no \.csv"):
            imports.load(tmp_path / "v.zip")

    def test_restrictions_are_for_dumps(self, tmp_path: Path) -> None:
        file = write_csv(tmp_path / "own.csv", "name,lat,lon", "A,1,2")
        with pytest.raises(UsageError, match="is no GeoNames dump"):
            imports.load(file, wanted=Wanted(alpha2=frozenset({"TJ"})))

    @pytest.mark.parametrize("name", ["", "Big", "a/b", "..", "x" * 41])
    def test_names_that_are_none(self, tmp_path: Path, name: str) -> None:
        file = write_csv(tmp_path / "own.csv", "name,lat,lon", "A,1,2")
        if name:
            with pytest.raises(UsageError, match="is no name for an import"):
                imports.load(file, name)
        else:
            assert imports.load(file, name).name == "own"
