"""Overlapping marks are cut into pieces; nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.records import Block
from dateline.show.segments import Marked, segments, stretches

TEXT = "one two three"


def mark(start: int, end: int, key: str) -> Marked:
    return Marked(start, end, key, "name")


def pieces(*marks: Marked) -> list[tuple[str, str]]:
    return [(s.text, " ".join(m.key for m in s.marks)) for s in segments(TEXT, marks)]


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), [(TEXT, "")]),
        ((mark(4, 7, "a"),), [("one ", ""), ("two", "a"), (" three", "")]),
        ((mark(0, 13, "a"), mark(4, 7, "b")), [("one ", "a"), ("two", "b a"), (" three", "a")]),
        (
            (mark(0, 7, "a"), mark(4, 13, "b")),
            [("one ", "a"), ("two", "a b"), (" three", "b")],
        ),
        ((mark(4, 7, "a"), mark(4, 7, "b")), [("one ", ""), ("two", "a b"), (" three", "")]),
        ((mark(4, 4, "a"), mark(5, 99, "b")), [(TEXT, "")]),
    ],
)
def test_pieces_carry_what_covers_them(
    marks: tuple[Marked, ...], expected: list[tuple[str, str]]
) -> None:
    assert pieces(*marks) == expected


spans = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(st.text(min_size=1, max_size=40), st.lists(spans, max_size=8), st.lists(spans, max_size=4))
def test_every_mark_is_whole_and_every_character_appears_once(
    text: str, marks: list[list[int]], blocks: list[list[int]]
) -> None:
    marked = [mark(s, e, f"k{n}") for n, (s, e) in enumerate(marks)]
    limits = [Block(kind="paragraph", start=s, end=e) for s, e in blocks]
    shown = [s for stretch in stretches(text, limits, marked) for s in stretch.segments]
    starts = [s.start for s in shown]
    assert starts == sorted(set(starts))
    for part in marked:
        if part.start < part.end <= len(text):
            covered = "".join(s.text for s in shown if part in s.marks)
            assert covered.split() == text[part.start : part.end].split() or covered in text
            assert not text[part.start : part.end].replace(covered, "", 1).strip() or blocks
    assert "".join("".join(s.text for s in shown).split()) == "".join(text.split())


def test_gaps_between_blocks_are_shown_unless_blank() -> None:
    blocks = (Block(kind="title", start=0, end=3), Block(kind="credit", start=8, end=13))
    found = [(s.kind, "".join(p.text for p in s.segments)) for s in stretches(TEXT, blocks, ())]
    assert found == [("title", "one"), ("paragraph", " two "), ("credit", "three")]


def test_many_marks_take_no_endless_time() -> None:
    text = "word " * 20_000
    marks = [mark(n, n + 4, f"k{n}") for n in range(0, len(text), 5)]
    assert sum(len(s.marks) for s in segments(text, marks)) == 20_000
