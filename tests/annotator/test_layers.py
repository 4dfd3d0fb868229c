"""From a network's output to the Doc's layers; a small fake stands for the network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotator import Annotator, layers, stretches_of
from dateline.annotator.inputs import Window, Words, plan
from dateline.annotator.model import Output
from dateline.annotator.tokenizer import blank
from dateline.distance import BUCKETS
from dateline.records import Article, Block, Dateline
from tests.annotator.test_inputs import pieces

UPOS = ["NOUN", "PROPN", "PRON", "VERB", "PUNCT"]
RELS = ["nsubj", "obj", "punct", "dep"]
NAMES = ["O", "B-PER", "I-PER"]
STATEMENTS = ["O", "B-SOURCE", "I-SOURCE", "B-CUE", "I-CUE", "B-CONTENT", "I-CONTENT"]
# Invented words: part of speech, head (words to the left or right; None: root), relation, name,
# statement tag.
KNOWN = {
    "Mara": ("PROPN", 1, "nsubj", "B-PER", "B-SOURCE"),
    "said": ("VERB", None, "dep", "O", "B-CUE"),
    "she": ("PRON", 1, "nsubj", "O", "B-CONTENT"),
    "left": ("VERB", None, "dep", "O", "I-CONTENT"),
    ".": ("PUNCT", -1, "punct", "O", "O"),
}


class Fake:
    """Scores by the table of known words; a sentence starts after a full stop."""

    name = "fake"

    def __init__(self, limit: int = 192) -> None:
        self.pieces, self.limit = pieces(), limit
        flat = np.zeros((len(STATEMENTS), len(STATEMENTS)))
        self.labels = {
            "upos": UPOS, "rels": RELS, "scripts": ["0|"], "names": NAMES, "statements": STATEMENTS,
            "chain": {"moves": flat.tolist(), "starts": flat[0].tolist(), "ends": flat[0].tolist()},
            "link_width": 1, "link_distance": np.zeros((2, BUCKETS)).tolist(),
            "coref_width": 1, "coref_distance": np.zeros(BUCKETS).tolist(),
        }  # fmt: skip
        self._texts: Sequence[str] = []

    def windows(self, words: Words) -> list[Window]:
        self._texts = words.texts
        return [self.pieces.window(words, *bounds) for bounds in plan(words, self.limit)]

    def run(self, windows: Sequence[Window]) -> Iterator[Output]:
        for window in reversed(windows):  # the order must not matter
            yield Output(window, self._arrays(self._texts[window.start : window.end]))

    def _arrays(self, texts: Sequence[str]) -> dict[str, np.ndarray]:
        count = len(texts)
        rows = [KNOWN.get(t, ("NOUN", None, "dep", "O", "O")) for t in texts]
        arrays = {
            "sentence": np.zeros((count, 2)), "lemma": np.ones((count, 1)),
            "upos": _one_hot([UPOS.index(r[0]) for r in rows], len(UPOS)),
            "names": _one_hot([NAMES.index(r[3]) for r in rows], len(NAMES)),
            "statements": _one_hot([STATEMENTS.index(r[4]) for r in rows], len(STATEMENTS)),
            "arc": np.zeros((count, count + 1)), "rel": np.zeros((count, count, len(RELS))),
            # Every content wants any source and cue; "she" takes up "Mara".
            "links": np.tile([1.0, 1, 1, 1, 0, 0], (count, 1)),
            "coreference": np.array([[t == "she", t == "Mara", 0.5] for t in texts], dtype=float),
        }  # fmt: skip
        for i, row in enumerate(rows):
            arrays["sentence"][i, 1] = 1 if i and texts[i - 1] == "." else -1
            head = -1 if row[1] is None else i + row[1]
            arrays["arc"][i, min(max(head, -1), count - 1) + 1] = 5
            arrays["rel"][i, :, RELS.index(row[2])] = 1
        return arrays


def _one_hot(indices: Sequence[int], size: int) -> np.ndarray:
    return np.eye(size)[list(indices)]


@pytest.fixture
def annotator() -> Annotator:
    return Annotator(Fake(), blank())  # type: ignore[arg-type]


TEXT = "Mara said she left.\n\nMara left."


def test_every_layer_is_filled(annotator: Annotator) -> None:
    doc = annotator(TEXT)
    assert doc.text == TEXT
    assert [s.text.strip() for s in doc.sents] == ["Mara said she left.", "Mara left."]
    assert [t.pos_ for t in doc][:4] == ["PROPN", "VERB", "PRON", "VERB"]
    assert doc[0].head.text == "said"
    assert doc[0].dep_ == "nsubj"
    assert [t.lemma_ for t in doc][:3] == ["Mara", "said", "she"]
    assert [(e.text, e.label_) for e in doc.ents] == [("Mara", "PER"), ("Mara", "PER")]
    first = [(s.text, s.label_) for s in doc.spans["statements"] if s.id_ == "1"]
    # The second paragraph's content asks for the same cue, the only one: it is the same statement.
    parts = [("Mara", "SOURCE"), ("said", "CUE"), ("she left", "CONTENT"), ("left", "CONTENT")]
    assert first == parts
    ids = [s.id_ for s in doc.spans["mentions"]]
    assert ids[0] == ids[1] != ""
    assert [s.label_ for s in doc.spans["mentions"]] == ["NAME", "PRONOUN", "NAME"]


def test_blanks_hang_on_the_word_before(annotator: Annotator) -> None:
    doc = annotator("\n" + TEXT)
    assert doc[0].is_space
    assert doc[6].text == "\n\n"
    assert doc[6].pos_ == "SPACE"
    assert doc[6].head.text == "."


def test_what_is_not_read_has_no_layers(annotator: Annotator) -> None:
    doc = annotator(TEXT, [(0, 19)])
    assert [e.start for e in doc.ents] == [0]
    assert {t.pos_ for t in doc[7:]} == {"X"}
    assert [s.text.strip() for s in doc.sents] == ["Mara said she left.", "Mara left."]


def test_a_cut_window_gives_the_same_words(annotator: Annotator) -> None:
    small = Annotator(Fake(limit=14), blank())  # type: ignore[arg-type]
    assert [t.pos_ for t in small(TEXT * 3)] == [t.pos_ for t in annotator(TEXT * 3)]


@settings(max_examples=80, deadline=None)
@given(st.text("Mara said she left.\n\t xé“”\u200b", max_size=120))
def test_any_text_gives_a_whole_doc(text: str) -> None:
    doc = Annotator(Fake(limit=24), blank())(text)  # type: ignore[arg-type]
    assert doc.text == text
    assert sum(len(s) for s in doc.sents) == len(doc)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("one\ntwo", ["one", "two"]),
        ("\n\n\n", []),
        ("", []),
    ],
)
def test_paragraphs(text: str, parts: list[str]) -> None:
    assert [text[s:e] for s, e in layers.paragraphs(text)] == parts


def test_only_news_is_read_and_the_dateline_stands_alone() -> None:
    text = "OSTERBY (ANS) - Mara left.\n\nShare this"
    article = Article(
        id="x",
        text=text,
        dateline=Dateline(start=0, end=15, text=text[:15]),
        blocks=(
            Block(kind="paragraph", start=0, end=26),
            Block(kind="furniture", start=28, end=38),
        ),
    )
    assert stretches_of(article) == [(0, 15), (15, 26)]


@pytest.mark.parametrize("run", ["!!!", "?!", "====", "***", "----", "$$$"])
def test_a_run_of_signs_is_one_word(run: str) -> None:
    assert run in [t.text for t in blank().make_doc(f"so {run} they said{run}")]
