"""Names of other times: the table, and places by them with and without a year."""

from __future__ import annotations

import math

import pytest

from dateline import gazetteer
from dateline.gazetteer import index, layout, tables

TABLE = list(tables.rows("former.tsv"))


def test_the_table_is_sound() -> None:
    codes = {row["alpha3"] for row in tables.rows("countries.tsv")}
    assert len(TABLE) >= 300
    for row in TABLE:
        assert int(row["from"]) <= int(row["until"]), row
        assert row["country"] in codes | {""}, row
        assert row["feature"] in {"PCLH", "ADM1", "ADM2", "PPL", "AIRP"}, row
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
    assert len({row["name"] for row in TABLE}) == len(TABLE)


def test_today_s_cities_are_where_the_former_ones_were() -> None:
    cities = [row for row in TABLE if row["feature"] == "PPL"]
    marks = ", ".join("?" * len(cities))
    found = index.connection().execute(
        f"SELECT geonames, lat, lon, country FROM place WHERE geonames IN ({marks})",
        [int(row["geonames"]) for row in cities],
    )
    points = {id: (lat, lon, country) for id, lat, lon, country in found}
    for row in cities:
        lat, lon, country = points[int(row["geonames"])]
        east = (lon - float(row["lon"])) * math.cos(math.radians(lat))
        assert math.hypot(lat - float(row["lat"]), east) * 111 < 30, row
        assert country == row["country"], row


@pytest.mark.parametrize(
    ("name", "id", "first", "last"),
    [
        ("Leningrad", 498817, 1924, 1991),
        ("Stalinabad", 1221874, 1929, 1961),
        ("Saigon", 1566083, 1698, 1976),
        ("Léopoldville", 2314302, 1881, 1966),
        ("Leopoldville", 2314302, 1881, 1966),
    ],
)
@pytest.mark.parametrize("year", [None, 1930, 2024])
def test_a_city_by_its_name_of_then(
    name: str, id: int, first: int, last: int, year: int | None
) -> None:
    (found,) = [entry for entry in gazetteer.places(name, year) if entry.geonames == id]
    assert (found.first, found.last, found.primary) == (first, last, False)
    assert gazetteer.places(name, year)[0].feature != "PCLH"


def test_a_name_that_geonames_still_has_is_not_former() -> None:
    saigon, keijo = gazetteer.places("Saigon")[0], gazetteer.places("Keijo", 1920)[0]
    assert not saigon.former
    assert (keijo.former, keijo.name, keijo.feature) == (True, "Seoul", "PPLC")


@pytest.mark.parametrize("name", ["Soviet Union", "USSR", "Yugoslavia", "Upper Volta"])
def test_a_former_country_is_given_with_its_years(name: str) -> None:
    found = gazetteer.places(name, 2024)[0]
    assert (found.feature, found.former, found.holds(2024)) == ("PCLH", True, False)
    assert found.holds(1975)


def test_an_older_name_of_a_country_is_that_country() -> None:
    found = [entry for entry in gazetteer.places("Burma") if entry.country == "MMR"]
    assert [(e.feature, e.first, e.last, e.former) for e in found] == [("PCLI", 1824, 1989, False)]


def test_in_its_years_it_comes_before_what_is_past() -> None:
    names = {
        year: [e.former for e in gazetteer.places("Natal", year) if e.country == "ZAF"][-1]
        for year in (1900, 2024)
    }
    assert set(names.values()) == {True}
    assert gazetteer.places("Natal", 2024)[-1].former
    assert [e.feature for e in gazetteer.places("Natal", 2024) if e.former] == ["ADM1"]


@pytest.mark.parametrize(
    ("word", "demonym", "code"),
    [
        ("Soviet", True, "RUS"),
        ("Soviets", True, "RUS"),
        ("soviet", False, None),
        ("Rhodesian", True, "ZWE"),
        ("Rhodesians", True, "ZWE"),
        ("East German", True, "DEU"),
        ("Yugoslav", True, None),
        ("Czechoslovak", True, None),
        ("ottoman", False, None),
        ("Ottoman", True, "TUR"),
        ("Roman", False, None),
        ("Nazi", False, None),
        ("Confederate", False, None),
        ("Soviet Union", False, None),
    ],
)
def test_demonyms_of_former_countries(word: str, demonym: bool, code: str | None) -> None:
    assert (gazetteer.is_demonym(word), gazetteer.country(word)) == (demonym, code)


def test_every_row_is_found_by_its_names() -> None:
    for row in TABLE:
        for name in (row["name"], *tables.parts(row["aliases"])):
            rows = layout.lookup(index.connection(), tables.key(name))
            dated = [(entry.first, entry.last) for entry in rows if entry.last is not None]
            assert (int(row["from"]), int(row["until"])) in dated, name
