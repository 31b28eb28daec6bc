"""Commitments with what the statements of other stories say of them. Only a person closes one."""

from __future__ import annotations

import sqlite3

import msgspec

from onrecord.linking.commitments import Bearing, bearing
from onrecord.linking.contents import content_words
from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.claims import ClaimQuery, CommitmentLine, commitments
from onrecord.record.words import words_of

__all__ = ["BearingLine", "CommitmentThread", "commitment_threads"]

_SOUGHT = 2  # words of a promise that a story must hold, in any form, to be looked at
_STORIES, _LINES = 50, 10
_CLOSED = ("fulfilled", "broken", "withdrawn")


class BearingLine(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of another story that bears on a promise: its row, who said it, what, and which way it tells."""

    statement: str
    by: str | None
    words: str
    bearing: Bearing
    citation: Citation


class CommitmentThread(msgspec.Struct, frozen=True, kw_only=True):
    """A promise, and what other stories of the same day or later say of it, the earliest first.

    standing: as its own story tells it, with what the others report; it is evidence, not a verdict.
    """

    commitment: CommitmentLine
    standing: str
    evidence: tuple[BearingLine, ...]


def commitment_threads(connection: sqlite3.Connection, query: ClaimQuery) -> list[CommitmentThread]:
    """The commitments that ``query`` asks for, each with what bears on it."""
    return [_thread(connection, line) for line in commitments(connection, query)]


def _thread(connection: sqlite3.Connection, line: CommitmentLine) -> CommitmentThread:
    evidence = _bearing(connection, line)
    told = {one.bearing for one in evidence} | {
        {"fulfilment_reported": "fulfilment", "breach_reported": "breach"}.get(line.standing, "")
    }
    standing = line.standing
    if standing in _CLOSED:
        # A person's word: no report opens it again.
        return CommitmentThread(commitment=line, standing=standing, evidence=evidence)
    if {"fulfilment", "breach"} <= told:
        standing = "contested"
    elif standing == "open":
        standing = next((f"{one}_reported" for one in ("fulfilment", "breach") if one in told), standing)
    return CommitmentThread(commitment=line, standing=standing, evidence=evidence)


def _bearing(connection: sqlite3.Connection, line: CommitmentLine) -> tuple[BearingLine, ...]:
    """The statements of later stories that hold its rarest words: by the index of words, never by reading all."""
    # Long words are rarer than short ones; a story that holds several of them is worth a look.
    longest = sorted(content_words(words_of(line.content.text)), key=lambda word: (-len(word), word))
    sought = longest[:_SOUGHT]
    if len(sought) < _SOUGHT:
        return ()
    rows = connection.execute(
        "SELECT t.id, e.name, group_concat(substr(s.text, v.start + 1, v.\"end\" - v.start), ' ') AS words,"
        f' min(v.start) AS start, max(v."end") AS "end", {CITED}'
        " FROM (SELECT o.key FROM story_words w JOIN story o ON o.key = w.rowid WHERE w.story_words MATCH :sought"
        " AND o.id <> :own AND (:made IS NULL OR o.date >= substr(:made, 1, 10)) ORDER BY o.date LIMIT :stories) f"
        " JOIN story s ON s.key = f.key JOIN statement t ON t.story = s.key"
        " JOIN evidence v ON v.row = t.id AND v.kind = 'content'"
        " LEFT JOIN entity e ON e.id = t.speaker"
        " WHERE t.act <> 'promise' AND t.negated = 0 AND t.hypothetical = 0"
        " GROUP BY t.id ORDER BY s.date, s.key, start",
        {"sought": " AND ".join(f'"{word}"*' for word in sought), "stories": _STORIES,
         "own": line.citation.story, "made": line.made},
    ).fetchall()  # fmt: skip
    found = []
    for row in rows:
        way = bearing(line.content.text, row["words"])
        if way is not None:
            found.append(BearingLine(
                statement=row["id"], by=row["name"], words=row["words"], bearing=way,
                citation=citation(connection, row, row["start"], row["end"]),
            ))  # fmt: skip
    return tuple(found[:_LINES])
