"""What the record holds of a person: names, how they were linked, offices, deeds, words.

A person is one of the record's own entities: all that linking, or a reader, took for one across stories. What no
version has linked yet is told by its full name.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.connection import rows_of_ids
from onrecord.record.counting import by_frequency
from onrecord.record.judging.marks import Judged, judged_of
from onrecord.record.linked_entities import linked_now
from onrecord.record.linked_names import NameLink, SuggestedLink, former_ids, links_of, suggestions_of
from onrecord.record.naming import named, named_values
from onrecord.record.offices import OfficeLine, offices_of
from onrecord.record.query import Query
from onrecord.record.statements import StatementLine, statements_of
from onrecord.record.words import words_of

__all__ = ["Deed", "PersonLine", "person_names", "who"]


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """An event in which somebody of the name took part. as_told_by: whose word it is; None: the outlet's own.

    judged: what people and later versions say of the event.
    """

    type: str | None
    mode: str | None
    trigger: str
    status: str
    time: str | None
    as_told_by: str | None
    citation: Citation
    judged: tuple[Judged, ...] = ()


class PersonLine(msgspec.Struct, frozen=True, kw_only=True):
    """One person, and what stories say of them.

    id: the person's own in this record, which never changes; None where nothing was linked. former_ids: others that
    lead to it. linked: how the names were linked. suggestions: who may be the same person.

    spellings: the names used for it, also_called: the titles and descriptions, each with the number of mentions.
    stories: how many; first, last: the dates of the earliest and latest. did, done_to, said: the latest first, at most
    as many as were asked for; their whole numbers are in ``counts``.
    """

    name: str
    id: str | None
    former_ids: tuple[str, ...]
    linked: tuple[NameLink, ...]
    suggestions: tuple[SuggestedLink, ...]
    spellings: dict[str, int]
    also_called: dict[str, int]
    stories: int
    first: str | None
    last: str | None
    offices: tuple[OfficeLine, ...]
    did: tuple[Deed, ...]
    said: tuple[StatementLine, ...]
    done_to: tuple[Deed, ...]
    counts: dict[str, int]


def person_names(connection: sqlite3.Connection) -> dict[str, int]:
    """Every full name of a person in the record, with the number of stories, the most told of first."""
    rows = connection.execute(
        "SELECT e.name, count(DISTINCT e.story) AS stories FROM entity e WHERE e.kind = 'person'"
        " GROUP BY e.name ORDER BY 2 DESC, 1"
    )
    return {row["name"]: row["stories"] for row in rows}


def who(connection: sqlite3.Connection, name: str, query: Query) -> list[PersonLine]:
    """The people who go by ``name`` in some story, under all their names, those of most stories first.

    If nobody does, those whose full name has the words of ``name`` in a row. ``name`` may also be a person's id. query:
    in which stories; its limit counts the people, and within each what they did, said and had done to them.
    """
    condition, values = query.conditions()
    values["asked"] = words_of(name)
    found: list[sqlite3.Row] = []
    values |= named_values("part", name)
    for asked in ("n.name = :asked", f"n.entity IN ({named('part')})"):
        if not found and values["asked"]:
            found = connection.execute(
                f"SELECT DISTINCT {_ROW} FROM entity_name n JOIN entity e ON e.id = n.entity {_LINKED}"
                f" WHERE {asked} AND e.kind = 'person' AND ({condition})",
                values,
            ).fetchall()
    linked = {row["linked"] for row in found} - {None} or {linked_now(connection, name.strip())}
    people: dict[str, dict[str, sqlite3.Row]] = defaultdict(dict)
    for one in sorted(linked):
        rows = connection.execute(
            f"SELECT {_ROW} FROM entity_link k JOIN entity e ON e.id = k.entity {_LINKED}"
            f" WHERE k.linked = :linked AND e.kind = 'person' AND ({condition})",
            values | {"linked": one},
        )
        people[one] |= {row["id"]: row for row in rows}
    for row in found:
        people[row["linked"] or words_of(row["name"])][row["id"]] = row
    told = [list(rows.values()) for rows in people.values() if rows]
    told.sort(key=lambda rows: (-len({row["story"] for row in rows}), min(row["name"] for row in rows), rows[0]["id"]))
    return [_person(connection, rows, query.limit) for rows in told[query.offset : query.offset + query.limit]]


_ROW = "e.id, e.name, s.key AS story, s.date, l.linked"
_LINKED = "JOIN story s ON s.key = e.story LEFT JOIN entity_link l ON l.story = e.story AND l.entity = e.id"


def _person(connection: sqlite3.Connection, told: list[sqlite3.Row], limit: int) -> PersonLine:
    ids = sorted(row["id"] for row in told)
    dates = sorted({row["date"] for row in told if row["date"]})
    names: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for row in rows_of_ids(connection, _MENTIONS, ids):
        if row["form"] != "pronoun":
            (names if row["form"] == "name" else others)[" ".join(row["words"].split())] += row["number"]
    heads = list(rows_of_ids(connection, _DEED_HEADS, ids))
    did, done_to = (_deeds(heads, role) for role in ("actor", "recipient"))
    said, sayings = statements_of(connection, ids, limit)
    full = Counter(row["name"] for row in told)
    own = told[0]["linked"]
    return PersonLine(
        name=min(full.items(), key=lambda item: (-item[1], item[0].isupper(), item[0]))[0],
        id=own,
        former_ids=former_ids(connection, own) if own else (),
        linked=links_of(connection, own) if own else (),
        suggestions=suggestions_of(connection, own) if own else (),
        spellings=by_frequency(names),
        also_called=by_frequency(others),
        stories=len({row["story"] for row in told}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        offices=tuple(offices_of(connection, ids)),
        did=_latest(connection, did[:limit]),
        said=tuple(said),
        done_to=_latest(connection, done_to[:limit]),
        counts={"did": len(did), "said": sayings, "done_to": len(done_to)},
    )


_MENTIONS = """
SELECT m.form, substr(s.text, m.start + 1, m."end" - m.start) AS words, count(*) AS number
FROM mention m JOIN story s ON s.key = m.story WHERE m.entity IN ({ids}) GROUP BY 1, 2
"""
_DEED_HEADS = """
SELECT DISTINCT v.id, p.role, s.date, s.id AS story, v.trigger_start AS start
FROM participant p JOIN event v ON v.id = p.event JOIN story s ON s.key = v.story WHERE p.entity IN ({ids})
"""
_DEEDS = f"""
SELECT v.id, v.type, v.mode, v.status, v.time, v.trigger_start AS start, v.trigger_end AS "end",
       substr(s.text, v.trigger_start + 1, v.trigger_end - v.trigger_start) AS trigger,
       coalesce(e.name, substr(s.text, t.speaker_start + 1, t.speaker_end - t.speaker_start)) AS as_told_by, {CITED}
