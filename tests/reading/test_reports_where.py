"""The place of each report, from hand-made trees and places; every sentence is invented."""

from __future__ import annotations

import re
import time as clock
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.tokens import Doc

from dateline import codebooks
from dateline.reading.reports import find_reports
from dateline.records import Block, Dateline, Place, PlacePrecision, Report, Span, Statement
from tests.build import article_of, doc_of

BOOK = codebooks.load()
TABLE = Path(__file__).parent / "report_places.tsv"
# Name → country and precision, as the page's places give them.
PLACES: dict[str, tuple[str | None, PlacePrecision]] = {
    **dict.fromkeys(("Tirana", "TIRANA"), ("ALB", "city")),
    **dict.fromkeys(("Mosul", "Baquba", "Taji", "Baghdad", "Basra", "BASRA"), ("IRQ", "city")),
    **dict.fromkeys(("Kaduna", "Lagos"), ("NGA", "city")),
    **dict.fromkeys(("Kabul", "Herat", "KABUL"), ("AFG", "city")),
    **dict.fromkeys(("Goma", "Kalemie"), ("COD", "city")),
    "Sarajevo": ("BIH", "city"),
    "Aleppo": ("SYR", "city"),
    "Damascus": ("SYR", "city"),
    "Geneva": ("CHE", "city"),
    "Karachi": ("PAK", "city"),
    "Dakar": ("SEN", "city"),
    "Gaza": ("PSE", "city"),
    "Lima": ("PER", "city"),
    "Istanbul": ("TUR", "city"),
    "Ankara": ("TUR", "city"),
    "Cairo": ("EGY", "city"),
    "Paris": ("FRA", "city"),
    "Bamako": ("MLI", "city"),
    "Minsk": ("BLR", "city"),
    "Lome": ("TGO", "city"),
    "Beirut": ("LBN", "city"),
    "Moscow": ("RUS", "city"),
    "Washington": ("USA", "city"),
    "Tehran": ("IRN", "city"),
    "Bangui": ("CAF", "city"),
    "Kigali": ("RWA", "city"),
    "Texas": ("USA", "admin1"),
    "Hunan": ("CHN", "admin1"),
    "Mali": ("MLI", "country"),
    "Kenya": ("KEN", "country"),
    "Uganda": ("UGA", "country"),
    "Iraq": ("IRQ", "country"),
    "Iran": ("IRN", "country"),
    "Nigeria": ("NGA", "country"),
    "Togo": ("TGO", "country"),
    "US": ("USA", "country"),
    "France": ("FRA", "country"),
    "Germany": ("DEU", "country"),
    "Vietnam": ("VNM", "country"),
    "Asia": (None, "region"),
}


_WORD = re.compile(r"(.+?):([A-Z]+):(.+):(\d+):([a-z:]+)$")


def doc_of_words(words: str) -> Doc:
    """Return the Doc of a row of the table; "//" ends a paragraph."""
    sentences = []
    parts = re.split(r" (//?) ", words)
    for number in range(0, len(parts), 2):
        rows = [" ".join(_WORD.findall(word)[0]) for word in parts[number].split()]
        if number + 1 < len(parts) and parts[number + 1] == "//":
            rows[-1] += " ¶"
        sentences.append("\n".join(rows))
    return doc_of("\n\n".join(sentences))


def places_in(doc: Doc) -> Iterator[Place]:
    """Yield the places of a Doc by their names."""
    for token in doc:
        if token.text in PLACES:
            country, precision = PLACES[token.text]
            yield Place(
                id=f"p{token.i}",
                start=token.idx,
                end=token.idx + len(token),
                text=token.text,
                name=token.text,
                country=country,
                precision=precision,
            )


def statements_in(doc: Doc) -> Iterator[Statement]:
    """Yield a statement, without content or source, for every form of "say"."""
    for number, token in enumerate(doc, 1):
        if token.lemma_ == "say":
            cue = Span(start=token.idx, end=token.idx + len(token))
            yield Statement(id=f"s{number}", kind="indirect", content=(cue,), cue=cue)


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the paragraphs of a text."""
    for match in re.finditer(r"[^\n]+", text):
        yield Block(kind="paragraph", start=match.start(), end=match.end())


def reports(words: str) -> dict[str, tuple[Report, str | None]]:
    """Return the reports by the words of their anchors, each with the words of its place."""
    doc = doc_of_words(words)
    places = list(places_in(doc))
    article = article_of(doc, "2019-09-05").model_copy(
        update={"blocks": tuple(blocks_of(doc.text))}
    )
    line = re.match(r"(\S+) - ", doc.text)
    if line is not None:
        update = Dateline(start=0, end=line.end(1), text=line[1], place=places[0].id)
        article = article.model_copy(update={"dateline": update})
    said = list(statements_in(doc))
    found = find_reports(doc, article, (), (), places, said, BOOK)
    names = {place.id: place.text for place in places}
    return {r.anchor.text: (r, names.get(r.place or "")) for r in found}


def rows() -> list[list[str]]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


@pytest.mark.parametrize(("words", "anchor", "place", "basis"), [r[1:] for r in rows()],
                         ids=[r[0] for r in rows()])  # fmt: skip
def test_a_report_has_the_place_that_its_words_tell(
    words: str, anchor: str, place: str, basis: str
) -> None:
    report, named = reports(words)[anchor]
    assert (str(named), report.place_basis) == (place, basis)


def test_there_are_many_cases() -> None:
    assert len(rows()) >= 60


@pytest.mark.parametrize("words", [r[1] for r in rows()], ids=[r[0] for r in rows()])
def test_what_is_called_stated_stands_in_the_evidence(words: str) -> None:
    doc = doc_of_words(words)
    spans = {place.id: place for place in places_in(doc)}
    for report, _ in reports(words).values():
        if report.place_basis == "stated":
            place = spans[report.place or ""]
            assert any(e.start <= place.start and place.end <= e.end for e in report.evidence)


def test_a_report_has_a_basis_exactly_with_a_place() -> None:
    for row in rows():
        for report, _ in reports(row[1]).values():
            assert (report.place is None) == (report.place_basis == "none")


def test_the_time_grows_with_the_text_and_no_faster() -> None:
    words = next(r[1] for r in rows() if r[0] == "bomb-chain")

    def seconds(times: int) -> float:
        begin = clock.perf_counter()
        reports(" // ".join([words] * times))
        return clock.perf_counter() - begin

    seconds(10)
    assert seconds(400) < 12 * seconds(100)
