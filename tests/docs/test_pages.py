"""The pages of the documentation are true: examples print what they show, links lead somewhere, all is named."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from onrecord import errors
from onrecord.cli import command
from onrecord.export import FORMATS
from tests.docs.console import PAGES, ROOT, copy_of_examples, examples, matches, printed_by

REFERENCE = ROOT / "docs" / "reference"
MARKDOWN = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
)  # fmt: skip
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_print_what_the_page_shows(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("ONRECORD_RECORD", raising=False)
    found = examples(page)
    assert found, "a page without examples proves nothing"
    with copy_of_examples():
        for example in found:
            printed = printed_by(example.command)
            assert matches(example.shown, printed), (
                f"{page.name}: $ {example.command}\nshown:\n{example.shown}\nprinted:\n{printed}\n"
                "If the new output is right: python -m tests.docs.console"
            )


@pytest.mark.parametrize("page", ["python.md", "as-story.md"])
def test_the_python_of_a_page_runs(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    blocks = re.findall(r"^```python\n(.*?)^```$", (ROOT / "docs" / "how-to" / page).read_text(), re.M | re.S)
    assert blocks
    with copy_of_examples():
        headline = "Port Alda harbour to close for a week after storm cracks sea wall"
        Path("article.txt").write_text(f"{headline}\r\n\r\nIt will.", encoding="utf-8", newline="")
        exec("\n".join(blocks), {})
    if page == "python.md":
        assert "The Alda Courier 2024-03-04 The harbour of Port Alda will close" in capsys.readouterr().out


def test_the_demo_runs() -> None:
    done = subprocess.run([sys.executable, ROOT / "examples" / "demo.py"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[-eleven-]{+fourteen+}" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("page", MARKDOWN, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_to_a_file_and_heading(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), f"{page.name} links to {target}, which is not there"
        if anchor:
            assert anchor in _anchors(file), f"{page.name} links to {target}, which is no heading there"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _section(page: Path, heading: str) -> str:
    text = page.read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"{page.name} has no section {heading!r}"
    return found[1]


@pytest.mark.parametrize("name", sorted(command.commands))
def test_every_command_and_option_is_explained(name: str) -> None:
    section = _section(REFERENCE / "commands.md", f"onrecord {name}")
    shared = _section(REFERENCE / "commands.md", "Options that several commands share")
    for parameter in command.commands[name].params:
        if isinstance(parameter, click.Option):
            option = max(parameter.opts, key=len)
            assert f"`{option}" in section + shared, f"{option} of {name} is not explained"
    assert "$ onrecord " + name in section or f"    onrecord {name}" in section, f"{name} has no example"


@pytest.mark.parametrize("name", sorted(command.commands))
def test_every_command_shows_an_example_in_its_help(name: str) -> None:
    assert f"\n\n\b\nonrecord {name}" in inspect.cleandoc(command.commands[name].help or "")


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_explained(name: str) -> None:
    assert f"`{name}`" in (REFERENCE / "errors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_export_format_is_explained(name: str) -> None:
    assert f"`{name}`" in _section(REFERENCE / "commands.md", "onrecord export")
