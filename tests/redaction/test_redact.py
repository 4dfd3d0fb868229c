"""Redacted readings: no name in any output, every span right. All people are invented."""

from __future__ import annotations

import json
import re
import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import dateline
from dateline import batch
from dateline.errors import UsageError
from dateline.records import (
    Article,
    Block,
    Dateline,
    Entity,
    Link,
    Mention,
    Note,
    Place,
    PlaceAlternative,
    Reading,
    Role,
    Source,
    Span,
    Statement,
    Unread,
    Version,
    check_evidence,
)
from dateline.redaction import kinds_of
from dateline.show.page import render
from dateline.show.terminal import show

SYLLABLES = ["zqa", "vro", "kwe", "xul", "jiq", "ñov", "pyx", "ğra"]
WORD = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3).map(
    lambda parts: "Zq" + "".join(parts)
)
JOINED = st.tuples(WORD, st.sampled_from(["-", "'", "’"]), WORD).map("".join)
NAME = st.tuples(WORD, st.one_of(WORD, JOINED)).map(" ".join)
WAYS = [
    str.upper, str.lower, str.title,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: unicodedata.normalize("NFC", name),
    lambda name: name.split()[-1],
    lambda name: name.split()[0],
    lambda name: name.split()[-1] + "'s",
    lambda name: name.split()[-1].upper() + "’S",
    lambda name: name.replace(" ", "\n"),
    lambda name: name.replace(" ", "\u00a0"),
    lambda name: name.replace("’", "'"),
    lambda name: name.replace("-", " "),
    lambda name: name[:3] + "-\n" + name[3:],
    lambda name: name[:4] + "\u00ad" + name[4:],
    lambda name: name[:4] + "\u200d" + name[4:],
    lambda name: name.replace(" ", ".").lower() + "@mail.example",
    lambda name: "https://x.example/" + re.sub(r"\W", "-", name.lower()) + "/2",
    lambda name: "#JusticeFor" + re.sub(r"\W", "", name.title()),
    lambda name: ", ".join(reversed(name.split())),
]  # fmt: skip


def letters(text: str) -> str:
    """Return nothing but the letters of a text: no case, accents, marks or blanks."""
    plain = unicodedata.normalize("NFKD", text.replace("\\u00ad", "").casefold())
    return "".join(c for c in plain if c.isalpha())


def holds(output: str, name: str) -> bool:
    words = [letters(word) for word in re.split(r"[\s'’-]+", name)]
    return any(word in letters(output) for word in words)


def a_reading(name: str, odd: list[str]) -> Reading:
    """Return a hand-made reading about a victim whose name stands in odd places, too."""
    begin = f"OSTERBY (Press) - {name}, 34, was killed. "
    told = "".join(f"It said {words} there. " for words in odd)
    last = name.split()[-1]
    end = f"{last} Street in {last} is closed, said the {last} Foundation."
    text = begin + told + end
    at = text.index(name)
    street, place = text.index(f"{last} Street"), text.rindex(f"{last} is")
    body = text.rindex(f"{last} Foundation")
    person = Entity(
        id="e1", type="person", name=name, link=Link(base="lists", id="p-1", score=0.9),
        mentions=(Mention(start=at, end=at + len(name), text=name, kind="name"),),
    )  # fmt: skip
    said = f"the {last} Foundation"
    return Reading(
        version=Version(dateline="0", model="none"),
        article=Article(
            id="sha256:" + "0" * 64, sha256="0" * 64, text=text, title=f"{last} dead",
            url="https://x.example/" + "-".join(name.lower().split()), authors=(name, "Rosa Lune"),
            outlet=f"{last} Post", agencies=(last,),
            dateline=Dateline(start=0, end=17, text=text[:17], place="p1", agency=last),
            blocks=(Block(kind="paragraph", start=0, end=len(text)),),
            unread=(Unread(start=0, end=at + 2, why=f"about {name}"),),
        ),
        entities=(
            person,
            Entity(id="e2", type="facility", name=f"{last} Street", mentions=(
                Mention(start=street, end=street + len(last) + 7, text=f"{last} Street",
                        kind="name"),)),
            Entity(id="e3", type="organization", name=f"{last} Foundation", mentions=(
                Mention(start=body, end=body + len(last) + 11, text=f"{last} Foundation",
                        kind="name"),)),
            Entity(id="e4", type="person", name="Rosa Lune", mentions=(), roles=(
                Role(start=0, end=at + 1, title=f"lawyer of {name}", organization=last),)),
        ),
        places=(
            Place(id="p1", start=place, end=place + len(last), text=last, name=last, geonames=7,
                  lat=1.0, lon=2.0, admin1=last, precision="city", score=0.9,
                  alternatives=(PlaceAlternative(name=last, geonames=8, score=0.1),)),
            Place(id="p2", start=0, end=7, text="OSTERBY", name="Osterby", geonames=9, lat=1.0,
                  lon=2.0, precision="city", score=0.9,
                  alternatives=(PlaceAlternative(name=last, geonames=8, score=0.1),
                                PlaceAlternative(name="Osterly", geonames=5, score=0.1))),
        ),
        statements=(
            Statement(id="s1", kind="indirect", content=(Span(start=0, end=at + 3),),
                      source=Source(start=text.rindex(said), end=text.rindex(said) + len(said),
                                    text=said, entity="e3")),
        ),
        notes=(Note(code="link-ambiguous", message=f'"{name}" may be two.'),),
    )  # fmt: skip


