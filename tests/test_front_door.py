"""The names that ``import dateline`` gives, and that they stay few."""

from __future__ import annotations

import inspect
import subprocess
import sys
import typing

import pytest

import dateline

EXPORTED = {
    "Article",
    "DatelineError",
    "Entity",
    "ModelError",
    "Place",
    "Reading",
    "Report",
    "SkipItem",
    "Statement",
    "Time",
    "UsageError",
    "__version__",
    "pipeline",
    "read",
    "read_many",
    "redact",
}


def test_the_front_door_has_these_names_and_no_others() -> None:
    assert set(dateline.__all__) == EXPORTED
    assert list(dateline.__all__) == sorted(dateline.__all__)


@pytest.mark.parametrize("name", sorted(EXPORTED - {"__version__"}))
def test_every_name_is_there_and_documented(name: str) -> None:
    assert inspect.getdoc(getattr(dateline, name))


@pytest.mark.parametrize("name", ["read", "read_many", "redact", "pipeline"])
def test_functions_are_typed(name: str) -> None:
    function = getattr(dateline, name)
    hints = typing.get_type_hints(function)
    assert "return" in hints
    assert set(inspect.signature(function).parameters) <= set(hints)


def test_what_the_source_does_not_say_is_given_by_keyword() -> None:
    parameters = inspect.signature(dateline.read).parameters
    names = ["published", "outlet", "title", "codebook", "min_confidence", "allow_private"]
    assert list(parameters)[1:] == names
    assert all(parameters[name].kind is inspect.Parameter.KEYWORD_ONLY for name in names)


def test_the_version_is_the_package_s() -> None:
    from importlib.metadata import version

    assert dateline.__version__ == version("dateline")


def test_importing_loads_no_model_and_nothing_of_training() -> None:
    """``import dateline`` has to be quick; the model is loaded when it is first used."""
    code = (
        "import sys, dateline\n"
        "heavy = {'torch', 'transformers', 'onnx', 'trafilatura', 'onnxruntime', 'spacy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = run.stdout.strip()
    assert "torch" not in loaded
    assert loaded == "[]"
