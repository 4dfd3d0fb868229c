"""The system that is measured, through the same doors that users have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.records import Article, Place, Reading, Time


@dataclass(frozen=True)
class Tools:
    """Dateline as a suite uses it: raw text to Doc and to Reading, and an Article's times.

    ``times`` and ``places`` may be anything that finds such in an article; only the suites of that
    name use them.
    """

    nlp: Callable[[str], Doc]
    read: Callable[..., Reading]
    model: str = "none"
    model_sha256: str = ""
    trained_on: tuple[str, ...] = ()
    times: Callable[[Article], Sequence[Time]] | None = None
    places: Callable[[Article], Sequence[Place]] | None = None


def shipped() -> Tools:
    """Return the tools with the model that comes with the package, loaded and warm.

    Raises:
        ModelError: when the model's files are missing or damaged.
    """
    import dateline
    from dateline.annotator import annotate, shared
    from dateline.reading.times import find_times

    nlp = dateline.pipeline()
    nlp("The first sentence pays for loading the model.")
    model = shared().model
    return Tools(
        nlp=nlp,
        read=dateline.read,
        model=model.name,
        model_sha256=str(model.manifest["sha256"]),
        trained_on=tuple(str(c["name"]) for c in model.manifest.get("trained_on", ())),
        times=lambda article: find_times(annotate(article), article)[0],
        places=_places,
    )


def _places(article: Article) -> Sequence[Place]:
    from dateline.annotator import annotate
    from dateline.reading.entities import find_entities
    from dateline.reading.places import find_places

    doc = annotate(article)
    return find_places(article, find_entities(doc, article))[0]
