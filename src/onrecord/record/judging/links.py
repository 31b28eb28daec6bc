"""What people say of rows across stories: which must be one, and which cannot be."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

import msgspec

__all__ = ["LINKED", "Links", "links"]

LINKED = ("entity", "event", "story", "dispute", "commitment")
"""The kinds of rows that can be one across stories. Stories that are one are one telling: copies of one text."""


# Only what nobody has taken back has marks.
_FALLEN = """
SELECT j.at, m.judgement, j.verb, m.position, m.row FROM judgement j JOIN mark m ON m.judgement = j.id
  JOIN target t ON t.judgement = m.judgement AND t.position = m.position
  JOIN {kind} e ON e.id = m.row
  WHERE j.verb IN ('merge', 'split') AND t.kind = ?
{parted} ORDER BY 1, 2, 4, 5
"""
# What was split off from an entity of a story is not that entity: it is whoever has those mentions now.
_PARTED = """
UNION SELECT j.at, m.judgement, j.verb, m.position, n.entity FROM judgement j JOIN mark m ON m.judgement = j.id
  JOIN target t ON t.judgement = m.judgement AND t.position = m.position
  JOIN mention n ON n.id = m.row
  WHERE j.verb = 'split' AND t.kind = 'mention'
"""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of rows of one kind (``entity.id``, ...), the smaller id first.

    must: those that are one, by the last word on the pair; cannot: those that are not. What follows from several pairs
    (one and the same with a third) is for whoever links to work out, and where it contradicts a pair of ``cannot``,
    that pair stands.
    """

    must: frozenset[tuple[str, str]] = frozenset()
    cannot: frozenset[tuple[str, str]] = frozenset()


def links(connection: sqlite3.Connection, kind: str = "entity") -> Links:
    """The pairs that judgements make which nobody has taken back, on the rows that those fell on (of one of LINKED)."""
    fallen: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in connection.execute(_FALLEN.format(kind=kind, parted=_PARTED if kind == "entity" else ""), (kind,)):
        fallen[row["judgement"]].append(row)
    said: dict[tuple[str, str], str] = {}
    for rows in fallen.values():
        for first in [row["row"] for row in rows if row["position"] == 0]:
            for row in rows:
                if row["position"] and row["row"] != first:
                    one, other = sorted((first, row["row"]))
                    said[one, other] = row["verb"]
    return Links(
        must=frozenset(pair for pair, verb in said.items() if verb == "merge"),
        cannot=frozenset(pair for pair, verb in said.items() if verb == "split"),
    )
