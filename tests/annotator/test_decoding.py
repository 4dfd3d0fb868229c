"""Scores to trees, spans, lemmas and links."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline import sequences
from dateline.annotator import links, tree
from dateline.annotator.lemmas import apply_script, lemma_of, script_of
from dateline.distance import BUCKETS, bucket


def is_tree(heads: list[int]) -> bool:
    if heads.count(-1) != 1:
        return False
    for node in range(len(heads)):
        seen = set()
        while node != -1:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node]
    return True


def best_by_trying(scores: np.ndarray) -> float:
    """The score of the best tree with one root, by trying every assignment of heads."""
    count = len(scores)
    every = itertools.product(range(-1, count), repeat=count)
    return max(sum(scores[i, h + 1] for i, h in enumerate(hs)) for hs in every if is_tree(list(hs)))


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 4), st.integers(0, 10_000))
@example(4, 221)  # the best tree hangs on the root that is likeliest last
def test_the_best_tree_is_found(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    heads = tree.decode(scores).tolist()
    assert is_tree(heads)
    logs = scores.astype(float)
    # Every word takes one head, so that normalising a word's scores moves all trees alike; the
    # word's own column is no head and is left out of it.
    logs[np.arange(count), np.arange(1, count + 1)] = -1e9
    assert sum(logs[i, h + 1] for i, h in enumerate(heads)) == pytest.approx(best_by_trying(logs))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(0, 10_000))
def test_any_scores_give_a_tree_with_one_root(count: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)).astype(np.float32)
    assert is_tree(tree.decode(scores).tolist())


def test_a_very_long_sentence_is_a_tree_too() -> None:
    count = tree.EXACT_LIMIT + 40
    scores = np.random.default_rng(1).normal(size=(count, count + 1)).astype(np.float32)
    assert is_tree(tree.decode(scores).tolist())


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-A I-A O", [(1, 3, "A")]),
        ("B-A B-A", [(0, 1, "A"), (1, 2, "A")]),
        ("B-A I-B", [(0, 1, "A"), (1, 2, "B")]),
        ("I-A I-A", [(0, 2, "A")]),
        ("", []),
    ],
)
def test_tags_to_spans(tags: str, spans: list[tuple[int, int, str]]) -> None:
    assert sequences.spans(tags.split()) == spans


def test_a_span_goes_on_over_a_cut_but_not_over_a_paragraph() -> None:
    parts = [(2, ["I-A", "O"]), (0, ["O", "B-A"])]
    assert sequences.joined(parts, [False] * 4) == [(1, 3, "A")]
    assert sequences.joined(parts, [False, True, False, False]) == [(1, 2, "A"), (2, 3, "A")]


@settings(deadline=None)
@given(st.integers(1, 5), st.integers(0, 10_000))
def test_viterbi_finds_the_best_path(count: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.normal(size=(count, 3))
    chain = sequences.Chain(
        random.normal(size=(3, 3)), random.normal(size=3), random.normal(size=3)
    )

    def value(path: tuple[int, ...]) -> float:
        steps = sum(chain.moves[a, b] for a, b in itertools.pairwise(path))
        own = sum(scores[i, t] for i, t in enumerate(path))
        return float(own + steps + chain.starts[path[0]] + chain.ends[path[-1]])

    best = max(value(p) for p in itertools.product(range(3), repeat=count))
    assert value(tuple(sequences.viterbi(scores, chain))) == pytest.approx(best)


def test_a_name_goes_on_only_with_its_own_type() -> None:
    tags = ["O", "B-A", "I-A", "B-B", "I-B"]
    scores = np.zeros((3, 5), dtype=np.float32)
    scores[0, 1], scores[1, 4], scores[1, 2], scores[2, 3], scores[2, 2] = 2, 1.2, 1, 0.3, 0.2
    path = sequences.viterbi(scores, sequences.spelled(tags))
    assert [tags[i] for i in path] == ["B-A", "I-A", "I-A"]


@given(st.text(max_size=12), st.text(min_size=1, max_size=12))
def test_a_script_makes_its_lemma(word: str, lemma: str) -> None:
    if len(word.lower()) == len(word):
        assert apply_script(word, script_of(word, lemma), proper=False) == lemma.lower()


@pytest.mark.parametrize(
    ("word", "script", "proper", "lemma"),
    [
        ("went", "4|go", False, "go"),
        ("Dogs", "1|", False, "dog"),
        ("Tajiks", "1|", True, "Tajik"),
        ("is", "4|be", False, "is"),
        ("s", "1|", False, "s"),
    ],
)
def test_scripts(word: str, script: str, proper: bool, lemma: str) -> None:
    assert apply_script(word, script, proper) == lemma


def test_a_lemma_that_nobody_knows_gives_way_to_one_that_is_known() -> None:
    scripts = ["1|", "2|", "0|"]
    scores = np.array([2, 1, 0], dtype=np.float32)
    known = {"threaten", "dance"}
    assert lemma_of("threatened", scores, scripts, False, known) == "threaten"
    assert lemma_of("danced", scores, scripts, False, known) == "dance"
    assert lemma_of("zorged", scores, scripts, False, known) == "zorge"
    assert lemma_of("Threatened", scores, scripts, True, known) == "Threatene"


def test_buckets_have_a_direction_and_an_end() -> None:
    assert bucket(0, 3) != bucket(3, 0)
    assert bucket(0, 60) == bucket(0, 6000)
    assert {bucket(0, d) for d in range(-99, 100)} <= set(range(BUCKETS))


def _vectors(**rows: list[float]) -> np.ndarray:
    """Word vectors of width 1: asks for source, asks for cue, source, cue, no source, no cue."""
    return np.array(list(rows.values()), dtype=np.float32)


def test_a_content_takes_the_source_and_cue_it_asks_for() -> None:
    vectors = _vectors(
        content=[1, 1, 0, 0, 0, 0], near=[0, 0, 1, 0, 0, 0], best=[0, 0, 5, 0, 0, 0],
        cue=[0, 0, 0, 2, 0, 0], other=[1, 1, 0, 0, 9, 9],
    )  # fmt: skip
    spans = [
        (0, 1, "CONTENT"),
        (1, 2, "SOURCE"),
        (2, 3, "SOURCE"),
        (3, 4, "CUE"),
        (4, 5, "CONTENT"),
    ]
    flat = np.zeros((2, BUCKETS), dtype=np.float32)
    groups = links.attributions(spans, vectors, 1, flat)
    assert groups[0] == {"CONTENT": [spans[0]], "SOURCE": [spans[2]], "CUE": [spans[3]]}
    assert groups[1] == {"CONTENT": [spans[4]], "SOURCE": [], "CUE": []}


def test_contents_of_one_cue_are_one_statement() -> None:
    vectors = _vectors(a=[0, 1, 0, 0, 1, 0], cue=[0, 0, 0, 2, 0, 0], b=[0, 1, 0, 0, 1, 0])
    spans = [(0, 1, "CONTENT"), (1, 2, "CUE"), (2, 3, "CONTENT")]
    groups = links.attributions(spans, vectors, 1, np.zeros((2, BUCKETS), dtype=np.float32))
    assert groups == [{"CONTENT": [spans[0], spans[2]], "SOURCE": [], "CUE": [spans[1]]}]


def test_mentions_that_take_up_one_another_are_a_chain() -> None:
    vectors = _vectors(a=[0, 3, 1], b=[1, 0, 1], c=[0, 0, 1], d=[1, 0, 1])
    flat = np.zeros(BUCKETS, dtype=np.float32)
    assert links.chains([0, 1, 2, 3], vectors, 1, flat) == [1, 1, 0, 1]
    assert links.chains([], vectors, 1, flat) == []
