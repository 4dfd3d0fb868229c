"""Sources, encodings, limits, languages, rows. All texts are invented."""

from __future__ import annotations

import hashlib
import io
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline import SkipItem, UsageError, articles
from dateline.articles import decode, fetch
from dateline.errors import RefusedError, SourceError, UnreadableError
from dateline.records import READ_BLOCKS, Article

TEXT = (
    "The mayor of Kragerö said on Tuesday that the naïve plan – “a café for everybody” – was over, "
    "and that the town had no money left to pay for it.\n\nHis deputy, who had asked for the plan "
    "in the first place, was not at the meeting and could not be reached."
)
LATIN = TEXT.replace("–", "-").replace("“", '"').replace("”", '"')


def test_bytes_paths_standard_input_and_text_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = TEXT.encode()
    file = tmp_path / "a story.txt"
    file.write_bytes(data)

    class Input:
        buffer = io.BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Input)
    loaded = [articles.load(source) for source in (TEXT, data, file, str(file), "-")]
    assert all(article == loaded[0] for article in loaded)
    article = loaded[0][0]
    assert article.text == TEXT
    assert article.sha256 == hashlib.sha256(data).hexdigest()
    assert article.id == f"sha256:{article.sha256}"


def test_a_link_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(url: str, allow_private: bool) -> fetch.Page:
        return fetch.Page(TEXT.encode("cp1252"), url + "x", "windows-1252", "text/plain")

    monkeypatch.setattr(fetch, "fetch", fetched)
    article, _ = articles.load("https://herald.example/2019/05/06/")
    assert article.text == TEXT
    assert article.url == "https://herald.example/2019/05/06/x"
    assert article.published_basis == "url"


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("", UnreadableError),
        (" \n\t ", UnreadableError),
        (b"", UnreadableError),
        ("no-such-file.txt", SourceError),
        ("no such file.html", SourceError),
        ("word", SourceError),
        ("no/such/file", SourceError),
        (Path("no-such-file"), SourceError),
        ("bad\0name", SkipItem),
        ("gopher://herald.example/", RefusedError),
        (b"%PDF-1.7 x", UnreadableError),
        (b"PK\x03\x04aaaa", UnreadableError),
        (b"\x89PNG\r\n\x1a\n", UnreadableError),
        (bytes(range(256)) * 20, UnreadableError),
        (b"\x00" * 1000, UnreadableError),
        (12, UsageError),
    ],
)
def test_what_cannot_be_read_is_a_clear_error(source: object, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        articles.load(source)  # type: ignore[arg-type]
    assert len(str(caught.value)) > 15


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="folder"):
        articles.load(tmp_path)


@pytest.mark.parametrize(
    ("data", "declared", "text", "note"),
    [
        (TEXT.encode(), None, TEXT, None),
        (b"\xef\xbb\xbf" + TEXT.encode(), "latin-1", TEXT, None),
        (TEXT.encode("utf-16"), None, TEXT, None),
        (TEXT.encode("utf-16-le"), None, TEXT, None),
        (TEXT.encode("utf-16-be"), None, TEXT, None),
        (TEXT.encode("utf-32"), None, TEXT, None),
        (TEXT.encode("cp1252"), None, TEXT, "encoding-guessed"),
        (TEXT.encode("cp1252"), "utf-8", TEXT, "encoding-guessed"),
        (TEXT.encode("cp1252"), "iso-8859-1", TEXT, None),
        (TEXT.encode("cp1252"), "no-such-code", TEXT, "encoding-guessed"),
        (TEXT.encode("cp1252"), "rot13", TEXT, "encoding-guessed"),
        (TEXT.encode("cp1252"), "utf-16", TEXT, "encoding-guessed"),
        (LATIN.encode("mac-roman"), "macintosh", LATIN, None),
        (TEXT.encode(), "iso-8859-1", TEXT, "encoding-misdeclared"),
        ("こんにちは、世界".encode("iso2022_jp"), "iso-2022-jp", "こんにちは、世界", None),
        ("你好，世界".encode("gb18030"), "gb2312", "你好，世界", None),
        ((TEXT * 5).encode()[:-1] + b"\xe2", None, (TEXT * 5)[:-1] + "\ufffd", "encoding-damaged"),
    ],
)
def test_encodings(data: bytes, declared: str | None, text: str, note: str | None) -> None:
    decoded = decode.decode(data, declared)
    assert decoded.text == text
    assert [n.code for n in decoded.notes] == ([note] if note else [])


def test_an_encoding_declared_in_the_page_counts() -> None:
    page = f"<html><head><meta charset='windows-1251'></head><body><p>{'Мэр города ' * 30}</p>"
    article, notes = articles.load(page.encode("cp1251"))
    assert "Мэр города" in article.text
    assert "encoding-guessed" not in {note.code for note in notes}


def test_line_ends_and_invisible_characters() -> None:
    text = "One\u00ad two.\r\nThree.\r\rFour.\u2028Five\ufeff\u200b.\x07 \ud800\u2029Six."
    article, _ = articles.load(text)
    assert article.text == "One two.\nThree.\n\nFour.\nFive. \ufffd\n\nSix."


def test_too_many_bytes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATELINE_MAX_BYTES", "100")
    file = tmp_path / "long.txt"
    file.write_text(TEXT)
    for source in (TEXT, TEXT.encode(), file):
        with pytest.raises(UnreadableError) as caught:
            articles.load(source)
        assert caught.value.code == "too-large"


