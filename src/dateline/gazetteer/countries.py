"""Countries by name, short name, abbreviation and demonym."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import chain

from dateline.gazetteer.tables import key, parts, rows

# Common words of English when they are written small; as names they need a capital.
_WORDS = frozenset({"turkey", "polish", "chad", "china", "pole", "poles", "dane", "finn", "turk",
                    "jersey", "niue", "car", "kiwi", "brit", "lao", "soviet", "soviets", "ottoman",
                    "ottomans", "byzantine", "byzantines"})  # fmt: skip
# Names of up to this many letters are abbreviations ("US", "UAE") and need capitals or full stops.
_SHORT = 3


@dataclass(frozen=True)
class Country:
    """A country or territory; degrees of a point inside, None where the table has none."""

    alpha3: str
    alpha2: str
    name: str
    geonames: int
    population: int
    lat: float | None
    lon: float | None
    capital: str
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]


def country(word: str) -> str | None:
    """Return the alpha-3 code of a country's name, short name or demonym, else None.

    "Tajikistan", "the Netherlands", "U.S.", "Tajik" and "Tajiks" are known; "us" is a pronoun.
    Demonyms of former countries give the main successor ("Soviet"), None where there is none
    ("Yugoslav").
    """
    name, small = key(word), word.strip()
    if not _credible(name, small):
        return None
    return _names().get(name) or _demonyms().get(name) or None


def is_demonym(word: str) -> bool:
    """Return whether a word is an adjective or noun for a country's people ("Tajik", "Tajiks")."""
    name = key(word)
    return _credible(name, word.strip()) and name in _demonyms()


def named(word: str) -> Country | None:
    """Return the country with this name (demonyms left out), else None."""
    name = key(word)
    return by_code(_names().get(name)) if _credible(name, word.strip()) else None


def all_named(word: str) -> list[Country]:
    """Return every country with this name, the one that is meant most first ("Congo": two)."""
    found = named(word)
    if found is None:
        return []
    others = [by_code(code) for code in _namesakes().get(key(word), ())]
    return [found, *(other for other in others if other is not None)]


def by_code(alpha3: str | None) -> Country | None:
    """Return the country with this alpha-3 code, else None."""
    return _table().get(alpha3) if alpha3 else None


def by_code_or_name(text: str) -> Country | None:
    """Return the country that an alpha-3 code, an alpha-2 code or a name stands for, else None."""
    code = text.strip().upper()
    return by_code(code) or by_alpha2().get(code) or named(text)


@cache
def by_alpha2() -> dict[str, Country]:
    """Return all countries by their alpha-2 code."""
    return {entry.alpha2: entry for entry in _table().values()}


def _credible(name: str, written: str) -> bool:
    if name in _WORDS:
        return written[:1].isupper()
    return len(name) > _SHORT or "." in written or written.isupper()


@cache
def _table() -> dict[str, Country]:
    table = {}
    for row in rows("countries.tsv"):
        table[row["alpha3"]] = Country(
            alpha3=row["alpha3"],
            alpha2=row["alpha2"],
            name=row["name"],
            geonames=int(row["geonames"]),
            population=int(row["population"]),
            lat=float(row["lat"]) if row["lat"] else None,
            lon=float(row["lon"]) if row["lon"] else None,
            capital=row["capital"],
            demonyms=tuple(parts(row["demonyms"])),
            aliases=tuple(parts(row["aliases"])),
        )
    return table


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for entry in _table().values():
        names.setdefault(key(entry.name), entry.alpha3)
    for entry in _table().values():
        for alias in entry.aliases:
            if not alias.startswith("~"):
                names.setdefault(key(alias), entry.alpha3)
    return names


@cache
def _namesakes() -> dict[str, list[str]]:
    """Return the other countries that bear a country's name: "~Congo" among the aliases."""
    names: dict[str, list[str]] = {}
    for entry in _table().values():
        for alias in entry.aliases:
            if alias.startswith("~"):
                names.setdefault(key(alias[1:]), []).append(entry.alpha3)
    return names


@cache
def _demonyms() -> dict[str, str]:
    """Return the codes of all demonyms; "" where a former country has no main successor."""
    names: dict[str, str] = {}
    former = ((row["demonyms"], row["country"]) for row in rows("former.tsv"))
    present = (("|".join(entry.demonyms), entry.alpha3) for entry in _table().values())
    for demonyms, code in chain(present, former):
        for demonym in parts(demonyms):
            # "~Dominican": another country is the first guess, or none is.
            if not demonym.startswith("~"):
                names.setdefault(key(demonym), code)
    for demonym, code in list(names.items()):
        if not demonym.endswith(("s", "ese", "sh", "ch", "men")):
            names.setdefault(demonym + "s", code)
    return {name: code for name, code in names.items() if name not in _names()}
