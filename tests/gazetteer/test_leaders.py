"""Public figures by name and year."""

from __future__ import annotations

import pytest

from dateline.gazetteer import by_code, leader
from dateline.gazetteer.tables import parts, rows


@pytest.mark.parametrize(
    ("name", "year", "titled", "country", "sector"),
    [
        ("Vladimir Putin", 2015, False, "RUS", "GOV"),
        ("Putin", 2015, False, "RUS", "GOV"),
        ("Putin", 1985, False, None, None),
        ("Nelson Mandela", 1980, False, "ZAF", "OPP"),
        ("Nelson Mandela", 1996, False, "ZAF", "GOV"),
        ("Nelson Mandela", 2005, False, "ZAF", "ELI"),
        ("Brown", 2008, False, None, None),
        ("Brown", 2008, True, "GBR", "GOV"),
        ("Bush", 1990, False, "USA", "GOV"),
        ("Bush", 1996, False, None, None),
        ("Kofi Annan", 2000, False, None, "IGO"),
        ("Barack Obama", 1999, False, "USA", None),
        ("Jane Roe", 2000, False, None, None),
    ],
)
def test_a_name_means_somebody_in_a_year(
    name: str, year: int, titled: bool, country: str | None, sector: str | None
) -> None:
    found = leader(name, year, titled)
    assert (found.country if found else None, found.sector if found else None) == (country, sector)


def test_the_table_is_sound() -> None:
    seen = set()
    for row in rows("leaders.tsv"):
        assert row["country"] == "" or by_code(row["country"]), row
        assert row["sector"] in {"GOV", "OPP", "REB", "MIL", "REL", "IGO", "LEG", "JUD", "UAF"}, row
        assert int(row["from"]) <= int(row["until"] or 9999), row
        assert all(parts(row["aliases"])), row
        assert (row["name"], row["from"]) not in seen, row
        seen.add((row["name"], row["from"]))
    assert len(seen) > 500
