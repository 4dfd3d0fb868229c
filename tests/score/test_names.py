"""The names suite on cases that were counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.score import names
from dateline.score.names_formats import Document, Name
from tests.build import doc_of

UNER = """\
# newdoc id = a
# text = "Ada Low" left Rome.
1 " O
2 Ada B-PER
3 Low I-PER
4 " O
5 left O
6 Rome B-LOC
7 . O

# text = Go!
1 Go B-OTH
2 ! O

# newdoc id = b
# text = Bo
1 Bo B-PER
"""
CROSSNER = """\
Ada B-politician
Low I-politician
Red B-politicalparty
Party I-politicalparty
of O
Italy B-country
2001 B-election

Bo I-person
left O
"""


def write(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(
        "\n".join(x if x.startswith("#") else x.replace(" ", "\t") for x in text.split("\n")),
        encoding="utf-8",
    )
    return path


def words_of(document: Document) -> list[tuple[str, str]]:
    return [(document.text[n.start : n.end], n.type) for n in document.names]


def test_uner_sentences_are_the_paragraphs_of_a_document(tmp_path: Path) -> None:
    first, second = names.load(write(tmp_path, "dev.iob2", UNER))
    assert first.text == '"Ada Low" left Rome.\n\nGo!'
    assert words_of(first) == [("Ada Low", "PER"), ("Rome", "LOC")]
    assert words_of(second) == [("Bo", "PER")]


def test_crossner_types_are_mapped_and_sentences_stand_alone(tmp_path: Path) -> None:
    first, second = names.load(write(tmp_path, "dev.txt", CROSSNER))
    assert first.text == "Ada Low Red Party of Italy 2001"
    assert words_of(first) == [("Ada Low", "PER"), ("Red Party", "ORG"), ("Italy", "LOC")]
    assert words_of(second) == [("Bo", "PER")]


@pytest.mark.parametrize("text", ["Ada PERSON\n", "# text = Ada\n1 Bo B-PER\n"])
def test_files_of_another_kind_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"is no IOB tag|is not in its sentence"):
        names.load(write(tmp_path, "dev.txt", text))


def document(*spans: tuple[int, int, str], left_out: tuple[tuple[int, int, str], ...] = (),
             overlap: bool = False) -> Document:  # fmt: skip
    return Document(
        "x" * 60, tuple(Name(*s) for s in spans), tuple(Name(*s) for s in left_out), overlap
    )


def counts(gold: Document, *found: tuple[int, int, str]) -> dict[str, tuple[int, int, int]]:
    figures = names.score([gold], [[Name(*f) for f in found]])
    return {f.name: (f.correct, f.gold, f.system) for f in figures}


def test_exact_spans_and_types() -> None:
    gold = document((0, 3, "PER"), (5, 9, "LOC"), (10, 14, "ORG"))
    assert counts(gold, (0, 3, "PER"), (5, 9, "ORG"), (10, 13, "ORG")) == {
        "names": (1, 3, 3),
        "PER": (1, 1, 1),
        "ORG": (0, 1, 2),
        "LOC": (0, 1, 0),
        "any type": (2, 3, 3),
    }


def test_overlap_counts_nested_gold_names_and_leaves_descriptions_out() -> None:
    gold = document(
        (0, 20, "PER"), (10, 20, "PER"), (30, 35, "LOC"), left_out=((40, 50, "PER"),), overlap=True
    )
    found = names.score([gold], [[Name(12, 18, "PER"), Name(42, 44, "ORG"), Name(30, 35, "ORG")]])
    whole = found[0]
    # One name touches both gold persons; what touches a description alone does not count.
    assert (whole.correct, whole.found, whole.gold, whole.system) == (1, 2, 3, 2)


def test_overlap_and_exact_files_do_not_mix() -> None:
    with pytest.raises(UsageError, match="two runs"):
        names.score([document(), document(overlap=True)], [[], []])


RE3D = "President Ada Low met a new Minister. Snipers hid. The Iraqi people saw Rome. He left."


@pytest.mark.parametrize(
    ("mention", "type_", "named"),
    [
        ("President Ada Low", "Person", True),
        ("a new Minister", "Person", False),
        ("Snipers", "Organisation", False),
        ("The Iraqi people", "Organisation", False),
        ("Rome", "Location", True),
        ("He", "Person", False),
        ("Rome", "Weapon", False),
    ],
)
def test_re3d_named_mentions(tmp_path: Path, mention: str, type_: str, named: bool) -> None:
    def entity(words: str, kind: str) -> dict[str, object]:
        begin = RE3D.index(words)
        return {"begin": begin, "end": begin + len(words), "type": kind, "value": words}

    row = {"text": RE3D, "entities": [entity(mention, type_), entity("Iraqi", "Nationality")]}
    path = tmp_path / "re3d.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (found,) = names.load(path)
    assert found.overlap
    assert bool(found.names) is named
    assert len(found.names) + len(found.left_out) == 2


def test_a_docs_names_are_read() -> None:
    doc = doc_of(
        "Ada PROPN Ada 2 nsubj\nleft VERB leave 0 root\nRome PROPN Rome 2 obj",
        ents=[(0, 1, "PER"), (2, 3, "LOC"), (1, 2, "EVENT")],
    )
    assert names.from_doc(doc) == (Name(0, 3, "PER"), Name(9, 13, "LOC"))
