"""The words around the mentions of a person, and what the text calls that person by."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dateline.reading.private_table import Sign, one_of, word_set
from dateline.records import Entity, Mention

# Code points looked at before and after a mention: a clause with an apposition.
_WINDOW = 120
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Pvt|Prof|Rev|Fr|St|Gov|Sen|Rep|Jr|Sr|[A-Z])\.\s*$"
)
# Words after which a noun phrase goes on with something else than its noun.
_PREPOSITIONS = frozenset({"of", "in", "from", "at", "for", "with", "on", "near", "by", "to"})
_LINKS = frozenset(
    {
        "who",
        "whom",
        "whose",
        "that",
        "which",
        "and",
        "or",
        "but",
        "aged",
        "named",
        "said",
        "told",
        "says",
    }
)
_AFTER_NOUN = _PREPOSITIONS | _LINKS
_ARTICLES = frozenset({"a", "an", "the", "this", "that", "one", "another", "some", "two", "three"})
_DETERMINERS = _ARTICLES | {"his", "her", "its", "their", "my", "our", "your"}
_OWNERS = frozenset({"his", "her", "their", "my", "our", "your"})
_APPOSITION = re.compile(
    r"\s*,\s+(?:(?:aged?\s+)?\d{1,3},\s+)?"
    r"(?P<phrase>(?:an?|the|another|one|his|her|their|my|our|whose)\s[^,.;:()]{1,80})"
)
# "Mara Ilvey, 34, villager": after an age the article may be left out.
_AFTER_AGE = re.compile(
    r"\s*,\s+(?:aged?\s+)?\d{1,3},\s+(?:and\s+)?(?P<phrase>[a-z][^,.;:()]{1,60})"
)
_PREDICATE = re.compile(r"\s+(?:is|was|becomes?|became)\s+(?P<phrase>(?:an?|the)\s[^,.;:()]{1,60})")
_NOUN_BEFORE = re.compile(
    r"(?P<phrase>(?:[\w’'-]+\s+){0,3}[\w’-]+?)(?:,|\s+(?:named|called|identified as))?\s+$"
)
# After a comma and a name it says that the words before the comma are about somebody else.
SAYING = re.compile(r"\s+(?:said|says|told|added|wrote|reported|recalled|confirmed|announced)\b")
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person",
              "wives": "wife"}  # fmt: skip


@dataclass(frozen=True)
class Surrounding:
    """A mention with the words before and after it in its sentence, at most 120 each way."""

    mention: Mention
    before: str
    after: str

    def sign_before(self, kind: str, match: re.Match[str]) -> Sign:
        """Return the sign of a pattern found in the words before."""
        return _sign(kind, match, self.mention.start - len(self.before))

    def sign_after(self, kind: str, match: re.Match[str]) -> Sign:
        """Return the sign of a pattern found in the words after."""
        return _sign(kind, match, self.mention.end)

    def sign_within(self, kind: str, match: re.Match[str]) -> Sign:
        """Return the sign of a pattern found in the mention itself."""
        return _sign(kind, match, self.mention.start)


def _sign(kind: str, match: re.Match[str], offset: int) -> Sign:
    return Sign(kind, match.start() + offset, match.end() + offset, match.group())  # type: ignore[arg-type]


@dataclass(frozen=True)
class Description:
    """A phrase that the text calls somebody by; ``names`` are its noun with and without modifiers.

    "the frightened taxi drivers of Osterby": driver, taxi driver, …
    """

    start: int
    end: int
    text: str
    names: tuple[str, ...] = field(default=())
    owner: str | None = None

    @classmethod
    def of(cls, start: int, text: str, after: str | None = None) -> Description:
        """Return the description by a phrase that begins at ``start``; ``after`` is what its
        "of" names where that is known apart."""
        words = list(re.finditer(r"\S+", text))
        bare = [word.group().lower().strip("“”\"'’,") for word in words]
        owns = next((i for i, w in enumerate(bare) if w.endswith(("'s", "’s"))), None)
        if owns is not None:
            after = " ".join(bare[: owns + 1])[:-2]
        cut = next((i for i, w in enumerate(bare) if i and w in _AFTER_NOUN), len(bare))
        owner = after or (" ".join(bare[cut + 1 :]) if bare[cut : cut + 1] == ["of"] else None)
        end = start + (words[cut - 1].end() if words else 0)
        return cls(start, end, text[: end - start], tuple(_names(bare[:cut])), owner or None)

    def has(self, section: str, key: str) -> bool:
        """Return whether the noun is in a list of the table."""
        return not word_set(section, key).isdisjoint(self.names)

    def signs(self, speaks: bool) -> Iterator[Sign]:
        """Yield what the noun alone tells: a victim, a witness, one who speaks as a witness."""
        if self.has("victim", "nouns"):
            yield Sign("victim", self.start, self.end, self.text)
        if self.has("witness", "nouns") or (speaks and self.has("witness", "speaking")):
            yield Sign("witness", self.start, self.end, self.text)


def _names(words: Sequence[str]) -> Iterator[str]:
    """Yield the last one, two and three words, as they are and in the singular."""
    words = [word for word in words if word and word not in _DETERMINERS]
    for size in (1, 2, 3):
        if len(words) < size:
            return
        *before, last = words[-size:]
        for noun in dict.fromkeys((last, *_singular(last))):
            yield " ".join([*before, noun])


def _singular(noun: str) -> Iterator[str]:
    if noun in _IRREGULAR:
        yield _IRREGULAR[noun]
    elif noun.endswith("men"):
        yield noun[:-2] + "an"
    elif noun.endswith("s") and not noun.endswith("ss"):
        yield noun[:-1]
        if noun.endswith("ies"):
            yield noun[:-3] + "y"
        if noun.endswith("es"):
            yield noun[:-2]


class Contexts:
    """The article's text with the places of all mentions, to look around them."""

    def __init__(self, text: str, entities: Sequence[Entity]) -> None:
        self.text = text
        found = [(m.start, m.end, e) for e in entities for m in e.mentions]
        self._mentions = sorted(found, key=lambda item: item[:2])
        self._starts = [start for start, _, _ in self._mentions]

    def surroundings(self, entity: Entity) -> Iterator[Surrounding]:
        """Yield each mention of somebody with the words around it."""
        for mention in entity.mentions:
            before = _last_sentence(self.text[max(0, mention.start - _WINDOW) : mention.start])
            after = _first_sentence(self.text[mention.end : mention.end + _WINDOW])
            yield Surrounding(mention, before, after)

    def descriptions(self, entity: Entity) -> tuple[Description, ...]:
        """Return what the text calls somebody: posts, appositions, predicates, noun phrases."""
        found = [
            Description.of(role.start, self.text[role.start : role.end], role.organization)
            for role in entity.roles
        ]
        for around in self.surroundings(entity):
            mention = around.mention
            if mention.kind == "nominal" and (
                entity.type != "person" or not _is_plural(mention.text)
            ):
                found.append(Description.of(mention.start, mention.text, self._of(mention.end)))
            elif mention.kind == "name":
                found += _beside_name(around)
        return tuple(found)

    def _of(self, end: int) -> str | None:
        """Return what follows a noun's "of": "the mother [of the president]"."""
        match = re.match(r"\s+of\s+([^,.;:()]{1,60})", self.text[end : end + 70])
        return match[1] if match else None

    def owner(self, description: Description, entity: Entity) -> Entity | None:
        """Return whose relative somebody is called: "his widow", "Mara's brother", "son of …"."""
        around = self._between(description.start - 60, description.end + 60)
        for start, end, other in around:
            if other is entity:
                continue
            if end <= description.end and start >= description.start - 60:
                between = self.text[end : description.end]
                own = self.text[start:end].lower() in _OWNERS
                gap = r"\s+" if own else r"\s*['’]s?\s+"
                if re.fullmatch(rf"{gap}(?:[\w’'-]+\s+){{0,3}}[\w’'-]+", between):
                    return other
            if start >= description.start:
                between = self.text[description.start : start]
                if _kin_of().search(between):
                    return other
        return None

    def _between(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        first = bisect_left(self._starts, start)
        return self._mentions[first : bisect_right(self._starts, end)]


def _is_plural(phrase: str) -> bool:
    """Return whether a phrase means several, and so was taken for one person by mistake."""
    last = phrase.rstrip().lower().split(" of ")[0].split()[-1:] or [""]
    return last[0] in _IRREGULAR or (last[0].endswith("s") and not last[0].endswith(("ss", "'s")))


@cache
def _kin_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('relative', 'nouns')})\s+(?:of|to)\s+[^,.;]*$", re.I)


