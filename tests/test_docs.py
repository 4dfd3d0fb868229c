"""The documents are read as well: links lead somewhere, commands are described, examples run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import typer

from dateline import schema
from dateline.cli import app

ROOT = Path(__file__).parents[1]
TRACKED_FOLDERS = ("docs", "examples", "evaluation", "src", "tests", "training", ".ci")
TOP_FILES = ("README.md", "CHANGELOG.md", "NOTICE", "Makefile", "pyproject.toml")
PAGES = sorted(
    path
    for place in (ROOT, *(ROOT / folder for folder in TRACKED_FOLDERS))
    for path in (place.glob("*.md") if place == ROOT else place.rglob("*.md"))
)
README = (ROOT / "README.md").read_text(encoding="utf-8")

# What no file of the project should hold: the paths of one machine, and notes to oneself.
FORBIDDEN = re.compile(
    r"(?<![\w.~])/(?:home|root|Users|work|tmp)/\w|\b(?:TODO|FIXME|XXX)\b|(?i:lorem ipsum)"
)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def texts() -> list[Path]:
    suffixes = {".py", ".md", ".toml", ".tsv", ".txt", ".html", ".json", ""}
    found = [ROOT / name for name in TOP_FILES]
    for folder in TRACKED_FOLDERS:
        found += [p for p in (ROOT / folder).rglob("*") if p.is_file() and p.suffix in suffixes]
    return sorted(path for path in found if "__pycache__" not in path.parts)


def code_blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives to a page's headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    return broken


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_relative_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page) == []


def test_no_file_holds_a_machine_s_paths_or_notes_to_oneself() -> None:
    found = {}
    for path in texts():
        if path == Path(__file__):
            continue
        match = FORBIDDEN.search(path.read_text(encoding="utf-8", errors="replace"))
        if match:
            found[name_of(path)] = match[0]
    assert found == {}


class TestReadme:
    @pytest.mark.parametrize("command", ["make demo", "make test"])
    def test_the_first_screen_names_the_two_commands(self, command: str) -> None:
        first_screen = "\n".join(README.splitlines()[:25])
        assert re.search(rf"^{command}$", first_screen, flags=re.MULTILINE)

    def test_it_says_what_it_is_not_for(self) -> None:
        assert re.search(r"score, a rank or a\s+prediction", README)

    def test_its_python_runs(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(ROOT)
        (block,) = code_blocks(README, "python")
        exec(compile(block, "README.md", "exec"), {})
        printed = capsys.readouterr().out
        assert "ASSAULT happened" in printed
        assert "→" in printed

    def test_its_commands_exist(self) -> None:
        names = set(re.findall(r"^dateline (\w+)", "\n".join(code_blocks(README, "sh")), re.M))
        assert names
        assert names <= set(commands())

    def test_its_make_targets_exist(self) -> None:
        makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
        for target in set(re.findall(r"(?:^|`)make ([a-z]+)(?:`|$)", README, re.MULTILINE)):
            assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def commands() -> dict[str, list[str]]:
    """Return every command of the program with its options, from the program itself."""
    group = typer.main.get_command(app)
    return {
        name: [option for p in command.params for option in p.opts if option.startswith("--")]
        for name, command in getattr(group, "commands", {}).items()
    }


class TestCommands:
    PAGE = ROOT / "docs" / "commands.md"

    @pytest.mark.parametrize("name", sorted(commands()))
    def test_every_command_and_option_is_on_the_page(self, name: str) -> None:
        page = self.PAGE.read_text(encoding="utf-8")
        section = re.search(rf"^#+ .*dateline {name}\b.*?(?=^## |\Z)", page, re.S | re.M)
        assert section, f"docs/commands.md has no heading for `dateline {name}`"
        missing = [option for option in commands()[name] if option not in section[0]]
        assert [option for option in missing if option != "--help"] == []

    def test_the_page_describes_no_command_that_is_not_there(self) -> None:
        page = self.PAGE.read_text(encoding="utf-8")
        described = re.findall(r"^#+ `?dateline (\w+)", page, re.M)
        assert set(described) <= set(commands())

    @pytest.mark.parametrize("name", sorted(commands()))
    def test_every_command_has_an_example_in_its_help(self, name: str) -> None:
        command = typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]
        assert f"dateline {name}" in (command.help or "") + (command.epilog or "")


@pytest.mark.parametrize("name", ["reading.schema.json", "schema.md"])
def test_the_schema_documents_are_up_to_date(name: str, tmp_path: Path) -> None:
    """When this fails: ``make schema``."""
    schema.write_documents(tmp_path)
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == (tmp_path / name).read_text(
        encoding="utf-8"
    )


def test_every_page_of_docs_is_in_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    pages = [path.name for path in (ROOT / "docs").iterdir() if path.is_file()]
    assert [name for name in sorted(pages) if f"({name})" not in index and name != "index.md"] == []


def test_python_in_the_documents_is_python() -> None:
    for page in PAGES:
        for block in code_blocks(page.read_text(encoding="utf-8"), "python"):
            ast.parse(block, filename=name_of(page))


def test_the_changelog_names_the_version_or_is_unreleased() -> None:
    from dateline._version import __version__

    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{__version__}]" in changelog


class TestLicence:
    def test_it_is_the_whole_apache_licence(self) -> None:
        text = (ROOT / "LICENSE").read_text(encoding="utf-8")
        for part in ("Version 2.0, January 2004", "9. Accepting Warranty", "END OF TERMS"):
            assert part in text

    def test_the_notice_names_base_and_corpora_of_the_weights(self) -> None:
        text = (ROOT / "NOTICE").read_text(encoding="utf-8")
        for name in ("MiniLM", "EWT", "GUM", "PolNeAR", "Groningen", "WikiGold", "CrossNER"):
            assert name in text


def test_every_example_says_that_it_is_invented() -> None:
    for path in (ROOT / "examples").iterdir():
        assert "invented" in path.read_text(encoding="utf-8").lower(), path


class TestContinuousIntegration:
    SCRIPT = ROOT / ".ci" / "run"

    def test_it_runs_the_readme_s_own_test_command(self) -> None:
        lines = self.SCRIPT.read_text(encoding="utf-8").splitlines()
        assert "set -euo pipefail" in lines
        assert "make test" in lines
        assert "make gate" in lines

    def test_it_can_be_executed(self) -> None:
        assert self.SCRIPT.stat().st_mode & 0o111
