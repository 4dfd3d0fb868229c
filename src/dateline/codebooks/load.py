"""Reading codebooks from TOML; what is wrong in a file is said with the place and the remedy.

The codebook that comes with Dateline is a folder for PLOVER and one for its extension, with one
file a type, and contexts.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.codebooks.entries import (
    BUILT_IN,
    Codebook,
    Entry,
    EventType,
    Form,
    noun_form,
    verb_form,
)
from dateline.errors import UsageError

# PLOVER's order of types, which tables and tests keep, then the extension's.
PLOVER = (
    *("agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request"),
    *("accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault"),
)
EXTENSION = ("affiliate", "office", "move", "publish", "harm")
DEFAULT = (
    *(f"plover/{name}.toml" for name in PLOVER),
    *(f"extension/{name}.toml" for name in EXTENSION),
    "contexts.toml",
)
COUNTS = (*("killed", "injured", "arrested", "abducted", "displaced"), "participants", "other")
_SIDES = ("actor", "recipient")
_LISTS = ("recipient", "actor", "contexts")
# Lists in which "@name" stands for a class of words.
_WORDS_OR_CLASSES = ("needs", "not_with")
_RESTRICTIONS = ("subject_is", "subject_not", "recipient_is", "recipient_not")
_TOP = ("types", "contexts", "classes", "entries", "extends")
_KEYS = ("verbs", "nouns", *(f.name for f in fields(Entry)))
_EXAMPLE = 'for example: [[entries]] type = "ASSAULT" verbs = ["attack"] nouns = ["attack"]'


def load(path: Path | None = None) -> Codebook:
    """Return the codebook of a TOML file, or the one that comes with Dateline.

    A file with ``extends = "dateline"`` adds its types, contexts and entries to those that come
    with Dateline; its entries go first where both know an expression.

    Raises:
        UsageError: when the file cannot be read or an entry of it is wrong; the message names
            the file, the entry and what is allowed.
    """
    if path is None:
        return parse(_own_texts())
    text = _text(path)
    base = _toml(str(path), text).get("extends")
    if base is None:
        return parse({str(path): text})
    _allowed(str(path), "extends", base, ("dateline",))
    return parse({**_own_texts(), str(path): text})


def _own_texts() -> dict[str, str]:
    folder = resources.files("dateline.codebooks")
    return {name: (folder / name).read_text(encoding="utf-8") for name in DEFAULT}


def parse(texts: Mapping[str, str]) -> Codebook:
    """Return the codebook of several TOML texts by name; each may use the types of all.

    Raises:
        UsageError: when an entry is wrong.
    """
    tables = {name: _toml(name, text) for name, text in texts.items()}
    types: dict[str, EventType] = {}
    contexts: dict[str, frozenset[str]] = {}
    for name, table in tables.items():
        for key in set(table) - set(_TOP):
            _allowed(name, "a key", key, _TOP)
        types |= {key: _type(name, key, value) for key, value in _section(name, table, "types")}
        for key, words in _section(name, table, "contexts"):
            contexts[key] = frozenset(_words(name, f"context {key}", words))
    if not types:
        raise UsageError(
            f'{", ".join(tables)}: no types; add for example [types.ASSAULT] means = "…"'
        )
    verbs: list[Form] = []
    nouns: list[Form] = []
    users: set[int] = set()
    # The last file's entries first: of expressions of one length the user's own counts.
    for name, table in reversed(tables.items()):
        classes = _classes(name, table)
        for number, row in enumerate(_rows(name, table), start=1):
            where = f"{name}, entry {number}"
            entry = _entry(where, row, types, classes)
            users |= {id(entry)} if name not in DEFAULT else set()
            verbs += _forms(where, row, "verbs", entry, verb_form)
            nouns += _forms(where, row, "nouns", entry, noun_form)
            if not row.get("verbs") and not row.get("nouns"):
                raise UsageError(f"{where}: neither verbs nor nouns; {_EXAMPLE}")
    return Codebook(types, _by_word(verbs, users), _by_word(nouns, users), contexts)


def _classes(name: str, table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the file's own classes of words; those that are built in stand for themselves."""
    found: dict[str, tuple[str, ...]] = {name: (f"@{name}",) for name in BUILT_IN}
    for key, words in _section(name, table, "classes"):
        if key in BUILT_IN:
            raise UsageError(f"{name}: the class {key} is built in; give yours another name")
        found[key] = _words(name, f"class {key}", words)
    return found


