"""The judgements of a record's stories laid over their rows, again whenever a reading or the log changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from onrecord.model import Judgement, Reading, Story
from onrecord.record.judging.log import in_force, of_ids
from onrecord.record.judging.notices import mark_noticed
from onrecord.record.judging.overlay import Overlaid, Standing, overlay, sheet_of
from onrecord.record.judging.sheet import Sheet
from onrecord.record.relinking import Said, relink, said
from onrecord.record.row_ids import RowIds, row_ids
from onrecord.record.rows import CHILD_TABLES, insert_reading, unpack_reading
from onrecord.record.words import words_of

__all__ = [
    "concerned",
    "judged",
    "judged_parts",
    "judged_reading",
    "judged_sheet",
    "replay",
    "replay_all",
    "stories_of",
]

_ABSENT = "NOT EXISTS (SELECT 1 FROM story o WHERE o.id = t.story)"
# The stories whose judgements concern the story :key, and how each stands to it.
_STORIES = f"""
SELECT id AS story, 'own' AS standing FROM story WHERE key = :key
UNION SELECT s.id, 'earlier' FROM version v
  JOIN version e ON e.address = v.address AND e.position < v.position JOIN story s ON s.key = e.story
  WHERE v.story = :key AND s.key <> :key
UNION SELECT t.story, 'gone' FROM appearance a JOIN capture c ON c.key = a.capture
  JOIN target t ON t.capture = c.id WHERE a.story = :key AND t.story IS NOT NULL AND {_ABSENT}
UNION SELECT t.story, 'gone' FROM appearance a JOIN target t ON t.address = a.address
  WHERE a.story = :key AND t.story IS NOT NULL AND {_ABSENT}
"""


def replay(connection: sqlite3.Connection, keys: Iterable[int], before: Said | None = None) -> None:
    """Makes the rows of those of these stories anew that judgements concern, or concerned. In a transaction.

    What people now say otherwise of rows across stories is linked anew, wherever these lie. before: what they said,
    where judgements have gone since.
    """
    before = said(connection) if before is None else before
    made = []
    for key in sorted(set(keys)):
        stories, standing = judged(connection, key)
        marked = connection.execute("SELECT 1 FROM mark WHERE story = ?", (key,)).fetchone()
        if not standing and not marked:
            continue
        reading = _as_read(connection, key)
        laid = overlay(reading, row_ids(reading), standing, stories=stories)
        for table in (*CHILD_TABLES, "mark"):
            connection.execute(f"DELETE FROM {table} WHERE story = ?", (key,))
        insert_reading(connection, key, laid.reading, laid.ids)
        _write_story(connection, key, reading.story, laid.reading.story)
        _write_marks(connection, key, laid)
        made.append(key)
    mark_noticed(connection, made)
    relink(connection, made, before, said(connection))


def replay_all(connection: sqlite3.Connection, keys: Iterable[int], addresses: Iterable[str]) -> None:
    """``replay`` for all that a changed story, or a changed chain of versions, can concern; quick without a log."""
    if connection.execute("SELECT 1 FROM target").fetchone() is None:
        return
    found = set(keys)
    for address in addresses:
        rows = connection.execute("SELECT story FROM version WHERE address = ?", (address,))
        found |= {row["story"] for row in rows}
    for key in list(found):
        # A story that is there again takes back what was laid over others in its stead.
        rows = connection.execute(
            "SELECT m.story FROM story s JOIN target t ON t.story = s.id JOIN mark m ON m.judgement = t.judgement"
            " WHERE s.key = ?",
            (key,),
        )
        found |= {row["story"] for row in rows}
    replay(connection, found)


def stories_of(connection: sqlite3.Connection, judgements: Iterable[str]) -> set[int]:
    """The keys of the stories that these judgements (ids) can concern, or have concerned."""
    found: set[int] = set()
    for judgement in judgements:
        rows = connection.execute(
            """
            SELECT s.key FROM target t JOIN story s ON s.id = t.story WHERE t.judgement = :id
            UNION SELECT v.story FROM target t JOIN story s ON s.id = t.story JOIN version e ON e.story = s.key
              JOIN version v ON v.address = e.address AND v.position > e.position WHERE t.judgement = :id
            UNION SELECT a.story FROM target t JOIN capture c ON c.id = t.capture
              JOIN appearance a ON a.capture = c.key WHERE t.judgement = :id
            UNION SELECT a.story FROM target t JOIN appearance a ON a.address = t.address WHERE t.judgement = :id
            UNION SELECT m.story FROM mark m WHERE m.judgement = :id
            """,
            {"id": judgement},
        )
        found |= {row["key"] for row in rows}
    return found


def judged(connection: sqlite3.Connection, key: int) -> tuple[dict[str, Standing], list[Judgement]]:
    """The stories whose judgements concern this one, and those judgements that nobody has taken back, in time order."""
    stories = {row["story"]: row["standing"] for row in connection.execute(_STORIES, {"key": key})}
    return stories, in_force(concerned(connection, stories))


def concerned(connection: sqlite3.Connection, stories: Iterable[str]) -> list[Judgement]:
    """All judgements of rows of these stories (ids), with what undoes them, in time order."""
    ids: set[str] = set()
    for story in stories:
        rows = connection.execute("SELECT judgement FROM target WHERE story = ?", (story,))
        ids |= {row["judgement"] for row in rows}
    return of_ids(connection, ids) if ids else []


def judged_parts(
    connection: sqlite3.Connection, key: int
) -> tuple[Reading, RowIds, list[Judgement], dict[str, Standing]]:
    """The story's reading as it was made, its rows' ids, the judgements, and whose they are (see ``judged``)."""
    stories, standing = judged(connection, key)
    reading = _as_read(connection, key)
    return reading, row_ids(reading), standing, stories


def judged_reading(connection: sqlite3.Connection, key: int) -> Overlaid:
    """The story's reading with the judgements that stand."""
    reading, ids, standing, stories = judged_parts(connection, key)
    return overlay(reading, ids, standing, stories=stories)


