"""A row of a user's own gazetteer: a CSV with the columns name, lat, lon and some that may be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dateline.errors import UsageError
from dateline.gazetteer import countries
from dateline.gazetteer.imported_row import BadRow, Found, degrees, named, whole
from dateline.gazetteer.layout import Rank, Row
from dateline.gazetteer.tables import parts

_NEEDED = ("name", "lat", "lon")
COLUMNS = (
    *_NEEDED, "geonames", "country", "admin1", "feature", "population", "alternate_names", "from",
    "until", "priority",
)  # fmt: skip
_SAME = {"latitude": "lat", "longitude": "lon", "lng": "lon", "geonameid": "geonames"}
_FEATURE = re.compile(r"[A-Z][A-Z0-9]{0,9}")
# Years before this are not in the news; a year beyond is a slip.
_EARLIEST, _LATEST = -9999, 9999


class Header:
    """The columns of a file: where each stands, and those that are not known."""

    def __init__(self, cells: Sequence[str], file: str) -> None:
        """Read the first row.

        Raises:
            UsageError: when a needed column is not there, or one is there twice.
        """
        written = [cell.strip().lower() for cell in cells]
        names = [_SAME.get(name, name) for name in written]
        twice = sorted({name for name in names if name in COLUMNS and names.count(name) > 1})
        if twice:
            raise UsageError(f"{file} has the column {twice[0]} twice. Leave one of them.")
        if any(name not in names for name in _NEEDED):
            found = ", ".join(name[:40] for name in names[:20] if name) or "none"
            raise UsageError(
                f"{file} is neither a GeoNames dump (19 columns parted by tabs) nor a CSV with a "
                f"header that names the columns name, lat and lon. Columns found: {found}."
            )
        self.at = {name: names.index(name) for name in COLUMNS if name in names}
        self.unknown = [name for name in names if name and name not in COLUMNS]


def reader(header: Header, first: bool) -> Callable[[Sequence[str]], Found]:
    """Return what reads the cells of a row; it raises BadRow. ``first``: every row comes first."""

    def read(cells: Sequence[str]) -> Found:
        def cell(name: str) -> str:
            at = header.at.get(name, len(cells))
            return cells[at].strip() if at < len(cells) else ""

        admin1, feature = cell("admin1") or None, _feature(cell("feature"))
        name = named(cell("name"))
        row = Row(
            geonames=whole(cell("geonames"), "geonames", least=1),
            name=name,
            lat=degrees(cell("lat"), 90, "lat"),
            lon=degrees(cell("lon"), 180, "lon"),
            country=_country(cell("country")),
            admin1=admin1 or (name if feature == "ADM1" else None),
            feature=feature,
            population=whole(cell("population"), "population") or 0,
            rank=Rank.CHOICE if _comes_first(cell("priority")) or first else Rank.PLACE,
        )
        return Found(
            row, tuple(parts(cell("alternate_names"))), _years(cell("from"), cell("until"))
        )

    return read


def _feature(text: str) -> str:
    if not text:
        return "PPL"
    if not _FEATURE.fullmatch(text.upper()):
        raise BadRow(f"feature {text[:40]!r} is no code of GeoNames, as PPL or ADM1 is")
    return text.upper()


def _country(text: str) -> str | None:
    if not text:
        return None
    found = countries.by_code_or_name(text)
    if found is None:
        raise BadRow(
            f"country {text[:40]!r} is not known: give an ISO 3166-1 code (TJK or TJ) or a name"
        )
    return found.alpha3


def _years(first: str, last: str) -> tuple[int | None, int | None]:
    start = whole(first, "from", _EARLIEST, _LATEST)
    end = whole(last, "until", _EARLIEST, _LATEST)
    if start is not None and end is not None and start > end:
        raise BadRow(f"from {start} is after until {end}")
    return start, end


def _comes_first(text: str) -> bool:
    if text.lower() not in ("", "first"):
        raise BadRow(f"priority {text[:40]!r} is none: write first, or nothing")
    return bool(text)
