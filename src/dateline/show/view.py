"""A reading put into words for people: what every way of showing says, without how.

The terminal page and the browser page lay out the same ``View``; neither looks at the
records for its words. Texts are as they stand in the reading (not yet made safe to show).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from dateline.records import (
    Actor,
    Count,
    Entity,
    Place,
    Reading,
    Recipient,
    Report,
    Span,
    Statement,
)
from dateline.show import wording
from dateline.show.text import counted

Part = Literal[
    "name", "role", "content", "cue", "source", "anchor", "actor", "recipient", "count", "evidence",
    "place", "time",
]  # fmt: skip


@dataclass(frozen=True)
class Named:
    """Somebody by full name, with the article's own words where they differ."""

    name: str
    words: str | None = None
    entity: str | None = None
    hint: str = ""


@dataclass(frozen=True)
class Mark:
    """Words that belong to a record, and the part they play in it; the first is the main one."""

    part: Part
    span: Span


@dataclass(frozen=True)
class EntityView:
    """A person, organisation, group or other name; ``facts`` are short, ``roles`` are posts."""

    id: str
    name: str
    facts: tuple[str, ...]
    roles: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class PlaceView:
    """A place with all the mentions that mean it, and what it was resolved to.

    ``ids`` are the ids of the place records and of the entity that it stands for.
    """

    ids: tuple[str, ...]
    name: str
    facts: tuple[str, ...]
    others: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class TimeView:
    """A time expression, what it means and how that is known."""

    id: str
    words: str
    meaning: str
    basis: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class StatementView:
    """Who said what; ``inside`` is the id of the statement that this one stands in."""

    id: str
    speaker: Named | None
    kind: str
    cue: str | None
    content: tuple[str, ...]
    inside: str | None
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class ReportView:
    """What is reported, with who, where, when, how many, and who says so."""

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    anchor: str
    status: str
    background: bool
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    place: str | None
    place_id: str | None
    place_basis: str
    time: str | None
    time_id: str | None
    time_basis: str
    counts: tuple[str, ...]
    said_by: tuple[tuple[str, str], ...]
    confidence: str
    evidence: tuple[str, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class UnreadView:
    """A stretch that was not read, why, and its words."""

    why: str
    words: str
    length: int


@dataclass(frozen=True)
class View:
    """The whole reading in words, in the order in which a person wants it."""

    title: str | None
    about: tuple[str, ...]
    url: str | None
    version: str
    entities: tuple[EntityView, ...]
    statements: tuple[StatementView, ...]
    reports: tuple[ReportView, ...]
    places: tuple[PlaceView, ...]
    times: tuple[TimeView, ...]
    notes: tuple[str, ...]
    unread: tuple[UnreadView, ...]

    @property
    def empty(self) -> bool:
        """True when nothing at all was found in the article."""
        return not (self.entities or self.statements or self.reports or self.places or self.times)


def view(reading: Reading) -> View:
    """Return what a person is shown of a reading."""
    article = reading.article
    return View(
        title=article.title,
        about=_about(reading),
        url=article.url,
        version=f"dateline {reading.version.dateline}, model {reading.version.model}",
        entities=tuple(_entity(e) for e in reading.entities if e.type != "place"),
        statements=tuple(_statement(s, reading) for s in reading.statements),
        reports=tuple(_report(r, reading) for r in reading.reports),
        places=_places(reading),
        times=tuple(_times(reading)),
        notes=tuple(note.message for note in reading.notes),
        unread=_unread(reading),
    )


def _about(reading: Reading) -> tuple[str, ...]:
    article = reading.article
    basis = wording.PUBLISHED_BASIS[article.published_basis]
    published = (
        f"published {article.published} ({basis})"
        if article.published
        else "publication date unknown"
    )
    facts = [article.outlet or "outlet unknown", published]
    if article.authors:
        facts.append("by " + ", ".join(article.authors))
    if article.agencies:
        facts.append(f"{'agency' if len(article.agencies) == 1 else 'agencies'}: "
                     + ", ".join(article.agencies))  # fmt: skip
    if article.language:
        facts.append(f"language: {article.language}")
    return tuple(facts)


def _entity(entity: Entity) -> EntityView:
    facts = [wording.ENTITY_TYPE[entity.type], counted(len(entity.mentions), "mention")]
    facts += [value for value in (entity.country, entity.sector) if value]
    roles = dict.fromkeys(
        f"{role.title}{f', {role.organization}' if role.organization else ''}"
        f" ({wording.ROLE_STATUS[role.status]})"
        for role in entity.roles
    )
    marks = (*_marks("name", entity.mentions), *_marks("role", entity.roles))
    return EntityView(entity.id, entity.name, tuple(facts), tuple(roles), marks)


def _marks(part: Part, spans: Iterable[Span | None]) -> tuple[Mark, ...]:
    return tuple(Mark(part, span) for span in spans if span is not None)


def named(party: Actor | Recipient, reading: Reading) -> Named:
    """Return a party of a report by name, with the words used if they differ."""
    hint = wording.RESPONSIBILITY[party.responsibility] if isinstance(party, Actor) else ""
    return _named(party.text, party.entity, reading, hint)


def _named(text: str, id: str | None, reading: Reading, hint: str = "") -> Named:
    entity = reading.entity(id)
    if entity is None:
        return Named(text, hint=hint)
    words = None if _bare(text) == _bare(entity.name) else text
    return Named(entity.name, words, entity.id, hint)


def _bare(name: str) -> str:
    """Return a name without its article and capitals: "The Guard" and "guard" are no two names."""
    return " ".join(name.casefold().removeprefix("the ").split())


def _statement(statement: Statement, reading: Reading) -> StatementView:
    source = statement.source
    content = _marks("content", statement.content)
    return StatementView(
        id=statement.id,
        speaker=_named(source.text, source.entity, reading) if source else None,
        kind=wording.STATEMENT_KIND[statement.kind],
        cue=reading.words(statement.cue) if statement.cue else None,
        content=tuple(reading.words(span) for span in statement.content),
        inside=statement.parent,
        marks=(*content, *_marks("cue", [statement.cue]), *_marks("source", [source])),
    )


def _report(report: Report, reading: Reading) -> ReportView:
    when, time_basis = _when(report, reading)
    return ReportView(
        id=report.id,
        type=report.type,
        mode=report.mode,
        contexts=report.contexts,
        anchor=report.anchor.text,
        status=wording.STATUS[report.status],
        background=report.background,
        actors=tuple(named(party, reading) for party in report.actors),
        recipients=tuple(named(party, reading) for party in report.recipients),
        place=_place_words(report, reading),
        place_id=report.place,
        place_basis=wording.PLACE_BASIS[report.place_basis],
        time=when,
        time_id=report.time.id,
        time_basis=time_basis,
        counts=tuple(_count(count) for count in report.counts),
        said_by=tuple(_said_by(report, reading)),
        confidence=f"{report.confidence:.2f}",
        evidence=tuple(reading.words(span) for span in report.evidence),
        marks=_report_marks(report),
    )


def _report_marks(report: Report) -> tuple[Mark, ...]:
    return (
        *_marks("anchor", [report.anchor]),
        *_marks("actor", report.actors),
        *_marks("recipient", report.recipients),
        *_marks("count", report.counts),
        *_marks("evidence", report.evidence),
    )


def _place_words(report: Report, reading: Reading) -> str | None:
    place = next((p for p in reading.places if p.id == report.place), None)
    return _place_name(place) if place else None


def _place_name(place: Place) -> str:
    name = place.name or place.text
    return f"{name}, {place.country}" if place.country and place.precision != "country" else name


def _when(report: Report, reading: Reading) -> tuple[str | None, str]:
    """Return when it happened, and how that is known, with the words where there are some."""
    when = wording.period(report.time.begin, report.time.until)
    basis = wording.TIME_BASIS[report.time.basis]
    expression = next((t for t in reading.times if t.id == report.time.id), None)
    if expression is None:
        return when, basis
    words = f"“{expression.text}”"
    return (when, f"{basis}: {words}") if when else (words, "not resolved")


def _count(count: Count) -> str:
    what = "people or things" if count.what == "other" else count.what
    return f"{_number(count)} {what} (“{count.text}”)"


def _number(count: Count) -> str:
    """Return the best figure, with the ends where they are known and others."""
    low, best, high = count.low, count.best, count.high
    number = "number not given" if best is None else f"{best:,}"
    if low is not None and high is not None and not low == best == high:
        return f"{number} (between {low:,} and {high:,})" if best else f"{low:,} to {high:,}"
    if low is not None and high is None:
        return f"{number}, at least {low:,}" if best not in {None, low} else f"at least {low:,}"
    if high is not None and low is None:
        return f"{number}, at most {high:,}" if best not in {None, high} else f"at most {high:,}"
    return number


def _said_by(report: Report, reading: Reading) -> Iterable[tuple[str, str]]:
    """Yield (statement id, who) from the nearest statement outward."""
    for id in report.attribution:
        statement = reading.statement(id)
        if statement:
            source = statement.source
            speaker = _named(source.text, source.entity, reading).name if source else "not named"
            yield id, speaker


def _places(reading: Reading) -> tuple[PlaceView, ...]:
    """Return one view for each place, the mentions of one entity put together."""
    groups: dict[str, list[Place]] = {}
    for place in reading.places:
        groups.setdefault(place.entity or place.id, []).append(place)
    entities = {e.id: e for e in reading.entities if e.type == "place"}
    views = [_place(places, entities.get(places[0].entity or "")) for places in groups.values()]
    views += [_unresolved(e) for e in entities.values() if e.id not in groups and e.mentions]
    return tuple(sorted(views, key=lambda v: min((m.span.start, m.span.end) for m in v.marks)))


def _place(places: list[Place], entity: Entity | None) -> PlaceView:
    best = max(places, key=lambda p: p.score)
    mentions = entity.mentions if entity else ()
    spans = tuple({(s.start, s.end): s for s in (*places, *mentions)}.values())
    facts = [counted(len(spans), "mention")]
    facts += [value for value in (best.admin1, best.country) if value]
    if best.precision != "none":
        facts.append(f"precise to the {best.precision}")
    if best.lat is not None and best.lon is not None:
        facts.append(f"{best.lat:.2f}, {best.lon:.2f}")
    facts.append(f"GeoNames {best.geonames}" if best.geonames else "not found on the map")
    others = tuple(
        f"{other.name}{f', {other.country}' if other.country else ''}"
        for other in best.alternatives
    )
    ids = (*(p.id for p in places), *([entity.id] if entity else []))
    return PlaceView(ids, best.name or best.text, tuple(facts), others, _marks("place", spans))


def _unresolved(entity: Entity) -> PlaceView:
    facts = [
        counted(len(entity.mentions), "mention"),
        *([entity.country] if entity.country else []),
    ]
    facts.append("not found on the map")
    return PlaceView((entity.id,), entity.name, tuple(facts), (), _marks("place", entity.mentions))


def _times(reading: Reading) -> Iterable[TimeView]:
    for time in reading.times:
        meaning = wording.period(time.begin, time.until) or time.value or "unknown"
        basis = wording.EXPRESSION_BASIS[time.basis]
        yield TimeView(time.id, time.text, meaning, basis, _marks("time", [time]))


def _unread(reading: Reading) -> tuple[UnreadView, ...]:
    """Return what was left out: the stretches named as unread, and the blocks that are no news."""
    article = reading.article
    stretches = [(u.start, u.end, u.why) for u in article.unread]
    for block in article.blocks:
        why = wording.UNREAD_BLOCK.get(block.kind)
        named_already = any(s <= block.start and block.end <= e for s, e, _ in stretches)
        if why and block.end > block.start and not named_already:
            stretches.append((block.start, block.end, why))
    return tuple(
        UnreadView(why, article.text[start:end], end - start)
        for start, end, why in sorted(stretches)
    )
