"""Hypothesis strategies for readings that hold: every span grounded, every id leading somewhere."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dateline.records import (
    Actor,
    Anchor,
    Article,
    Block,
    Count,
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

# Surrogates are no characters of a text; everything else may come.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_SCORES = st.floats(0, 1, allow_nan=False)
_DAYS = st.dates().map(str)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


class _Maker:
    """Draws the parts of one reading over one text."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.text = draw(TEXTS)
        self.ids = {
            letter: [f"{letter}{n + 1}" for n in range(draw(st.integers(0, 2)))]
            for letter in "etps"
        }

    def span(self) -> dict[str, int]:
        ends = st.integers(0, len(self.text))
        start, end = sorted([self.draw(ends), self.draw(ends)])
        return {"start": start, "end": end}

    def evidence(self) -> dict[str, Any]:
        span = self.span()
        return {**span, "text": self.text[span["start"] : span["end"]]}

    def reference(self, letter: str) -> str | None:
        known = self.ids[letter]
        return self.draw(_maybe(st.sampled_from(known))) if known else None

    def several(self, make: Any, most: int = 2) -> tuple[Any, ...]:
        return tuple(make() for _ in range(self.draw(st.integers(0, most))))

    def one_of(self, *values: str) -> str:
        return self.draw(st.sampled_from(values))

    def article(self) -> Article:
        return Article(
            id="sha256:0",
            title=self.draw(_maybe(TEXTS)),
            authors=self.several(lambda: self.draw(TEXTS)),
            published=self.draw(_maybe(_DAYS)),
            published_basis=self.one_of("given", "metadata", "dateline", "url", "none"),
            text=self.text,
            blocks=self.several(
                lambda: Block(kind=self.one_of("paragraph", "credit"), **self.span())
            ),
            unread=self.several(lambda: Unread(why=self.draw(TEXTS), **self.span())),
        )

    def entity(self, id: str) -> Entity:
        return Entity(
            id=id,
            type=self.one_of("person", "organization", "group", "place", "facility", "other"),
            name=self.draw(TEXTS),
            mentions=self.several(
                lambda: Mention(kind=self.one_of("name", "nominal", "pronoun"), **self.evidence())
            ),
            roles=self.several(
                lambda: Role(
                    title=self.draw(TEXTS),
                    status=self.one_of("current", "former", "unknown"),
                    **self.span(),
                )
            ),
            place=self.reference("p"),
            link=self.draw(_maybe(st.builds(Link, base=TEXTS, id=TEXTS, score=_SCORES))),
        )

    def time(self, id: str) -> Time:
        return Time(
            id=id,
            type=self.one_of("DATE", "TIME", "DURATION", "SET"),
            value=self.draw(_maybe(_DAYS)),
            begin=self.draw(_maybe(_DAYS)),
            basis=self.one_of("explicit", "relative", "unresolved"),
            **self.evidence(),
        )

    def place(self, id: str) -> Place:
        runners_up = st.builds(
            PlaceAlternative, name=TEXTS, geonames=st.integers(1, 10**7), score=_SCORES
        )
        return Place(
            id=id,
            entity=self.reference("e"),
            lat=self.draw(_maybe(st.floats(-90, 90))),
            lon=self.draw(_maybe(st.floats(-180, 180))),
            score=self.draw(_SCORES),
            alternatives=tuple(self.draw(st.lists(runners_up, max_size=2))),
            **self.evidence(),
        )

    def statement(self, id: str) -> Statement:
        source = Source(entity=self.reference("e"), **self.evidence())
        return Statement(
            id=id,
            kind=self.one_of("direct", "indirect", "mixed"),
            content=self.several(lambda: Span(**self.span())),
            cue=self.draw(_maybe(st.just(Span(**self.span())))),
            source=self.draw(_maybe(st.just(source))),
            parent=self.reference("s"),
        )

    def report(self, id: str) -> Report:
        figure = self.draw(_maybe(st.integers(0, 10**6)))
        return Report(
            id=id,
            type=self.one_of("ASSAULT", "AFFILIATE"),
            anchor=Anchor(**self.evidence()),
            actors=self.several(
                lambda: Actor(
                    entity=self.reference("e"), responsibility="claimed", **self.evidence()
                )
            ),
            recipients=self.several(
                lambda: Recipient(entity=self.reference("e"), **self.evidence())
            ),
            place=self.reference("p"),
            time=ReportTime(id=self.reference("t"), begin=self.draw(_maybe(_DAYS))),
            counts=self.several(lambda: Count(what="killed", best=figure, **self.evidence())),
            status=self.one_of("happened", "planned", "denied"),
            background=self.draw(st.booleans()),
            attribution=tuple(self.ids["s"]),
            evidence=self.several(lambda: Span(**self.span())),
            confidence=self.draw(_SCORES),
        )

    def reading(self) -> Reading:
        return Reading(
            version=Version(dateline="0.0.0", model="none"),
            article=self.article(),
            entities=tuple(self.entity(id) for id in self.ids["e"]),
            times=tuple(self.time(id) for id in self.ids["t"]),
            places=tuple(self.place(id) for id in self.ids["p"]),
            statements=tuple(self.statement(id) for id in self.ids["s"]),
            reports=tuple(self.report(f"r{n}") for n in range(self.draw(st.integers(0, 2)))),
            notes=self.several(lambda: Note(code="a-note", message=self.draw(TEXTS))),
        )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Return any reading whose evidence and ids hold."""
    return _Maker(draw).reading()


@st.composite
def grounded(draw: st.DrawFn) -> tuple[str, Evidence]:
    """Return a text of at least one character and evidence in it."""
    text = draw(TEXTS.filter(len))
    start, end = sorted([draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))])
    return text, Evidence(start=start, end=end, text=text[start:end])
