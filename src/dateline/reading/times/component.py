"""Time expressions as a spaCy component: ``nlp.add_pipe("dateline_times")`` in any pipeline.

It fills ``doc.spans["times"]``. A span's ``label_`` is the type (DATE, TIME, DURATION, SET), its
``kb_id_`` the TIMEX3 value ("" where unknown), its ``id_`` the id ("t1", "t2", …), and
``span._.time`` a dict with all that a reading says about it (``start, end, text, value, begin,
until, basis`` and so on). Spans are whole tokens; ``start`` and ``end`` in the dict are the exact
characters. What has to be said about the result stands in ``doc.user_data["times_notes"]``.

The publication date is ``doc.user_data["published"]``, or else the component's ``published``;
``doc.user_data["outlet"]`` and ``outlet`` say who published it. Layers that other components have
filled (the tree, ``doc.spans["timexes"]``) are used; none is needed.
"""

from __future__ import annotations

from datetime import date, datetime

from spacy.language import Language
from spacy.tokens import Doc, Span

from dateline.errors import UsageError
from dateline.reading.times import find_times
from dateline.records import Article, Block, Time

GROUP = "times"


class TimesComponent:
    """Finds the time expressions of a Doc and what they mean."""

    def __init__(self, name: str, published: str | None = None, outlet: str | None = None) -> None:
        self.name = name
        self.published = _day(published)
        self.outlet = outlet

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with ``doc.spans["times"]`` filled.

        Raises:
            UsageError: when the publication date is none.
        """
        published = _day(doc.user_data.get("published")) or self.published
        outlet = doc.user_data.get("outlet") or self.outlet
        times, notes = find_times(doc, _article(doc, published, outlet))
        doc.spans[GROUP] = [_span(doc, time) for time in times]
        doc.user_data["times_notes"] = [note.message for note in notes]
        return doc


@Language.factory(
    "dateline_times",
    assigns=["doc.spans"],
    default_config={"published": None, "outlet": None},
)
def make_times(
    nlp: Language, name: str, published: str | None, outlet: str | None
) -> TimesComponent:
    """Return the component (spaCy calls this for ``nlp.add_pipe("dateline_times")``)."""
    if not Span.has_extension("time"):
        Span.set_extension("time", default=None)
    return TimesComponent(name, published, outlet)


def _article(doc: Doc, published: str | None, outlet: str | None) -> Article:
    """Return the Doc's text as an article of one block."""
    text = doc.text
    return Article(
        id="",
        text=text,
        outlet=outlet,
        published=published,
        published_basis="given" if published else "none",
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )


def _span(doc: Doc, time: Time) -> Span:
    whole = doc.char_span(time.start, time.end, alignment_mode="expand")
    assert whole is not None  # the words were found in this text
    span = Span(doc, whole.start, whole.end, time.type, kb_id=time.value or "", span_id=time.id)
    span._.time = time.model_dump()
    return span


def _day(published: object) -> str | None:
    """Return a publication date in ISO 8601, from a string of that form, a date or a datetime."""
    if published is None or published == "":
        return None
    if isinstance(published, date):
        return published.isoformat()
    text = str(published)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{published!r} is no publication date. Give one as 2015-05-28, or leave it out."
        ) from None
    with_clock = "T" in text or " " in text
    return moment.isoformat() if with_clock else moment.date().isoformat()
