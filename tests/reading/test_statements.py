"""Who said what: quotations by rule, the model's layer mended, speakers. All texts are invented."""

from __future__ import annotations

import time
import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span

from dateline.annotator.tokenizer import blank
from dateline.reading import cues
from dateline.reading.quotations import find_quotations
from dateline.reading.statements import find_statements
from dateline.records import Article, Block, Entity, Mention, MentionKind, Statement
from tests.build import article_of, doc_of

NLP = blank()

Row = tuple[str, str | None, str | None, list[str]]
"""kind, source, cue, contents"""


def article(text: str, blocks: tuple[Block, ...] = ()) -> Article:
    return Article(id="sha256:test", text=text, language="en", blocks=blocks)


def words(text: str, statement: Statement) -> Row:
    return (
        statement.kind,
        statement.source.text if statement.source else None,
        text[statement.cue.start : statement.cue.end] if statement.cue else None,
        [text[c.start : c.end] for c in statement.content],
    )


def read(text: str, entities: tuple[Entity, ...] = ()) -> list[Statement]:
    return list(find_statements(NLP(text), article(text), entities))


def person(id: str, name: str, text: str, *mentions: str) -> Entity:
    """Return a person whose mentions are every place of the given words in the text."""
    found = []
    for mention in mentions or (name,):
        at = text.find(mention)
        while at >= 0:
            pronoun = mention.lower() in {"he", "she", "his", "her"}
            kind: MentionKind = "pronoun" if pronoun else "name"
            found.append(Mention(start=at, end=at + len(mention), text=mention, kind=kind))
            at = text.find(mention, at + 1)
    return Entity(id=id, type="person", name=name, mentions=tuple(found))


# The text, and its statements by rule alone: no model, no tree.
BY_RULE: list[tuple[str, list[Row]]] = [
    ("“We will stay here,” Orlan said.", [("direct", "Orlan", "said", ["“We will stay here,”"])]),
    ('"We will stay here," she said.', [("direct", "she", "said", ['"We will stay here,"'])]),
    (
        '"We will stay here," said Orlan, the mayor of Tersia.',
        [("direct", "Orlan", "said", ['"We will stay here,"'])],
    ),
    ("«We will stay here», Orlan said.", [("direct", "Orlan", "said", ["«We will stay here»"])]),
    ("„We will stay here“, Orlan said.", [("direct", "Orlan", "said", ["„We will stay here“"])]),
    ("``We will stay,'' Orlan said.", [("direct", "Orlan", "said", ["``We will stay,''"])]),
    ("''We will stay,'' Orlan said.", [("direct", "Orlan", "said", ["''We will stay,''"])]),
    ("'We'll stay here,' Orlan said.", [("direct", "Orlan", "said", ["'We'll stay here,'"])]),
    (
        "‘The soldiers’ homes are gone,’ she said.",
        [("direct", "she", "said", ["‘The soldiers’ homes are gone,’"])],
    ),
    (
        "“We will stay here,” Orlan said. “It is our town.”",
        [("direct", "Orlan", "said", ["“We will stay here,”", "“It is our town.”"])],
    ),
    (
        "“We,” said Orlan, “will stay here.”",
        [("direct", "Orlan", "said", ["“We,”", "“will stay here.”"])],
    ),
    (
        "“We will stay,” Orlan said. “It is our town,” Mira added.",
        [
            ("direct", "Orlan", "said", ["“We will stay,”"]),
            ("direct", "Mira", "added", ["“It is our town,”"]),
        ],
    ),
    (
        "He told the Harbour Post on Monday: “We will stay here.”",
        [("direct", "He", "told", ["“We will stay here.”"])],
    ),
    ("Orlan: “We will stay here.”", [("direct", "Orlan", ":", ["“We will stay here.”"])]),
    ('Orlan tweeted: "We stay".', [("direct", "Orlan", "tweeted:", ['"We stay"'])]),
    ('He added, "It\'s 12" long."', [("direct", "He", "added", ['"It\'s 12" long."'])]),
    (
        "“We will stay here,” according to Orlan.",
        [("direct", "Orlan", "according to", ["“We will stay here,”"])],
    ),
    (
        "The plan is “a disaster,” Orlan said.",
        [("mixed", "Orlan", "said", ["The plan is “a disaster,”"])],
    ),
    (
        "Orlan was quoted as saying: “We will stay.”",
        [("direct", "Orlan", "was quoted as saying:", ["“We will stay.”"])],
    ),
    (
        "In a statement, the ministry said “the bridge was destroyed.”",
        [("direct", "the ministry", "said", ["“the bridge was destroyed.”"])],
    ),
    (
        "“We will stay here,” Orlan and Mira said in a statement.",
        [("direct", "Orlan and Mira", "said in a statement", ["“We will stay here,”"])],
    ),
    (
        "It was bad, as Orlan put it: “Nobody came.”",
        [("direct", "Orlan", "put it:", ["“Nobody came.”"])],
    ),
    (
        "Orlan had warned:\n\n“The bridge will fall.”",
        [("direct", "Orlan", "had warned:", ["“The bridge will fall.”"])],
    ),
    (
        "“Will you stay?” asked Orlan.\n\n“No,” said Mira.",
        [
            ("direct", "Orlan", "asked", ["“Will you stay?”"]),
            ("direct", "Mira", "said", ["“No,”"]),
        ],
    ),
    (
        "“One goes. Two go. Three go,” Orlan said.",
        [("direct", "Orlan", "said", ["“One goes. Two go. Three go,”"])],
    ),
    (
        "“We will stay,” Orlan said. “It is ours.\n\n“We were born here.\n\n“We die here.”",
        [
            (
                "direct",
                "Orlan",
                "said",
                ["“We will stay,”", "“It is ours.", "“We were born here.", "“We die here.”"],
            )
        ],
    ),
    (
        "“We will stay,” Orlan said.\n\n“It is our own town.”",
        [
            ("direct", "Orlan", "said", ["“We will stay,”"]),
            ("direct", "Orlan", None, ["“It is our own town.”"]),
        ],
    ),
    (
        "“I heard Mira say, ‘We will stay,’ and I wept,” Orlan said.",
        [
            ("direct", "Orlan", "said", ["“I heard Mira say, ‘We will stay,’ and I wept,”"]),
            ("direct", None, "say", ["‘We will stay,’"]),
        ],
    ),
    (
        "WRITER: Why stay?\n\nORLAN: It is ours.\n\nWRITER: And now?",
        [
            ("direct", "WRITER", ":", ["Why stay?"]),
            ("direct", "ORLAN", ":", ["It is ours."]),
            ("direct", "WRITER", ":", ["And now?"]),
        ],
    ),
    # No statement.
    ("The so-called “reform” was passed.", []),
    ("She read “The Long Road Home” last year.", []),
    ("“The bridge is gone.”", []),
    ("The '90s were good, and the '80s were better.", []),
    ("It is Orlan's town's bridge; the boys' school is near.", []),
    ("“We will stay here", []),
    ("Orlan called the plan “bold”.", []),
    ("A 6' 2\" man and a 5' 1\" woman walked.", []),
    ("Summary: the bridge is gone.", []),
    ("", []),
    (" \n\n ", []),
    ("”“”“ ” said “", []),
]


