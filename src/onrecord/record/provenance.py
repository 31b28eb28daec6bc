"""Of stories: which version of the page each is, when it was captured, and which versions of the program read it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

import msgspec

from onrecord.record.connection import rows_of_ids
from onrecord.record.judging.replay import judged_reading
from onrecord.record.stories import COUNTS

__all__ = ["RowsOf", "Standing", "rows_of", "standings"]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of a list does not say of its story.

    version, versions: its place in the chain of its address and how long that is, where it stands at one. captures:
    how many hold it; captured: when the first of them was taken, where it says. made_by: the versions of the program
    (``onrecord``), its ``stages`` and ``models`` that read it.
    """

    story: str
    version: int | None
    versions: int | None
    captures: int
    captured: str | None
    made_by: dict[str, Any]


def standings(connection: sqlite3.Connection, stories: Iterable[str]) -> dict[str, Standing]:
    """By id, what is known of these stories; those that the record does not hold are left out."""
    wanted = list(dict.fromkeys(stories))
    readers: dict[str, dict[str, Any]] = {}
    found: dict[str, Standing] = {}
    select = (
        f"SELECT s.id, r.made_by, {COUNTS}, (SELECT min(c.retrieved) FROM appearance a"
        " JOIN capture c ON c.key = a.capture WHERE a.story = s.key) AS captured"
        " FROM story s JOIN reader r ON r.key = s.reader WHERE s.id IN ({ids})"
    )
    for row in rows_of_ids(connection, select, wanted):
        packed = row["made_by"]
        found[row["id"]] = Standing(
            story=row["id"],
            version=row["version"],
            versions=row["versions"],
            captures=row["captures"],
            captured=row["captured"],
            made_by=readers.setdefault(packed, json.loads(packed)),
        )
    return found


class RowsOf(msgspec.Struct, frozen=True, kw_only=True):
    """The lasting ids of a story's rows, each in the order of its reading (as judged).

    linked: by the reading's own id of an entity ('e1'), the record's own entity that it was taken for.
    """

    statements: tuple[str, ...]
    events: tuple[str, ...]
    disputes: tuple[str, ...]
    commitments: tuple[str, ...]
    offices: tuple[str, ...]
    times: tuple[str, ...]
    linked: dict[str, str]


def rows_of(connection: sqlite3.Connection, key: int) -> RowsOf:
    """The ids of the rows of the story with this key."""
    ids = judged_reading(connection, key).ids
    linked = connection.execute(
        "SELECT e.local, coalesce(n.same_as, n.id) AS linked FROM entity e"
        " JOIN entity_link l ON l.story = e.story AND l.entity = e.id JOIN linked_entity n ON n.id = l.linked"
        " WHERE e.story = ?",
        (key,),
    )
    return RowsOf(
        statements=ids.statements,
        events=ids.events,
        disputes=ids.disputes,
        commitments=ids.commitments,
        offices=ids.offices,
        times=ids.times,
        linked={row["local"]: row["linked"] for row in linked},
    )
