"""The suites over reports: gold formats, and what counts as right. All texts are invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

import pytest

import dateline
from dateline.errors import UsageError
from dateline.score import cameo, measure, muc4, plover, police, status
from dateline.score.events import content_words
from dateline.score.tools import Tools

TOOLS = Tools(nlp=dateline.pipeline(), read=dateline.read)


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_content_words() -> None:
    assert content_words("The U.N.'s envoys") == {"u", "n", "envoys"}


class TestPlover:
    ROW: ClassVar[dict[str, Any]] = {
        "event": "FIGHT",
        "text": "Tersian troops shelled the town of Kaldor, killing two farmers.",
        "source": [{"actorText": "Tersian troops"}],
        "target": [{"actorText": "two farmers"}],
    }

    def test_old_names_and_parties(self, tmp_path: Path) -> None:
        result = measure("plover", [lines(tmp_path / "g.jsonl", self.ROW)], tools=TOOLS)
        assert result.figure("type").recall == 100
        assert result.figure("actor").correct == 1
        assert result.figure("ASSAULT").gold == 1

    def test_precision_counts_every_other_type(self, tmp_path: Path) -> None:
        row = {**self.ROW, "event": "AID"}
        result = measure("plover", [lines(tmp_path / "g.jsonl", row)], tools=TOOLS)
        assert (result.figure("type").correct, result.figure("AID").gold) == (0, 1)
        assert result.figure("type").system >= 1

    def test_an_event_that_is_no_type(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="WEDDING"):
            measure("plover", [lines(tmp_path / "g.jsonl", {**self.ROW, "event": "WEDDING"})])

    def test_nothing_reported(self) -> None:
        golds = [plover.Document("x", "AID", frozenset({"a"}), frozenset())]
        figures = {f.name: f for f in plover.score(golds, [()])}
        assert figures["type"].f1 == 0
        assert figures["actor"].gold == 0


class TestCameo:
    def test_classes(self, tmp_path: Path) -> None:
        path = tmp_path / "g.tsv"
        path.write_text(
            "Gunmen killed four soldiers in Kaldor.\t4\nThe lake is deep.\t0\n", "utf-8"
        )
        result = measure("cameo", [path], tools=TOOLS)
        assert (result.figure("4").correct, result.figure("0").correct) == (1, 1)
        assert result.figure("classes").gold == 2

    def test_tagged_spans(self, tmp_path: Path) -> None:
        words = ["Gunmen", "killed", "four", "soldiers", "in", "Kaldor", "."]
        tags = ["B-S", "O", "B-T", "I-T", "O", "O", "O"]
        path = tmp_path / "g.txt"
        rows = [f"{w} {t}" for w, t in zip(words, tags, strict=True)]
        path.write_text("\n".join(rows) + "\n\n" + "Nobody B-R\nspoke O\n", "utf-8")
        first, second = cameo.load(path)
        assert first.spans == {("source", 0, 1), ("target", 2, 4)}
        assert second.spans == {("both", 0, 1)}
        result = measure("cameo", [path], tools=TOOLS)
        assert result.figure("source").correct == 1
        assert result.figure("target").correct == 1

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("Tersia urged Orlan to open the border.", "0"),
            ("Tersia demanded that Orlan open the border.", "3"),
            ("Tersia imposed sanctions on Orlan.", "3"),
            ("The rebels claimed responsibility for the attack on the barracks.", "0"),
            ("The minister met the rebels on Monday.", "1"),
            ("Tersian rebels freed 12 hostages.", "2"),
        ],
    )
    def test_classes_are_those_of_cameos_roots(self, text: str, label: str) -> None:
        assert cameo.answer(cameo.Document(text, label), TOOLS).label == label

    def test_a_pronoun_counts_as_the_name_before_it(self) -> None:
        text = "Ann Berg said she had attacked the barracks ."
        tokens, at = [], 0
        for word in text.split():
            tokens.append((at, at + len(word)))
            at += len(word) + 1
        gold = cameo.Document(text, None, tuple(tokens), frozenset())
        assert ("source", 0, 2) in cameo.answer(gold, TOOLS).spans

    def test_a_class_that_is_none(self, tmp_path: Path) -> None:
        path = tmp_path / "g.tsv"
        path.write_text("A sentence.\t7\n", "utf-8")
        with pytest.raises(UsageError, match="7"):
            measure("cameo", [path])


class TestPolice:
    def test_labels_by_sentence(self, tmp_path: Path) -> None:
        rows = [
            {
                "doc": 1,
                "sent": 0,
                "text": "police arrested two men on monday.",
                "labels": ["ARREST"],
            },
            {"doc": 1, "sent": 1, "text": "the lake is deep.", "labels": ["FAIL"]},
            {"doc": 2, "sent": 0, "text": "a mob killed a trader.", "labels": []},
        ]
        path = lines(tmp_path / "g.jsonl", *rows)
        assert [len(d.starts) for d in police.load(path)] == [2, 1]
        result = measure("police", [path], tools=TOOLS)
        arrest = result.figure("ARREST")
        assert (arrest.correct, arrest.gold, arrest.system) == (1, 1, 1)
        assert result.figure("KILL").system == 0  # no police did it

    def test_unknown_labels(self, tmp_path: Path) -> None:
        row = {"doc": 1, "sent": 0, "text": "x", "labels": ["DANCE"]}
        with pytest.raises(UsageError, match="DANCE"):
            measure("police", [lines(tmp_path / "g.jsonl", row)])


class TestMuc4:
    def test_roles(self, tmp_path: Path) -> None:
        roles = {
            "perp_individual_id": [[["GUNMEN", 0]]],
            "perp_organization_id": [],
            "hum_tgt_name": [[["TWO TEACHERS", 14]], [["A BAKER", 30]]],
        }
        path = tmp_path / "g.json"
        path.write_text(json.dumps({"d": {"doc": "Gunmen killed two teachers.", "roles": roles}}))
        result = measure("muc4", [path], tools=TOOLS)
        assert result.figure("perpetrator, individual").correct == 1
        victims = result.figure("victim")
        assert (victims.correct, victims.gold) == (1, 2)

    def test_one_entity_counts_once(self) -> None:
        gold = {"victim": (frozenset({"a", "b"}),)}
        ours = {"victim": (frozenset({"a"}), frozenset({"b"}))}
        names = dict.fromkeys(muc4.ROLES.values(), ())
        document = muc4.Document("x", {**names, **gold})
        figures = {f.name: f for f in muc4.score([document], [{**names, **ours}])}
        assert (figures["victim"].correct, figures["victim"].system) == (1, 2)


class TestStatus:
    ROW: ClassVar[dict[str, Any]] = {
        "text": "The army denied that its men attacked the village. Police said at least 30 people "
        "were killed.",
        "published": "2019-05-14",
        "reports": [
            {"type": "ASSAULT", "anchor": "attacked", "status": "denied", "by": ["The army"]},
            {
                "type": "ASSAULT",
                "anchor": "killed",
                "status": "happened",
                "by": ["Police"],
                "counts": [{"what": "killed", "best": 30, "low": 30, "high": None}],
            },
        ],
    }

    def test_each_field_by_its_own(self, tmp_path: Path) -> None:
        result = measure("status", [lines(tmp_path / "g.jsonl", self.ROW)], tools=TOOLS)
        assert result.figure("found").gold == 2
        assert result.figure("counts").correct == 1

    def test_what_is_not_there_is_not_found(self) -> None:
        gold = status.Gold("AID", 0, 1, frozenset({"planned"}), False, (), frozenset())
        document = status.Document("x", None, (gold,))
        figures = {f.name: f for f in status.score([document], [(None,)])}
        assert (figures["found"].gold, figures["found"].correct) == (1, 0)
        assert figures["status"].gold == 0

    @pytest.mark.parametrize(
        ("change", "says"), [({"anchor": "danced"}, "danced"), ({"status": "maybe"}, "maybe")]
    )
    def test_wrong_gold(self, tmp_path: Path, change: dict[str, str], says: str) -> None:
        row = {**self.ROW, "reports": [{**self.ROW["reports"][0], **change}]}
        with pytest.raises(UsageError, match=says):
            measure("status", [lines(tmp_path / "g.jsonl", row)])
