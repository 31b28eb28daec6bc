"""Commitments with what the statements of other stories say of them. Only a person closes one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from onrecord.linking.commitments import Bearing, bearing
from onrecord.linking.contents import content_words
from onrecord.linking.entities import Decisions
from onrecord.linking.groups import Groups
from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.claims import ClaimQuery, CommitmentLine, commitments
from onrecord.record.counting import Counts, known_story, known_values
from onrecord.record.judging.links import Links, links
from onrecord.record.judging.marks import judged_rows
from onrecord.record.query import Query
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

    standing: as its own story tells it, with what the others report; it is evidence, not a verdict. Where a person
    closed it, in whichever story that tells of it, as that person said. same: the rows of other stories that tell of
    the same promise: in the same words in a copy of the text, or as a person said. citation, counts: of the commitment.
    """

    commitment: CommitmentLine
    standing: str
    evidence: tuple[BearingLine, ...]
    same: tuple[str, ...] = ()
    citation: Citation
    counts: Counts = Counts()


def commitment_threads(connection: sqlite3.Connection, query: ClaimQuery) -> list[CommitmentThread]:
    """The commitments that ``query`` asks for, each with what bears on it."""
    said = links(connection, "commitment")
    return [_thread(connection, line, said, query.stories) for line in commitments(connection, query)]


def _thread(connection: sqlite3.Connection, line: CommitmentLine, said: Links, query: Query) -> CommitmentThread:
    same = _same(connection, line, said)
    evidence = _bearing(connection, line, query)
    told = {one.bearing for one in evidence} | {
        {"fulfilment_reported": "fulfilment", "breach_reported": "breach"}.get(line.standing, "")
    }
    standing = _closed(connection, (line.id, *same)) or line.standing
    if standing in _CLOSED:
        # A person's word: no report opens it again.
        pass
    elif {"fulfilment", "breach"} <= told:
        standing = "contested"
    elif standing == "open":
        standing = next((f"{one}_reported" for one in ("fulfilment", "breach") if one in told), standing)
    return CommitmentThread(
        commitment=line, standing=standing, evidence=evidence, same=same, citation=line.citation, counts=line.counts
    )


def _same(connection: sqlite3.Connection, line: CommitmentLine, said: Links) -> tuple[str, ...]:
    """The rows of other stories that tell of the same promise."""
    copies = connection.execute(
        'SELECT c.id, substr(s.text, c.start + 1, c."end" - c.start) AS words FROM story o'
        " JOIN told t ON t.story = o.key JOIN told u ON u.telling = t.telling AND u.story <> t.story"
        " JOIN commitment c ON c.story = u.story JOIN story s ON s.key = c.story WHERE o.id = ? ORDER BY c.story, c.id",
        (line.citation.story,),
    ).fetchall()
    decided = Decisions.of(together=sorted(said.must), apart=sorted(said.cannot))
    groups = Groups(decided.apart)
    groups.unite_all(sorted(said.must))
    own = words_of(line.content.text)
    groups.unite_all((line.id, row["id"]) for row in copies if words_of(row["words"]) == own)
    return tuple(sorted(groups.of(line.id) - {line.id}))


def _closed(connection: sqlite3.Connection, rows: Sequence[str]) -> str | None:
    """What a person last said of the standing of any of these rows; None unless that closes it."""
    said = [
        (one.at or "", one.becomes) for these in judged_rows(connection, rows).values() for one in these
        if one.field == "standing"
    ]  # fmt: skip
    last = max(said, default=("", None))[1]
    return last if last in _CLOSED else None


def _bearing(connection: sqlite3.Connection, line: CommitmentLine, query: Query) -> tuple[BearingLine, ...]:
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
        " AND o.id <> :own AND (:made IS NULL OR o.date >= substr(:made, 1, 10))"
        f" AND {known_story('o.key', query)} ORDER BY o.date LIMIT :stories) f"
        " JOIN story s ON s.key = f.key JOIN statement t ON t.story = s.key"
        " JOIN evidence v ON v.row = t.id AND v.kind = 'content'"
        " LEFT JOIN entity e ON e.id = t.speaker"
        " WHERE t.act <> 'promise' AND t.negated = 0 AND t.hypothetical = 0"
        " GROUP BY t.id ORDER BY s.date, s.key, start",
        {"sought": " AND ".join(f'"{word}"*' for word in sought), "stories": _STORIES,
         "own": line.citation.story, "made": line.made, **known_values(query)},
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
