"""Finding the names of some people wherever they stand in a text, however they are written.

Names are compared by their letters alone: without case, accents, apostrophes, hyphens and what does
not show (soft hyphens, joiners), over line breaks, in addresses, handles and hashtags. Linear in
the text.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TypeVar
from urllib.parse import unquote

from dateline import gazetteer

Key = TypeVar("Key", str, tuple[str, ...])

_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# How some languages write what others write with two dots or a ring.
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"@|://|www\.|#|%[0-9A-Fa-f]{2}")
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
# From how many letters on a part of a name is looked for inside a longer word of an address.
_INSIDE = 4
# What may stand between two words of one name: blanks, a line break with its indent, a hyphen.
_GAP = re.compile(r"[^\w,;:!?()\[\]\"“”„«»/@#]{0,6}")
_JOINED = re.compile(r"[\s\-‐‑'’.]*(?:[A-Z]\.?\s+)?")


@dataclass(frozen=True)
class Word:
    """A run of letters: where it stands, as it is written, and as it is compared."""

    start: int
    end: int
    form: str
    folded: str


@dataclass(frozen=True)
class Hit:
    """A stretch that names somebody; ``who`` is None where it may be more than one."""

    start: int
    end: int
    who: int | None


def fold(word: str) -> str:
    """Return a word as it is compared: its letters, without case and accents."""
    lower = unicodedata.normalize("NFKD", word).casefold().translate(_PLAIN)
    letters = unicodedata.normalize("NFKD", lower)
    return "".join(c for c in letters if c.isalpha())


def words_of(text: str, hyphenated: bool = False) -> Iterator[Word]:
    """Yield the words of a text; ``hyphenated``: those that are parted at a line's end in one."""
    for match in _word_pattern(hyphenated).finditer(text):
        folded = fold(match.group())
        if folded:
            yield Word(match.start(), match.end(), match.group(), folded)


@cache
def _word_pattern(hyphenated: bool) -> re.Pattern[str]:
    marks, unseen = _of_category("M"), _of_category("Cf")
    inner = [rf"[^\W\d_]|[{marks}]|[{unseen}](?=[^\W\d_]|[{marks}])"]
    if hyphenated:
        inner.append(r"[-‐‑\u00ad][^\S\n]*\n\s*(?=[^\W\d_])")
    return re.compile(rf"[^\W\d_](?:{'|'.join(inner)})*")


@cache
def _of_category(category: str) -> str:
    """Return the code points of a Unicode category as the inside of a character class."""
    codes = (*range(0x10000), *range(0xE0000, 0xE0200))
    found = (c for c in codes if unicodedata.category(chr(c)).startswith(category))
    ranges: list[list[int]] = []
    for code in found:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


@cache
def _table(name: str) -> frozenset[str]:
    path = resources.files("dateline.redaction") / "words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(fold(word) for word in table[name].split(","))