def outputs(reading: Reading, folder: Path) -> list[str]:
    """Return every form in which a reading leaves the program."""
    out = folder / "out.jsonl"
    plain = folder / "in.jsonl"
    plain.write_text('{"text": "x"}\n', encoding="utf-8")
    batch.code([plain], out, reader=batch.redacting(lambda item: reading, ("victim",)))
    printed = StringIO()
    redacted = dateline.redact(reading, "victims")
    show(redacted, Console(file=printed, width=200))
    return [out.read_text("utf-8"), render(redacted), printed.getvalue(), redacted.to_json(2)]


@settings(max_examples=60, deadline=None)
@given(NAME, st.lists(st.sampled_from(range(len(WAYS))), min_size=1, max_size=5))
def test_a_name_is_nowhere_in_any_output(
    tmp_path_factory: pytest.TempPathFactory, name: str, ways: list[int]
) -> None:
    reading = a_reading(name, [WAYS[way](name) for way in ways])
    assert holds(reading.to_json(), name)
    for output in outputs(reading, tmp_path_factory.mktemp("out")):
        assert not holds(output, name)


@settings(max_examples=60, deadline=None)
@given(NAME, st.lists(st.sampled_from(range(len(WAYS))), max_size=5))
def test_every_span_holds_its_words_and_json_is_identity(name: str, ways: list[int]) -> None:
    redacted = dateline.redact(a_reading(name, [WAYS[way](name) for way in ways]))
    check_evidence(redacted)
    assert Reading.from_json(redacted.to_json()) == redacted
    assert redacted == dateline.redact(a_reading(name, [WAYS[way](name) for way in ways]))


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.text(min_size=1, max_size=12))
def test_any_text_and_any_name(text: str, name: str) -> None:
    whole = f"{name} was killed. {text}"
    mention = Mention(start=0, end=len(name), text=name, kind="name")
    reading = Reading(
        version=Version(dateline="0", model="none"),
        article=Article(id="a", text=whole),
        entities=(Entity(id="e1", type="person", name=name, mentions=(mention,)),),
    )
    check_evidence(dateline.redact(reading))


class TestOneReading:
    READING = a_reading("Mara Ilvey", ["ILVEY", "the killing"])
    REDACTED = dateline.redact(READING, ["victims"])

    def test_the_text_reads_on(self) -> None:
        assert self.REDACTED.article.text == (
            "OSTERBY (Press) - [victim 1], 34, was killed. It said [victim 1] there. It said the "
            "killing there. [redacted] Street in [victim 1] is closed, said the [redacted] "
            "Foundation."
        )

    def test_the_person_is_a_mark_without_a_link(self) -> None:
        person = self.REDACTED.entities[0]
        assert (person.name, person.link) == ("[victim 1]", None)
        assert [mention.text for mention in person.mentions] == ["[victim 1]"]

    def test_others_keep_the_rest_of_their_names(self) -> None:
        names = [entity.name for entity in self.REDACTED.entities[1:]]
        assert names == ["[redacted] Street", "[redacted] Foundation", "Rosa Lune"]

    def test_what_a_guess_could_be_checked_against_is_gone(self) -> None:
        article = self.REDACTED.article
        assert article.sha256 == ""
        assert re.fullmatch(r"redacted:[0-9a-f]{64}", article.id)
        assert article.url == "https://x.example/[victim 1]"

    def test_a_place_of_that_name_is_nowhere_on_the_map(self) -> None:
        named, other = self.REDACTED.places
        assert (named.geonames, named.lat, named.lon, named.precision) == (None, None, None, "none")
        assert named.alternatives == ()
        assert (other.geonames, [a.name for a in other.alternatives]) == (9, ["Osterly"])

    def test_a_note_says_what_was_done(self) -> None:
        note = self.REDACTED.notes[-1]
        assert note.code == "redacted"
        assert "1 victim (asked for: victims)" in note.message

    def test_nothing_changes_for_kinds_that_do_not_apply(self) -> None:
        same = dateline.redact(self.READING, "witnesses,minors")
        assert same.article.text == self.READING.article.text
        assert same.entities == self.READING.entities
        assert "none (asked for: minors, witnesses)" in same.notes[-1].message

    def test_twice_is_once(self) -> None:
        again = dateline.redact(self.REDACTED, "all")
        assert again.article == self.REDACTED.article
        assert again.entities == self.REDACTED.entities

    def test_an_id_of_one_s_own_stays_unless_it_holds_a_name(self) -> None:
        for id, kept in (("story-7", True), ("story-ilvey", False)):
            article = self.READING.article.model_copy(update={"id": id})
            redacted = dateline.redact(self.READING.model_copy(update={"article": article}))
            assert (redacted.article.id == id) == kept


