"""Who is private, over records made by hand: no model, any text. All people are invented."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.reading.private import KINDS, find_private, private_people
from dateline.records import (
    Actor,
    Anchor,
    Article,
    Entity,
    Mention,
    Reading,
    Recipient,
    Report,
    Role,
    Span,
    Version,
)

TEXT = "Gunmen killed two teachers and the guard near Mara Ilvey's brother. Mara Ilvey left."


def at(words: str, number: int = 1) -> dict[str, object]:
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def entity(id: str, type: str, words: str, kind: str = "name", *roles: str) -> Entity:
    return Entity(
        id=id, type=type, name=words, mentions=(Mention(**at(words), kind=kind),),
        roles=tuple(Role(title=title, start=0, end=0) for title in roles),
    )  # fmt: skip


def attack(*recipients: Recipient, status: str = "happened") -> Report:
    return Report(
        id="r1", type="ASSAULT", anchor=Anchor(**at("killed")), status=status, confidence=0.5,
        actors=(Actor(**at("Gunmen"), entity="e1"),), recipients=recipients,
        evidence=(Span(start=0, end=6),),
    )  # fmt: skip


def kinds(entities: list[Entity], *reports: Report) -> dict[str, tuple[str, ...]]:
    found = find_private(Article(id="a", text=TEXT), entities, (), reports)
    return {person.entity: person.kinds for person in found}


GUNMEN = entity("e1", "group", "Gunmen", "nominal")
TEACHERS = entity("e2", "group", "two teachers", "nominal")


def test_a_group_without_a_name_is_a_victim_and_whoever_did_it_is_none() -> None:
    report = attack(Recipient(**at("two teachers"), entity="e2"))
    assert kinds([GUNMEN, TEACHERS], report) == {"e2": ("victim",)}


def test_a_group_with_a_name_is_no_person() -> None:
    named = TEACHERS.model_copy(update={"mentions": (Mention(**at("two teachers"), kind="name"),)})
    assert kinds([named], attack(Recipient(**at("two teachers"), entity="e2"))) == {}


def test_what_is_said_not_to_have_happened_makes_no_victim() -> None:
    mara = entity("e4", "person", "Mara Ilvey")
    party = Recipient(**at("Mara Ilvey", 2), entity="e4")
    mara = mara.model_copy(update={"mentions": (Mention(**at("Mara Ilvey", 2), kind="name"),)})
    assert kinds([mara], attack(party)) == {"e4": ("victim",)}
    assert kinds([mara], attack(party, status="did_not_happen")) == {}


def test_the_owner_of_a_victim_is_none() -> None:
    mara = entity("e4", "person", "Mara Ilvey")
    report = attack(Recipient(**at("Mara Ilvey's brother"), entity="e4"))
    assert kinds([mara], report) == {}


def test_a_post_makes_public_and_a_rank_does_not() -> None:
    for role, public in (("army commander", True), ("former minister", True), ("soldier", False),
                         ("member of parliament", True), ("mother of the president", False),
                         ("president's brother", False), ("police spokesman", True),
                         ("rebel leader", True), ("rebel fighter", False), ("journalist", False),
                         ("chief executive officer", True), ("police officer", False),
                         ("secretary of state", True), ("lawyer", False)):  # fmt: skip
        guard = entity("e3", "person", "the guard", "nominal", role)
        report = attack(Recipient(**at("the guard"), entity="e3"))
        (person,) = find_private(Article(id="a", text=TEXT), [guard], (), [report])
        assert (person.public is not None, person.protected) == (public, not public), role


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=150), st.text(min_size=1, max_size=20), st.text(max_size=150))
def test_any_text_is_told_the_same_before_and_after_json(a: str, name: str, b: str) -> None:
    mention = Mention(start=len(a), end=len(a) + len(name), text=name, kind="name")
    reading = Reading(
        version=Version(dateline="0", model="none"),
        article=Article(id="a", text=a + name + b),
        entities=(Entity(id="e1", type="person", name=name, mentions=(mention,)),),
    )
    found = private_people(reading)
    assert private_people(Reading.from_json(reading.to_json())) == found
    for person in found:
        assert set(person.kinds) <= set(KINDS)
        for sign in person.signs:
            assert reading.article.text[sign.start : sign.end] == sign.text
