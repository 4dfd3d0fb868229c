"""The JSON schema of what Dateline writes, and the page that explains it.

``python -m dateline.schema`` prints the schema of a reading; with ``--write DIR`` it
writes ``reading.schema.json`` and ``schema.md`` there. Both come from the records, so
that the documents cannot say anything else than the program.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.records import SCHEMA_READING, Reading, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_PREAMBLE = """# The records, field by field

Written by `make schema` from `src/dateline/records.py`; do not edit by hand. What the words mean
and which rules hold is in [contract.md](contract.md). The same as JSON schema:
[reading.schema.json](reading.schema.json), also by `python -m dateline.schema`.

Offsets are Unicode code points of `article.text`, start inclusive, end exclusive. Every list may be
empty, every field that may be `null` says so. Unknown fields are refused.
"""


def reading_schema() -> dict[str, Any]:
    """Return the JSON schema (draft 2020-12) of one reading, as ``Reading.to_json`` writes it."""
    schema = Reading.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": DIALECT, "$id": SCHEMA_READING, **schema}


def reading_schema_text() -> str:
    """Return ``reading_schema`` as the text of ``docs/reading.schema.json``."""
    return json.dumps(reading_schema(), indent=1, ensure_ascii=False) + "\n"


def schema_page() -> str:
    """Return ``docs/schema.md``: one table for each record, in the order of a reading."""
    schema = reading_schema()
    parts = [_PREAMBLE, _section("Reading", schema, Reading)]
    definitions = schema["$defs"]
    classes = {cls.__name__: cls for cls in _subclasses(Record)}
    parts += [
        _section(name, definitions[name], classes[name]) for name in _in_order(schema, definitions)
    ]
    return "\n".join(parts)


def write_documents(folder: Path) -> tuple[Path, ...]:
    """Write the schema and its page into a folder and return their paths."""
    documents = {"reading.schema.json": reading_schema_text(), "schema.md": schema_page()}
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tuple(folder / name for name in documents)


def _section(name: str, schema: dict[str, Any], cls: type[Record]) -> str:
    summary = inspect.cleandoc(cls.__doc__ or "").split("\n\n")[0].replace("``", "`")
    rows = [
        f"| `{field}` | {_type(value)} | {_default(value)} |"
        for field, value in schema["properties"].items()
    ]
    table = "\n".join(["| field | type | when not given |", "|---|---|---|", *rows])
    return f"## {name}\n\n{summary}\n\n{table}\n"


def _type(value: dict[str, Any]) -> str:
    """Return a JSON type in words: ``string``, ``list of Mention``, ``"a" or "b"``."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in value:
        return " or ".join(_type(option) for option in value["anyOf"])
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return ", ".join(f"`{option}`" for option in value["enum"])
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    return str(value.get("type", "any"))


def _default(value: dict[str, Any]) -> str:
    if "default" not in value:
        return "required" if value.get("type") != "array" else "empty"
    default = value["default"]
    if isinstance(default, dict):
        return "its own defaults"
    return "empty" if default in ([], "") else f"`{json.dumps(default)}`"


def _in_order(schema: dict[str, Any], definitions: dict[str, Any]) -> list[str]:
    """Return the names of the records in the order in which a reader of the JSON meets them."""
    names: list[str] = []

    def visit(value: Any) -> None:
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).rsplit("/", 1)[-1]
            if name and name not in names:
                names.append(name)
                visit(definitions[name]["properties"])
            for item in value.values():
                visit(item)
        elif isinstance(value, list):
            for item in value:
                visit(item)

    visit(schema["properties"])
    return names


def _subclasses(cls: type[Record]) -> Iterable[type[Record]]:
    for child in cls.__subclasses__():
        yield child
        yield from _subclasses(child)


def main(arguments: Sequence[str]) -> int:
    """Print the schema, or write both documents with ``--write DIR``; return the exit code."""
    match list(arguments):
        case []:
            sys.stdout.write(reading_schema_text())
            return 0
        case ["--write", folder] if Path(folder).is_dir():
            for path in write_documents(Path(folder)):
                sys.stderr.write(f"wrote {path}\n")
            return 0
    sys.stderr.write("usage: python -m dateline.schema [--write DIR]   (DIR must exist)\n")
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
