"""The reading side: lines of stories, and one story with all that is known of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from onrecord.errors import NotFoundError, QueryError
from onrecord.model import Reading
from onrecord.record.counting import Counts, Source, folded, no_telling, told
from onrecord.record.judging.marks import Judged, judged_in
from onrecord.record.judging.replay import judged_reading
from onrecord.record.query import Query, check_per
from onrecord.record.rows import unpack_reading
from onrecord.record.same import same_stories
from onrecord.record.versions import Version, versions_of

__all__ = [
    "COUNTS",
    "LINE",
    "StoredCapture",
    "StoredStory",
    "StoryLine",
    "counts",
    "every_key",
    "key_of",
    "lines",
    "paged",
    "select",
    "stored_story",
    "story_at",
    "view_rows",
]

LINE = "s.key, s.id, s.headline, s.outlet, s.url, s.language, s.date, s.published, s.updated"
# How many captures hold a story, and its place in the chain of its address. Without a date the numbers are as stored.
COUNTS = (
    "(SELECT count(*) FROM appearance a WHERE a.story = s.key) AS captures,"
    " (SELECT min(v.position) FROM version v WHERE v.story = s.key) AS version,"
    " (SELECT max(o.position) FROM version v JOIN version o ON o.address = v.address WHERE v.story = s.key) AS versions"
)
_COUNTS_THEN = """
(SELECT count(*) FROM appearance a WHERE a.story = s.key{known}) AS captures,
(SELECT min((SELECT count(*) FROM version o WHERE o.address = v.address AND o.position <= v.position AND o.story IN
   (SELECT a.story FROM appearance a WHERE a.address = o.address{known})))
 FROM version v WHERE v.story = s.key) AS version,
(SELECT max((SELECT count(*) FROM version o WHERE o.address = v.address AND o.story IN
   (SELECT a.story FROM appearance a WHERE a.address = o.address{known})))
 FROM version v WHERE v.story = s.key) AS versions"""
_FEWEST_DIGITS = 4
_COLUMNS = (
    "id", "headline", "outlet", "url", "language", "date", "published", "updated", "captures", "version", "versions",
)  # fmt: skip


class StoryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One story as a list shows it.

    date: published, else updated (EDTF), or None. captures: how many captures hold it. version, versions: its place
    in the chain of its address and how long that is, where it stands at one. telling: the id of the text that it and
    its copies repeat; counts: how many stories these are, of all the record; sources: which, where that is asked for.
    """

    id: str
    headline: str | None
    outlet: str | None
    url: str | None
    language: str | None
    date: str | None
    published: str | None
    updated: str | None
    captures: int = 1
    version: int | None = None
    versions: int | None = None
    telling: str | None = None
    counts: Counts = Counts()
    sources: tuple[Source, ...] = ()


class StoredCapture(msgspec.Struct, frozen=True, kw_only=True):
    """A capture in which a story stands: where it came from, and what it gives for the story."""

    id: str
    sha256: str
    source: str
    media_type: str
    url: str | None
    retrieved: str | None
    outlet: str | None
    published: str | None
    updated: str | None


class StoredStory(msgspec.Struct, frozen=True, kw_only=True):
    """One story: its line, its whole reading and the versions that made it, the captures that hold it (in the order
    added), its versions, and by row the judgements that people made, which the reading follows."""

    line: StoryLine
    reading: Reading
    made_by: dict[str, Any]
    captures: tuple[StoredCapture, ...]
    versions: tuple[Version, ...]
    judged: dict[str, tuple[Judged, ...]] = {}


def counts(query: Query) -> str:
    """The SQL of the numbers of a ``StoryLine``, as known on the query's date."""
    known = query.known("a.capture")
    return _COUNTS_THEN.format(known=known) if known else COUNTS


def select(connection: sqlite3.Connection, query: Query) -> list[StoryLine]:
    """The stories that ``query`` filters, in its order."""
    check_per("stories", query.per)
    condition, values = query.conditions()
    # Unless rows are folded, SQLite itself stops at the page: it then sorts no more than that.
    limited = " LIMIT :limit OFFSET :offset" if query.per == "story" else ""
    keys = connection.execute(
        f"SELECT s.key FROM story s WHERE {condition} ORDER BY {query.ordering}{limited}",
        values | {"limit": query.limit, "offset": query.offset},
    )
    page = [row["key"] for row in keys] if limited else paged(connection, (row["key"] for row in keys), query)
    rows = connection.execute(
        f"SELECT {LINE}, {counts(query)} FROM story s WHERE s.key IN (SELECT value FROM json_each(:page))",
        values | {"page": json.dumps(page)},
    )
    by_key = {row["key"]: row for row in rows}
    return lines(connection, [by_key[key] for key in page], query)


