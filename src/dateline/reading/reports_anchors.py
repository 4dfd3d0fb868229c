"""Anchors: the words of an article that the codebook knows, each with the form that fits best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from dateline.codebooks import Entry, Form
from dateline.reading import tree
from dateline.reading.reports_checked import checked
from dateline.reading.reports_classes import fits
from dateline.reading.reports_page import Match, Page, base_forms, vocabulary
from dateline.reading.reports_parties import is_passive, parties

# Further down a tree than this no word belongs to an expression: "took to the streets" needs two.
_DEPTH = 2
_CLAUSES = ("xcomp", "ccomp", "advcl", "acl")
# Words of a sentence beyond which it is a list or a table whose tree says nothing; also keeps the
# time linear. The longest sentences of news are well below 200 words.
_LONGEST = 250


def find_anchors(page: Page) -> list[Match]:
    """Return the words that name an event, in text order, only in blocks that are read.

    A noun that modifies another one names no event ("attack helicopter", "arrest warrant"), nor
    does one that is part of a verb's expression or the subject of a verb of the same type ("the
    attack killed six" is one event).
    """
    if not page.doc.has_annotation("SENT_START"):
        return []
    found: dict[int, Match] = {}
    around: dict[int, set[str]] = {}
    for sentence in page.doc.sents:
        if len(sentence) > _LONGEST or page.block_of(_first(sentence)) is None:
            continue
        lemmas = {lemma for token in sentence for lemma in base_forms(token)}
        around.update(dict.fromkeys(range(sentence.start, sentence.end), lemmas))
        for token in sentence:
            match = _match(page, token, lemmas)
            if match is not None:
                found[token.i] = match
    found = checked(page, found, around)
    _join_threats(found)
    taken = {
        i
        for match in found.values()
        for i in match.own
        if i != match.token.i and (page.doc[i].pos_ != "VERB" or _is_alike(found.get(i), match))
    }
    return [m for m in found.values() if m.token.i not in taken and not _is_absorbed(m, found)]


def _is_alike(part: Match | None, match: Match) -> bool:
    """Return whether a part of an expression is one act with it: "killed in [firing]"."""
    return part is not None and part.form.entry.type == match.form.entry.type


def _join_threats(found: dict[int, Match]) -> None:
    """Make one of a threat and the words that say what kind it is: "swore to take jihad to"."""
    for match in list(found.values()):
        head = found.get(match.token.head.i)
        kinds = {m.form.entry.type for m in (head, match) if m is not None}
        if head is None or head is match or kinds != {"THREATEN"}:
            continue
        if not match.noun and tree.has_dep(match.token, "xcomp"):
            found[head.token.i] = replace(head, form=match.form, own=head.own | match.own)
            del found[match.token.i]


def _first(sentence: Words) -> int:
    return next((t.idx for t in sentence if not t.is_space), sentence.start_char)


def _match(page: Page, token: Token, lemmas: set[str]) -> Match | None:
    if token.pos_ == "VERB" and not tree.has_dep(token, "amod", "compound", "case"):
        table = page.codebook.verbs
        noun = False
    elif token.pos_ == "NOUN" and not tree.has_dep(token, "compound", "amod", "flat"):
        table = page.codebook.nouns
        noun = True
    else:
        return None
    names = dict.fromkeys(base_forms(token))
    forms = next((table[name] for name in names if name in table), ())
    return _best(page, token, forms, noun, lemmas)


def _best(
    page: Page, token: Token, forms: Sequence[Form], noun: bool, lemmas: set[str]
) -> Match | None:
    """Return the match of the form that says most; of equals one whose parties fit goes first.

    Where no parties are told the one that asks for least is taken, unless words around already
    speak against the expression in another sense ("the striker attacked").
    """
    around = _around(token) if any(form.others for form in forms) else []
    # A common verb has a hundred expressions: most fall for want of a word.
    near = {name for child in around for name in base_forms(child)}
    open_: list[Match] = []
    barred = False
    for form in forms:
        if open_ and len(form.others) < len(open_[0].form.others):
            break
        own = _parts(form, around) if near.issuperset(form.others) else None
        if own is None:
            continue
        if not _allowed(token, form.entry, lemmas):
            barred = barred or _is_barred(form.entry, lemmas)
            continue
        match = Match(token, form, noun, frozenset({token.i, *own}), lemmas)
        fit = fits(page, match, parties(page, match, ())) if form.is_restricted else True
        if fit:
            return match
        if fit is None:
            open_.append(replace(match, is_open=True))
    if barred or not open_:
        return None
    return min(open_, key=lambda match: match.form.entry.restrictions)


def _is_barred(entry: Entry, lemmas: set[str]) -> bool:
    return any(word in lemmas for word in entry.not_with)


def _allowed(token: Token, entry: Entry, lemmas: set[str]) -> bool:
    if _is_barred(entry, lemmas):
        return False
    if not entry.needs:
        return True
    has_object = bool(tree.children(token, "obj")) or is_passive(token)
    return any(has_object if need == "obj" else need in lemmas for need in entry.needs)


def _around(token: Token) -> list[Token]:
    """Return the words close below, nearest level first, without what is coordinated."""
    level, found = [token], list[Token]()
    for _ in range(_DEPTH):
        level = [
            child
            for parent in level
            for child in parent.children
            if _is_near(child)
            # Of a clause below only its verb and how it is joined: "threaten to kill".
            and (
                not tree.has_dep(parent, *_CLAUSES)
                or parent.i == token.i
                or child.dep_ in {"mark", "case"}
            )
        ]
        found += level
    return found


def _parts(form: Form, around: Sequence[Token]) -> list[int] | None:
    """Return the tokens of the form's further words, None if one is not there."""
    used: list[int] = []
    for word in form.others:
        free = (t for t in around if t.i not in used and word in base_forms(t))
        token = next((t for t in free if _fits(t, form)), None)
        if token is None:
            return None
        used.append(token.i)
    return used


def _is_near(child: Token) -> bool:
    """Return whether a word may belong to the expression of what it depends on."""
    if child.dep_ == "nsubj:pass":  # "sanctions were imposed"
        return True
    if child.dep_ == "case" and child.head.lemma_.lower() in vocabulary().words["times"]:
        return False  # "on Monday the minister called" is no "call on"
    return not tree.has_dep(child, "conj", "nsubj", "parataxis", "punct")


def _fits(token: Token, form: Form) -> bool:
    """Return whether an adverbial belongs to an expression: only if its preposition does.

    "In a video he shows" is not "show video", but "took to the streets" is "take to street".
    """
    if not tree.has_dep(token, "obl"):
        return True
    link = tree.preposition(token)
    return not link or any(word in form.others for word in link.split())


def _is_absorbed(match: Match, found: dict[int, Match]) -> bool:
    head = found.get(match.token.head.i)
    if not match.noun or head is None or head is match or head.noun:
        return False
    return head.form.entry.type == match.form.entry.type and tree.has_dep(
        match.token, "nsubj", "obl", "obj"
    )
