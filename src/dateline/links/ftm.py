"""FollowTheMoney entities, one JSON object a line, as OpenSanctions and Aleph publish them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, cast

from dateline.links import facts
from dateline.links.entry import BadLine, Entry, EntryType, Name, NameKind
from dateline.links.words import split, table

# What OpenSanctions writes beside id, schema and properties, and others do not.
_OPENSANCTIONS = ("referents", "first_seen", "last_change", "target")


def base_of(line: bytes) -> str:
    """Return the name of the base that a line looks to be of: opensanctions, or ftm."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        return "ftm"
    if not isinstance(data, dict):
        return "ftm"
    theirs = "datasets" in data and any(key in data for key in _OPENSANCTIONS)
    return "opensanctions" if theirs or str(data.get("id", "")).startswith("NK-") else "ftm"


def read(line: bytes) -> Entry | str:
    """Return the entry of a line, or the name of its schema where that is not read.

    Raises:
        BadLine: when the line is no FollowTheMoney entity; the message says why.
    """
    data = _object(line)
    id, schema = data.get("id"), data.get("schema")
    if not (isinstance(id, str) and id.strip()):
        raise BadLine("it has no id")
    if not (isinstance(schema, str) and schema):
        raise BadLine(f"{_shown(id)} has no schema")
    type = table("ftm.toml")["schemata"].get(schema)
    if type is None:
        return schema
    properties = data.get("properties")
    if not isinstance(properties, dict):
        raise BadLine(f"{_shown(id)} has no properties")
    return _entry(id.strip(), cast(EntryType, type), properties, data.get("caption"))


def _object(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise BadLine("it is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise BadLine(f"it is no JSON ({error})") from None
    if not isinstance(data, dict):
        raise BadLine("it is no JSON object")
    return data


def _entry(id: str, type: EntryType, properties: dict[str, Any], caption: object) -> Entry:
    names = tuple(dict.fromkeys(_names(properties)))
    if not names and isinstance(caption, str) and caption.strip() and caption != id:
        names = (Name(_clean(caption)),)
    if not names:
        raise BadLine(f"{_shown(id)} has no name")
    countries = (
        facts.country(value)
        for key in table("ftm.toml")["countries"]["properties"]
        for value in _values(properties, key)
    )
    ids = (facts.wikidata(value) for value in (*_values(properties, "wikidataId"), id))
    return Entry(
        id=id,
        type=type,
        names=names,
        countries=_unique(countries),
        born=_unique(map(facts.date, _values(properties, "birthDate"))),
        died=_unique(
            facts.date(value)
            for key in ("deathDate", "dissolutionDate")
            for value in _values(properties, key)
        ),
        positions=_unique(map(_clean, _values(properties, "position"))),
        sectors=_unique(s for topic in _values(properties, "topics") for s in _sectors(topic)),
        wikidata=next((found for found in ids if found), None),
    )


def _names(properties: dict[str, Any]) -> Iterator[Name]:
    for kind, keys in table("ftm.toml")["names"].items():
        for key in keys:
            for value in _values(properties, key):
                yield Name(_clean(value), cast(NameKind, kind))
    if not _values(properties, "name"):
        first, last = _values(properties, "firstName"), _values(properties, "lastName")
        if first and last:
            yield Name(_clean(f"{first[0]} {last[0]}"))


def _values(properties: dict[str, Any], key: str) -> list[str]:
    """Return the texts of a property; nested entities and empty values are left out."""
    given = properties.get(key)
    values = given if isinstance(given, list) else [given]
    return [value for value in values if isinstance(value, str) and value.strip()]


def _unique(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


@lru_cache(maxsize=4096)
def _sectors(topic: str) -> tuple[str, ...]:
    return tuple(sorted(split(table("ftm.toml")["topics"].get(topic, ""))))


def _clean(value: str) -> str:
    return " ".join(value.split())[:400]


def _shown(id: str) -> str:
    return repr(id[:80])
