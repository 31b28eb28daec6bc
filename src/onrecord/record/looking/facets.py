"""How the rows that answer a question part by their values, counted over the first of them only."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

import msgspec

from onrecord.record import event_query, statements
from onrecord.record.counting import by_frequency
from onrecord.record.event_query import EventQuery
from onrecord.record.query import Query
from onrecord.record.statements import StatementQuery

__all__ = ["Facets", "of_events", "of_statements"]

_MOST, _MOST_VALUES = 3000, 8


class Facets(msgspec.Struct, frozen=True, kw_only=True):
    """For each field its most frequent values, with how many of the counted rows have them.

    rows: how many were counted; whole: whether these are all that answer. The first of the stories are looked through
    until enough rows have been seen, whether they answer or not: so the cost never grows with the record.
    """

    rows: int
    whole: bool
    fields: dict[str, dict[str, int]]


def of_statements(connection: sqlite3.Connection, query: StatementQuery) -> Facets | None:
    """By act, mode, speaker's name and outlet; None where the words of each must be read to know whether it answers."""
    if query.about is not None or query.words is not None:
        return None
    condition, values = statements.condition_of(query)
    if statements.is_rare(connection, query, values):
        # Whoever is asked for by name said little, as a rule: all of it is looked at.
        seen = f"statement t JOIN story s ON s.key = t.story WHERE {condition}"
        outer = "1"
    else:
        inner, values = query.stories.conditions()
        seen = f"story s CROSS JOIN statement t ON s.key = t.story WHERE {inner}"
        outer, more = statements.condition_of(msgspec.structs.replace(query, stories=Query()))
        values |= more
    rows = connection.execute(
        f"SELECT t.act, t.mode, e.name AS who, t.outlet, ({outer}) AS answers"
        f" FROM (SELECT t.*, s.outlet FROM {seen} ORDER BY {query.stories.ordering} LIMIT {_MOST}) t"
        " LEFT JOIN entity e ON e.id = t.speaker",
        values,
    ).fetchall()
    return _facets(rows, ("act", "mode", "who", "outlet"))


def of_events(connection: sqlite3.Connection, query: EventQuery) -> Facets | None:
    """By type, status, place and outlet; None where the words of each must be read to know whether it answers."""
    if query.words is not None:
        return None
    named = query.actor or query.recipient or query.country or query.place or query.place_country
    if named is not None:
        # Of whoever takes part, or of a place, few events are told: all of them are looked at.
        condition, values = event_query.condition_of(query)
        seen = f"event v JOIN story s ON s.key = v.story WHERE {condition}"
        outer = "1"
    else:
        inner, values = query.stories.conditions()
        seen = f"story s CROSS JOIN event v ON s.key = v.story WHERE {inner}"
        alone = msgspec.structs.replace(query, stories=Query())
        outer, more = event_query.condition_of(alone)
        outer = outer.replace("s.date", "v.told")
        values |= more
    rows = connection.execute(
        f"SELECT v.type, v.status, v.outlet, p.name AS place, ({outer}) AS answers"
        f" FROM (SELECT v.*, s.outlet, s.date AS told FROM {seen} ORDER BY {query.stories.ordering} LIMIT {_MOST}) v"
        " LEFT JOIN entity p ON p.id = v.place",
        values,
    ).fetchall()
    return _facets(rows, ("type", "status", "place", "outlet"))


def _facets(rows: Sequence[sqlite3.Row], fields: Sequence[str]) -> Facets:
    answers = [row for row in rows if row["answers"]]
    counted = {name: Counter(str(row[name]) for row in answers if row[name] is not None) for name in fields}
    return Facets(
        rows=len(answers),
        whole=len(rows) < _MOST,
        fields={name: by_frequency(values, _MOST_VALUES) for name, values in counted.items()},
    )
