"""The column "people" of the table of divisions."""

from __future__ import annotations

from collections import Counter

from training.divisions import filled


def test_people_are_counted_by_country_and_code() -> None:
    table = (
        "# a comment\ncountry\tcode\tname\tpeople\taliases\nAUT\t09\tWien\t7\tx\nAUT\t01\tB\t\t\n"
    )
    counts = Counter({("AT", "09"): 12, ("DE", "09"): 5})
    assert filled(table, counts).splitlines()[2:] == ["AUT\t09\tWien\t12\tx", "AUT\t01\tB\t0\t"]
