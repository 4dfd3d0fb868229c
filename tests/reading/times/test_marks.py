"""How the head's scores and the grammar find expressions together."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from dateline.reading.times import find_times
from dateline.reading.times.grammar import matches
from dateline.reading.times.marks import KINDS, kinds, marked
from dateline.records import Block
from tests.build import article_of

NLP = spacy.blank("en")
TAGS = ["O", "B-DATE", "I-DATE", "B-DURATION", "I-DURATION"]


def scored(text: str, *expressions: str, sure: float = 4.0, grammar: float = 0.0) -> Doc:
    """Return a Doc whose head believes in the expressions, and in nothing else."""
    doc = NLP.make_doc(text)
    scores = np.zeros((len(doc), len(TAGS)), dtype=np.float32)
    scores[:, 0] = sure
    for words in expressions:
        start = text.index(words)
        span = doc.char_span(start, start + len(words))
        assert span is not None
        scores[span.start : span.end, 0] = 0
        scores[span.start, 1] = sure
        scores[span.start + 1 : span.end, 2] = sure
    weights = np.zeros((len(TAGS), KINDS, 5), dtype=np.float32)
    weights[1, [1, 3], 2] = grammar
    weights[2, [2, 4], 2] = grammar
    layer: dict[str, Any] = {
        "tokens": [token.i for token in doc],
        "tags": TAGS,
        "windows": [(0, len(doc))],
        "scores": scores,
        "grammar": weights,
        "moves": np.zeros((5, 5), dtype=np.float32),
        "starts": np.zeros(5, dtype=np.float32),
        "ends": np.zeros(5, dtype=np.float32),
    }
    doc.user_data["time_scores"] = layer
    return doc


def words(doc: Doc) -> list[str]:
    found, _ = find_times(doc, article_of(doc, "2016-11-10"))
    return [time.text for time in found]


def test_the_head_decides_what_is_one() -> None:
    assert words(scored("He left on Friday for good.", "Friday")) == ["Friday"]
    assert words(scored("He left on Friday for good.")) == []
    assert words(scored("He left it at long last behind.", "long last")) == ["long last"]


def test_the_grammar_adds_to_what_the_head_believes() -> None:
    assert words(scored("He left on Friday for good.", grammar=9.0)) == ["Friday"]
    assert words(scored("He left on 3 May 2015 for good.", grammar=9.0)) == ["3 May 2015"]


@pytest.mark.parametrize("part", ["May", "3 May", "2015 for"])
def test_the_grammar_cuts(part: str) -> None:
    assert words(scored("He left on 3 May 2015 for good.", part)) == ["3 May 2015"]


def test_no_expression_stands_twice_or_over_another() -> None:
    text = "They met on Monday and on Tuesday, or on 3 May 2015."
    doc = scored(text, "Monday and on Tuesday", "3", "2015")
    assert words(doc) == ["Monday", "Tuesday", "3 May 2015"]
    spans = marked(doc, matches(text))
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_an_expression_of_two_paragraphs_is_none() -> None:
    text = "He left the house\n\nbehind him there."
    doc = scored(text, "house\n\nbehind")
    article = article_of(doc, "2016-11-10")
    blocks = (
        Block(kind="paragraph", start=0, end=17),
        Block(kind="paragraph", start=19, end=len(text)),
    )
    found, _ = find_times(doc, article.model_copy(update={"blocks": blocks}))
    assert [time.text for time in found] == []


def test_kinds_of_words() -> None:
    text = "On 3 May 2015 he may stay."
    doc = NLP.make_doc(text)
    starts, ends = [t.idx for t in doc], [t.idx + len(t) for t in doc]
    assert kinds(starts, ends, matches(text)).tolist() == [0, 1, 2, 2, 0, 0, 0, 0]


def test_an_empty_text_has_none() -> None:
    doc = scored("Nobody came.")
    doc.user_data["time_scores"]["windows"] = []
    assert words(doc) == []
