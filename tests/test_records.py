"""Records check themselves: evidence is the text, ids lead somewhere, JSON comes back the same."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from dateline.records import Evidence, Reading, Span, Version
from tests.strategies import TEXTS, grounded, readings

CALM = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
TEXT = "Vilde resigned on Monday, he said. 🙂 Then he left."


def reading_of(**parts: Any) -> Reading:
    """Return a reading over TEXT from JSON-like parts, as a file would give them."""
    article = {"id": "a", "text": TEXT, **parts.pop("article", {})}
    version = {"dateline": "0", "model": "m"}
    return Reading.model_validate_json(
        json.dumps({"version": version, "article": article, **parts})
    )


def at(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **more}


def span(words: str) -> dict[str, int]:
    return {key: value for key, value in at(words).items() if key != "text"}


def entity(**more: Any) -> dict[str, Any]:
    mentions = [at("Vilde", kind="name")]
    return {"id": "e1", "type": "person", "name": "Vilde", "mentions": mentions, **more}


def statement(**more: Any) -> dict[str, Any]:
    return {"id": "s1", "kind": "direct", "content": [], **more}


def report(**more: Any) -> dict[str, Any]:
    return {
        "id": "r1",
        "type": "OFFICE",
        "anchor": at("resigned"),
        "evidence": [span("Vilde resigned")],
        "confidence": 0.5,
        **more,
    }


class TestJson:
    @CALM
    @given(readings())
    def test_json_to_records_to_json_is_identity(self, reading: Reading) -> None:
        written = reading.to_json()
        again = Reading.from_json(written)
        assert again == reading
        assert again.to_json() == written
        assert Reading.from_json(reading.to_json(indent=2)) == reading

    @CALM
    @given(readings())
    def test_the_json_is_the_contract_s(self, reading: Reading) -> None:
        data = json.loads(reading.to_json())
        assert data["schema"] == "dateline.reading/1"
        assert list(data) == [
            "schema", "version", "article", "entities", "times", "places", "statements",
            "reports", "notes",
        ]  # fmt: skip

    @pytest.mark.parametrize("where", ["top", "article", "entity"])
    def test_an_unknown_field_is_refused(self, where: str) -> None:
        parts: dict[str, dict[str, Any]] = {
            "top": {"rank": 1},
            "article": {"article": {"rank": 1}},
            "entity": {"entities": [entity(rank=1)]},
        }
        with pytest.raises(ValidationError, match="rank"):
            reading_of(**parts[where])

    def test_another_schema_is_refused(self) -> None:
        with pytest.raises(ValidationError, match=r"dateline\.reading/1"):
            reading_of(schema="dateline.reading/2")

    def test_records_are_frozen(self) -> None:
        with pytest.raises(ValidationError):
            Version(dateline="1", model="m").model = "other"  # type: ignore[misc]


class TestEvidence:
    @CALM
    @given(grounded(), st.data())
    def test_wrong_words_are_refused(self, case: tuple[str, Evidence], data: st.DataObject) -> None:
        text, evidence = case
        words = data.draw(TEXTS)
        assume(words != evidence.text)
        mention = {**evidence.model_dump(), "text": words, "kind": "name"}
        with pytest.raises(ValidationError, match="but the article has"):
            reading_of(article={"text": text}, entities=[entity(mentions=[mention])])

    @CALM
    @given(st.integers(1, 10**9))
    def test_offsets_outside_the_text_are_refused(self, beyond: int) -> None:
        end = len(TEXT) + beyond
        with pytest.raises(ValidationError, match="outside"):
            reading_of(article={"blocks": [{"kind": "paragraph", "start": 0, "end": end}]})

    @pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 2), (-2, -1)])
    def test_a_span_is_ordered_and_not_negative(self, start: int, end: int) -> None:
        with pytest.raises(ValidationError):
            Span(start=start, end=end)

    @pytest.mark.parametrize(
        "parts",
        [
            {"article": {"dateline": at("Monday") | {"text": "Tuesday"}}},
            {"article": {"unread": [{"start": 0, "end": 999, "why": "long"}]}},
            {"entities": [entity(roles=[{"title": "mayor", "start": 0, "end": 999}])]},
            {"times": [at("Monday", id="t1", type="DATE", basis="relative") | {"text": "Sunday"}]},
            {"places": [at("Monday", id="p1") | {"text": "Riga"}]},
            {"statements": [statement(content=[{"start": 0, "end": 999}])]},
            {"statements": [statement(source=at("he") | {"text": "x"})]},
            {"reports": [report(anchor=at("resigned") | {"text": "quit"})]},
            {"reports": [report(actors=[at("Vilde") | {"text": "Vilda"}])]},
            {"reports": [report(recipients=[at("Vilde") | {"text": "Vilda"}])]},
            {"reports": [report(counts=[at("he", what="killed") | {"text": "she"}])]},
            {"reports": [report(evidence=[{"start": 0, "end": 999}])]},
        ],
        ids=lambda parts: next(iter(parts)),
    )
    def test_no_record_escapes_the_check(self, parts: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            reading_of(**parts)

    def test_offsets_count_code_points_not_bytes_or_utf16(self) -> None:
        mention = at("Then", kind="name")
        assert mention["start"] == 37
        reading = reading_of(entities=[entity(mentions=[mention])])
        assert reading.words(reading.entities[0].mentions) == "Then"


class TestIds:
    @pytest.mark.parametrize(
        ("parts", "kind"),
        [
            ({"article": {"dateline": at("Vilde", place="p9")}}, "place"),
            ({"entities": [entity(place="p9")]}, "place"),
            ({"places": [at("Vilde", id="p1", entity="e9")]}, "entity"),
            ({"statements": [statement(parent="s9")]}, "statement"),
            ({"statements": [statement(source=at("he", entity="e9"))]}, "entity"),
            ({"reports": [report(place="p9")]}, "place"),
            ({"reports": [report(time={"id": "t9"})]}, "time"),
            ({"reports": [report(actors=[at("Vilde", entity="e9")])]}, "entity"),
            ({"reports": [report(recipients=[at("Vilde", entity="e9")])]}, "entity"),
            ({"reports": [report(attribution=["s9"])]}, "statement"),
        ],
    )
    def test_an_id_that_leads_nowhere_is_refused(self, parts: dict[str, Any], kind: str) -> None:
        with pytest.raises(ValidationError, match=f"{kind} '.9', which it does not hold"):
            reading_of(**parts)

    def test_what_is_there_is_found_and_what_is_not_is_none(self) -> None:
        reading = reading_of(entities=[entity()])
        found = reading.entity("e1")
        assert found is not None
        assert found.name == "Vilde"
        assert reading.entity("e2") is None
        assert reading.entity(None) is None
        assert reading.statement("s1") is None


class TestWords:
    def test_one_span_and_several(self) -> None:
        reading = reading_of()
        first, second = Span(**span("Vilde")), Span(**span("he left"))
        assert reading.words(first) == "Vilde"
        assert reading.words([first, second]) == "Vilde … he left"
        assert reading.words([]) == ""


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_is_between_0_and_1(confidence: float) -> None:
    with pytest.raises(ValidationError, match="confidence"):
        reading_of(reports=[report(confidence=confidence)])