@pytest.mark.parametrize(("text", "expected"), BY_RULE, ids=[t[:40] for t, _ in BY_RULE])
def test_statements_by_rule(text: str, expected: list[Row]) -> None:
    assert [words(text, s) for s in read(text)] == expected


def test_no_speaker_where_the_text_names_none() -> None:
    (statement,) = read("“The bridge is gone,” it was said.")
    assert statement.source is None
    assert statement.cue is not None


def test_two_take_turns() -> None:
    text = (
        "“Will you leave?” asked Orlan.\n\n“No,” said Mira.\n\n“Why are you not leaving?”\n\n"
        "“Because this is my home.”"
    )
    people = (person("e1", "Orlan", text), person("e2", "Mira", text))
    found = read(text, people)
    assert [s.source and s.source.entity for s in found] == ["e1", "e2", "e1", "e2"]
    assert [s.cue is not None for s in found] == [True, True, False, False]


def test_he_is_who_the_mention_says() -> None:
    text = "Mira met Orlan. “We will stay here,” he said."
    people = (person("e1", "Mira", text), person("e2", "Orlan", text, "Orlan", "he said"[:2]))
    (statement,) = read(text, people)
    assert statement.source is not None
    assert (statement.source.text, statement.source.entity) == ("he", "e2")


def test_an_unresolved_pronoun_goes_to_the_last_speaker() -> None:
    text = "“We will stay,” Orlan said. The night fell.\n\n“The bridge is gone,” he added."
    found = read(text, (person("e1", "Orlan", text),))
    assert [s.source and s.source.entity for s in found] == ["e1", "e1"]


