"""Status by mood, attributes and what governs the words, over whole readings; all invented."""

from __future__ import annotations

import pytest

import dateline
from dateline.records import Report


def at(text: str, word: str) -> Report:
    found = [r for r in dateline.read(text).reports if r.anchor.text.lower() == word.lower()]
    assert found, f"no report at {word!r}"
    return found[-1]


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Did soldiers attack the village on Monday?", "attack", "possible"),
        ("Who attacked the village on Monday?", "attacked", "happened"),
        ("The army is to withdraw its troops from the valley.", "withdraw", "planned"),
        ("Police foiled an attack on the embassy in Ostrava.", "attack", "did_not_happen"),
        ("An alleged attack on the mosque is being discussed.", "attack", "possible"),
        ("The rebels reportedly attacked the barracks.", "attacked", "possible"),
        ("The army says it would attack the rebels if they came back.", "attack", "hypothetical"),
        ("The rebels continued to attack the convoy.", "attack", "ongoing"),
        ("The general urged his men not to attack the village.", "attack", "demanded"),
        ("The government wants the rebels to release the hostages.", "release", "demanded"),
        ("The army denied reports that it had attacked the village.", "attacked", "denied"),
        ("Rebels attacked the convoy near Ostrava.", "attacked", "happened"),
    ],
)
def test_status(text: str, word: str, status: str) -> None:
    assert at(text, word).status == status


def test_who_denies_what_they_are_said_to_have_done() -> None:
    report = at('"We never attacked the village," the general told reporters.', "attacked")
    assert report.status == "denied"


def test_what_others_must_do_is_asked_of_them() -> None:
    text = "Tersia must withdraw its troops, the Kenyan foreign minister said on Monday."
    found = {r.type: r for r in dateline.read(text).reports}
    request = found["REQUEST"]
    assert "minister" in request.actors[0].text
    assert request.recipients[0].text == "Tersia"
    assert request.attribution == ()  # whoever says it is who asks
    assert found["RETREAT"].status == "demanded"


@pytest.mark.parametrize(
    ("text", "best", "low", "high"),
    [
        ("Gunmen killed between 20 and 30 farmers near Ostrava.", 25, 20, 30),
        ("Gunmen killed several farmers near Ostrava.", 3, 3, None),
        ("Gunmen killed a dozen farmers near Ostrava.", 12, 12, 12),
        ("Gunmen killed at least 30 farmers near Ostrava.", 30, 30, None),
        ("Gunmen killed 41 farmers near Ostrava.", 41, 41, 41),
    ],
)
def test_counts(text: str, best: int, low: int | None, high: int | None) -> None:
    (count,) = at(text, "killed").counts
    assert (count.what, count.best, count.low, count.high) == ("killed", best, low, high)
