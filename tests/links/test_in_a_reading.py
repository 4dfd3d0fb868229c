"""A reading carries the links of its public people; the people here are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline import links

STORY = (
    "OSTERBY (Northern Press) - Tajik President Orlan Beshmet met the teacher Mara Ilvey on "
    "Monday. Beshmet, president of Tajikistan, said that the road would be opened."
)
ROWS = (
    "wikidata,name,type,country,position\n"
    "Q900001,Orlan Beshmet,person,Tajikistan,President of Tajikistan\n"
    "Q900002,Mara Ilvey,person,Tajikistan,\n"
)


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    path = tmp_path / "people.csv"
    path.write_text(ROWS, "utf-8")
    links.load(path)


@pytest.mark.usefixtures("imported")
def test_a_president_is_linked_and_a_teacher_is_not() -> None:
    reading = dateline.read(STORY, published="2015-05-28")
    linked = {e.name: e.link.id for e in reading.entities if e.link}
    assert linked == {"Orlan Beshmet": "Q900001"}


def test_without_an_import_nothing_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "none"))
    reading = dateline.read(STORY, published="2015-05-28")
    assert all(entity.link is None for entity in reading.entities)
