"""Posts and functions that the text gives a person: by title, apposition, or "was the …".

"Colonel Orlan", "Orlan, the former commander of the guard", "Orlan was the president of Tersia".
Each role is the exact words of its phrase; whether it is held now or no more comes from words
before it ("former") and from the tense of the copula.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline import gazetteer
from dateline.reading import tree
from dateline.reading.drafts import (
    Draft,
    Found,
    Page,
    gender_of,
    is_person_noun,
    is_plural,
    is_title,
    word_set,
    words,
)
from dateline.records import Role, RoleStatus

_ORGANISATION_PREPOSITIONS = frozenset({"of", "at", "in", "for", "with", "to"})
_PRESENT = frozenset({"is", "are", "am"})
_PAST = frozenset({"was", "were"})
_OPEN = frozenset({"will", "would", "may", "might", "could", "should", "can", "must", "shall"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADV", "PART"})


def add_roles(page: Page, draft: Draft, mentions: list[Found]) -> None:
    """Add to a person the roles that stand at the given mentions of it."""
    for mention in mentions:
        if mention.kind == "name":
            _note(draft, _title_role(page, mention))
            for noun in appositions(page, mention, draft):
                _note(draft, _noun_role(page, noun, "current"))
        for noun, status in _predicates(page, mention):
            _note(draft, _noun_role(page, noun, status))


def _note(draft: Draft, found: tuple[Role, Token] | None) -> None:
    if found is None:
        return
    role, noun = found
    draft.nouns.add(noun.lemma_.lower())
    draft.gender = draft.gender or gender_of(noun.lemma_) or gender_of(noun.text)
    if not any(role.start < other.end and other.start < role.end for other in draft.roles):
        draft.roles.append(role)


def _title_role(page: Page, mention: Found) -> tuple[Role, Token] | None:
    """Return the role in the words right before a name ("Tersian President Orlan Beshmet")."""
    start = _stretch_start(page, mention)
    if start == mention.start:
        return None
    noun = page.doc[mention.start - 1]
    while tree.has_dep(noun, "nmod") and start <= noun.head.i < noun.i:
        noun = noun.head  # "Secretary of State Orlan"
    plain = noun.pos_ == "NOUN" and not noun.ent_type_
    if not (plain or _is_post(noun)) or noun.ent_type_ in {"ORG", "LOC"}:
        return None
    while start < noun.i and page.doc[start].pos_ in {"DET", "PUNCT", "PART", "ADV"}:
        start += 1
    before = [page.doc[i] for i in range(start, mention.start)]
    if start and page.doc[start - 1].lower_ in word_set("status", "former"):
        before.insert(0, page.doc[start - 1])  # "Ousted President", whatever the tree says
    name = next((w for w in reversed(before) if w.i < noun.i and w.ent_type_ == "ORG"), None)
    of = _organisation(page, noun, start, mention.start)
    organization = of or (_entity_words(page, name, start) if name is not None else None)
    return _role(page, noun, start, mention.start, organization, _status(before, "current"))


def _stretch_start(page: Page, mention: Found) -> int:
    """Return where the words that hang on a name, or that it hangs on, begin before it."""
    doc, start = page.doc, mention.start
    while start > 0:
        token = doc[start - 1]
        same = page.sentence[token.i] == page.sentence[mention.start] and page.readable[token.i]
        hyphen = token.text in {"-", "‑"} and start < mention.start
        inner = token.lower_ in {"of", "for", "the"} and start < mention.start
        other = token.ent_type_ == "PER" and page.doc[start].ent_iob_ != "I"
        if not same or other or token.lower_ in {"'s", "’s"}:
            break
        loose = _is_based(token) or token.lower_ in word_set("status", "former")
        if not (hyphen or inner or token.pos_ in _MODIFIERS or loose):
            break
        if not hyphen and not _hangs_together(page, token, start, mention.end):
            break
        start -= 1
    for i in range(start, mention.start):
        if doc[i].lower_ in {"of", "for"} and not (i > start and _is_post(doc[i - 1])):
            start = i + 1  # "at the request of Minister Orlan": "request" is no post
    return start


def _hangs_together(page: Page, token: Token, start: int, end: int) -> bool:
    """Return whether the token hangs on the words after it, or the next of them on it."""
    if start <= token.head.i < end or is_title(token.text):
        return True
    if token.i + 1 == start and token.pos_ == "NOUN" and is_person_noun(token.lemma_.lower()):
        return not is_plural(token)
    return any(page.doc[i].head.i == token.i for i in range(start, end))


def _is_based(token: Token) -> bool:
    return token.lower_ in {"based", "born", "led", "backed", "trained", "appointed", "elected"}


def _is_post(token: Token) -> bool:
    lemma = token.lemma_.lower()
    return is_title(token.text) or is_person_noun(lemma)


def appositions(page: Page, mention: Found, draft: Draft) -> list[Token]:
    """Return the nouns that stand in apposition to a name, on either side, and agree in number."""
    head = page.doc[mention.head]
    found = [noun for child in tree.children(head, "appos") for noun in tree.coordinated(child)]
    if tree.has_dep(head, "appos") and head.head.i != head.i:
        found.append(head.head)
    return [
        noun
        for noun in found
        if is_plural(noun) == draft.plural
        and _can_be_role(noun)
        and (draft.type != "person" or _is_human(noun))
        and not _is_title_of_another(page, noun, mention)
    ]


def _is_human(noun: Token) -> bool:
    """Return whether a noun names a person by the tables, or looks as if it did ("sculptor")."""
    return _is_post(noun) or noun.lemma_.lower().endswith(tuple(words()["human_endings"]["ends"]))


def _is_title_of_another(page: Page, noun: Token, mention: Found) -> bool:
    """Return whether a noun stands right before another person's name, and so is that one's."""
    after = noun.i + 1
    if after >= len(page.doc) or page.doc[after].ent_type_ != "PER":
        return False
    return not mention.start <= after < mention.end


def _can_be_role(noun: Token) -> bool:
    if noun.ent_type_ in {"PER", "LOC", "ORG"} and not _is_post(noun):
        return False
    if noun.pos_ == "PROPN":
        return _is_post(noun)
    return noun.pos_ == "NOUN" and noun.lemma_.lower() not in word_set("no_role", "nouns")


def _predicates(page: Page, mention: Found) -> list[tuple[Token, RoleStatus]]:
    """Return (noun, status) for "X was the chief", "X has served as chief"."""
    head = page.doc[mention.head]
    verb = head.head
    if not tree.has_dep(head, "nsubj") or verb.i == head.i:
        return []
    found: list[tuple[Token, RoleStatus]] = []
    for predicate in tree.coordinated(verb):
        own = tree.children(predicate, "nsubj")
        if tree.negated(predicate) or (own and head not in own):
            continue
        verbs = tree.auxiliaries(predicate)
        if tree.children(predicate, "cop") or (predicate.i != verb.i and predicate.pos_ == "NOUN"):
            verbs = verbs or tree.auxiliaries(verb)
            if _is_post(predicate) and not _OPEN & set(verbs):
                found.append((predicate, _tense(verbs)))
        elif predicate.lemma_.lower() in word_set("as_verbs", "held"):
            found.extend(
                (noun, _tense(verbs or ["was"]))
                for noun in tree.children(predicate, "obl")
                if tree.preposition(noun) == "as" and _is_post(noun) and not _OPEN & set(verbs)
            )
    return found


def _tense(auxiliaries: list[str]) -> RoleStatus:
    """Return the status that the auxiliaries and the copula of a predicate tell."""
    verbs = set(auxiliaries)
    if verbs & {"has", "have"} or verbs & _PRESENT:
        return "current"
    return "former" if verbs & _PAST or "had" in verbs else "unknown"


def _noun_role(page: Page, noun: Token, otherwise: RoleStatus) -> tuple[Role, Token] | None:
    """Return the role that a noun phrase tells, with its head."""
    span = tree.phrase(noun)
    if not page.readable[noun.i]:
        return None
    before = [token for token in span if token.i < noun.i]
    organization = _organisation(page, noun, span.start, span.end)
    owner = tree.children(noun, "nmod:poss")
    if organization is None and owner and owner[0].pos_ != "PRON":
        organization = tree.phrase(owner[0]).text
    if organization is None:
        name = next((w for w in reversed(before) if w.ent_type_ == "ORG"), None)
        organization = _entity_words(page, name, span.start) if name is not None else None
    return _role(page, noun, span.start, span.end, organization, _status(before, otherwise))


def _organisation(page: Page, noun: Token, start: int, end: int) -> str | None:
    """Return the words of what the role is at, of or in, within the role's phrase."""
    for of in tree.children(noun, "nmod"):
        if tree.has_dep(of, "nmod:poss") or of.i < noun.i or not start <= of.i < end:
            continue
        if tree.preposition(of) in _ORGANISATION_PREPOSITIONS and of.pos_ != "PRON":
            span = tree.phrase(of)
            return str(page.doc[max(span.start, start) : min(span.end, end)].text)
    return None


