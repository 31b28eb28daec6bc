"""Entities by the names that stories give them."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from typing import Any

import msgspec

from onrecord.errors import QueryError
from onrecord.model.entity import EntityKind
from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.counting import Counts, counts_of
from onrecord.record.naming import named, named_values
from onrecord.record.query import Query
from onrecord.record.words import words_of

__all__ = ["EntityLine", "EntityQuery", "entities"]


class EntityQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which entities are asked for; what is None makes no difference.

    name: words in a row of a name it goes by. kind: one of ``EntityKind``. country: code of the country in which a
    place lies, or which a body is. stories: in which stories; its limit and offset page the answer.

    Raises ``QueryError`` for a name without words.
    """

    name: str | None = None
    kind: EntityKind | None = None
    country: str | None = None
    stories: Query = Query()

    def __post_init__(self) -> None:
        if self.name is not None and not words_of(self.name):
            raise QueryError(f"the name {self.name!r} has no word in it. Give a name, or words of one")


class EntityLine(msgspec.Struct, frozen=True, kw_only=True):
    """All entities of one name and kind: a name's entry, not yet a person's.

    stories: in how many of those asked for; counts: that, and how many texts and independent sources these are. first,
    last: the dates of the earliest and latest of these. citation: the first mention in the latest story.
    """

    name: str
    kind: str
    country: str | None
    stories: int
    first: str | None
    last: str | None
    citation: Citation
    counts: Counts = Counts()


def entities(connection: sqlite3.Connection, query: EntityQuery) -> list[EntityLine]:
    """The entities that ``query`` asks for, those of most stories first."""
    condition, values = query.stories.conditions()
    clauses = [f"({condition})"]
    if query.name is not None:
        clauses.append(f"e.id IN ({named('own_name')})")
        values |= named_values("own_name", query.name)
    for column, value in (("kind", query.kind), ("country", query.country)):
        if value is not None:
            clauses.append(f"e.{column} = :own_{column}")
            values[f"own_{column}"] = value
    values |= {"limit": query.stories.limit, "offset": query.stories.offset}
    rows = connection.execute(
        "SELECT e.name, e.kind, max(e.country) AS country, count(DISTINCT e.story) AS stories, min(s.date) AS first,"
        " max(coalesce(s.date, '') || ' ' || e.id) AS latest"
        f" FROM entity e JOIN story s ON s.key = e.story WHERE {' AND '.join(clauses)}"
        " GROUP BY e.name, e.kind ORDER BY stories DESC, e.name, e.kind LIMIT :limit OFFSET :offset",
        values,
    ).fetchall()
    stories = _stories(connection, rows, " AND ".join(clauses), values)
    counts = counts_of(connection, stories, query.stories)
    return [_line(connection, row, counts[row["name"], row["kind"]]) for row in rows]


def _stories(
    connection: sqlite3.Connection, rows: list[sqlite3.Row], condition: str, values: dict[str, Any]
) -> dict[tuple[str, str], set[int]]:
    """The stories (by key) that speak of each, found by their names: what is no word is in no index of names."""
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    names = {row["name"]: words_of(row["name"]) for row in rows}
    for row in connection.execute(
        "SELECT e.name, e.kind, e.story FROM entity e JOIN story s ON s.key = e.story WHERE (e.id IN"
        " (SELECT n.entity FROM entity_name n WHERE n.name IN (SELECT value FROM json_each(:folded)))"
        f" OR (:unfolded <> '[]' AND e.name IN (SELECT value FROM json_each(:unfolded)))) AND {condition}",
        values
        | {"folded": json.dumps([folded for folded in names.values() if folded]),
           "unfolded": json.dumps([name for name, folded in names.items() if not folded])},
    ):  # fmt: skip
        found[row["name"], row["kind"]].add(row["story"])
    return found


def _line(connection: sqlite3.Connection, row: sqlite3.Row, counts: Counts) -> EntityLine:
    last, _, own = row["latest"].partition(" ")
    kept: dict[str, Any] = {name: row[name] for name in ("name", "kind", "country", "stories", "first")}
    mention = connection.execute(
        f'SELECT m.start, m."end", {CITED} FROM mention m JOIN story s ON s.key = m.story WHERE m.entity = ?'
        " ORDER BY m.form <> 'name', m.start LIMIT 1",
        (own,),
    ).fetchone()
    return EntityLine(
        **kept, last=last or None, citation=citation(connection, mention, mention["start"], mention["end"]),
        counts=counts,
    )  # fmt: skip
