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
from onrecord.record.own import EVENTS
from tests.property.test_judging_across_properties import holds, partition
from tests.record.making import MADE_BY, capture, full_reading
from tests.record.test_judging_across import bridge

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


# Makes two of one and one of two, again and again, and says each judgement's id once it is made.
ACROSS = """
import sys
from onrecord.record import Record
with Record.open(sys.argv[1]) as record:
    first, second, *_ = (row["id"] for row in record.rows("events"))
    for number in range(500):
        judge = (record.judging.merge, record.judging.split)[number % 2]
        made = judge(first, [second], by="mk", reason=f"number {number}")
        if number % 5 == 4:
            print(record.judging.undo(made.id, by="mk", reason="no").id, flush=True)
        print(made.id, flush=True)
"""


def test_a_killed_write_leaves_what_lies_across_stories_as_the_log_says(tmp_path: Path) -> None:
    chance, path, told = random.Random(11), tmp_path / "news.onrecord", 0
    with Record.open(path) as record:
        for number in range(3):
            record.add_capture(capture(f"page {number}"), [bridge(number)], MADE_BY)
    healthy = checked(path)
    for _ in range(3):
        with subprocess.Popen((sys.executable, "-c", ACROSS, str(path)), stdout=subprocess.PIPE, cwd=ROOT) as program:
            assert program.stdout is not None
            ids = [program.stdout.readline().decode().strip() for _ in range(chance.randrange(1, 6))]
            time.sleep(chance.uniform(0, 0.02))
            program.send_signal(signal.SIGKILL)
            ids += program.stdout.read().decode().split("\n")[:-1]
            assert program.wait() != 0, "the program finished before it could be killed: nothing was tested"
        with Record.open(path) as record:
            assert set(filter(None, ids)) <= {one.id for one in record.judging.log()}
            holds(record)
            before = partition(record, EVENTS)
            record.relink()
            assert partition(record, EVENTS) == before, "the links follow the log"
            told += len(ids)
    assert checked(path) == healthy
    assert told >= 3
