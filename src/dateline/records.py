"""The records: what Dateline knows, as typed, frozen values.

The words and the JSON are those of ``docs/contract.md``. Every offset is a
Unicode code point into ``article.text``, start inclusive, end exclusive.
Records carry no behaviour but their own: they check themselves on the way in
(``Reading`` re-checks every span against the text) and write themselves out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_READING = "dateline.reading/1"

PublishedBasis = Literal["given", "metadata", "dateline", "url", "none"]
BlockKind = Literal["title", "heading", "paragraph", "caption", "credit", "furniture"]
EntityType = Literal["person", "organization", "group", "place", "facility", "other"]
# The blocks that are read as news; credits and page furniture are not.
READ_BLOCKS: tuple[BlockKind, ...] = ("title", "heading", "paragraph", "caption")
MentionKind = Literal["name", "nominal", "pronoun"]
RoleStatus = Literal["current", "former", "unknown"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeBasis = Literal["explicit", "relative", "unresolved"]
PlacePrecision = Literal["point", "city", "admin2", "admin1", "country", "region", "none"]
StatementKind = Literal["direct", "indirect", "mixed"]
Responsibility = Literal["stated", "suspected", "claimed", "denied"]
PlaceBasis = Literal["stated", "context", "dateline", "none"]
TimePrecision = Literal["minute", "day", "week", "month", "year", "unknown"]
ReportTimeBasis = Literal["stated", "context", "published", "none"]
CountWhat = Literal[
    "killed", "injured", "arrested", "abducted", "displaced", "participants", "other"
]
Status = Literal[
    "happened",
    "ongoing",
    "planned",
    "threatened",
    "demanded",
    "possible",
    "hypothetical",
    "denied",
    "did_not_happen",
]


class Record(BaseModel):
    """Base of all records: frozen, and an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Record):
    """A stretch of ``article.text``: code points, start inclusive, end exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if self.end < self.start:
            raise ValueError(f"a span ends at {self.end}, before it starts at {self.start}")
        return self


class Evidence(Span):
    """A span with the exact words it covers."""

    text: str


class Block(Span):
    """A stretch of the article with its part in the page; only some kinds are read."""

    kind: BlockKind


class Unread(Span):
    """A stretch that was not read, and why."""

    why: str


class Note(Record):
    """Something a reader of the record must know: a stable code and a sentence."""

    code: str
    message: str


class Dateline(Evidence):
    """The line before an agency story: "KABUL, Nov 10 (Reuters) -"."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None


class Article(Record):
    """One published text, cleaned, with what is known of its publication."""

    id: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    published: str | None = None
    published_basis: PublishedBasis = "none"
    language: str | None = None
    dateline: Dateline | None = None
    text: str = ""
    sha256: str = ""
    blocks: tuple[Block, ...] = ()
    unread: tuple[Unread, ...] = ()


class Mention(Evidence):
    """One place where an article speaks of an entity."""

    kind: MentionKind


class Role(Span):
    """A post or function that the words ``start:end`` give to a person."""

    title: str
    organization: str | None = None
    status: RoleStatus = "unknown"


class Link(Record):
    """An entry of a knowledge base, with the score of the match (0 to 1)."""

    base: str
    id: str
    score: float


class Entity(Record):
    """A person, organisation, group or place as one article speaks of it."""

    id: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    country: str | None = None
    sector: str | None = None
    place: str | None = None
    link: Link | None = None


class Time(Evidence):
    """A time expression; ``value`` is TIMEX3, ``begin``/``until`` ISO 8601, until exclusive."""

    id: str
    type: TimeType
    value: str | None = None
    begin: str | None = None
    until: str | None = None
    basis: TimeBasis


class PlaceAlternative(Record):
    """A runner-up for a place name."""

    name: str
    geonames: int
    country: str | None = None
    score: float


class Place(Evidence):
    """A place name in the text and what it was resolved to (degrees, WGS 84)."""

    id: str
    entity: str | None = None
    name: str | None = None
    geonames: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    precision: PlacePrecision = "none"
    score: float = 0.0
    alternatives: tuple[PlaceAlternative, ...] = ()


class Source(Evidence):
    """Who a statement comes from: the words, and the entity they stand for."""

    entity: str | None = None


class Statement(Record):
    """What somebody said, wrote or thinks according to the article."""

    id: str
    kind: StatementKind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Source | None = None
    parent: str | None = None


class Anchor(Evidence):
    """The word that names an event."""


