"""Actors and recipients of an event, from the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.codebooks.entries import LINKS
from dateline.reading import tree
from dateline.reading.drafts import is_group_noun, is_person_noun, is_plural
from dateline.reading.reports_page import Match, Page, base_forms, vocabulary
from dateline.records import Responsibility

_EMPTY = frozenset({"there", "what", "which", "that", "who", "it", "this", "these", "those"})
# These are somebody where the article uses them for an entity ("[it] will support").
_MAY_REFER = frozenset({"it", "this", "these", "those"})


# Types whose content may name the one who shall act ("demanded that the ministry leave").
_ASKING = frozenset({"REQUEST", "THREATEN"})
# Prepositions between what was suffered and the deed that did it.
_IN = frozenset({"in", "by", "from", "during", "under", "after", "following", "to", "of"})
# Types whose objects are often what is given or agreed.
_GIVING = frozenset({"AGREE", "AID", "CONSULT", "COOPERATE", "REQUEST"})
# Types of words about what somebody did or said: they are meant for whoever did ("their plan").
_ANSWERING = frozenset({"ACCUSE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT"})
# Types whose object is often a thing of those whom it is done to: "captured a [Karen] stronghold".
_SEIZING = frozenset({"ASSAULT", "COERCE"})
# What protesters do it for: "rallied to [demand] …".
_VOICING = frozenset(
    {"demand", "protest", "call", "condemn", "urge", "denounce", "oppose", "press"}
)
# Prepositions after a verb's object that lead to the one concerned.
_TOWARDS = frozenset({"against", "on", "with", "to", "for", "from", "of"})


@dataclass(frozen=True)
class Parties:
    """Heads of the phrases that name the parties, in text order."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()
    responsibility: Responsibility = "stated"
    within: tuple[Token, ...] = ()
    """recipients to take if there are no others"""


def parties(page: Page, match: Match, anchors: Collection[int]) -> Parties:
    """Return who did it and to whom; names of events and the like are nobody."""
    found = _of_noun(match) if match.noun else _of_verb(match)

    def spread(heads: Iterable[Token]) -> list[Token]:
        named = _spread(heads, anchors, match)
        return [t for t in named if not _is_empty(page, t)]

    actors = spread(found.actors)
    recipients = [t for t in spread(found.recipients) if t not in actors]
    if not recipients:
        recipients = [t for t in spread(found.within) if t not in actors]
    if not recipients:
        recipients = [t for t in spread(_affected(match)) if t not in actors]
    if match.form.entry.type == "REJECT" and all(map(_is_asked, recipients)):
        recipients = [t for t in spread(found.within) if t not in actors] or recipients
    if match.form.entry.reciprocal and recipients and not actors:
        actors, recipients = recipients, []
    return Parties(tuple(actors), tuple(recipients), found.responsibility)


def _affected(match: Match) -> list[Token]:
    """Return who is meant where no phrase of its own says to whom it is done."""
    type = match.form.entry.type
    if type == "PROTEST":
        return _protested(match)
    if type in _ASKING and match.noun:  # "its demand that [Ann] leave"
        clauses = tree.children(match.token, "acl", "ccomp")
        return [t for clause in clauses for t in tree.children(clause, "nsubj")]
    if type in _SEIZING and not match.noun:
        things = (match.token.doc[i] for i in sorted(match.own) if i != match.token.i)
        return [t for thing in things if thing.pos_ == "NOUN" for t in _owners(thing)]
    return []


def is_passive(verb: Token) -> bool:
    """Return whether a verb is passive, with an auxiliary or as a participle ("a man shot by")."""
    if tree.children(verb, "nsubj:pass", "aux:pass", "obl:agent"):
        return True
    if tree.children(verb, "nsubj", "obj"):
        return False
    if tree.has_dep(verb, "conj") and verb.head.i != verb.i:
        first = verb.head
        same = first.lower_.endswith("ing") == verb.lower_.endswith("ing")
        return same and bool(tree.children(first, "aux:pass", "nsubj:pass"))
    if tree.has_dep(verb, "acl:relcl") or tree.children(verb, "aux"):
        return False
    participle = verb.lower_ != verb.lemma_.lower() and not verb.lower_.endswith(("ing", "s"))
    return tree.has_dep(verb, "acl") and participle


