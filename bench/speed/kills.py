"""Whether a record survives being killed: ``add`` is killed at 50 random moments, run again, and compared.

A folder of invented pages is added by a program of its own, which is sent SIGKILL at a random moment after a random
page, then started again on the same record, and so on; the last run may finish. Its content digest must be that of a
record that was made without any kill, SQLite's own check of the file must pass, and search must answer the same.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.harness import Result, run
from bench.speed.invented import as_page, story
from onrecord.record import Record

ROOT = Path(__file__).parents[2]
# Adds the folder argv[2] to the record argv[1], saying a line after each page.
PROGRAM = """
import sys
from bench.speed.record import AnatomyReader
from onrecord.record import Record
with Record.open(sys.argv[1]) as record:
    record.add([sys.argv[2]], reader=AnatomyReader(), progress=lambda summary, source: print(flush=True))
"""


def write_pages(folder: Path, pages: int) -> None:
    """``pages`` invented pages, every third a changed version of the one before it, every fifth a copy."""
    folder.mkdir()
    for number in range(pages):
        page = as_page(story(number - 1 if number % 3 == 2 else number))
        if number % 3 == 2:
            page = page.replace("people took part", "people took part, the police said")
        if number % 5 == 4:
            page = as_page(story(number - 2)).replace("</head>", f"<!-- copy {number} --></head>")
        (folder / f"{number:05}.html").write_text(page, encoding="utf-8")


def add(record: Path, pages: Path, *, kill_after: int | None = None, moment: float = 0.0) -> bool:
    """Runs the adding program, killed ``moment`` seconds after its ``kill_after``-th page; whether it finished."""
    command: Sequence[str] = (sys.executable, "-c", PROGRAM, str(record), str(pages))
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as program:
        assert program.stdout is not None
        if kill_after is not None:
            for _ in range(kill_after):
                program.stdout.readline()
            time.sleep(moment)
            program.send_signal(signal.SIGKILL)
        program.stdout.read()
        return program.wait() == 0


def differences(folder: Path, *, pages: int, kills: int, seed: int) -> tuple[list[str], int]:
    """What a record that was killed ``kills`` times has other than one that was not; and how many kills hit."""
    chance = random.Random(seed)
    sources, killed, whole = folder / "pages", folder / "killed.onrecord", folder / "whole.onrecord"
    write_pages(sources, pages)
    assert add(whole, sources)
    with Record.open(whole, read_only=True) as record:
        assert record.status().counts["stories"] > pages // 3, "the pages gave no stories: nothing would be tested"
    hits = 0
    for index in range(kills):
        # Each run passes what is stored, then gets a little further, so that kills hit from first to last page.
        reached = index * pages // kills
        if not add(killed, sources, kill_after=reached + chance.randrange(3), moment=chance.uniform(0, 0.06)):
            hits += 1
    assert add(killed, sources)
    return compare(killed, whole), hits


def compare(killed: Path, whole: Path) -> list[str]:
    """A line for each way in which the two records differ, or in which the first is damaged."""
    found = []
    with sqlite3.connect(killed) as connection:
        checks = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        found += [f"integrity check: {line}" for line in checks if line != "ok"]
    connection.close()
    with Record.open(killed) as one, Record.open(whole) as other:
        if one.content_digest() != other.content_digest():
            found.append(f"content differs: {one.status().counts} against {other.status().counts}")
        for words in ("bridge", "police", "ministry fault", '"took part"'):
            answers = [[(hit.story, hit.passages) for hit in record.search(words)] for record in (one, other)]
            if answers[0] != answers[1]:
                found.append(f"search for {words!r} answers otherwise")
    return found


def evaluate(data: Path, split: str) -> Result:
    """Fifty kills over sixty pages; neither argument makes a difference."""
    with tempfile.TemporaryDirectory() as folder:
        found, hits = differences(Path(folder), pages=60, kills=50, seed=1)
    return Result(
        scores={"same content after kills": float(not found)},
        counts={"kills": 50, "kills that hit": hits},
        errors=found,
    )


if __name__ == "__main__":
    run("kills", __doc__, evaluate, default_data=Path())