class Names:
    """The names of some people, numbered from 0, to be found in texts."""

    def __init__(self, people: Sequence[Iterable[str]]) -> None:
        self._singles: dict[str, int | None] = {}
        self._sequences: dict[tuple[str, ...], int | None] = {}
        for who, names in enumerate(people):
            for name in names:
                self._add(name, who)
        self._inside = {key for key in self._singles if len(key) >= _INSIDE and _is_rare(key)}
        self._rows = sorted({len(parts) for parts in self._sequences})
        self._firsts = {parts[0] for parts in self._sequences}
        self._lengths = sorted({len(key) for key in self._inside})

    def _add(self, name: str, who: int) -> None:
        spelt_out = unicodedata.normalize("NFC", name.lower()).translate(_SPELT_OUT)
        for variant in dict.fromkeys((name, spelt_out)):
            words = list(words_of(variant))
            while len(words) > 1 and gazetteer.is_title(words[0].form.capitalize()):
                del words[0]
            for word in words:
                if len(word.folded) > 1 and word.folded not in _table("function"):
                    _own(self._singles, word.folded, who)
            chunks = [[fold(w.form) for w in words_of(chunk)] for chunk in variant.split()]
            for parts in ([word.folded for word in words], *chunks):
                self._add_parts(parts, who)

    def _add_parts(self, parts: Sequence[str], who: int) -> None:
        """Add a name of several words: in a row, run together, and as an initial and a surname."""
        if len(parts) < 2:
            return
        _own(self._sequences, tuple(parts), who)
        for joined in ("".join(parts), parts[-1] + parts[0], parts[0][0] + parts[-1]):
            if len(joined) > _INSIDE and joined not in _table("common") | _table("function"):
                _own(self._singles, joined, who)

    def find(self, text: str) -> list[Hit]:
        """Return every stretch of a text that names one of the people, in order, parted."""
        if not self._singles and not self._sequences:
            return []
        hits = list(self._in_words(text, list(words_of(text))))
        if re.search(r"[-‐‑\u00ad][^\S\n]*\n", text):
            hits += self._in_words(text, list(words_of(text, hyphenated=True)))
        hits += self._in_addresses(text)
        return merged(text, hits)

    def _in_words(self, text: str, words: Sequence[Word]) -> Iterator[Hit]:
        for i, word in enumerate(words):
            for length in self._rows if word.folded in self._firsts else ():
                row = words[i : i + length]
                parts = tuple(w.folded for w in row)
                near = (_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(row))
                if parts in self._sequences and all(near):
                    yield Hit(word.start, row[-1].end, self._sequences[parts])
            yield from self._in_word(word)

    def _in_word(self, word: Word) -> Iterator[Hit]:
        for key in (word.folded, word.folded.removesuffix("s")):
            if key in self._singles and self._stands(key, word.form):
                yield Hit(word.start, word.end, self._singles[key])
                return
        for part in _humps(word):
            if part.folded in self._singles:
                yield Hit(part.start, part.end, self._singles[part.folded])

    @staticmethod
    def _stands(key: str, form: str) -> bool:
        """Return whether a word in this form is a name: "hope" is not, "Hope" is."""
        caseless = form.lower() == form.upper()
        return caseless or form[:1] != form[:1].lower() or (len(key) > 2 and _is_rare(key))

    def _in_addresses(self, text: str) -> Iterator[Hit]:
        """Yield the words of addresses, handles and hashtags that hold a part of a name."""
        if _ADDRESS.search(text) is None:
            return
        for token in _TOKEN.finditer(text):
            if _ADDRESS.search(token.group()) is None:
                continue
            offset = token.start()
            for word in _unescaped(token.group()):
                key = self._held(word.folded)
                if key is not None:
                    yield Hit(word.start + offset, word.end + offset, self._singles[key])

    def _held(self, folded: str) -> str | None:
        """Return the first part of a name that a word holds, None if it holds none."""
        for start in range(len(folded) - _INSIDE + 1):
            for length in self._lengths:
                if folded[start : start + length] in self._inside:
                    return folded[start : start + length]
        return None


def _own(table: dict[Key, int | None], key: Key, who: int) -> None:
    """Note whose a name is; None once a second person has it."""
    if table.setdefault(key, who) != who:
        table[key] = None


def _is_rare(key: str) -> bool:
    return key not in _table("common") and key not in _table("function")


def _humps(word: Word) -> Iterator[Word]:
    """Yield the parts of a word with capitals inside ("JusticeForMara")."""
    form = word.form
    cuts = [i for i in range(1, len(form)) if form[i].isupper() and form[i - 1].islower()]
    if cuts:
        for start, end in zip([0, *cuts], [*cuts, len(form)], strict=True):
            part = form[start:end]
            yield Word(word.start + start, word.start + end, part, fold(part))


def _unescaped(token: str) -> Iterator[Word]:
    """Yield the words of an address, its %-escapes read as the letters they stand for."""
    plain, at = "", 0
    places: list[tuple[int, int]] = []
    for escape in _ESCAPED.finditer(token):
        plain += token[at : escape.start()]
        places += [(i, i + 1) for i in range(at, escape.start())]
        letters = unquote(escape.group(), errors="replace")
        plain += letters
        places += [escape.span()] * len(letters)
        at = escape.end()
    plain += token[at:]
    places += [(i, i + 1) for i in range(at, len(token))]
    for word in words_of(plain):
        yield Word(places[word.start][0], places[word.end - 1][1], word.form, word.folded)


def merged(text: str, hits: Iterable[Hit]) -> list[Hit]:
    """Return hits in order, those that overlap, or follow one another in one name, as one."""
    found: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        last = found[-1] if found else None
        if last is not None and hit.start < last.end:
            who = last.who if last.who is not None else hit.who
            found[-1] = Hit(last.start, max(last.end, hit.end), who)
        elif (
            last is not None
            and last.who == hit.who
            and _JOINED.fullmatch(text, last.end, hit.start)
        ):
            found[-1] = Hit(last.start, hit.end, hit.who)
        else:
            found.append(hit)
    return found