def _entity_words(page: Page, token: Token, start: int) -> str:
    """Return the words of the tagged name that a token belongs to."""
    first = last = token.i
    while first > start and page.doc[first].ent_iob_ == "I":
        first -= 1
    while last + 1 < len(page.doc) and page.doc[last + 1].ent_iob_ == "I":
        last += 1
    return str(page.doc[first : last + 1].text)


def _status(before: list[Token], otherwise: RoleStatus) -> RoleStatus:
    """Return the status that a word before the role's noun tells, else the one given."""
    forms = {token.lower_ for token in before}
    lemmas = forms | {token.lemma_.lower() for token in before}
    if lemmas & word_set("status", "former"):
        return "former"
    if lemmas & word_set("status", "unknown"):
        return "unknown"
    return "current" if lemmas & word_set("status", "current") else otherwise


def _role(
    page: Page, noun: Token, start: int, end: int, organization: str | None, status: RoleStatus
) -> tuple[Role, Token]:
    first = noun.i
    if first - 2 >= start and _is_hyphened(page.doc[first - 2 : first + 1].text):
        first -= 2
    while first > start and _is_part_of_title(page.doc[first - 1], noun):
        first -= 1
    last = noun.i
    while last + 1 < end and tree.has_dep(page.doc[last + 1], "flat", "fixed"):
        last += 1
    if tree.children(noun, "nmod") and noun.lower_ == "secretary" and organization is not None:
        last = max(last, _end_of_state(page, noun, end))
    text = page.doc[start:end]
    role = Role(
        title=page.doc[first : last + 1].text,
        organization=organization,
        status=status,
        start=text.start_char,
        end=text.end_char,
    )
    return role, noun


