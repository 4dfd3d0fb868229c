"""Reports: what an article reports about each event, found by a codebook over the tree.

Anchors first (``reports_anchors``), then for each who did it to whom (``reports_parties``),
whether it happened (``reports_status``), how many (``reports_counts``), where and when
(``reports_where``, ``reports_when``), and who says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dateline.codebooks import Codebook
from dateline.reading import tree
from dateline.reading.entities import entity_at
from dateline.reading.reports_anchors import find_anchors
from dateline.reading.reports_intent import intent, is_refused, is_threat_in_person
from dateline.reading.reports_mood import has_condition
from dateline.reading.reports_must import TYPE as REQUEST
from dateline.reading.reports_must import requests
from dateline.reading.reports_page import Match, Page
from dateline.reading.reports_parties import Parties, parties
from dateline.reading.reports_status import Told, is_conditional, status_of
from dateline.reading.reports_tolls import counts
from dateline.reading.reports_when import Timeline
from dateline.reading.reports_where import Event, Whereabouts
from dateline.records import (
    Actor,
    Anchor,
    Article,
    Block,
    Entity,
    Place,
    Recipient,
    Report,
    Span,
    Statement,
    Status,
    Time,
)

# Verbs of threats that only say with what one comes ("we come with guns").
_COMING = frozenset({"bring", "carry", "come", "take"})
# What the tree tells by default rather than by a word; the events head may know better.
_OPEN_TO_DOUBT = frozenset({"plain", "progressive", "is to", "own"})
# Shares from which on the events head's status counts against a plain clause, and against more.
_SURE, _VERY_SURE = 0.70, 0.85


# Steps up the tree in which another event's words govern.
_NEAR = 6


class _Layout(NamedTuple):
    """What the reports of one page share."""

    types: dict[int, str]
    """the type of each anchor, by token"""
    timeline: Timeline
    whereabouts: Whereabouts


def find_reports(
    doc: Doc,
    article: Article,
    entities: Sequence[Entity],
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Statement],
    codebook: Codebook,
) -> tuple[Report, ...]:
    """Return what the article reports, numbered r1, r2, … in text order.

    Saying is no event of its own: who says so stands in ``attribution``, nearest first. At most
    one report for an anchor and a type.
    """
    page = Page(
        doc,
        article,
        entities,
        sorted(times, key=lambda t: (t.start, t.end)),
        sorted(places, key=lambda p: (p.start, p.end)),
        statements,
        codebook,
    )
    matches = find_anchors(page)
    types = {match.token.i: match.form.entry.type for match in matches}
    layout = _Layout(types, Timeline(page, set(types)), Whereabouts(page, matches))
    found = [report for match in matches for report in _reports(page, match, layout)]
    found += _requests(page, layout)
    found.sort(key=lambda report: report.anchor.start)
    return tuple(
        report.model_copy(update={"id": f"r{number}"}) for number, report in enumerate(found, 1)
    )


def _reports(page: Page, match: Match, layout: _Layout) -> Iterator[Report]:
    block = page.block_of(match.token.idx)
    if block is None:
        return
    involved = parties(page, match, layout.types)
    told = status_of(match)
    status = _checked_status(page, match, told)
    if told.how == "negated" and _speaks_of_oneself(page, match, involved):
        # "I never met him", he said; but "we will not meet" denies nothing.
        status = status if is_refused(match) else "denied"
    if status == "hypothetical" and _is_told_as_future(page, match):
        status = "planned"
    entry = match.form.entry
    if entry.type == "THREATEN" and _is_the_threat(match, status):
        status = "happened"
    meant = intent(page, match, involved, status, layout.types)
    if meant is not None:
        yield _report(page, match, block, involved, layout, "happened", *meant)
    if status == "planned" and is_threat_in_person(match, involved):
        status = "threatened"
    yield _report(page, match, block, involved, layout, status, entry.type, entry.mode)


def _is_the_threat(match: Match, status: Status) -> bool:
    """Return whether to say so is the threat: "swore to take the war to", "we come with guns"."""
    if status == "threatened":
        return True
    return status in {"planned", "ongoing"} and match.form.word in _COMING


def _checked_status(page: Page, match: Match, told: Told) -> Status:
    """Return the status that the tree tells, or the events head's where the tree tells nothing.

    The tree tells nothing of commands without their mood, of conditions by inversion ("Had Ann
    asked") and of much that a sentence says in its own way; a plain clause then looks happened.
    """
    shares = page.learned.statuses(match.token) if told.how in _OPEN_TO_DOUBT else {}
    if not shares or match.form.entry.type not in page.learned.names:
        return told.status
    best = max(shares, key=lambda status: shares[status])
    sure = _SURE if told.how == "plain" and not match.noun else _VERY_SURE
    return cast(Status, best) if shares[best] >= sure else told.status


def _speaks_of_oneself(page: Page, match: Match, involved: Parties) -> bool:
    """Return whether who did it is who says so: what they say they did not do, they deny."""
    anchor = match.token
    said = page.statements_around(anchor.idx, anchor.idx + len(anchor))
    if not said or said[0].source is None:
        return False
    heads = [t for t in involved.actors if t.lower_ in {"i", "we"}]
    known = {_text(page, t)["entity"] for t in involved.actors} - {None}
    return bool(heads) or said[0].source.entity in known


def _requests(page: Page, layout: _Layout) -> Iterator[Report]:
    """Yield the requests that lie in what others must do."""
    for match, involved, said in requests(page):
        block = page.block_of(match.token.idx)
        if block is not None and layout.types.get(match.token.i) != REQUEST:
            report = _report(page, match, block, involved, layout, "happened", REQUEST, None)
            # Whoever says it does it; what is left is who says that they did.
            rest = tuple(id for id in report.attribution if id != said.id)
            yield report.model_copy(update={"attribution": rest})


def _is_told_as_future(page: Page, match: Match) -> bool:
    """Return whether "would" is what "will" becomes when it is told: "said it would leave"."""
    token = match.token
    verb = token if token.pos_ == "VERB" else token.head
    words = tree.auxiliaries(verb)
    if "would" not in words or "have" in words or is_conditional(verb) or has_condition(verb):
        return False
    return bool(page.statements_around(token.idx, token.idx + len(token)))


def _report(
    page: Page,
    match: Match,
    block: Block,
    involved: Parties,
    layout: _Layout,
    status: Status,
    type: str,
    mode: str | None,
) -> Report:
    anchor = match.token
    words = _clause(match, block)
    actors = tuple(_actor(page, t, involved) for t in involved.actors)
    recipients = tuple(_recipient(page, t) for t in involved.recipients)
    evidence, known = _evidence(words), (_ids(actors), _ids(recipients))
    time, background, status = layout.timeline.place(match, block, status, type, known)
    place, place_basis = layout.whereabouts.place(
        Event(match, type, mode, status, background, evidence, actors, recipients, known),
        block,
    )
    return Report(
        id="r0",
        type=type,
        mode=mode,
        contexts=_contexts(page, match),
        anchor=Anchor(start=anchor.idx, end=anchor.idx + len(anchor), text=anchor.text),
        actors=actors,
        recipients=recipients,
        place=place,
        place_basis=place_basis,
        time=time,
        counts=tuple(counts(page, match, involved)),
        status=status,
        background=background,
        attribution=_attribution(page, anchor.idx, anchor.idx + len(anchor)),
        evidence=(evidence,),
        confidence=_confidence(
            match, actors, recipients, place_basis, time.basis, nested=_is_nested(match, layout)
        ),
    )


def _clause(match: Match, block: Block) -> Words:
    """Return the words of the event: its verb's clause, for a noun that of the verb over it.

    Always around the anchor, and never beyond the block.
    """
    token = match.token
    top = token
    if match.noun:
        while top.pos_ not in {"VERB", "AUX"} and top.head.i != top.i:
            if tree.has_dep(top, "parataxis", "acl", "advcl", "ccomp"):
                break
            top = top.head
    words = tree.clause(top)
    if words.start_char < block.start or words.end_char > block.end:
        words = token.doc[token.i : token.i + 1]
    if not words.start <= token.i < words.end:
        words = token.doc[min(words.start, token.i) : max(words.end, token.i + 1)]
    return words


def _evidence(clause: Words) -> Span:
    """Return the clause's place, of a relative or participial one with the noun it belongs to."""
    start, root = clause.start_char, clause.root
    if tree.has_dep(root, "acl") and root.head.i < clause.start:
        start = min(start, tree.phrase(root.head).start_char)
    return Span(start=start, end=clause.end_char)


def _text(page: Page, token: Token) -> dict[str, object]:
    words = tree.titled_phrase(token)
    start, end = words.start_char, words.end_char
    entity = entity_at(page.entities, start, end)
    return {
        "start": start,
        "end": end,
        "text": page.article.text[start:end],
        "entity": entity.id if entity else None,
    }


def _actor(page: Page, token: Token, involved: Parties) -> Actor:
    values = {**_text(page, token), "responsibility": involved.responsibility}
    return Actor.model_validate(values)


def _recipient(page: Page, token: Token) -> Recipient:
    return Recipient.model_validate(_text(page, token))


def _ids(parties: Sequence[Actor] | Sequence[Recipient]) -> frozenset[str]:
    return frozenset(party.entity for party in parties if party.entity is not None)


def _contexts(page: Page, match: Match) -> tuple[str, ...]:
    tables = page.codebook.contexts.items()
    found = [name for name, words in tables if any(word in match.around for word in words)]
    return tuple(dict.fromkeys([*match.form.entry.contexts, *found]))


def _attribution(page: Page, start: int, end: int) -> tuple[str, ...]:
    """Return the statements that say it, the shortest first, each followed by what it stands in."""
    known = page.statement_by_id
    found: dict[str, None] = {}
    for statement in page.statements_around(start, end):
        current: str | None = statement.id
        while current is not None and current in known and current not in found:
            found[current] = None
            current = known[current].parent
    return tuple(found)


def _is_nested(match: Match, layout: _Layout) -> bool:
    """Return whether the words stand in those of another event, which is the sentence's news."""
    token = match.token
    for _ in range(_NEAR):
        if token.head.i == token.i or tree.has_dep(token, "conj", "parataxis"):
            return False
        token = token.head
        if token.i in layout.types:
            return True
    return False


def _confidence(
    match: Match,
    actors: Sequence[Actor],
    recipients: Sequence[Recipient],
    place_basis: str,
    time_basis: str,
    *,
    nested: bool,
) -> float:
    """Return how sure the reading is, 0 to 1: a rule of thumb until a later issue measures it.

    Half for the word alone, a little less for a noun than for a verb, and more for each part of
    the event that the text itself states.
    """
    if match.share is not None:
        score = 0.2 + 0.4 * match.share + (0.05 if match.by == "words" else 0.0)
        score += 0.0 if match.noun else 0.05
    else:
        score = 0.45 if match.noun else 0.5
    score -= 0.1 if nested else 0.0
    score += 0.05 if match.form.others else 0.0
    score += 0.1 if actors else 0.0
    score += 0.1 if recipients else 0.0
    score += 0.05 if place_basis == "stated" else 0.0
    score += 0.05 if time_basis == "stated" else 0.0
    return round(min(score, 0.99), 2)
