"""How one of the record's own entities is told: under which names, how they were linked, with whom it may be one."""

from __future__ import annotations

import sqlite3

import msgspec

from onrecord.record.linked_entities import linked_now

__all__ = ["NameLink", "SuggestedLink", "former_ids", "links_of", "may_be", "name_of", "suggestions_of"]

_MOST_SUGGESTED = 10


class NameLink(msgspec.Struct, frozen=True, kw_only=True):
    """One reason for which stories' entities were linked. name: their fullest name. score: the least sure of them."""

    name: str
    why: str
    score: float
    stories: int


class SuggestedLink(msgspec.Struct, frozen=True, kw_only=True):
    """Another of the record's entities that may be the same: for a person to decide. entity: its latest story's row."""

    id: str
    name: str
    score: float
    why: str
    entity: str


def links_of(connection: sqlite3.Connection, linked: str) -> tuple[NameLink, ...]:
    """How the entities of its stories were linked, the first of its name first, then by number of stories."""
    rows = connection.execute(
        "SELECT e.name, l.why, min(l.score) AS score, count(DISTINCT l.story) AS stories, min(l.story) AS first"
        " FROM entity_link l JOIN entity e ON e.id = l.entity WHERE l.linked = ? GROUP BY e.name, l.why"
        " ORDER BY first, stories DESC, e.name, l.why",
        (linked,),
    )
    return tuple(NameLink(name=row["name"], why=row["why"], score=row["score"], stories=row["stories"]) for row in rows)


def may_be(connection: sqlite3.Connection, linked: str, most: int) -> list[sqlite3.Row]:
    """With which it may be one (``id``, ``score``, ``why``), the likeliest first; each once, with its best reason."""
    best: dict[str, sqlite3.Row] = {}
    for row in connection.execute(
        "SELECT other AS id, score, why FROM suggested_link WHERE linked = :linked"
        " UNION ALL SELECT linked, score, why FROM suggested_link WHERE other = :linked ORDER BY score DESC, id, why",
        {"linked": linked},
    ):
        best.setdefault(row["id"], row)
    return list(best.values())[:most]


def suggestions_of(connection: sqlite3.Connection, linked: str) -> tuple[SuggestedLink, ...]:
    """With which it may be one, the likeliest first; each with its name and its latest row."""
    return tuple(
        SuggestedLink(
            id=row["id"], name=name_of(connection, row["id"]), score=row["score"], why=row["why"],
            entity=_latest(connection, row["id"]),
        )
        for row in may_be(connection, linked, _MOST_SUGGESTED)
    )  # fmt: skip


def name_of(connection: sqlite3.Connection, linked: str) -> str:
    """What most stories call it in full; of two, the one that is not all capitals."""
    rows = connection.execute(
        "SELECT e.name, count(DISTINCT l.story) AS stories FROM entity_link l JOIN entity e ON e.id = l.entity"
        " WHERE l.linked = ? GROUP BY e.name",
        (linked_now(connection, linked),),
    ).fetchall()
    found = min(rows, key=lambda row: (-row["stories"], row["name"].isupper(), row["name"]), default=None)
    return str(found["name"]) if found else ""


def former_ids(connection: sqlite3.Connection, linked: str) -> tuple[str, ...]:
    """The ids that lead to this one: of entities that were found to be it."""
    found: list[str] = []
    waiting = [linked]
    while waiting:
        rows = connection.execute("SELECT id FROM linked_entity WHERE same_as = ? ORDER BY id", (waiting.pop(),))
        new = [row["id"] for row in rows]
        found += new
        waiting += new
    return tuple(sorted(found))


def _latest(connection: sqlite3.Connection, linked: str) -> str:
    row = connection.execute(
        "SELECT entity FROM entity_link WHERE linked = ? ORDER BY story DESC, entity LIMIT 1", (linked,)
    ).fetchone()
    return str(row["entity"]) if row else ""
