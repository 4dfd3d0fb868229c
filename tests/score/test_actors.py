"""The actors suite: PLOVER's records, where an actor's words stand, what counts. All invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.records import Article, Entity, Mention, Reading, Version
from dateline.score import measure
from dateline.score.actors import Document, GoldActor, Named, entity_of, load, score
from dateline.score.actors_spans import head_of, spans_of
from dateline.score.tools import Tools

TEXT = "Swiss and Danish envoys met rebels from Chad, the Norwegian army said."
ROW = {
    "source": [
        {"actorText": "Swiss envoys", "code": "CHE", "sector": "GOV"},
        {"actorText": "Danish envoys", "code": "DNK", "sector": "***"},
    ],
    "target": [{"actorText": "rebels from Chad", "code": "TCD", "sector": "REBtou"}],
    "text": TEXT,
    "textInfo": {
        "markup": "(SRC: Swiss and Danish envoys) (EVT: met) (TAR: rebels from Chad), "
        "the Norwegian army said."
    },
}


def words(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "gsr.jsonl"
    no_target = {"source": [{"actorText": "WTO", "code": "IGO"}], "target": "", "text": "The WTO."}
    file.write_text(json.dumps(ROW) + "\n\n" + json.dumps(no_target) + "\n", "utf-8")
    return file


def test_records_give_places_countries_and_sectors(path: Path) -> None:
    first, second = load(path)
    swiss, danish, rebels = first.actors
    assert words(TEXT, swiss.spans) == ["Swiss", "envoys", "Swiss and Danish envoys"]
    assert words(TEXT, danish.spans)[0] == "Danish envoys"
    assert (rebels.country, rebels.sectors) == ("TCD", {"REB"})
    assert danish.sectors == frozenset()  # "***": the coder gave none
    [wto] = second.actors
    assert (wto.country, wto.sectors) == ("", {"IGO", "NGO"})
    assert len(load(path, 1)) == 1


def test_words_that_stand_apart_or_in_another_case() -> None:
    text = "Lapp herders said their guards had left."
    assert words(text, spans_of(text, "Lapp herders ... guards", "")) == [
        "guards",
        "Lapp herders",
    ]
    assert words("The opposition (Azad) party", spans_of("The opposition (Azad) party", "Azad", ""))
    assert words("UN troops left", spans_of("UN troops left", "UN Troops", "")) == ["UN troops"]
    assert spans_of("Nobody left.", "Everybody", "") == ()


def test_the_mark_decides_between_equal_words() -> None:
    text = "Chad hit Chad."
    markup = "Chad (EVT: hit) (TAR: Chad)."
    assert spans_of(text, "Chad", markup)[0] == (9, 13)


def test_a_misspelt_actor_is_found_by_its_mark() -> None:
    text = "Chadd hit Togo."
    assert words(text, spans_of(text, "Chad Togo Mali", "(SRC: Chadd) hit (TAR: Togo)")) == ["Togo"]


@pytest.mark.parametrize(
    ("words_", "head"),
    [
        ("refugees from Chad", "refugees"),
        ("in the capital of Chad", "the capital"),
        ("group based in Chad", "group"),
        ("UN peacekeepers", "UN peacekeepers"),
    ],
)
def test_the_head_of_a_phrase(words_: str, head: str) -> None:
    start, end = head_of(words_, (0, len(words_)))
    assert words_[start:end] == head


def test_the_entity_that_holds_the_head_goes_first() -> None:
    text = "refugees from Chad"
    chad = Named(((14, 18),), True, "TCD", None)
    refugees = Named(((0, 8),), False, "TCD", "REF")
    actor = GoldActor(((0, 18),), "TCD", frozenset({"REF"}))
    assert entity_of(actor, text, [chad, refugees]) is refugees
    assert entity_of(actor, text, [chad]) is chad
    assert entity_of(actor, text, []) is None


def test_what_is_not_found_is_wrong() -> None:
    actor = GoldActor(((0, 5),), "CHE", frozenset({"GOV"}))
    other = GoldActor(((6, 10),), "", frozenset())
    gold = Document("Swiss UNDP", (actor, other))
    figures = {f.name: f for f in score([gold], [[Named(((6, 10),), False, None, "IGO")]])}
    assert (figures["found"].correct, figures["found"].gold) == (1, 2)
    assert (figures["country"].recall, figures["country"].precision) == (50.0, 100.0)
    assert (figures["sector"].correct, figures["sector"].gold) == (0, 1)


def test_the_suite_reads_the_text(path: Path) -> None:
    def read(text: str) -> Reading:
        start = max(0, text.find("rebels"))
        mention = Mention(start=start, end=start + 6, text=text[start : start + 6], kind="nominal")
        entity = Entity(
            id="e1", type="group", name="rebels", mentions=(mention,), country="TCD", sector="REB"
        )
        return Reading(
            version=Version(dateline="0", model="none"),
            article=Article(id="a", text=text),
            entities=(entity,) if start else (),
        )

    def no(text: str) -> Any:
        raise AssertionError("this suite only reads")

    result = measure("actors", [path], tools=Tools(no, read))
    assert (result.figure("country").correct, result.figure("country").gold) == (1, 4)
    assert (result.figure("sector").correct, result.figure("sector").gold) == (1, 3)


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.jsonl"
    path.write_text('{"text": "Nobody."}\n', "utf-8")
    with pytest.raises(UsageError, match="no actors"):
        measure("actors", [path], tools=Tools(lambda text: None, lambda text: None))  # type: ignore
