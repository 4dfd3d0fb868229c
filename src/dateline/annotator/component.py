"""The annotator as a spaCy component (registered under the name ``dateline_annotator``)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


class AnnotatorComponent:
    """Fills the layers of docs/layers.md; the model is loaded with the first Doc."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with all layers filled."""
        from dateline.annotator import shared

        return shared().fill(doc)


@Language.factory(
    "dateline_annotator",
    assigns=["token.pos", "token.lemma", "token.head", "token.dep", "token.is_sent_start",
             "doc.ents", "doc.sents", "doc.spans"],
)  # fmt: skip
def make_annotator(nlp: Language, name: str) -> AnnotatorComponent:
    """Return the component (spaCy calls this for ``nlp.add_pipe("dateline_annotator")``)."""
    return AnnotatorComponent(name)