def test_a_pronoun_of_the_other_gender_does_not() -> None:
    text = "She waved. “We will stay,” Mira said.\n\n“The bridge is gone,” he added."
    mira = person("e1", "Mira", text, "Mira")
    mira = mira.model_copy(
        update={"mentions": (Mention(start=0, end=3, text="She", kind="pronoun"), *mira.mentions)}
    )
    found = read(text, (mira,))
    assert [s.source and s.source.entity for s in found] == ["e1", None]


def test_what_is_not_read_has_no_statements() -> None:
    text = "“We will stay here,” Orlan said.\n“A fine picture,” said Mira."
    blocks = (Block(kind="paragraph", start=0, end=32), Block(kind="credit", start=33, end=61))
    found = find_statements(NLP(text), article(text, blocks), ())
    assert [s.source.text for s in found if s.source] == ["Orlan"]


# The model's layer: spans by their words; a number before the words is the statement they are of.
def layered(text: str, *parts: tuple[str, str, str]) -> Doc:
    doc = NLP(text)
    spans = []
    for id, label, phrase in parts:
        start = text.index(phrase)
        span = doc.char_span(start, start + len(phrase), alignment_mode="expand")
        assert span is not None
        spans.append(Span(doc, span.start, span.end, label=label, span_id=id))
    doc.spans["statements"] = spans
    return doc


LAYERED: list[tuple[str, list[tuple[str, str, str]], list[Row]]] = [
    (
        "Officials say that the bridge is gone.",
        [
            ("1", "SOURCE", "Officials"),
            ("1", "CUE", "say"),
            ("1", "CONTENT", "that the bridge is gone"),
        ],
        [("indirect", "Officials", "say", ["that the bridge is gone"])],
    ),
    (  # content without the marks: they are taken in
        "“The bridge is gone,” Orlan said.",
        [
            ("1", "SOURCE", "Orlan"),
            ("1", "CUE", "said"),
            ("1", "CONTENT", "The bridge is gone"),
        ],
        [("direct", "Orlan", "said", ["“The bridge is gone,”"])],
    ),
    (  # only the first sentence of the quotation
        "“It is gone. All of it,” Orlan said.",
        [("1", "SOURCE", "Orlan"), ("1", "CUE", "said"), ("1", "CONTENT", "“It is gone. All")],
        [("direct", "Orlan", "said", ["“It is gone. All of it,”"])],
    ),
    (
        "Orlan said that the bridge was “gone for good.”",
        [
            ("1", "SOURCE", "Orlan"),
            ("1", "CUE", "said"),
            ("1", "CONTENT", "that the bridge was “gone for good"),
        ],
        [("mixed", "Orlan", "said", ["that the bridge was “gone for good.”"])],
    ),
    (  # links across paragraphs are not believed; the quotation finds its own cue
        "Mira slept late.\n\nThe day was warm.\n\n“The bridge is gone,” Orlan said.",
        [
            ("1", "SOURCE", "Mira"),
            ("1", "CUE", "slept"),
            ("1", "CONTENT", "“The bridge is gone,”"),
        ],
        [("direct", "Orlan", "said", ["“The bridge is gone,”"])],
    ),
    (  # two statements with one cue and source are one
        "“It is gone,” Orlan said. “All of it.”",
        [
            ("1", "SOURCE", "Orlan"),
            ("1", "CUE", "said"),
            ("1", "CONTENT", "“It is gone,”"),
            ("2", "SOURCE", "Orlan"),
            ("2", "CUE", "said"),
            ("2", "CONTENT", "“All of it.”"),
        ],
        [("direct", "Orlan", "said", ["“It is gone,”", "“All of it.”"])],
    ),
    (  # a comma is no part of what is said indirectly
        "According to Orlan, the bridge is gone.",
        [
            ("1", "SOURCE", "Orlan"),
            ("1", "CUE", "According to"),
            ("1", "CONTENT", ", the bridge is gone"),
        ],
        [("indirect", "Orlan", "According to", ["the bridge is gone"])],
    ),
    (  # content alone, nothing around it that reports
        "The bridge is gone now.",
        [("1", "CONTENT", "The bridge is gone")],
        [],
    ),
    (  # a source without content is no statement
        "Orlan came.",
        [("1", "SOURCE", "Orlan"), ("1", "CUE", "came")],
        [],
    ),
    (  # no source in the text
        "It is feared that the bridge is gone.",
        [("1", "CUE", "is feared"), ("1", "CONTENT", "that the bridge is gone")],
        [("indirect", None, "is feared", ["that the bridge is gone"])],
    ),
]


@pytest.mark.parametrize(
    ("text", "parts", "expected"), LAYERED, ids=[t[:40] for t, _, _ in LAYERED]
)
def test_statements_of_the_layer(
    text: str, parts: list[tuple[str, str, str]], expected: list[Row]
) -> None:
    found = find_statements(layered(text, *parts), article(text), ())
    assert [words(text, s) for s in found] == expected


