"""What a record holds, in numbers; and its content as one digest."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import msgspec

from onrecord.record.connection import version_of

__all__ = ["Status", "content_digest", "status"]

COUNTED = (
    "captures", "stories", "statements", "quotations", "entities", "mentions", "events", "judgements", "tombstones",
)  # fmt: skip
# The clock of a run, ids that were issued once, and the index's own pages (a function of the stories, laid out as
# writes happened to come).
_NO_CONTENT = ("log", "known", "validator", "issued", "story_words", "sqlite_")
_PACKED = ("content", "reading")
# In which order judgements came into the record is none either: two teams' logs are one, whoever took in whose.
_NO_COLUMNS = {"judgement": ("sequence",)}


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """A record in numbers.

    counts: rows by view. versions: stories that are a further version of another. earliest, latest: the stories' own
    dates. outlets, languages: how many stories each has (None, where it is unknown, counts as ``""``). size: bytes of
    the file. schema: the number of its last migration. made_by: which versions read how many ``captures``.
    """

    path: str
    counts: dict[str, int]
    versions: int
    earliest: str | None
    latest: str | None
    undated: int
    outlets: dict[str, int]
    languages: dict[str, int]
    size: int
    schema: int
    made_by: list[dict[str, Any]]


def status(connection: sqlite3.Connection, path: Path) -> Status:
    """The numbers of the record at ``path``."""
    kept = dict(connection.execute("SELECT name, rows FROM tally").fetchall())
    counts = {
        view: kept[table]
        if (table := _table(view)) in kept
        else connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for view in COUNTED
    }
    dates = connection.execute("SELECT min(date), max(date), sum(date IS NULL) FROM story").fetchone()
    readers = connection.execute(
        "SELECT r.made_by, count(*) AS captures FROM capture c JOIN reader r ON r.key = c.reader GROUP BY r.key"
        " ORDER BY r.key"
    )
    return Status(
        path=str(path),
        counts=counts,
        versions=connection.execute("SELECT count(*) FROM version WHERE predecessor IS NOT NULL").fetchone()[0],
        earliest=dates[0],
        latest=dates[1],
        undated=dates[2] or 0,
        outlets=_tally(connection, "outlet"),
        languages=_tally(connection, "language"),
        size=path.stat().st_size,
        schema=version_of(connection),
        made_by=[json.loads(row["made_by"]) | {"captures": row["captures"]} for row in readers],
    )


def content_digest(connection: sqlite3.Connection) -> str:
    """The SHA-256 of the record's whole content: the same sources, added in the same order by the same versions, give
    the same digest, however often the adding was cut off. When things were added is no content."""
    total = hashlib.sha256()
    tables = [
        row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        if not row["name"].startswith(_NO_CONTENT)
    ]  # fmt: skip
    for table in tables:
        left_out = _NO_COLUMNS.get(table, ())
        columns = [
            row["name"] for row in connection.execute(f"PRAGMA table_info({table})") if row["name"] not in left_out
        ]
        names = ", ".join(f'"{column}"' for column in columns)
        total.update(f"\x1d{table}\x1e{names}".encode())
        for row in connection.execute(f"SELECT {names} FROM {table} ORDER BY {names}"):
            values = [
                zlib.decompress(value) if column in _PACKED and value is not None else value
                for column, value in zip(columns, row, strict=True)
            ]
            total.update(repr(values).encode())
    return total.hexdigest()


def _table(view: str) -> str:
    return {"entities": "entity", "stories": "story"}.get(view, view[:-1])


def _tally(connection: sqlite3.Connection, column: str) -> dict[str, int]:
    rows = connection.execute(
        f"SELECT coalesce({column}, '') AS value, count(*) AS stories FROM story GROUP BY 1 ORDER BY 2 DESC, 1"
    )
    return {row["value"]: row["stories"] for row in rows}
