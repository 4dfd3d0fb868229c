"""Hard places: invented sentences with the place that a person reads in them (places.tsv).

A row is a text, the outlet that printed it (or none), a mention with its number among equal words
(``nth``, from 1), and what the mention is:

- ``place``: it resolves to a place in ``country`` and ``admin1`` where the row gives them, within
  the kilometres of ``near`` (``lat,lon,km``), with ``precision``;
- ``none``: it is no place, or only a part of a longer name. A longer place around it is no error
  ("Niger" in "Niger River"), and neither is a mention left without a resolution;
- ``government``: a capital or a palace that stands for a government: its country is known, and
  no report happens there.

Rows listed in known_failures.txt do not hold yet; a line goes when its row holds.
"""

from __future__ import annotations

import csv
import math
import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.records import Place, Reading, Span

HERE = Path(__file__).parent
COLUMNS = [
    *("id", "text", "outlet", "mention", "nth"),
    *("expect", "country", "admin1", "near", "precision", "why"),
]
PUBLISHED = "2024-05-08"
_EARTH_KM = 6371.0
# "Niger State" and "Niger" are one division: what kind it is does not tell it from another.
_KIND = re.compile(
    r"\b(?:the|of|province|state|region|governorate|department|oblast|district|prefecture)\b"
)
# A town is no worse where its very point or its municipality is known.
_AS_GOOD = {"city": {"city", "point", "admin2"}, "admin1": {"admin1"}, "region": {"region"}}

Row = dict[str, str]


def _rows() -> list[Row]:
    with (HERE / "places.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _known() -> frozenset[str]:
    path = HERE / "known_failures.txt"
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return frozenset(line.split("#")[0].strip() for line in lines) - {""}


ROWS = _rows()
KNOWN = _known()


def _cases() -> list[object]:
    known = pytest.mark.xfail(strict=True, reason="known_failures.txt")
    return [
        pytest.param(row, id=row["id"], marks=[known] if row["id"] in KNOWN else []) for row in ROWS
    ]


@cache
def _reading(text: str, outlet: str) -> Reading:
    return dateline.read(text, outlet=outlet or None, published=PUBLISHED)


def _mention(row: Row, text: str) -> Span:
    found = [m for m in re.finditer(re.escape(row["mention"]), text)]
    match = found[int(row["nth"]) - 1]
    return Span(start=match.start(), end=match.end())


def _overlap(place: Span, mention: Span) -> int:
    return min(place.end, mention.end) - max(place.start, mention.start)


def _wider(place: Span, mention: Span) -> bool:
    """Whether a place's span holds the mention and more words."""
    inside = place.start <= mention.start and mention.end <= place.end
    return inside and place.end - place.start > mention.end - mention.start


def _at(reading: Reading, mention: Span) -> Place | None:
    """Return the place that shares most with the mention and has least besides, if any."""
    sharing = [place for place in reading.places if _overlap(place, mention) > 0]
    return max(
        sharing, key=lambda p: (_overlap(p, mention), p.start - p.end, -p.start), default=None
    )


def _kilometres(place: Place, lat: float, lon: float) -> float:
    """Return the great-circle distance of a place from a point; infinite where it has none."""
    if place.lat is None or place.lon is None:
        return math.inf
    a, b = math.radians(place.lat), math.radians(lat)
    half_lat, half_lon = (b - a) / 2, math.radians(lon - place.lon) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(a) * math.cos(b) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord)))


def _plain(name: str) -> str:
    """Return a division's name without case, accents and the word for its kind."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c)
    )
    return " ".join(re.findall(r"\w+", _KIND.sub(" ", bare)))


def _is_the_place(row: Row, place: Place | None) -> None:
    assert place is not None, "no place found"
    assert place.precision != "none", "found, not resolved"
    if row["country"]:
        assert place.country == row["country"]
    if row["admin1"]:
        assert _plain(place.admin1 or "") == _plain(row["admin1"])
    if row["near"]:
        lat, lon, km = (float(number) for number in row["near"].split(","))
        assert _kilometres(place, lat, lon) <= km, f"{place.name} at {place.lat}, {place.lon}"
    if row["precision"]:
        assert place.precision in _AS_GOOD.get(row["precision"], {row["precision"]})


def _is_no_place(reading: Reading, mention: Span) -> None:
    wrong = [
        (place.text, place.name, place.country)
        for place in reading.places
        if _overlap(place, mention) > 0 and place.precision != "none" and not _wider(place, mention)
    ]
    assert not wrong


def _is_a_government(row: Row, reading: Reading, mention: Span) -> None:
    places = {p.id: p for p in reading.places if _overlap(p, mention) > 0}
    named = [e for e in reading.entities if any(_overlap(m, mention) > 0 for m in e.mentions)]
    countries = {p.country for p in places.values()} | {e.country for e in named}
    if row["country"]:
        assert row["country"] in countries
    assert not [r.anchor.text for r in reading.reports if r.place in places], "taken as the scene"


@pytest.mark.parametrize("row", _cases())
def test_the_mention_is_what_a_person_reads(row: Row) -> None:
    reading = _reading(row["text"], row["outlet"])
    mention = _mention(row, reading.article.text)
    if row["expect"] == "none":
        _is_no_place(reading, mention)
    elif row["expect"] == "government":
        _is_a_government(row, reading, mention)
    else:
        _is_the_place(row, _at(reading, mention))


class TestTheTable:
    """The table itself: whoever adds a row learns here what is wrong with it."""

    def test_columns_and_ids(self) -> None:
        assert all(list(row) == COLUMNS and None not in row.values() for row in ROWS)
        ids = [row["id"] for row in ROWS]
        assert len(set(ids)) == len(ids) >= 250
        assert set(ids) >= KNOWN

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
    def test_row(self, row: Row) -> None:
        assert row["mention"]
        assert row["text"].count(row["mention"]) >= int(row["nth"]) >= 1
        assert re.fullmatch(r"[A-Z]{3}|", row["country"])
        assert row["precision"] in {"", "city", "admin1", "country", "region"}
        assert row["why"]
        if row["near"]:
            lat, lon, km = (float(number) for number in row["near"].split(","))
            assert abs(lat) <= 90
            assert abs(lon) <= 180
            assert 0 < km <= 2500
        if row["expect"] == "place":
            assert row["country"] or row["near"]
        else:
            assert row["expect"] in {"none", "government"}
            assert {row["admin1"], row["near"], row["precision"]} == {""}

    def test_it_holds_enough_of_each_kind(self) -> None:
        no_scene = [row for row in ROWS if row["expect"] != "place"]
        assert len(no_scene) >= 60
        assert len([row for row in ROWS if "against" in row["why"]]) >= 40
