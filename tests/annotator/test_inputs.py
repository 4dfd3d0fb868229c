"""Windows cover a text once; words keep their pieces and shapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from dateline.annotator.inputs import (
    MAX_PIECES_PER_WORD,
    SHAPE_COUNT,
    Pieces,
    Words,
    batch,
    ends_sentence,
    plan,
    shape_id,
)


def pieces() -> Pieces:
    vocabulary = {"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "[MASK]": 4}
    vocabulary |= {c: n for n, c in enumerate("abc.", 5)}
    vocabulary |= {f"##{c}": n for n, c in enumerate("abc.", 9)}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return Pieces(tokenizer)


def words(texts: list[str], breaks: list[bool] | None = None) -> Words:
    return pieces().words(texts, [True] * len(texts), breaks or [False] * len(texts))


word_lists = st.lists(
    st.tuples(st.text("abcZ. ", min_size=1, max_size=30), st.booleans()), max_size=80
)


@given(word_lists, st.integers(16, 60))
def test_windows_cover_every_word_once_and_keep_the_limit(
    rows: list[tuple[str, bool]], limit: int
) -> None:
    found = words([r[0] for r in rows], [r[1] for r in rows])
    windows = plan(found, limit)
    assert [i for start, end in windows for i in range(start, end)] == list(range(len(found)))
    for start, end in windows:
        assert len(pieces().window(found, start, end).ids) <= limit


def test_a_paragraph_that_fits_is_not_cut() -> None:
    found = words(["a"] * 30, [i in (9, 19) for i in range(30)])
    assert plan(found, 24) == [(0, 20), (20, 30)]


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    found = words((["a"] * 7 + ["b", "."]) * 3)
    found = Words([w.upper() if w == "a" else w for w in found.texts], *_rest(found))
    assert plan(found, 23)[0] == (0, 18)


def _rest(found: Words) -> tuple[list[list[int]], list[int], list[bool]]:
    return [list(p) for p in found.pieces], list(found.shapes), list(found.breaks)


def test_a_break_is_a_piece_of_its_own_between_paragraphs() -> None:
    found = words(["a", "b"], [True, False])
    assert pieces().window(found, 0, 2).ids == [2, 5, 3, 6, 3]
    assert pieces().window(found, 0, 2).first == [1, 3]


def test_a_word_without_pieces_is_unknown_and_a_long_one_is_short() -> None:
    assert pieces()(["​ ", ""]) == [[1], [1]] or all(p == [1] for p in pieces()(["​ ", ""]))
    assert len(pieces()(["abc" * 20])[0]) <= MAX_PIECES_PER_WORD


@pytest.mark.parametrize(
    ("word", "other"),
    [("he", "He"), ("us", "US"), ("A", "AB"), ("iPhone", "iphone"), ("1992", "year"), (".", "a")],
)
def test_shapes_tell_words_apart(word: str, other: str) -> None:
    assert shape_id(word, True) != shape_id(other, True)


@given(st.text(min_size=1, max_size=12), st.booleans())
def test_every_word_has_a_shape(word: str, blank: bool) -> None:
    assert 0 <= shape_id(word, blank) < SHAPE_COUNT


@pytest.mark.parametrize(
    ("texts", "position", "ends"),
    [
        (["left", ".", "She"], 1, True),
        (["left", ".", "”", "She"], 1, False),
        (["left", ".", "”", "She"], 2, True),
        (["No.", "five"], 0, False),
        (["left", "."], 1, True),
        (["left", "him", "there"], 0, False),
    ],
)
def test_sentence_ends(texts: list[str], position: int, ends: bool) -> None:
    assert ends_sentence(texts, position) is ends


def test_a_batch_is_padded_to_its_longest() -> None:
    found = words(["a", "b", "c"])
    made = batch([pieces().window(found, 0, 1), pieces().window(found, 0, 3)], pad=0)
    assert made.ids.tolist() == [[2, 5, 3, 0, 0], [2, 5, 6, 7, 3]]
    assert made.mask.tolist() == [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]
    assert made.word_mask.tolist() == [[1, 0, 0], [1, 1, 1]]
