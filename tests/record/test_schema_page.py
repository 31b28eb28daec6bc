"""The views are what their page says, and plain SQL on them gives what the reading holds."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.record import Record
from tests.record.making import MADE_BY, capture, full_reading

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "schema.md"


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The record of one full reading, as any SQLite program opens it."""
    with Record.open(tmp_path / "news.onrecord") as record:
        record.add_capture(capture("page"), [full_reading()], MADE_BY)
    connection = sqlite3.connect(tmp_path / "news.onrecord")
    yield connection
    connection.close()


def documented() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for section in PAGE.read_text().split("\n## ")[1:]:
        rows = re.findall(r"^\| (\w+) \|", section, re.MULTILINE)
        found[section.split("\n")[0]] = [name for name in rows if name != "column"]
    return found


def test_every_view_and_column_is_explained_and_no_other(plain: sqlite3.Connection) -> None:
    views = [name for name, in plain.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")]
    columns = "SELECT name FROM pragma_table_info(?)"
    there = {view: [name for name, in plain.execute(columns, (view,))] for view in views}
    assert documented() == there


def test_every_view_but_those_of_other_tests_has_rows(plain: sqlite3.Connection) -> None:
    empty = {view for view in documented() if not plain.execute(f"SELECT count(*) FROM {view}").fetchone()[0]}
    assert empty == {
        "versions", "judgements", "judgement_targets", "judged_rows", "notices", "noticed_rows", "tombstones",
        "suggested_links",
    }  # fmt: skip


def test_every_position_of_every_view_covers_its_words(plain: sqlite3.Connection) -> None:
    text = full_reading().story.text
    checked = 0
    for view, columns in documented().items():
        for start in (name for name in columns if name == "start" or name.endswith("_start")):
            end, words = start.replace("start", "end"), start.replace("start", "text")
            if words in columns:
                for first, last, covered in plain.execute(f'SELECT "{start}", "{end}", "{words}" FROM {view}'):
                    assert covered == (text[first:last] if first is not None else None)
                    checked += 1
    assert checked > 25


def test_who_said_what_in_one_question(plain: sqlite3.Connection) -> None:
    rows = plain.execute(
        "SELECT speaker_name, speaks_for_name, act, content, addressee_text FROM statements ORDER BY position"
    ).fetchall()
    assert rows == [
        ("Ilse Brandt", "Tarvik", "assert", "that the bridge is not safe", None),
        (None, None, "warn", "“Nobody may cross it,”", "Café owners"),
    ]
    spans = plain.execute("SELECT text FROM statement_contents ORDER BY start").fetchall()
    assert [(content,) for _, _, _, content, _ in rows] == spans
    inner, = plain.execute("SELECT within FROM statements WHERE act = 'warn'").fetchall()
    assert inner == plain.execute("SELECT id FROM statements WHERE act = 'assert'").fetchone()


def test_a_rows_id_does_not_depend_on_the_stages_that_found_it(plain: sqlite3.Connection, tmp_path: Path) -> None:
    def ids(connection: sqlite3.Connection) -> set[str]:
        return {row for view in ("entities", "mentions", "statements", "events", "quotations", "offices", "commitments")
                for row, in connection.execute(f"SELECT id FROM {view}")}  # fmt: skip

    with Record.open(tmp_path / "other.onrecord") as record:
        record.add_capture(capture("another page"), [full_reading()], MADE_BY | {"onrecord": "9"})
        assert ids(record._connection) == ids(plain)
        assert len(ids(plain)) == 11
