"""Countries of actors: by their own words, and by the scene."""

from __future__ import annotations

import pytest
import spacy

import dateline
from dateline.gazetteer import former_state, homeland
from dateline.reading.countries import find_countries
from dateline.records import Entity, EntityType, Mention, Role
from tests.build import article_of

NLP = spacy.blank("en")


def entity(text: str, name: str, type: EntityType) -> Entity:
    start = text.index(name)
    mention = Mention(start=start, end=start + len(name), text=name, kind="name")
    return Entity(id="e1", type=type, name=name, mentions=(mention,))


@pytest.mark.parametrize(
    ("text", "name", "type", "country"),
    [
        ("Tajik President Aziz Marvand spoke.", "Aziz Marvand", "person", "TJK"),
        ("Tajik President Aziz Marvand spoke.", "Tajik President Aziz Marvand", "person", "TJK"),
        ("South Korean minister Min Ho-ra spoke.", "Min Ho-ra", "person", "KOR"),
        ("Then Tajik police came.", "Tajik police", "organization", "TJK"),
        ("Then U.S. Special Forces came.", "U.S. Special Forces", "organization", "USA"),
        ("Then the Taliban came.", "Taliban", "organization", "AFG"),
        ("Then NATO came.", "NATO", "organization", None),
        ("Then Jordan Alba came.", "Jordan Alba", "person", None),
        ("In Russia Aziz Marvand spoke.", "Aziz Marvand", "person", None),
        ("They told Russians Aziz Marvand spoke.", "Marvand", "person", None),
    ],
)
def test_country_only_where_the_text_says_so(
    text: str, name: str, type: EntityType, country: str | None
) -> None:
    article = article_of(NLP.make_doc(text))
    [found] = find_countries(NLP.make_doc(text), article, [entity(text, name, type)], ())
    assert found.country == country


@pytest.mark.parametrize("status", ["current", "former"])
def test_a_post_gives_its_country(status: str) -> None:
    text = "Aziz Marvand, minister of Tajikistan, spoke."
    span = {"start": 14, "end": 36, "title": "minister", "organization": "Tajikistan"}
    role = Role.model_validate({**span, "status": status})
    person = entity(text, "Aziz Marvand", "person").model_copy(update={"roles": (role,)})
    doc = NLP.make_doc(text)
    [found] = find_countries(doc, article_of(doc), [person], ())
    assert found.country == "TJK"


def test_what_is_known_stays() -> None:
    text = "Then Tajik police came."
    known = entity(text, "Tajik police", "organization").model_copy(update={"country": "UZB"})
    doc = NLP.make_doc(text)
    assert find_countries(doc, article_of(doc), [known], ())[0].country == "UZB"


@pytest.mark.parametrize(
    ("text", "name", "country", "sector"),
    [
        ("Police shot a baker in Lagos.", "Police", "NGA", "COP"),
        ("Gunmen shot a baker.", "Gunmen", None, "UAF"),
        ("Tourists were robbed in Lagos.", "Tourists", None, "CVL"),
        ("A pro-Kenyan militia took a bridge in Uganda.", "militia", "UGA", "REB"),
        ("Swiss and Danish soldiers landed.", "Danish soldiers", "DNK", "MIL"),
        ("Marvand led the Kenyan army. Marvand's guards fled.", "Marvand's guards", "KEN", "COP"),
        ("A former Kenyan minister was jailed.", "former Kenyan minister", "KEN", "ELI"),
        ("Kenyan jets bombed a mill.", "Kenyan jets", "KEN", "MIL"),
        ("They denounced Kenyan raids.", "Kenyan", "KEN", None),
        ("They drank Kenyan coffee.", "Kenyan", "KEN", None),
        ("They burnt Kenyan homes.", "Kenyan", "KEN", "CVL"),
        ("She chairs the Kenyan bank Orlan.", "Kenyan bank", "KEN", "BUS"),
        ("They left the Kenyan-led mission.", "Kenyan", "KEN", None),
        ("A group of Kenyan refugees sang.", "Kenyan refugees", "KEN", "REF"),
    ],
)
def test_unnamed_actors(text: str, name: str, country: str | None, sector: str | None) -> None:
    reading = dateline.read(text, published="2024-05-08")
    found = [e for e in reading.entities if any(name in m.text for m in e.mentions)]
    assert [(e.country, e.sector) for e in found][:1] == ([(country, sector)] if found else [])
    assert bool(found) == (country is not None or name != "Kenyan")


def test_the_same_are_one_and_others_are_not() -> None:
    text = "Gunmen took a village in Uganda. The gunmen left. On Friday gunmen came again."
    reading = dateline.read(text, published="2024-05-08")
    found = [e for e in reading.entities if e.type == "group"]
    written = [[m.text for m in e.mentions] for e in found]
    assert ["Gunmen", "The gunmen"] in written
    assert ["gunmen"] in written


def test_reports_refer_to_unnamed_actors() -> None:
    reading = dateline.read("Gunmen killed two teachers.", published="2024-05-08")
    [report] = reading.reports
    assert all(party.entity for party in (*report.actors, *report.recipients))


def test_homelands() -> None:
    assert homeland("Bavarian") == "DEU"
    assert homeland("Chechens") == "RUS"
    assert homeland("bavarian") is None
    assert homeland("Kurdish") is None
    assert former_state("USSR") == "RUS"
    assert former_state("Ruritania") is None