def _spelled_out(
    where: str, what: str, words: Iterable[str], classes: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Return words with the file's classes ("@weapon") replaced by theirs."""
    found: list[str] = []
    for word in words:
        if word.startswith("@"):
            _allowed(where, f"class in {what}", word[1:], classes)
            found += classes[word[1:]]
        else:
            found.append(word)
    return tuple(dict.fromkeys(found))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"the codebook {path} cannot be read: {error}; give a TOML file"
        ) from error


def _toml(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name} is no TOML file: {error}") from error


def _section(name: str, table: Mapping[str, Any], key: str) -> Iterable[tuple[str, Any]]:
    section = table.get(key, {})
    if not isinstance(section, dict):
        raise UsageError(f"{name}: {key} must be a table, [{key}…]")
    return section.items()


def _rows(name: str, table: Mapping[str, Any]) -> list[dict[str, Any]]:
    rows = table.get("entries", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UsageError(f"{name}: entries must be tables; {_EXAMPLE}")
    return rows


def _type(name: str, key: str, value: Any) -> EventType:
    if not isinstance(value, dict) or not isinstance(value.get("means"), str):
        raise UsageError(f'{name}: type {key} does not say what it means; add means = "…"')
    modes = value.get("modes", {})
    if not isinstance(modes, dict) or not all(isinstance(text, str) for text in modes.values()):
        raise UsageError(f'{name}: the modes of {key} must be lines of the kind mode = "meaning"')
    examples = value.get("examples", [])
    if not isinstance(examples, list) or not all(isinstance(text, str) for text in examples):
        raise UsageError(f"{name}: the examples of {key} must be a list of sentences")
    return EventType(key, value["means"], modes, tuple(examples))


def _entry(
    where: str,
    row: Mapping[str, Any],
    types: Mapping[str, EventType],
    classes: Mapping[str, tuple[str, ...]],
) -> Entry:
    unknown = sorted(set(row) - set(_KEYS))
    if unknown:
        raise UsageError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(_KEYS)}")
    _allowed(where, "type", row.get("type"), types)
    mode = row.get("mode")
    if mode is not None:
        _allowed(where, f"mode of {row['type']}", mode, types[row["type"]].modes)
    for key in ("subject", "owner", "of"):
        _allowed(where, key, row.get(key, "actor"), _SIDES)
    if "count" in row:
        _allowed(where, "count", row["count"], COUNTS)
    if not isinstance(row.get("reciprocal", False), bool):
        raise UsageError(f"{where}: reciprocal must be true or false")
    values: dict[str, Any] = {k: v for k, v in row.items() if k not in {"verbs", "nouns"}}
    values |= {key: _words(where, key, row[key]) for key in _LISTS if key in row}
    for key in (*_WORDS_OR_CLASSES, *_RESTRICTIONS):
        if key in row:
            values[key] = _spelled_out(where, key, _words(where, key, row[key]), classes)
    values |= {key: frozenset(values[key]) for key in _RESTRICTIONS if key in row}
    return Entry(**values)


def _allowed(where: str, what: str, value: Any, allowed: Iterable[str]) -> None:
    known = list(allowed)
    if value not in known:
        raise UsageError(f"{where}: {what} is {value!r}; known are {', '.join(known) or 'none'}")


def _words(where: str, what: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(w, str) and w.strip() for w in value):
        raise UsageError(f'{where}: {what} must be a list of words, ["one", "two"]')
    return tuple(word.strip().lower() for word in value)


def _forms(
    where: str, row: Mapping[str, Any], key: str, entry: Entry, make: Callable[[str, Entry], Form]
) -> list[Form]:
    return [make(expression, entry) for expression in _words(where, key, row.get(key, []))]


def _by_word(forms: Iterable[Form], users: Set[int]) -> dict[str, tuple[Form, ...]]:
    """Return the forms by word: longer ones first, then the user's own, then pickier ones.

    ``users`` are the identities of the entries that are not those that come with Dateline.
    """
    table: dict[str, list[Form]] = {}
    for form in forms:
        table.setdefault(form.word, []).append(form)
    for found in table.values():
        found.sort(
            key=lambda form: (-len(form.others), id(form.entry) not in users, -_pickiness(form))
        )
    return {word: tuple(found) for word, found in table.items()}


def _pickiness(form: Form) -> int:
    """Return how much an expression asks for beside its words."""
    entry = form.entry
    return bool(entry.needs) + bool(entry.subject_is) + bool(entry.recipient_is)
