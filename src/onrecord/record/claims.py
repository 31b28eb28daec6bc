"""Disputes and commitments as single stories tell them, each with the sentence it stands on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from onrecord.model import Span
from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.counting import Counts, told
from onrecord.record.expression import parse, wanted_of
from onrecord.record.judging.marks import Judged, judged_of
from onrecord.record.naming import named, named_values
from onrecord.record.query import Query, check_names
from onrecord.record.same import same_quotations, same_stories

__all__ = [
    "ClaimQuery",
    "CommitmentLine",
    "DisputeHead",
    "DisputeLine",
    "SideLine",
    "commitments",
    "commitments_by_id",
    "dispute_heads",
    "dispute_lines",
    "disputes",
    "disputes_among",
    "disputes_by_id",
]


class ClaimQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which disputes, or which commitments, are asked for; what is None makes no difference.

    who: words in a row of a name of a party to the dispute, or of who committed themselves. whom: the same of whom the
    commitment was made to (of a dispute: of another party to it). status: a dispute's state, a commitment's standing.
    words: a search expression for the story. due: of commitments, those that have a date by which to be kept
    (``dated``), or those not yet closed whose date lies before the last day that the record knows (``past``). stories:
    in which stories; its order, limit and offset hold.

    Raises ``QueryError`` for a name without words.
    """

    who: str | None = None
    whom: str | None = None
    status: str | None = None
    words: str | None = None
    due: Literal["dated", "past"] | None = None
    stories: Query = Query()

    def __post_init__(self) -> None:
        check_names({"who": self.who, "whom": self.whom}, "Give a name")
        if self.words is not None:
            parse(self.words)


class SideLine(msgspec.Struct, frozen=True, kw_only=True):
    """One side of a dispute: its stance, the names of who takes it, and the ids of the statements that say so."""

    stance: str
    parties: tuple[str, ...]
    statements: tuple[str, ...]


class DisputeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One dispute as a story tells it; it gives no verdict. citation: the sentence of its first statement.

    counts: how many stories repeat the text that tells it (what other texts tell of it: ``DisputeThread``).
    """

    id: str
    about: str
    state: str
    sides: tuple[SideLine, ...]
    citation: Citation
    judged: tuple[Judged, ...] = ()
    counts: Counts = Counts()


class CommitmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """One commitment as a story tells it. by, to: names; made, due: EDTF; statement: the id of the one it stands on.

    counts: how many stories, of all the record, carry the quotation that this statement is.
    """

    id: str
    by: str | None
    to: str | None
    content: Span
    made: str | None
    due: str | None
    standing: str
    statement: str | None
    citation: Citation
    judged: tuple[Judged, ...] = ()
    counts: Counts = Counts()


_DUE = {
    "dated": " AND c.due IS NOT NULL",
    # The end of an interval; a season ('2024-24') has no such day. '2024-06~' is the end of June.
    "past": " AND c.standing NOT IN ('fulfilled', 'broken', 'withdrawn')"
    " AND substr(c.due, instr(c.due, '/') + 1) GLOB '[0-9]*'"
    " AND substr(c.due, instr(c.due, '/') + 6, 2) <= '12'"
    " AND substr(c.due, instr(c.due, '/') + 1) || '~' < (SELECT max(l.date) FROM story l)",
}
_PARTY = "d.id IN (SELECT x.dispute FROM side x WHERE x.member = 'party' AND x.row IN ({named}))"


def disputes(connection: sqlite3.Connection, query: ClaimQuery) -> list[DisputeLine]:
    """The disputes that ``query`` asks for, in the order of their stories."""
    heads = dispute_heads(connection, query)
    lines = dispute_lines(connection, (head.id for head in heads), query.stories)
    return [lines[head.id] for head in heads]


class DisputeHead(msgspec.Struct, frozen=True):
    """As much of a dispute as its thread is found by. story, date: of its story."""

    id: str
    about: str
    state: str
    story: str
    date: str | None


def dispute_heads(connection: sqlite3.Connection, query: ClaimQuery) -> list[DisputeHead]:
    """As ``disputes``, as much of each as is quickly looked up."""
    by_party = {name: _PARTY.format(named=named(name)) for name in ("who", "whom")}
    condition, values = _condition(query, by_party, "d.state")
    rows = connection.execute(
        f"SELECT d.id, d.about, d.state, s.id, s.date FROM dispute d JOIN story s ON s.key = d.story WHERE {condition}"
        f" ORDER BY {query.stories.ordering}, d.id LIMIT :limit OFFSET :offset",
        values,
    )
    return [DisputeHead(*row) for row in rows]


def dispute_lines(connection: sqlite3.Connection, ids: Iterable[str], query: Query) -> dict[str, DisputeLine]:
    """The lines of these disputes; query: in which stories copies are counted."""
    rows = connection.execute(
        f"SELECT d.id, d.about, d.state, {CITED} FROM json_each(?) j JOIN dispute d ON d.id = j.value"
        " JOIN story s ON s.key = d.story",
        (json.dumps(list(ids)),),
    ).fetchall()
    keys = [row["story_key"] for row in rows]
    numbers = told(connection, same_stories(connection, keys, query), keys, query, sources=False)
    return {row["id"]: _dispute(connection, row, counts) for row, (counts, _) in zip(rows, numbers, strict=True)}


def commitments(connection: sqlite3.Connection, query: ClaimQuery) -> list[CommitmentLine]:
    """The commitments that ``query`` asks for, in the order of their stories."""
    by_party = {"who": f"c.by IN ({named('who')})", "whom": f'c."to" IN ({named("whom")})'}
    condition, values = _condition(query, by_party, "c.standing")
    condition += _DUE[query.due] if query.due else ""
    # Of whoever is named few are told: they are looked up. Else go through the stories in order, and stop early.
    named_alone = query.who is not None or query.whom is not None or query.due is not None
    select = _COMMITMENT if named_alone else _COMMITMENT.replace(
        "FROM commitment c JOIN story s", "FROM story s CROSS JOIN commitment c INDEXED BY commitment_story"
    )  # fmt: skip
    rows = connection.execute(
        f"{select} WHERE {condition} ORDER BY {query.stories.ordering}, c.start, c.id LIMIT :limit OFFSET :offset",
        values,
    ).fetchall()
    return _counted(connection, rows, query.stories)


def disputes_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> list[DisputeLine]:
    """The disputes with these ids, in this order; those that are no rows any more are left out."""
    wanted = list(ids)
    lines = dispute_lines(connection, wanted, Query())
    return [lines[one] for one in wanted if one in lines]


def commitments_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> list[CommitmentLine]:
    """The commitments with these ids, in this order; those that are no rows any more are left out."""
    found = (connection.execute(f"{_COMMITMENT} WHERE c.id = ?", (one,)).fetchone() for one in ids)
    return _counted(connection, [row for row in found if row], Query())


def _counted(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row], query: Query) -> list[CommitmentLine]:
    """The lines of these commitments, with how many stories carry the words that each stands on."""
    stands_on = [row["statement"] for row in rows if row["statement"]]
    same = same_quotations(connection, stands_on, query)
    numbers = told(connection, same, stands_on, query, sources=False)
    counts = {own: number for own, (number, _) in zip(stands_on, numbers, strict=True)}
    return [_commitment(connection, row, counts.get(row["statement"], Counts())) for row in rows]


_COMMITMENT = f"""
SELECT c.id, c.start, c."end", c.made, c.due, c.standing, c.statement, b.name AS by_name, t.name AS to_name,
       substr(s.text, c.start + 1, c."end" - c.start) AS words, {CITED}
