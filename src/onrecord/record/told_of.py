"""What stories tell of one of the record's own entities, whatever its kind: counted, and row by row, the latest first.

It rests on the table ``told_of``, which the file itself keeps beside the links: a page of a dossier costs what the page
holds, however many stories tell of the entity.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from onrecord.record.claims import CommitmentLine, DisputeLine, commitments_by_id, disputes_by_id
from onrecord.record.events import EventLine, events_by_id
from onrecord.record.statements import StatementLine, statements_by_id

__all__ = ["SECTIONS", "Section", "counted", "kinds_of", "names_of", "rows_told", "told_rows"]

Section = Literal["did", "done_to", "said", "said_about", "promised", "disputed"]
SECTIONS: tuple[Section, ...] = ("did", "done_to", "said", "said_about", "promised", "disputed")
"""What stories can tell of an entity; ``said`` and ``did`` hold for whoever speaks or acts for it too."""

_SAMPLE = 25
_TAKES_PART = (
    "SELECT DISTINCT p.event AS row, v.trigger_start AS at FROM participant p JOIN event v ON v.id = p.event"
    " WHERE p.story = :story AND p.role = '{role}' AND (p.entity = :entity OR p.entity IN"
    " (SELECT a.id FROM entity a WHERE a.acts_for = :entity)) ORDER BY at, row"
)
_ROWS: dict[str, str] = {
    "did": _TAKES_PART.format(role="actor"),
    "done_to": _TAKES_PART.format(role="recipient"),
    "said": (
        "SELECT t.id AS row FROM statement t WHERE t.story = :story AND :entity IN (t.speaker, t.speaks_for)"
        " ORDER BY t.position"
    ),
    "said_about": (
        "SELECT v.row, min(v.start) AS at FROM mention m JOIN evidence v ON v.story = m.story AND v.kind = 'content'"
        ' AND m.start >= v.start AND m."end" <= v."end" WHERE m.entity = :entity GROUP BY v.row ORDER BY at, v.row'
    ),
    "promised": "SELECT c.id AS row FROM commitment c WHERE c.story = :story AND c.by = :entity ORDER BY c.start, c.id",
    "disputed": (
        "SELECT DISTINCT x.dispute AS row FROM side x WHERE x.story = :story AND x.member = 'party'"
        " AND x.row = :entity ORDER BY x.dispute"
    ),
}


def counted(connection: sqlite3.Connection, linked: str) -> dict[str, Any]:
    """How many ``stories`` tell of it, their ``first`` and ``last`` date, and the number of rows of each section.

    ``held``: how often a story gives it an office. Empty for what the record does not hold.
    """
    sums = ", ".join(f"sum({name}) AS {name}" for name in (*SECTIONS, "held"))
    row = connection.execute(
        "SELECT count(DISTINCT story) AS stories, min(nullif(date, '')) AS first, nullif(max(date), '') AS last,"
        f" {sums} FROM told_of WHERE linked = ?",
        (linked,),
    ).fetchone()
    return dict(row) if row["stories"] else {}


def told_rows(connection: sqlite3.Connection, linked: str, section: Section, limit: int, offset: int) -> list[str]:
    """The ids of the rows of one section, those of the latest stories first, in a story as they stand."""
    found: list[str] = []
    passed = 0
    for story in connection.execute(
        f"SELECT story, entity, {section} AS number FROM told_of WHERE linked = ? AND {section} > 0"
        " ORDER BY date DESC, story DESC, entity",
        (linked,),
    ):
        if passed + story["number"] <= offset:
            passed += story["number"]
            continue
        for row in connection.execute(_ROWS[section], {"story": story["story"], "entity": story["entity"]}):
            passed += 1
            if passed > offset and len(found) < limit:
                found.append(row["row"])
        if len(found) >= limit:
            break
    return found


def rows_told(
    connection: sqlite3.Connection, linked: str, section: Section, limit: int, offset: int
) -> Sequence[EventLine | StatementLine | CommitmentLine | DisputeLine]:
    """As ``told_rows``, the rows themselves, each with its evidence."""
    ids = list(dict.fromkeys(told_rows(connection, linked, section, limit, offset)))
    if section in ("did", "done_to"):
        return events_by_id(connection, ids)
    if section in ("said", "said_about"):
        return statements_by_id(connection, ids)
    return commitments_by_id(connection, ids) if section == "promised" else disputes_by_id(connection, ids)


def names_of(connection: sqlite3.Connection, linked: Iterable[str]) -> dict[str, str]:
    """What the latest stories call each of these in full: most of them; of two, the one that is not all capitals."""
    wanted = list(dict.fromkeys(linked))
    tallies: dict[str, Counter[str]] = {one: Counter() for one in wanted}
    for one in wanted:
        rows = connection.execute(
            "SELECT e.name FROM (SELECT entity FROM told_of WHERE linked = ? ORDER BY date DESC, story DESC, entity"
            " LIMIT ?) t JOIN entity e ON e.id = t.entity",
            (one, _SAMPLE),
        )
        tallies[one].update(row["name"] for row in rows)
    return {
        one: min(tally.items(), key=lambda each: (-each[1], each[0].isupper(), each[0]))[0]
        for one, tally in tallies.items()
        if tally
    }


def kinds_of(connection: sqlite3.Connection, linked: Iterable[str]) -> dict[str, str]:
    """The kind of each of these: ``person``, ``organisation``, ``group`` or ``place``."""
    rows = connection.execute(
        "SELECT n.id, n.kind FROM json_each(?) j JOIN linked_entity n ON n.id = j.value", (json.dumps(sorted(linked)),)
    )
    return {row["id"]: row["kind"] for row in rows}
