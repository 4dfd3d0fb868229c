"""A rich reading made by hand. The article, its people and its places are invented."""

from __future__ import annotations

from dateline.records import (
    Actor,
    Anchor,
    Article,
    Block,
    Count,
    Dateline,
    Entity,
    Evidence,
    Link,
    Mention,
    Note,
    Place,
    PlaceAlternative,
    Reading,
    Recipient,
    Report,
    ReportTime,
    Role,
    Source,
    Span,
    Statement,
    Time,
    Unread,
    Version,
)

TITLE = "Gunmen attack grain convoy near Sarvand"
ATTACK = (
    "Gunmen attacked a grain convoy on the mountain road to Sarvand on Wednesday, "
    "killing a dozen drivers"
)
PARAGRAPHS = (
    ("title", TITLE),
    (
        "paragraph",
        f"SARVAND, Nov 10 (Norlund Press) - {ATTACK}, Colonel Daren Tolvik said.",
    ),
    (
        "paragraph",
        "“They waited for us in the pass,” he said. “We will find them, "
        "and we will bring them to court.”",
    ),
    (
        "paragraph",
        "Mira Askalen, a former transport minister who now leads the Free Valley Movement, denied "
        "that her fighters had taken part. According to two aid workers, the Highland Guard plans "
        "to close the road on Friday.",
    ),
    ("caption", "Burnt lorries stand on the road above Sarvand."),
    ("credit", "Photo: Ilse Marn / Norlund Press"),
    ("furniture", "Leave a comment. Required fields are marked *"),
)
TEXT = "\n\n".join(text for _, text in PARAGRAPHS)


def at(words: str, number: int = 1) -> tuple[int, int]:
    """Return start and end of the number-th occurrence of the words in the text."""
    start = -1
    for _ in range(number):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def span(words: str, number: int = 1) -> Span:
    start, end = at(words, number)
    return Span(start=start, end=end)


def words(words: str, number: int = 1) -> dict[str, object]:
    """Return start, end and text, for any record that is evidence."""
    start, end = at(words, number)
    return {"start": start, "end": end, "text": words}


def pronoun(context: str, length: int) -> dict[str, object]:
    """Return the first ``length`` characters of the words that follow, as evidence."""
    start, _ = at(context)
    return {"start": start, "end": start + length, "text": context[:length]}


def mention(text: str, number: int = 1, kind: str = "name") -> Mention:
    return Mention(**words(text, number), kind=kind)


def _blocks() -> tuple[Block, ...]:
    return tuple(Block(kind=kind, **span(text).model_dump()) for kind, text in PARAGRAPHS)


def _article() -> Article:
    return Article(
        id="sha256:sample",
        url="https://norlund.example/2016/11/10/convoy",
        title=TITLE,
        outlet="Norlund Press",
        authors=("Ilse Marn",),
        agencies=("Norlund Press",),
        published="2016-11-10",
        published_basis="dateline",
        language="en",
        dateline=Dateline(
            **words("SARVAND, Nov 10 (Norlund Press) -"), place="p1", date="2016-11-10",
            agency="Norlund Press",
        ),
        text=TEXT,
        sha256="0" * 64,
        blocks=_blocks(),
        unread=(Unread(**span("Leave a comment.").model_dump(), why="comment form"),),
    )  # fmt: skip


def _entities() -> tuple[Entity, ...]:
    return (
        Entity(id="e1", type="place", name="Sarvand", country="XKS", place="p1",
               mentions=(mention("Sarvand"), mention("Sarvand", 2), mention("Sarvand", 3))),
        Entity(id="e2", type="group", name="gunmen", mentions=(mention("Gunmen", 2, "nominal"),)),
        Entity(id="e3", type="person", name="Daren Tolvik", country="XKS", sector="MIL",
               mentions=(mention("Daren Tolvik"), Mention(**pronoun("he said", 2), kind="pronoun")),
               roles=(Role(title="colonel", status="current", **span("Colonel").model_dump()),)),
        Entity(id="e4", type="person", name="Mira Askalen",
               mentions=(mention("Mira Askalen"),
                         Mention(**pronoun("her fighters", 3), kind="pronoun")),
               roles=(Role(title="transport minister", status="former",
                           **span("transport minister").model_dump()),
                      Role(title="leader", organization="Free Valley Movement",
                           **span("leads").model_dump()))),
        Entity(id="e5", type="organization", name="Free Valley Movement", sector="REB",
               mentions=(mention("Free Valley Movement"),),
               link=Link(base="wikidata", id="Q0", score=0.7)),
        Entity(id="e6", type="organization", name="Highland Guard", sector="MIL",
               mentions=(mention("Highland Guard"),)),
    )  # fmt: skip


def _times() -> tuple[Time, ...]:
    return (
        Time(id="t1", **words("Wednesday"), type="DATE", value="2016-11-09", begin="2016-11-09",
             until="2016-11-10", basis="relative"),
        Time(id="t2", **words("Friday"), type="DATE", value=None, basis="unresolved"),
    )  # fmt: skip


def _places() -> tuple[Place, ...]:
    found = {
        "entity": "e1", "name": "Sarvand", "geonames": 4242, "lat": 42.5, "lon": 21.25,
        "country": "XKS", "admin1": "High Valleys", "feature": "PPL", "precision": "city",
        "score": 0.91,
        "alternatives": (PlaceAlternative(name="Sarvand", geonames=7, country="IRN", score=0.2),),
    }  # fmt: skip
    return (
        Place(id="p1", **words("SARVAND"), **found),
        Place(id="p2", **words("Sarvand", 2), **found),
    )


