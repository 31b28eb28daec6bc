"""By what words of its own story a row is held: of a commitment, what that story says became of it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from onrecord.record.citing import CITED, Citation, citation

__all__ = ["evidence_of"]


def evidence_of(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[str, tuple[Citation, ...]]:
    """The sentences that these rows (ids) have as evidence beside their own words; those without any are left out."""
    found: dict[str, list[Citation]] = {}
    spans = connection.execute(
        f'SELECT v.row, v.start, v."end", {CITED} FROM json_each(?) j JOIN evidence v ON v.row = j.value'
        " AND v.kind = 'evidence' JOIN story s ON s.key = v.story ORDER BY v.row, v.position",
        (json.dumps(sorted(set(rows))),),
    ).fetchall()
    for span in spans:
        found.setdefault(span["row"], []).append(citation(connection, span, span["start"], span["end"]))
    return {row: tuple(dict.fromkeys(some)) for row, some in found.items()}