def _of_verb(match: Match) -> Parties:
    verb, entry = match.token, match.form.entry
    objects = [t for t in tree.children(verb, "obj", "iobj") if _may_undergo(t, match)]
    wanted = list(entry.recipient)
    if wanted:
        wanted += [word for word in match.form.others if word in LINKS]
    obliques = [t for t in tree.children(verb, "obl", "nmod") if t.i not in match.own]
    oblique = [t for t in obliques if _under(t, match, wanted) and not _is_time(t)]
    responsible: Responsibility = "stated"
    apart = [t for t in obliques if tree.preposition(t) in entry.actor and not _is_time(t)]
    if is_passive(verb):
        subjects = [t for t in obliques if tree.preposition(t) == "by"] or apart or _doers(verb)
        patients = tree.subjects(verb) if wanted else []
    else:
        blamed = _blamed(verb)
        subjects = blamed or _authors(verb)
        responsible = "suspected" if blamed else "stated"
        patients = objects if "obj" in wanted else []
    if entry.subject == "recipient" and (entry.actor or not patients):
        undergone = tree.subjects(verb) if entry.actor else subjects
        return Parties(tuple(apart or _doers(verb)), tuple(undergone))
    return Parties(tuple(subjects), (*patients, *oblique), responsible, _within(match, wanted))


def _doers(verb: Token) -> list[Token]:
    """Return who did the deed in which somebody died: "killed in [police] firing".

    The deed may have been read as a clause of its own: "died in firing by [the police]".
    """
    for deed in tree.children(verb, "obl", "nmod", "advcl"):
        links = {t.lower_ for t in tree.children(deed, "case", "mark")}
        if not links & _IN or not vocabulary().words["deeds"] & {*base_forms(deed), deed.lower_}:
            continue
        sides = [t for t in tree.children(deed, "amod", "compound") if _is_side(t)]
        owners = [t for t in tree.children(deed, "nmod:poss") if t.pos_ != "PRON"]
        agents = [t for t in tree.children(deed, "nmod", "obl") if tree.preposition(t) == "by"]
        if agents or owners or sides:
            return agents or owners or sides
    return []


def _may_undergo(noun: Token, match: Match) -> bool:
    """Return whether an object is somebody besides the expression's words.

    In "free [hostages]" the word of the expression is those freed, in "take Ann hostage" it is not.
    """
    if noun.i not in match.own:
        return True
    people = any(is_person_noun(form) or is_group_noun(form) for form in base_forms(noun))
    told = tree.children(noun, "det", "nummod", "nmod:poss", "amod", "flat")
    return people and (is_plural(noun) or bool(told))


def _within(match: Match, wanted: Collection[str]) -> tuple[Token, ...]:
    """Return who stands in the words that depend on a verb, for a verb without a recipient.

    Who shall do it ("demanded that [the ministry] leave"), with or to whom ("offered to talk with
    [the rebels]", "granted asylum to [officers]"), whose it is ("condemned [the army]'s attack").
    """
    if not wanted:
        return ()
    type, links = match.form.entry.type, (set(wanted) | _TOWARDS) - {"obj", "in", "by"}
    found: list[Token] = []
    for child in match.token.children:
        link = tree.preposition(child)
        if tree.has_dep(child, "ccomp") and type in _ASKING:
            found += [t for t in tree.children(child, "nsubj") if t.pos_ != "PRON"]
        elif tree.has_dep(child, "xcomp"):
            found += tree.children(child, "obj")
            found += [t for t in tree.children(child, "obl") if tree.preposition(t) in links]
        elif tree.has_dep(child, "obl") and match.form.others and link in {"to", "with", "against"}:
            found.append(child)
        elif tree.has_dep(child, "obj", "nsubj:pass") or link in links:
            found += [t for t in tree.children(child, "nmod") if tree.preposition(t) in links]
            found += _owners(child) if type in _ANSWERING else []
    return tuple(t for t in found if t.i not in match.own)


def _owners(noun: Token) -> list[Token]:
    """Return whose deed or word a noun is: "[Orlan]'s attack", "calls by [the army]"."""
    beside = tree.children(noun, "nmod:poss", "compound", "amod")
    named = [t for t in beside if t.pos_ == "PROPN" or _is_national(t)]
    return named + [t for t in tree.children(noun, "nmod") if tree.preposition(t) in {"by", "from"}]