def test_what_lies_beyond_the_limit_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_MAX_CHARS", "60")
    article, notes = articles.load(TEXT)
    assert article.text == TEXT
    assert "too-long" in {note.code for note in notes}
    read = [b for b in article.blocks if b.kind in READ_BLOCKS]
    assert 0 < max(b.end for b in read) <= 60
    assert min(u.start for u in article.unread) == max(b.end for b in read)
    assert max(u.end for u in article.unread) == len(TEXT)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (TEXT, "en"),
        (TEXT.upper(), "en"),
        ("Le maire de la ville a dit mardi que le plan pour les rues du centre n'est pas fini et "
         "que la ville ne peut plus payer pour ce projet.", "fr"),
        ("Der Bürgermeister der Stadt sagte am Dienstag, dass der Plan für die Straßen nicht mehr "
         "bezahlt werden kann und dass es keine andere Lösung gibt.", "de"),
        ("El alcalde de la ciudad dijo el martes que el plan para las calles no se puede pagar y "
         "que los vecinos no están de acuerdo con la decisión.", "es"),
        ("Мэр города сказал во вторник, что план не был принят и что он не может больше на это "
         "тратить деньги.", "ru"),
        ("Мер міста сказав у вівторок, що план не був прийнятий і що він не може більше на це "
         "витрачати гроші, але це ще не все.", "uk"),
        ("市長は火曜日、計画は終わったと述べた。町にはもうお金がない。", "ja"),
        ("市长星期二说计划已经结束，镇上没有钱了。", "zh"),
        ("قال رئيس البلدية يوم الثلاثاء إن الخطة انتهت ولم يعد لدى المدينة مال", "ar"),
        ("Ο δήμαρχος είπε την Τρίτη ότι το σχέδιο τελείωσε", "el"),
        ("Smith 3 Jones 4", None),
    ],
)  # fmt: skip
def test_languages(text: str, language: str | None) -> None:
    article, notes = articles.load(text)
    assert article.language == language
    foreign = language not in {"en", None}
    assert ("language" in {note.code for note in notes}) == foreign
    assert any(block.kind in READ_BLOCKS for block in article.blocks) != foreign
    if foreign:
        assert language in article.unread[0].why  # type: ignore[operator]


def test_rows() -> None:
    row = {"id": 7, "text": TEXT, "html": "", "published": "Thu, 28 May 2015 10:00:00 GMT",
           "outlet": "The Herald", "url": None, "title": "The plan", "other": [1]}  # fmt: skip
    article, _ = articles.from_row(row)
    assert (article.id, article.published, article.published_basis, article.outlet) == (
        "7", "2015-05-28", "given", "The Herald",
    )  # fmt: skip
    article, notes = articles.from_row({"text": TEXT, "published": "long ago"})
    assert (article.published, article.published_basis) == (None, "none")
    assert "published-refused" in {note.code for note in notes}
    paragraphs = "".join(f"<p>{p}</p>" for p in (TEXT * 2).split("\n\n"))
    article, _ = articles.from_row({"html": paragraphs, "text": "ignored"})
    assert "The mayor of Kragerö" in article.text
    assert "<p>" not in article.text


@pytest.mark.parametrize("row", [{}, {"text": ""}, {"text": 3}, {"html": None}, {"text": " "}])
def test_rows_without_text(row: dict[str, object]) -> None:
    with pytest.raises(UnreadableError):
        articles.from_row(row)


@pytest.mark.parametrize("field", ["id", "url", "title", "outlet", "published"])
def test_rows_with_odd_fields_are_left_out_not_fatal(field: str) -> None:
    with pytest.raises(UnreadableError, match=field):
        articles.from_row({"text": TEXT, field: {"a": 1}})


def check(article: Article) -> None:
    last = 0
    for block in article.blocks:
        assert last <= block.start < block.end <= len(article.text)
        assert not article.text[last : block.start].strip()
        last = block.end
    assert not article.text[last:].strip()
    assert all(u.start < u.end <= len(article.text) for u in article.unread)
    line = article.dateline
    assert line is None or article.text[line.start : line.end] == line.text
    article.model_dump_json()


LINES = st.sampled_from(
    ["", "KABUL, Nov 10 (Reuters) –", "By Anna Holm", "Related stories", "Photo: x", "* * *", "\t",
     "Leave a comment", "<p>", "</div>", "<html>", "<b", "&#0;", "–", "(", ")", TEXT, "2016-11-10",
     "A headline of some words", "  indented", "\ufeff", "\u2029", "\x00", "’", "Photo by A (B/AP)"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(
    st.text(max_size=300),
    st.lists(LINES, max_size=30).map("\n".join),
    st.lists(LINES, max_size=30).map(" ".join),
))  # fmt: skip
def test_any_text_is_an_article_or_a_clear_error(text: str) -> None:
    for row in ({"text": text}, {"html": text}):
        try:
            article, _ = articles.from_row(row)
        except SkipItem:
            continue
        check(article)
        assert articles.from_row(row)[0] == article


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(1, 2500))
@example(b"\x00", 1_000_000)
@example(b"\xff\xfe", 500_000)
@example(b"a ", 500_000)
@example(b"\n", 1_000_000)
@example(b"a\n", 500_000)
@example(b"<p>", 300_000)
@example(b"<a href=x>y", 90_000)
@example(b"(", 1_000_000)
@example("é".encode("cp1252"), 1_000_000)
@example(b"A-", 500_000)
@example(b"Photo: ", 140_000)
def test_any_bytes_are_an_article_or_a_clear_error(data: bytes, times: int) -> None:
    try:
        article, _ = articles.load(data * times)
    except SkipItem:
        return
    check(article)
