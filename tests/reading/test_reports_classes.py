"""What a codebook asks of the parties, over whole readings; every sentence is invented."""

from __future__ import annotations

import pytest

import dateline
from dateline import codebooks
from dateline.errors import UsageError

BOOK = """
[types.DISMISS]
means = "Somebody loses a post."
[types.BARRAGE]
means = "Weapons are used."
[classes]
weapon = ["rocket", "gun"]
[[entries]]
type = "DISMISS"
verbs = ["fire"]
recipient_is = ["@person", "@group"]
subject_not = ["@weapon"]
[[entries]]
type = "BARRAGE"
verbs = ["fire"]
recipient_is = ["@weapon"]
[[entries]]
type = "BARRAGE"
verbs = ["get fire"]
subject = "recipient"
actor = ["from"]
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> codebooks.Codebook:
    path = tmp_path_factory.mktemp("book") / "own.toml"
    path.write_text(BOOK)
    return codebooks.load(path)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The king fired his minister on Friday.", ["DISMISS"]),
        ("The king fired them on Friday.", ["DISMISS"]),
        ("The rebels fired rockets on Friday.", ["BARRAGE"]),
        ("The potter fired the clay on Friday.", []),
    ],
)
def test_the_recipient_decides(book: codebooks.Codebook, text: str, types: list[str]) -> None:
    assert [r.type for r in dateline.read(text, codebook=book).reports] == types


def test_an_actor_after_a_preposition(book: codebooks.Codebook) -> None:
    [report] = dateline.read("The patrol got fire from the hills' rebels.", codebook=book).reports
    assert [a.text for a in report.actors] == ["the hills' rebels"]
    assert [r.text for r in report.recipients] == ["The patrol"]


def test_the_least_confidence_leaves_a_note() -> None:
    text = "Gunmen killed four soldiers in Kaldor."
    everything = dateline.read(text)
    nothing = dateline.read(text, min_confidence=1.0)
    assert everything.reports
    assert not nothing.reports
    assert [n.code for n in nothing.notes if n.code == "min-confidence"] == ["min-confidence"]
    with pytest.raises(UsageError, match="from 0 to 1"):
        dateline.read(text, min_confidence=1.5)
