"""Well-known places whose names are a slip away from one that nothing has: "Kandahaar"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache

from dateline.gazetteer import countries
from dateline.gazetteer.entry import PlaceEntry
from dateline.gazetteer.homelands import homeland, peoples
from dateline.gazetteer.search import places
from dateline.gazetteer.tables import key

# Letters of a name that is guessed, and of one that was written: "Alepo" is Aleppo, but short names
# are one letter from another too often ("Hama", "Homs").
_SHORTEST, _SHORTEST_WRITTEN = 6, 5
# Countries and peoples are looked for where the words around them tell that one is meant, so that
# five letters are enough for them ("Quatar").
_SHORTEST_NATION = 5
# From this many letters on two slips are a guess, before it one, or two neighbours changed over.
_LONG = 9
# Longer than the longest name of a division.
_LONGEST = 60
_REMEMBERED = 4096


def similar_places(name: str) -> list[PlaceEntry]:
    """Return well-known places of which a name is a misspelling, marked ``misspelt``.

    Countries, first-level divisions, capitals and cities of 100,000 people and more, whose own name
    has six letters or more, begins with the same one and is one or two letters away; only the
    nearest, divisions last, the largest first. None where anything has the name as it is written.
    """
    return list(_similar(name))


@lru_cache(maxsize=_REMEMBERED)
def _similar(name: str) -> tuple[PlaceEntry, ...]:
    written = key(name)
    if not _may_be(written) or countries.country(name) or places(name):
        return ()
    near = sorted((distance, known) for known, distance in _near(written, _names()))
    best = [known for distance, known in near if distance == near[0][0]]
    found = [
        replace(entry, misspelt=True, primary=False)
        for known in best
        for entry in places(known)
        if _is_well_known(entry)
    ]
    unique = list(dict.fromkeys(found))
    # A town before the division that is named after it.
    return tuple(sorted(unique, key=lambda entry: (entry.feature == "ADM1", -entry.population)))


@lru_cache(maxsize=_REMEMBERED)
def similar_nation(word: str) -> str | None:
    """Return the alpha-3 code of the one country of whose name or demonym a word is a misspelling.

    "Ethopia", "Quatar", "Chenchen". None where the word is known, short, or near to several
    countries; it is for places in a text where only a nation can stand.
    """
    written = key(word)
    if len(written) <= _SHORTEST_NATION or not _may_be(written) or not word[:1].isupper():
        return None
    if homeland(word) or countries.country(word) or places(word):
        return None
    near = sorted((distance, known) for known, distance in _near(written, _nations()))
    codes = {
        homeland(known.title()) or countries.country(known.title())
        for distance, known in near
        if distance == near[0][0]
    }
    return next(iter(codes)) if len(codes) == 1 else None


def _may_be(written: str) -> bool:
    letters = written.replace(" ", "").replace("'", "")
    return letters.isalpha() and len(letters) >= _SHORTEST_WRITTEN and len(written) <= _LONGEST


def _near(written: str, names: Mapping[str, list[str]]) -> Iterator[tuple[str, int]]:
    """Yield names that are near enough, with their distance in letters."""
    distance_of = _levenshtein()
    for known in names.get(written[0], ()):
        if abs(len(known) - len(written)) <= 2:
            distance = distance_of(written, known, 2)
            if distance == 2 and _changed_over(written, known):
                distance = 1
            allowed = 2 if min(len(known), len(written)) >= _LONG else 1
            if distance <= allowed:
                yield known, distance


def _changed_over(one: str, other: str) -> bool:
    """Return whether only two neighbours have changed places ("Khratoum")."""
    if len(one) != len(other):
        return False
    at = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(at) == 2 and at[1] == at[0] + 1 and sorted(one) == sorted(other)


def _is_well_known(entry: PlaceEntry) -> bool:
    if entry.former or entry.origin is not None:
        return False
    return entry.feature in ("PCLI", "ADM1", "PPLC") or entry.population >= 100_000


@cache
def _names() -> dict[str, list[str]]:
    """Return the names that are guessed (in the form of ``tables.key``) by their first letter."""
    from dateline.gazetteer import index

    names = {key(name) for name in index.well_known()}
    names |= {key(c.name) for c in countries.by_alpha2().values()}
    return _by_letter(names, _SHORTEST)


@cache
def _nations() -> dict[str, list[str]]:
    """Return the names of countries and peoples by their first letter."""
    names = {key(word) for c in countries.by_alpha2().values() for word in (c.name, *c.demonyms)}
    return _by_letter(names | {*peoples()}, _SHORTEST_NATION)


def _by_letter(names: Iterable[str], shortest: int) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        if len(name) >= shortest:
            found.setdefault(name[0], []).append(name)
    return found


@cache
def _levenshtein() -> Callable[[str, str, int], int]:
    """Return spaCy's edit distance, imported where the first name is guessed."""
    from spacy.matcher.levenshtein import levenshtein

    return levenshtein  # type: ignore[no-any-return, unused-ignore]
