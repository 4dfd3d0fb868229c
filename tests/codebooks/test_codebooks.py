"""The codebook that comes with Dateline is whole; a user's own is read or refused with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import codebooks
from dateline.errors import UsageError

_NAMES = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN
PROTEST SANCTION MOBILIZE COERCE ASSAULT"""
PLOVER = _NAMES.split()
EXTENSION = ["AFFILIATE", "OFFICE", "MOVE", "PUBLISH", "HARM"]
TYPE = '[types.ASSAULT]\nmeans = "violence"\nmodes = { beat = "by hand" }\n'


@pytest.fixture(scope="module")
def book() -> codebooks.Codebook:
    return codebooks.load()


def test_it_has_plovers_types_and_the_extension(book: codebooks.Codebook) -> None:
    assert list(book.types) == PLOVER + EXTENSION
    assert all(kind.means for kind in book.types.values())
    assert len(book.types["ASSAULT"].modes) == 18


def test_every_type_and_mode_has_words(book: codebooks.Codebook) -> None:
    forms = [f for table in (book.verbs, book.nouns) for found in table.values() for f in found]
    assert len(forms) == len(book) >= 600
    named = {(form.entry.type, form.entry.mode) for form in forms}
    for kind in book.types.values():
        for mode in kind.modes or [None]:
            assert (kind.name, mode) in named


def test_every_type_has_verbs(book: codebooks.Codebook) -> None:
    assert {f.entry.type for found in book.verbs.values() for f in found} == set(book.types)


def test_longer_expressions_come_first(book: codebooks.Codebook) -> None:
    for table in (book.verbs, book.nouns):
        for forms in table.values():
            sizes = [len(form.others) for form in forms]
            assert sizes == sorted(sizes, reverse=True)


def test_the_head_of_a_noun_stands_before_its_preposition(book: codebooks.Codebook) -> None:
    emergency = [form for form in book.nouns["state"] if form.others == ("of", "emergency")]
    assert [form.entry.mode for form in emergency] == ["curfew"]


def test_a_codebook_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(TYPE + '[[entries]]\ntype = "ASSAULT"\nmode = "beat"\nverbs = ["Thump"]\n')
    own = codebooks.load(path)
    assert list(own.types) == ["ASSAULT"]
    assert [form.entry.mode for form in own.verbs["thump"]] == ["beat"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("= nonsense", "no TOML"),
        ("", "no types"),
        ("types = 3", "must be a table"),
        ("[types.ASSAULT]", "means"),
        ('[types.A]\nmeans = "a"\nmodes = 3', "modes"),
        ("entries = 3\n" + TYPE, "entries"),
        (TYPE + '[[entries]]\nverbs = ["hit"]', "known are ASSAULT"),
        (TYPE + '[[entries]]\ntype = "MOVE"\nverbs = ["go"]', "'MOVE'"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"\nmode = "kick"\nverbs = ["hit"]', "beat"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"', "neither verbs nor nouns"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"\nverbs = "hit"', "list of words"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"\nverbs = [""]', "list of words"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"\nverb = ["hit"]', "unknown key 'verb'"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"\nverbs = ["hit"]\ncount = "cows"', "killed"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"\nverbs = ["hit"]\nsubject = "x"', "actor"),
        (TYPE + '[[entries]]\ntype = "ASSAULT"\nverbs = ["hit"]\nreciprocal = 1', "true or false"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_remedy(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(UsageError, match=r"own\.toml") as caught:
        codebooks.load(path)
    assert says in str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        codebooks.load(tmp_path / "none.toml")


OWN = """
[types.STOPPAGE]
means = "Workers stop working."
examples = ["Nurses walked out."]
[classes]
worker = ["nurse", "miner"]
[[entries]]
type = "STOPPAGE"
verbs = ["walk out"]
subject_is = ["@worker", "@group"]
not_with = ["@worker"]
"""


def test_classes_are_spelled_out_and_built_in_ones_stay(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN)
    [form] = codebooks.load(path).verbs["walk"]
    assert form.is_restricted
    assert form.entry.subject_is == {"nurse", "miner", "@group"}
    assert form.entry.not_with == ("nurse", "miner")
    assert codebooks.load(path).types["STOPPAGE"].examples == ("Nurses walked out.",)


def test_a_file_that_adds_to_the_shipped_book(tmp_path: Path, book: codebooks.Codebook) -> None:
    path = tmp_path / "own.toml"
    path.write_text('extends = "dateline"\n' + OWN)
    both = codebooks.load(path)
    assert list(both.types) == [*book.types, "STOPPAGE"]
    assert len(both) == len(book) + 1
    own = [form.entry.type for form in both.verbs["walk"] if form.others == ("out",)]
    assert own[0] == "STOPPAGE"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("@worker", "@robot"), "@robot|'robot'"),
        (("worker = [", "person = ["), "built in"),
        (('examples = ["Nurses walked out."]', "examples = 3"), "list of sentences"),
        (("[types", 'extends = "nothing"\n[types'), "dateline"),
        (("[types", "colour = 3\n[types"), "colour"),
    ],
)
def test_what_is_wrong_in_the_newer_keys(
    tmp_path: Path, change: tuple[str, str], says: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace(*change, 1))
    with pytest.raises(UsageError, match=says):
        codebooks.load(path)
