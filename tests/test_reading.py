"""The whole way with the shipped model: examples, nasty texts, and the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.errors import DatelineError, SkipItem
from dateline.records import Reading, check_evidence

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(p for p in (ROOT / "examples").iterdir() if p.suffix in {".txt", ".html"})
# Any text up to 100,000 characters is promised to be read: DATELINE_LONG=100000 tries all of it,
# which takes minutes; every run tries a tenth.
LONG = int(os.environ.get("DATELINE_LONG", "10000"))  # characters
# An endless run takes more, on any machine.
PATIENCE = 120  # seconds

CALM = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))

_SENTENCE = "Police arrested 12 people in Lagos on Monday, the governor said. "
NASTY = {
    "one word": "a" * LONG,
    "quotation marks": '"' * LONG,
    "curly quotation marks": "“" * (LONG // 2) + "”" * (LONG // 2),
    "quotations": "“No,” he said. " * (LONG // 15),
    "newlines": "\n" * LONG,
    "blanks": " " * LONG,
    "full stops": "." * LONG,
    "brackets": "(" * LONG,
    "emoji": "👩‍👩‍👧‍👦 " * (LONG // 8),
    "right to left": "قال الرئيس إن الشرطة اعتقلت رجلين. " * (LONG // 36),
    "direction marks": "\u202epolice\u202c arrested \u200fhim\u200e. " * (LONG // 30),
    "zero width": "po\u200blice arr\u200dested \ufeffhim. " * (LONG // 24),
    "combining": "P" + "\u0301" * 1000 + "olice arrested him. " + "e\u0308\u0323 " * (LONG // 8),
    "capitals": _SENTENCE.upper() * (LONG // len(_SENTENCE)),
    "lower case": _SENTENCE.lower() * (LONG // len(_SENTENCE)),
    "one sentence": "police arrested him and " * (LONG // 24),
    "one list": "Anna Berg, " * (LONG // 11),
    "numbers": "12,345 " * (LONG // 7),
    "dates": "Monday 3 May 2021, " * (LONG // 19),
    "control characters": "police\x00 arrested\x07 him\x1b[31m. " * (LONG // 28),
    "line separators": "Police arrested him.\u2028He fled.\u0085\x0b\x0c\r\n" * (LONG // 36),
    "half a surrogate": "Police arrested him \ud83d. ",
    "one character": "a",
    "two quotation marks": "“”",
    "html that is none": "<p>" * (LONG // 3),
}


def check(reading: Reading) -> None:
    """Evidence is the text, and the reading comes back from its JSON."""
    check_evidence(reading)
    again = Reading.from_json(reading.to_json())
    assert again == reading


def read_or_refused(source: str | bytes) -> Reading | None:
    """Return the reading, or None where Dateline says in its own words why there is none."""
    try:
        return dateline.read(source, published="2024-05-06")
    except SkipItem as error:
        reason = str(error)
    assert reason
    return None


class TestAnyText:
    @pytest.mark.parametrize("name", sorted(NASTY))
    def test_nasty_texts_end_in_a_reading_or_an_error_with_a_reason(self, name: str) -> None:
        begin = time.monotonic()
        reading = read_or_refused(NASTY[name])
        assert time.monotonic() - begin < PATIENCE
        if reading is not None:
            check(reading)

    @CALM
    @given(st.text(max_size=400).filter(lambda text: text != "-"))  # which is standard input
    def test_any_text(self, text: str) -> None:
        reading = read_or_refused(text)
        if reading is not None:
            check(reading)

    @CALM
    @given(
        st.lists(
            st.sampled_from(
                ["Kofi Berg", "police", "said", "that", "“", "”", '"', "’s", ",", ".", "\n\n", "he",
                 "attacked", "will", "not", "Lagos", "on Monday", "according to", "12", "killed",
                 "former", "minister", "(Reuters) -", "Photo:", "and", "was", "by", "in", ":", "—"]
            ),
            max_size=80,
        )
    )  # fmt: skip
    def test_any_order_of_the_words_of_news(self, words: list[str]) -> None:
        reading = read_or_refused(" ".join(words))
        if reading is not None:
            check(reading)

    @CALM
    @given(st.binary(max_size=2000))
    def test_any_bytes(self, data: bytes) -> None:
        reading = read_or_refused(data)
        if reading is not None:
            check(reading)

    @pytest.mark.parametrize("byte", [b"\x00", b"\xff", b"<", b"A", b"\n", b"\x80\x00"])
    def test_a_megabyte_of_anything(self, byte: bytes) -> None:
        begin = time.monotonic()
        reading = read_or_refused(byte * (1_000_000 // len(byte)))
        assert time.monotonic() - begin < 3 * PATIENCE
        if reading is not None:
            check(reading)


class TestSameBytes:
    CODE = (
        "import sys, dateline\n"
        "for path in sys.argv[1:]:\n"
        "    print(dateline.read(path, published='2024-05-06').to_json())\n"
    )

    def in_a_process(self, seed: str) -> str:
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run(
            [sys.executable, "-c", self.CODE, *map(str, EXAMPLES)],
            capture_output=True, check=True, env=environment, timeout=300,
        )  # fmt: skip
        return run.stdout.decode("utf-8")

    def test_twice_in_one_process_and_in_two_others(self) -> None:
        here = [
            "".join(dateline.read(p, published="2024-05-06").to_json() + "\n" for p in EXAMPLES)
            for _ in range(2)
        ]
        assert here[0] == here[1]
        assert self.in_a_process("0") == here[0]
        assert self.in_a_process("1") == here[0]

    def test_one_by_one_or_many(self) -> None:
        many = [reading.to_json() for reading in dateline.read_many(EXAMPLES)]
        assert many == [dateline.read(path).to_json() for path in EXAMPLES]

    def test_what_was_read_before_does_not_matter(self) -> None:
        first = dateline.read(EXAMPLES[0]).to_json()
        for path in reversed(EXAMPLES):
            dateline.read(path)
        assert dateline.read(EXAMPLES[0]).to_json() == first


class TestExamples:
    @pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
    def test_every_example_is_read_and_holds(self, path: Path) -> None:
        reading = dateline.read(path)
        check(reading)
        assert reading.statements
        assert reading.reports
        assert reading.version.dateline == dateline.__version__

    def test_the_page_says_who_published_it_and_when(self) -> None:
        article = dateline.read(ROOT / "examples" / "dockers.html").article
        assert article.outlet == "The Harbour Courier"
        assert (article.published, article.published_basis) == ("2023-09-14", "metadata")
        assert article.title == "Dockers end strike in Valparaiso after night of clashes"
        assert article.authors == ("Laura Pizarro",)

    @pytest.mark.parametrize("furniture", ["Ferry sinks", "newsletter", "Required fields", "Tweet"])
    def test_the_page_s_furniture_is_not_news(self, furniture: str) -> None:
        article = dateline.read(ROOT / "examples" / "dockers.html").article
        news = [article.text[b.start : b.end] for b in article.blocks if b.kind == "paragraph"]
        assert furniture not in "\n".join(news)

    def test_the_dateline_gives_place_date_and_agency(self) -> None:
        reading = dateline.read(ROOT / "examples" / "convoy.txt")
        line = reading.article.dateline
        assert line is not None
        assert line.agency == "Sahel Press Agency"
        assert line.date == "2024-03-13"
        assert (reading.article.published, reading.article.published_basis) == (
            "2024-03-13",
            "dateline",
        )
        (place,) = [p for p in reading.places if p.id == line.place]
        assert (place.name, place.country) == ("Agadez", "NER")

    def test_the_demo_shows_what_it_is_for(self) -> None:
        """An attack with two tolls, a threat, a denial, a planned visit, history."""
        reading = dateline.read(ROOT / "examples" / "convoy.txt")
        kinds = {(report.type, report.status) for report in reading.reports}
        assert {("ASSAULT", "happened"), ("THREATEN", "happened")} <= kinds
        assert {status for _, status in kinds} >= {"happened", "planned"}
        assert any(report.background for report in reading.reports)
        figures = {count.best for report in reading.reports for count in report.counts}
        assert 4 in figures


class TestErrors:
    def test_a_wrong_date_is_a_wrong_use(self) -> None:
        with pytest.raises(DatelineError, match="2024-13-45"):
            dateline.read("Police arrested two men.", published="2024-13-45")

    def test_a_missing_file_says_so(self) -> None:
        with pytest.raises(DatelineError, match="nowhere"):
            dateline.read(Path("nowhere") / "story.txt")

    def test_another_language_is_not_read_and_says_so(self) -> None:
        text = (
            "Der Präsident sagte am Montag, die Polizei habe in Hamburg zwölf Männer festgenommen. "
        )
        reading = read_or_refused(text * 5)
        if reading is not None:
            assert reading.statements == reading.reports == ()
            assert reading.notes
            assert reading.article.unread
