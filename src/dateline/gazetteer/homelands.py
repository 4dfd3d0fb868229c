"""The country that a people's name tells: of countries, their parts, and states of former times."""

from __future__ import annotations

from functools import cache, lru_cache

from dateline.gazetteer.countries import country, is_demonym
from dateline.gazetteer.tables import key, parts, rows


@lru_cache(maxsize=16384)  # asked for every word with a capital; some megabytes at most
def homeland(word: str) -> str | None:
    """Return the alpha-3 code of the country that an adjective or noun for people tells, else None.

    "Tajik" and "Tajiks" as country() has them; "Bavarian", "Chechens", "Soviet" besides.
    """
    if is_demonym(word):
        return country(word)
    return peoples().get(key(word)) if word[:1].isupper() else None


def former_state(name: str) -> str | None:
    """Return the alpha-3 code of the country that a state of former times is counted to."""
    return _former().get(key(name)) if name[:1].isupper() else None


@cache
def peoples() -> dict[str, str]:
    """Return the codes of the demonyms of divisions, regions and former states.

    Those of several countries are left out.
    """
    found: dict[str, set[str]] = {}
    for table in ("divisions.tsv", "regions.tsv", "former_states.tsv"):
        for row in rows(table):
            for demonym in parts(row["demonyms"]) if row["country"] else ():
                for form in (demonym, f"{demonym}s"):
                    found.setdefault(key(form), set()).add(row["country"])
    return {word: next(iter(codes)) for word, codes in found.items() if len(codes) == 1}


@cache
def _former() -> dict[str, str]:
    return {
        key(name): row["country"]
        for row in rows("former_states.tsv")
        for name in (row["name"], *parts(row["aliases"]))
    }
