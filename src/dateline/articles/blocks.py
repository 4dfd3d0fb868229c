"""Drafts → pages: which part of the text is title, news, credit or furniture."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline import settings
from dateline.articles import bylines, datelines, dates
from dateline.articles.agencies import agencies_in
from dateline.articles.clean import one_line
from dateline.articles.draft import Draft, Piece
from dateline.articles.language import is_english
from dateline.articles.marks import ends_sentence, marks_of
from dateline.records import READ_BLOCKS, Dateline, Note

# An unmarked first line is a title only when it is this short; headlines have 5 to 15 words.
_TITLE_WORDS = range(3, 21)
_HEADING_WORDS = range(1, 11)
_LONGEST_HEADING = 80
# A paragraph of running prose has at least this many characters.
_PROSE = 80
# Pieces at the top among which bylines and publication lines stand.
_TOP = 8
# Datelines open the first paragraph; two may go before it (a summary, an editor's note).
_DATELINE_AMONG = 3
_MARKED_TITLE = re.compile(r"(?:title|headline)\s*:\s*(?=\S)|#\s+(?=\S)", re.I)
_CREDIT_TAIL = re.compile(
    r"(?:(?<=[.!?\"”])\s+|\s*[\[(|]\s*)"
    r"(?:photo|photograph|picture|image|credit|file photo|ap photo)s?"
    r"(?:\s+(?:credit|courtesy|by)|\s*[:/])[^.]{1,90}$"
    r"|\s*[\[(][^()\[\]]{2,60}/(?:getty|reuters|ap|afp|epa)[^()\[\]]{0,30}[)\]]$",
    re.I,
)


@dataclass(frozen=True)
class Page:
    """A text in classified pieces, with what its lines say about author, agency and date."""

    text: str
    pieces: tuple[Piece, ...]
    title: str | None
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    dates: tuple[dt.date, ...]
    dateline: datelines.Found | None
    dateline_start: int

    def news(self) -> str:
        """Return the words of the pieces that are read, for looking at their language."""
        return "\n".join(self.text[p.start : p.end] for p in self.pieces if p.kind in READ_BLOCKS)

    def in_language(self, tongue: str | None) -> tuple[Page, tuple[Note, ...]]:
        """Return the page with nothing left to read where its language is not English."""
        if is_english(tongue):
            return self, ()
        why = f"another language ({tongue}); only English is read"
        pieces = tuple(p if p.why else replace(p, kind="furniture", why=why) for p in self.pieces)
        message = f"The article is in another language ({tongue}); only English is read."
        return replace(self, pieces=pieces), (Note(code="language", message=message),)

    def notes(self) -> tuple[Note, ...]:
        """Return a note when the text is too long, or nothing of it is news."""
        found = []
        if any(p.why.startswith("too long") for p in self.pieces):
            limit = settings.get("max_chars")
            message = f"The text is longer than {limit} characters; what lies beyond was not read."
            found.append(Note(code="too-long", message=message))
        if not any(p.kind in READ_BLOCKS or "language" in p.why for p in self.pieces):
            message = "Nothing in the text is news; all of it is page furniture or credits."
            found.append(Note(code="nothing-to-read", message=message))
        return tuple(found)

    def dateline_record(self, date: str | None) -> Dateline | None:
        """Return the dateline as a record; its place is found later."""
        if not self.dateline:
            return None
        start, end = self.dateline_start, self.dateline_start + self.dateline.length
        names = self.dateline.agencies
        return Dateline(
            start=start, end=end, text=self.text[start:end], date=date,
            agency=names[0] if names else None,
        )  # fmt: skip


def page_of(draft: Draft, title: str | None, given_title: str | None) -> Page:
    """Return the page of a draft.

    Args:
        draft: the text in pieces.
        title: the title as far as known from outside the text.
        given_title: the one that the caller gave.
    """
    text, limit = draft.text, settings.get("max_chars")
    pieces = _limited(text, list(draft.pieces), limit)
    pieces, pictures = _marked(text, pieces)
    by = _top(text, pieces)
    pieces = _split_credits(text, by.pieces)
    pieces, found_title = _titled(text, pieces, title, by.after)
    pieces = _headed(text, pieces)
    dateline, start = _dateline(text, pieces)
    credited = [
        name
        for p in pieces
        if p.kind == "credit" and p.start not in pictures
        for name in agencies_in(text[p.start : p.end])
    ]
    lines = dateline.agencies if dateline else ()
    return Page(
        text=text,
        pieces=tuple(pieces),
        title=given_title or found_title,
        authors=by.authors,
        agencies=tuple(dict.fromkeys((*lines, *by.agencies, *credited))),
        dates=by.dates,
        dateline=dateline,
        dateline_start=start,
    )


def _limited(text: str, pieces: list[Piece], limit: int) -> list[Piece]:
    """Return the pieces with all that lies beyond the limit as one that is not read."""
    if len(text) <= limit:
        return pieces
    found = [piece for piece in pieces if piece.end <= limit]
    beyond = pieces[len(found) :]
    if not beyond:
        return found
    start = beyond[0].start
    if start < limit:
        blank = max(text.rfind(mark, start, limit) for mark in " \n") + 1
        cut = blank if blank > start else limit
        found.append(replace(beyond[0], end=cut))
        start = cut
    why = f"too long: beyond {limit} characters"
    return [*found, Piece(start, beyond[-1].end, "furniture", why)]


def _marked(text: str, pieces: list[Piece]) -> tuple[list[Piece], set[int]]:
    """Return the pieces with furniture and credits named, and where picture credits start."""
    marks = marks_of([text[p.start : p.end] for p in pieces])
    found, pictures = [], set()
    for piece, mark in zip(pieces, marks, strict=True):
        if mark and not piece.why and piece.kind != "title":
            piece = replace(piece, kind=mark.kind, why=mark.why)
            if mark.picture:
                pictures.add(piece.start)
        found.append(piece)
    return found, pictures


@dataclass(frozen=True)
class _Top:
    """What the lines between title and body say, and after how many pieces each stands."""

    pieces: list[Piece]
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    dates: tuple[dt.date, ...]
    after: int | None  # number of the first byline or publication line


def _top(text: str, pieces: list[Piece]) -> _Top:
    found = list(pieces)
    authors: list[str] = []
    agencies: list[str] = []
    days: list[dt.date] = []
    after = None
    for number, piece in enumerate(pieces[:_TOP]):
        line = text[piece.start : piece.end]
        if piece.kind not in {"paragraph", "heading"}:
            continue
        if byline := bylines.find(line):
            found[number] = replace(piece, kind="credit", why="byline")
            authors += byline.authors
            agencies += byline.agencies
        elif day := dates.of_line(line):
            found[number] = replace(piece, kind="furniture", why="publication line")
            if day[0] and not day[1]:
                days.append(day[0])
        elif len(line) > 2 * _PROSE and ends_sentence(line):
            break
        else:
            continue
        after = number if after is None else after
    return _Top(
        found, tuple(dict.fromkeys(authors)), tuple(dict.fromkeys(agencies)),
        tuple(dict.fromkeys(days)), after,
    )  # fmt: skip


def _split_credits(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with "Photo: …" at the end of a caption cut off as a credit."""
    found = []
    for piece in pieces:
        tail = (
            _CREDIT_TAIL.search(text[: piece.end], max(piece.start, piece.end - 160))
            if (piece.kind == "caption")
            else None
        )
        if tail and tail.start() > piece.start:
            start = tail.start() + len(tail[0]) - len(tail[0].lstrip())
            found.append(replace(piece, end=tail.start()))
            found.append(Piece(start, piece.end, "credit", "picture credit"))
        else:
            found.append(piece)
    return found


