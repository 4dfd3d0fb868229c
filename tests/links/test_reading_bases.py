"""FollowTheMoney lines and rows of Wikidata ids as entries; countries, dates and ids."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.links import facts, ftm, wikidata
from dateline.links.entry import BadLine, Entry, Name
from tests.links.invented import person


def line(data: Any) -> bytes:
    return json.dumps(data).encode()


class TestFollowTheMoney:
    def test_what_is_read_of_a_person(self) -> None:
        data = person(
            "NK-1", "Orlan  Beshmet", alias=["O. Beshmet", "Orlan  Beshmet"], weakAlias="Heron",
            previousName="Orlan Tamm", country=["tj", "suhh"], nationality="ru",
            birthDate="1961-04", deathDate="2009-03-02", position="Minister of Defence",
            topics=["role.spy", "sanction"], wikidataId="Q999001", notes="not read",
        )  # fmt: skip
        assert ftm.read(line(data)) == Entry(
            id="NK-1",
            type="person",
            names=(
                Name("Orlan Beshmet"),
                Name("O. Beshmet", "alias"),
                Name("Orlan Beshmet", "alias"),
                Name("Orlan Tamm", "previous"),
                Name("Heron", "weak"),
            ),
            countries=("TJK", "RUS"),
            born=("1961-04",),
            died=("2009-03-02",),
            positions=("Minister of Defence",),
            sectors=("SPY",),
            wikidata="Q999001",
        )

    @pytest.mark.parametrize(
        ("schema", "type"),
        [
            ("Person", "person"), ("Organization", "organization"), ("Company", "organization"),
            ("PublicBody", "organization"), ("LegalEntity", "any"),
        ],
    )  # fmt: skip
    def test_schemata_that_are_read(self, schema: str, type: str) -> None:
        read = ftm.read(line(person("a", "Orlan Beshmet", schema=schema)))
        assert isinstance(read, Entry)
        assert read.type == type

    @pytest.mark.parametrize("schema", ["Vessel", "Sanction", "Ownership", "Document"])
    def test_others_are_named(self, schema: str) -> None:
        assert ftm.read(line(person("a", "Orlan Beshmet", schema=schema))) == schema

    @pytest.mark.parametrize(
        ("bad", "why"),
        [
            (b"nonsense", "no JSON"),
            (b'{"id": "a"', "no JSON"),
            (b"[" * 100_000, "no JSON"),
            (b'"text"', "no JSON object"),
            (b"\xff\xfe", "not UTF-8"),
            (line({"schema": "Person"}), "no id"),
            (line({"id": 7, "schema": "Person"}), "no id"),
            (line({"id": "a"}), "no schema"),
            (line({"id": "a", "schema": "Person"}), "no properties"),
            (line({"id": "a", "schema": "Person", "properties": {}}), "no name"),
            (line({"id": "a", "schema": "Person", "properties": {"name": [" ", 7]}}), "no name"),
        ],
    )
    def test_a_bad_line_says_why(self, bad: bytes, why: str) -> None:
        with pytest.raises(BadLine, match=why):
            ftm.read(bad)

    def test_a_person_of_first_and_last_name_has_a_name(self) -> None:
        data = {"id": "a", "schema": "Person",
                "properties": {"firstName": ["Orlan"], "lastName": ["Beshmet"]}}  # fmt: skip
        read = ftm.read(line(data))
        assert isinstance(read, Entry)
        assert read.name == "Orlan Beshmet"

    def test_a_caption_stands_in_for_a_name(self) -> None:
        data = {"id": "a", "schema": "Person", "caption": "Orlan Beshmet", "properties": {}}
        read = ftm.read(line(data))
        assert isinstance(read, Entry)
        assert read.name == "Orlan Beshmet"

    def test_nested_entities_are_no_values(self) -> None:
        data = person("a", "Orlan Beshmet")
        data["properties"]["country"] = [{"id": "x"}, "tj"]
        read = ftm.read(line(data))
        assert isinstance(read, Entry)
        assert read.countries == ("TJK",)

    def test_a_thousand_names_are_cut(self) -> None:
        read = ftm.read(line(person("a", "A B", alias=[f"Alias {n}" for n in range(1000)])))
        assert isinstance(read, Entry)
        assert len(read.names) == 200

    def test_an_id_of_wikidata_is_one(self) -> None:
        read = ftm.read(line(person("Q999001", "Orlan Beshmet")))
        assert isinstance(read, Entry)
        assert read.wikidata == "Q999001"

    @pytest.mark.parametrize(
        ("given", "base"),
        [
            ({"id": "NK-abc"}, "opensanctions"),
            ({"id": "Q1", "datasets": ["x"], "referents": []}, "opensanctions"),
            ({"id": "Q1", "datasets": ["x"]}, "ftm"),
            ({"id": "7f3a", "collection_id": "4"}, "ftm"),
        ],
    )
    def test_whose_export_it_is(self, given: dict[str, Any], base: str) -> None:
        assert ftm.base_of(line(given)) == base

    @pytest.mark.parametrize("given", [b"", b"nonsense", b"[]", b"\xff", b"[" * 100_000])
    def test_a_line_of_no_kind_is_of_nobody(self, given: bytes) -> None:
        assert ftm.base_of(given) == "ftm"


class TestWikidata:
    COLUMNS = ("wikidata", "name", "type", "aliases", "country", "born", "died", "position")

    def test_what_is_read_of_a_row(self) -> None:
        cells = ["http://www.wikidata.org/entity/Q999001", "Orlan Beshmet", "human",
                 "O. Beshmet|Orlan Tamm", "Tajikistan|RU", "1961-00-00T00:00:00Z", "",
                 "Minister of Defence|general"]  # fmt: skip
        assert wikidata.read(list(self.COLUMNS), cells) == Entry(
            id="Q999001",
            type="person",
            names=(
                Name("Orlan Beshmet"),
                Name("O. Beshmet", "alias"),
                Name("Orlan Tamm", "alias"),
            ),
            countries=("TJK", "RUS"),
            born=("1961",),
            positions=("Minister of Defence", "general"),
            wikidata="Q999001",
        )

    @pytest.mark.parametrize(
        ("cells", "why"),
        [
            (["Q0", "Orlan Beshmet", "person"], "no Wikidata id"),
            (["", "Orlan Beshmet", "person"], "no Wikidata id"),
            (["Q1"], "no name"),
            (["Q1", " ", "person"], "no name"),
            (["Q1", "Orlan Beshmet", "horse"], "neither person nor"),
            (["Q1", "Orlan Beshmet"], "neither person nor"),
            (["Q1", "Orlan Beshmet", "person", "", "Ruritania"], "not known"),
            ([*["Q1", "Orlan Beshmet", "person"], *[""] * 5, "more"], "9 cells for 8 columns"),
        ],
    )
    def test_a_bad_row_says_why(self, cells: list[str], why: str) -> None:
        with pytest.raises(BadLine, match=why):
            wikidata.read(list(self.COLUMNS), cells)

    def test_columns_are_known_in_any_case_and_order(self) -> None:
        assert wikidata.header(["\ufeffType", " QID ", '"Name"'], "x.csv") == [
            "type",
            "qid",
            "name",
        ]

    @pytest.mark.parametrize(
        ("columns", "missing"),
        [
            (["id", "label"], "wikidata (or qid) and no column name and no column type"),
            (["qid", "name"], "no column type"),
            ([], "Columns found: none"),
        ],
    )
    def test_missing_columns_are_named_with_those_found(
        self, columns: list[str], missing: str
    ) -> None:
        with pytest.raises(UsageError) as error:
            wikidata.header(columns, "x.csv")
        assert missing in str(error.value)
        assert all(column in str(error.value) for column in columns)


class TestEntry:
    ONE = Entry("a", "any", (Name("Orlan Beshmet"),), ("TJK",), ("1961",))

    def test_json_keeps_all_of_it(self) -> None:
        assert Entry.from_json(self.ONE.to_json()) == self.ONE

    def test_two_lines_of_one_id_become_one(self) -> None:
        other = Entry("a", "person", (Name("O. Beshmet", "alias"),), ("TJK", "RUS"), wikidata="Q1")
        both = Entry(
            "a", "person", (Name("Orlan Beshmet"), Name("O. Beshmet", "alias")), ("TJK", "RUS"),
            ("1961",), wikidata="Q1",
        )  # fmt: skip
        assert self.ONE.merged(other) == both

    def test_the_name_to_show_is_a_main_one(self) -> None:
        assert Entry("a", "any", (Name("Tamm", "alias"), Name("Orlan"))).name == "Orlan"
        assert Entry("a", "any", (Name("Tamm", "alias"),)).name == "Tamm"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("tj", "TJK"), ("TJ", "TJK"), ("TJK", "TJK"), ("Tajikistan", "TJK"), ("gb-sct", "GBR"),
        ("xk", "XKX"), ("suhh", None), ("", None), ("eu", None), ("Ruritania", None),
    ],
)  # fmt: skip
def test_countries(given: str, code: str | None) -> None:
    assert facts.country(given) == code


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("1961", "1961"), ("1961-04", "1961-04"), ("1961-04-12", "1961-04-12"),
        ("+1961-04-12T00:00:00Z", "1961-04-12"), ("1961-00-00", "1961"), ("1961-04-00", "1961-04"),
        ("1961-13-01", "1961"), ("0000", None), ("April 1961", None), ("", None), ("19611", None),
    ],
)  # fmt: skip
def test_dates(given: str, date: str | None) -> None:
    assert facts.date(given) == date


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ("Q42", "Q42"), ("https://www.wikidata.org/wiki/Q42", "Q42"), ("q42", None), ("Q", None),
        ("42", None), ("Q42x", None),
    ],
)  # fmt: skip
def test_wikidata_ids(given: str, id: str | None) -> None:
    assert facts.wikidata(given) == id