class TestFromEndToEnd:
    TEXT = (
        "OSTERBY (Northern Press) - Mara Ilvey, 14, was shot dead in Osterby on Monday, police "
        "said.\n\nHer mother, Rosa Ilvey, wept. “I saw two men,” said Karim Tolvani, a neighbour. "
        "Tersian President Orlan Beshmet, who was wounded, promised help to the Ilveys."
    )

    def test_all(self) -> None:
        redacted = dateline.redact(dateline.read(self.TEXT, published="2015-05-28"))
        text = redacted.article.text
        for name in ("Mara", "Rosa", "Ilvey", "Karim", "Tolvani"):
            assert name not in redacted.to_json()
        assert "[minor 1], 14, was shot dead" in text
        assert "said [witness 1], a neighbour" in text
        assert "President Orlan Beshmet, who was wounded," in text

    def test_kind_by_kind(self) -> None:
        reading = dateline.read(self.TEXT, published="2015-05-28")
        assert "[victim 1], 14" in dateline.redact(reading, "victims").article.text
        only = dateline.redact(reading, "witnesses").article.text
        assert "Mara Ilvey" in only
        assert "Tolvani" not in only


class TestKinds:
    @pytest.mark.parametrize(
        ("words", "kinds"),
        [("victims", ("victim",)), (" Witnesses, minors ", ("minor", "witness")),
         (["relative", "victim"], ("victim", "relative")),
         ("all", ("minor", "victim", "witness", "relative"))],
    )  # fmt: skip
    def test_kinds(self, words: str | list[str], kinds: tuple[str, ...]) -> None:
        assert kinds_of(words) == kinds

    @pytest.mark.parametrize("words", ["", "victms", "victims,", [], "victims;minors"])
    def test_another_kind_is_wrong_use_and_the_kinds_are_listed(self, words: str) -> None:
        with pytest.raises(UsageError, match="minors, victims, witnesses, relatives"):
            kinds_of(words)


class TestRuns:
    READING = a_reading("Mara Ilvey", [])

    def run(self, folder: Path, reader: batch.Reader) -> list[dict[str, object]]:
        source, out = folder / "in.jsonl", folder / "out.jsonl"
        source.write_text('{"id": "1", "text": "x"}\n{"id": "2", "text": "x"}\n', "utf-8")
        batch.code([source], out, reader=reader)
        return [json.loads(line) for line in out.read_text("utf-8").splitlines()]

    def test_what_an_earlier_run_left_is_not_mixed_in(self, tmp_path: Path) -> None:
        plain = self.READING.to_json()
        (tmp_path / "out.jsonl.part").write_text(plain + "\n", "utf-8")
        (tmp_path / "out.jsonl").write_text(plain + "\n", "utf-8")
        rows = self.run(tmp_path, batch.redacting(lambda item: self.READING, ("victim",)))
        assert len(rows) == 2
        assert "Ilvey" not in (tmp_path / "out.jsonl").read_text("utf-8")
        for row in rows:
            assert row["notes"][-1]["code"] == "redacted"  # type: ignore[index]

    def test_the_words_of_an_unforeseen_error_are_withheld(self, tmp_path: Path) -> None:
        def broken(item: batch.Item) -> Reading:
            raise ValueError("Mara Ilvey is odd")

        rows = self.run(tmp_path, batch.redacting(broken, ("victim",)))
        assert rows[0]["code"] == "internal"
        assert "ValueError" in str(rows[0]["message"])
        assert "Ilvey" not in str(rows)
