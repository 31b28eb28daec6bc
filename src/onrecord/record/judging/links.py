"""What people say of entities across stories: which must be one, and which cannot be."""

from __future__ import annotations

import sqlite3

import msgspec

from onrecord.record.judging.log import in_force, judgements

__all__ = ["Links", "links"]


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """Pairs of entities' rows (``entity.id``), the smaller id first.

    must: those that are one, by the last word on the pair; cannot: those that are not. What follows from several pairs
    (one and the same with a third) is for whoever links to work out, and where it contradicts a pair of ``cannot``,
    that pair stands.
    """

    must: frozenset[tuple[str, str]] = frozenset()
    cannot: frozenset[tuple[str, str]] = frozenset()


def links(connection: sqlite3.Connection) -> Links:
    """The pairs that judgements make which nobody has taken back, on the rows that those fell on."""
    said: dict[tuple[str, str], str] = {}
    for judgement in in_force(judgements(connection)):
        if judgement.verb not in ("merge", "split"):
            continue
        rows = connection.execute(
            "SELECT m.position, m.row FROM mark m JOIN target t ON t.judgement = m.judgement"
            " AND t.position = m.position JOIN entity e ON e.id = m.row WHERE m.judgement = ? AND t.kind = 'entity'"
            " ORDER BY m.position, m.row",
            (judgement.id,),
        ).fetchall()
        firsts = [row["row"] for row in rows if row["position"] == 0]
        for first in firsts:
            for row in rows:
                if row["position"] and row["row"] != first:
                    one, other = sorted((first, row["row"]))
                    said[one, other] = judgement.verb
    return Links(
        must=frozenset(pair for pair, verb in said.items() if verb == "merge"),
        cannot=frozenset(pair for pair, verb in said.items() if verb == "split"),
    )