FROM event v JOIN story s ON s.key = v.story
LEFT JOIN statement t ON t.id = v.according_to LEFT JOIN entity e ON e.id = t.speaker
WHERE v.id IN ({{ids}})
"""


def _latest_first(row: sqlite3.Row) -> tuple[str, str, int]:
    return row["date"] or "", row["story"], -(row["start"] or 0)


def _deeds(heads: Sequence[sqlite3.Row], role: str) -> list[str]:
    """The ids of the events in which they had this role, the latest first."""
    rows = {row["id"]: row for row in heads if row["role"] == role}
    return [row["id"] for row in sorted(rows.values(), key=_latest_first, reverse=True)]


def _latest(connection: sqlite3.Connection, ids: Sequence[str]) -> tuple[Deed, ...]:
    rows = {row["id"]: row for row in rows_of_ids(connection, _DEEDS, ids)}
    return tuple(_deed(connection, rows[own]) for own in ids)


def _deed(connection: sqlite3.Connection, row: sqlite3.Row) -> Deed:
    return Deed(
        type=row["type"], mode=row["mode"], trigger=row["trigger"], status=row["status"], time=row["time"],
        as_told_by=row["as_told_by"], citation=citation(connection, row, row["start"], row["end"]),
        judged=judged_of(connection, row["id"]),
    )  # fmt: skip
