"""A line of a GeoNames dump (allCountries.txt, US.txt): 19 columns parted by tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dateline.gazetteer import countries, index
from dateline.gazetteer.imported_row import BadRow, Found, degrees, named, whole
from dateline.gazetteer.layout import Rank, Row, useful

COLUMNS = 19
_ID, _NAME, _ASCII, _OTHERS, _LAT, _LON, _CLASS, _CODE, _COUNTRY = range(9)
_ADMIN1, _POPULATION = 10, 14


@dataclass(frozen=True)
class Wanted:
    """What is taken of a dump: classes (P) and codes (ADM1) of features, alpha-2 codes; empty: all.

    ``first``: what is taken wins over everything else of its name.
    """

    features: frozenset[str] = frozenset()
    alpha2: frozenset[str] = frozenset()
    first: bool = False

    def takes(self, cells: list[str]) -> bool:
        """Return whether a line is taken."""
        kinds = self.features
        right = not kinds or cells[_CLASS] in kinds or cells[_CODE] in kinds
        return right and (not self.alpha2 or cells[_COUNTRY] in self.alpha2)


def is_dump(line: str) -> bool:
    """Return whether a file with this first line looks like a dump."""
    cells = line.split("\t")
    return len(cells) == COLUMNS and cells[_ID].isdecimal()


def reader(wanted: Wanted) -> Callable[[str], Found | None]:
    """Return what reads a line: the place, None where it is not wanted; it raises BadRow."""
    holders = {alpha2: country.alpha3 for alpha2, country in countries.by_alpha2().items()}
    divisions = index.division_names()
    rank = Rank.CHOICE if wanted.first else Rank.PLACE

    def read(line: str) -> Found | None:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            raise BadRow(f"it has {len(cells)} columns, not {COLUMNS}")
        if not wanted.takes(cells):
            return None
        id = whole(cells[_ID], "geonameid", least=1)
        if id is None:
            raise BadRow("it has no geonameid")
        row = Row(
            geonames=id,
            name=named(cells[_NAME]),
            lat=degrees(cells[_LAT], 90, "latitude"),
            lon=degrees(cells[_LON], 180, "longitude"),
            country=holders.get(cells[_COUNTRY]),
            admin1=divisions.get((cells[_COUNTRY], cells[_ADMIN1])),
            feature=cells[_CODE] or cells[_CLASS],
            population=whole(cells[_POPULATION], "population") or 0,
            rank=rank,
        )
        others = useful((cells[_ASCII], *cells[_OTHERS].split(",")))
        return Found(row, tuple(others))

    return read
