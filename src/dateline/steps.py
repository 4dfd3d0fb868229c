"""The whole way on one page: source → Article → Doc → Reading.

The only place where the steps meet; each of them can be used alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from spacy.language import Language

from dateline import annotator, articles, codebooks, links
from dateline._version import __version__
from dateline.errors import UsageError
from dateline.reading import countries, entities, places, private, reports, statements, times
from dateline.records import Article, Entity, Note, Reading, Report, Statement, Version


def read(
    source: str | bytes | Path,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    codebook: Path | codebooks.Codebook | None = None,
    min_confidence: float = 0.0,
    allow_private: bool = False,
) -> Reading:
    """Read one article and return everything found in it.

    Args:
        source: a path, an http(s) address, ``"-"`` for standard input, the bytes of a file, or
            the text itself.
        published: the publication date (ISO 8601) where the source does not say it, or says it
            wrong; relative dates ("Wednesday") hang on it.
        outlet: who published it.
        title: the headline.
        codebook: event types of one's own instead of PLOVER's with the extension: a TOML file, or
            what ``dateline.codebooks.load`` made of it.
        min_confidence: reports less certain than this, 0 to 1, are left out; a note counts them.
        allow_private: also fetch from addresses of private networks.

    Raises:
        SkipItem: when the source holds no article that can be read.
        UsageError: when an argument has a value it cannot have.
        ModelError: when the model's files are missing or damaged.
    """
    article, notes = articles.load(
        source, published=published, outlet=outlet, title=title, allow_private=allow_private
    )
    return read_article(article, notes, codebook=codebook, min_confidence=min_confidence)


def read_many(sources: Iterable[str | bytes | Path | Article]) -> Iterator[Reading]:
    """Yield the reading of each source in turn, in constant memory.

    Raises:
        SkipItem: at the first source that cannot be read; ``dateline code`` turns such sources
            into error rows and goes on.
    """
    for source in sources:
        yield read_article(source) if isinstance(source, Article) else read(source)


def read_article(
    article: Article,
    notes: tuple[Note, ...] = (),
    *,
    codebook: Path | codebooks.Codebook | None = None,
    min_confidence: float = 0.0,
) -> Reading:
    """Return the reading of an article that is already loaded; arguments as for ``read``."""
    book = codebooks.load(codebook) if isinstance(codebook, Path) else codebook or _codebook()
    doc = annotator.annotate(article)
    named = entities.find_entities(doc, article)
    when, time_notes = times.find_times(doc, article)
    where, place_notes = places.find_places(article, named)
    article, named = places.locate(article, named, where)
    named = countries.find_countries(doc, article, named, where)
    said = statements.find_statements(doc, article, named)
    reported = reports.find_reports(doc, article, named, when, where, said, book)
    reported, left_out = _certain(reported, min_confidence)
    named, link_notes = _linked(article, named, said, reported)
    return Reading(
        version=Version(dateline=__version__, model=annotator.shared().name),
        article=article,
        entities=named,
        times=when,
        places=where,
        statements=said,
        reports=reported,
        notes=(*notes, *time_notes, *place_notes, *link_notes, *left_out),
    )


def _certain(
    reports: tuple[Report, ...], least: float
) -> tuple[tuple[Report, ...], tuple[Note, ...]]:
    """Return the reports that are certain enough, under their ids, and a note on the others.

    Raises:
        UsageError: when ``least`` is no share.
    """
    if not 0.0 <= least <= 1.0:
        raise UsageError(f"The least confidence is {least}; it has to be from 0 to 1.")
    kept = tuple(report for report in reports if report.confidence >= least)
    count = len(reports) - len(kept)
    if not count:
        return kept, ()
    message = f"{count} reports with a confidence below {least:g} were left out, as asked for."
    return kept, (Note(code="min-confidence", message=message),)


def _linked(
    article: Article,
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    reports: tuple[Report, ...],
) -> tuple[tuple[Entity, ...], tuple[Note, ...]]:
    """Return the entities with their links, and notes on what could or must not be linked.

    Last of all steps: only reports and statements tell who is a victim or a witness.
    """
    if not links.bases():
        return entities, ()
    people = private.find_private(article, entities, statements, reports)
    why = {person.entity: person.reason for person in people if person.protected}
    decisions = [links.decide(entity, article, why.get(entity.id)) for entity in entities]
    linked = tuple(
        entity.model_copy(update={"link": decision.link}) if decision.link else entity
        for entity, decision in zip(entities, decisions, strict=True)
    )
    return linked, tuple(decision.note for decision in decisions if decision.note)


def pipeline() -> Language:
    """Return a spaCy Language that fills the layers of docs/layers.md for any text."""
    nlp = annotator.blank()
    nlp.add_pipe("dateline_annotator")
    return nlp


@cache
def _codebook() -> codebooks.Codebook:
    return codebooks.load()