def _beside_name(around: Surrounding) -> Iterator[Description]:
    """Yield the phrases beside a name that say what somebody is."""
    mention = around.mention
    for pattern in (_APPOSITION, _AFTER_AGE, _PREDICATE):
        match = pattern.match(around.after)
        if match:
            yield Description.of(mention.end + match.start("phrase"), match["phrase"])
    match = _NOUN_BEFORE.search(around.before)
    if match and not (around.before.rstrip().endswith(",") and SAYING.match(around.after)):
        start = mention.start - len(around.before) + match.start("phrase")
        # "told the resident Mara": only the words after the last that begins a phrase.
        words = re.finditer(r"\S+", match["phrase"])
        begins = [w for w in words if w.group().lower() in _AFTER_NOUN | _DETERMINERS]
        skipped = begins[-1].end() + 1 if begins else 0
        phrase = match["phrase"][skipped:].lstrip()
        if phrase:
            yield Description.of(start + len(match["phrase"]) - len(phrase), phrase)


def _last_sentence(text: str) -> str:
    ends = [m for m in _SENTENCE_END.finditer(text) if not _ABBREVIATION.search(text[: m.end()])]
    return text[ends[-1].end() :] if ends else text


def _first_sentence(text: str) -> str:
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[: match.end()]):
            return text[: match.start()]
    return text
