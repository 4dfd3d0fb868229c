"""Words of unknown origin are made safe to show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.show.text import counted, one_line, plain, shorten


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("\x1b[31mred", "␛[31mred"),
        ("a\x00b", "a␀b"),
        ("a\x7fb\x9bc", "a�b�c"),
        ("\u202eabc\u202c", "abc"),
        ("a\tb\r\nc", "a b  c"),
        ("\ud800", "�"),
        ("لیا‌قت, 東京, naïve", "لیا‌قت, 東京, naïve"),
    ],
)
def test_plain_neutralises_what_steers_and_leaves_every_script(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_line_breaks_stay_only_on_demand() -> None:
    assert plain("a\nb", keep_lines=True) == "a\nb"
    assert one_line(" a\n\n b ") == "a b"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("w" * 20, 10, "w" * 9 + "…"),
        ("a " + "w" * 20, 10, "a wwwwwww…"),
    ],
)
def test_shorten_cuts_between_words_where_it_can(text: str, limit: int, shown: str) -> None:
    assert shorten(text, limit) == shown


@given(st.text(max_size=300), st.integers(2, 50))
def test_nothing_shown_steers_and_nothing_is_too_long(text: str, limit: int) -> None:
    shown = shorten(text, limit)
    assert len(shown) <= limit
    assert not any(char < " " or "\x7f" <= char < "\xa0" for char in shown)
    shown.encode("utf-8")


def test_counted() -> None:
    assert [counted(1, "mention"), counted(2, "mention")] == ["1 mention", "2 mentions"]
    assert counted(0, "person", "people") == "0 people"