FROM commitment c JOIN story s ON s.key = c.story
LEFT JOIN entity b ON b.id = c.by LEFT JOIN entity t ON t.id = c."to"
"""


def _commitment(connection: sqlite3.Connection, row: sqlite3.Row, counts: Counts) -> CommitmentLine:
    return CommitmentLine(
        id=row["id"], by=row["by_name"], to=row["to_name"], content=Span(row["start"], row["end"], row["words"]),
        made=row["made"], due=row["due"], standing=row["standing"], statement=row["statement"],
        citation=citation(connection, row, row["start"], row["end"]), judged=judged_of(connection, row["id"]),
        counts=counts,
    )  # fmt: skip


def _condition(query: ClaimQuery, by_party: dict[str, str], state: str) -> tuple[str, dict[str, Any]]:
    condition, values = query.stories.conditions()
    clauses = [f"({condition})"]
    for name, asked in (("who", query.who), ("whom", query.whom)):
        if asked is not None:
            clauses.append(by_party[name])
            values |= named_values(name, asked)
    if query.status is not None:
        clauses.append(f"{state} = :state")
        values["state"] = query.status
    if query.words is not None:
        clauses.append("s.key IN (SELECT w.rowid FROM story_words w WHERE w.story_words MATCH :free)")
        values["free"] = wanted_of(query.words)
    return " AND ".join(clauses), values | {"limit": query.stories.limit, "offset": query.stories.offset}


def _dispute(connection: sqlite3.Connection, row: sqlite3.Row, counts: Counts) -> DisputeLine:
    members = connection.execute(
        "SELECT x.position, x.stance, x.member, x.row, e.name FROM side x LEFT JOIN entity e ON e.id = x.row"
        " WHERE x.dispute = ? ORDER BY x.position, x.member, e.name, x.row",
        (row["id"],),
    ).fetchall()
    sides = [
        SideLine(
            stance=next(one["stance"] for one in members if one["position"] == position),
            parties=tuple(
                one["name"] or one["row"] for one in members if one["position"] == position and one["member"] == "party"
            ),
            statements=tuple(
                one["row"] for one in members if one["position"] == position and one["member"] == "statement"
            ),
        )
        for position in sorted({one["position"] for one in members})
    ]
    first = connection.execute(
        'SELECT min(v.start) AS start, min(v."end") AS "end" FROM side x JOIN evidence v ON v.row = x.row'
        " WHERE x.dispute = ? AND x.member = 'statement' AND v.kind = 'content'",
        (row["id"],),
    ).fetchone()
    return DisputeLine(
        id=row["id"], about=row["about"], state=row["state"], sides=tuple(sides),
        citation=citation(connection, row, first["start"], first["end"]), judged=judged_of(connection, row["id"]),
        counts=counts,
    )  # fmt: skip


def disputes_among(connection: sqlite3.Connection, query: ClaimQuery, ids: Iterable[str]) -> list[str]:
    """Those of these disputes (row ids) that ``query`` asks for, in its order; its limit and offset do not count."""
    by_party = {name: _PARTY.format(named=named(name)) for name in ("who", "whom")}
    condition, values = _condition(query, by_party, "d.state")
    rows = connection.execute(
        "SELECT d.id FROM json_each(:among) j JOIN dispute d ON d.id = j.value JOIN story s ON s.key = d.story"
        f" WHERE {condition} ORDER BY {query.stories.ordering}, d.id",
        values | {"among": json.dumps(sorted(set(ids)))},
    )
    return [row["id"] for row in rows]
