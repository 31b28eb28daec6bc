"""The log of judgements in pages, what came last first."""

from __future__ import annotations

import sqlite3

import msgspec

from onrecord.model import Judgement
from onrecord.record.judging.log import in_force, of_ids

__all__ = ["LoggedLine", "log_page", "number_logged"]


class LoggedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement; stands: whether nobody has taken it back."""

    judgement: Judgement
    stands: bool


def log_page(
    connection: sqlite3.Connection, *, by: str | None, verb: str | None, limit: int, offset: int
) -> list[LoggedLine]:
    """The judgements of one person, or of one verb, in the order in which they came into this record, last first."""
    rows = connection.execute(
        "SELECT id FROM judgement WHERE (:by IS NULL OR by = :by) AND (:verb IS NULL OR verb = :verb)"
        " ORDER BY sequence DESC LIMIT :limit OFFSET :offset",
        {"by": by, "verb": verb, "limit": limit, "offset": offset},
    ).fetchall()
    every = of_ids(connection, [row["id"] for row in rows])
    standing = {one.id for one in in_force(every)}
    known = {one.id: one for one in every}
    return [LoggedLine(judgement=known[row["id"]], stands=row["id"] in standing) for row in rows]


def number_logged(connection: sqlite3.Connection) -> int:
    """How many judgements the log holds."""
    return int(connection.execute("SELECT count(*) FROM judgement").fetchone()[0])
