"""Reports: what the article says happened, by a lexicon over the tree.

A first version: every anchor is a word of the codebook whose conditions its sentence meets. The
confidence is a count of what speaks for it, not yet calibrated: 0.5 for the word, 0.15 for an actor,
0.15 for a recipient, 0.1 for a place or time in its clause, less 0.15 for nouns without any party.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from spacy.tokens import Doc, Span, Token

from dateline.codebooks import Codebook, Form
from dateline.reading import report_counts, report_status, tree
from dateline.reading.entities import entity_at
from dateline.records import (
    READ_BLOCKS,
    Actor,
    Anchor,
    Article,
    Entity,
    Place,
    PlaceBasis,
    Recipient,
    Report,
    ReportTime,
    Statement,
    Time,
)
from dateline.records import Span as Stretch

_LIGHT = frozenset(
    "carry launch stage hold conduct mount make commit sign issue release announce impose give provide "
    "take order begin start wage perform lead undergo suffer face plan prepare".split()
)
# Sport, markets and films: words in the sentence that make an "attack" or a "rally" something else.
_ELSEWHERE = frozenset(
    "goal match season league tournament innings batsman striker midfielder coach championship cup "
    "stock share index nasdaq investor yield bond currency dollar euro film movie novel plot episode "
    "character video-game cricket football soccer tennis".split()
)
_NOT_BEFORE = frozenset("heart panic anxiety asthma helicopter warrant dog rate".split())


@dataclass
class _Found:
    anchor: Token
    form: Form
    actors: list[Token] = field(default_factory=list)
    recipients: list[Token] = field(default_factory=list)


@dataclass(frozen=True)
class _Context:
    article: Article
    entities: Sequence[Entity]
    times: Sequence[Time]
    places: Sequence[Place]
    statements: Sequence[Statement]


def find_reports(
    doc: Doc,
    article: Article,
    entities: Sequence[Entity],
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Statement],
    codebook: Codebook,
) -> tuple[Report, ...]:
    """Return the events that the article reports, in the order of their anchors.

    At most one report for an anchor and type; ids are r1, r2, … All spans are code points into
    ``article.text``.
    """
    context = _Context(article, entities, times, places, statements)
    stretches = [(b.start, b.end) for b in article.blocks if b.kind in READ_BLOCKS]
    found: list[_Found] = []
    for sentence in doc.sents:
        if not any(s <= sentence.start_char < e for s, e in stretches):
            continue
        found.extend(_sentence(sentence, codebook))
    return tuple(_report(f, n, context) for n, f in enumerate(found, 1))


def _sentence(sentence: Span, codebook: Codebook) -> Iterator[_Found]:
    lemmas = {t.lemma_.lower() for t in sentence}
    if lemmas & _ELSEWHERE:
        return
    for token in sentence:
        lemma = token.lemma_.lower()
        table = {"VERB": codebook.verbs, "NOUN": codebook.nouns}.get(token.pos_)
        for form in (table or {}).get(lemma, ()):
            if _fits(token, form):
                found = _Found(token, form)
                _parties(found)
                if not (token.pos_ == "NOUN" and _is_part_of_verb(token, found, codebook)):
                    yield found
                break


def _fits(token: Token, form: Form) -> bool:
    near = {t.lemma_.lower() for t in token.children} | {t.lower_ for t in token.children}
    wider = {t.lemma_.lower() for t in token.subtree}
    if any(word not in near and word not in wider for word in form.others):
        return False
    if form.entry.needs and not any(n in wider for n in form.entry.needs if n != "obj"):
        return False
    if any(w in wider for w in form.entry.not_with):
        return False
    if token.pos_ == "NOUN":
        if tree.has_dep(token, "compound", "amod"):
            return False
        return not {c.lower_ for c in tree.children(token, "compound", "amod")} & _NOT_BEFORE
    return not tree.has_dep(token, "amod", "compound")


def _is_part_of_verb(noun: Token, found: _Found, codebook: Codebook) -> bool:
    """Return whether the noun's event is already told by the verb that governs it."""
    head = noun.head
    return tree.has_dep(noun, "obj") and any(
        noun.lemma_.lower() in form.entry.needs for form in codebook.verbs.get(head.lemma_.lower(), ())
    )


