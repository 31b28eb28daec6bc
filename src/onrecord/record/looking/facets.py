"""How the rows that answer a question part by their values, counted over the first of them only."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

import msgspec

from onrecord.record import statements
from onrecord.record.statements import StatementQuery

__all__ = ["Facets", "of_statements"]

_MOST_ROWS, _MOST_VALUES = 1000, 8


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """For each field its most frequent values, with how many of the counted rows have them.

    rows: how many were counted; whole: whether these are all that answer.
    """

    rows: int
    whole: bool
    fields: dict[str, dict[str, int]]


def of_statements(connection: sqlite3.Connection, query: StatementQuery) -> Facets | None:
    """By act, mode, speaker's name and outlet; None where the words of each must be read to know whether it answers."""
    if query.about is not None or query.words is not None:
        return None
    condition, values = statements.condition_of(query)
    joined = "statement t JOIN story s" if query.by or query.to else "story s CROSS JOIN statement t"
    rows = connection.execute(
        f"SELECT f.act, f.mode, e.name AS who, f.outlet FROM (SELECT t.act, t.mode, t.speaker, s.outlet FROM {joined}"
        f" ON s.key = t.story WHERE {condition} ORDER BY {query.stories.ordering} LIMIT {_MOST_ROWS + 1}) f"
        " LEFT JOIN entity e ON e.id = f.speaker",
        values,
    ).fetchall()
    return _facets(rows, ("act", "mode", "who", "outlet"))


def _facets(rows: Sequence[sqlite3.Row], fields: Sequence[str]) -> Facets:
    whole = len(rows) <= _MOST_ROWS
    rows = rows[:_MOST_ROWS]
    counted = {name: Counter(str(row[name]) for row in rows if row[name] is not None) for name in fields}
    return Facets(
        rows=len(rows),
        whole=whole,
        fields={
            name: dict(sorted(values.items(), key=lambda one: (-one[1], one[0]))[:_MOST_VALUES])
            for name, values in counted.items()
        },
    )
