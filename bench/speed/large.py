"""A large record to measure: one that ``--record`` names, or one that is made; and names that it holds, to ask by."""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.harness import Result, run
from bench.speed.multiplied import multiply
from bench.speed.retold import as_capture, told
from onrecord.record import Record

__all__ = ["Known", "measure"]

STORIES, ADDED = 100_000, 1_600
MADE_BY: dict[str, Any] = {"onrecord": "bench", "models": {}, "stages": {}}


class Known:
    """Names that the record holds: of many, some and few stories."""

    def __init__(self, file: Path) -> None:
        with sqlite3.connect(file) as connection:
            asked = "SELECT outlet FROM story WHERE outlet IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT 5"
            self.outlets = [row[0] for row in connection.execute(asked)]
            last = connection.execute("SELECT max(key) FROM story").fetchone()[0]
            before = "SELECT id, date FROM story WHERE key <= ? ORDER BY key DESC LIMIT 1"
            spread = [connection.execute(before, (last * share // 9,)).fetchone() for share in range(1, 9)]
            self.stories = [row[0] for row in spread]
            self.days = sorted({row[1] for row in spread if row[1]})[:6]
            self.people, self.bodies, self.places = (self._named(connection, kind) for kind in (
                "person", "organisation", "place"
            ))  # fmt: skip

    @staticmethod
    def _named(connection: sqlite3.Connection, kind: str) -> list[str]:
        asked = "SELECT id FROM linked_entity WHERE kind = ? AND stories > 0 ORDER BY stories DESC, id"
        ranked = [row[0] for row in connection.execute(asked, (kind,))]
        # The head, then ever further down.
        chosen = [ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0, 0.01, 0.05, 0.2, 0.5, 0.9)]
        return [
            connection.execute(
                "SELECT e.name FROM entity_link l JOIN entity e ON e.id = l.entity WHERE l.linked = ?"
                " ORDER BY length(e.name) DESC LIMIT 1", (one,)
            ).fetchone()[0]
            for one in chosen
        ]  # fmt: skip


def _make(file: Path, stories: int) -> None:
    """Makes a record of so many stories: a few thousand at the most are added, and their rows copied."""
    with Record.open(file) as record:
        for number in range(min(ADDED, stories)):
            one = told(number, min(ADDED, stories))
            record.add_capture(as_capture(one), [one], MADE_BY)
    multiply(file, stories)


def measure(name: str, protocol: str | None, measured: Callable[[Path, str], dict[str, float]]) -> None:
    """Runs a benchmark of a large record as a command and exits.

    measured: of a record and a word (``--only``; empty for all) what is to be measured. The less, the better.
    """
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--record", type=Path)
    options.add_argument("--stories", type=int, default=STORIES)
    options.add_argument("--only", default="")
    asked, sys.argv[1:] = options.parse_known_args()

    def evaluate(data: Path, split: str) -> Result:
        with tempfile.TemporaryDirectory() as folder:
            file = asked.record
            if file is None:
                file = Path(folder) / "asked.onrecord"
                _make(file, asked.stories)
            scores = measured(file, asked.only)
            with Record.open(file) as record:
                held = record.status().counts["stories"]
        return Result(scores=scores, counts={"stories": held}, lower_is_better=frozenset(scores))

    run(name, protocol, evaluate, default_data=Path())
