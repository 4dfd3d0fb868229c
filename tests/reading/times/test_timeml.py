"""TimeML: what is written parses, keeps the text to the character, and comes back the same."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import UnreadableError
from dateline.reading.times import timeml
from dateline.reading.times.timeml import Document, Timex
from dateline.records import Article, Time

TEXT = "The bridge at Orlin & Daughters closed on Monday <sic>; it reopens in May 2017."


def timex(text: str, words: str, id: str = "t1", value: str | None = "2016-11-07") -> Timex:
    start = text.index(words)
    return Timex(id, start, start + len(words), words, "DATE", value, relative=True)


def parsed(document: Document) -> ElementTree.Element:
    return ElementTree.fromstring(timeml.write(document))


legal = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
    lambda char: char >= " " or char in "\t\n\r"
)
any_text = st.text(st.characters(), max_size=80)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents with expressions side by side, over text that XML can hold."""
    text = draw(st.text(legal, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    values = st.none() | st.text(legal, min_size=1, max_size=12)
    times = tuple(
        Timex(f"t{n}", a, b, text[a:b], "DATE", draw(values), draw(st.booleans()))
        for n, (a, b) in enumerate(spans)
    )
    return Document(text, times, draw(st.sampled_from([None, "2016-11-10", "2016-11-10T14:30"])))


class TestRoundTrip:
    @given(documents())
    def test_what_is_written_is_read(self, document: Document) -> None:
        assert timeml.read(timeml.write(document)) == document

    @given(documents())
    def test_the_same_document_gives_the_same_bytes(self, document: Document) -> None:
        assert timeml.write(document) == timeml.write(document)

    @given(any_text)
    def test_any_text_is_written_and_keeps_its_length(self, text: str) -> None:
        words = "".join(parsed(Document(text)).findall("TEXT")[0].itertext())
        assert len(words) == len(text)
        assert all(new == old or not legal_xml(old) for new, old in zip(words, text, strict=True))

    @given(any_text)
    def test_the_creation_time_and_the_ids_are_safe_too(self, text: str) -> None:
        times = (Timex(text, 0, 1, "a", text, text),)
        assert parsed(Document("a", times, published=text, id=text)).tag == "TimeML"


def legal_xml(char: str) -> bool:
    code = ord(char)
    return char in "\t\n\r" or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF


class TestWriting:
    def test_the_words_stand_inside_the_element(self) -> None:
        found = parsed(Document(TEXT, (timex(TEXT, "Monday"),), "2016-11-10")).find("TEXT/TIMEX3")
        assert found is not None
        assert found.text == "Monday"
        assert found.attrib == {
            "tid": "t1",
            "type": "DATE",
            "value": "2016-11-07",
            "temporalFunction": "true",
            "functionInDocument": "NONE",
        }

    def test_markup_in_the_text_is_text(self) -> None:
        tree = parsed(Document(TEXT))
        assert tree.findtext("TEXT") == TEXT
        assert b"Orlin &amp; Daughters" in timeml.write(Document(TEXT))

    def test_carriage_returns_stay(self) -> None:
        assert parsed(Document("one\r\ntwo\rthree")).findtext("TEXT") == "one\r\ntwo\rthree"

    def test_the_creation_time(self) -> None:
        dct = parsed(Document(TEXT, published="2016-11-10")).find("DCT/TIMEX3")
        assert dct is not None
        assert (dct.get("tid"), dct.get("type"), dct.get("value")) == ("t0", "DATE", "2016-11-10")
        assert dct.get("functionInDocument") == "CREATION_TIME"

    def test_a_creation_time_to_the_minute_is_a_time(self) -> None:
        dct = parsed(Document(TEXT, published="2016-11-10T14:30")).find("DCT/TIMEX3")
        assert dct is not None
        assert dct.get("type") == "TIME"

    def test_an_unknown_creation_time_is_not_invented(self) -> None:
        assert parsed(Document(TEXT)).find("DCT/TIMEX3") is None

    def test_ids_are_not_given_twice(self) -> None:
        tree = parsed(Document(TEXT, (timex(TEXT, "Monday", id="t0"),), "2016-11-10"))
        ids = [element.get("tid") for element in tree.iter("TIMEX3")]
        assert len(set(ids)) == 2

    def test_characters_without_a_place_in_xml_are_replaced_and_counted(self) -> None:
        document = Document("a\x1b\x1bb\ufffe", published="2016-11-10")
        assert parsed(document).findtext("TEXT") == "a␛␛b\ufffd"
        (said,) = timeml.losses(document)
        assert "2 x U+001B, 1 x U+FFFE" in said
        assert f"<!-- {said} -->".encode() in timeml.write(document)

    def test_nothing_is_said_where_nothing_is_lost(self) -> None:
        document = Document(TEXT, (timex(TEXT, "Monday"),))
        assert timeml.losses(document) == ()
        assert b"<!--" not in timeml.write(document)

    def test_of_two_that_overlap_the_first_and_longer_is_marked(self) -> None:
        times = (timex(TEXT, "May", "t1"), timex(TEXT, "in May 2017", "t2"))
        tree = parsed(Document(TEXT, times))
        assert [element.get("tid") for element in tree.iter("TIMEX3")] == ["t2"]
        assert tree.find("TEXT") is not None
        assert "".join(tree.findall("TEXT")[0].itertext()) == TEXT
        assert len(timeml.losses(Document(TEXT, times))) == 1

    def test_an_article_with_its_times(self) -> None:
        article = Article(id="sha256:1", text=TEXT, published="2016-11-10")
        times = (
            Time(id="t1", start=42, end=48, text="Monday", type="DATE", basis="unresolved"),
            Time(
                id="t2", start=70, end=78, text="May 2017", type="DATE", value="2017-05",
                begin="2017-05-01", until="2017-06-01", basis="explicit",
            ),
        )  # fmt: skip
        document = timeml.document(article, times)
        assert document.id == "sha256:1"
        assert document.published == "2016-11-10"
        assert [(t.text, t.value, t.relative) for t in document.times] == [
            ("Monday", None, True),
            ("May 2017", "2017-05", False),
        ]


class TestReading:
    OTHERS = """<?xml version="1.0" ?>
<TimeML>
<DOCID> wire-7 </DOCID>
<DCT><TIMEX3 tid="t9" type="DATE" value="2016-11-10" functionInDocument="CREATION_TIME"
>11/10/2016</TIMEX3></DCT>
<TITLE>Ferry <TIMEX3 tid="t8" type="DATE" value="2016">this year</TIMEX3></TITLE>
<TEXT>
The ferry <EVENT eid="e1" class="OCCURRENCE">sank</EVENT> <SIGNAL sid="s1">on</SIGNAL> <TIMEX3
tid="t1" type="DATE" value="2016-11-08" temporalFunction="true">Tuesday &amp; <EVENT
eid="e2">not</EVENT> later</TIMEX3>.
</TEXT>
<MAKEINSTANCE eventID="e1" eiid="ei1"/>
</TimeML>"""

    def test_other_elements_are_passed_over(self) -> None:
        document = timeml.read(self.OTHERS)
        assert document.text == "\nThe ferry sank on Tuesday & not later.\n"
        assert document.id == "wire-7"
        assert document.published == "2016-11-10"
        assert document.times == (
            Timex("t1", 19, 38, "Tuesday & not later", "DATE", "2016-11-08", relative=True),
        )

    def test_expressions_inside_another_are_read_from_the_outside_in(self) -> None:
        document = timeml.read(
            '<TimeML><TEXT><TIMEX3 tid="t2" type="DURATION" value="P1Y">the year of <TIMEX3 '
            'tid="t1" type="DATE" value="2016">2016</TIMEX3></TIMEX3></TEXT></TimeML>'
        )
        assert [time.text for time in document.times] == ["the year of 2016", "2016"]

    def test_without_a_creation_time_or_a_value_they_are_unknown(self) -> None:
        document = timeml.read('<TEXT><TIMEX3 type="DATE" value="">then</TIMEX3></TEXT>')
        assert document.published is None
        assert document.times[0].value is None

    def test_deep_and_wide_files_take_linear_time(self) -> None:
        deep = "<a>" * 20_000 + "<TEXT>now</TEXT>" + "</a>" * 20_000
        assert timeml.read(deep).text == "now"

    @pytest.mark.parametrize(
        "data",
        [b"", b"words", "<TimeML><TEXT>cut", b"\xff\xfe", b"<TimeML/>", "<TEXT>&unknown;</TEXT>",
         b'<?xml version="1.0" encoding="klingon"?><TEXT/>', "<TEXT>\x00</TEXT>", "\ud800"],
    )  # fmt: skip
    def test_what_is_no_timeml_is_refused_in_a_sentence(self, data: bytes | str) -> None:
        with pytest.raises(UnreadableError, match="no TimeML"):
            timeml.read(data)

    @given(st.binary(max_size=60))
    def test_any_bytes_are_read_or_refused(self, data: bytes) -> None:
        with pytest.raises(UnreadableError):
            timeml.read(data)
