"""The lookup tables: facts that anybody can check."""

from __future__ import annotations

import pytest

from dateline import gazetteer
from dateline.gazetteer import countries, people, search, tables


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Tajikistan", "TJK"),
        ("Tajik", "TJK"),
        ("Tajiks", "TJK"),
        ("tajik", "TJK"),
        ("the Netherlands", "NLD"),
        ("U.S.", "USA"),
        ("US", "USA"),
        ("UK", "GBR"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("North Korean", "PRK"),
        ("TURKEY", "TUR"),
        ("us", None),
        ("turkey", None),
        ("polish", None),
        ("car", None),
        ("", None),
        ("Atlantis", None),
    ],
)
def test_country(word: str, code: str | None) -> None:
    assert gazetteer.country(word) == code


@pytest.mark.parametrize(
    ("word", "yes"),
    [("Tajik", True), ("Russians", True), ("Russia", False), ("police", False), ("us", False)],
)
def test_is_demonym(word: str, yes: bool) -> None:
    assert gazetteer.is_demonym(word) is yes


@pytest.mark.parametrize(
    ("lemma", "sector", "person"),
    [
        ("police", "COP", False),
        ("soldier", "MIL", True),
        ("president", "GOV", True),
        ("prime minister", "GOV", True),
        ("rebel", "REB", True),
        ("parliament", "LEG", False),
        ("judge", "JUD", True),
        ("refugee", "REF", True),
        ("journalist", "MED", True),
        ("doctor", "HLH", True),
    ],
)
def test_agent(lemma: str, sector: str, person: bool) -> None:
    entry = gazetteer.agent(lemma)
    assert entry is not None
    assert (entry.sector, entry.is_person, entry.is_group) == (sector, person, not person)


def test_what_is_no_agent() -> None:
    assert gazetteer.agent("table") is None
    assert gazetteer.agent("") is None


@pytest.mark.parametrize(
    ("name", "country", "sector"),
    [
        ("NATO", None, "IGO"),
        ("the United Nations", None, "IGO"),
        ("U.N.", None, "IGO"),
        ("al-Qaida", None, "REB"),
        ("Taliban", "AFG", "GOV"),
        ("Duma", "RUS", "LEG"),
        ("Pentagon", "USA", "MIL"),
    ],
)
def test_organisation(name: str, country: str | None, sector: str) -> None:
    entry = gazetteer.organisation(name)
    assert entry is not None
    assert (entry.country, entry.sector) == (country, sector)


@pytest.mark.parametrize("word", ["who", "is", "care", "let", "eta", "Nobody"])
def test_words_that_are_no_organisation(word: str) -> None:
    assert gazetteer.organisation(word) is None


@pytest.mark.parametrize(
    ("name", "year", "sector"),
    [
        ("Taliban", 1998, "GOV"),
        ("Taliban", 2010, "REB"),
        ("Taliban", 2024, "GOV"),
        ("ANC", 1985, "REB"),
        ("ANC", 1999, "GOV"),
        ("NATO", 1960, "IGO"),
    ],
)
def test_an_organisation_is_what_it_was_in_its_year(name: str, year: int, sector: str) -> None:
    entry = gazetteer.organisation(name, year)
    assert entry is not None
    assert entry.sector == sector


def test_titles() -> None:
    assert all(gazetteer.is_title(w) for w in ("President", "Colonel", "Mr.", "Sheikh", "Lt. Col."))
    assert not any(gazetteer.is_title(w) for w in ("president", "table", ""))


def test_tables_are_sound() -> None:
    codes = {row["alpha3"] for row in tables.rows("countries.tsv")}
    assert len(codes) >= 245
    organisations = list(tables.rows("organisations.tsv"))
    assert len({row["name"] for row in organisations}) >= 600
    assert all(row["sector"] and row["country"] in codes | {""} for row in organisations)
    assert all(row["country"] in codes | {""} for row in tables.rows("regions.tsv"))
    assert all(row["country"] in codes for row in tables.rows("divisions.tsv"))
    assert len(people._agents()) >= 1500
    names = [(row["name"], row["country"], row["from"]) for row in organisations]
    assert len(names) == len(set(names))


def test_the_periods_of_an_organisation_do_not_overlap() -> None:
    for entries in people._organisations().values():
        for number, one in enumerate(entries):
            for other in entries[:number]:
                if (one.name, one.country) == (other.name, other.country):
                    assert not any(one.holds(y) and other.holds(y) for y in range(1900, 2030)), one


def test_places_of_one_name() -> None:
    georgia = gazetteer.places("Georgia")
    assert [(p.country, p.feature) for p in georgia[:2]] == [("GEO", "PCLI"), ("USA", "ADM1")]
    assert gazetteer.places("Central Asia")[0].feature == "RGN"
    assert gazetteer.places("Zzyzxgorod") == gazetteer.places(" ") == []


def test_a_city_has_its_country_and_division() -> None:
    dushanbe = next(p for p in gazetteer.places("DUSHANBE") if p.feature == "PPLC")
    assert (dushanbe.geonames, dushanbe.country, dushanbe.feature) == (1221874, "TJK", "PPLC")
    assert dushanbe.lat == pytest.approx(38.54, abs=0.1)
    atlanta = gazetteer.places("Atlanta")[0]
    assert (atlanta.country, atlanta.admin1) == ("USA", "Georgia")


def test_every_country_of_the_table_can_be_placed() -> None:
    for row in tables.rows("countries.tsv"):
        found = search.places(row["name"])
        assert found, row["name"]
        assert found[0].country == countries.country(row["name"])
