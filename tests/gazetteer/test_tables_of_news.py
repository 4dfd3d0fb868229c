"""Outlets, seats of power, counties, and the sector of a phrase."""

from __future__ import annotations

import pytest

from dateline import gazetteer
from dateline.gazetteer import tables


@pytest.mark.parametrize(
    ("name", "url", "place", "kind"),
    [
        (None, "https://www.nytimes.com/2016/11/10/a.html", "New York City", "international"),
        ("The Moscow Times", None, "Moscow", "national"),
        ("Reuters", None, "London", "agency"),
        (None, "nothing.invalid/a", None, None),
        ("Daily News", None, None, None),  # several bear it
        (None, "http://[broken", None, None),
    ],
)
def test_an_outlet_and_its_home(
    name: str | None, url: str | None, place: str | None, kind: str | None
) -> None:
    entry = gazetteer.outlet(name, url)
    assert (entry.place if entry else None, entry.kind if entry else None) == (place, kind)


def test_outlets_are_sound() -> None:
    table = list(tables.rows("outlets.tsv"))
    codes = {row["alpha3"] for row in tables.rows("countries.tsv")}
    assert len(table) >= 1500
    assert all(row["country"] in codes for row in table)
    assert all(-90 <= float(r["lat"]) <= 90 and -180 <= float(r["lon"]) <= 180 for r in table)
    domains = [domain for row in table for domain in tables.parts(row["domains"])]
    assert len(domains) == len(set(domains))


@pytest.mark.parametrize(
    ("name", "country", "kind", "sector"),
    [
        ("Moscow", "RUS", "capital", "GOV"),
        ("the Kremlin", "RUS", "seat", "GOV"),
        ("Capitol Hill", "USA", "seat", "LEG"),
        ("the White House", "USA", "seat", "GOV"),
    ],
)
def test_what_stands_for_a_government(name: str, country: str, kind: str, sector: str) -> None:
    entry = gazetteer.power(name)
    assert entry is not None
    assert (entry.country, entry.kind, entry.sector) == (country, kind, sector)


def test_a_village_stands_for_nobody() -> None:
    assert gazetteer.power("Osterby") is None


def test_counties_lie_in_their_division() -> None:
    parish = gazetteer.places("Rapides Parish")[0]
    assert (parish.feature, parish.country, parish.admin1) == ("ADM2", "USA", "Louisiana")
    divisions = {p.admin1 for p in gazetteer.places("Douglas County")}
    assert {"Minnesota", "Colorado", "Oregon"} <= divisions


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("commander", "MIL"),
        ("rebel commander", "REB"),
        ("rebel soldier", "REB"),
        ("opposition lawmaker", "OPP"),
        ("army spokesman", "MIL"),
        ("Police Chief", "COP"),
        ("company executive", "BUS"),
        ("oil minister", "GOV"),
        ("newspaper editor", "MED"),
        ("union leader", "LAB"),
        ("intelligence officer", "SPY"),
        ("former president", "GOV"),
        ("table", None),
        ("", None),
    ],
)
def test_the_sector_of_a_phrase(phrase: str, sector: str | None) -> None:
    assert gazetteer.sector_of(phrase) == sector