def _titled(
    text: str, pieces: list[Piece], title: str | None, after: int | None
) -> tuple[list[Piece], str | None]:
    """Return the pieces with the title found among them, and its words."""
    news = [n for n, p in enumerate(pieces) if p.kind in READ_BLOCKS]
    if not news:
        return pieces, None
    first = news[0]
    line = text[pieces[first].start : pieces[first].end]
    if pieces[first].kind == "title":
        return pieces, one_line(line)
    if title:
        same = [n for n in news[:2] if _key(text[pieces[n].start : pieces[n].end]) == _key(title)]
        return _as_title(pieces, same[0] if same else None), title
    if mark := _MARKED_TITLE.match(line):
        return _as_title(pieces, first), one_line(line[mark.end() :])
    following = text[pieces[news[1]].start : pieces[news[1]].end] if len(news) > 1 else ""
    if _is_title(line, following, after is not None and first < after):
        return _as_title(pieces, first), one_line(line)
    return pieces, None


def _as_title(pieces: list[Piece], number: int | None) -> list[Piece]:
    return [replace(p, kind="title") if n == number else p for n, p in enumerate(pieces)]


def _is_title(line: str, following: str, byline_after: bool) -> bool:
    """Return whether a first line is a headline by what it is and what comes after it."""
    words = line.split()
    if len(words) not in _TITLE_WORDS or line[-1] in ".:;,…" or datelines.find(line):
        return False
    if line[0].islower() or (line[0] in '"“‘' and line[-1] in '"”’'):
        return False
    if byline_after or datelines.find(following):
        return True
    return not ends_sentence(line) and len(following) >= _PROSE and ends_sentence(following)


def _headed(text: str, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with short lines between paragraphs as headings."""
    found = list(pieces)
    for number in range(1, len(pieces) - 1):
        piece, after = pieces[number], pieces[number + 1]
        line = text[piece.start : piece.end]
        if (
            piece.kind == "paragraph"
            and len(line) <= _LONGEST_HEADING
            and len(line.split()) in _HEADING_WORDS
            and line[0].isupper()
            and line[-1].isalnum()
            and after.kind == "paragraph"
            and after.end - after.start >= _PROSE
            and not datelines.find(line)
        ):
            found[number] = replace(piece, kind="heading")
    return found


def _dateline(text: str, pieces: list[Piece]) -> tuple[datelines.Found | None, int]:
    news = [p for p in pieces if p.kind in {"paragraph", "heading"}][:_DATELINE_AMONG]
    for piece in news:
        if found := datelines.find(text[piece.start : piece.end]):
            return found, piece.start
    return None, 0


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
