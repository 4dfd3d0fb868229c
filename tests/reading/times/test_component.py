"""The spaCy component: any pipeline, any text, and it keeps what it found when it is stored."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from dateline.errors import UsageError
from dateline.reading.times import component

assert component.make_times  # importing it registers it, also where it is not installed


def pipeline(**config: object) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_times", config=config)
    return nlp


def found(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans["times"]]


TEXT = "The strike began on 7 November 2016 and the mine reopened on Wednesday."


class TestSpans:
    def test_text_type_and_value(self) -> None:
        doc = pipeline(published="2016-11-10")(TEXT)
        assert found(doc) == [
            ("7 November 2016", "DATE", "2016-11-07"),
            ("Wednesday", "DATE", "2016-11-09"),
        ]

    def test_the_rest_is_in_the_extension(self) -> None:
        doc = pipeline(published="2016-11-10")(TEXT)
        span = doc.spans["times"][1]
        assert span._.time == {
            "id": "t2", "start": 61, "end": 70, "text": "Wednesday", "type": "DATE",
            "value": "2016-11-09", "begin": "2016-11-09", "until": "2016-11-10",
            "basis": "relative",
        }  # fmt: skip
        assert span.id_ == "t2"

    def test_a_text_without_times_has_an_empty_group(self) -> None:
        doc = pipeline()("Nothing to see here.")
        assert list(doc.spans["times"]) == []
        assert doc.user_data["times_notes"] == []

    def test_other_groups_stay(self) -> None:
        nlp = pipeline()
        doc = nlp.make_doc(TEXT)
        doc.spans["mine"] = [doc[0:2]]
        assert [span.text for span in nlp(doc).spans["mine"]] == ["The strike"]

    def test_a_stored_doc_keeps_its_times(self) -> None:
        nlp = pipeline(published="2016-11-10")
        doc = nlp(TEXT)
        stored = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        assert found(stored) == found(doc)
        assert [s._.time for s in stored.spans["times"]] == [s._.time for s in doc.spans["times"]]

    def test_a_stored_pipeline_keeps_its_settings(self) -> None:
        nlp = pipeline(published="2016-11-10", outlet="The Valley Post")
        again = spacy.blank("en").from_config(nlp.config)
        assert found(again(TEXT)) == found(nlp(TEXT))


class TestPublished:
    def test_unknown_it_leaves_relative_times_open_and_says_so(self) -> None:
        doc = pipeline()(TEXT)
        assert found(doc)[1] == ("Wednesday", "DATE", "")
        assert doc.spans["times"][1]._.time["basis"] == "unresolved"
        assert any("Wednesday" in note for note in doc.user_data["times_notes"])

    @pytest.mark.parametrize(
        "published",
        ["2016-11-10", "20161110", "2016-11-10T18:00", date(2016, 11, 10),
         datetime(2016, 11, 10, 18)],
    )  # fmt: skip
    def test_the_doc_s_own_goes_first(self, published: object) -> None:
        nlp = pipeline(published="2001-01-01")
        doc = nlp.make_doc(TEXT)
        doc.user_data["published"] = published
        assert found(nlp(doc))[1] == ("Wednesday", "DATE", "2016-11-09")

    @pytest.mark.parametrize("published", ["Thursday", "2016-02-30", "10/11/2016", 7])
    def test_what_is_no_date_is_refused_in_a_sentence(self, published: object) -> None:
        nlp = pipeline()
        doc = nlp.make_doc(TEXT)
        doc.user_data["published"] = published
        with pytest.raises(UsageError, match="publication date"):
            nlp(doc)
        with pytest.raises(UsageError, match="publication date"):
            component.TimesComponent("times", published=str(published))


NLP = pipeline(published="2016-11-10")


class TestAnyText:
    @pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "2016", "May\u00a02016\r\n"])
    def test_odd_texts(self, text: str) -> None:
        assert NLP(text).text == text

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.sampled_from(
        ["Monday", "May", "2016", "the", "last", "two", "weeks", "-", "/", ",", "\n", " ", "10",
         "late", "1990s", "é", "🎉", "noon", "every", ":30"]), max_size=25))  # fmt: skip
    def test_every_time_lies_in_its_span(self, pieces: list[str]) -> None:
        doc = NLP("".join(pieces))
        for span in doc.spans["times"]:
            time = span._.time
            assert doc.text[time["start"] : time["end"]] == time["text"]
            assert span.start_char <= time["start"] < time["end"] <= span.end_char
