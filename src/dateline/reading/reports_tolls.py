"""Who is counted of an event: killed, injured, arrested, displaced, taking part.

What is counted follows from the event's own word first ("wounded [five others]"), then from the
codebook's entry, then from the type. An attack is counted by what stands beside it, too: "stormed a
post, killing [six constables]", "a bombing in which [hundreds] died".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.actors import noun_for_people
from dateline.reading.reports_counts import number_of
from dateline.reading.reports_page import Match, Page, base_forms, vocabulary
from dateline.reading.reports_parties import Parties, is_passive
from dateline.records import Count

# What is counted of whom something is done to, where neither word nor entry says.
_COUNTED: dict[tuple[str, str | None], str] = {
    ("COERCE", "arrest"): "arrested",
    ("ASSAULT", "abduct"): "abducted",
    ("ASSAULT", "execute"): "killed",
    ("ASSAULT", "assassinate"): "killed",
    ("ASSAULT", "massacre"): "killed",
    ("HARM", "death"): "killed",
    ("HARM", "injury"): "injured",
}
# Types of which a clause beside the word may say who was killed or hurt.
_VIOLENT = frozenset({"ASSAULT", "HARM"})
_HURT = frozenset({"killed", "injured"})


def counts(page: Page, match: Match, involved: Parties) -> Iterator[Count]:
    """Yield the counts of an event's parties, each with its words.

    Args:
        page: the article.
        match: the words for the event.
        involved: who did it to whom.
    """
    what = _what(match)
    acting = what == "participants" or (what == "displaced" and not involved.recipients)
    found = [(what, token) for token in (involved.actors if acting else involved.recipients)]
    if match.form.entry.type in _VIOLENT:
        found += _beside(match.token)
    seen: set[int] = set()
    for kind, token in found:
        number = number_of(token)
        if number is None or number.start in seen or (kind == "other" and not _is_people(token)):
            continue
        seen.add(number.start)
        yield Count.model_validate(
            {
                "what": kind,
                "best": number.best,
                "low": number.low,
                "high": number.high,
                "start": number.start,
                "end": number.end,
                "text": page.article.text[number.start : number.end],
            }
        )


def _what(match: Match) -> str:
    entry = match.form.entry
    if entry.type in _VIOLENT and entry.count != "participants":
        own = _by_word(match.token)
        if own is not None:
            return own
    return entry.count or _COUNTED.get((entry.type, entry.mode), "other")


def _by_word(token: Token) -> str | None:
    """Return what a word says by itself of those whom it is done to."""
    words = vocabulary().words
    names = {*base_forms(token)}
    if names & words["killing"]:
        return "killed"
    return "injured" if names & words["injuring"] else None


def _beside(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (what, head) of those whom a participle or relative clause says were killed or hurt."""
    tops = [token]
    if token.pos_ == "NOUN" and token.head.pos_ == "VERB":
        tops.append(token.head)
    if token.pos_ == "NOUN" and token.head.lemma_.lower() == "toll":
        verb = token.head.head  # "the death toll from the blast rose to [41]"
        numbers = (t for t in tree.children(verb, "obl", "obj") if t.pos_ == "NUM")
        yield from (("killed", t) for t in numbers if tree.preposition(t) in {"to", "at", ""})
    for top in tops:
        for clause in tree.children(top, "advcl", "acl", "acl:relcl"):
            what = _by_word(clause)
            if what not in _HURT or clause.i < top.i:
                continue
            # "killing six": its objects; "in which hundreds died": its subjects.
            suffers = is_passive(clause) or clause.lemma_.lower() in {"die", "perish"}
            heads = tree.subjects(clause) if suffers else tree.children(clause, "obj")
            for head in heads:
                if head.i > top.i:
                    yield from ((what, each) for each in tree.coordinated(head))


def _is_people(token: Token) -> bool:
    """Return whether a number of what nobody said anything about is one of people."""
    return noun_for_people(token) is not None or token.lower_ in {"people", "persons"}
