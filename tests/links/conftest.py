"""A store of invented people and organisations, in a folder of each test's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import links
from tests.links.invented import PEOPLE_AND_GROUPS, write_ftm


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the user's own store out of the tests."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DATELINE_DATA", str(folder))
    return folder


@pytest.fixture
def store(tmp_path: Path) -> None:
    """Import the invented base as "lists"."""
    links.load(write_ftm(tmp_path / "lists.ftm.json", PEOPLE_AND_GROUPS), "lists")