def test_a_statement_in_a_statement_has_a_parent() -> None:
    text = "Orlan said that Mira believes the bridge is gone."
    doc = layered(
        text,
        ("1", "SOURCE", "Orlan"),
        ("1", "CUE", "said"),
        ("1", "CONTENT", "that Mira believes the bridge is gone"),
        ("2", "SOURCE", "Mira"),
        ("2", "CUE", "believes"),
        ("2", "CONTENT", "the bridge is gone"),
    )
    outer, inner = find_statements(doc, article(text), ())
    assert (outer.id, outer.parent, inner.parent) == ("s1", None, "s1")


def test_i_is_who_speaks_around_it() -> None:
    text = "“I think the bridge is gone,” Orlan said."
    doc = layered(
        text,
        ("1", "SOURCE", "Orlan"),
        ("1", "CUE", "said"),
        ("1", "CONTENT", "“I think the bridge is gone,”"),
        ("2", "SOURCE", "I"),
        ("2", "CUE", "think"),
        ("2", "CONTENT", "the bridge is gone"),
    )
    outer, inner = find_statements(doc, article(text), (person("e1", "Orlan", text),))
    assert (outer.kind, inner.kind, inner.parent) == ("direct", "indirect", "s1")
    assert inner.source is not None
    assert inner.source.entity == "e1"


# Trees by hand.
SAID_BY_TREE = """
“ PUNCT _ 5 punct -
We PRON _ 4 nsubj
will AUX _ 4 aux
stay VERB _ 7 ccomp -
, PUNCT _ 4 punct -
” PUNCT _ 4 punct
said VERB say 0 root
Ana PROPN Ana 7 nsubj
Orlan PROPN Orlan 8 flat -
, PUNCT _ 12 punct
the DET _ 12 det
mayor NOUN _ 8 appos
of ADP _ 14 case
Tersia PROPN Tersia 12 nmod -
. PUNCT _ 7 punct
"""
REPORTED = """
The DET _ 2 det
police NOUN _ 3 nsubj
say VERB _ 0 root
that SCONJ _ 7 mark
the DET _ 6 det
bridge NOUN _ 7 nsubj
collapsed VERB collapse 3 ccomp -
. PUNCT _ 3 punct
"""
ACCORDING = """
According VERB accord 4 case
to ADP _ 1 fixed
two NUM _ 4 nummod
officers NOUN officer 8 obl -
, PUNCT _ 8 punct
the DET _ 7 det
bridge NOUN _ 8 nsubj
collapsed VERB collapse 0 root -
. PUNCT _ 8 punct
"""
BUILT = """
Orlan PROPN Orlan 2 nsubj
built VERB build 0 root
the DET _ 4 det
bridge NOUN _ 2 obj -
. PUNCT _ 2 punct
"""
SPEAKERS_OF_TWO = """
“ PUNCT _ 3 punct -
Everything PRON _ 3 nsubj
is AUX _ 9 ccomp
gone VERB go 3 xcomp -
, PUNCT _ 3 punct -
” PUNCT _ 3 punct
Orlan PROPN Orlan 9 nsubj
then ADV _ 9 advmod
said VERB say 0 root -
. PUNCT _ 9 punct
"""
TREES: list[tuple[str, list[Row]]] = [
    (
        SAID_BY_TREE,
        [("direct", "Ana Orlan, the mayor of Tersia", "said", ["“We will stay,”"])],
    ),
    (REPORTED, [("indirect", "The police", "say", ["that the bridge collapsed"])]),
    (ACCORDING, [("indirect", "two officers", "According to", ["the bridge collapsed"])]),
    (BUILT, []),
    (SPEAKERS_OF_TWO, [("direct", "Orlan", "then said", ["“Everything is gone,”"])]),
]


@pytest.mark.parametrize(("rows", "expected"), TREES, ids=["said", "say", "acc", "built", "then"])
def test_statements_by_tree(rows: str, expected: list[Row]) -> None:
    doc = doc_of(rows)
    found = find_statements(doc, article_of(doc), ())
    assert [words(doc.text, s) for s in found] == expected


def test_a_source_that_is_a_verb_is_not_believed() -> None:
    doc = doc_of(REPORTED)
    doc.spans["statements"] = [
        Span(doc, 6, 7, label="SOURCE", span_id="1"),
        Span(doc, 2, 3, label="CUE", span_id="1"),
        Span(doc, 3, 7, label="CONTENT", span_id="1"),
    ]
    (statement,) = find_statements(doc, article_of(doc), ())
    assert statement.source is not None
    assert statement.source.text == "The police"


