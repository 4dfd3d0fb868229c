"""The word lists beside this file, loaded at first use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """Return a TOML file of this package."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def word_set(section: str, key: str) -> frozenset[str]:
    """Return a list of ``words.toml`` as a set."""
    return split(table("words.toml")[section][key])


def split(cell: str) -> frozenset[str]:
    """Return the items of a list that is parted by commas."""
    return frozenset(" ".join(item.split()) for item in cell.split(",") if item.strip())
