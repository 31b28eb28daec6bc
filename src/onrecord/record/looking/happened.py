"""One event over all stories that tell of it: what each says, side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from onrecord.errors import NotFoundError
from onrecord.record.counting import Counts, known_tellings
from onrecord.record.events import EventLine, events_by_id
from onrecord.record.linked_events import tellings_of_event
from onrecord.record.query import Query

__all__ = ["Happened", "Telling", "event"]

_LOOKED_AT, _MOST = 200, 60


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """What one story tells of an event. score, why: how sure it is that it tells of this event; None for a lone one."""

    line: EventLine
    telling: str | None = None
    score: float | None = None
    why: str | None = None


class Happened(msgspec.Struct, frozen=True, kw_only=True):
    """An event over all stories. id: the record's own, or the row where no other story tells of it.

    tellings: the earliest story's first, 60 at most; counts: of all.
    """

    id: str
    counts: Counts
    tellings: tuple[Telling, ...]


def event(connection: sqlite3.Connection, own: str, query: Query) -> Happened:
    """The event that ``own`` is: a row of a story, or an id of the record's own. query: its ``as_known`` holds.

    Raises ``NotFoundError`` where there is none, or none was known by then.
    """
    told = {one.event: one for one in tellings_of_event(connection, own)}
    lines = _known(connection, events_by_id(connection, list(told)[:_LOOKED_AT] or [own]), query)
    if not lines:
        raise NotFoundError(f"the record holds no event {own!r}. See: onrecord events")
    tellings = []
    for line in sorted(lines, key=lambda one: (one.citation.date is None, one.citation.date or "", one.id))[:_MOST]:
        one = told.get(line.id)
        tellings.append(Telling(line=line, telling=one.telling if one else None, score=one.score if one else None,
                                why=one.why if one else None))  # fmt: skip
    return Happened(id=lines[0].event or lines[0].id, counts=lines[0].counts, tellings=tuple(tellings))


def _known(connection: sqlite3.Connection, lines: Sequence[EventLine], query: Query) -> list[EventLine]:
    """Those of the events whose stories had been captured by the query's date."""
    if query.as_known is None:
        return list(lines)
    stories = [line.citation.story for line in lines]
    marks = ", ".join("?" * len(stories))
    rows = connection.execute(f"SELECT key, id FROM story WHERE id IN ({marks})", stories)
    keys = {row["key"]: row["id"] for row in rows}
    known = {keys[key] for key in known_tellings(connection, keys, query)}
    return [line for line in lines if line.citation.story in known]
