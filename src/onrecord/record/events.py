"""Who did what to whom: the events of the record, each with the sentence it stands on."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import msgspec

from onrecord.model import Span
from onrecord.model.assertion import Decided, EventStatus
from onrecord.plover import Code
from onrecord.plover.coding import code_of
from onrecord.record.citing import CITED, Citation, Cited, citation
from onrecord.record.counting import Counts, Source, folded, told
from onrecord.record.describing import Descriptions
from onrecord.record.event_query import EventQuery, condition_of, joined_for
from onrecord.record.expression import parse
from onrecord.record.judging.marks import Judged, judged_of
from onrecord.record.query import Query
from onrecord.record.same import same_events
from onrecord.record.statements import holds
from onrecord.record.tenures import TenureLine

__all__ = [
    "AccordingTo",
    "EventLine",
    "EventPlace",
    "TakesPart",
    "event_lines",
    "events",
    "events_by_id",
    "lines_of",
]


class TakesPart(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or recipient: the words, the full name and kind of whom they mean, country and PLOVER sector.

    known_by: as of a ``model.Participant``. resolved_by: as of a ``StatementLine``.
    """

    span: Span
    name: str | None
    kind: str | None
    country: str | None
    sector: str | None
    known_by: str = "story"
    resolved_by: TenureLine | None = None


class EventPlace(msgspec.Struct, frozen=True, kw_only=True):
    """Where it happened; unknown fields are None, as in ``model.Place``. taken_from: see ``model.Event``."""

    name: str
    country: str | None
    feature: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    taken_from: Decided | None


class AccordingTo(msgspec.Struct, frozen=True, kw_only=True):
    """On whose word an event stands: the statement's id, its speaker's name, and the words that name the speaker."""

    statement: str
    name: str | None
    words: str | None


class EventLine(msgspec.Struct, frozen=True, kw_only=True):
    """One event as a story reports it.

    id: of the row. type, mode: the deed. plover: PLOVER's own code, with the modality folded in. trigger: the words
    that name it; mentions: all such words of the story. time (EDTF), time_from: when, and from what that was taken.
    according_to: None is the outlet's own voice. citation: the story, and the sentence of the trigger. judged: which
    values are a person's, and what else people and later versions say of it. event: the id of the record's own event,
    which other stories may tell too; counts: how many do, of all the record; sources: which, where that is asked for.
    """

    id: str
    type: str | None
    mode: str | None
    contexts: tuple[str, ...]
    plover: Code
    trigger: Span
    mentions: tuple[Span, ...]
    actors: tuple[TakesPart, ...]
    recipients: tuple[TakesPart, ...]
    place: EventPlace | None
    time: str | None
    time_from: Decided | None
    status: EventStatus
    historical: bool
    according_to: AccordingTo | None
    confidence: float | None
    citation: Citation
    judged: tuple[Judged, ...] = ()
    event: str | None = None
    counts: Counts = Counts()
    sources: tuple[Source, ...] = ()


_SELECT = f"""
SELECT v.id, v.type, v.mode, v.contexts, v.trigger_start, v.trigger_end, v.place, v.place_from, v.time, v.time_from,
       v.status, v.historical, v.according_to, v.confidence, {CITED}, s.text,
       p.name AS place_name, p.country, p.feature, p.precision, p.lat, p.lon, p.geonames,
       e.name AS speaker, substr(s.text, t.speaker_start + 1, t.speaker_end - t.speaker_start) AS speaker_words
FROM event v JOIN story s ON s.key = v.story LEFT JOIN entity p ON p.id = v.place
LEFT JOIN statement t ON t.id = v.according_to LEFT JOIN entity e ON e.id = t.speaker
"""
_AT_ONCE = 200


def events(connection: sqlite3.Connection, query: EventQuery) -> list[EventLine]:
    """The events that ``query`` asks for in the order of their stories, in a story as they stand."""
    found = _found(connection, query)
    if query.stories.per != "story":
        found = folded(
            found, str, lambda some: same_events(connection, some, query.stories), texts=query.stories.per == "telling"
        )
    first = query.stories.offset
    page = islice(found, first, first + query.stories.limit)
    return _counted(connection, list(page), query.stories)


def event_lines(connection: sqlite3.Connection, query: EventQuery) -> Iterator[EventLine]:
    """As ``events``, all of them, each as its story tells it (limits apart); streams."""
    found = _found(connection, query)
    while some := list(islice(found, _AT_ONCE)):
        yield from _counted(connection, some, query.stories)


def lines_of(connection: sqlite3.Connection, rows: Sequence[str], query: Query) -> list[EventLine]:
    """The lines of these events (row ids), in their order."""
    return _counted(connection, rows, query)


