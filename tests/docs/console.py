"""The printed examples of README and tutorial: `$ onrecord ...` lines in fenced `console` blocks, and what they print.

Run this file to write what the commands print today into the pages: `python -m tests.docs.console`. Read the change
before you commit it.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.cli import main

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial" / "first-record.md")
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b[0-9a-f]{8,32}\b")
# What differs from run to run: how long it took.
_SECONDS = re.compile(r"\d+\.\d s(?:, [\d.]+ captures a second)?$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A command of a page, and what the page says it prints (`...` stands for anything)."""

    command: str
    shown: str


def examples(page: Path) -> list[Example]:
    """The examples of a page, in order."""
    return [one for block in BLOCK.findall(page.read_text(encoding="utf-8")) for one in _examples(block)]


def _examples(block: str) -> list[Example]:
    found = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        found.append(Example(command=command, shown=shown.strip("\n")))
    return found


@contextlib.contextmanager
def copy_of_examples() -> Iterator[None]:
    """A throw-away folder that holds `examples/`, as the working folder."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder) / "examples")
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)


def printed_by(command: str) -> str:
    """What an `onrecord` command prints, standard output and error in the order in which they come."""
    name, *arguments = shlex.split(command)
    assert name == "onrecord", f"the examples run onrecord only, not {name}"
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen), contextlib.suppress(SystemExit):
        main(arguments)
    screen.flush()
    return screen.buffer.getvalue().decode("utf-8").strip("\n")  # type: ignore[attr-defined]


def matches(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed, `...` standing for anything."""
    lines = [line.rstrip() for line in printed.splitlines()]
    return doctest.OutputChecker().check_output(shown + "\n", "\n".join(lines) + "\n", doctest.ELLIPSIS)


def rewrite(page: Path) -> bool:
    """Writes today's output into a page where it differs from what is shown; says whether it did.

    Where a story's text has changed, its id has: commands that name the old id are given the new one.
    """
    before = page.read_text(encoding="utf-8")
    new_ids: dict[str, str] = {}

    def today(example: Example) -> str:
        command = _ID.sub(lambda found: _renewed(found[0], new_ids), example.command)
        printed = printed_by(command)
        if not matches(example.shown, printed):
            old, new = _ID.findall(example.shown), _ID.findall(printed)
            new_ids.update(zip(old, new, strict=False) if len(old) == len(new) else ())
            shown = "\n".join(line.rstrip() for line in _SECONDS.sub("...", printed).splitlines())
        else:
            shown = example.shown
        return f"$ {command}\n" + (f"{shown}\n" if shown else "")

    with copy_of_examples():
        text = BLOCK.sub(lambda block: f"```console\n{''.join(map(today, _examples(block[1])))}```", before)
    page.write_text(text, encoding="utf-8")
    return text != before


def _renewed(id_or_prefix: str, new_ids: dict[str, str]) -> str:
    for old, new in new_ids.items():
        if old.startswith(id_or_prefix):
            return new[: len(id_or_prefix)]
    return id_or_prefix


if __name__ == "__main__":
    for one in PAGES:
        print(one.relative_to(ROOT), "rewritten" if rewrite(one) else "as it was")