def _is_national(token: Token) -> bool:
    """Return whether an adjective is of a nation or people: "a [Senegalese] plan"."""
    return token.pos_ == "ADJ" and token.text[:1].isupper() and token.text[1:].islower()


def _protested(match: Match) -> list[Token]:
    """Return the first that is named in what protesters demand or denounce."""
    top = match.token
    if match.noun and top.head.pos_ == "VERB":
        top = top.head
    for clause in tree.children(top, "advcl", "xcomp", "acl"):
        if _VOICING & {*base_forms(clause)}:
            named = (t for t in clause.subtree if t.ent_type_ and t.head.ent_type_ == "")
            heads = [t for t in named if not _is_time(t) and t.i > clause.i]
            return heads[:1]
    return []


def _under(noun: Token, match: Match, wanted: Collection[str]) -> bool:
    """Return whether a noun's preposition is one of those under which the recipient stands."""
    if not wanted:
        return False
    return tree.preposition(noun) in set(wanted) - {"obj", "in", "by"} or (
        bool(tree.children(noun, "case"))
        and any(case.i in match.own for case in tree.children(noun, "case"))
    )


def _authors(verb: Token) -> list[Token]:
    """Return the subjects; of what a text says ("a declaration condemning him") its author."""
    asked = _asked(verb)
    if asked:
        return asked
    subjects = tree.subjects(verb) or _misplaced(verb)
    if not subjects or subjects[0] != verb.head or not tree.has_dep(verb, "acl"):
        return subjects
    noun, above = verb.head, verb.head.head
    # "the aim of fighting": the noun is no subject of what it only names.
    names_it = bool(tree.children(verb, "mark")) and not tree.has_dep(verb, "acl:relcl")
    if not names_it and not vocabulary().words["texts"] & {*base_forms(noun)}:
        return subjects
    if tree.has_dep(noun, "obj") and above.pos_ == "VERB":
        return tree.subjects(above)
    return [] if names_it else subjects


def _misplaced(verb: Token) -> list[Token]:
    """Return the subject of a clause before its verb of saying ("[Ann] left, he said").

    A model may hang it on the verb of saying, which then has two.
    """
    head = verb.head
    if not tree.has_dep(verb, "ccomp") or head.i < verb.i:
        return []
    return [t for t in tree.children(head, "nsubj") if t.i < verb.i]


def _asked(verb: Token) -> list[Token]:
    """Return who is asked to do it: "called on [the army] to withdraw"."""
    head = verb.head
    if head.i == verb.i or not tree.has_dep(verb, "xcomp", "advcl", "ccomp"):
        return []
    if tree.children(verb, "nsubj") or not any(
        m.lower_ == "to" for m in tree.children(verb, "mark")
    ):
        return []
    if not any(vocabulary().governors.get(name) == "demanded" for name in base_forms(head)):
        return []
    obliques = [
        t for t in tree.children(head, "obl") if tree.preposition(t) in {"on", "upon", "to"}
    ]
    return tree.children(head, "obj", "iobj") or obliques[:1]


def _blamed(verb: Token) -> list[Token]:
    """Return whom somebody accuses of what the verb says."""
    head = verb.head
    if head.i == verb.i or not tree.has_dep(verb, "advcl", "acl", "ccomp", "xcomp"):
        return []
    if base_forms(head)[0] not in vocabulary().words["blame"] or tree.children(verb, "nsubj"):
        return []
    links = {mark.lower_ for mark in tree.children(verb, "mark", "case")}
    if not links & {"of", "for", "with", "over", "after"}:
        return []
    if is_passive(head):
        return tree.subjects(head)
    return tree.children(head, "obj")


