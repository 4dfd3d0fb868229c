"""Names as they are searched and compared; the border to normality and rigour.

Both libraries are optional (``pip install 'dateline[entities]'``). The keys by which entries are
found do not depend on them, but for names in other scripts, which only normality can write in
Latin letters. Without rigour names agree only where their words do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import combinations, pairwise
from typing import Any

from dateline import gazetteer
from dateline.links.words import word_set

# A stretch of one name, what stands for it in the other, and how alike they are.
Pair = tuple[str, str, float]
# Letters that Unicode does not take apart into a Latin letter and a mark.
_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
    "ŧ": "t", "ŋ": "n", "ə": "a", "’": "'", "‘": "'", "ʼ": "'", "`": "'",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 400
_MOST_WORDS = 12
_LONGEST_TITLE = 3
# Words kept at hand during an import; the same ones come again and again.
_REMEMBERED = 65_536
# With up to this many words, any two of a name are a key; of longer ones only neighbours are.
_ALL_PAIRS = 4
# Spellings of one sound in transliterations: Khalid and Halid are not, Beshmet and Bechmet are.
_SOUNDS = (
    (re.compile("^(?:al|el|ul)(?=.{4})"), ""),
    (re.compile("tch|sch|sh|ch|zh|z|j"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("x"), "ks"),
    (re.compile("[cq]"), "k"),
    (re.compile("w"), "v"),
    (re.compile("(?<=.)[aeiouyh]"), ""),
    (re.compile("^[eiou]"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name in small Latin letters without marks; at most twelve.

    "Ömer  Łask-Öz" gives omer, lask, oz; "J.R. Orlan" gives j, r, orlan; "O'Hara" gives ohara.
    """
    text = _latin(name[:_LONGEST]).casefold().translate(_LETTERS)
    if not text.isascii():
        split = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in split if not unicodedata.combining(char))
    return tuple(_WORD.findall(text.replace("'", "")))[:_MOST_WORDS]


def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name without titles before it ("Dr", "President")."""
    parts = name[:_LONGEST].split()
    while end := _title_end(parts):
        parts = parts[end:]
    return words_of(" ".join(parts))


def _title_end(parts: list[str]) -> int:
    """Return how many words a title before a name has ("Prime Minister": 2), 0 for none."""
    lengths = range(min(len(parts) - 1, _LONGEST_TITLE), 0, -1)
    return next((n for n in lengths if gazetteer.is_title(" ".join(parts[:n]))), 0)


def organisation_words(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the telling words of an organisation's name, and the countries that it names.

    "Kenyan Harbour Bank of the North Ltd" gives harbour, bank, north and KEN. A name of nothing
    else keeps its words.
    """
    every = words_of(name)
    idle = word_set("names", "stop") | word_set("names", "legal_forms")
    telling = tuple(word for word in every if word not in idle)
    codes = {word: code for word in telling if (code := _country(word))}
    rest = tuple(word for word in telling if word not in codes)
    if len(rest) < 2:
        return telling or every, frozenset(codes.values())
    return rest, frozenset(codes.values())


@lru_cache(maxsize=_REMEMBERED // 4)
def searched(name: str, person: bool) -> tuple[str, ...]:
    """Return the words by which a name is found."""
    return person_words(name) if person else organisation_words(name)[0]


def whole_key(words: tuple[str, ...], country: str = "") -> int:
    """Return the number under which a name of these words, in any order, is found.

    With a country: under which those of that country are found.
    """
    return _number("=" + " ".join(sorted(words)) + "@" + country)


def pair_keys(words: tuple[str, ...]) -> set[int]:
    """Return the numbers of the pairs of words, each as it sounds; none for a single word."""
    sounds = [sound(word) for word in words]
    pairs = combinations(sounds, 2) if len(sounds) <= _ALL_PAIRS else pairwise(sounds)
    return {_number(" ".join(sorted(pair))) for pair in pairs}


@lru_cache(maxsize=_REMEMBERED)
def sound(word: str) -> str:
    """Return how a word sounds, roughly: what transliterations of one name have in common."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def compare(ours: tuple[str, ...], theirs: tuple[str, ...], person: bool) -> Iterator[Pair]:
    """Yield what of the one name stands for what of the other, and how alike they are (0 to 1).

    A word without a counterpart comes with "" on the other side.
    """
    if sorted(ours) == sorted(theirs):
        yield from ((word, word, 1.0) for word in ours)
        return
    tools = _rigour()
    yield from _plainly(ours, theirs) if tools is None else tools(ours, theirs, person)


def has_rigour() -> bool:
    """Return whether names are compared by rigour (spelling variants too)."""
    return _rigour() is not None


def _plainly(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[Pair]:
    left = list(theirs)
    for word in ours:
        if word in left:
            left.remove(word)
            yield word, word, 1.0
        else:
            yield word, "", 0.0
    yield from (("", word, 0.0) for word in left)


@cache
def _rigour() -> Callable[..., Iterator[Pair]] | None:
    try:
        from rigour import names
    except ImportError:
        return None

    def parts(words: tuple[str, ...]) -> list[Any]:
        return [names.NamePart(word, i, names.NamePartTag.UNSET) for i, word in enumerate(words)]

    def aligned(ours: tuple[str, ...], theirs: tuple[str, ...], person: bool) -> Iterator[Pair]:
        one, other = parts(ours), parts(theirs)
        if person:
            one, other = names.align_person_name_order(one, other)
        for found in names.compare_parts(one, other):
            # rigour counts what it joined on the way against a pair that is alike to the letter.
            score = 1.0 if found.qstr and found.qstr == found.rstr else found.score
            yield found.qstr, found.rstr, score

    return aligned


@cache
def _ascii() -> Callable[[str], str | None] | None:
    try:
        from normality import ascii_text
    except ImportError:
        return None
    return ascii_text  # type: ignore[no-any-return, unused-ignore]


def _latin(name: str) -> str:
    """Return a name of another script in Latin letters, where normality is there to do it."""
    if name.isascii() or all(ord(char) < 0x250 for char in name):
        return name
    convert = _ascii()
    return (convert(name) or name) if convert is not None else name


@lru_cache(maxsize=_REMEMBERED)
def _country(word: str) -> str | None:
    return gazetteer.country(word.capitalize())


def _number(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
