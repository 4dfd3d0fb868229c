"""Article → Doc: one encoder, many heads, one pass.

``Annotator`` reads a text once and fills a spaCy Doc with sentences, tags, trees, names,
statements and coreference (docs/layers.md). ``annotate`` does so for an Article with the model
that comes with the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from dateline.annotator import layers
from dateline.annotator.inputs import Window
from dateline.annotator.model import Model
from dateline.annotator.tokenizer import blank
from dateline.records import READ_BLOCKS, Article

__all__ = ["Annotator", "annotate", "blank", "shared", "stretches_of"]


class Annotator:
    """The model with its tokenizer, ready to read.

    Raises:
        ModelError: when the model's files are missing or damaged.
    """

    def __init__(self, model: Model | None = None, nlp: Language | None = None) -> None:
        self.model = model or Model()
        self._nlp = nlp or blank()

    @property
    def name(self) -> str:
        """The model's name, as readings give it in ``version.model``."""
        return self.model.name

    def __call__(self, text: str, stretches: layers.Stretches | None = None) -> Doc:
        """Return a Doc over the text with all layers; only ``stretches`` of characters are read."""
        return self.fill(self._nlp.make_doc(text), stretches)

    def fill(self, doc: Doc, stretches: layers.Stretches | None = None) -> Doc:
        """Fill the layers of a tokenized Doc and return it."""
        layers.write(doc, layers.predict(doc, self.model, stretches))
        return doc

    def annotate(self, article: Article) -> Doc:
        """Return a Doc over the article's text; furniture and credits are not read."""
        return self(article.text, stretches_of(article))

    def windows(self, texts: Iterable[str]) -> list[Window]:
        """Return the windows over some texts (to measure the bare encoder)."""
        return [
            window
            for text in texts
            for window in self.model.windows(
                layers.words_of(self._nlp.make_doc(text), self.model, None)[1]
            )
        ]

    def encode(self, windows: Sequence[Window]) -> int:
        """Run the network over windows, throw its output away, and return the pieces read."""
        for _output in self.model.run(windows):
            pass
        return sum(len(w.ids) for w in windows)


def stretches_of(article: Article) -> list[tuple[int, int]]:
    """Return the stretches of an article that are read; the dateline is one of its own."""
    found = []
    for block in article.blocks:
        if block.kind in READ_BLOCKS:
            line = article.dateline
            if line and block.start <= line.start and line.end < block.end:
                found += [(block.start, line.end), (line.end, block.end)]
            else:
                found.append((block.start, block.end))
    return found


@cache
def shared() -> Annotator:
    """Return the process's one annotator, loaded on first use."""
    return Annotator()


def annotate(article: Article) -> Doc:
    """Return a Doc over the article's text by the model that comes with the package."""
    return shared().annotate(article)
