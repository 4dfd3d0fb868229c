"""The patterns around a mention that tell a victim, a witness, a relative or a public actor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline import gazetteer
from dateline.reading.private_context import SAYING, Description, Surrounding
from dateline.reading.private_table import Sign, one_of, word_set

_ASIDE = r"(?:\s*\([^)]{1,40}\)|\s*,[^,.;]{1,60},(?:\s*[^,.;]{1,60},)?)?"
_NO_VERB = r"(?!\b(?:said|says|that|who|whose|told|has|had|have|was|were|is|are|where|when|as)\b)"
_TOGETHER = (
    rf"(?:(?:\s*,\s+[A-Z][\w’' -]{{1,40}}){{0,4}},?\s+and\s+(?:{_NO_VERB}[^.;:,]){{1,40}}?)?"
)
_BE = r"(?:was|were|is|are|been|being|be|got|get|gets)"
_ADVERBS = r"(?:\s+(?:also|then|later|allegedly|reportedly|fatally|seriously|badly|critically|"
_ADVERBS += r"severely|slightly|brutally|shot\s+and|found|among\s+those|\w+ly))*"


@cache
def _done() -> re.Pattern[str]:
    """Match "(, 34,) was killed", "and two others were shot", ", killed in", ", who was raped"."""
    done = one_of("victim", "participles")
    have = r"(?:has|have|had|will\s+have|may\s+have|might\s+have|could\s+have)\s+"
    passive = rf"\s*,?(?:\s+who)?\s+(?:{have})?{_BE}{_ADVERBS}\s+(?:{done})\b"
    return re.compile(
        rf"{_ASIDE}{_TOGETHER}{passive}|\s*,\s+(?:an?|the)\s+(?:{_NO_VERB}[^.;:,]){{1,50}}?\s+"
        rf"(?:{done})\s+(?:in|by|on|when|during|last|at|near|after)\b|\s*,\s+(?:\d{{1,3}},\s+)?{_ADVERBS.lstrip()}\s*(?:{done})\s+"
        r"(?:in|by|on|when|while|during|as|last|at|near|after|along|with)\b",
        re.IGNORECASE,
    )


@cache
def _own() -> re.Pattern[str]:
    """Match "died in the blast", "went missing", "was found dead", "fled their village"."""
    flights = one_of("victim", "flights")
    return re.compile(
        rf"{_ASIDE}(?:\s*,?\s+who)?\s+(?:(?:has|had|have|also|later|then)\s+)*"
        rf"(?P<verb>{one_of('victim', 'own')}|went\s+missing|(?:is|was|were)\s+missing|"
        r"(?:has|had|have)\s+been\s+missing|lost\s+(?:his|her|their)\s+(?:life|lives|leg|legs|arm|"
        r"arms|eye|sight|home|house|hand|foot)|"
        r"committed\s+suicide|took\s+(?:his|her)\s+own\s+life|"
        r"(?:killed|hanged|shot|drowned)\s+(?:himself|herself)|"
        r"(?:was|were|been|being)\s+treated\s+for|received\s+[^.,;]{0,20}?wounds|"
        r"(?:was|were)\s+(?:still\s+)?among\s+(?:the\s+)?(?:\w+\s+)?(?:hostages|captives|survivors)|"
        r"(?:was|were|been)\s+(?:found\s+)?(?:dead|unconscious|among\s+(?:the\s+)?(?:dead|"
        r"\w+\s+killed|\w+\s+wounded|\w+\s+injured|those\s+killed|those\s+injured|victims|wounded|"
        r"injured))|(?:suffered|sustained)\s+[^.,;]{0,40}?(?:injur\w+|wounds?|burns|fractures?)|"
        rf"fled\s+(?:\w+\s+){{0,4}}(?:{flights}))\b(?P<rest>[^.;]{{0,60}})",
        re.IGNORECASE,
    )


# The words of a noun phrase before a name; a preposition among them means somebody else.
_NO_PREPOSITION = (
    r"(?!(?:by|in|at|near|after|when|that|said|with|for|from|as|and|who|on|to|of|during|while)\b)"
)
_SKIP = rf"(?:{_NO_PREPOSITION}[\w’'-]+\s+){{0,5}}$"


# Others of a list before the name: "Ona Lune, 24, and 29-year-old [Mara]".
_LIST = r"(?:(?:[A-Z][\w’'.-]+|\d{1,3}|and|\d{1,2}-year-old),?\s+)*$"


@cache
def _before() -> re.Pattern[str]:
    """Match "killed the teacher [Mara]", "the body of [Mara]", "missing girls, [Mara]"."""
    losses, verbs = one_of("victim", "losses"), one_of("victim", "verbs")
    states = one_of("victim", "states")
    nouns = rf"(?:{_NO_PREPOSITION}[a-z][\w’'-]*\s+){{0,2}}{_NO_PREPOSITION}[a-z][\w’'-]*,?\s+"
    return re.compile(
        rf"(?i:\b(?:(?:{losses})\s+of\s+|(?:{verbs})\s+){_SKIP})|"
        rf"\b(?i:{states})\s+{nouns}{_LIST}"
    )


@cache
def _listed() -> re.Pattern[str]:
    """Match "the victims included [Mara]", "the body was that of [Mara]"."""
    return re.compile(
        rf"\b(?:{one_of('victim', 'listed')})\b[^.;:“”\"]{{0,60}}?\b(?:was|were|are|is|included?|"
        r"including|(?:identified|named)\s+as|those\s+of|that\s+of|among\s+them)\s+"
        r"(?:[\w’'-]+\s+){0,5}$",
        re.IGNORECASE,
    )


@cache
def _one_of_them() -> re.Pattern[str]:
    """Match ", one of the hostages"."""
    return re.compile(
        r"\s*,\s+(?:an?other|one|the\s+\w+)\s+of\s+(?:the\s+|those\s+)?(?:[\w-]+\s+){0,3}?"
        rf"(?:{one_of('victim', 'listed')})\b",
        re.IGNORECASE,
    )


@cache
def _after_own() -> re.Pattern[str]:
    return re.compile(rf"['’]s?\s+(?:\w+\s+){{0,2}}?(?:{one_of('victim', 'losses')})\b", re.I)


def victim_words(around: Surrounding) -> Iterator[Sign]:
    """Yield the signs that somebody was killed, hurt, taken away, lost or driven out."""
    if around.mention.text.lower() in {"his", "her", "their", "my", "our", "its"}:
        return
    for pattern in (_done(), _one_of_them(), _after_own()):
        match = pattern.match(around.after)
        if match:
            yield around.sign_after("victim", match)
    match = _own().match(around.after)
    if match and not (match["verb"].lower() == "died" and _is_natural(match["rest"])):
        yield around.sign_after("victim", match)
    if around.after.startswith(("'s ", "’s ")) or (
        around.before.rstrip().endswith(",") and SAYING.match(around.after)
    ):
        return
    for pattern in (_before(), _listed()):
        match = pattern.search(around.before)
        if match:
            yield around.sign_before("victim", match)


# "died in September", "died on Monday aged 80": when, and not of what.
_JUST_WHEN = re.compile(
    r"\s*,?\s*(?:(?:in|on|last|this|earlier|early|late|at|aged|peacefully|yesterday|today)\s*)+"
    r"(?:[A-Z]\w+\.?|\d+|week|month|year|night|home|the\s+age\s+of\s+\d+)?[\s,]*(?:\d+|aged\s+\d+)?$"
)


def _is_natural(rest: str) -> bool:
    """Return whether words after "died" tell a natural cause, or nothing but when."""
    words = re.findall(r"\w+", rest.lower())
    return not word_set("victim", "natural").isdisjoint(words) or bool(_JUST_WHEN.match(rest))


_INJURY = re.compile(r"injur|hurt|strain|suffered|sustained", re.IGNORECASE)


def is_sport(description: Description, sign: Sign) -> bool:
    """Return whether a sign of a victim is the injury of somebody who plays for a living."""
    return description.has("victim", "athletes") and bool(_INJURY.search(sign.text))


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(
        rf"{_ASIDE}\s*,?\s+who\s+(?:\w+ly\s+|also\s+)?(?:{one_of('witness', 'acts')})\b",
        re.IGNORECASE,
    )


_WITNESSED = re.compile(
    r"\s+(?:said\s+(?:that\s+)?(?:he|she|they)\s+(?:had\s+)?(?:saw|seen|heard|witnessed|watched|"
    r"ran|fled|hid|escaped|survived)|(?:witnessed|told\s+(?:\w+\s+){1,3}(?:that\s+)?(?:he|she)\s+"
    r"(?:had\s+)?(?:saw|seen|heard|witnessed)))\b"
)
_FIRST_NAME_ONLY = re.compile(
    r"\s*,\s+(?:who\s+)?(?:gave\s+only|giving\s+only|using\s+only|not\s+(?:his|her)\s+real\s+name|"
    r"speaking\s+on\s+(?:the\s+)?condition|declining\s+to)\b"
)


def witness_words(around: Surrounding) -> Iterator[Sign]:
    """Yield the signs around a mention that somebody saw it or must not be named."""
    for pattern in (_acts(), _WITNESSED, _FIRST_NAME_ONLY):
        match = pattern.match(around.after)
        if match:
            yield around.sign_after("witness", match)


_BEREAVED = re.compile(
    r"\s*,?\s+(?:who\s+)?lost\s+(?:his|her|their)\s+(?:\w+\s+){0,2}?(?:sons?|daughters?|child|children|"
    r"husband|wife|brothers?|sisters?|mother|father|parents|family|fiancée?|nephew|niece|cousin)\b",
    re.IGNORECASE,
)


def bereaved(around: Surrounding) -> Iterator[Sign]:
    """Yield the sign that somebody lost a relative."""
    match = _BEREAVED.match(around.after)
    if match:
        yield around.sign_after("relative", match)


def saw_it(words: str) -> Sign | None:
    """Return the first words of a quotation that only somebody who was there says; own offsets."""
    match = _first_person().search(words)
    return Sign("witness", match.start(), match.end(), match.group()) if match else None


@cache
def _first_person() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{one_of('witness', 'seen')})\b", re.IGNORECASE)


def kin(description: Description) -> Sign | None:
    """Return the sign that somebody is called a relative, None if not.

    "The father" alone says nothing: it may be a priest, or a word taken for the wrong person.
    """
    bare = description.text.lower().startswith("the ") and description.owner is None
    if not description.has("relative", "nouns") or bare:
        return None
    return Sign("relative", description.start, description.end, description.text)


def is_attacker(description: Description) -> bool:
    """Return whether somebody is called one who attacked, and so is no victim of it."""
    return description.has("victim", "attackers")


def is_public(title: str) -> bool:
    """Return whether a post makes somebody a public actor ("former police chief")."""
    known = gazetteer.agent(title.lower())
    if known is not None and " of " in title:  # "member of parliament" is more than a member
        return known.sector in word_set("public", "sectors")
    whole = Description.of(0, title)
    if whole.has("public", "leading"):
        return not whole.has("relative", "nouns")
    private = ("public", "ranks"), ("relative", "nouns"), ("witness", "nouns"), ("victim", "nouns")
    if any(whole.has(*list_) for list_ in (*private, ("minor", "nouns"))):
        return False
    sector = known.sector if known else gazetteer.sector_of(whole.text.lower())
    return sector in word_set("public", "sectors")
