"""The codebook's words and the events head check each other; scores and sentences are invented."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

import dateline
from dateline import codebooks
from dateline.distance import BUCKETS
from dateline.reading.reports import find_reports
from dateline.reading.reports_learned import Learned
from dateline.records import Report
from tests.build import article_of, doc_of

TYPES = ("-", "ASSAULT", "HARM", "AID")
STATUSES = ("happened", "planned")
ROLES = ("actor", "recipient")
WIDTH = 2
ATTACK = "\n".join(
    [
        "Rebels NOUN rebel 2 nsubj",
        "attacked VERB attack 0 root",
        "a DET a 4 det",
        "convoy NOUN convoy 2 obj",
    ]
)
DANCE = ATTACK.replace("attacked VERB attack", "danced VERB dance")
BOOK = codebooks.load()


def with_scores(words: str, shares: dict[str, float], taught: tuple[str, ...] = TYPES[1:]) -> Doc:
    """Return a Doc whose second word has the shares given; all other words name no event."""
    doc = doc_of(words)
    scores = np.full((len(doc), len(TYPES) + len(STATUSES) + 1), -20.0, dtype=np.float32)
    scores[:, 0] = 0.0
    scores[1, 0] = -20.0
    for name, share in shares.items():
        scores[1, TYPES.index(name)] = np.log(share)
    doc.user_data["event_scores"] = {
        "tokens": list(range(len(doc))),
        "types": list(TYPES),
        "taught": list(taught),
        "statuses": list(STATUSES),
        "roles": list(ROLES),
        "scores": scores,
        "links": np.zeros((len(doc), 2 * len(ROLES) * WIDTH), dtype=np.float32),
        "distance": np.zeros((len(ROLES), BUCKETS), dtype=np.float32),
        "bias": np.zeros(len(ROLES), dtype=np.float32),
    }
    return doc


def read(doc: Doc, book: codebooks.Codebook = BOOK) -> list[Report]:
    return list(find_reports(doc, article_of(doc), (), (), (), (), book))


def test_what_the_head_agrees_with_is_more_certain() -> None:
    (sure,) = read(with_scores(ATTACK, {"ASSAULT": 0.9, "-": 0.1}))
    (unsure,) = read(with_scores(ATTACK, {"ASSAULT": 0.3, "-": 0.7}))
    assert sure.type == unsure.type == "ASSAULT"
    assert sure.confidence > unsure.confidence


def test_what_the_head_is_sure_is_no_event_falls() -> None:
    assert read(with_scores(ATTACK, {"-": 0.98, "ASSAULT": 0.02})) == []


def test_what_the_head_is_sure_is_another_type_is_turned() -> None:
    (report,) = read(with_scores(ATTACK, {"HARM": 0.97, "ASSAULT": 0.03}))
    assert report.type == "HARM"
    assert [party.text for party in report.recipients] == ["a convoy"]


def test_what_no_entry_has_is_added_where_the_head_is_sure() -> None:
    assert read(with_scores(DANCE, {"AID": 0.4, "-": 0.6})) == []
    (report,) = read(with_scores(DANCE, {"AID": 0.9, "-": 0.1}))
    assert (report.type, report.mode, report.anchor.text) == ("AID", None, "danced")
    assert [party.text for party in report.actors] == ["Rebels"]


def test_types_that_the_head_has_seen_too_little_of_stay_with_the_words() -> None:
    (report,) = read(with_scores(ATTACK, {"-": 0.98, "ASSAULT": 0.02}, taught=("AID",)))
    assert report.type == "ASSAULT"
    assert read(with_scores(DANCE, {"HARM": 0.99, "-": 0.01}, taught=("AID",))) == []


def test_a_codebook_of_ones_own_goes_by_the_words_alone(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[types.RAID]\nmeans = "x"\n[[entries]]\ntype = "RAID"\nverbs = ["attack"]\n')
    book = codebooks.load(path)
    assert [r.type for r in read(with_scores(ATTACK, {"-": 0.99, "AID": 0.01}), book)] == ["RAID"]
    assert read(with_scores(DANCE, {"AID": 0.99, "-": 0.01}), book) == []


def test_shares() -> None:
    doc = with_scores(ATTACK, {"ASSAULT": 0.75, "-": 0.25})
    learned = Learned(doc)
    assert learned.types(doc[1])["ASSAULT"] == pytest.approx(0.75, abs=1e-3)
    assert sum(learned.statuses(doc[1]).values()) == pytest.approx(1)
    assert learned.background(doc[1]) == pytest.approx(0, abs=1e-3)
    assert learned.party(doc[1], doc[0], "actor") == pytest.approx(0.5)
    assert learned.likely(0.5) == [(1, "ASSAULT", pytest.approx(0.75, abs=1e-3))]


def test_a_model_without_the_head_says_nothing() -> None:
    doc = doc_of(ATTACK)
    learned = Learned(doc)
    assert not learned.is_known
    assert (learned.types(doc[1]), learned.likely(0.1), learned.background(doc[1])) == (
        {},
        [],
        None,
    )


def test_an_expression_goes_by_the_word_that_is_most_of_its_type() -> None:
    text = "Thousands marched on Tuesday to demand the resignation of the prime minister."
    anchors = {report.type: report.anchor.text for report in dateline.read(text).reports}
    assert (anchors.get("PROTEST"), anchors.get("REQUEST")) == ("marched", "demand")