def _is_hyphened(words: str) -> bool:
    """Return whether three tokens are a title with a hyphen ("Secretary-General")."""
    before, hyphen, _ = words.partition("-")
    return bool(before and hyphen) and gazetteer.agent(words) is not None


def _end_of_state(page: Page, noun: Token, end: int) -> int:
    """Return the last word of "secretary of state": what follows "of" is part of the title."""
    follows = noun.i + 2
    is_of = noun.i + 1 < end and page.doc[noun.i + 1].lower_ == "of"
    return follows if is_of and follows < end and page.doc[follows].lower_ == "state" else noun.i


def _is_part_of_title(token: Token, noun: Token) -> bool:
    """Return whether a word before the noun belongs to the post's name ("deputy foreign …")."""
    named = token.ent_type_ and not (token.ent_type_ == "PER" and is_title(token.text))
    if named or token.pos_ not in {"NOUN", "ADJ", "PROPN"}:
        return False
    if token.i and token.nbor(-1).text in {"-", "‑"}:
        return False  # "ten-year-old", "Kabul-based"
    if any(token.lower_ in word_set("status", kind) for kind in ("former", "current", "unknown")):
        return False
    if gazetteer.is_demonym(token.text) or gazetteer.country(token.text):
        return False
    return tree.has_dep(token, "compound", "amod", "nmod", "flat") and (
        token.head.i == noun.i or token.head.i > token.i
    )