class Actor(Evidence):
    """Who did it, with how far the text makes them responsible."""

    entity: str | None = None
    responsibility: Responsibility = "stated"


class Recipient(Evidence):
    """To whom it was done."""

    entity: str | None = None


class ReportTime(Record):
    """When it happened; ``id`` is the time expression, if one was used."""

    id: str | None = None
    begin: str | None = None
    until: str | None = None
    precision: TimePrecision = "unknown"
    basis: ReportTimeBasis = "none"


class Count(Evidence):
    """How many: best, low and high from the words."""

    what: CountWhat
    best: int | None = None
    low: int | None = None
    high: int | None = None


class Report(Record):
    """What one article reports about one event."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    anchor: Anchor
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    place: str | None = None
    place_basis: PlaceBasis = "none"
    time: ReportTime = ReportTime()
    counts: tuple[Count, ...] = ()
    status: Status = "happened"
    background: bool = False
    attribution: tuple[str, ...] = ()
    evidence: tuple[Span, ...]
    confidence: float = Field(ge=0, le=1)


class Version(Record):
    """The program and the model that made a reading."""

    dateline: str
    model: str


class Reading(Record):
    """Everything found in one article.

    Raises:
        pydantic.ValidationError: when a span's words are not the article's
            words at that place, or when an id points nowhere.
    """

    schema_: Literal["dateline.reading/1"] = Field(default="dateline.reading/1", alias="schema")
    version: Version
    article: Article
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    reports: tuple[Report, ...] = ()
    notes: tuple[Note, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="after")
    def _grounded(self) -> Reading:
        check_evidence(self)
        return self

    def words(self, span: Span | Iterable[Span]) -> str:
        """Return the article's words under one span, or under several joined by " … "."""
        spans = [span] if isinstance(span, Span) else list(span)
        return " … ".join(self.article.text[s.start : s.end] for s in spans)

    def entity(self, id: str | None) -> Entity | None:
        """Return the entity with this id, or None."""
        return next((e for e in self.entities if e.id == id), None)

    def statement(self, id: str | None) -> Statement | None:
        """Return the statement with this id, or None."""
        return next((s for s in self.statements if s.id == id), None)

    def to_json(self, indent: int | None = None) -> str:
        """Return the reading as JSON of schema ``dateline.reading/1``; same reading, same text."""
        return self.model_dump_json(by_alias=True, indent=indent)

    @classmethod
    def from_json(cls, data: str | bytes) -> Reading:
        """Return the reading that ``to_json`` wrote; spans are checked again."""
        return cls.model_validate_json(data)


def check_evidence(reading: Reading) -> None:
    """Raise ValueError unless every span holds its words and every id leads somewhere."""
    text = reading.article.text
    for record in _walk(reading):
        if isinstance(record, Span) and record.end > len(text):
            raise ValueError(
                f"{type(record).__name__} {record.start}:{record.end} lies outside the "
                f"article's {len(text)} characters; offsets must be code points of article.text"
            )
        if isinstance(record, Evidence) and text[record.start : record.end] != record.text:
            raise ValueError(
                f"{type(record).__name__} {record.start}:{record.end} says {record.text!r}, but "
                f"the article has {text[record.start : record.end]!r} there"
            )
    _check_ids(reading)


def _walk(value: Any) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        for name in type(value).model_fields:
            yield from _walk(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _walk(item)


def _references(reading: Reading) -> Iterator[tuple[str, str | None]]:
    """Yield (kind of id, id) for every reference that the reading holds."""
    if reading.article.dateline:
        yield "place", reading.article.dateline.place
    for entity in reading.entities:
        yield "place", entity.place
    for place in reading.places:
        yield "entity", place.entity
    for statement in reading.statements:
        yield "statement", statement.parent
        if statement.source:
            yield "entity", statement.source.entity
    for report in reading.reports:
        yield "place", report.place
        yield "time", report.time.id
        yield from (("entity", actor.entity) for actor in report.actors)
        yield from (("entity", recipient.entity) for recipient in report.recipients)
        for id in report.attribution:
            yield "statement", id


def _check_ids(reading: Reading) -> None:
    known = {
        "entity": {e.id for e in reading.entities},
        "time": {t.id for t in reading.times},
        "place": {p.id for p in reading.places},
        "statement": {s.id for s in reading.statements},
    }
    for kind, id in _references(reading):
        if id is not None and id not in known[kind]:
            raise ValueError(f"the reading points to {kind} {id!r}, which it does not hold")
