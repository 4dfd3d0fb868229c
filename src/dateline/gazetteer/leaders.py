"""Public figures whose name alone tells a country and a sector: "Putin offered to talk"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.gazetteer.tables import key, parts, rows

# Where family names come first the last word of a name is no family name.
_FAMILY_FIRST = frozenset({"PRK", "KOR", "CHN", "VNM", "KHM", "MMR", "TWN", "SGP", "KAZ"})
_SHORTEST_SURNAME = 4
# Family names that thousands bear: they need a first name or a title.
_ORDINARY = frozenset(
    """
    adams baker brown carter castillo castro christopher clark duque fernandez ford fox garcia
    gonzalez gore graham hariri harris hernandez howard johnson jonathan kerry khan lagos leader
    major may merz morrison paul perez perry powell putra rice sall sanchez santos sharif singh
    straw taylor toledo wade wilson abbott abdullah adam ahmed aquino hasan hussein ibrahim
    mohamud najib salman rubio scholz carney traore toure keita conde jiang deng
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class LeaderEntry:
    """A public figure as of a year; ``country`` is alpha-3, None where it is of none.

    ``holds``: whether the office was held in that year. Who held it before is of the elite (ELI),
    who came to it later had no known sector then.
    """

    name: str
    country: str | None
    sector: str | None
    holds: bool


@dataclass(frozen=True)
class _Row:
    name: str
    country: str | None
    sector: str
    first: int
    last: int | None

    def holds(self, year: int) -> bool:
        return self.first <= year and (self.last is None or year <= self.last)


def leader(name: str, year: int | None = None, titled: bool = False) -> LeaderEntry | None:
    """Return who a name means, None where it is nobody's or several people's of that time.

    A bare family name counts in the years of the office only; an ordinary one ("Brown") only with
    a title before it (``titled``). Without a year things are as of the latest office.
    """
    wanted = key(name)
    bare = " " not in wanted
    found = _leaders().get(wanted, [])
    if bare and (wanted in _ORDINARY and not titled):
        return None
    now = [row for row in found if year is None or row.holds(year)]
    if now and (not bare or len({row.name for row in now}) == 1):
        return _entry(now[-1], now[-1].sector, True)
    if bare:
        # "the Bush administration" is American whichever Bush and year it is of.
        same = len({row.country for row in found}) == 1
        return _entry(found[-1], None, False) if titled and same else None
    return _past(found, year) if found else None


def _past(found: Sequence[_Row], year: int | None) -> LeaderEntry | None:
    """Return a figure in a year without office."""
    if len({row.name for row in found}) != 1:
        return None
    over = any(row.last is not None and year is not None and row.last < year for row in found)
    return _entry(found[-1], "ELI" if over else None, False)


def _entry(row: _Row, sector: str | None, holds: bool) -> LeaderEntry:
    return LeaderEntry(row.name, row.country, sector, holds)


@cache
def _leaders() -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = {}
    for row in rows("leaders.tsv"):
        entry = _Row(
            row["name"],
            row["country"] or None,
            row["sector"],
            int(row["from"]),
            int(row["until"]) if row["until"] else None,
        )
        names = [row["name"], *parts(row["aliases"])]
        surname = row["name"].split()[-1]
        if row["country"] not in _FAMILY_FIRST and len(surname) >= _SHORTEST_SURNAME:
            names.append(surname)
        for name in dict.fromkeys(map(key, names)):
            found.setdefault(name, []).append(entry)
    return found
