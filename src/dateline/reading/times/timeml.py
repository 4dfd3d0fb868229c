"""TimeML, the field's format for time expressions: a text with its TIMEX3 elements inside.

Offsets are code points of the text between ``<TEXT>`` and ``</TEXT>``; there is nothing else
between the two, so that ``read(write(document)) == document``. XML 1.0 has no place for most
control characters: each is replaced by one visible character (``ESC`` by ``␛``, others by
``U+FFFD``), and a comment at the top counts them. TIMEX3 has no place for ``begin`` and ``until``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from dateline.errors import UnreadableError
from dateline.records import Article, Time

# Everything but the characters that XML 1.0 allows (section 2.2 of the standard).
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A parser reads a bare carriage return as a line feed, and white space in attributes as blanks.
_KEEP_RETURN = {"\r": "&#13;"}
_KEEP_SPACE = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">
"""


@dataclass(frozen=True)
class Timex:
    """One TIMEX3: its words, its value (None: not known), and whether it hangs on another time."""

    id: str
    start: int
    end: int
    text: str
    type: str
    value: str | None
    relative: bool = False


@dataclass(frozen=True)
class Document:
    """A text with its time expressions; ``published`` is the value of the creation time (DCT)."""

    text: str
    times: tuple[Timex, ...] = ()
    published: str | None = None
    id: str = ""


def document(article: Article, times: Iterable[Time]) -> Document:
    """Return an article and its time expressions as a TimeML document."""
    return Document(
        text=article.text,
        times=tuple(
            Timex(t.id, t.start, t.end, t.text, t.type, t.value, t.basis != "explicit")
            for t in times
        ),
        published=article.published,
        id=article.id,
    )


def write(document: Document) -> bytes:
    """Return a document as the bytes of a .tml file (UTF-8); the same document, the same bytes.

    Of two expressions that overlap, the one that begins first is marked, of two that begin together
    the longer; a comment names the others.
    """
    marked, _ = _apart(document.times)
    return "".join(
        (
            _HEAD,
            *(f"<!-- {said} -->\n" for said in losses(document)),
            f"\n<DOCID>{_content(document.id)}</DOCID>\n",
            f"\n<DCT>{_dct(document)}</DCT>\n",
            f"\n<TEXT>{''.join(_body(document.text, marked))}</TEXT>\n",
            "\n</TimeML>\n",
        )
    ).encode("utf-8")


def losses(document: Document) -> tuple[str, ...]:
    """Return a sentence for everything in a document that TimeML cannot hold."""
    said = []
    replaced = Counter(_ILLEGAL.findall(document.text))
    if replaced:
        listed = ", ".join(f"{n} x U+{ord(char):04X}" for char, n in sorted(replaced.items()))
        said.append(f"Characters that XML cannot hold, replaced one for one: {listed}.")
    for time in _apart(document.times)[1]:
        said.append(f"Not marked, because it overlaps another: {time.start} to {time.end}.")
    return tuple(said)


def read(data: bytes | str) -> Document:
    """Return the document of a .tml file: text, creation time, and the TIMEX3 inside the text.

    Other elements (EVENT, SIGNAL, MAKEINSTANCE, the links) are passed over; their words stay.

    Raises:
        UnreadableError: when it is no well-formed XML, or has no TEXT element.
    """
    target = _Target()
    parser = ElementTree.XMLParser(target=target)
    try:
        parser.feed(data)
        parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise UnreadableError(
            f"This is no TimeML: the XML breaks off ({error}). Give a well-formed .tml file."
        ) from None
    if not target.has_text:
        raise UnreadableError(
            "This is no TimeML: it has no TEXT element. Give a .tml file of TimeML 1.2."
        )
    return target.document()


def _apart(times: Iterable[Timex]) -> tuple[list[Timex], list[Timex]]:
    """Return the times that can stand in one text without overlap, and the others."""
    marked: list[Timex] = []
    left_out: list[Timex] = []
    for time in sorted(times, key=lambda t: (t.start, -t.end)):
        free = not marked or time.start >= marked[-1].end
        (marked if free else left_out).append(time)
    return marked, left_out


def _body(text: str, times: list[Timex]) -> Iterator[str]:
    done = 0
    for time in times:
        yield _content(text[done : time.start])
        yield f"<TIMEX3 {_attributes(time)}>{_content(text[time.start : time.end])}</TIMEX3>"
        done = time.end
    yield _content(text[done:])


def _attributes(time: Timex, function: str = "NONE") -> str:
    pairs = {
        "tid": time.id,
        "type": time.type,
        "value": time.value or "",
        "temporalFunction": "true" if time.relative else "false",
        "functionInDocument": function,
    }
    return " ".join(f'{name}="{_attribute(value)}"' for name, value in pairs.items())


def _dct(document: Document) -> str:
    """Return the creation time, empty where nobody knows it."""
    if document.published is None:
        return ""
    taken = {time.id for time in document.times}
    id = "t0" if "t0" not in taken else next(f"dct{n}" for n in range(len(taken) + 1)
                                             if f"dct{n}" not in taken)  # fmt: skip
    type = "TIME" if "T" in document.published else "DATE"
    time = Timex(id, 0, 0, "", type, document.published)
    return f"<TIMEX3 {_attributes(time, 'CREATION_TIME')}>{_content(document.published)}</TIMEX3>"


def _content(text: str) -> str:
    return escape(_visible(text), _KEEP_RETURN)


def _attribute(text: str) -> str:
    return escape(_visible(text), _KEEP_SPACE)


def _visible(text: str) -> str:
    return _ILLEGAL.sub(lambda m: chr(0x2400 + ord(m[0])) if m[0] < " " else "\ufffd", text)


class _Target:
    """What the XML parser reports to; it keeps the text inside TEXT and counts its characters."""

    def __init__(self) -> None:
        self.has_text = False
        self._depth = Counter[str]()  # open elements by name
        self._innermost = ""
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[tuple[dict[str, str], int]] = []
        self._found: list[tuple[int, int, dict[str, str]]] = []
        self._published: str | None = None
        self._id: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth[tag] += 1
        self._innermost = tag
        if tag == "TEXT":
            self.has_text = True
        elif tag == "TIMEX3":
            self._open.append((attributes, self._length))
            if attributes.get("functionInDocument") == "CREATION_TIME" or self._depth["DCT"]:
                self._published = self._published or attributes.get("value") or None

    def end(self, tag: str) -> None:
        self._depth[tag] -= 1
        self._innermost = ""
        if tag == "TIMEX3":
            attributes, start = self._open.pop()
            if self._depth["TEXT"]:
                self._found.append((start, self._length, attributes))

    def data(self, data: str) -> None:
        if self._depth["TEXT"]:
            self._pieces.append(data)
            self._length += len(data)
        elif self._innermost == "DOCID":
            self._id.append(data)

    def close(self) -> None:
        """Tell the parser that nothing has to be done at the end."""

    def document(self) -> Document:
        """Return what was read, the times in the order of the text."""
        text = "".join(self._pieces)
        times = sorted(self._found, key=lambda found: (found[0], -found[1]))
        return Document(
            text=text,
            times=tuple(_timex(start, end, text, values) for start, end, values in times),
            published=self._published,
            id="".join(self._id).strip(),
        )


def _timex(start: int, end: int, text: str, values: dict[str, str]) -> Timex:
    return Timex(
        id=values.get("tid", ""),
        start=start,
        end=end,
        text=text[start:end],
        type=values.get("type", ""),
        value=values.get("value") or None,
        relative=values.get("temporalFunction") == "true",
    )
