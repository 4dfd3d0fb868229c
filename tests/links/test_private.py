"""Private people are never linked, even where name and facts fit perfectly; all are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline import links
from dateline.records import Reading
from tests.links.test_decision import article, entity

PEOPLE = (
    "wikidata,name,type,country,position\n"
    "Q900001,Orlan Beshmet,person,Tajikistan,President of Tajikistan\n"
    "Q900002,Mara Ilvey,person,Tajikistan,police officer\n"
    "Q900003,Timur Askvold,person,Tajikistan,King of Tajikistan\n"
    "Q900004,Petra Lune,person,Tajikistan,police officer\n"
)


@pytest.fixture(autouse=True)
def base(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    links.load(path)


def linked(reading: Reading) -> dict[str, str]:
    return {e.name: e.link.id for e in reading.entities if e.link}


def notes(reading: Reading) -> list[str]:
    return [note.message for note in reading.notes if note.code == "link-private"]


def test_a_president_who_was_killed_is_a_public_actor() -> None:
    text = "Tajik President Orlan Beshmet was assassinated in Dushanbe on Monday, police said."
    reading = dateline.read(text, published="2015-05-28")
    assert linked(reading) == {"Orlan Beshmet": "Q900001"}
    assert notes(reading) == []


def test_a_victim_is_not_linked_though_post_and_country_fit() -> None:
    text = "Tajik police officer Mara Ilvey was killed in Dushanbe on Monday."
    reading = dateline.read(text, published="2015-05-28")
    assert linked(reading) == {}
    (note,) = notes(reading)
    assert "victim" in note
    assert "Ilvey" not in note
    assert "Q900002" not in note


def test_a_witness_is_not_linked_though_post_and_country_fit() -> None:
    text = '"I saw two men with guns," said Petra Lune, a Tajik police officer.'
    reading = dateline.read(text, published="2015-05-28")
    assert linked(reading) == {}
    assert [("witness" in note) for note in notes(reading)] == [True]


def test_a_minor_is_not_linked_whatever_the_post() -> None:
    text = (
        "King Timur Askvold of Tajikistan, 12, opened the games. Askvold, king of Tajikistan, left."
    )
    reading = dateline.read(text, published="2015-05-28")
    minor = next(e for e in reading.entities if "Askvold" in e.name)
    assert minor.link is None
    assert ["minor" in note for note in notes(reading)] == [True]


class TestTheDecision:
    MINISTER = entity("Orlan Beshmet", "president", country="TJK", sector="GOV")

    def test_the_reason_given_keeps_the_base_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert links.link(self.MINISTER, article()) is not None
        monkeypatch.delattr("dateline.links.decision.candidates")
        decision = links.decide(self.MINISTER, article(), private="victim: “killed”")
        assert decision.link is None
        assert decision.reason == "no public actor: victim: “killed”"
        assert decision.note is not None
        assert decision.note.code == "link-private"
        assert links.link(self.MINISTER, article(), "victim: “killed”") is None

    def test_the_same_note_whether_or_not_a_base_has_the_name(self) -> None:
        stranger = entity("Rana Quennic", "president", country="TJK", sector="GOV")
        found = [
            links.decide(e, article(), private="minor: “12”").note
            for e in (self.MINISTER, stranger)
        ]
        assert found[0] == found[1]

    def test_without_a_name_that_could_be_looked_up_there_is_no_note(self) -> None:
        boy = entity("the boy", type="person", kind="nominal")
        assert links.decide(boy, article(), private="minor: “boy”").note is None
