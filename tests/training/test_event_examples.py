"""The marked sentences that the events head is trained on: the marks, and that all lines hold."""

from __future__ import annotations

from collections import Counter

import pytest

from training.event_examples import STATUSES, examples, parse

LINE = (
    "[Gunmen|a1] {killed|1 ASSAULT happened} [the wife of [the mayor|r2]|r1], who had "
    "{refused|2 REJECT happened bg} talks."
)


def test_marks() -> None:
    example = parse(LINE)
    assert example.text == "Gunmen killed the wife of the mayor, who had refused talks."
    first, second = example.anchors[1], example.anchors[2]
    assert (first.type, first.mode, first.status, first.background) == (
        *("ASSAULT", None, "happened", False),
    )
    assert second.background
    words = {(a.role, a.event): example.text[a.start : a.end] for a in example.arguments}
    assert words == {
        ("actor", 1): "Gunmen",
        ("recipient", 1): "the wife of the mayor",
        ("recipient", 2): "the mayor",
    }


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("a | b", "outside"),
        ("[Ann|a1", "no"),
        ("Ann] left", "without a label"),
        ("[Ann|a1] left", "no anchor"),
        ("{left|1 DANCE happened}", "no type"),
        ("{left|1 MOVE.dance happened}", "no type"),
        ("{left|1 MOVE soon}", "none of"),
        ("{left|MOVE happened}", "N TYPE"),
        ("{left|1 MOVE happened} [Ann|x1]", "a1 or r1"),
    ],
)
def test_wrong_marks(line: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse(line)


def test_all_lines_hold() -> None:
    found = list(examples())
    marked = [example for example in found if example.anchors]
    assert len(marked) >= 4000
    assert len(found) - len(marked) >= 4000
    statuses = Counter(a.status for e in marked for a in e.anchors.values())
    assert set(statuses) == set(STATUSES)
    assert len({example.text for example in found}) > 0.99 * len(found)
