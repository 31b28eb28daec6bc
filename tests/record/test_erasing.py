"""Erasing: gone for good, and kept out from then on."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import NotFoundError, QueryError, RecordBusyError
from onrecord.model import Author, Judgement, row_id
from onrecord.record import Record
from onrecord.record.writing import capture_id
from tests.record.making import BRIDGE, MADE_BY, anatomy, capture, full_reading, story

REASON = "source protection"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def everything_on_disk(record: Record) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(record.path.parent.iterdir()))


def rows_of(record: Record, story_key_column: str = "story") -> int:
    """How many rows of any table stand under some story."""
    with sqlite3.connect(record.path) as plain:
        tables = [name for name, in plain.execute(
            "SELECT m.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = ?",
            (story_key_column,),
        )]  # fmt: skip
        count = sum(plain.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
    plain.close()
    return int(count)


def test_an_erased_story_leaves_no_row_and_no_byte(record: Record) -> None:
    # The capture's bytes are compressed in the file: a marker that does not compress shows whether they are gone.
    record.add_capture(capture("<p>page</p>" + BRIDGE), [full_reading()], MADE_BY)
    packed = record._connection.execute("SELECT content FROM capture").fetchone()["content"]
    assert b"Caf\xc3\xa9 owners" in everything_on_disk(record)
    assert packed in everything_on_disk(record)
    assert rows_of(record) > 20

    erasure = record.erase(story=full_reading().story.id[:8], reason=REASON)

    assert [line.headline for line in erasure.stories] == ["Bridge stays closed"]
    on_disk = everything_on_disk(record)
    for gone in ("Café owners", "Bridge stays", "page.html", "Ilse Brandt", "ilse brandt", "tarvik", "brandt"):
        assert gone.encode() not in on_disk, gone
    assert packed not in on_disk
    assert rows_of(record) == 0
    assert record.search("bridge") == []
    assert [row["reason"] for row in record.rows("tombstones")] == [REASON, REASON]


def test_what_was_erased_is_not_added_again(record: Record) -> None:
    page = capture("page")
    record.add_capture(page, [anatomy(story())], MADE_BY)
    record.erase(story=story().id, reason=REASON)
    assert record.add_capture(page, [anatomy(story())], MADE_BY).status == "erased"
    assert record.add_capture(capture("another page"), [anatomy(story())], MADE_BY).status == "erased"
    assert record.stories() == []


def test_neighbours_stay_without_the_bytes_that_hold_the_erased(record: Record) -> None:
    other = story("Ferry\n\nIt sank.")
    page = capture("both", given={"headline": "Bridge and ferry"})
    record.add_capture(page, [anatomy(story()), anatomy(other)], MADE_BY)
    erasure = record.erase(story=story().id, reason=REASON)
    assert erasure.kept_stories == (other.id,)
    assert [line.id for line in record.stories()] == [other.id]
    with pytest.raises(NotFoundError, match="were erased"):
        record.capture(capture_id(page))
    # And likewise when both come again in another capture.
    outcome = record.add_capture(capture("again"), [anatomy(story()), anatomy(other)], MADE_BY)
    assert (outcome.status, outcome.known, outcome.erased) == ("added", 1, 1)
    assert [row["kept"] for row in record.rows("captures")] == [0, 0]


def test_a_dry_run_says_what_would_go_and_changes_nothing(record: Record) -> None:
    record.add_capture(capture("page"), [full_reading()], MADE_BY)
    before = record.content_digest()
    erasure = record.erase(person="ilse BRANDT", reason=REASON, dry_run=True)
    assert not erasure.done
    assert [line.headline for line in erasure.stories] == ["Bridge stays closed"]
    assert record.content_digest() == before


def test_a_person_goes_from_texts_metadata_furniture_addresses_and_judgements(record: Record) -> None:
    named = {
        "text": (capture("1"), story("Talk\n\nJosé Marin spoke.")),
        "author": (capture("2"), story("Sea\n\nCalm.", authors=(
            Author(name="Jose Marín", read_from="metadata", path="meta/author"),))),
        "address": (capture("3"), story("Sky\n\nBlue.", url="https://harbour.example/jose-marin-speaks")),
    }  # fmt: skip
    furniture = (capture("<p>Read also: Jos&eacute; Mar&iacute;n</p>"), story("Ferry\n\nIt sank."))
    unnamed = (capture("5"), story("Marina\n\nJosé and Marin disagree."))
    for page, one in [*named.values(), furniture, unnamed]:
        record.add_capture(page, [anatomy(one)], MADE_BY)
    row = row_id(furniture[1].id, "entity", 0, 5, "person")
    record.judge(Judgement(id="j", row=row, verb="correct", by="mk", at="2024", reason="x", becomes="José Marin"))

    erasure = record.erase(person="José Marin", reason=REASON)

    assert {line.id for line in erasure.stories} == {one.id for _, one in named.values()}
    assert {line.headline for line in record.stories()} == {"Ferry", "Marina"}
    assert erasure.kept_stories == (furniture[1].id,)
    assert record.judgements() == []
    assert {row["kept"] for row in record.rows("captures")} == {0, 1}


def test_other_versions_are_named_and_stay(record: Record) -> None:
    address = "https://harbour.example/bridge"
    first, second, third = (story(BRIDGE + " More." * count, url=address) for count in range(3))
    for number, one in enumerate((first, second, third)):
        record.add_capture(capture(f"{number}"), [anatomy(one)], MADE_BY)
    erasure = record.erase(story=second.id, reason=REASON)
    assert set(erasure.other_versions) == {first.id, third.id}
    assert [(one.number, one.story, one.predecessor) for one in record.versions(third.id)] == [
        (1, first.id, None), (2, third.id, first.id),
    ]  # fmt: skip


def test_while_another_program_reads_the_file_the_erasure_says_that_it_is_not_over(record: Record) -> None:
    record.add_capture(capture("page"), [anatomy(story())], MADE_BY)
    other = sqlite3.connect(record.path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM story").fetchone()
    record._connection.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(RecordBusyError, match="Close that program"):
        record.erase(story=story().id, reason=REASON)
    other.execute("COMMIT")
    other.close()
    assert record.stories() == []
    with Record.open(record.path):
        assert "Café owners".encode() not in everything_on_disk(record)
    assert list(record.rows("stories")) == []


def test_an_erasure_needs_one_thing_to_erase_and_a_reason(record: Record) -> None:
    record.add_capture(capture("page"), [anatomy(story())], MADE_BY)
    with pytest.raises(QueryError, match="either one story, or one person"):
        record.erase(reason=REASON)
    with pytest.raises(QueryError, match="needs a reason"):
        record.erase(story=story().id, reason=" ")
    with pytest.raises(NotFoundError, match="Nothing was erased"):
        record.erase(person="Nils Nobody", reason=REASON)
    assert len(record.stories()) == 1
