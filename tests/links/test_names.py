"""Names as they are searched and compared."""

from __future__ import annotations

import pytest

from dateline.links import names

WORDS = {
    "Ömer  Łask-Öz": ("omer", "lask", "oz"),
    "J.R. Orlan": ("j", "r", "orlan"),
    "O’Hara, Jón": ("ohara", "jon"),
    "STRAẞE Æther": ("strasse", "aether"),
    "Đorđe Ğül": ("dorde", "gul"),
    "": (),
    "...": (),
}


@pytest.mark.parametrize("name", WORDS)
def test_a_name_is_small_latin_words(name: str) -> None:
    assert names.words_of(name) == WORDS[name]


def test_a_name_of_another_script_is_written_in_latin_letters() -> None:
    pytest.importorskip("normality")
    assert names.words_of("Орлан Бешмет")[0] == "orlan"


def test_without_normality_it_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "_ascii", lambda: None)
    assert names.words_of("Орлан") == ("орлан",)


@pytest.mark.parametrize(
    "name",
    ["Orlan Beshmet", "Dr Orlan Beshmet", "Prime Minister Orlan Beshmet", "Gen. Orlan Beshmet"],
)
def test_titles_before_a_person_s_name_are_left_out(name: str) -> None:
    assert names.person_words(name) == ("orlan", "beshmet")


def test_a_title_alone_stays() -> None:
    assert names.person_words("President") == ("president",)


@pytest.mark.parametrize(
    ("name", "words", "countries"),
    [
        ("Kenyan Harbour Bank of the North Ltd", ("harbour", "bank", "north"), {"KEN"}),
        ("Harbour Bank of Kenya", ("harbour", "bank"), {"KEN"}),
        ("Harbour Bank GmbH & Co. KG", ("harbour", "bank"), set()),
        ("Bank of Kenya", ("bank", "kenya"), {"KEN"}),
        ("The The", ("the", "the"), set()),
    ],
)
def test_the_telling_words_of_an_organisation(
    name: str, words: tuple[str, ...], countries: set[str]
) -> None:
    assert names.organisation_words(name) == (words, countries)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("beshmet", "bechmet"), ("muhammad", "mohammed"), ("karimov", "karimow"), ("omar", "umar"),
        ("yusuf", "yousef"), ("philip", "filipp"), ("maxim", "maksim"),
    ],
)  # fmt: skip
def test_transliterations_of_a_name_sound_alike(one: str, other: str) -> None:
    assert names.sound(one) == names.sound(other)


@pytest.mark.parametrize(("one", "other"), [("karim", "salim"), ("orlan", "erdan"), ("vu", "li")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert names.sound(one) != names.sound(other)


def test_keys_do_not_hang_on_the_order_of_words() -> None:
    assert names.whole_key(("orlan", "beshmet")) == names.whole_key(("beshmet", "orlan"))
    assert names.pair_keys(("orlan", "beshmet")) == names.pair_keys(("beshmet", "orlan"))
    assert names.whole_key(("orlan",)) != names.whole_key(("orlan",), "TJK")


def test_a_long_name_has_few_keys() -> None:
    assert len(names.pair_keys(tuple(f"{a}b{a}d" for a in "bcdfgklmnpr"))) <= 11


def test_a_single_word_is_no_pair() -> None:
    assert names.pair_keys(("orlan",)) == set()


def test_keys_are_the_same_on_every_machine() -> None:
    """A store that was written elsewhere, or yesterday, must be found in."""
    assert names.whole_key(("orlan", "beshmet")) == KNOWN


KNOWN = 3936892773625689985


def test_words_without_a_counterpart_are_told() -> None:
    pairs = set(names.compare(("orlan", "k", "beshmet"), ("orlan", "beshmet"), True))
    assert {("orlan", "orlan", 1.0), ("k", "", 0.0), ("beshmet", "beshmet", 1.0)} == pairs