def _parties(found: _Found) -> None:
    entry = found.form.entry
    if found.anchor.pos_ == "VERB":
        _verb_parties(found)
    else:
        _noun_parties(found)
    if entry.subject == "recipient":
        found.recipients = [*found.actors, *found.recipients]
        found.actors = []
    if entry.reciprocal:
        both = list(dict.fromkeys([*found.actors, *found.recipients]))
        found.actors, found.recipients = both, both


def _verb_parties(found: _Found) -> None:
    verb, entry = found.anchor, found.form.entry
    passive = bool(tree.children(verb, "nsubj:pass", "aux:pass"))
    subjects = [m for s in tree.subjects(verb) for m in _all(s)]
    agents = [m for o in tree.children(verb, "obl:agent") for m in _all(o)]
    agents += [
        m for o in tree.children(verb, "obl") if passive and tree.preposition(o) == "by" for m in _all(o)
    ]
    objects = [m for o in tree.children(verb, "obj") for m in _all(o)] if "obj" in entry.recipient else []
    objects = [o for o in objects if o.lemma_.lower() not in entry.needs]
    behind = [
        m
        for o in tree.children(verb, "obl", "nmod")
        if tree.preposition(o).split(" ")[0] in entry.recipient
        for m in _all(o)
    ]
    if passive or (verb.tag_ == "VBN" and tree.has_dep(verb, "acl")):
        noun = [verb.head] if tree.has_dep(verb, "acl") and verb.head.pos_ in ("NOUN", "PROPN") else []
        found.recipients = list(dict.fromkeys([*(subjects or noun), *behind]))
        found.actors = list(dict.fromkeys(agents))
    else:
        found.actors = subjects
        found.recipients = list(dict.fromkeys([*objects, *behind]))


def _noun_parties(found: _Found) -> None:
    noun, entry = found.anchor, found.form.entry
    owners = [m for o in tree.children(noun, "nmod:poss") for m in _all(o)]
    by = [m for o in tree.children(noun, "nmod", "obl") if tree.preposition(o) == "by" for m in _all(o)]
    of = [m for o in tree.children(noun, "nmod") if tree.preposition(o) == "of" for m in _all(o)]
    behind = [
        m
        for o in tree.children(noun, "nmod", "obl")
        if tree.preposition(o) in {*entry.recipient} - {"obj"}
        for m in _all(o)
    ]
    found.actors = by + (owners if entry.owner == "actor" else []) + (of if entry.of == "actor" else [])
    found.recipients = (of if entry.of == "recipient" else []) + behind
    found.recipients += owners if entry.owner == "recipient" else []
    head = noun.head
    if tree.has_dep(noun, "obj") and head.lemma_.lower() in _LIGHT and not found.actors:
        found.actors = [m for s in tree.subjects(head) for m in _all(s)]
    found.actors = list(dict.fromkeys(found.actors))
    found.recipients = list(dict.fromkeys(found.recipients))


