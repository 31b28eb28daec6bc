"""In a record: stories that repeat one text are one telling, and their events one event with each story's details."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import msgspec

from onrecord.model import Reading
from onrecord.record import Record
from onrecord.record.counting import Counts, counts_of
from onrecord.record.events import events_by_id
from onrecord.record.linked_events import tellings_of_event
from tests.record.making import MADE_BY, capture, full_reading


def moved(reading: Reading, words: str, other: str) -> Reading:
    """The reading of the same text with words of the same length in the place of others."""
    assert len(words) == len(other)
    fields = msgspec.json.encode(reading.to_builtins()).decode().replace(words, other)
    found = msgspec.json.decode(fields)
    found["id"] = found["id"][::-1]
    return Reading.from_builtins(found)


def opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    return connection


def test_one_event_of_two_stories_with_what_each_says(tmp_path: Path) -> None:
    path = tmp_path / "news.onrecord"
    first = full_reading()
    second = moved(
        first, "Café owners on the east bank were angry.", "Café owners on the west bank were upset."
    )  # fmt: skip
    with Record.open(path) as record:
        record.add_capture(capture("one"), [first], MADE_BY)
        before = [row["id"] for row in opened(path).execute("SELECT id FROM linked_event")]
        record.add_capture(capture("two"), [second], MADE_BY)
    connection = opened(path)
    events = [row["id"] for row in connection.execute("SELECT id FROM linked_event")]
    assert events == before
    told = events_by_id(connection, [one.event for one in tellings_of_event(connection, events[0])])
    assert [one.citation.story for one in told] == [first.story.id, second.story.id]
    assert {one.place.name if one.place else None for one in told} == {"Tarvik"}
    keys = [row["key"] for row in connection.execute("SELECT key FROM story")]
    assert counts_of(connection, {"both": keys})["both"] == Counts(stories=2, tellings=1, outlets=1)


def test_an_erased_story_takes_its_links_with_it(tmp_path: Path) -> None:
    path = tmp_path / "news.onrecord"
    with Record.open(path) as record:
        record.add_capture(capture("one"), [full_reading()], MADE_BY)
        record.erase(story=full_reading().story.id, reason="asked to")
    connection = opened(path)
    for table in ("told", "telling", "shingle", "linked_event", "event_link", "event_key"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
