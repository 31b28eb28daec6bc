"""Opening: what is a record, what is not, and what is said of a file that cannot be used."""

import os
import sqlite3
import threading
from pathlib import Path

import pytest

from onrecord.errors import NewerRecordError, NotARecordError, RecordBusyError, RecordError, RecordFullError
from onrecord.record import Record
from onrecord.record.connection import APPLICATION_ID, SCHEMA_VERSION, migrate, migrations, version_of
from tests.record.making import MADE_BY, anatomy, capture, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A record with one story."""
    file = tmp_path / "news.onrecord"
    with Record.open(file) as record:
        record.add_capture(capture("page"), [anatomy(story())], MADE_BY)
    return file


def test_a_new_file_is_marked_as_ours_and_every_table_is_strict(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        loose = plain.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND schema = 'main'"
            " AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    plain.close()
    assert loose == []


@pytest.mark.parametrize("content", [b"<html>a page, no record</html>" * 50, b"SQLite format 3\0" + b"x" * 2000])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(content)
    with pytest.raises(NotARecordError, match=r"page\.html"):
        Record.open(file)
    assert file.read_bytes() == content
    assert os.listdir(tmp_path) == ["page.html"]


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE bookmark (url TEXT)")
    other.close()
    before = file.read_bytes()
    for read_only in (True, False):
        with pytest.raises(NotARecordError, match="another program"):
            Record.open(file, read_only=read_only)
    assert file.read_bytes() == before


def test_a_newer_record_is_refused_with_what_to_do(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        plain.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    plain.close()
    with pytest.raises(NewerRecordError, match="pip install --upgrade"):
        Record.open(path)


def test_nothing_is_made_where_nothing_may_be(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such record"):
        Record.open(tmp_path / "none.onrecord", create=False)
    with pytest.raises(RecordError, match="no such record"):
        Record.open(tmp_path / "none.onrecord", read_only=True)
    with pytest.raises(RecordError, match="no folder"):
        Record.open(tmp_path / "missing" / "news.onrecord")
    with pytest.raises(NotARecordError, match="a folder"):
        Record.open(tmp_path)
    assert os.listdir(tmp_path) == []


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    file = tmp_path / "news.onrecord"
    file.touch()
    with Record.open(file, create=False) as record:
        assert record.stories() == []


def test_read_only_reads_and_never_writes(path: Path) -> None:
    with Record.open(path, read_only=True) as record:
        assert len(record.search("bridge")) == 1
        with pytest.raises(RecordFullError, match="may only be read"):
            record.add_capture(capture("more"), [anatomy(story("More\n\nOn."))], MADE_BY)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the super-user may write everywhere")
def test_a_record_in_a_folder_that_cannot_be_written(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with Record.open(path, read_only=True) as record:
            assert len(record.stories()) == 1
    finally:
        path.parent.chmod(0o700)


def test_one_writer_at_a_time_and_the_other_is_told(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Record.open(path, busy_timeout=0.05) as record:
        assert len(record.stories()) == 1, "readers are not held up by a writer"
        with pytest.raises(RecordBusyError, match="Wait until it is done"):
            record.add_capture(capture("more"), [anatomy(story("More\n\nOn."))], MADE_BY)
        other.execute("ROLLBACK")
        assert record.add_capture(capture("more"), [anatomy(story("More\n\nOn."))], MADE_BY).status == "added"
    other.close()


def test_many_read_while_one_writes(path: Path) -> None:
    seen: list[int] = []
    faults: list[BaseException] = []

    def read() -> None:
        try:
            with Record.open(path, read_only=True) as record:
                for _ in range(30):
                    seen.append(len(record.stories(limit=100)))
        except BaseException as fault:
            faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    with Record.open(path) as record:
        for number in range(30):
            record.add_capture(capture(f"{number}"), [anatomy(story(f"Story {number}\n\nOn."))], MADE_BY)
    for reader in readers:
        reader.join()
    assert not faults
    assert len(seen) == 90
    assert all(1 <= count <= 31 for count in seen)


def test_a_full_disk_loses_nothing_that_was_stored(path: Path) -> None:
    with Record.open(path) as record:
        pages = record._connection.execute("PRAGMA page_count").fetchone()[0]
        record._connection.execute(f"PRAGMA max_page_count = {pages}")
        before = record.content_digest()
        long = anatomy(story("Long\n\n" + " ".join(map(str, range(100_000)))))
        with pytest.raises(RecordFullError, match="make room"):
            record.add_capture(capture("long"), [long], MADE_BY)
        assert record.content_digest() == before
    with sqlite3.connect(path) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    plain.close()


def test_an_older_record_is_brought_up_and_keeps_its_content(path: Path) -> None:
    step = "ALTER TABLE story ADD COLUMN desk TEXT;\nCREATE TABLE note (key INTEGER PRIMARY KEY, words TEXT) STRICT;\n"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrate(connection, [*migrations(), step])
    assert version_of(connection) == SCHEMA_VERSION + 1
    assert connection.execute("SELECT desk FROM story").fetchall()[0]["desk"] is None
    assert connection.execute("SELECT headline FROM stories").fetchone()["headline"] == "Bridge stays closed"
    migrate(connection, [*migrations(), step])
    connection.close()


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, [*migrations(), "CREATE TABLE n (words TEXT) STRICT;\nALTER TABLE nowhere ADD x TEXT;\n"])
    connection.close()
    with Record.open(path) as record:
        assert len(record.stories()) == 1
