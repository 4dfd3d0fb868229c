"""The tree helpers, on trees made by hand (all sentences invented)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Token

from dateline.reading import tree
from tests.build import doc_of

COMMANDER = """
Orlan PROPN Orlan 10 nsubj -
, PUNCT , 5 punct
the DET the 5 det
former ADJ former 5 amod
commander NOUN commander 1 appos
of ADP of 7 case
police NOUN police 5 nmod -
, PUNCT , 5 punct
did AUX do 10 aux
flee VERB flee 0 root
to ADP to 12 case
Kabul PROPN Kabul 10 obl
and CCONJ and 14 cc
Herat PROPN Herat 12 conj
. PUNCT . 10 punct
"""

RELATIVE = """
The DET the 2 det
man NOUN man 6 nsubj
who PRON who 4 nsubj
fired VERB fire 2 acl:relcl
later ADV later 6 advmod
fled VERB flee 0 root
and CCONJ and 8 cc
hid VERB hide 6 conj
. PUNCT . 6 punct
"""

FORCED = """
Rebels NOUN rebel 2 nsubj
forced VERB force 0 root
him PRON he 2 obj
to PART to 5 mark
leave VERB leave 2 xcomp -
, PUNCT , 7 punct
firing VERB fire 2 advcl
rifles NOUN rifle 7 obj
. PUNCT . 2 punct
"""

PASSIVE = """
No DET no 2 det
soldier NOUN soldier 5 nsubj:pass
will AUX will 5 aux
be AUX be 5 aux:pass
shot VERB shoot 0 root
or CCONJ or 7 cc
killed VERB kill 5 conj
according VERB accord 10 case
to ADP to 8 fixed
sources NOUN source 5 obl
. PUNCT . 5 punct
"""


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


@pytest.mark.parametrize(
    ("rows", "head", "short", "full"),
    [
        (COMMANDER, "Orlan", "Orlan", "Orlan, the former commander of police"),
        (COMMANDER, "commander", "the former commander of police", None),
        (COMMANDER, "police", "police", None),
        (COMMANDER, "Kabul", "Kabul", None),
        (RELATIVE, "man", "The man", "The man who fired"),
        (PASSIVE, "sources", "sources", None),
    ],
)
def test_phrases(rows: str, head: str, short: str, full: str | None) -> None:
    token = word(doc_of(rows), head)
    assert tree.phrase(token).text == short
    assert tree.full_phrase(token).text == (full or short)


def test_phrase_of_a_predicate_leaves_its_subject_and_copula_out() -> None:
    doc = doc_of(
        """
        Orlan PROPN Orlan 5 nsubj
        was AUX be 5 cop
        once ADV once 5 advmod
        the DET the 5 det
        chief NOUN chief 0 root
        of ADP of 7 case
        Kabul PROPN Kabul 5 nmod
        and CCONJ and 9 cc
        Herat PROPN Herat 7 conj
        . PUNCT . 5 punct
        """
    )
    assert tree.phrase(word(doc, "chief")).text == "the chief of Kabul and Herat"


def test_phrase_stops_where_something_else_stands_between() -> None:
    doc = doc_of(
        """
        talks NOUN talk 2 nsubj
        opened VERB open 0 root
        on ADP on 4 case
        peace NOUN peace 1 nmod
        """
    )
    assert tree.phrase(doc[0]).text == "talks"


@pytest.mark.parametrize("member", ["Kabul", "Herat"])
def test_every_conjunct_gives_all(member: str) -> None:
    found = tree.coordinated(word(doc_of(COMMANDER), member))
    assert [token.text for token in found] == ["Kabul", "Herat"]


@pytest.mark.parametrize(
    ("rows", "noun", "expected"),
    [
        (COMMANDER, "Kabul", "to"),
        (COMMANDER, "Herat", "to"),
        (COMMANDER, "Orlan", ""),
        (PASSIVE, "sources", "according to"),
    ],
)
def test_preposition(rows: str, noun: str, expected: str) -> None:
    assert tree.preposition(word(doc_of(rows), noun)) == expected


@pytest.mark.parametrize(
    ("rows", "verb", "expected"),
    [
        (COMMANDER, "flee", ["Orlan"]),
        (RELATIVE, "fired", ["man"]),
        (RELATIVE, "fled", ["man"]),
        (RELATIVE, "hid", ["man"]),
        (FORCED, "leave", ["him"]),
        (FORCED, "firing", ["Rebels"]),
        (PASSIVE, "killed", ["soldier"]),
        (PASSIVE, "sources", []),
    ],
)
def test_subjects(rows: str, verb: str, expected: list[str]) -> None:
    assert [token.text for token in tree.subjects(word(doc_of(rows), verb))] == expected


def test_negation_auxiliaries_and_subtypes() -> None:
    doc = doc_of(PASSIVE)
    assert tree.negated(word(doc, "shot"))
    assert tree.negated(word(doc, "killed"))
    assert tree.negated(word(doc, "soldier"))
    assert not tree.negated(word(doc, "sources"))
    assert tree.auxiliaries(word(doc, "shot")) == ["will", "be"]
    assert tree.auxiliaries(word(doc, "killed")) == ["will", "be"]
    shot = word(doc, "shot")
    assert [token.text for token in tree.children(shot, "nsubj")] == ["soldier"]
    assert tree.children(shot, "nsubj:outer") == []
    assert [token.text for token in tree.children(shot, "aux:pass")] == ["be"]


def test_clause_leaves_conjuncts_and_edge_punctuation_out() -> None:
    doc = doc_of(RELATIVE)
    assert tree.clause(word(doc, "fled")).text == "The man who fired later fled"
    assert tree.clause(word(doc, "fired")).text == "who fired"


DEPS = ["nsubj", "obj", "conj", "xcomp", "acl:relcl", "advcl", "case", "punct", "appos", "nmod"]


@given(st.lists(st.tuples(st.sampled_from(DEPS), st.integers(0, 99), st.booleans()), max_size=30))
@settings(max_examples=60, deadline=None)
def test_any_tree_is_answered(words: list[tuple[str, int, bool]]) -> None:
    # Each word hangs below one before it, or is a root: every tree without cycles has such a form.
    rows = [
        f"{',' if mark else f'w{i}'} NOUN _ {above % i if i else 0} {dep}"
        for i, (dep, above, mark) in enumerate(words, start=1)
    ]
    doc = doc_of("\n".join(rows) or "w NOUN _ 0 root")
    for token in doc:
        for span in (tree.phrase(token), tree.full_phrase(token), tree.clause(token)):
            assert span.start <= token.i < span.end
        assert token in tree.coordinated(token)
        assert isinstance(tree.preposition(token), str)
        assert all(subject.doc is doc for subject in tree.subjects(token))
        assert tree.negated(token) in {True, False}
        assert all(isinstance(word, str) for word in tree.auxiliaries(token))
