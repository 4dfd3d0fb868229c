"""On which word of the tree each time expression of a page hangs, and by which preposition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from dateline.reading import tree
from dateline.reading.reports_page import Page
from dateline.reading.reports_when_words import Link, names, when_words
from dateline.records import Time

# Steps up from a time to the word it belongs to; "early in the days before March" takes four.
_CLIMB = 8
# Words from a time that opens a clause to the clause's verb.
_REACH = 16
# What may stand between two times that belong together: "noon on Friday", "Monday and Tuesday".
_BETWEEN = frozenset({"and", "or", "-", "–", "in", "of", "on", ",", "at"})
_CLAUSES = ("acl:relcl", "advcl", "ccomp", "csubj", "acl")


@dataclass(frozen=True)
class Hung:
    """A time expression and how it hangs: on the token ``on`` by ``link``."""

    time: Time
    link: Link
    on: int
    root: int
    """the token of the expression itself that the tree hangs it by"""
    leading: bool
    """whether it stands before the word it hangs on"""


class Hanging:
    """The time expressions of a page by the words they hang on."""

    def __init__(self, page: Page, anchors: Collection[int]) -> None:
        self._anchors = anchors
        self._events = page.codebook.nouns
        self._doc = page.doc
        self._cues = {s.cue.end: s.cue.start for s in page.statements if s.cue is not None}
        line = page.article.dateline
        spans = [
            (time, words)
            for time in page.times
            if not (line and time.start < line.end and line.start < time.end)
            and (words := _words(page.doc, time)) is not None
        ]
        self._owner = {i: n for n, (_, words) in enumerate(spans) for i in _tokens(words)}
        self._roots = [words.root for _, words in spans]
        self._by_number: dict[int, list[Hung]] = {}
        self.all = self._hang(spans)
        """in text order"""
        self._by_token: dict[int, list[Hung]] = {}
        for hung in self.all:
            self._by_token.setdefault(hung.on, []).append(hung)

    def at(self, token: Token) -> Sequence[Hung]:
        """Return the time that a word is part of: that of "1991, when it began"."""
        number = self._owner.get(token.i)
        return () if number is None else self._by_number.get(number, ())

    def on(self, token: Token) -> Sequence[Hung]:
        """Return the times that hang on a word."""
        return self._by_token.get(token.i, ())

    def _hang(self, spans: Sequence[tuple[Time, Words]]) -> Sequence[Hung]:
        found: list[Hung] = []
        ends: dict[int, Hung] = {}  # token after a time that was hung → that time
        for number, (time, words) in enumerate(spans):
            first = _continues(words, ends)
            if first is not None:
                root = self._roots[number]
                link: Link = "until" if first.link == "from" else first.link
                hung = [replace(first, time=time, link=link, root=root.i)]
            else:
                hung = list(self._one(time, words, self._roots[number]))
            found += hung
            self._by_number[number] = hung
            if hung:
                ends[words.end] = hung[0]
        return found

    def _one(self, time: Time, words: Words, root: Token) -> Iterator[Hung]:
        if _is_compared(words):
            return
        link = _link(words, root)
        cue = self._cue_before(words)
        on, link = (cue, link) if cue is not None else self._climb(root, link)
        if on is not None and on.i < words.start and _opens_a_clause(words, root):
            on = _verb_after(words) or on
        if on is not None:
            yield Hung(time, link, on.i, root.i, leading=root.i < on.i)

    def _cue_before(self, words: Words) -> Token | None:
        """Return the verb of saying that a time follows at once: "said on Tuesday that"."""
        before = words.start - 1
        while before >= 0 and self._doc[before].pos_ in {"ADP", "DET"}:
            before -= 1
        if before < 0 or _modifies_what_follows(words):
            return None
        token = self._doc[before]
        if token.idx + len(token) not in self._cues or token.pos_ != "VERB":
            return None
        return token

    def _climb(self, root: Token, link: Link) -> tuple[Token | None, Link]:
        """Return the word that a time belongs to, past words that only carry a time."""
        token = root
        for _ in range(_CLIMB):
            about = _predicated(token)
            if about is not None:
                # "He was abroad on Friday": abroad is what was then, not he.
                apart = token.i not in self._owner and not _is_carrier(token)
                return (token if apart else about), link
            head = token.head
            if head.i == token.i:
                return token, link
            inside = head.i in self._owner and head.i not in self._anchors
            if inside or tree.has_dep(token, "conj", "appos") or self._carries(token, head):
                if link == "in" and (inside or _is_carrier(head)):
                    link = _own_link(head)
                token = head
                continue
            return (head if token.i != root.i else _belongs(token, head)), link
        return None, link

    def _carries(self, token: Token, head: Token) -> bool:
        if head.pos_ == "VERB" or head.i in self._anchors or tree.has_dep(token, "nsubj"):
            return False
        late = token.i > head.i and tree.has_dep(token, "nmod", "advmod", "obl")
        if late and head.pos_ in {"NOUN", "PROPN", "NUM", "PRON"}:
            # "the ministry on Tuesday urged": it is the verb's, unless the noun is an event.
            return not any(name in self._events for name in names(head))
        return _is_carrier(head)


def _is_carrier(token: Token) -> bool:
    return when_words().has("nouns", "carriers", token.lemma_.lower(), token.lower_)


def _words(doc: Doc, time: Time) -> Words | None:
    words = doc.char_span(time.start, time.end, alignment_mode="expand")
    return words if words is not None and len(words) else None


def _tokens(words: Words) -> range:
    return range(words.start, words.end)


def _continues(words: Words, ends: Mapping[int, Hung]) -> Hung | None:
    """Return the time that this one continues: "from Monday to …", "noon on …", "Friday and …"."""
    first = ends.get(words.start)
    if first is not None:
        return first
    first = ends.get(words.start - 1)
    if first is None:
        return None
    between = words.doc[words.start - 1].lower_
    if first.link in when_words().ranges:
        return first if between in when_words().ranges[first.link] else None
    return first if between in _BETWEEN else None


def _link(words: Words, root: Token) -> Link:
    """Return what the word before the time makes of it, else its preposition in the tree."""
    before = words.doc[words.start - 1].lower_ if words.start else ""
    if before in when_words().links:
        return when_words().links[before]
    return "between" if before == "between" else _own_link(root)


def _own_link(token: Token) -> Link:
    name = tree.preposition(token)
    if name == "between":
        return "between"
    return when_words().links.get(name, "in")


def _is_compared(words: Words) -> bool:
    """Return whether a time is a difference: "left a year earlier than planned"."""
    after = words.doc[words.end].lower_ if words.end < len(words.doc) else ""
    return after == "than" and words[-1].lower_ in {"earlier", "later", "sooner"}


def _opens_a_clause(words: Words, root: Token) -> bool:
    """Return whether a time stands behind "and" or "but" that joins no two times."""
    before = words.start - 1
    while before >= 0 and words.doc[before].pos_ == "ADP":
        before -= 1
    return (
        before >= 0
        and words.doc[before].lower_ in {"and", "but"}
        and not tree.has_dep(root, "conj")
    )


def _verb_after(words: Words) -> Token | None:
    """Return the verb after a time in its sentence, not one that another clause may hold."""
    for token in words.doc[words.end : min(words.sent.end, words.end + _REACH)]:
        if token.pos_ == "VERB" and not tree.has_dep(token, "amod", "xcomp", "compound"):
            return token
        if token.text in {",", ";", "--"} and token.i > words.end:
            return None
    return None


def _modifies_what_follows(words: Words) -> bool:
    """Return whether a time belongs to a noun after it: "said Tuesday's attack"."""
    root = words.root
    if root.head.i >= words.end and root.head.pos_ in {"NOUN", "PROPN"}:
        return True
    after = words.doc[words.end] if words.end < len(words.doc) else None
    return after is not None and after.lower_ in {"'s", "’s", "'", "’"}


def _predicated(token: Token) -> Token | None:
    """Return what a time is said of: "the attack was on Friday", "it was in 1994 that he left"."""
    if not tree.children(token, "cop"):
        return None
    for child in tree.children(token, "nsubj", *_CLAUSES):
        if child.pos_ in {"NOUN", "PROPN", "VERB"}:
            return child
    return None


def _belongs(token: Token, head: Token) -> Token | None:
    """Return the head if a time that depends on it says when it was."""
    called = names(head)
    if tree.has_dep(token, "nsubj"):
        return head if when_words().has("verbs", "seeing", *called) else None
    if tree.has_dep(token, "obj", "iobj") and head.pos_ == "VERB":
        return None if when_words().has("verbs", "filling", *called) else head
    return head
