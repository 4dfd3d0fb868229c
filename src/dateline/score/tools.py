"""The system that is measured, through the same doors that users have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.records import Article, Reading, Time


@dataclass(frozen=True)
class Tools:
    """Dateline as a suite uses it: raw text to Doc and to Reading, and an Article's times.

    ``times`` may be anything that finds times in an article; only the suite of that name uses it.
    """

    nlp: Callable[[str], Doc]
    read: Callable[[str], Reading]
    model: str = "none"
    model_sha256: str = ""
    trained_on: tuple[str, ...] = ()
    times: Callable[[Article], Sequence[Time]] | None = None


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
    )
