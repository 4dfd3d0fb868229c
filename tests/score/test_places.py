"""The places suite: the two formats, and what its figures count. The texts are invented."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.records import Article, Place
from dateline.score import measure
from dateline.score.places import Toponym, is_near, kilometres, load, score
from dateline.score.tools import Tools


def no(text: str) -> Any:
    raise AssertionError("this suite only asks for places")


LGL = """<?xml version="1.0" encoding="utf-8"?>
<articles><article docid="1"><title>Fire</title><url>http://example.org/1</url>
<dltime>2009-03-20 12:24:52.002364-05</dltime>
<text>Fire in Paris, near Reno Road.</text>
<toponyms count="2">
<toponym><start>8</start><end>13</end><phrase>Paris</phrase><gaztag geonameid="4717560">
<name>Paris</name><lat>33.66</lat><lon>-95.56</lon></gaztag></toponym>
<toponym><start>20</start><end>29</end><phrase>Reno Road</phrase></toponym>
</toponyms></article></articles>"""
GEOVIRUS = """<articles><article><source>http://example.org/2</source>
<text>Flu in Lyon.</text><locations><location><name>Lyon</name><start>8</start><end>12</end>
<lat>45.76</lat><lon>4.84</lon><page>x</page></location></locations></article></articles>"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    lgl, geovirus = tmp_path / "lgl.xml", tmp_path / "geovirus.xml"
    lgl.write_text(LGL, "utf-8")
    geovirus.write_text(GEOVIRUS, "utf-8")
    return lgl, geovirus


def test_both_formats_give_words_and_points(files: tuple[Path, Path]) -> None:
    [lgl], [geovirus] = load(files[0]), load(files[1])
    assert [lgl.text[p.start : p.end] for p in lgl.places] == ["Paris", "Reno Road"]
    assert [(p.lat, p.lon) for p in lgl.places] == [(33.66, -95.56), (None, None)]
    assert (lgl.published, lgl.url) == ("2009-03-20", "http://example.org/1")
    assert [geovirus.text[p.start : p.end] for p in geovirus.places] == ["Lyon"]


def test_what_the_figures_count(files: tuple[Path, Path]) -> None:
    golds = [*load(files[0]), *load(files[1])]
    paris_france = Toponym(8, 13, 48.85, 2.35)
    near_lyon = Toponym(3, 11, 45.0, 4.9)
    figures = {f.name: f for f in score(golds, [[paris_france], [near_lyon]])}
    assert (figures["found"].correct, figures["found"].gold, figures["found"].system) == (2, 3, 2)
    assert figures["exact"].correct == 1
    resolved = figures["resolved"]
    assert (resolved.correct, resolved.gold, resolved.system) == (1, 2, 2)
    assert figures["resolved of found"].recall == 50.0


def test_a_name_that_was_not_found_counts_against_resolution(files: tuple[Path, Path]) -> None:
    figures = {f.name: f for f in score(load(files[1]), [[]])}
    assert figures["resolved"].recall == 0.0
    assert figures["resolved of found"].gold == 0


def test_distances() -> None:
    assert kilometres((48.85, 2.35), (51.51, -0.13)) == pytest.approx(344, abs=3)
    assert kilometres((0, 179.9), (0, -179.9)) == pytest.approx(22.2, abs=0.1)
    assert is_near(Toponym(0, 1, 48.85, 2.35), Toponym(0, 1, 49.5, 2.35))
    assert not is_near(Toponym(0, 1, 48.85, 2.35), Toponym(0, 1))


def test_the_suite_reads_with_whatever_finds_places(files: tuple[Path, Path]) -> None:
    def places(article: Article) -> list[Place]:
        start = article.text.index("Lyon")
        return [Place(id="p1", start=start, end=start + 4, text="Lyon", lat=45.7, lon=4.8)]

    tools = Tools(no, no, places=places)
    assert measure("places", [files[1]], tools=tools).figure("resolved").recall == 100.0
    with pytest.raises(UsageError, match="find no places"):
        measure("places", [files[1]], tools=Tools(no, no))


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xml"
    path.write_text("<articles><article><text>Nothing.</text></article></articles>", "utf-8")
    with pytest.raises(UsageError, match="no toponyms"):
        measure("places", [path], tools=Tools(no, no))
