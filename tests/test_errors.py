"""The error tree: what to do next is in the class, and the drawing tells the truth."""

from __future__ import annotations

import inspect
import re

import pytest

from dateline import errors

CLASSES = [
    value
    for _, value in inspect.getmembers(errors, inspect.isclass)
    if issubclass(value, Exception) and value.__module__ == errors.__name__
]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_error_has_one_base_a_code_and_a_sentence(cls: type[errors.DatelineError]) -> None:
    assert issubclass(cls, errors.DatelineError)
    assert re.fullmatch(r"[a-z-]+", cls.code)
    assert cls.__doc__


def test_codes_are_unique() -> None:
    codes = [cls.code for cls in CLASSES]
    assert len(codes) == len(set(codes))


def test_the_drawing_in_the_docstring_is_the_tree() -> None:
    """Read the drawing's indentation as parenthood and compare it with the classes."""
    drawn: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    for line in inspect.getdoc(errors).splitlines():
        match = re.match(r"([ │├└─]*)([A-Z]\w+(?:Error|Item))\b", line)
        if not match or ("──" not in match[1] and path):
            continue
        depth = len(match[1])
        path = [(d, name) for d, name in path if d < depth]
        drawn[match[2]] = path[-1][1] if path else "Exception"
        path.append((depth, match[2]))
    assert drawn == {cls.__name__: cls.__bases__[0].__name__ for cls in CLASSES}


def test_an_item_can_say_more_exactly_why() -> None:
    plain = errors.UnreadableError("The file is empty.")
    exact = errors.UnreadableError("The file is empty.", code="empty")
    assert (plain.code, exact.code) == ("unreadable", "empty")
    assert errors.UnreadableError.code == "unreadable"
    assert str(exact) == "The file is empty."


@pytest.mark.parametrize(
    ("cls", "skipped"),
    [
        (errors.SourceError, True),
        (errors.UnreadableError, True),
        (errors.RefusedError, True),
        (errors.ModelError, False),
        (errors.UsageError, False),
        (errors.SettingError, False),
    ],
)
def test_a_batch_goes_on_after_a_bad_item_and_stops_for_the_rest(
    cls: type[errors.DatelineError], skipped: bool
) -> None:
    assert issubclass(cls, errors.SkipItem) is skipped
