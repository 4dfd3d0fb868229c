"""The page in the terminal."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from dateline.records import Reading
from dateline.show.terminal import WIDEST, console_for, show
from tests.show.sample import BAD, bare, hostile, sample


def printed(reading: Reading, width: int = 80) -> str:
    file = io.StringIO()
    console = console_for(file)
    console.width = width
    show(reading, console)
    return file.getvalue()


def flowing(page: str) -> str:
    return " ".join(page.split())


def test_the_page_says_it_all_in_order() -> None:
    page = flowing(printed(sample()))
    expected = [
        "Gunmen attack grain convoy near Sarvand",
        "Norlund Press · published 2016-11-10 (from the dateline)",
        "PEOPLE AND ORGANISATIONS",
        "Daren Tolvik person · 2 mentions · XKS · MIL · colonel (current)",
        "transport minister (former)",
        "WHO SAID WHAT",
        "s2 Daren Tolvik (“he”) quoted word for word, cue “said”",
        "“They waited for us in the pass,” … “We will find them",
        "s5 No speaker named in the article's words, inside s4",
        "WHAT IS REPORTED",
        "r1 ASSAULT / firearms happened confidence 0.83",
        "who gunmen → a grain convoy",
        "where Sarvand, XKS (stated)",
        "when 2016-11-09 (stated: “Wednesday”)",
        "how many 12 killed (“a dozen”)",
        "says Daren Tolvik (s1)",
        "words Gunmen attacked a grain convoy",
        "r2 ASSAULT denied",
        "her fighters (denies it)",
        "r3 SANCTION planned",
        "says not named (s5), according to two aid workers (s4)",
        "r4 OFFICE happened, background",
        "says the article itself",
        "NOTES",
        "“Friday” could be before or after the news.",
        "NOT READ",
        "comment form",
    ]
    position = 0
    for words in expected:
        position = page.find(words, position)
        assert position >= 0, words


@pytest.mark.parametrize("width", [20, 40, 80, 100])
@pytest.mark.parametrize(
    "reading", [sample(), hostile(), bare("x")], ids=["rich", "hostile", "bare"]
)
def test_no_line_is_wider_than_the_terminal(reading: Reading, width: int) -> None:
    lines = printed(reading, width).splitlines()
    assert max(map(len, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_a_piped_page_holds_no_colour() -> None:
    assert "\x1b" not in printed(sample())


def test_hostile_words_steer_nothing_and_stay_words() -> None:
    page = printed(hostile())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", page)
    assert "[red]x[/red]" in page
    assert "␛[31mgnirts" in flowing(page)
    assert BAD not in page


def test_an_empty_reading_says_so() -> None:
    page = printed(bare())
    assert "Nothing was found in this article." in page
    assert "WHAT IS REPORTED" not in page


def test_colour_where_there_is_a_terminal_and_never_too_wide() -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, color_system="standard", width=80)
    show(sample(), console)
    assert "\x1b[1m" in file.getvalue()
    assert console_for(io.StringIO()).width <= WIDEST


def test_the_same_reading_gives_the_same_page() -> None:
    assert printed(sample()) == printed(sample())
