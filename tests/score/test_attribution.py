"""The attribution suite on cases that were counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.records import Article, Reading, Source, Span, Statement, Version
from dateline.score import attribution
from dateline.score.attribution import Answer, Attribution, Document, outer, segments
from dateline.score.offsets import carrier
from tests.build import doc_of

TEXT = 'Ada said that Bo thinks the dam is safe. "Go," she said. "Now."'


def at(*phrases: str, text: str = TEXT) -> tuple[tuple[int, int], ...]:
    return tuple((text.index(p), text.index(p) + len(p)) for p in phrases)


def said(source: str, cue: str, *content: str) -> Attribution:
    return Attribution(at(source) if source else (), at(cue) if cue else (), at(*content))


OUTER = said("Ada", "said", "that Bo thinks the dam is safe")
INNER = said("Bo", "thinks", "the dam is safe")
QUOTE = Attribution(at("she"), ((51, 55),), at('"Go,"', '"Now."'))


def f1(gold: list[Attribution], system: list[Attribution]) -> dict[str, float]:
    document = Document(TEXT, tuple(gold))
    figures = attribution.score([document], [Answer(tuple(system), tuple(system))])
    reading, layer = figures[:4], figures[4:]
    assert [f"layer {f.name}" for f in reading] == [f.name for f in layer]
    assert [f.f1 for f in reading] == [f.f1 for f in layer]
    return {f.name: f.f1 for f in reading}


def test_the_same_on_both_sides_is_perfect() -> None:
    assert set(f1([OUTER, QUOTE], [QUOTE, OUTER]).values()) == {100.0}


def test_a_statement_within_a_statement_counts_neither_way() -> None:
    assert set(f1([OUTER], [OUTER, INNER]).values()) == {100.0}
    assert outer(TEXT, [INNER, OUTER]) == [OUTER]


def test_a_split_quotation_is_two_segments_and_one_statement() -> None:
    half = Attribution(QUOTE.source, QUOTE.cue, QUOTE.content[:1])
    found = f1([QUOTE], [half])
    assert found["content"] == pytest.approx(66.67)
    # 4 of 9 letters and signs is less than half.
    assert found["statement"] == 0.0


@pytest.mark.parametrize(
    ("system", "statement"),
    [
        (said("Ada", "said", "Bo thinks the dam is safe"), 100.0),
        (said("Bo", "said", "Bo thinks the dam is safe"), 0.0),
        (said("", "said", "Bo thinks the dam is safe"), 0.0),
        (said("Ada", "said", "the dam"), 0.0),
        (said("Ada", "", "that Bo thinks the dam is safe"), 100.0),
    ],
)
def test_a_statement_needs_like_content_and_the_right_source(
    system: Attribution, statement: float
) -> None:
    assert f1([OUTER], [system])["statement"] == statement


def test_no_source_on_both_sides_is_right() -> None:
    bare = said("", "said", "the dam is safe")
    assert f1([bare], [bare])["statement"] == 100.0


def test_segments_take_one_label_a_character() -> None:
    whole = Attribution(at("Ada"), at("said"), at("Ada said that Bo"))
    assert segments(TEXT, [whole])["content"] == set(at("that Bo"))


def test_segments_are_trimmed_and_stop_at_line_breaks() -> None:
    text = "one \n\n two"
    found = segments(text, [Attribution((), (), ((0, len(text)),))])
    assert found["content"] == {(0, 3), (7, 10)}


def test_a_shared_source_is_one_segment() -> None:
    twice = [said("Ada", "said", "that Bo"), said("Ada", "", "the dam")]
    assert segments(TEXT, twice)["source"] == set(at("Ada"))


def test_statements_pair_one_to_one() -> None:
    again = said("Ada", "said", "that Bo thinks the dam is")
    # The shorter one lies within the longer and is left out; alone, it pairs.
    assert f1([OUTER], [OUTER, again])["statement"] == 100.0
    assert f1([OUTER], [again])["statement"] == 100.0


def test_the_layer_of_a_doc_is_read() -> None:
    doc = doc_of(
        "Ada PROPN Ada 2 nsubj\nsaid VERB say 0 root\nyes INTJ yes 2 ccomp",
        spans={"statements": [(0, 1, "SOURCE", "1"), (1, 2, "CUE", "1"), (2, 3, "CONTENT", "1")]},
    )
    assert attribution.from_doc(doc) == (Attribution(((0, 3),), ((4, 8),), ((9, 12),)),)
    assert attribution.from_doc(doc_of("Yes INTJ yes 0 root")) == ()


def reading_of(text: str) -> Reading:
    start = text.index("Ada")
    return Reading(
        version=Version(dateline="0", model="none"),
        article=Article(id="a", text=text),
        statements=(
            Statement(
                id="s1", kind="indirect",
                content=(Span(start=start + 9, end=start + 12),),
                cue=Span(start=start + 4, end=start + 8),
                source=Source(start=start, end=start + 3, text="Ada"),
            ),
        ),
    )  # fmt: skip


def test_a_readings_statements_are_carried_to_the_gold_text() -> None:
    expected = Attribution(((6, 9),), ((10, 14),), ((15, 18),))
    gold_text = "Hm.\n\n\nAda said yes."
    for text in (gold_text, "Hm. Ada said yes.", "Ada said yes."):
        assert attribution.from_reading(reading_of(text), gold_text) == (expected,)


def test_offsets_without_a_counterpart_are_none() -> None:
    carry = carrier("a new word here", "a word here")
    assert carry((6, 10)) == (2, 6)
    assert carry((2, 5)) is None
    assert carrier("same", "same")((1, 3)) == (1, 3)


def test_gold_rows_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    each = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 12]]}
    row = {"id": "x", "text": "Ada said yes", "attributions": [each]}
    path.write_text(json.dumps(row) + "\n\n" + json.dumps(row) + "\n", encoding="utf-8")
    assert len(attribution.load(path)) == 2
    assert len(attribution.load(path, 1)) == 1
    row["text"] = "Ada said"
    path.write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match="outside its text"):
        attribution.load(path)
