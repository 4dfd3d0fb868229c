"""The codebook's words and the model's events head check each other.

The codebook knows words and what stands beside them; the head knows how they are used. Where the
head is sure that a word names no event (sport, markets, metaphors), the codebook's finding falls;
where it is sure of another type, that one counts; and what it is sure of although no entry has the
words is found, too. A codebook of one's own has types that the head does not know: there the words
alone decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace

from spacy.tokens import Token

from dateline.codebooks import Codebook, Entry, Form
from dateline.reading import tree
from dateline.reading.reports_learned import NONE, Learned
from dateline.reading.reports_page import Match, Page, base_forms, vocabulary

# Shares of the head, set on cross-validated readings of the project's own sentences: from which it
# takes a single word or an expression away, turns it into another type, or adds one.
DROP, DROP_EXPRESSION, TURN, ADD = 0.70, 0.75, 0.95, 0.50
# What an expression needs whose entry asks for parties that are not told.
OPEN = 0.20
# A type whose share is at least this is not turned into another.
_HOLDS = 0.20
_PARTIES = ("obj", "with", "to", "against", "on", "from", "of")


def checked(
    page: Page, found: dict[int, Match], around: Mapping[int, Set[str]]
) -> dict[int, Match]:
    """Return the matches by token in text order, as both readers have them.

    Args:
        page: the article.
        found: the codebook's matches by token.
        around: by token of the sentences that are read, what their words may be called.
    """
    learned = page.learned
    if not learned.is_known or not _is_taught(page.codebook, learned):
        return found
    kept = {i: match for i, m in found.items() if (match := _checked(page, learned, m)) is not None}
    own = {i for match in kept.values() for i in match.own}
    for i, type, share in learned.likely(ADD):
        if type not in learned.taught or i in own or i not in around:
            continue
        if _may_name(page.doc[i]) and not _is_settled(page, page.doc[i], type):
            kept[i] = _added(page, page.doc[i], type, share, around[i])
    return dict(sorted(kept.items()))


def _is_taught(codebook: Codebook, learned: Learned) -> bool:
    return bool(set(codebook.types) & set(learned.names))


def _checked(page: Page, learned: Learned, match: Match) -> Match | None:
    shares = _shares(page, learned, match)
    type = match.form.entry.type
    if type not in shares or type not in learned.taught:
        return match  # a type of one's own, a word that was not read, or too few examples
    limit = DROP_EXPRESSION if match.form.others else DROP
    if match.is_open and shares[type] < OPEN:
        return None
    if shares[NONE] >= limit and shares[type] < _HOLDS:
        return None
    other = max(shares, key=lambda name: shares[name])
    if (
        other in learned.taught
        and other != type
        and shares[other] >= TURN
        and shares[type] < _HOLDS
    ):
        form = _form_of(page, match, other)
        return replace(match, form=form, share=shares[other])
    return replace(match, share=shares[type])


def _shares(page: Page, learned: Learned, match: Match) -> dict[str, float]:
    """Return the shares of the word of an expression that is most likely of its type.

    Of "led a search" the head was taught that the noun names the event, of "marched to demand" that
    the verb is the protest and the other verb a request.
    """
    type = match.form.entry.type
    own = [learned.types(page.doc[i]) for i in match.own]
    return max((s for s in own if s), key=lambda shares: shares.get(type, 0.0), default={})


def _form_of(page: Page, match: Match, type: str) -> Form:
    """Return another form of the same words that is of a type, else a bare one."""
    table = page.codebook.nouns if match.noun else page.codebook.verbs
    forms = table.get(match.form.word, ())
    same = (f for f in forms if f.entry.type == type and f.others == match.form.others)
    return next(same, Form(match.form.word, match.form.others, _plain(type)))


def _plain(type: str) -> Entry:
    """Return the entry of a word of which only the type is known."""
    return Entry(type, recipient=_PARTIES, of="recipient")


def _may_name(token: Token) -> bool:
    if token.pos_ == "VERB":
        return not tree.has_dep(token, "case")
    return token.pos_ == "NOUN" and not tree.has_dep(token, "compound", "flat")


def _is_settled(page: Page, token: Token, type: str) -> bool:
    """Return whether the codebook has said its word already.

    What it knows as the type's and yet did not find, its restrictions exclude ("declined to
    comment"); what is only said ("condolences") is no event.
    """
    names = base_forms(token)
    table = page.codebook.verbs if token.pos_ == "VERB" else page.codebook.nouns
    if any(form.entry.type == type for name in names for form in table.get(name, ())):
        return True
    return bool(vocabulary().words["statements"] & {*names})


def _added(page: Page, token: Token, type: str, share: float, around: Set[str]) -> Match:
    form = Form(token.lemma_.lower(), (), _plain(type))
    noun = token.pos_ != "VERB"
    return Match(token, form, noun, frozenset({token.i}), around, share=share, by="learned")