def paged(connection: sqlite3.Connection, keys: Iterable[int], query: Query) -> list[int]:
    """Of these stories (by key) the page that ``query`` asks for, of one telling only the first."""
    first = folded(keys, lambda key: key, lambda some: same_stories(connection, some, query), texts=False)
    return list(islice(first, query.offset, query.offset + query.limit))


def lines(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row], query: Query) -> list[StoryLine]:
    """Rows of ``LINE`` and ``counts`` as values."""
    keys = [row["key"] for row in rows]
    same = same_stories(connection, keys, query)
    return [
        StoryLine(
            **{name: row[name] for name in _COLUMNS}, counts=number, sources=sources,
            telling=telling if (telling := same.of[row["key"]]) != no_telling(row["key"]) else None,
        )
        for row, (number, sources) in zip(rows, told(connection, same, keys, query, sources=query.sources), strict=True)
    ]  # fmt: skip


def key_of(connection: sqlite3.Connection, asked: str) -> int:
    """The key of the story whose id is, or begins with, ``asked``; raises ``NotFoundError``."""
    wanted = asked.strip().lower()
    if len(wanted) < _FEWEST_DIGITS or not set(wanted) <= set("0123456789abcdef"):
        raise NotFoundError(
            f"{asked!r} is no story's id. Give the id, or at least its first {_FEWEST_DIGITS} hexadecimal digits;"
            " onrecord stories lists them"
        )
    rows = connection.execute(
        "SELECT key, id, headline FROM story WHERE id >= ? AND id < ? ORDER BY id LIMIT 6", (wanted, wanted + "g")
    ).fetchall()
    if not rows:
        raise NotFoundError(f"the record holds no story whose id begins with {wanted}. onrecord stories lists them")
    if len(rows) > 1 and rows[0]["id"] != wanted:
        listed = "; ".join(f"{row['id'][:12]} {row['headline'] or '(no headline)'}" for row in rows[:5])
        more = " and more" if len(rows) > 5 else ""
        raise NotFoundError(f"several stories' ids begin with {wanted}: {listed}{more}. Give more digits")
    return int(rows[0]["key"])


def every_key(connection: sqlite3.Connection, query: Query) -> list[int]:
    """The keys of all stories that ``query`` filters, in the order in which they were added, limits apart."""
    condition, values = query.conditions()
    return [row["key"] for row in connection.execute(f"SELECT s.key FROM story s WHERE {condition} ORDER BY 1", values)]


def view_rows(connection: sqlite3.Connection, view: str, query: Query) -> Iterator[dict[str, Any]]:
    """The rows of a view that belong to the stories that ``query`` filters; raises ``QueryError`` for no such view."""
    known = {row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
    if view not in known:
        raise QueryError(f"the record has no view {view!r}. It has: {', '.join(sorted(known))}")
    condition, values = query.conditions()
    columns = [row["name"] for row in connection.execute(f"PRAGMA table_info({view})")]
    story = "id" if view == "stories" else "story"
    if condition != "1" and story not in columns:
        raise QueryError(f"the view {view!r} has no stories to filter by. Ask for it without filters")
    chosen = f" WHERE v.{story} IN (SELECT s.id FROM story s WHERE {condition})" if condition != "1" else ""
    for row in connection.execute(f"SELECT v.* FROM {view} v{chosen}", values):
        yield dict(row)


def stored_story(connection: sqlite3.Connection, asked: str) -> StoredStory:
    """The story whose id is, or begins with, ``asked``; raises ``NotFoundError``."""
    return story_at(connection, key_of(connection, asked))


def story_at(connection: sqlite3.Connection, key: int) -> StoredStory:
    """The story with this key."""
    row = connection.execute(
        f"SELECT {LINE}, {COUNTS}, s.reading, s.text, r.made_by FROM story s JOIN reader r ON r.key = s.reader"
        " WHERE s.key = ?",
        (key,),
    ).fetchone()
    captures = connection.execute(
        "SELECT c.id, c.sha256, c.source, c.media_type, coalesce(c.url, a.url) AS url, c.retrieved, a.outlet,"
        " a.published, a.updated"
        " FROM appearance a JOIN capture c ON c.key = a.capture WHERE a.story = ? ORDER BY c.key",
        (key,),
    )
    by_people = judged_in(connection, key)
    reading = judged_reading(connection, key).reading if by_people else unpack_reading(row["reading"], row["text"])
    return StoredStory(
        line=lines(connection, [row], Query())[0],
        reading=reading,
        made_by=json.loads(row["made_by"]),
        captures=tuple(StoredCapture(**dict(capture)) for capture in captures),
        versions=tuple(versions_of(connection, [key])),
        judged=by_people,
    )
