"""Invented gazetteers: lines of a dump in GeoNames' 19 columns, and CSVs."""

from __future__ import annotations

import zipfile
from pathlib import Path


def line(
    id: int | str,
    name: str,
    others: str = "",
    *,
    lat: object = 38.5,
    lon: object = 68.8,
    kind: str = "P.PPL",
    country: str = "TJ",
    people: object = 0,
) -> str:
    """Return a line of a dump."""
    letter, _, code = kind.partition(".")
    cells = [
        *(id, name, name, others, lat, lon, letter, code, country, "", "01", "", "", "", people),
        *("", "", "Asia/Dushanbe", "2020-01-01"),
    ]
    return "\t".join(str(cell) for cell in cells) + "\n"


VILLAGES = [
    line(900001, "Kurmodara", "Kurmo Dara,Курмодара,KMD,库尔莫", people=1200),
    line(900002, "Kurmodara", country="AF", people=30),
    line(900003, "Kurmodara Range", kind="T.MTS"),
    line(900004, "Kurmodara District", kind="A.ADM2", people=40_000),
]


def write_dump(file: Path, lines: list[str]) -> Path:
    """Write a dump, packed beside a readme where the name ends in .zip."""
    text = "".join(lines)
    if file.suffix != ".zip":
        file.write_text(text, encoding="utf-8")
        return file
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("readme.txt", "about it")
        packed.writestr(f"{file.stem}.txt", text)
    return file


def write_csv(file: Path, *rows: str) -> Path:
    """Write rows of a CSV."""
    file.write_text("".join(row + "\n" for row in rows), encoding="utf-8")
    return file
