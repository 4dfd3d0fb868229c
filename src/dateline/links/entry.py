"""An entry of a knowledge base as it is stored: names, countries, dates, positions, topics."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

EntryType = Literal["person", "organization", "any"]
NameKind = Literal["name", "alias", "previous", "weak"]
# More names of one entry than any reader wants; some lists hold a thousand spellings of one.
MOST_NAMES = 200


@dataclass(frozen=True)
class Name:
    """One name of an entry and which kind of name it is."""

    text: str
    kind: NameKind = "name"


@dataclass(frozen=True)
class Entry:
    """A person or organisation of a knowledge base.

    ``countries`` are ISO 3166-1 alpha-3; ``born`` and ``died`` are ISO 8601 dates, days, months or
    years; ``sectors`` are PLOVER's, as far as the base's own topics speak for them.
    """

    id: str
    type: EntryType
    names: tuple[Name, ...]
    countries: tuple[str, ...] = ()
    born: tuple[str, ...] = ()
    died: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", self.names[:MOST_NAMES])

    @property
    def name(self) -> str:
        """Return the name to show: the first main one."""
        return next((n.text for n in self.names if n.kind == "name"), self.names[0].text)

    def merged(self, other: Entry) -> Entry:
        """Return both as one: the same id on two lines (fragments, or one row a country)."""
        union: dict[str, Any] = {
            field.name: tuple(dict.fromkeys((*ours, *getattr(other, field.name))))
            for field in fields(self)
            if isinstance(ours := getattr(self, field.name), tuple)
        }
        union["type"] = self.type if other.type == "any" else other.type
        union["wikidata"] = self.wikidata or other.wikidata
        return replace(self, **union)

    def to_json(self) -> str:
        """Return the entry as compact JSON, what is empty left out."""
        data = {field.name: v for field in fields(self) if (v := getattr(self, field.name))}
        data["names"] = [[name.text, name.kind] for name in self.names]
        return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Entry:
        """Return the entry that ``to_json`` wrote."""
        data: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in json.loads(text).items()
        }
        data["names"] = tuple(Name(*name) for name in data["names"])
        return cls(**data)


class BadLine(Exception):
    """A line that holds no entry; the message says why."""