def judged_sheet(connection: sqlite3.Connection, key: int) -> Sheet:
    """The story's rows with the judgements that stand; what was rejected is still there."""
    reading, ids, standing, stories = judged_parts(connection, key)
    return sheet_of(reading, ids, standing, stories=stories)


def _as_read(connection: sqlite3.Connection, key: int) -> Reading:
    row = connection.execute("SELECT reading, text FROM story WHERE key = ?", (key,)).fetchone()
    return unpack_reading(row["reading"], row["text"])


def _write_story(connection: sqlite3.Connection, key: int, read: Story, now: Story) -> None:
    connection.execute(
        "UPDATE story SET outlet = ?, language = ?, published = ?, published_from = ?, updated = ?, updated_from = ?,"
        " date = ? WHERE key = ?",
        (
            now.outlet, now.language, now.published.value if now.published else None,
            now.published.read_from if now.published else None, now.updated.value if now.updated else None,
            now.updated.read_from if now.updated else None, now.as_of.value if now.as_of else None, key,
        ),
    )  # fmt: skip
    for row in connection.execute("SELECT capture, outlet FROM appearance WHERE story = ?", (key,)).fetchall():
        # Another outlet's copy of the text stays that outlet's.
        outlet = now.outlet if row["outlet"] == read.outlet else row["outlet"]
        connection.execute(
            "UPDATE appearance SET outlet_name = ? WHERE capture = ? AND story = ?",
            (words_of(outlet) if outlet else None, row["capture"], key),
        )


def _write_marks(connection: sqlite3.Connection, key: int, laid: Overlaid) -> None:
    connection.executemany(
        "INSERT INTO mark (story, judgement, position, row, found_by, stands, was) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(key, one.judgement, one.position, one.row, one.found_by, one.stands, one.was) for one in laid.marks],
    )
