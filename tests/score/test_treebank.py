"""The treebank suite on cases that were counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.score import treebank
from dateline.score.conllu import ROOT, Document, Word, documents
from tests.build import doc_of

# "I don't know." in one paragraph, "Go on!" in the next; a second document with one sentence.
GOLD = """\
# newdoc id = a
# newpar
# text = I don't know.
1 I I PRON _ _ 4 nsubj _ _
2-3 don't _ _ _ _ _ _ _ _
2 do do AUX _ _ 4 aux _ _
3 n't not PART _ _ 4 advmod _ _
3.1 left leave VERB _ _ _ _ _ _
4 know know VERB _ _ 0 root _ SpaceAfter=No
5 . . PUNCT _ _ 4 punct _ _

# newpar
1 Go go VERB _ _ 0 root _ _
2 on on ADP _ _ 1 compound:prt _ SpaceAfter=No
3 ! _ PUNCT _ _ 1 punct _ SpaceAfter=No

# newdoc id = b
1 Yes yes INTJ _ _ 0 root _ _
"""


@pytest.fixture
def gold(tmp_path: Path) -> list[Document]:
    path = tmp_path / "gold.conllu"
    path.write_text(
        "\n".join(line if line.startswith("#") else line.replace(" ", "\t") for line in
                  GOLD.split("\n")), encoding="utf-8",
    )  # fmt: skip
    return treebank.load(path)


SYSTEM = """
I PRON I 4 nsubj
do AUX do 4 aux -
n't PART not 4 advmod
know VERB know 0 root -
. PUNCT . 4 punct ¶

Go VERB go 0 root
on ADP on 1 advmod -
! PUNCT ! 1 punct
"""


def test_the_raw_text_is_rebuilt(gold: list[Document]) -> None:
    assert [document.text for document in gold] == ["I don't know.\n\nGo on!", "Yes"]
    assert gold[0].sentences == [(0, 11), (11, 16)]
    assert [w.form for w in gold[0].words] == ["I", "do", "n't", "know", ".", "Go", "on", "!"]
    assert [w.head for w in gold[0].words] == [3, 3, 3, ROOT, 3, ROOT, 5, 5]
    assert [w.multi for w in gold[0].words[:4]] == [False, True, True, False]


def test_a_limit_counts_documents(tmp_path: Path, gold: list[Document]) -> None:
    assert len(documents(tmp_path / "gold.conllu", 1)) == 1


def test_figures_of_a_doc_with_one_wrong_relation(gold: list[Document]) -> None:
    system = treebank.from_doc(doc_of(SYSTEM))
    figures = {f.name: f for f in treebank.score(gold[:1], [system])}
    correct = {name: f.correct for name, f in figures.items()}
    # "on" has the wrong relation; the gold has no lemma for "!", so any will do.
    assert correct == {"words": 8, "sentences": 2, "upos": 8, "lemma": 8, "uas": 8, "las": 7}
    assert figures["las"].f1 == 87.5


def test_a_head_that_is_not_aligned_is_wrong(gold: list[Document]) -> None:
    """ "know." as one word: its dependants lose their head, and the root its counterpart."""
    system = treebank.from_doc(
        doc_of(
            "I PRON I 4 nsubj\ndo AUX do 4 aux -\nn't PART not 4 advmod\nknow. VERB know 0 root ¶\n"
            "\nGo VERB go 0 root\non ADP on 1 compound:prt -\n! PUNCT ! 1 punct"
        )
    )
    figures = {f.name: f for f in treebank.score(gold[:1], [system])}
    assert (figures["words"].correct, figures["words"].gold, figures["words"].system) == (6, 8, 7)
    assert figures["las"].correct == 3
    assert figures["sentences"].correct == 2


def test_subtypes_are_cut_and_gold_as_answer_is_perfect(gold: list[Document]) -> None:
    assert {f.f1 for f in treebank.score(gold, gold)} == {100.0}
    changed = [Document(d.text, [_without_subtype(w) for w in d.words], d.sentences) for d in gold]
    assert treebank.score(gold, changed)[-1].f1 == 100.0


def _without_subtype(word: Word) -> Word:
    return Word(word.start, word.end, word.form, word.upos, word.lemma, word.head,
                word.rel.split(":")[0], word.multi)  # fmt: skip


def words(*forms: str) -> list[Word]:
    """Return words one after the other; forms joined by "+" are one token's parts."""
    result = []
    position = 0
    for form in forms:
        parts = form.split("+")
        end = position + len("".join(parts))
        for part in parts:
            result.append(Word(position, end, part, "X", part, ROOT, "dep", len(parts) > 1))
        position = end
    return result


@pytest.mark.parametrize(
    ("gold", "system", "pairs"),
    [
        (words("a", "b"), words("a", "b"), [(0, 0), (1, 1)]),
        (words("ab", "c"), words("a", "b", "c"), [(1, 2)]),
        (words("a", "b", "c"), words("ab", "c"), [(2, 1)]),
        (words("do+n't", "go"), words("do", "n't", "go"), [(0, 0), (1, 1), (2, 2)]),
        (words("do+n't", "go"), words("don't", "go"), [(2, 1)]),
        (words("x", "do+nt"), words("x", "dont"), [(0, 0)]),
        (words("do+n't"), words("don", "'t"), []),
        (words("it+s", "a"), words("it", "sa"), [(0, 0)]),
        (words("a", "do+n't"), words("ado", "n't"), [(2, 1)]),
        ([], words("a"), []),
    ],
)
def test_alignment(gold: list[Word], system: list[Word], pairs: list[tuple[int, int]]) -> None:
    assert treebank.align(gold, system) == pairs
    assert treebank.align(system, gold) == [(b, a) for a, b in pairs]


def test_a_changed_text_is_refused(gold: list[Document]) -> None:
    with pytest.raises(ValueError, match="changed the text"):
        treebank.score(gold[1:], [Document("No")])


def test_a_line_with_too_few_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text("1\tYes\tyes\n\n", encoding="utf-8")
    with pytest.raises(ValueError, match="3 columns"):
        treebank.load(path)
