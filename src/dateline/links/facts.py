"""What the values of a base mean: countries, dates, Wikidata ids."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline import gazetteer

_DATE = re.compile(r"[+]?(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?!\d)")
_QID = re.compile(r"(?:https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/)?(Q[1-9]\d{0,11})")
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]+)?", re.IGNORECASE)


@lru_cache(maxsize=4096)
def country(value: str) -> str | None:
    """Return the alpha-3 code of a country given as alpha-2, alpha-3 or name, else None.

    A part of a country ("gb-sct") is its country. States that are no more ("suhh") are None.
    """
    value = value.strip()
    if _CODE.fullmatch(value):
        code = value.split("-")[0].upper()
        if len(code) == 3 and gazetteer.by_code(code):
            return code
        found = _by_alpha2().get(code)
        if found:
            return found
    return gazetteer.country(value)


def date(value: str) -> str | None:
    """Return the year, month or day that a value begins with ("1961-04-12T00:00:00Z"), else None.

    Wikidata writes what it does not know as 00; those parts are left out.
    """
    match = _DATE.match(value.strip())
    if match is None or match[1] == "0000":
        return None
    year, month, day = match[1], match[2] or "00", match[3] or "00"
    if not "01" <= month <= "12":
        return year
    return f"{year}-{month}-{day}" if "01" <= day <= "31" else f"{year}-{month}"


def wikidata(value: str) -> str | None:
    """Return the Wikidata id in an id or an address of Wikidata, else None."""
    match = _QID.fullmatch(value.strip())
    return match[1] if match else None


@cache
def _by_alpha2() -> dict[str, str]:
    from dateline.gazetteer.countries import by_alpha2

    return {alpha2: entry.alpha3 for alpha2, entry in by_alpha2().items()}
