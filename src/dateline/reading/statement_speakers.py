"""Who speaks: sources to entities, and quotations without a cue to the speaker they go on with."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.reading import tree
from dateline.reading.entities import entity_at
from dateline.reading.quotations import Quotation
from dateline.reading.statement_page import Draft, Index, Page, Stretch, has_words, merged
from dateline.reading.statement_rules import is_clause
from dateline.records import Entity

_HE = frozenset({"he", "him", "his"})
_SHE = frozenset({"she", "her", "hers"})
_I = frozenset({"i", "me", "my", "mine"})
_RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
# A pronoun that the article's mentions leave open goes to the last speaker, this many paragraphs
# back at most. Chosen: news rarely leaves a speaker alone for more than one paragraph.
_REMEMBERED = 2


def continue_quotations(page: Page, drafts: list[Draft]) -> None:
    """Give the quotations that begin a paragraph without a cue to the speaker they belong to.

    A quotation left open in the paragraph before is the same statement. One that fills its
    paragraph after a quotation is a statement of its own: of the same speaker, or of the other one
    where two take turns. Its source is that of the statement it goes on with.
    """
    index = Index(drafts)
    starts = {start: draft for draft in drafts for start, _ in draft.contents}
    for quotation in page.outer_quotations():
        number = page.paragraph_number(quotation.start)
        known = starts.get(quotation.start)
        if not number or (known is not None and (known.source or known.cue)):
            continue
        if page.paragraphs[number][0] != quotation.start or not is_clause(page, quotation):
            continue
        if not quotation.continues and not _fills(page, quotation, number):
            continue
        before = _last_quoted(page, index, number - 1)
        if before is None:
            continue
        if known is not None:
            known.dropped = True
        starts[quotation.start] = _go_on(page, index, quotation, before, number)
        index.add(starts[quotation.start])
        if starts[quotation.start] is not before:
            drafts.append(starts[quotation.start])
    drafts[:] = [draft for draft in drafts if not draft.dropped]


def _go_on(page: Page, index: Index, quotation: Quotation, before: Draft, number: int) -> Draft:
    stretch = quotation.start, quotation.end
    if quotation.continues:
        before.contents = merged([*before.contents, stretch])
        return before
    model = _taking_turns(page, index, before, number) or before
    return Draft([stretch], None, model.source, model.speaker)


def _fills(page: Page, quotation: Quotation, number: int) -> bool:
    """Return whether quotations and nothing else make up a paragraph."""
    start, end = page.paragraphs[number]
    rest, at = "", start
    for inside in page.quotations_within(start, end):
        rest += page.text[at : inside.start]
        at = max(at, inside.end)
    return not has_words(rest + page.text[at:end])


def _last_quoted(page: Page, index: Index, number: int) -> Draft | None:
    """Return the statement whose quotation is the last in a paragraph."""
    start, end = page.paragraphs[number]
    last: Draft | None = None
    at = -1
    for draft in index.over(start, end):
        for begin, finish in draft.contents:
            if start <= begin and finish <= end and begin > at and page.text[begin] in _MARKS:
                quotation = page.quoted_at(begin)
                inside = quotation is not None and draft.cue is not None
                if (
                    inside
                    and quotation
                    and quotation.start <= (draft.cue or (0, 0))[0] < quotation.end
                ):
                    continue
                last, at = draft, begin
    return last


_MARKS = frozenset("\"“„«'‘`”‟‚‹")


def _taking_turns(page: Page, index: Index, before: Draft, number: int) -> Draft | None:
    """Return the statement of the other speaker where two have taken turns so far.

    They have if the two paragraphs before are quotations of two speakers, and the one before asks,
    or the one before that asked and this one asks again, or three have been turns already.
    """
    earlier = _last_quoted(page, index, number - 2) if number > 1 else None
    if earlier is None or _voice(page, earlier) in {None, _voice(page, before)}:
        return None
    here = page.text[slice(*page.paragraphs[number])]
    if _asks(page, before) or (_asks(page, earlier) and _is_question(here)):
        return earlier
    third = _last_quoted(page, index, number - 3) if number > 2 else None
    return earlier if third is not None and _voice(page, third) == _voice(page, before) else None


def _asks(page: Page, draft: Draft) -> bool:
    return _is_question(page.text[slice(*draft.contents[-1])])


def _is_question(words: str) -> bool:
    return words.rstrip("\"”’'»“ ").endswith("?")


def _voice(page: Page, draft: Draft) -> str | None:
    """Return what tells two speakers apart: the entity, else the words of the source."""
    if draft.speaker is not None:
        return draft.speaker.id
    return page.text[slice(*draft.source)].lower() if draft.source else None


@dataclass
class Speakers:
    """Finds the entity of each source, in text order, remembering who spoke last."""

    page: Page
    last: Entity | None = None
    last_paragraph: int = -100

    def resolve(self, drafts: list[Draft]) -> None:
        """Fill ``speaker`` of statements that have a source; a second run keeps what is there."""
        index = Index(drafts)
        for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
            number = self.page.paragraph_number(draft.start) or 0
            if draft.speaker is None and draft.source is not None:
                draft.speaker = self._entity(draft, index, number)
            if draft.speaker is not None:
                self.last, self.last_paragraph = draft.speaker, number

    def _entity(self, draft: Draft, index: Index, number: int) -> Entity | None:
        if draft.source is None:
            return None
        head = self._head(draft.source)
        if head is None or self._several(head, draft.source):
            return None
        if head.lower_ in _I:
            return self._quoted_self(draft, index)
        found = self._named(head, draft.source)
        if found is None and head.lower_ in _RELATIVE:
            antecedent = _antecedent(head)
            found = self._named(antecedent, None) if antecedent is not None else None
        if found is None and head.lower_ in _HE | _SHE:
            found = self._recent(head.lower_, number)
        return found

    def _head(self, source: Stretch) -> Token | None:
        """Return the head word of a source."""
        tokens = [t for t in self.page.tokens(*source) if not t.is_punct]
        if not tokens or not self.page.has_tree:
            return tokens[-1] if tokens else None
        inside = {token.i for token in tokens}
        for token in tokens:
            if token.head.i not in inside or token.head.i == token.i:
                return token
        return tokens[-1]

    def _several(self, head: Token, source: Stretch) -> bool:
        """Return whether the source names two or more, which are no single entity."""
        conjuncts = tree.children(head, "conj") if self.page.has_tree else []
        return any(source[0] <= other.idx < source[1] for other in conjuncts)

    def _named(self, head: Token, source: Stretch | None) -> Entity | None:
        entities = self.page.entities
        if self.page.has_tree and head.dep_:
            phrase = tree.phrase(head)
            start, end = phrase.start_char, phrase.end_char
            if source is not None:
                start, end = max(start, source[0]), min(end, source[1])
            if start < end:
                found = entity_at(entities, start, end)
                # "Orlan's lawyer" is not Orlan: the mention has to reach the head.
                if found is not None and _covers(found, head.idx, start, end):
                    return found
        found = entity_at(entities, head.idx, head.idx + len(head))
        if found is not None or source is None or self.page.has_tree:
            return found
        return entity_at(entities, *source)

    def _quoted_self(self, draft: Draft, index: Index) -> Entity | None:
        """Return who says "I": the speaker of the smallest quotation around it."""
        around = [
            (end - start, other.start, other)
            for other in (index.over(*draft.source) if draft.source else ())
            if other is not draft and other.source is not None
            for start, end in other.contents
            if draft.source and start <= draft.source[0] and draft.source[1] <= end
        ]
        if not around:
            return None
        other = min(around, key=lambda found: found[:2])[2]
        if other.speaker is None and other.source and self._head(other.source) is not None:
            head = self._head(other.source)
            return self._named(head, other.source) if head is not None else None
        return other.speaker

    def _recent(self, pronoun: str, number: int) -> Entity | None:
        last = self.last
        if last is None or last.type != "person" or number - self.last_paragraph > _REMEMBERED:
            return None
        other = _SHE if pronoun in _HE else _HE
        used = {m.text.lower() for m in last.mentions if m.kind == "pronoun"}
        return None if used & other else last


def _covers(entity: Entity, at: int, start: int, end: int) -> bool:
    return any(
        m.start <= at < m.end or (m.start >= start and m.end == end) for m in entity.mentions
    )


def _antecedent(relative: Token) -> Token | None:
    verb = relative.head
    while verb.head.i != verb.i and not tree.has_dep(verb, "acl"):
        if not tree.has_dep(verb, "conj", "ccomp", "xcomp", "cop", "aux", "nsubj"):
            return None
        verb = verb.head
    return verb.head if tree.has_dep(verb, "acl") and verb.head.i != verb.i else None
