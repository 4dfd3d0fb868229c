"""A place as the gazetteer gives it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place: degrees (WGS 84), country as alpha-3, feature code of GeoNames."""

    geonames: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str
    population: int
    primary: bool = True
    """whether it was found by its own name, not by an alternate one"""
    first: int | None = None
    """the first year (negative: BC) in which it had the name that was looked up; None: no bound"""
    last: int | None = None
    """the last such year; None: no bound"""
    former: bool = False
    """whether it has that name in those years only: nobody would call it so of today"""
    first_choice: bool = False
    """whether the user's gazetteer says that it wins over all others of the name"""
    origin: str | None = None
    """the import that it comes from; None: the gazetteer that comes with the program"""
    misspelt: bool = False
    """whether the name is not its own but one or two letters away: a guess"""

    def holds(self, year: int) -> bool:
        """Return whether it had the name in a year."""
        after = self.first is None or self.first <= year
        return after and (self.last is None or year <= self.last)
