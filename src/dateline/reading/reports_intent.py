"""What somebody says they will or will not do: a promise, threat or refusal beside the plan.

PLOVER codes an expressed intent as an event: to cooperate or to give way is AGREE ("Tersia will
send aid"), to restrict, sanction or attack is THREATEN ("they would boycott the talks"). That one
has happened; what is intended stays a report of its own type with the status "planned" or
"threatened". To say that one will not help or give way ("will not lift the ban") is REJECT. The
tables of intents and refusals are in reports_words.toml.
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.reports_page import Match, Page, base_forms, vocabulary
from dateline.reading.reports_parties import Parties
from dateline.records import Status

# Steps up the tree in which another promise, threat, demand or refusal speaks for the intent.
_STEPS = 6
_SPEAKING = frozenset({"AGREE", "THREATEN", "CONCEDE", "REQUEST", "REJECT", "SUPPORT"})
_OURSELVES = frozenset({"i", "we"})


def intent(
    page: Page, match: Match, involved: Parties, status: Status, types: Mapping[int, str]
) -> tuple[str, str | None] | None:
    """Return the type and mode of the intent that the words express, None if they express none.

    Args:
        page: the article.
        match: the words for what is intended.
        involved: its parties; without an actor nobody intends it.
        status: its status.
        types: the types of all anchors by token: where another promise, threat, demand or refusal
            governs the words, it is that one's matter.
    """
    if not involved.actors:
        return None
    if _is_willed(match, status):
        table = vocabulary().intents
    elif status == "did_not_happen" and is_refused(match):
        table = vocabulary().refusals
    else:
        return None
    row = table.get(match.form.entry.type)
    if row is None or match.form.entry.mode in row.get("but", ()):
        return None
    kind, mode = row["is"], row.get("mode")
    known = page.codebook.types.get(kind)
    if known is None or _is_governed(match.token, types):
        return None
    return kind, mode if mode in known.modes else None


def is_threat_in_person(match: Match, involved: Parties) -> bool:
    """Return whether somebody says to others' faces that they will do violence ("We will kill")."""
    speaking = _OURSELVES & {token.lower_ for token in involved.actors}
    return bool(speaking) and match.form.entry.type == "ASSAULT"


def _is_willed(match: Match, status: Status) -> bool:
    if status == "planned":
        return not _is_only_expected(match.token)
    return status == "possible" and _governed_by(match.token, "willing")


def is_refused(match: Match) -> bool:
    """Return whether the words say what somebody will not do ("would not" is it told later)."""
    token = match.token
    verb = token if token.pos_ == "VERB" else token.head
    return tree.negated(verb) and bool({"will", "would", "shall"} & set(tree.auxiliaries(verb)))


def _is_only_expected(token: Token) -> bool:
    """Return whether others expect it, or nobody says that they want it ("is due to", "hopes")."""
    return any(_governed_by(token, word) for word in vocabulary().words["expected"])


def _governed_by(token: Token, word: str) -> bool:
    head = token.head
    near = head.i != token.i and tree.has_dep(token, "xcomp", "ccomp", "obj", "advcl", "acl")
    return near and (word in base_forms(head) or head.lower_ == word)


def _is_governed(token: Token, types: Mapping[int, str]) -> bool:
    for _ in range(_STEPS):
        if token.head.i == token.i:
            return False
        token = token.head
        if types.get(token.i) in _SPEAKING:
            return True
    return False
