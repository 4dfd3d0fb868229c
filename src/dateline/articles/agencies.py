"""News agencies named in datelines, bylines and credit lines."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_SAYS_SO = re.compile(r"(?:[A-Z][\w.’'-]*\s+){1,4}(?:News|Press)\s+Agency")


def agency(words: str) -> str | None:
    """Return the agency that these words are a name of, or None."""
    words = " ".join(words.split()).strip(" .,()")
    exact, folded, _ = _table()
    known = exact.get(words) or folded.get(words.casefold())
    # A small agency that no table has says itself what it is: "Norland News Agency".
    return known or (words if _SAYS_SO.fullmatch(words) else None)


def agencies_in(line: str) -> list[str]:
    """Return the agencies that a line names, in its order, each once."""
    *_, pattern = _table()
    found = (agency(match[0]) for match in pattern.finditer(line))
    names = list(dict.fromkeys(name for name in found if name))
    whole = agency(line)
    return names or ([whole] if whole else [])


@cache
def _table() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """Return names as written, names in any case, and a pattern that finds both."""
    path = resources.files("dateline.articles") / "agencies.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["agency"]
    exact: dict[str, str] = {}
    folded: dict[str, str] = {}
    for row in rows:
        exact |= {mark: row["name"] for mark in row.get("exact", [])}
        others = [*row.get("also", []), *([] if "exact" in row else [row["name"]])]
        folded |= {name.casefold(): row["name"] for name in others}
    fixed = "|".join(map(re.escape, sorted(exact, key=lambda n: (-len(n), n))))
    loose = "|".join(map(re.escape, sorted(folded, key=lambda n: (-len(n), n))))
    return exact, folded, re.compile(rf"(?<!\w)(?:(?i:{loose})|{fixed})(?!\w)")
