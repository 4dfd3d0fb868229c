"""Places: short texts with invented events in real places."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.places import find_places, locate, ranker, scene
from dateline.reading.places.mentions import mentions_of
from dateline.records import Article, Dateline, Entity, EntityType, Mention, Place
from tests.build import article_of

NLP = spacy.blank("en")


def entity(text: str, id: str, name: str, type: EntityType = "place", at: str = "") -> Entity:
    """Return an entity with one mention: where ``at`` or its name first stands."""
    words = at or name
    start = text.index(words)
    mention = Mention(start=start, end=start + len(words), text=words, kind="name")
    return Entity(id=id, type=type, name=name, mentions=(mention,))


def places_in(text: str, *names: str) -> tuple[Place, ...]:
    doc = NLP.make_doc(text)
    entities = [entity(text, f"e{n}", name) for n, name in enumerate(names, start=1)]
    return find_places(article_of(doc), entities)[0]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("Talks were held in Georgia.", "Georgia", "GEO", "country"),
        ("Talks were held in the U.S. today.", "U.S.", "USA", "country"),
        ("Talks were held in Dushanbe.", "Dushanbe", "TJK", "city"),
        ("Talks were held in Paris.", "Paris", "FRA", "city"),
        ("Talks were held in London.", "London", "GBR", "city"),
        ("Talks were held in Bavaria.", "Bavaria", "DEU", "admin1"),
        ("Talks were held in Central Asia.", "Central Asia", None, "region"),
        ("Talks were held in Zzyzxgorod.", "Zzyzxgorod", None, "none"),
    ],
)
def test_one_name(text: str, name: str, country: str | None, precision: str) -> None:
    [place] = places_in(text, name)
    assert (place.country, place.precision) == (country, precision)
    assert (place.score > 0) == (precision != "none")


@pytest.mark.parametrize(
    ("text", "names", "countries", "admin1"),
    [
        ("He came to Paris, Texas, by bus.", ["Paris", "Texas"], ["USA", "USA"], "Texas"),
        ("He came to Atlanta, Georgia, by bus.", ["Atlanta", "Georgia"], ["USA", "USA"], "Georgia"),
        ("He came to Tbilisi, Georgia, by bus.", ["Tbilisi", "Georgia"], ["GEO", "GEO"], "Tbilisi"),
        ("He came to Birmingham, England.", ["Birmingham", "England"], ["GBR", "GBR"], "England"),
    ],
)
def test_city_in_container(
    text: str, names: list[str], countries: list[str], admin1: str | None
) -> None:
    found = places_in(text, *names)
    assert [place.country for place in found] == countries
    assert found[0].precision == "city"
    assert found[0].admin1 == admin1


def test_a_country_named_in_the_article_decides() -> None:
    alone = places_in("Workers struck in Hyderabad.", "Hyderabad")[0]
    text = "Pakistani officials said that workers struck in Hyderabad."
    assert (alone.country, places_in(text, "Hyderabad")[0].country) == ("IND", "PAK")
    assert "PAK" in {other.country for other in alone.alternatives}


def test_a_division_by_its_generic_word() -> None:
    place = places_in("Fighting spread in Herat province.", "Herat province")[0]
    assert (place.name, place.country, place.precision) == ("Herat", "AFG", "admin1")
    assert place.geonames is None  # the town's id is not the province's


def test_demonyms_are_no_places() -> None:
    assert places_in("The Tajik police came.", "Tajik") == ()


TEXT = "KABUL, Nov 10 (Reuters) - Tajik President Aziz Marvand met General Bo of Norvik Steel."


def dated(text: str) -> Article:
    article = article_of(NLP.make_doc(text))
    line = Dateline(start=0, end=23, text=text[:23])
    return article.model_copy(update={"dateline": line})


def test_the_dateline_is_a_place() -> None:
    article = dated(TEXT)
    places, _ = find_places(article, ())
    assert [(p.text, p.name, p.country, p.entity) for p in places] == [
        ("KABUL", "Kabul", "AFG", None)
    ]
    located, _ = locate(article, (), places)
    assert located.dateline is not None
    assert located.dateline.place == "p1"


def test_the_dateline_uses_the_entity_that_is_there() -> None:
    article = dated(TEXT)
    kabul = entity(TEXT, "e1", "Kabul", at="KABUL")
    places, _ = find_places(article, (kabul,))
    assert [p.entity for p in places] == ["e1"]
    _, [found] = locate(article, (kabul,), places)
    assert (found.place, found.country) == ("p1", "AFG")


def test_what_is_known_stays() -> None:
    text = "Tajik President Aziz Marvand spoke."
    person = entity(text, "e1", "Aziz Marvand", "person").model_copy(update={"country": "UZB"})
    _, [found] = locate(article_of(NLP.make_doc(text)), [person], ())
    assert found.country == "UZB"


@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_any_name_gives_a_grounded_place(name: str) -> None:
    for place in places_in(name, name):
        assert name[place.start : place.end] == place.text
        assert 0 <= place.score <= 1
        assert len(place.alternatives) <= 3


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Kabul Police Department", "Kabul"),
        ("the Minnesota State Patrol", "Minnesota"),
        ("Rapides Parish Fire District", "Rapides Parish"),
        ("London Fire Brigade Orchestra", None),
        ("Manchester United", None),
        ("Oxford University Press", None),
        ("French Foreign Ministry", None),
        ("Ohio Department of Health", "Ohio"),
        ("University of Leeds", "Leeds"),
        ("White House", None),
        ("Vanderbilt University", None),
        ("Fire Department", None),
    ],
)
def test_a_local_institution_names_its_place(name: str, inside: str | None) -> None:
    text = f"A spokesman of {name} said so."
    doc = NLP.make_doc(text)
    found, _ = find_places(article_of(doc), [entity(text, "e1", name, "organization")])
    assert [place.text for place in found] == ([inside] if inside else [])


def test_an_explanation_names_what_decided() -> None:
    text = "A barn burned in Paris, Texas."
    entities = [entity(text, "e1", "Paris"), entity(text, "e2", "Texas")]
    article = article_of(NLP.make_doc(text))
    named, seen, numbers = scene.look(article, mentions_of(article, entities))
    rankings = ranker.rank(named, seen)
    paris = ranker.reasons(rankings[numbers[0]])
    assert "lies in the place beside it" in [name for name, _ in paris[:6]]
    assert [abs(weight) for _, weight in paris] == sorted((abs(w) for _, w in paris), reverse=True)


def test_a_town_that_nothing_tells_apart_is_left_open_with_a_reason() -> None:
    text = "A barn burned in Qwzxyville."
    places, notes = find_places(article_of(NLP.make_doc(text)), [entity(text, "e1", "Qwzxyville")])
    assert (places[0].precision, places[0].lat) == ("none", None)
    assert [(note.code, "Qwzxyville" in note.message) for note in notes] == [
        ("places-unknown", True)
    ]
