"""What others must do, somebody says: a request, although no word asks for it.

"Tersia must drop its tariffs, the minister said": the minister asks Tersia to do it. The words are
the request, and whoever says them makes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.codebooks import Entry, Form
from dateline.reading import tree
from dateline.reading.entities import entity_at
from dateline.reading.reports_classes import is_of
from dateline.reading.reports_page import Match, Page, vocabulary
from dateline.reading.reports_parties import Parties
from dateline.records import Statement

TYPE = "REQUEST"
_AGENT = frozenset({"@agent"})


def requests(page: Page) -> Iterator[tuple[Match, Parties, Statement]]:
    """Yield for each such request its verb as a match, its parties, and the statement it is."""
    if TYPE not in page.codebook.types or not page.doc.has_annotation("SENT_START"):
        return
    form = Form("must", (), Entry(TYPE))
    for token in page.doc:
        if token.lower_ not in vocabulary().words["obliging"] or not tree.has_dep(token, "aux"):
            continue
        verb = token.head
        said = page.statements_around(verb.idx, verb.idx + len(verb))
        if not said or said[0].source is None or page.block_of(verb.idx) is None:
            continue
        involved = _parties(page, verb, said[0])
        if involved is not None:
            match = Match(verb, form, False, frozenset({token.i, verb.i}), frozenset())
            yield match, involved, said[0]


def _parties(page: Page, verb: Token, said: Statement) -> Parties | None:
    """Return who asks and who is asked; None where nobody is, or they ask themselves."""
    asked = [t for t in tree.subjects(verb) if is_of(page, t, _AGENT, unknown=True)]
    asked = [t for t in asked if t.pos_ != "PRON" or t.idx in page.pronouns]
    source = said.source
    if source is None or not asked:
        return None
    span = page.doc.char_span(source.start, source.end, alignment_mode="expand")
    if span is None or not is_of(page, span.root, _AGENT, unknown=True):
        return None
    same = {_entity(page, t) for t in asked} & {_entity(page, span.root), source.entity}
    if same - {None}:
        return None
    return Parties((span.root,), tuple(asked))


def _entity(page: Page, token: Token) -> str | None:
    found = entity_at(page.entities, token.idx, token.idx + len(token))
    return found.id if found else None