def _statements() -> tuple[Statement, ...]:
    plan = "the Highland Guard plans to close the road on Friday"
    return (
        Statement(id="s1", kind="indirect", content=(span(ATTACK),), cue=span("said"),
                  source=Source(**words("Colonel Daren Tolvik"), entity="e3")),
        Statement(id="s2", kind="direct", cue=span("said", 2),
                  content=(span("“They waited for us in the pass,”"),
                           span("“We will find them, and we will bring them to court.”")),
                  source=Source(**pronoun("he said", 2), entity="e3")),
        Statement(id="s3", kind="indirect", content=(span("that her fighters had taken part"),),
                  cue=span("denied"), source=Source(**words("Mira Askalen"), entity="e4")),
        Statement(id="s4", kind="indirect", content=(span(plan),), cue=span("According to"),
                  source=Source(**words("two aid workers"))),
        Statement(id="s5", kind="indirect", parent="s4",
                  content=(span("close the road on Friday"),)),
    )  # fmt: skip


def _reports() -> tuple[Report, ...]:
    attack = span(ATTACK)
    return (
        Report(id="r1", type="ASSAULT", mode="firearms", contexts=("terrorism",),
               anchor=Anchor(**words("attacked")),
               actors=(Actor(**words("Gunmen", 2), entity="e2"),),
               recipients=(Recipient(**words("a grain convoy")),),
               place="p2", place_basis="stated",
               time=ReportTime(id="t1", begin="2016-11-09", until="2016-11-10", precision="day",
                               basis="stated"),
               counts=(Count(**words("a dozen"), what="killed", best=12, low=12, high=12),),
               attribution=("s1",), evidence=(attack,), confidence=0.83),
        Report(id="r2", type="ASSAULT", anchor=Anchor(**words("taken part")),
               actors=(Actor(**words("her fighters"), responsibility="denied"),), status="denied",
               attribution=("s3",), evidence=(span("her fighters had taken part"),),
               confidence=0.41),
        Report(id="r3", type="SANCTION", anchor=Anchor(**words("close")), status="planned",
               actors=(Actor(**words("the Highland Guard"), entity="e6"),),
               time=ReportTime(id="t2", basis="stated"), place="p1", place_basis="dateline",
               attribution=("s5", "s4"),
               evidence=(span("the Highland Guard plans to close the road"),),
               confidence=0.6),
        Report(id="r4", type="OFFICE", anchor=Anchor(**words("leads")), background=True,
               actors=(Actor(**words("Mira Askalen"), entity="e4"),),
               recipients=(Recipient(**words("the Free Valley Movement"), entity="e5"),),
               time=ReportTime(begin="2016-11-10", until="2016-11-11", precision="day",
                               basis="published"),
               evidence=(span("now leads the Free Valley Movement"),), confidence=0.5),
    )  # fmt: skip


def sample() -> Reading:
    """Return the reading of the invented convoy article."""
    return Reading(
        version=Version(dateline="0.1.0", model="en-1"),
        article=_article(),
        entities=_entities(),
        times=_times(),
        places=_places(),
        statements=_statements(),
        reports=_reports(),
        notes=(
            Note(code="time-unresolved", message="“Friday” could be before or after the news."),
        ),
    )


def bare(text: str = "", **article: object) -> Reading:
    """Return the reading of a text in which nothing was found."""
    return Reading(
        version=Version(dateline="0.1.0", model="en-1"),
        article=Article(id="sha256:bare", text=text, **article),
    )


BAD = (
    "<script>alert(1)</script>[red]x[/red] \x1b[31m\u202egnirts \x00 \"'><img src=//evil.example/x>"
)


def hostile() -> Reading:
    """Return a reading whose every word tries to steer the terminal or the page."""
    bad = BAD
    text = f"{bad}\n\n{bad} {'w' * 400}"
    whole = Evidence(start=0, end=len(bad), text=bad).model_dump()
    odd = '"><b id="x'
    return Reading(
        version=Version(dateline="0.1.0", model="en-1"),
        article=Article(
            id=bad, url="javascript:alert(1)", title=bad, outlet=bad, authors=(bad,), text=text,
            published=bad, published_basis="given", language=odd,
            unread=(Unread(start=0, end=3, why=bad),),
        ),
        entities=(
            Entity(id=odd, type="person", name=bad, mentions=(Mention(**whole, kind="name"),),
                   roles=(Role(title=bad, organization=bad, start=0, end=2),), country=bad,
                   sector=bad),
        ),
        times=(Time(id=odd, **whole, type="DATE", value=bad, begin=bad, basis="explicit"),),
        places=(Place(id=odd, **whole, name=bad, country=bad, admin1=bad),),
        statements=(Statement(id=odd, kind="direct", content=(Span(start=0, end=len(text)),),
                              source=Source(**whole, entity=odd)),),
        reports=(Report(id=odd, type=bad, mode=bad, contexts=(bad,), anchor=Anchor(**whole),
                        actors=(Actor(**whole, entity=odd),), place=odd,
                        evidence=(Span(start=0, end=len(text)),), attribution=(odd,),
                        confidence=0.1),),
        notes=(Note(code=bad, message=bad),),
    )  # fmt: skip
