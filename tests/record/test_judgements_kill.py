"""A program that judges, killed at random moments, loses no judgement that it had told of."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from onrecord.record import Record
from tests.record.making import MADE_BY, capture, full_reading

ROOT = Path(__file__).parents[2]
# Judges one value again and again, and says the judgement's id once it is made.
PROGRAM = """
import sys
from onrecord.record import Record
with Record.open(sys.argv[1]) as record:
    event = next(line.id for line in record.judging.rows(sys.argv[2]) if line.kind == "event")
    for number in range(500):
        status = ("negated", "planned", "ongoing")[number % 3]
        print(record.judging.correct(event, "status", status, by="mk", reason=f"number {number}").id, flush=True)
"""


def checked(path: Path) -> list[tuple[str]]:
    """What SQLite finds of the file (some versions take columns of tables without row ids for NULL)."""
    connection = sqlite3.connect(path)
    found = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    return found


def test_a_killed_write_loses_no_judgement(tmp_path: Path) -> None:
    chance, path, told = random.Random(7), tmp_path / "news.onrecord", 0
    with Record.open(path) as record:
        record.add_capture(capture("page"), [full_reading()], MADE_BY)
    healthy = checked(path)
    for _ in range(3):
        with subprocess.Popen(
            (sys.executable, "-c", PROGRAM, str(path), full_reading().story.id), stdout=subprocess.PIPE, cwd=ROOT
        ) as program:
            assert program.stdout is not None
            ids = [program.stdout.readline().decode().strip() for _ in range(chance.randrange(1, 6))]
            time.sleep(chance.uniform(0, 0.02))
            program.send_signal(signal.SIGKILL)
            ids += program.stdout.read().decode().split("\n")[:-1]
            assert program.wait() != 0, "the program finished before it could be killed: nothing was tested"
        with Record.open(path) as record:
            log = record.judging.log()
            assert set(filter(None, ids)) <= {one.id for one in log}
            assert record.events()[0].status == log[-1].becomes, "the rows follow the log"
            told += len(ids)
    assert checked(path) == healthy
    assert told >= 3