def _found(connection: sqlite3.Connection, query: EventQuery) -> Iterator[str]:
    """The ids of the events that are asked for, one at a time."""
    condition, values = condition_of(query)
    joined = joined_for(connection, query, values)
    free = parse(query.words) if query.words is not None else None
    cited = Cited(connection)
    for row in connection.execute(
        f"SELECT v.id, v.story, v.trigger_start, v.trigger_end FROM {joined} ON s.key = v.story WHERE {condition}"
        f" ORDER BY {query.stories.ordering}, v.trigger_start, v.id",
        values,
    ):
        if free is None or holds(free, (cited.sentence(row["story"], row["trigger_start"], row["trigger_end"]),)):
            yield row["id"]


def _counted(connection: sqlite3.Connection, ids: Sequence[str], query: Query) -> list[EventLine]:
    """The lines of these events, with how many stories tell of the same."""
    same = same_events(connection, ids, query)
    numbers = told(connection, same, ids, query, sources=query.sources)
    lines = _resolved(connection, [_line(connection, one) for one in ids], query)
    return [
        msgspec.structs.replace(
            line, event=event if (event := same.of[line.id]) != line.id else None, counts=counts, sources=sources
        )
        for line, (counts, sources) in zip(lines, numbers, strict=True)
    ]


def _resolved(connection: sqlite3.Connection, lines: list[EventLine], query: Query) -> list[EventLine]:
    """The events with who those are that their stories describe and do not name."""
    rows = connection.execute(
        "SELECT p.event, p.start, p.story FROM json_each(?) j JOIN participant p ON p.event = j.value"
        " WHERE NOT EXISTS (SELECT 1 FROM mention m WHERE m.entity = p.entity AND m.form = 'name')",
        (json.dumps([line.id for line in lines]),),
    )
    described = {(row["event"], row["start"]): row["story"] for row in rows}
    meant = Descriptions(connection, query)

    def resolved(line: EventLine, parties: tuple[TakesPart, ...]) -> tuple[TakesPart, ...]:
        found = (
            meant.meant(one.span.text, story) if (story := described.get((line.id, one.span.start))) else None
            for one in parties
        )
        return tuple(
            msgspec.structs.replace(one, resolved_by=tenure) if tenure else one
            for one, tenure in zip(parties, found, strict=True)
        )

    return [
        msgspec.structs.replace(line, actors=resolved(line, line.actors), recipients=resolved(line, line.recipients))
        for line in lines
    ]


def _line(connection: sqlite3.Connection, own: str) -> EventLine:
    row = connection.execute(f"{_SELECT} WHERE v.id = ?", (own,)).fetchone()
    text, historical = row["text"], bool(row["historical"])
    mentions = connection.execute(
        "SELECT m.start, m.\"end\" FROM evidence m WHERE m.row = ? AND m.kind = 'mention' ORDER BY m.position", (own,)
    )
    taking_part = connection.execute(
        'SELECT p.id, p.entity, p.role, p.start, p."end", p.country, p.sector, p.known_by, e.name, e.kind'
        " FROM participant p LEFT JOIN entity e ON e.id = p.entity WHERE p.event = ? ORDER BY p.position",
        (own,),
    ).fetchall()
    return EventLine(
        id=own,
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(json.loads(row["contexts"])),
        plover=code_of(row["type"], row["mode"], status=row["status"], historical=historical),
        trigger=Span.of(text, row["trigger_start"], row["trigger_end"]),
        mentions=tuple(Span.of(text, start, end) for start, end in mentions),
        actors=_in_role(text, taking_part, "actor"),
        recipients=_in_role(text, taking_part, "recipient"),
        place=_place(row),
        time=row["time"],
        time_from=row["time_from"],
        status=row["status"],
        historical=historical,
        according_to=AccordingTo(statement=row["according_to"], name=row["speaker"], words=row["speaker_words"])
        if row["according_to"]
        else None,
        confidence=row["confidence"],
        citation=citation(connection, row, row["trigger_start"], row["trigger_end"]),
        judged=judged_of(
            connection, own, [row["place"], *(one[column] for one in taking_part for column in ("id", "entity"))]
        ),
    )


def _in_role(text: str, rows: list[sqlite3.Row], role: str) -> tuple[TakesPart, ...]:
    return tuple(
        TakesPart(
            span=Span.of(text, row["start"], row["end"]),
            name=row["name"],
            kind=row["kind"],
            country=row["country"],
            sector=row["sector"],
            known_by=row["known_by"] or "story",
        )
        for row in rows
        if row["role"] == role
    )


def _place(row: sqlite3.Row) -> EventPlace | None:
    if row["place_name"] is None:
        return None
    kept = ("country", "feature", "precision", "lat", "lon", "geonames")
    return EventPlace(name=row["place_name"], taken_from=row["place_from"], **{column: row[column] for column in kept})


def events_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> list[EventLine]:
    """The events with these ids, in this order; those that are no rows any more are left out."""
    there = "SELECT 1 FROM event v WHERE v.id = ?"
    found = [one for one in ids if connection.execute(there, (one,)).fetchone()]
    return _counted(connection, found, Query())
