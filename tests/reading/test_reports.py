"""Reports from hand-made trees; every sentence is invented."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.tokens import Span as Words

from dateline import codebooks
from dateline.reading.reports import find_reports
from dateline.records import (
    Article,
    Block,
    Entity,
    Mention,
    Place,
    Reading,
    Report,
    Source,
    Span,
    Statement,
    Time,
    Version,
)
from tests.build import article_of, doc_of

BOOK = codebooks.load()


def doc(words: str) -> Doc:
    """Return a Doc from ``word:pos:lemma:head:dep`` items; "/" begins a new sentence."""
    sentences = words.split(" / ")
    return doc_of(
        "\n\n".join("\n".join(" ".join(w.split(":", 4)) for w in s.split()) for s in sentences)
    )


def read(words: str, published: str | None = "2019-09-05", **layers: object) -> list[Report]:
    made = doc(words)
    article = article_of(made, published)
    return _read(made, article, **layers)


def _read(made: Doc, article: Article, **layers: object) -> list[Report]:
    given_layers = [layers.get(key, ()) for key in ("entities", "times", "places", "statements")]
    reports = find_reports(made, article, *given_layers, BOOK)  # type: ignore[arg-type]
    Reading(version=Version(dateline="0", model="0"), article=article, reports=reports, **layers)  # type: ignore[arg-type]
    return list(reports)


def row(report: Report) -> tuple[str, str | None, list[str], list[str], str]:
    return (
        report.type,
        report.mode,
        [a.text for a in report.actors],
        [r.text for r in report.recipients],
        report.status,
    )


ACTIVE = (
    "Rebels:NOUN:rebel:2:nsubj attacked:VERB:attack:0:root a:DET:a:4:det convoy:NOUN:convoy:2:obj"
)
CASES = {
    "active": (ACTIVE, ("ASSAULT", None, ["Rebels"], ["a convoy"], "happened")),
    "passive with agent": (
        "Ann:PROPN:Ann:3:nsubj:pass was:AUX:be:3:aux:pass arrested:VERB:arrest:0:root "
        "by:ADP:by:5:case police:NOUN:police:3:obl:agent",
        ("COERCE", "arrest", ["police"], ["Ann"], "happened"),
    ),
    "passive without agent": (
        "Four:NUM:four:2:nummod people:NOUN:people:4:nsubj:pass were:AUX:be:4:aux:pass "
        "killed:VERB:kill:0:root",
        ("ASSAULT", None, [], ["Four people"], "happened"),
    ),
    "participle": (
        "a:DET:a:2:det man:NOUN:man:6:nsubj shot:VERB:shoot:2:acl by:ADP:by:5:case "
        "soldiers:NOUN:soldier:3:obl:agent spoke:VERB:speak:0:root",
        ("ASSAULT", "firearms", ["soldiers"], ["a man"], "happened"),
    ),
    "coordinated": (
        "Rebels:NOUN:rebel:4:nsubj and:CCONJ:and:3:cc bandits:NOUN:bandit:1:conj "
        "kidnapped:VERB:kidnap:0:root Ann:PROPN:Ann:4:obj and:CCONJ:and:7:cc Bob:PROPN:Bob:5:conj",
        ("ASSAULT", "abduct", ["Rebels", "bandits"], ["Ann", "Bob"], "happened"),
    ),
    "noun with by and of": (
        "The:DET:the:2:det bombing:NOUN:bombing:9:nsubj of:ADP:of:5:case a:DET:a:5:det "
        "mosque:NOUN:mosque:2:nmod by:ADP:by:7:case rebels:NOUN:rebel:2:nmod "
        "has:AUX:have:9:aux surprised:VERB:surprise:0:root",
        ("ASSAULT", "explosives", ["rebels"], ["a mosque"], "happened"),
    ),
    "noun with owner": (
        "Ann:PROPN:Ann:3:nmod:poss 's:PART:'s:1:case defection:NOUN:defection:4:nsubj "
        "surprised:VERB:surprise:0:root us:PRON:we:4:obj",
        ("AFFILIATE", "defect", ["Ann"], [], "happened"),
    ),
    "noun with owner as recipient": (
        "Ann:PROPN:Ann:3:nmod:poss 's:PART:'s:1:case arrest:NOUN:arrest:4:nsubj "
        "surprised:VERB:surprise:0:root us:PRON:we:4:obj",
        ("COERCE", "arrest", [], ["Ann"], "happened"),
    ),
    "light verb": (
        "Rebels:NOUN:rebel:2:nsubj carried:VERB:carry:0:root out:ADP:out:2:compound:prt "
        "a:DET:a:5:det raid:NOUN:raid:2:obj "
        "on:ADP:on:8:case a:DET:a:8:det village:NOUN:village:2:obl",
        ("ASSAULT", None, ["Rebels"], ["a village"], "happened"),
    ),
    "relative clause": (
        "the:DET:the:2:det men:NOUN:man:0:root who:PRON:who:5:nsubj have:AUX:have:5:aux "
        "joined:VERB:join:2:acl:relcl the:DET:the:7:det army:NOUN:army:5:obj",
        ("AFFILIATE", "join", ["the men"], ["the army"], "happened"),
    ),
    "reciprocal": (
        "Ann:PROPN:Ann:4:nsubj and:CCONJ:and:3:cc Bob:PROPN:Bob:1:conj met:VERB:meet:0:root",
        ("CONSULT", None, ["Ann", "Bob"], [], "happened"),
    ),
    "expression": (
        "Rebels:NOUN:rebel:2:nsubj opened:VERB:open:0:root fire:NOUN:fire:2:obj at:ADP:at:5:case "
        "guards:NOUN:guard:2:obl",
        ("ASSAULT", "firearms", ["Rebels"], ["guards"], "happened"),
    ),
    "the subject undergoes it": (
        "Ann:PROPN:Ann:2:nsubj died:VERB:die:0:root",
        ("HARM", "death", [], ["Ann"], "happened"),
    ),
    "negated": (
        "Rebels:NOUN:rebel:4:nsubj did:AUX:do:4:aux "
        "not:PART:not:4:advmod attack:VERB:attack:0:root "
        "us:PRON:we:4:obj",
        ("ASSAULT", None, ["Rebels"], ["us"], "did_not_happen"),
    ),
    "failed": (
        "Rebels:NOUN:rebel:2:nsubj failed:VERB:fail:0:root "
        "to:PART:to:4:mark kill:VERB:kill:2:xcomp "
        "Ann:PROPN:Ann:4:obj",
        ("ASSAULT", None, ["Rebels"], ["Ann"], "did_not_happen"),
    ),
    "a text speaks for its author": (
        "Ann:PROPN:Ann:3:nsubj will:AUX:will:3:aux read:VERB:read:0:root a:DET:a:5:det "
        "statement:NOUN:statement:3:obj condemning:VERB:condemn:5:acl Bob:PROPN:Bob:6:obj",
        ("ACCUSE", "disapprove", ["Ann"], ["Bob"], "planned"),
    ),
    "possible": (
        "Rebels:NOUN:rebel:3:nsubj may:AUX:may:3:aux attack:VERB:attack:0:root us:PRON:we:3:obj",
        ("ASSAULT", None, ["Rebels"], ["us"], "possible"),
    ),
    "condition": (
        "We:PRON:we:2:nsubj sing:VERB:sing:0:root if:SCONJ:if:5:mark rebels:NOUN:rebel:5:nsubj "
        "attack:VERB:attack:2:advcl us:PRON:we:5:obj",
        ("ASSAULT", None, ["rebels"], ["us"], "hypothetical"),
    ),
    "denied": (
        "Ann:PROPN:Ann:2:nsubj denied:VERB:deny:0:root "
        "that:SCONJ:that:5:mark rebels:NOUN:rebel:5:nsubj "
        "kidnapped:VERB:kidnap:2:ccomp Bob:PROPN:Bob:5:obj",
        ("ASSAULT", "abduct", ["rebels"], ["Bob"], "denied"),
    ),
    "ongoing": (
        "Rebels:NOUN:rebel:3:nsubj are:AUX:be:3:aux attacking:VERB:attack:0:root us:PRON:we:3:obj",
        ("ASSAULT", None, ["Rebels"], ["us"], "ongoing"),
    ),
    "a lemma that a model left": (
        "Ann:PROPN:Ann:3:nsubj is:AUX:be:3:aux criticizing:VERB:criticizing:0:root "
        "Bob:PROPN:Bob:3:obj",
        ("ACCUSE", "disapprove", ["Ann"], ["Bob"], "ongoing"),
    ),
    "a plural that a model left": (
        "Orlan:PROPN:Orlan:2:nsubj imposed:VERB:impose:0:root sanctions:NOUN:sanctions:2:obj "
        "on:ADP:on:5:case Tirn:PROPN:Tirn:2:obl",
        ("SANCTION", "discontinue", ["Orlan"], ["Tirn"], "happened"),
    ),
    "an expression in the passive": (
        "sanctions:NOUN:sanction:3:nsubj:pass were:AUX:be:3:aux:pass imposed:VERB:impose:0:root "
        "on:ADP:on:5:case Tirn:PROPN:Tirn:3:obl",
        ("SANCTION", "discontinue", [], ["Tirn"], "happened"),
    ),
    "an irregular verb that a model did not know": (
        "Ann:PROPN:Ann:2:nsubj withdrew:VERB:withdre:0:root troops:NOUN:troop:2:obj",
        ("RETREAT", "withdraw", ["Ann"], [], "happened"),
    ),
    "who shall do what is demanded": (
        "Ann:PROPN:Ann:2:nsubj demanded:VERB:demand:0:root that:SCONJ:that:6:mark "
        "Bob:PROPN:Bob:6:nsubj must:AUX:must:6:aux cook:VERB:cook:2:ccomp",
        ("REQUEST", None, ["Ann"], ["Bob"], "happened"),
    ),
    "with whom they offer to do it": (
        "Ann:PROPN:Ann:2:nsubj offered:VERB:offer:0:root to:PART:to:4:mark work:VERB:work:2:xcomp "
        "with:ADP:with:6:case Bob:PROPN:Bob:4:obl",
        ("AGREE", None, ["Ann"], ["Bob"], "happened"),
    ),
    "to whom a light verb gives it": (
        "Orlan:PROPN:Orlan:2:nsubj granted:VERB:grant:0:root asylum:NOUN:asylum:2:obj "
        "to:ADP:to:5:case Ann:PROPN:Ann:2:obl",
        ("AID", None, ["Orlan"], ["Ann"], "happened"),
    ),
    "killed in a deed of somebody's": (
        "Six:NUM:six:2:nummod people:NOUN:people:4:nsubj:pass were:AUX:be:4:aux:pass "
        "killed:VERB:kill:0:root in:ADP:in:7:case police:NOUN:police:7:compound "
        "firing:NOUN:firing:4:obl",
        ("ASSAULT", "firearms", ["police"], ["Six people"], "happened"),
    ),
    "a name beside the post": (
        "The:DET:the:3:det church:NOUN:church:3:compound leader:NOUN:leader:5:nsubj "
        "Bob:PROPN:Bob:3:appos attacked:VERB:attack:0:root Ann:PROPN:Ann:5:obj",
        ("ASSAULT", None, ["The church leader Bob"], ["Ann"], "happened"),
    ),
    "whose thing is taken": (
        "Troops:NOUN:troop:2:nsubj captured:VERB:capture:0:root a:DET:a:5:det "
        "Karen:PROPN:Karen:5:compound stronghold:NOUN:stronghold:2:obj",
        ("ASSAULT", None, ["Troops"], ["Karen"], "happened"),
    ),
    "whose deed is rejected": (
        "Ann:PROPN:Ann:2:nsubj rejected:VERB:reject:0:root calls:NOUN:call:2:obj "
        "by:ADP:by:5:case Orlan:PROPN:Orlan:3:nmod",
        ("REJECT", None, ["Ann"], ["Orlan"], "happened"),
    ),
    "a threat to take the war elsewhere": (
        "Ann:PROPN:Ann:2:nsubj swore:VERB:swell:0:root to:PART:to:4:mark take:VERB:take:2:xcomp "
        "jihad:NOUN:jihad:4:obj to:ADP:to:7:case Orlan:PROPN:Orlan:4:obl",
        ("THREATEN", "violence", ["Ann"], ["Orlan"], "happened"),
    ),
    "a lemma that a model cut": (
        "Ann:PROPN:Ann:2:nsubj criticized:VERB:criticiz:0:root Bob:PROPN:Bob:2:obj",
        ("ACCUSE", "disapprove", ["Ann"], ["Bob"], "happened"),
    ),
}


@pytest.mark.parametrize(("words", "expected"), CASES.values(), ids=CASES.keys())
def test_one_report(words: str, expected: tuple[object, ...]) -> None:
    (report,) = read(words)
    assert row(report) == expected


INTENTS = {
    "future": (
        "Ann:PROPN:Ann:3:nsubj will:AUX:will:3:aux visit:VERB:visit:0:root Bob:PROPN:Bob:3:obj",
        ("AGREE", None, ["Ann"], ["Bob"], "happened"),
        ("CONSULT", "visit", ["Ann"], ["Bob"], "planned"),
    ),
    "plan": (
        "Ann:PROPN:Ann:3:nsubj is:AUX:be:3:aux planning:VERB:plan:0:root to:PART:to:5:mark "
        "visit:VERB:visit:3:xcomp Bob:PROPN:Bob:5:obj",
        ("AGREE", None, ["Ann"], ["Bob"], "happened"),
        ("CONSULT", "visit", ["Ann"], ["Bob"], "planned"),
    ),
    "to harm": (
        "Ann:PROPN:Ann:3:nsubj will:AUX:will:3:aux attack:VERB:attack:0:root Bob:PROPN:Bob:3:obj",
        ("THREATEN", "violence", ["Ann"], ["Bob"], "happened"),
        ("ASSAULT", None, ["Ann"], ["Bob"], "planned"),
    ),
    "in person": (
        "we:PRON:we:3:nsubj will:AUX:will:3:aux attack:VERB:attack:0:root Bob:PROPN:Bob:3:obj",
        ("THREATEN", "violence", ["we"], ["Bob"], "happened"),
        ("ASSAULT", None, ["we"], ["Bob"], "threatened"),
    ),
}


@pytest.mark.parametrize(("words", "intent", "act"), INTENTS.values(), ids=INTENTS.keys())
def test_an_intent_and_what_is_intended(
    words: str, intent: tuple[object, ...], act: tuple[object, ...]
) -> None:
    assert [row(report) for report in read(words)] == [intent, act]


def test_what_others_expect_is_no_intent() -> None:
    (visit,) = read(
        "Ann:PROPN:Ann:3:nsubj:pass is:AUX:be:3:aux expected:VERB:expect:0:root to:PART:to:5:mark "
        "visit:VERB:visit:3:xcomp Bob:PROPN:Bob:5:obj"
    )
    assert (visit.type, visit.status) == ("CONSULT", "planned")


def test_a_threat_and_what_it_threatens() -> None:
    threat, attack = read(
        "Rebels:NOUN:rebel:2:nsubj threatened:VERB:threaten:0:root to:PART:to:4:mark "
        "kill:VERB:kill:2:xcomp Ann:PROPN:Ann:4:obj"
    )
    assert (threat.type, threat.mode, threat.status) == ("THREATEN", "violence", "happened")
    assert row(attack) == ("ASSAULT", None, ["Rebels"], ["Ann"], "threatened")


def test_a_demand_and_what_it_demands() -> None:
    demand, freeing = read(
        "Ann:PROPN:Ann:2:nsubj urged:VERB:urge:0:root Bob:PROPN:Bob:2:obj to:PART:to:5:mark "
        "free:VERB:free:2:xcomp hostages:NOUN:hostage:5:obj"
    )
    assert row(demand) == ("REQUEST", "yield", ["Ann"], ["Bob"], "happened")
    assert row(freeing) == ("RETREAT", "release", ["Bob"], ["hostages"], "demanded")


def test_a_refusal_and_what_is_refused() -> None:
    refusal, lifting = read(
        "Orlan:PROPN:Orlan:4:nsubj will:AUX:will:4:aux not:PART:not:4:advmod lift:VERB:lift:0:root "
        "the:DET:the:6:det ban:NOUN:ban:4:obj"
    )
    assert (refusal.type, refusal.mode, refusal.status) == ("REJECT", "yield", "happened")
    assert (lifting.type, lifting.status) == ("RETREAT", "did_not_happen")


def test_of_whom_protesters_demand_something() -> None:
    made = doc(
        "Students:NOUN:student:2:nsubj rallied:VERB:rally:0:root to:PART:to:4:mark "
        "demand:VERB:demand:2:advcl reforms:NOUN:reform:4:obj by:ADP:by:7:case Ann:PROPN:Ann:5:nmod"
    )
    made.set_ents([Words(made, 6, 7, label="PER")])
    [protest] = [r for r in _read(made, article_of(made, "2019-09-05")) if r.type == "PROTEST"]
    assert row(protest) == ("PROTEST", "demo", ["Students"], ["Ann"], "happened")


def test_what_is_given_is_nobody() -> None:
    [giving] = read(
        "Orlan:PROPN:Orlan:2:nsubj sent:VERB:send:0:root aid:NOUN:aid:2:obj to:ADP:to:5:case "
        "Tersia:PROPN:Tersia:2:obl"
    )
    assert row(giving) == ("AID", None, ["Orlan"], ["Tersia"], "happened")


def test_the_deed_that_killed_is_one_act_with_the_killing() -> None:
    [killing] = read(
        "Six:NUM:six:3:nsubj:pass were:AUX:be:3:aux:pass killed:VERB:kill:0:root in:ADP:in:5:mark "
        "firing:VERB:fire:3:advcl by:ADP:by:7:case police:NOUN:police:5:obl"
    )
    assert row(killing) == ("ASSAULT", "firearms", ["police"], ["Six"], "happened")


def test_calling_somebody_on_a_day_is_no_call_on_anybody() -> None:
    types = [r.type for r in read(
        "On:ADP:on:2:case Monday:PROPN:Monday:4:obl Ann:PROPN:Ann:4:nsubj called:VERB:call:0:root "
        "Bob:PROPN:Bob:4:obj a:DET:a:7:det liar:NOUN:liar:4:xcomp"
    )]  # fmt: skip
    assert "REQUEST" not in types


def test_a_threat_in_the_first_person_after_another() -> None:
    threat, attack = read(
        "We:PRON:we:2:nsubj come:VERB:come:0:root to:ADP:to:4:case you:PRON:you:2:obl "
        "with:ADP:with:6:case slaughter:NOUN:slaughter:2:obl and:CCONJ:and:10:cc "
        "we:PRON:we:10:nsubj will:AUX:will:10:aux kill:VERB:kill:2:conj you:PRON:you:10:obj"
    )
    assert row(threat) == ("THREATEN", "violence", ["We"], ["you"], "happened")
    assert row(attack) == ("ASSAULT", None, ["we"], ["you"], "threatened")


def test_a_threat_in_the_first_person() -> None:
    threat, attack = read(
        "We:PRON:we:3:nsubj will:AUX:will:3:aux kill:VERB:kill:0:root you:PRON:you:3:obj"
    )
    assert (threat.type, threat.status) == ("THREATEN", "happened")
    assert (attack.type, attack.status) == ("ASSAULT", "threatened")


def test_who_is_accused_of_it_is_suspected() -> None:
    accusation, killing = read(
        "Ann:PROPN:Ann:2:nsubj accused:VERB:accuse:0:root "
        "rebels:NOUN:rebel:2:obj of:SCONJ:of:5:mark "
        "killing:VERB:kill:2:advcl Bob:PROPN:Bob:5:obj"
    )
    assert accusation.type == "ACCUSE"
    assert [(a.text, a.responsibility) for a in killing.actors] == [("rebels", "suspected")]


@pytest.mark.parametrize(("verb", "expected"), [("claimed", "claimed"), ("denied", "denied")])
def test_responsibility_for_an_attack(verb: str, expected: str) -> None:
    lemma = {"claimed": "claim", "denied": "deny"}[verb]
    (attack,) = read(
        f"Rebels:NOUN:rebel:2:nsubj "
        f"{verb}:VERB:{lemma}:0:root responsibility:NOUN:responsibility:2:obj "
        "for:ADP:for:6:case the:DET:the:6:det attack:NOUN:attack:3:nmod"
    )
    assert [(a.text, a.responsibility) for a in attack.actors] == [("Rebels", expected)]


@pytest.mark.parametrize(
    "words",
    [
        "Ann:PROPN:Ann:2:nsubj spoke:VERB:speak:0:root",
        "Ann:PROPN:Ann:2:nsubj said:VERB:say:0:root so:ADV:so:2:advmod",
        "Ann:PROPN:Ann:2:nsubj had:VERB:have:0:root a:DET:a:5:det heart:NOUN:heart:5:compound "
        "attack:NOUN:attack:2:obj",
        "an:DET:a:3:det attack:NOUN:attack:3:compound helicopter:NOUN:helicopter:0:root",
        "In:ADP:in:3:case a:DET:a:3:det video:NOUN:video:5:obl Ann:PROPN:Ann:5:nsubj "
        "showed:VERB:show:0:root Bob:PROPN:Bob:5:obj",
        "an:DET:a:3:det arrest:NOUN:arrest:3:compound form:NOUN:form:0:root",
        "Stocks:NOUN:stock:2:nsubj rallied:VERB:rally:0:root in:ADP:in:5:case the:DET:the:5:det "
        "market:NOUN:market:2:obl",
        "The:DET:the:2:det striker:NOUN:striker:3:nsubj attacked:VERB:attack:0:root",
    ],
)
def test_what_only_looks_like_an_event(words: str) -> None:
    assert read(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "at:ADP:at:2:advmod least:ADJ:least:3:nmod 30:NUM:30:4:nummod men:NOUN:man:5:obj",
            (30, 30, None),
        ),
        ("twelve:NUM:twelve:2:nummod men:NOUN:man:3:obj", (12, 12, 12)),
        ("4,000:NUM:4,000:2:nummod men:NOUN:man:3:obj", (4000, 4000, 4000)),
        ("dozens:NOUN:dozen:1:obj of:ADP:of:3:case men:NOUN:man:1:nmod", (24, 24, None)),
        ("a:DET:a:2:det dozen:NOUN:dozen:3:obj", (12, 12, 12)),
        ("about:ADV:about:2:advmod 700:NUM:700:3:nummod men:NOUN:man:4:obj", (700, None, None)),
        ("up:ADP:up:3:advmod to:ADP:to:3:case 9:NUM:9:4:nummod men:NOUN:man:5:obj", (9, None, 9)),
    ],
)
def test_counts(words: str, expected: tuple[int | None, ...]) -> None:
    items = [item.split(":", 4) for item in words.split()]
    shifted = []
    for word, pos, lemma, head, dep in items:
        top = dep == "obj"
        shifted.append(f"{word}:{pos}:{lemma}:{2 if top else int(head) + 2}:{dep}")
    (report,) = read("Rebels:NOUN:rebel:2:nsubj killed:VERB:kill:0:root " + " ".join(shifted))
    (count,) = report.counts
    assert (count.what, count.best, count.low, count.high) == ("killed", *expected)


def evidence(made: Doc, words: str) -> dict[str, object]:
    start = made.text.index(words)
    return {"start": start, "end": start + len(words), "text": words}


SCENE = (
    "Ann:PROPN:Ann:2:nsubj said:VERB:say:0:root rebels:NOUN:rebel:4:nsubj "
    "attacked:VERB:attack:2:ccomp Orlan:PROPN:Orlan:4:obj "
    "near:ADP:near:7:case Tirn:PROPN:Tirn:4:obl "
    "in:ADP:in:9:case 1994:NUM:1994:4:obl"
)


def scene(published: str | None) -> Report:
    made = doc(SCENE)
    said = made.text.index("rebels")
    layers = {
        "entities": (
            Entity(
                id="e1",
                type="group",
                name="rebels",
                mentions=(Mention(kind="nominal", **evidence(made, "rebels")),),
            ),  # type: ignore[arg-type]
        ),
        "times": (
            Time(
                id="t1",
                type="DATE",
                value="1994",
                begin="1994-01-01",
                until="1995-01-01",
                basis="explicit",
                **evidence(made, "1994"),
            ),  # type: ignore[arg-type]
        ),
        "places": (Place(id="p1", **evidence(made, "Tirn")),),  # type: ignore[arg-type]
        "statements": (
            Statement(id="s1", kind="indirect", content=(Span(start=0, end=len(made.text)),)),
            Statement(
                id="s2",
                kind="indirect",
                content=(Span(start=said, end=len(made.text)),),
                source=Source(**evidence(made, "Ann")),
            ),  # type: ignore[arg-type]
        ),
    }
    (report,) = _read(made, article_of(made, published), **layers)
    return report


@pytest.mark.parametrize("published", ["2019-09-05", None])
def test_where_when_and_who_says_so(published: str | None) -> None:
    report = scene(published)
    assert [actor.entity for actor in report.actors] == ["e1"]
    assert report.attribution == ("s2", "s1")
    assert (report.place, report.place_basis) == ("p1", "stated")
    assert (report.time.id, report.time.basis, report.time.precision) == ("t1", "stated", "year")
    assert report.background


def test_without_a_time_the_publication_day_or_nothing() -> None:
    (dated,) = read(ACTIVE)
    assert (dated.time.begin, dated.time.until, dated.time.basis) == (
        "2019-09-05",
        "2019-09-06",
        "published",
    )
    (undated,) = read(ACTIVE, None)
    assert (undated.time.begin, undated.time.basis) == (None, "none")


def test_only_what_is_news_is_read() -> None:
    made = doc(ACTIVE)
    article = article_of(made).model_copy(
        update={"blocks": (Block(kind="credit", start=0, end=len(made.text)),)}
    )
    assert _read(made, article) == []


def test_numbered_in_text_order() -> None:
    found = read(f"{ACTIVE} / {ACTIVE} / {ACTIVE}")
    assert [report.id for report in found] == ["r1", "r2", "r3"]
    assert [r.anchor.start for r in found] == sorted(r.anchor.start for r in found)


WORDS = [
    "attack",
    "rebels",
    "threatened",
    "will",
    "not",
    "killed",
    "a",
    "dozen",
    "men",
    "if",
    "by",
    "of",
    "met",
    "released",
    "statement",
    "4,000",
    "\n\n",
    "him",
    "arrest",
    ",",
]
DEPS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "acl",
    "acl:relcl",
    "advcl",
    "ccomp",
    "xcomp",
    "conj",
    "cc",
    "case",
    "mark",
    "aux",
    "aux:pass",
    "nummod",
    "det",
    "compound",
    "punct",
    "",
]
POS = ["VERB", "NOUN", "PROPN", "PRON", "NUM", "AUX", "ADP", "DET", "PUNCT", ""]


@st.composite
def odd_docs(draw: st.DrawFn) -> Doc:
    """Return a Doc with any tree: every word hangs on an earlier one."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
    heads = [draw(st.integers(0, i)) for i in range(len(words))]
    size = len(words)
    return Doc(
        doc(ACTIVE).vocab,
        words=words,
        pos=[draw(st.sampled_from(POS)) for _ in words],
        lemmas=[
            draw(st.sampled_from(["attack", "kill", "threaten", "meet", "", "release", "dozen"]))
            for _ in words
        ],
        heads=heads,
        deps=[draw(st.sampled_from(DEPS)) for _ in words],
        sent_starts=[i == 0 for i in range(size)],
    )


@given(odd_docs(), st.sampled_from([None, "2019-09-05", "9999-12-31"]))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_tree_gives_a_reading_that_holds(made: Doc, published: str | None) -> None:
    article = article_of(made, published)
    first = _read(made, article)
    assert first == _read(made, article)
    assert all(0 <= report.confidence <= 1 and report.evidence for report in first)
    anchors = [(report.anchor.start, report.type) for report in first]
    assert len(anchors) == len(set(anchors))
    for report in first:
        (span,) = report.evidence
        assert span.start <= report.anchor.start <= report.anchor.end <= span.end


def test_a_doc_without_layers() -> None:
    made = Doc(doc(ACTIVE).vocab, words=["Rebels", "attacked", "a", "convoy"])
    assert _read(made, article_of(made)) == []
    empty = Doc(made.vocab)
    assert _read(empty, article_of(empty)) == []


def test_an_endless_sentence_is_not_read() -> None:
    filler = " ".join("very:ADV:very:2:advmod" for _ in range(300))
    assert read(f"{ACTIVE} {filler}") == []
