"""The example of a codebook of one's own: its sentences are coded as docs/codebooks.md says."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline import codebooks

EXAMPLES = Path(__file__).parents[2] / "examples"
BOOK = codebooks.load(EXAMPLES / "labour.toml")


def test_the_article() -> None:
    article = EXAMPLES / "labour.txt"
    reading = dateline.read(article, published="2019-05-14", codebook=BOOK)
    types = [report.type for report in reading.reports]
    assert types == ["WALKOUT", "DISMISSAL", "BARGAIN", "SETTLEMENT", "LOCKOUT", "DISMISSAL"]
    assert reading.reports[0].counts[0].best == 300
    assert reading.reports[1].status == "threatened"


@pytest.mark.parametrize(
    ("name", "text"), [(n, t) for n, kind in BOOK.types.items() for t in kind.examples]
)
def test_every_example_is_of_its_type(name: str, text: str) -> None:
    assert name in {report.type for report in dateline.read(text, codebook=BOOK).reports}


def test_other_senses_are_left_alone() -> None:
    assert not dateline.read("Lightning struck a crane in the harbour.", codebook=BOOK).reports
