"""Corrections and retractions that a version of a story announces, and the rows of earlier versions they concern.

A notice is known by an outlet's set words (``notices.toml``). What it corrects is told by comparing the versions: the
rows that stand on words which the later version changed or took out. A retraction concerns all rows. A notice that the
version before already had says nothing new.
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from onrecord.model import Span
from onrecord.text.difference import compare

__all__ = ["Notice", "mark_noticed", "notices_in", "write_notices"]

# A notice is a paragraph; what is longer is an article about corrections.
_LONGEST = 1_500
_PARTS = ("headline", "standfirst", "key_point", "caption", "paragraph", "subhead")


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph that announces a correction or a retraction."""

    kind: Literal["correction", "retraction"]
    span: Span


def notices_in(text: str, parts: Iterable[tuple[int, int]]) -> list[Notice]:
    """The notices among these stretches ``[start, end)`` of a story's text; one that says both is a retraction."""
    found = []
    for start, end in parts:
        words = text[start:end]
        if len(words) > _LONGEST or not _may_be(words.lower()):
            continue
        for kind in ("retraction", "correction"):
            opening, anywhere = _patterns()[kind]
            if opening.match(words.lstrip("([*_ \u00a0")) or anywhere.search(words):
                found.append(Notice(kind=kind, span=Span(start, end, words)))
                break
    return found


def write_notices(connection: sqlite3.Connection, key: int) -> None:
    """Notes what the story with this key announces."""
    marks = ", ".join("?" * len(_PARTS))
    parts = connection.execute(
        f'SELECT DISTINCT start, "end" FROM part WHERE story = ? AND kind IN ({marks}) ORDER BY 1, 2', (key, *_PARTS)
    ).fetchall()
    text = connection.execute("SELECT text FROM story WHERE key = ?", (key,)).fetchone()["text"]
    connection.execute("DELETE FROM notice WHERE story = ?", (key,))
    connection.executemany(
        'INSERT OR IGNORE INTO notice (story, kind, start, "end") VALUES (?, ?, ?, ?)',
        [
            (key, one.kind, one.span.start, one.span.end)
            for one in notices_in(text, ((part[0], part[1]) for part in parts))
        ],
    )


def mark_noticed(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Marks anew the rows that the notices of these stories, and of other versions of them, concern."""
    announcing: set[int] = set()
    for key in keys:
        rows = connection.execute(
            "SELECT n.story FROM notice n WHERE n.story = :key UNION SELECT n.story FROM version v"
            " JOIN version o ON o.address = v.address JOIN notice n ON n.story = o.story WHERE v.story = :key",
            {"key": key},
        )
        announcing |= {row["story"] for row in rows}
    for source in sorted(announcing):
        connection.execute("DELETE FROM noticed WHERE source = ?", (source,))
        before = connection.execute(
            "SELECT e.story, min(v.position - e.position) AS steps FROM version v"
            " JOIN version e ON e.address = v.address AND e.position < v.position WHERE v.story = ?"
            " GROUP BY e.story ORDER BY 2, 1",
            (source,),
        ).fetchall()
        predecessor = before[0]["story"] if before else None
        for kind in _new(connection, source, predecessor):
            _mark(connection, source, kind, [row["story"] for row in before])


def _new(connection: sqlite3.Connection, key: int, predecessor: int | None) -> Iterator[str]:
    """The kinds of notices that the story has and the version before it did not."""
    before = set() if predecessor is None else _words(connection, predecessor)
    yield from dict.fromkeys(kind for kind, words in sorted(_words(connection, key)) if (kind, words) not in before)


def _words(connection: sqlite3.Connection, key: int) -> set[tuple[str, str]]:
    rows = connection.execute(
        'SELECT n.kind, substr(s.text, n.start + 1, n."end" - n.start) AS words FROM notice n'
        " JOIN story s ON s.key = n.story WHERE n.story = ?",
        (key,),
    )
    return {(row["kind"], row["words"]) for row in rows}


def _mark(connection: sqlite3.Connection, source: int, kind: str, earlier: list[int]) -> None:
    for story in [source, *earlier] if kind == "retraction" else earlier:
        rows = _every_row(connection, story)
        if kind == "correction":
            rows = _changed(connection, story, source, rows)
        connection.executemany(
            "INSERT OR IGNORE INTO noticed (story, row, kind, source) VALUES (?, ?, ?, ?)",
            [(story, row, kind, source) for row in sorted({row for row, _, _ in rows})],
        )


def _changed(
    connection: sqlite3.Connection, story: int, source: int, rows: list[tuple[str, int, int]]
) -> list[tuple[str, int, int]]:
    """Those of the rows that stand in a sentence whose words the later version changed or took out."""
    texts = [
        connection.execute("SELECT text FROM story WHERE key = ?", (key,)).fetchone()["text"] for key in (story, source)
    ]
    changes = [one.old for one in compare(*texts) if one.kind in ("removed", "replaced")]
    sentences = connection.execute(
        'SELECT start, "end" FROM sentence WHERE story = ? ORDER BY start', (story,)
    ).fetchall()
    touched = [(one["start"], one["end"]) for one in sentences if _overlaps(changes, one["start"], one["end"])]
    return [row for row in rows if _overlaps(touched, row[1], row[2]) or _overlaps(changes, row[1], row[2])]


def _overlaps(ranges: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether ``[start, end)`` shares a position with one of the ranges, which are in order and apart."""
    at = bisect_left(ranges, end, key=lambda one: one[0]) - 1
    return at >= 0 and ranges[at][1] > start


def _every_row(connection: sqlite3.Connection, story: int) -> list[tuple[str, int, int]]:
    """Id and extent of each row of the story that can be judged and stands on words."""
    spans = {
        "mention": 'start, "end"', "quotation": 'start, "end"', "time": 'start, "end"', "participant": 'start, "end"',
        "commitment": 'start, "end"', "event": "trigger_start, trigger_end",
    }  # fmt: skip
    found: list[tuple[str, int, int]] = []
    for kind, columns in spans.items():
        rows = connection.execute(f"SELECT id, {columns} FROM {kind} WHERE story = ? AND id IS NOT NULL", (story,))
        found += [(row[0], row[1], row[2]) for row in rows]
    rows = connection.execute('SELECT row, start, "end" FROM evidence WHERE story = ?', (story,))
    found += [(row[0], row[1], row[2]) for row in rows]
    found += [
        (row[0], row[1], row[2])
        for row in connection.execute("SELECT id, cue_start, cue_end FROM statement WHERE story = ?", (story,))
        if row[1] is not None
    ]
    return found


def _may_be(lowered: str) -> bool:
    return any(hint in lowered for hint in _known()["hints"]["words"])


@cache
def _known() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files(__package__) / "notices.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {
        kind: (re.compile("|".join(said["opening"]), re.I), re.compile("|".join(said["anywhere"]), re.I))
        for kind, said in _known().items()
        if kind != "hints"
    }
