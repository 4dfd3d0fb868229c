"""Bytes → text: the encoding from what the bytes show, then from what was declared."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from dateline.errors import UnreadableError
from dateline.records import Note

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of files that are no text, and what to call them.
_MAGIC = (
    (b"%PDF", "a PDF file; convert it to text first (pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save it as text or HTML"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as text or HTML"),
    (b"{\\rtf", "an RTF document; save it as text or HTML"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, a film or a picture"),
    (b"OggS", "a sound or a film"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
# Browsers read these declarations as the larger sets that people really used.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Python codecs that are no encodings of pages, or that hide one text in another.
_NEVER = frozenset(
    ["utf-7", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs"]
)
_META = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})",
    re.I,
)
# Browsers look for a declaration in the first 1024 bytes; pages in the wild have it later.
_HEAD = 4096
# Bytes looked at for the zeros of UTF-16 without a mark.
_SAMPLE = 2000
# Control and replacement characters in a text. Random bytes have 11 % and more under cp1252,
# damaged but readable pages under 2 %.
_MAX_DAMAGE = 0.06
# Broken bytes per good non-ASCII character in a text that is still taken as (damaged) UTF-8.
_MAX_BROKEN = 0.1
_DAMAGE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was in, and what is to be said about that."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of bytes.

    Args:
        data: the bytes of a page or a text.
        declared: the encoding that the server named, if it did.

    Raises:
        UnreadableError: when the bytes are no text.
    """
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"the source is no text but {name}", "binary")
    decoded = _decode(data, declared)
    check_text(decoded.text)
    return decoded


def check_text(text: str) -> None:
    """Raise UnreadableError when a text is mostly damage: control and replacement characters."""
    if len(_DAMAGE.findall(text)) > _MAX_DAMAGE * len(text):
        raise UnreadableError(
            "the source is binary data, no text or web page; save its text and give that", "binary"
        )


def _decode(data: bytes, declared: str | None) -> Decoded:
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(data.decode(codec, "replace"), codec)
    if wide := _utf16(data):
        return Decoded(data.decode(wide, "replace"), wide)
    names = [name for name in (declared, _from_markup(data)) if name]
    said = [codec for codec in map(_codec, names) if codec]
    # ISO-2022 and HZ look like ASCII; only a declaration gives them away.
    for codec in said:
        if codec.startswith(("iso2022", "hz")) and (text := _strict(data, codec)) is not None:
            return Decoded(text, codec)
    if (text := _strict(data, "utf-8")) is not None:
        return Decoded(text, "utf-8", _misdeclared(said, data))
    return _fallback(data, said)


def _fallback(data: bytes, said: list[str]) -> Decoded:
    """Decode what is neither marked nor valid UTF-8."""
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    good = sum(1 for c in damaged if c > "\x7f") - broken
    if broken <= _MAX_BROKEN * good:
        message = f"{broken} characters of the source are damaged and show as \ufffd."
        return Decoded(damaged, "utf-8", (Note(code="encoding-damaged", message=message),))
    for codec in said:
        if codec != "utf-8" and (text := _strict(data, codec)) is not None:
            return Decoded(text, codec)
    message = "The source names no encoding that fits its bytes; they were read as Windows-1252."
    note = Note(code="encoding-guessed", message=message)
    return Decoded(data.decode("cp1252", "replace"), "cp1252", (note,))


def _misdeclared(said: list[str], data: bytes) -> tuple[Note, ...]:
    if not said or "utf-8" in said or data.isascii():
        return ()
    message = f"The source says it is {said[0]}, but its bytes are UTF-8; it was read as UTF-8."
    return (Note(code="encoding-misdeclared", message=message),)


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, ValueError):
        return None


def _from_markup(data: bytes) -> str | None:
    match = _META.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii") if match else None


def _codec(name: str) -> str | None:
    """Return Python's name of a declared encoding, or None when it is none of a text."""
    try:
        info = codecs.lookup(name.strip())
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(info, "_is_text_encoding", True) or info.name in _NEVER:
        return None
    # A declaration readable as ASCII cannot stand in a text of 16 or 32 bits a character.
    if info.name.startswith(("utf-16", "utf-32")):
        return None
    return _WIDER.get(info.name, info.name)


def _utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark: every second byte is zero in Latin text."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2 or sample.count(0) < pairs // 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * pairs and odd < 0.1 * pairs else None
