"""How an outlet writes a date in figures."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from dateline import gazetteer


@cache
def _table() -> tuple[tuple[re.Pattern[str], bool], ...]:
    text = resources.files(__package__).joinpath("outlets.toml").read_text("utf-8")
    table = tomllib.loads(text)
    rows = [(name, True) for name in table["day_first"]]
    rows += [(name, False) for name in table["month_first"]]
    rows.sort(key=lambda row: -len(row[0]))  # "abc news australia" before "abc news"
    return tuple((re.compile(rf"\b{re.escape(name)}\b"), first) for name, first in rows)


def day_first(outlet: str | None, url: str | None = None) -> bool | None:
    """Return whether an outlet writes the day before the month, None where that is not known."""
    known = gazetteer.outlet(outlet, url)
    if known is not None and known.day_first is not None:
        return known.day_first
    if not outlet:
        return None
    return next((first for name, first in _table() if name.search(outlet.lower())), None)
