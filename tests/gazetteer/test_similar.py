"""Misspelt names: what is guessed, and what is not."""

from __future__ import annotations

import pytest

from dateline import gazetteer
from dateline.gazetteer import similar


@pytest.mark.parametrize(
    ("written", "name", "country"),
    [
        ("Kandahaar", "Kandahār", "AFG"),
        ("Mogadishou", "Mogadishu", "SOM"),
        ("Khartoumm", "Khartoum", "SDN"),
        ("Khratoum", "Khartoum", "SDN"),
        ("Afganistan", "Afghanistan", "AFG"),
        ("KRAMATORSKK", "Kramatorsk", "UKR"),
        ("Los Angelos", "Los Angeles", "USA"),
        ("Phillipines", "Philippines", "PHL"),
        ("Sacramneto", "Sacramento", "USA"),
    ],
)
def test_a_slip_or_two_away_is_a_guess(written: str, name: str, country: str) -> None:
    assert gazetteer.places(written) == []
    best = gazetteer.similar_places(written)[0]
    assert (best.name, best.country, best.misspelt, best.primary) == (name, country, True, False)


@pytest.mark.parametrize(
    "written",
    [
        "Kandahar",  # a name as it is
        "Aleppo",
        "Alepo",  # another place's exact name
        "Albanians",  # people, not Albania
        "Afghans",
        "Xandahaar",  # another first letter
        "Qabull",  # short
        "Khxyrtoum",  # two slips in a short name
        "Kandahaar 7",
        "Erdogan",
        "Netanyahu",
        "Johnson",
        "Petersen",
        "Zelensky",
        "K" * 5000,
        "",
        " ",
        "'",
        "\ud800andahaar",
    ],
)
def test_what_is_no_guess(written: str) -> None:
    assert gazetteer.similar_places(written) == []


def test_villages_are_not_guessed() -> None:
    assert gazetteer.places("Osterby") != []
    assert gazetteer.similar_places("Osterbyy") == []


def test_only_the_nearest_the_largest_first() -> None:
    found = gazetteer.similar_places("Khartoumm")
    assert [entry.feature for entry in found] == ["PPLC", "ADM1"]
    assert {entry.geonames for entry in found if entry.feature == "PPLC"} == {379252}


def test_every_guessed_name_is_one_that_is_known() -> None:
    names = [name for some in similar._names().values() for name in some]
    assert len(names) > 5000
    assert all(len(name) >= 6 for name in names)
    assert names == sorted(names, key=lambda name: (name[0], name))
