"""Who is private: a table of hard cases, read from end to end. All people are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.reading import private

TABLE = Path(__file__).parent / "people.tsv"


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0][:60])
def test_the_kinds_of_a_person(row: list[str]) -> None:
    text, mention, kinds, public = row
    reading = dateline.read(text, published="2015-05-28")
    ids = [e.id for e in reading.entities if any(m.text == mention for m in e.mentions)]
    assert len(ids) == 1, [e.name for e in reading.entities]
    found = {person.entity: person for person in private.private_people(reading)}
    person = found.get(ids[0])
    told = set(person.kinds) if person else set()
    assert told == set(kinds.replace("none", "").split()), person
    if person is not None:
        assert (person.public is not None) == (public == "yes"), person
        for sign in person.signs:
            assert reading.article.text[sign.start : sign.end] == sign.text


def test_the_table_is_large() -> None:
    assert len(rows()) >= 80
