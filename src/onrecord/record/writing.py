"""Writing one capture and its readings: idempotent, and all of it or nothing."""

from __future__ import annotations

import datetime
import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from onrecord.model import Capture, Reading
from onrecord.record.addresses import canonical
from onrecord.record.connection import transaction
from onrecord.record.judging.notices import mark_noticed, write_notices
from onrecord.record.judging.replay import replay_all
from onrecord.record.linked_entities import link
from onrecord.record.linked_events import link_story_events
from onrecord.record.rows import CHILD_TABLES, insert_reading, pack, story_columns
from onrecord.record.tellings import find_tellings
from onrecord.record.versions import rechain
from onrecord.record.words import words_of

__all__ = ["Outcome", "capture_id", "delete_stories", "is_erased", "log", "replace_readings", "store", "stored"]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one capture.

    status: ``added``, ``already_there`` (nothing was changed), or ``erased`` (a person had it erased: not stored).
    new, known, changed: its stories that the record did not hold, that it held from another capture, and that are a
    new version of a story at the same address (these are among the new or known ones). erased: its stories that a
    person had erased, which were left out.
    """

    status: Literal["added", "already_there", "erased"]
    new: int = 0
    known: int = 0
    changed: int = 0
    erased: int = 0


def capture_id(capture: Capture) -> str:
    """What a capture is told apart by: its bytes' SHA-256 and, where a container says more of them, that too."""
    if not capture.given:
        return capture.sha256
    said = json.dumps(capture.given, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(f"{capture.sha256}\x1f{said}".encode()).hexdigest()


def stored(connection: sqlite3.Connection, capture: Capture) -> dict[str, Any] | None:
    """What read the capture (``made_by``), or None if the record does not hold it."""
    row = connection.execute(
        "SELECT r.made_by FROM capture c JOIN reader r ON r.key = c.reader WHERE c.id = ?", (capture_id(capture),)
    ).fetchone()
    return None if row is None else json.loads(row["made_by"])


def is_erased(connection: sqlite3.Connection, capture: Capture) -> bool:
    """Whether a person had these bytes erased."""
    return _has_tombstone(connection, capture.sha256)


def store(
    connection: sqlite3.Connection, capture: Capture, readings: Sequence[Reading], made_by: dict[str, Any]
) -> Outcome:
    """Stores a capture with the readings of its stories, in page order, as one transaction."""
    packed = pack(capture.data)
    with transaction(connection):
        if stored(connection, capture) is not None:
            return Outcome(status="already_there")
        kept = [reading for reading in readings if not _has_tombstone(connection, reading.story.id)]
        erased = len(readings) - len(kept)
        if is_erased(connection, capture) or (erased and not kept):
            return Outcome(status="erased", erased=erased)
        reader = reader_key(connection, made_by)
        # Bytes that hold an erased story are not kept either, nor what their container says of them.
        key = _insert(connection, "capture", {
            "id": capture_id(capture), "sha256": capture.sha256,
            # A file's name need not be valid Unicode.
            "source": capture.source.encode("utf-8", "backslashreplace").decode(),
            "media_type": capture.media_type, "charset": capture.charset, "url": capture.url,
            "retrieved": capture.retrieved,
            "given": "{}" if erased else json.dumps(capture.given, sort_keys=True, ensure_ascii=False),
            "given_from": capture.given_from, "size": len(capture.data), "content": None if erased else packed,
            "reader": reader,
        })  # fmt: skip
        log(connection, "added", capture_id(capture))
        new, addresses = _place(connection, key, capture.url, kept, reader)
        known = len({reading.story.id for reading in kept}) - new
        changed = sum(rechain(connection, address) for address in addresses)
        _judge(connection, key, addresses)
        return Outcome(status="added", new=new, known=known, changed=changed, erased=erased)


def replace_readings(
    connection: sqlite3.Connection, key: int, url: str | None, readings: Sequence[Reading], made_by: dict[str, Any]
) -> None:
    """Puts new readings of a stored capture in the place of the old, as one transaction.

    Stories that are no longer found in any capture go; people's judgements stay, for they stand on row ids.
    """
    with transaction(connection):
        reader = reader_key(connection, made_by)
        before = connection.execute("SELECT story, address FROM appearance WHERE capture = ?", (key,)).fetchall()
        connection.execute("DELETE FROM appearance WHERE capture = ?", (key,))
        kept = [reading for reading in readings if not _has_tombstone(connection, reading.story.id)]
        _, addresses = _place(connection, key, url, kept, reader)
        gone = [
            row["story"] for row in before
            if not connection.execute("SELECT 1 FROM appearance WHERE story = ?", (row["story"],)).fetchone()
        ]  # fmt: skip
        delete_stories(connection, gone)
        chained = list(dict.fromkeys([*addresses, *(row["address"] for row in before if row["address"])]))
        for address in chained:
            rechain(connection, address)
        _judge(connection, key, chained)
        connection.execute("UPDATE capture SET reader = ? WHERE key = ?", (reader, key))
        if len(kept) < len(readings):
            connection.execute("UPDATE capture SET content = NULL, given = '{}' WHERE key = ?", (key,))
        log(connection, "reread", connection.execute("SELECT id FROM capture WHERE key = ?", (key,)).fetchone()["id"])


def _judge(connection: sqlite3.Connection, capture: int, addresses: Iterable[str]) -> None:
    """Lays people's judgements, and what outlets announce of corrections, over the stories of a capture."""
    keys = [row["story"] for row in connection.execute("SELECT story FROM appearance WHERE capture = ?", (capture,))]
    replay_all(connection, keys, addresses)
    mark_noticed(connection, keys)


def delete_stories(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Deletes stories with all that was read of them, their words in the index included."""
    for key in keys:
        row = connection.execute("SELECT headline, text FROM story WHERE key = ?", (key,)).fetchone()
        connection.execute(
            "INSERT INTO story_words (story_words, rowid, headline, text) VALUES ('delete', ?, ?, ?)",
            (key, *_indexed(row["headline"], row["text"])),
        )
        connection.execute("DELETE FROM story WHERE key = ?", (key,))


def reader_key(connection: sqlite3.Connection, made_by: dict[str, Any]) -> int:
    """The key of the versions that made a reading; a new one where they are new to the record."""
    versions = json.dumps(made_by, sort_keys=True, ensure_ascii=False)
    row = connection.execute("SELECT key FROM reader WHERE made_by = ?", (versions,)).fetchone()
    return int(row["key"]) if row else _insert(connection, "reader", {"made_by": versions})


def log(connection: sqlite3.Connection, action: str, subject: str) -> None:
    """Notes when something was done: the only place where the clock of a run enters a record."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    connection.execute("INSERT INTO log (at, action, subject) VALUES (?, ?, ?)", (now, action, subject))


def _place(
    connection: sqlite3.Connection, capture: int, url: str | None, readings: Sequence[Reading], reader: int
) -> tuple[int, list[str]]:
    """Writes each story once and notes where it stands; gives the number of new stories, and the addresses."""
    readings = list({reading.story.id: reading for reading in reversed(readings)}.values())[::-1]
    urls = [reading.story.url or (url if len(readings) == 1 else None) for reading in readings]
    addresses = list(map(canonical, urls))
    # Two stories of one page that share its address are neighbours, not versions of each other.
    shared = Counter(addresses)
    new = 0
    for position, (reading, own_url, address) in enumerate(zip(readings, urls, addresses, strict=True)):
        key, is_new = _write_story(connection, capture, reading, reader)
        new += is_new
        story = reading.story
        connection.execute(
            "INSERT OR IGNORE INTO appearance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                capture, key, position, own_url, story.outlet,
                words_of(story.outlet) if story.outlet else None, story.published.value if story.published else None,
                story.updated.value if story.updated else None, address if shared[address] == 1 else None,
            ),
        )  # fmt: skip
    return new, [address for address in shared if address and shared[address] == 1]


def _write_story(connection: sqlite3.Connection, capture: int, reading: Reading, reader: int) -> tuple[int, bool]:
    """The story's key, and whether it is new. A story is read as the first capture that holds it shows it."""
    story = reading.story
    row = connection.execute("SELECT key FROM story WHERE id = ?", (story.id,)).fetchone()
    columns = story_columns(reading, reader)
    if row is None:
        key = _insert(connection, "story", columns)
        connection.execute(
            "INSERT INTO story_words (rowid, headline, text) VALUES (?, ?, ?)",
            (key, *_indexed(columns["headline"], story.text)),
        )
        insert_reading(connection, key, reading)
        write_notices(connection, key)
        link(connection, [key])
        find_tellings(connection, [key])
        link_story_events(connection, [key])
        return key, True
    key = int(row["key"])
    first = connection.execute("SELECT min(capture) AS first FROM appearance WHERE story = ?", (key,)).fetchone()
    if first["first"] is None or capture < first["first"]:
        _rewrite(connection, key, columns, reading)
    return key, False


def _rewrite(connection: sqlite3.Connection, key: int, columns: dict[str, Any], reading: Reading) -> None:
    old = connection.execute("SELECT headline, text FROM story WHERE key = ?", (key,)).fetchone()
    for table in CHILD_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE story = ?", (key,))
    settings = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(f"UPDATE story SET {settings} WHERE key = :key", columns | {"key": key})
    if old["headline"] != columns["headline"]:
        connection.execute(
            "INSERT INTO story_words (story_words, rowid, headline, text) VALUES ('delete', ?, ?, ?)",
            (key, *_indexed(old["headline"], old["text"])),
        )
        connection.execute(
            "INSERT INTO story_words (rowid, headline, text) VALUES (?, ?, ?)",
            (key, *_indexed(columns["headline"], reading.story.text)),
        )
    insert_reading(connection, key, reading)
    write_notices(connection, key)
    link(connection, [key])
    find_tellings(connection, [key])
    link_story_events(connection, [key])


def _indexed(headline: str | None, text: str) -> tuple[str, str]:
    """The words of a story as the index is fed them. A headline of the text is found, and counts for more, as such."""
    return words_of(headline or ""), words_of(text)


def _insert(connection: sqlite3.Connection, table: str, columns: dict[str, Any]) -> int:
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    key = connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", columns).lastrowid
    assert key is not None
    return key


def _has_tombstone(connection: sqlite3.Connection, found: str) -> bool:
    return connection.execute("SELECT 1 FROM tombstone WHERE hash = ?", (found,)).fetchone() is not None