def test_two_speakers_are_no_single_entity() -> None:
    doc = doc_of(
        "Orlan PROPN Orlan 4 nsubj\nand CCONJ _ 3 cc\nMira PROPN Mira 1 conj\nsay VERB _ 0 root\n"
        "it PRON _ 6 nsubj\ncollapsed VERB collapse 4 ccomp"
    )
    people = (person("e1", "Orlan", doc.text), person("e2", "Mira", doc.text))
    (statement,) = find_statements(doc, article_of(doc), people)
    assert statement.source is not None
    assert (statement.source.text, statement.source.entity) == ("Orlan and Mira", None)


# Quotation marks alone: text and the quotations in it.
MARKS: list[tuple[str, list[str]]] = [
    ("“A b,” he said. “C d.”", ["“A b,”", "“C d.”"]),
    ('"A b," he said. "C d."', ['"A b,"', '"C d."']),
    ('“A b," he said.', ['“A b,"']),
    ("‘A b,’ he said.", ["‘A b,’"]),
    ("‘Tis the soldiers’ bridge.", []),
    ("“A ‘b c’ d,” he said.", ["“A ‘b c’ d,”", "‘b c’"]),
    ("It's John's and the boys' too.", []),
    ('"A b.\n"C d."', ['"A b.', '"C d."']),
]


@pytest.mark.parametrize(("text", "expected"), MARKS, ids=[t[:30] for t, _ in MARKS])
def test_marks(text: str, expected: list[str]) -> None:
    at, paragraphs = 0, []
    for line in text.split("\n"):
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    assert [text[q.start : q.end] for q in find_quotations(text, paragraphs)] == expected


def test_the_lexicon_is_large_and_has_each_word_once() -> None:
    table = tomllib.loads(
        resources.files("dateline.reading").joinpath("statement_cues.toml").read_text("utf-8")
    )
    for kind in ("verbs", "nouns"):
        listed = [word for row in table.values() for word in row[kind]]
        assert sorted(listed) == sorted(set(listed))
    assert sum(len(row["verbs"]) + len(row["nouns"]) for row in table.values()) >= 150
    assert {"say", "claim", "deny", "ask", "order", "promise", "threaten", "think"} <= set(table)
    assert {"document", "know"} <= set(table)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("said", "say"), ("replies", "reply"), ("urged", "urge"), ("admitted", "admit"),
     ("noting", "note"), ("swore", "swear"), ("bridge", "bridge")],
)  # fmt: skip
def test_lemmas_without_a_model(form: str, lemma: str) -> None:
    assert cues.lemma_of(NLP(form)[0]) == lemma


@given(st.text(alphabet="ab .,:?\n“”\"'‘’«»`sOrlan said told", max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_to_the_text(text: str) -> None:
    for statement in read(text):
        for span in (*statement.content, *([statement.cue] if statement.cue else [])):
            assert 0 <= span.start < span.end <= len(text)
        if statement.source:
            source = statement.source
            assert text[source.start : source.end] == source.text


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_layer_is_borne(data: st.DataObject) -> None:
    text = "“It is gone,” Orlan said.\n\nMira thinks “not”. He said: “Stay. Go.”\n\n“Why?”"
    doc = NLP(text)
    bounds = st.tuples(st.integers(0, len(doc) - 1), st.integers(1, 9))
    label = st.sampled_from(["SOURCE", "CUE", "CONTENT"])
    parts = data.draw(st.lists(st.tuples(bounds, label, st.sampled_from("123")), max_size=12))
    doc.spans["statements"] = [
        Span(doc, start, min(len(doc), start + size), label=name, span_id=id)
        for (start, size), name, id in parts
    ]
    found = find_statements(doc, article(text), ())
    assert [s.id for s in found] == [f"s{n}" for n in range(1, len(found) + 1)]
    ids = {s.id for s in found}
    for statement in found:
        assert statement.content
        assert statement.parent is None or statement.parent in ids - {statement.id}


@pytest.mark.parametrize("unit", ["“A b c d,” he said. ", '" ', "‘a ", "“Why?”\n\n", "A: b\n\n"])
def test_long_texts_take_seconds(unit: str) -> None:
    text = (unit * (100_000 // len(unit)))[:100_000]
    doc = NLP.make_doc(text)
    started = time.process_time()
    find_statements(doc, article(text), ())
    assert time.process_time() - started < 8
