"""Bylines: "By Jane Doe and John Roe, Associated Press Writer"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.articles.agencies import agencies_in, agency
from dateline.articles.clean import one_line

_BYLINE = re.compile(r"(?:by|story by|words by|written by|from)[:\s]\s*(?P<names>\S.{1,110})", re.I)
_BETWEEN = re.compile(r"\s*(?:,|;|\||/|&|\b(?i:and)\b|\bin [A-Z]|·|•| [-–—] )\s*")
_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*)(?:\s+(?:[A-ZÀ-ÖØ-Þ][\w'’.\-]*|al|el|bin|ibn|de|da|dos|del|der|van|von|la|le|di)){1,4}"
)
# What stands after names in bylines and is no name of a person.
_NO_PERSON = re.compile(
    r"\b(?:writer|writers|correspondent|reporter|editor|staff|bureau|desk|press|news|times|post|"
    r"agency|agencies|service|newspaper|team|special|contributor|columnist|tribune|herald|journal)\b",
    re.I,
)


@dataclass(frozen=True)
class Byline:
    """Who wrote an article, according to the line under its title."""

    authors: tuple[str, ...]
    agencies: tuple[str, ...]


def find(line: str) -> Byline | None:
    """Return what a byline says, or None when the line is none."""
    line = one_line(line)
    match = _BYLINE.fullmatch(line)
    if not match or (line[-1] in ".!?" and not re.search(r"\b[A-Z]\.$", line)):
        return None
    authors = people(match["names"])
    agencies = tuple(agencies_in(match["names"]))
    if line.lower().startswith("from") and not agencies:
        return None
    return Byline(authors, agencies) if authors or agencies else None


def people(names: str) -> tuple[str, ...]:
    """Return the people among names joined by commas, "and" and the like."""
    found: list[str] = []
    names = re.sub(r"^by\s+", "", one_line(names), flags=re.I)
    for name in _BETWEEN.split(names):
        if _NAME.fullmatch(name) and not _NO_PERSON.search(name) and not agency(name):
            found.append(name.title() if name.isupper() else name)
        elif found:
            break  # what follows the last name is a post, an outlet or a place
    return tuple(dict.fromkeys(found))
