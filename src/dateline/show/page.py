"""A reading as one self-contained web page: the article on the left, the records on the right.

Nothing is loaded from elsewhere, and a content security policy with the hashes of the page's own
style and script forbids the rest. A record and its words light up together: by links and
``:target`` without JavaScript, on hover, focus and click with it.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from dateline.records import Reading
from dateline.show import wording
from dateline.show.segments import Marked, Segment, Stretch, stretches
from dateline.show.text import one_line, plain, shorten
from dateline.show.view import Mark, Part, View, view

# Of several records whose words are equally long, a click leads to the first of these.
_ORDER: tuple[Part, ...] = (
    "anchor", "place", "time", "name", "count", "cue", "role",
    "actor", "recipient", "source", "content", "evidence",
)  # fmt: skip
_RANK = {part: rank for rank, part in enumerate(_ORDER)}
LABEL_LIMIT = 60


@dataclass(frozen=True)
class Piece:
    """A segment as the template wants it."""

    text: str
    start: int
    end: int
    keys: str
    parts: str
    href: str
    label: str
    tag: str
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class Record:
    """A record with its key in the page and the name that a tooltip gives it."""

    key: str
    label: str
    marks: tuple[Mark, ...]


def render(reading: Reading) -> str:
    """Return the reading as one HTML file; the same reading gives the same text."""
    shown = view(reading)
    keys = Keys(shown)
    style = Markup(_file("page.css") + _lighting(keys.records))
    script = Markup(_file("page.js"))
    article = stretches(reading.article.text, reading.article.blocks, _marked(keys.records))
    labels = {record.key: record.label for record in keys.records}
    first = _first_words(keys.records)
    return _template().render(
        view=shown,
        keys=keys,
        language=_language(reading.article.language),
        url=_link(reading.article.url),
        has_title=any(stretch.kind == "title" for stretch in article),
        blocks=[
            (stretch.kind, _unread(stretch, reading), list(_pieces(stretch, labels, first)))
            for stretch in article
        ],
        style=style,
        script=script,
        policy=_policy(style, script),
    )


class Keys:
    """The page's own id for each record, whatever the reading calls it: ``e1``, ``s2``, ``r3``.

    A reading from elsewhere may hold ids that are no names for HTML or CSS; these always are.
    """

    def __init__(self, shown: View) -> None:
        self.records: list[Record] = []
        self._keys: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        for entity in shown.entities:
            self._add("e", (entity.id,), entity.name, entity.marks)
        for statement in shown.statements:
            who = statement.speaker.name if statement.speaker else "no speaker named"
            self._add("s", (statement.id,), f"statement: {who}", statement.marks)
        for report in shown.reports:
            self._add("r", (report.id,), f"report: {report.type}, {report.status}", report.marks)
        for place in shown.places:
            self._add("p", place.ids, f"place: {place.name}", place.marks)
        for time in shown.times:
            self._add("t", (time.id,), f"time: {time.meaning}", time.marks)

    def of(self, letter: str, id: str | None) -> str | None:
        """Return the key of the record with this letter and id; an entity may be a place."""
        for kind in (letter, "p") if letter == "e" else (letter,):
            if f"{kind} {id}" in self._keys:
                return self._keys[f"{kind} {id}"]
        return None

    def _add(self, letter: str, ids: tuple[str, ...], label: str, marks: tuple[Mark, ...]) -> None:
        self._counts[letter] += 1
        key = f"{letter}{self._counts[letter]}"
        for id in ids:
            self._keys.setdefault(f"{letter} {id}", key)
        self.records.append(Record(key, f"{key} {shorten(label, LABEL_LIMIT)}", marks))


def _marked(records: Iterable[Record]) -> Iterator[Marked]:
    for record in records:
        for mark in record.marks:
            yield Marked(mark.span.start, mark.span.end, record.key, mark.part)


def _pieces(stretch: Stretch, labels: dict[str, str], first: dict[str, int]) -> Iterator[Piece]:
    for segment in stretch.segments:
        marks = sorted(segment.marks, key=lambda m: (m.end - m.start, _RANK[m.part]))
        keys = list(dict.fromkeys(mark.key for mark in marks))
        yield Piece(
            text=plain(segment.text, keep_lines=True),
            start=segment.start,
            end=segment.end,
            keys=" ".join(keys),
            parts=" ".join(dict.fromkeys(mark.part for mark in marks)),
            # A blank between two marks lights up with them, but is nothing to stop at by keyboard.
            href=f"#{keys[0]}" if keys and segment.text.strip() else "",
            label="; ".join(labels[key] for key in keys),
            tag=_tag(segment),
            anchors=tuple(f"w-{key}" for key in keys if first[key] == segment.start),
        )


def _unread(stretch: Stretch, reading: Reading) -> str | None:
    """Return why a block was not read; None when it was, or a part of it."""
    if not stretch.segments:
        return None
    start, end = stretch.segments[0].start, stretch.segments[-1].end
    named = (u.why for u in reading.article.unread if u.start <= start and end <= u.end)
    return next(named, wording.UNREAD_BLOCK.get(stretch.kind))


def _first_words(records: Iterable[Record]) -> dict[str, int]:
    """Return for each key where its main words start: there a link from the record leads."""
    return {record.key: record.marks[0].span.start for record in records if record.marks}


def _tag(segment: Segment) -> str:
    """Return the keys whose main words end here: printed beside them, where nothing lights up."""
    ending = (m for m in segment.marks if m.end == segment.end and m.part in {"anchor", "content"})
    return " ".join(dict.fromkeys(mark.key for mark in ending))


def _lighting(records: Iterable[Record]) -> str:
    """Return the rule by which a record and all its words light up without JavaScript."""
    selectors = ",\n".join(
        f":root:has(:is(#{r.key},#w-{r.key}):target) :is(#{r.key},[data-of~={r.key}])"
        for r in records
    )
    return (
        f"{selectors} {{ --ground: var(--lit); --edge: var(--lit-edge); }}\n" if selectors else ""
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _link(url: str | None) -> str | None:
    """Return an address that is safe to click, else None."""
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _language(language: str | None) -> str:
    """Return a language tag, or "" (unknown) where it is none."""
    tag = language or ""
    return tag if tag.isascii() and tag.replace("-", "").isalnum() else ""


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["line"] = one_line
    return environment.from_string(_file("page.html.j2"))


def _file(name: str) -> str:
    return resources.files("dateline.show").joinpath(name).read_text(encoding="utf-8")
