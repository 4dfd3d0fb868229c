"""Why a report says what it says: which words, which rule, which head, in plain sentences.

A reading keeps values and evidence, no reasons. The article's text is read once more, and what was
decided for the report is told from the same functions that decided it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from dateline.codebooks import Codebook, Entry
from dateline.reading import tree
from dateline.reading.reports_anchors import find_anchors
from dateline.reading.reports_learned import NONE
from dateline.reading.reports_must import requests
from dateline.reading.reports_page import Match, Page
from dateline.reading.reports_parties import is_passive
from dateline.reading.reports_status import status_of
from dateline.records import Reading, Report

_HOW: Mapping[str, str] = {
    "negated": "the words are negated",
    "negated above": "what governs them, “{word}”, is negated",
    "auxiliary": "the auxiliary “{word}”",
    "governed": "they are governed by “{word}”",
    "conditional": "they hang on a condition",
    "attribute": "the word “{word}” beside them",
    "asked": "they stand in a question",
    "command": "they are a command",
    "is to": "it is to be done",
    "progressive": "the verb stands in the progressive",
    "plain": "nothing speaks against it: no negation, no plan, no condition",
}
_RELATIONS: Mapping[str, str] = {
    "nsubj:pass": "the subject of the passive “{verb}”",
    "nsubj": "the subject of “{verb}”",
    "obj": "the object of “{verb}”",
    "iobj": "the indirect object of “{verb}”",
    "obl:agent": "the agent after “by” of “{verb}”",
    "nmod:poss": "the possessor of “{verb}”",
}
# The head's share from which on it has decided a status.
_SURE = 0.5
# Other types that the head thinks of are told from this share on.
_WORTH_TELLING = 0.1


def explain(
    doc: Doc, reading: Reading, report: Report, codebook: Codebook
) -> list[tuple[str, str]]:
    """Return (field, sentence) for each thing that made the report, in the order of the fields.

    Args:
        doc: the reading's article, annotated.
        reading: the reading.
        report: one of its reports.
        codebook: the codebook it was made with.
    """
    page = Page(
        doc,
        reading.article,
        reading.entities,
        reading.times,
        reading.places,
        reading.statements,
        codebook,
    )
    match = _match(page, report)
    if match is None:
        return [("type", "the words are no longer read as an event; was another version used?")]
    found = [("type", text) for text in _type(page, match, report)]
    found += [("status", text) for text in _status(page, match, report)]
    found += [(field, text) for field, text in _parties(page, match, report)]
    found += [("attribution", text) for text in _attribution(reading, report)]
    found.append(("place", _place(reading, report)))
    found.append(("time", _time(reading, report)))
    found += [("counts", f"“{c.text}” counts {c.what}") for c in report.counts]
    found.append(("confidence", _confidence(match, report)))
    return found


def _match(page: Page, report: Report) -> Match | None:
    at = report.anchor.start
    matches = {match.token.idx: match for match in find_anchors(page)}
    if at in matches:
        return matches[at]
    asked = {match.token.idx: match for match, _, _ in requests(page)}
    return asked.get(at)


def _type(page: Page, match: Match, report: Report) -> Iterator[str]:
    entry = match.form.entry
    words = " ".join(page.doc[i].text for i in sorted(match.own))
    kind = ".".join(filter(None, (entry.type, entry.mode)))
    if match.form.word == "must":
        yield "somebody says what others must do; PLOVER codes that as a REQUEST"
        return
    if match.by == "words":
        part = "noun" if match.noun else "verb"
        yield f"the codebook has the {part} “{words}” for {kind}{_conditions(entry)}"
    else:
        yield f"no entry has “{words}”; the events head alone takes it for {kind}"
    if report.type != entry.type:
        yield f"an intent to do {kind} is {report.type} by PLOVER; the act itself is another report"
    shares = page.learned.types(match.token)
    if shares:
        yield f"the events head: {_shares(shares)}"


def _conditions(entry: Entry) -> str:
    asked = [
        ("who does it is", entry.subject_is),
        ("who does it is not", entry.subject_not),
        ("to whom it is done is", entry.recipient_is),
        ("to whom it is done is not", entry.recipient_not),
        ("the sentence has", frozenset(entry.needs)),
        ("the sentence has not", frozenset(entry.not_with)),
    ]
    parts = [f"{what} one of {len(words)} words or classes" for what, words in asked if words]
    return f", if {'; '.join(parts)}" if parts else ""


def _shares(shares: Mapping[str, float]) -> str:
    best = sorted(shares.items(), key=lambda pair: -pair[1])
    told = [pair for pair in best if pair[1] >= _WORTH_TELLING] or best[:1]
    return ", ".join(f"{'no event' if n == NONE else n} {100 * share:.0f} %" for n, share in told)


def _status(page: Page, match: Match, report: Report) -> Iterator[str]:
    told = status_of(match)
    share = page.learned.statuses(match.token).get(report.status, 0.0)
    if report.type == "REJECT" != match.form.entry.type:
        yield "happened: whoever says that they will not do it has refused it"
    elif report.type != match.form.entry.type:
        yield "happened: whoever says what they will do has promised or threatened it"
    elif told.status == report.status:
        yield f"{report.status}: {_HOW[told.how].format(word=told.word)}"
    elif share > _SURE:
        yield (
            f"{report.status}: the events head is sure ({100 * share:.0f} %), "
            f"where the words alone tell {told.status}"
        )
    else:
        yield f"{report.status}: {told.status} by its words, changed by what its clause tells"
    if report.background:
        yield "background: its time or its clause makes it history or context"


def _parties(page: Page, match: Match, report: Report) -> Iterator[tuple[str, str]]:
    sides: tuple[tuple[str, Sequence[object]], ...] = (
        ("actor", report.actors),
        ("recipient", report.recipients),
    )
    for field, parties in sides:
        for party in parties:
            start, end = party.start, party.end  # type: ignore[attr-defined]
            text = page.article.text[start:end]
            span = page.doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                yield field, f"“{text}” is {_relation(span.root, match.token)}"


def _relation(head: Token, anchor: Token) -> str:
    verb = head.head
    if verb.i == anchor.i or verb.pos_ in {"VERB", "NOUN", "AUX"}:
        name = next((n for n in _RELATIONS if tree.has_dep(head, n)), None)
        if name is not None:
            passive = name == "obj" and is_passive(verb)
            return _RELATIONS["nsubj:pass" if passive else name].format(verb=verb.text)
        link = tree.preposition(head)
        if link:
            return f"after “{link}” beside “{verb.text}”"
    if tree.has_dep(head, "conj"):
        return f"joined with “{head.head.text}”"
    return f"taken over from “{verb.text}”" if verb.i != head.i else "the head of the sentence"


def _attribution(reading: Reading, report: Report) -> Iterator[str]:
    known = {statement.id: statement for statement in reading.statements}
    if not report.attribution:
        yield "no statement holds the words: the outlet says it itself"
    for id in report.attribution:
        said = known.get(id)
        source = said.source.text if said and said.source else "somebody who is not named"
        cue = reading.article.text[said.cue.start : said.cue.end] if said and said.cue else None
        yield f"the words stand in a statement of “{source}”" + (f" (“{cue}”)" if cue else "")


def _place(reading: Reading, report: Report) -> str:
    place = next((p for p in reading.places if p.id == report.place), None)
    if place is None:
        return "none: no words tell where it happened"
    return f"“{place.text}”, {report.place_basis}"


def _time(reading: Reading, report: Report) -> str:
    time = next((t for t in reading.times if t.id == report.time.id), None)
    words = f"“{time.text}”, " if time else ""
    return f"{words}{report.time.basis}, to the {report.time.precision}"


def _confidence(match: Match, report: Report) -> str:
    share = "" if match.share is None else f" the head's share is {match.share:.2f};"
    stated = [n for n, basis in (("place", report.place_basis), ("time", report.time.basis))
              if basis == "stated"]  # fmt: skip
    parts = [f"{len(report.actors)} actors", f"{len(report.recipients)} recipients"]
    told = f"; {' and '.join(stated)} stated" if stated else ""
    return f"{report.confidence:.2f}:{share} {', '.join(parts)}{told}"