def _of_noun(match: Match) -> Parties:
    noun, entry = match.token, match.form.entry
    actors: list[Token] = []
    recipients: list[Token] = []
    dependants = [t for t in tree.children(noun, "nmod", "obl") if t.i not in match.own]
    by = [t for t in dependants if tree.preposition(t) == "by"]
    for token in dependants:
        link = tree.preposition(token)
        if tree.has_dep(token, "nmod:poss"):
            side = "recipient" if entry.owner == "recipient" or by else "actor"
            (recipients if side == "recipient" else actors).append(token)
        elif link == "of":
            (recipients if entry.of == "recipient" or by else actors).append(token)
        elif link in {"by", "between", *entry.actor}:
            actors.append(token)
        elif link in {"against", "on", "upon", *entry.recipient} - {"in"} and not _is_time(token):
            recipients.append(token)
    responsible: Responsibility = "stated"
    if not actors:
        actors, more, responsible = _carried(match)
        recipients += more
    if not actors:
        actors = [t for t in tree.children(noun, "amod", "compound") if _is_side(t)]
    return Parties(tuple(actors), tuple(recipients), responsible)


def _is_side(token: Token) -> bool:
    """Return whether an attribute names who acts: "rebel attacks", "a U.S. strike"."""
    return token.ent_type_ == "ORG" or token.lemma_.lower() in vocabulary().words["sides"]


def _carried(match: Match) -> tuple[list[Token], list[Token], Responsibility]:
    """Return what the verb over a noun says: "carried out an attack on", "is blamed for"."""
    noun, words = match.token, vocabulary().words
    verb, claimed = noun.head, False
    if verb.lemma_.lower() in {"responsibility", "involvement", "role", "part", "blame", "credit"}:
        claimed, verb = True, verb.head
    if verb.i == noun.i or verb.pos_ != "VERB":
        return [], [], "stated"
    lemma = base_forms(verb)[0]
    if lemma == "deny":
        return tree.subjects(verb), [], "denied"
    if claimed and lemma in {"claim", "take", "accept", "admit", "assume"}:
        return tree.subjects(verb), [], "claimed"
    if lemma in words["blame"] and tree.preposition(noun) in {"for", "of", "over", "with", "in"}:
        blamed = tree.subjects(verb) if is_passive(verb) else tree.children(verb, "obj")
        return blamed, [], "suspected"
    return (*_light(match, verb, lemma), "stated")


def _light(match: Match, verb: Token, lemma: str) -> tuple[list[Token], list[Token]]:
    noun, words = match.token, vocabulary().words
    if lemma not in words["light"] | words["undergo"]:
        return [], []
    on = [
        t
        for t in tree.children(verb, "obl")
        if tree.preposition(t) in {"against", "on", "upon"} and not _is_time(t)
    ]
    agents = [t for t in tree.children(verb, "obl") if tree.preposition(t) == "by"]
    if tree.has_dep(noun, "nsubj:pass") or is_passive(verb):
        return agents, on
    if not tree.has_dep(noun, "obj"):
        return [], []
    if lemma in words["undergo"]:
        return [], tree.subjects(verb)
    return tree.subjects(verb), on


def _is_time(token: Token) -> bool:
    return (
        tree.has_dep(token, "obl:tmod", "nmod:tmod")
        or token.lemma_.lower() in vocabulary().words["times"]
    )


def _spread(heads: Iterable[Token], anchors: Collection[int], match: Match) -> list[Token]:
    """Return the heads with what is coordinated with them, once, without what is nobody."""
    found: dict[int, Token] = {}
    for head in heads:
        for token in tree.coordinated(head):
            if token.i != match.token.i and _may_undergo(token, match) and _is_party(token):
                if token.i in anchors or _is_given(token, match):
                    continue
                found[token.i] = token
    return [found[i] for i in sorted(found)]


def _is_party(token: Token) -> bool:
    nominal = token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"}
    return nominal and not _is_time(token)


def _is_asked(token: Token) -> bool:
    return any(form in vocabulary().words["asked"] for form in base_forms(token))


def _is_given(token: Token, match: Match) -> bool:
    """Return whether a noun is what is given, agreed or asked for, and nobody."""
    if match.form.entry.type not in _GIVING or token.pos_ == "PROPN":
        return False
    return any(form in vocabulary().words["given"] for form in base_forms(token))


def _is_empty(page: Page, token: Token) -> bool:
    """Return whether a pronoun stands for nobody ("it rains"), as far as the article tells."""
    if token.pos_ != "PRON" or token.lower_ not in _EMPTY:
        return False
    return token.lower_ not in _MAY_REFER or token.idx not in page.pronouns
