"""Which stories repeat one text (what that leaves of a count: ``counting``).

A story's telling is found when it is added or read again, or when a person says that it is a copy or none. A telling's
id is made of the story that was its first and never changes: of two that are later found to be one the older id stays,
and the other leads to it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable

from onrecord.linking.copies import FIRST, Body, source_of, telling_of
from onrecord.record.own import TELLINGS, Decided, Relinking, age, first_id, lead, put_back

__all__ = ["find_tellings"]

_AFTER_A_DATELINE = 40
_BRACKETED = re.compile(r"\(([^()]{2,30})\)")


def find_tellings(
    connection: sqlite3.Connection, keys: Iterable[int], rows: Collection[str] = (), *, joined: Collection[str] = ()
) -> None:
    """Finds the tellings of these stories (by key), anew where they had one. In a transaction.

    rows: stories (by id) of which people say otherwise than before whether they are copies; whatever is of their
    tellings is held against all others anew. joined: those of which people now say that they are copies.
    """
    decided = Decided(connection, TELLINGS)
    anew = Relinking.of(connection, TELLINGS, keys, decided.beside(rows))
    if not anew.keys and not joined:
        return
    anew.take_back(connection, TELLINGS)
    connection.executemany("DELETE FROM shingle WHERE story = ?", [(key,) for key in anew.keys])
    for key in anew.keys:
        _find(connection, key, decided)
    decided.join(joined, lambda one, other: lead(connection, TELLINGS, one, other))
    put_back(connection, TELLINGS, anew.held, decided.new)


def _find(connection: sqlite3.Connection, key: int, decided: Decided) -> None:
    known = _Known(connection)
    body = known.body(key)
    story = str(connection.execute("SELECT id FROM story WHERE key = ?", (key,)).fetchone()["id"])
    copied = telling_of(body, known, apart=decided.barred(story))
    if copied.telling:
        telling = copied.telling
        for other in copied.same:
            # No story makes one of what a person told apart.
            if other != telling and not decided.parted(telling, other):
                older, younger = sorted((telling, other), key=lambda one: age(connection, TELLINGS, one))
                lead(connection, TELLINGS, older, younger)
                telling = older
        connection.execute("UPDATE telling SET stories = stories + 1 WHERE id = ?", (telling,))
    else:
        telling = decided.issue(story, key)
        connection.execute("INSERT INTO telling (id, first, stories) VALUES (?, ?, 1)", (telling, key))
    # Found anew, the story that was its first is so again, whatever has joined it meanwhile.
    score, why = (FIRST.score, FIRST.why) if telling == first_id(TELLINGS, story) else (copied.score, copied.why)
    connection.execute(
        "INSERT INTO told VALUES (?, ?, ?, ?, ?)",
        (key, telling, score, why, _credited(connection, key)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO shingle VALUES (?, ?)", [(shingle, key) for shingle in body.indexed()]
    )
    decided.join([story], lambda one, other: lead(connection, TELLINGS, one, other))


def _credited(connection: sqlite3.Connection, key: int) -> str | None:
    """Whose report the story is, by its authors and bylines, and what its dateline has in brackets ('(Reuters) -')."""
    rows = connection.execute(
        "SELECT name FROM author WHERE story = :key UNION ALL"
        ' SELECT substr(s.text, p.start + 1, p."end" - p.start) FROM part p JOIN story s ON s.key = p.story'
        " WHERE p.story = :key AND p.kind = 'byline'",
        {"key": key},
    ).fetchall()
    datelines = connection.execute(
        'SELECT substr(s.text, p.start + 1, p."end" - p.start + :more) AS words'
        " FROM part p JOIN story s ON s.key = p.story WHERE p.story = :key AND p.kind = 'dateline'",
        {"key": key, "more": _AFTER_A_DATELINE},
    ).fetchall()
    bracketed = [found for row in datelines for found in _BRACKETED.findall(row["words"])]
    outlet = connection.execute("SELECT outlet FROM story WHERE key = ?", (key,)).fetchone()["outlet"]
    return source_of([*(row["name"] for row in rows), *bracketed], outlet)


class _Known:
    """The record's stories as finding copies asks for them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def holding(self, shingle: int, limit: int) -> list[int]:
        rows = self.connection.execute(
            "SELECT story FROM shingle WHERE hash = ? ORDER BY story LIMIT ?", (shingle, limit)
        )
        return [row["story"] for row in rows]

    def indexed(self, story: int) -> int:
        row = self.connection.execute("SELECT count(*) FROM shingle WHERE story = ?", (story,)).fetchone()
        return int(row[0])

    def body(self, story: int) -> Body:
        text = self.connection.execute("SELECT text FROM story WHERE key = ?", (story,)).fetchone()["text"]
        paragraphs = self.connection.execute(
            "SELECT start, \"end\" FROM part WHERE story = ? AND kind = 'paragraph' ORDER BY position", (story,)
        )
        quotations = self.connection.execute(
            'SELECT start, "end" FROM quotation WHERE story = ? ORDER BY start, "end"', (story,)
        )
        return Body.of(
            text, [tuple(row) for row in paragraphs.fetchall()], [tuple(row) for row in quotations.fetchall()]
        )

    def telling(self, story: int) -> str:
        return str(self.connection.execute("SELECT telling FROM told WHERE story = ?", (story,)).fetchone()["telling"])
