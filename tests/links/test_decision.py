"""What is linked, what is not, and why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import links
from dateline.links import names
from dateline.records import Entity, Link, Mention
from tests.links.invented import article, entity, person, write_ftm

needs_rigour = pytest.mark.skipif(not names.has_rigour(), reason="rigour is not installed")
GROUP = "organization"

# What an article has, and the id it is linked to. A row more: entity, id.
LINKED = {
    "name, country and post": (
        entity("Orlan Beshmet", "defence minister", country="TJK", sector="GOV"), "p-orlan"),
    "name and country": (entity("Orlan Beshmet", "general", country="TJK", sector="MIL"),
                         "p-orlan"),
    "a title before the name": (
        entity("President Orlan Beshmet", "president", country="TJK", sector="GOV"), "p-orlan"),
    "the words in another order": (
        entity("Beshmet Orlan", "minister", country="TJK", sector="GOV"), "p-orlan"),
    "accents and capitals": (
        entity("ORLÁN Beşmet".replace("ş", "sh"), "minister", country="TJK", sector="GOV"),
        "p-orlan"),
    "a previous name": (
        entity("Lucia Tamblyn", "foreign minister", country="IRL", sector="GOV"), "p-old-name"),
    "a middle name less": (
        entity("Jorun Askvold", "prime minister", country="NOR", sector="GOV"), "p-middle"),
    "an initial more": (
        entity("Orlan K. Beshmet", "defence minister", country="TJK", sector="GOV"), "p-orlan"),
    "the one of two whose post it is": (
        entity("Irena Vostrel", "mayor", country="CZE", sector="GOV"), "p-irena-2"),
    "the post without a country": (
        entity("Jorun Askvold", "prime minister", sector="GOV"), "p-middle"),
    "a rebel": (entity("Sefu Marandol", "commander", country="COD", sector="REB"), "p-rebel"),
    "an organisation by its name": (entity("Harbour Guard of Tajikistan", type=GROUP), "o-guard"),
    "its country by demonym": (
        entity("Tajik Harbour Guard", type=GROUP, country="TJK", sector="COP"), "o-guard"),
    "a group": (entity("the Red Lantern Liberation Front", type="group", sector="REB"), "o-front"),
    "a legal form less": (entity("Meridian Quay Bank", type=GROUP, country="KEN"), "o-bank"),
    "a ministry by country": (
        entity("Ministry of Defence", type=GROUP, country="MLT", sector="GOV"), "o-ministry"),
    "one of two by country": (
        entity("Silver Anchor Trading", type=GROUP, country="MLT"), "o-twin-1"),
    "a legal entity of unknown kind": (
        entity("Copper Wharf Holding", type=GROUP, country="LUX"), "o-any"),
}  # fmt: skip

# What is not linked, and a part of the reason.
NOT_LINKED = {
    "another country": (
        entity("Orlan Beshmet", "defence minister", country="PER", sector="GOV"), "country"),
    "a politician is no footballer": (
        entity("Orlan Beshmet", "president", country="FRA", sector="GOV"), "not as GOV"),
    "dead for years": (
        entity("Karim Tolvani", "interior minister", country="KEN", sector="GOV"), "dead since"),
    "a child": (entity("Dana Merrowick", "minister", country="GBR", sector="GOV"), "born"),
    "two of one name": (
        entity("Irena Vostrel", "politician", country="CZE", sector="GOV"), "may be"),
    "a name and nothing else": (
        entity("Pavlo Quennic", "minister", country="POL", sector="GOV"), "nothing but the name"),
    "a minister of who knows what": (
        entity("Velina Dracova", "minister", sector="GOV"), "nothing but the name"),
    "a war name": (
        entity("Blue Heron", "commander", country="COD", sector="REB"), "not sure enough"),
    "a son of the same surname": (
        entity("Timur Beshmet", "defence minister", country="TJK", sector="GOV"), "nothing in"),
    "a name with another middle name": (
        entity("Jorun Petter Askvold", "prime minister", country="NOR", sector="GOV"), "nothing"),
    "a man is no woman": (
        entity("Velin Dracov", "minister of justice", country="BGR", sector="GOV"), "nothing in"),
    "an armed group is no police": (
        entity("Red Lantern Liberation Front", type=GROUP, country="COL", sector="COP"),
        "not as COP"),
    "a ministry of who knows where": (
        entity("the Ministry of Defence", type=GROUP, sector="GOV"), "that many have"),
    "twins of unknown country": (entity("Silver Anchor Trading", type=GROUP), "may be"),
    "one word more": (
        entity("Meridian Quay Trading Bank", type=GROUP, country="KEN"), "nothing in"),
    "a company is no person": (
        entity("Silver Anchor", "director", country="MLT", sector="BUS"), "nothing in"),
    "a company of one word": (entity("Zembrolex", type=GROUP, country="AUT"), "two words"),
    "a surname": (entity("Beshmet", "minister", country="TJK", sector="GOV"), "two words"),
    "an initial and a surname": (
        entity("O. Beshmet", "minister", country="TJK", sector="GOV"), "two words"),
    "a title and a surname": (
        entity("General Beshmet", "general", country="TJK", sector="MIL"), "two words"),
}  # fmt: skip

# People who are never linked, whatever the base holds, and a part of the reason.
NEVER = {
    "no role": (entity("Orlan Beshmet", country="TJK"), "no public role"),
    "no role, though a sector": (entity("Orlan Beshmet", country="TJK", sector="GOV"), "no public"),
    "a civilian": (entity("Orlan Beshmet", "resident", country="TJK", sector="CVL"), "CVL"),
    "a witness": (entity("Orlan Beshmet", "witness", country="TJK", sector="CVL"), "witness"),
    "a policeman as witness": (
        entity("Orlan Beshmet", "police officer", "witness", country="TJK", sector="COP"),
        "witness"),
    "a victim": (entity("Orlan Beshmet", "victims", country="TJK", sector="GOV"), "victim"),
    "a minor": (entity("Orlan Beshmet", "15-year-old boy", country="TJK"), "boy"),
    "a teacher": (entity("Orlan Beshmet", "teacher", country="TJK", sector="EDU"), "EDU"),
    "a suspect": (entity("Orlan Beshmet", "suspect", country="TJK", sector="CRM"), "CRM"),
    "a refugee": (entity("Orlan Beshmet", "refugee", country="TJK", sector="REF"), "REF"),
    "a post nobody knows": (entity("Orlan Beshmet", "zorbler", country="TJK"), "no public role"),
    "a place": (entity("Orlan Beshmet", type="place", country="TJK"), "place"),
    "a group without a name": (
        entity("the angry demonstrators", type="group", kind="nominal"), "two words"),
}  # fmt: skip


@pytest.mark.usefixtures("store")
class TestTheTables:
    @pytest.mark.parametrize("case", LINKED)
    def test_it_is_linked(self, case: str) -> None:
        given, id = LINKED[case]
        decision = links.decide(given, article())
        assert decision.link is not None, decision.reason
        assert (decision.link.base, decision.link.id) == ("lists", id)
        assert 0.68 <= decision.link.score <= 1
        assert decision.note is None

    @pytest.mark.parametrize("case", NOT_LINKED)
    def test_it_is_not_linked(self, case: str) -> None:
        given, why = NOT_LINKED[case]
        decision = links.decide(given, article())
        assert decision.link is None
        assert why in decision.reason

    @pytest.mark.parametrize("case", NEVER)
    def test_it_is_never_linked(self, case: str) -> None:
        given, why = NEVER[case]
        assert why in str(links.may_link(given))
        assert links.link(given, article()) is None


@pytest.mark.usefixtures("store")
class TestReasons:
    MINISTER = entity("Orlan Beshmet", "defence minister", country="TJK", sector="GOV")

    def test_a_link_says_what_it_rests_on(self) -> None:
        decision = links.decide(self.MINISTER, article())
        assert decision.link == Link(base="lists", id="p-orlan", score=1.0)
        for part in ('same name "Orlan Beshmet"', "country TJK agrees", "Minister of Defence",
                     "topics of the base fit sector GOV"):  # fmt: skip
            assert part in decision.reason

    def test_link_is_the_decision_s_link(self) -> None:
        assert links.link(self.MINISTER, article()) == links.decide(self.MINISTER, article()).link

    def test_two_of_one_name_are_both_named_in_a_note(self) -> None:
        given = entity("Irena Vostrel", "politician", country="CZE", sector="GOV")
        note = links.decide(given, article()).note
        assert note is not None
        assert note.code == "link-ambiguous"
        assert "Irena Vostrel (lists p-irena)" in note.message
        assert "Irena Vostrel (lists p-irena-2)" in note.message

    def test_every_fact_that_agrees_adds_to_the_score(self) -> None:
        known = [
            links.Facts(),
            links.Facts(country="TJK"),
            links.Facts(country="TJK", roles=("defence minister",)),
            links.Facts(country="TJK", roles=("defence minister",), sector="GOV"),
        ]
        found = [links.candidates("Orlan Beshmet", facts=facts)[0] for facts in known]
        assert [candidate.score for candidate in found] == [0.7, 0.85, 0.95, 1.0]
        assert {candidate.id for candidate in found} == {"p-orlan"}

    def test_an_article_of_unknown_date_contradicts_no_dates(self) -> None:
        given = entity("Karim Tolvani", "interior minister", country="KEN", sector="GOV")
        assert links.link(given, article(None)) is not None

    @pytest.mark.parametrize(
        ("published", "linked"),
        [("2008-01-01", True), ("2009-03-20", True), ("2010-03-01", True), ("2010-03-03", False)],
    )
    def test_the_dead_are_in_the_news_for_a_year(self, published: str, linked: bool) -> None:
        given = entity("Karim Tolvani", "interior minister", country="KEN", sector="GOV")
        assert (links.link(given, article(published)) is not None) == linked

    def test_the_longest_name_of_the_mentions_is_searched(self) -> None:
        given = Entity(
            id="e1",
            type="person",
            name="Beshmet",
            mentions=(
                Mention(start=0, end=13, text="Orlan Beshmet", kind="name"),
                Mention(start=20, end=27, text="Beshmet", kind="name"),
            ),
            roles=self.MINISTER.roles,
            country="TJK",
            sector="GOV",
        )
        assert links.link(given, article()) == Link(base="lists", id="p-orlan", score=1.0)


@pytest.mark.usefixtures("store")
class TestSpelling:
    @needs_rigour
    @pytest.mark.parametrize("name", ["Orlan Bechmet", "Orlan Beshmett", "Gulmir Khaltemow"])
    def test_a_variant_is_the_same_name_with_less_certainty(self, name: str) -> None:
        found = links.link(entity(name, "minister", country="TJK", sector="GOV"), article())
        assert found is not None
        assert found.id in ("p-orlan", "p-khal")
        assert found.score < 1

    @needs_rigour
    @pytest.mark.parametrize("name", ["Haru Alteshmiri", "Haru al Teshmiri", "Haru Teshmiri"])
    def test_an_article_in_a_name_may_be_written_apart(self, name: str) -> None:
        found = links.link(entity(name, "foreign minister", country="OMN", sector="GOV"), article())
        assert found is not None
        assert found.id == "p-particle"

    def test_without_rigour_only_the_same_words_are_the_same_name(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(names, "_rigour", lambda: None)
        assert not names.has_rigour()
        variant = entity("Orlan Bechmet", "defence minister", country="TJK", sector="GOV")
        exact = entity("Orlan K. Beshmet", "defence minister", country="TJK", sector="GOV")
        assert links.link(variant, article()) is None
        assert links.link(exact, article()) is not None


class TestBases:
    MINISTER = entity("Orlan Beshmet", "defence minister", country="TJK", sector="GOV")

    def load(self, tmp_path: Path, base: str, id: str, **properties: str) -> None:
        data = person(id, "Orlan Beshmet", **{"country": "tj", **properties})
        links.load(write_ftm(tmp_path / f"{base}.json", [data]), base)

    def test_without_a_store_nothing_is_linked(self, data: Path) -> None:
        assert links.decide(self.MINISTER, article()).reason == "no knowledge base is imported"
        assert not data.exists()

    def test_without_a_store_the_entity_is_not_even_looked_at(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr("dateline.links.decision.may_link")
        assert links.link(self.MINISTER, article()) is None

    def test_one_person_in_two_bases_is_one(self, tmp_path: Path) -> None:
        self.load(tmp_path, "one", "a", position="Minister of Defence")
        self.load(tmp_path, "two", "b")
        found = links.link(self.MINISTER, article())
        assert found is not None
        assert (found.base, found.id) == ("one", "a")

    def test_two_bases_that_differ_know_two_people(self, tmp_path: Path) -> None:
        self.load(tmp_path, "one", "a", birthDate="1950")
        self.load(tmp_path, "two", "b", birthDate="1960")
        assert links.decide(self.MINISTER, article()).note is not None

    def test_one_wikidata_id_is_one_person_even_in_one_base(self, tmp_path: Path) -> None:
        twins = [person(id, "Orlan Beshmet", country="tj", wikidataId="Q999001") for id in "ab"]
        links.load(write_ftm(tmp_path / "x.json", twins), "one")
        found = links.link(self.MINISTER, article())
        assert found is not None
        assert found.id == "a"

    def test_two_wikidata_ids_are_two_people_even_in_two_bases(self, tmp_path: Path) -> None:
        self.load(tmp_path, "one", "a", wikidataId="Q999001")
        self.load(tmp_path, "two", "b", wikidataId="Q999002")
        assert links.link(self.MINISTER, article()) is None


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "\x00 \x00",
        "\ud800 \udfff",
        "( ) -",
        "a b",
        "习近 平",
        "x" * 100_000,
        "y " * 50_000,
    ],
)
def test_any_name_is_looked_up_without_an_error(name: str) -> None:
    assert links.candidates(name) == []
    assert links.candidates(name, "person", "TJK", 2016) == []
    given = Entity.model_construct(
        id="e1", type="person", name=name, roles=(), country="??", sector=None,
        mentions=(Mention.model_construct(start=0, end=0, text=name, kind="name"),), )  # fmt: skip
    assert links.link(given, article()) is None
