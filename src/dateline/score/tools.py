"""The system that is measured, through the same doors that users have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Doc

from dateline.records import Reading


@dataclass(frozen=True)
class Tools:
    """Dateline as a suite uses it: raw text to Doc, and raw text to Reading."""

    nlp: Callable[[str], Doc]
    read: Callable[[str], Reading]
    model: str = "none"
    model_sha256: str = ""
    trained_on: tuple[str, ...] = ()


def shipped() -> Tools:
    """Return the tools with the model that comes with the package, loaded and warm.

    Raises:
        ModelError: when the model's files are missing or damaged.
    """
    import dateline
    from dateline.annotator import shared

    nlp = dateline.pipeline()
    nlp("The first sentence pays for loading the model.")
    model = shared().model
    return Tools(
        nlp=nlp,
        read=dateline.read,
        model=model.name,
        model_sha256=str(model.manifest["sha256"]),
        trained_on=tuple(str(c["name"]) for c in model.manifest.get("trained_on", ())),
    )