def _all(noun: Token) -> list[Token]:
    return [t for t in tree.coordinated(noun) if t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")]


def _report(found: _Found, number: int, context: _Context) -> Report:
    anchor, entry = found.anchor, found.form.entry
    clause = _clause(anchor)
    place, place_basis = _place(clause, anchor, context)
    when = _time(clause, anchor, context)
    confidence = 0.5 + 0.15 * bool(found.actors) + 0.15 * bool(found.recipients)
    confidence += 0.1 * (place_basis == "stated" or when.basis == "stated")
    if anchor.pos_ == "NOUN" and not found.actors and not found.recipients:
        confidence -= 0.15
    return Report(
        id=f"r{number}",
        type=entry.type,
        mode=entry.mode,
        contexts=entry.contexts,
        anchor=Anchor(start=anchor.idx, end=anchor.idx + len(anchor), text=anchor.text),
        actors=tuple(_actor(t, found, context) for t in found.actors),
        recipients=tuple(_recipient(t, context) for t in found.recipients),
        place=place,
        place_basis=place_basis,
        time=when,
        counts=tuple(
            dict.fromkeys(report_counts.counts(anchor, entry.type, found.actors, found.recipients))
        ),
        status=report_status.status_of(anchor),
        background=_background(when, anchor, context),
        attribution=_attribution(anchor, context),
        evidence=(Stretch(start=clause.start_char, end=clause.end_char),),
        confidence=round(confidence, 2),
    )


def _clause(anchor: Token) -> Span:
    verb = anchor
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    clause = tree.clause(verb)
    if not clause.start <= anchor.i < clause.end:
        clause = anchor.sent
    while clause[-1].is_space and len(clause) > 1:
        clause = clause[:-1]
    return clause


def _actor(token: Token, found: _Found, context: _Context) -> Actor:
    span = tree.phrase(token)
    entity = entity_at(context.entities, span.start_char, span.end_char)
    return Actor(
        start=span.start_char, end=span.end_char, text=span.text,
        entity=entity.id if entity else None,
        responsibility=report_status.responsibility_of(found.anchor, token),
    )  # fmt: skip


def _recipient(token: Token, context: _Context) -> Recipient:
    span = tree.phrase(token)
    entity = entity_at(context.entities, span.start_char, span.end_char)
    return Recipient(
        start=span.start_char, end=span.end_char, text=span.text, entity=entity.id if entity else None
    )


def _place(clause: Span, anchor: Token, context: _Context) -> tuple[str | None, PlaceBasis]:
    """Return a place that a preposition of place puts the event in: its clause's, its sentence's."""
    known = [p for p in context.places if p.precision != "none"]
    for span, basis in ((clause, "stated"), (anchor.sent, "context")):
        for place in known:
            if span.start_char <= place.start < span.end_char and _locates(anchor.doc, place):
                return place.id, basis  # type: ignore[return-value]
    line = context.article.dateline
    if line and line.place:
        return line.place, "dateline"
    return None, "none"


def _locates(doc: Doc, place: Place) -> bool:
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    if span is None:
        return False
    return tree.preposition(span.root) in {"in", "at", "near", "outside", "inside", "on", "across", "around"}


def _time(clause: Span, anchor: Token, context: _Context) -> ReportTime:
    dated = [t for t in context.times if t.begin and t.type in ("DATE", "TIME")]
    for span, basis in ((clause, "stated"), (anchor.sent, "context")):
        inside = [t for t in dated if span.start_char <= t.start < span.end_char]
        if inside:
            best = min(inside, key=lambda t: abs(t.start - anchor.idx))
            return ReportTime(
                id=best.id, begin=best.begin, until=best.until,
                precision=_precision(best), basis=basis,  # type: ignore[arg-type]
            )  # fmt: skip
    if context.article.published:
        day = date.fromisoformat(context.article.published[:10])
        return ReportTime(
            begin=day.isoformat(), until=(day + timedelta(days=1)).isoformat(),
            precision="day", basis="published",
        )  # fmt: skip
    return ReportTime()


def _precision(time: Time):  # type: ignore[no-untyped-def]
    value = time.value or ""
    if "T" in value and ":" in value:
        return "minute"
    return {10: "day", 8: "week" if "W" in value else "day", 7: "month", 4: "year"}.get(len(value), "unknown")


def _background(when: ReportTime, anchor: Token, context: _Context) -> bool:
    """Return whether the event lies more than a year before the news, or before another past."""
    if when.basis in ("stated", "context") and when.until and context.article.published:
        return when.until[:4].isdigit() and int(when.until[:4]) < int(context.article.published[:4]) - 1
    return anchor.pos_ == "VERB" and "had" in {c.lower_ for c in tree.children(anchor, "aux")}


def _attribution(anchor: Token, context: _Context) -> tuple[str, ...]:
    """Return the statements whose content holds the anchor, from the nearest outward."""
    holding = [
        (sum(c.end - c.start for c in s.content), s.id)
        for s in context.statements
        if any(c.start <= anchor.idx < c.end for c in s.content)
    ]
    return tuple(id for _, id in sorted(holding))
