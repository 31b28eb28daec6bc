"""One event of the record as every story tells it: each value with the stories that give it, differing ones side by
side. None is chosen."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import msgspec

from onrecord.errors import NotFoundError
from onrecord.linking.described import head_of, same_described
from onrecord.linking.tolls import Toll, tolls_of
from onrecord.plover import ontology
from onrecord.record.counting import Counts, Same, counted, no_telling
from onrecord.record.days import days_of
from onrecord.record.events import EventLine, EventPlace, TakesPart, lines_of
from onrecord.record.linked_events import event_now
from onrecord.record.query import Query
from onrecord.record.same import same_events
from onrecord.record.words import words_of

__all__ = ["EventSideBySide", "EventTelling", "ValueTold", "side_by_side"]

_FEWEST_DIGITS = 6


class ValueTold(msgspec.Struct, frozen=True, kw_only=True):
    """A value and who gives it: the rows of the tellings, and how many stories, texts and independent sources.

    detail: ``status``, ``time``, ``place``, ``actor``, ``recipient``, ``killed``, ``injured`` or ``detained``. value:
    an EDTF date, a name, a number in words ('at least 12').
    """

    detail: str
    value: str
    rows: tuple[str, ...]
    counts: Counts


class EventTelling(msgspec.Struct, frozen=True, kw_only=True):
    """The event as one story tells it. telling: the text that the story repeats. tolls: how many its sentences say were
    killed, injured or detained, of an event that can have such. why, score: how it was taken for the same event."""

    event: EventLine
    telling: str | None
    tolls: tuple[Toll, ...]
    why: str | None
    score: float | None


class EventSideBySide(msgspec.Struct, frozen=True, kw_only=True):
    """An event of the record. tellings: the earliest first. values: every value that any of them gives, by detail,
    those of most independent sources first. differ: the details of which they say different things."""

    id: str
    counts: Counts
    differ: tuple[str, ...]
    values: tuple[ValueTold, ...]
    tellings: tuple[EventTelling, ...]


def side_by_side(connection: sqlite3.Connection, asked: str, query: Query | None = None) -> EventSideBySide:
    """The event whose id is, or begins with, ``asked``: the record's own or that of a story's row.

    query: its ``as_known`` leaves out what was captured later. Raises ``NotFoundError`` for none or several.
    """
    query = query or Query()
    row = _a_row(connection, asked)
    same = same_events(connection, [row], query)
    if not same.members:
        raise NotFoundError(f"no story that had been captured by {query.as_known} tells of this event")
    ((own, group),) = same.members.items()
    lines = {line.id: line for line in lines_of(connection, [member.row for member in group], query)}
    links = {
        link["event"]: link
        for link in connection.execute(
            "SELECT l.event, l.why, l.score FROM json_each(?) j JOIN event_link l ON l.event = j.value",
            (json.dumps(list(lines)),),
        )
    }
    tolls = _tolls(connection, lines)
    tellings = [
        EventTelling(
            event=lines[member.row], telling=member.telling if member.telling != no_telling(member.story) else None,
            tolls=tolls.get(member.row, ()), why=links[member.row]["why"] if member.row in links else None,
            score=links[member.row]["score"] if member.row in links else None,
        )
        for member in sorted(group, key=lambda one: (lines[one.row].citation.date or "~", one.story))
    ]  # fmt: skip
    details = _details(connection, tellings)
    return EventSideBySide(
        id=own,
        counts=lines[group[0].row].counts,
        differ=tuple(detail for detail, values in details.items() if _differ(detail, values)),
        values=_values(connection, details, same, query),
        tellings=tuple(tellings),
    )


def _a_row(connection: sqlite3.Connection, asked: str) -> str:
    """A story's row of the event that is asked for."""
    wanted = asked.strip().lower()
    if len(wanted) < _FEWEST_DIGITS or not set(wanted.removeprefix("v")) <= set("0123456789abcdef"):
        raise NotFoundError(
            f"{asked!r} is no event's id. Give the id, or at least its first {_FEWEST_DIGITS} signs; onrecord events"
            " --json lists them"
        )
    span = {"from": wanted, "to": wanted + "g"}
    found = connection.execute(
        "SELECT id FROM event WHERE id >= :from AND id < :to"
        " UNION SELECT id FROM linked_event WHERE id >= :from AND id < :to"
        " UNION SELECT id FROM issued WHERE id >= :from AND id < :to ORDER BY id LIMIT 6",
        span,
    ).fetchall()
    if len(found) > 1 and found[0]["id"] != wanted:
        listed = ", ".join(row["id"][:16] for row in found[:5])
        raise NotFoundError(f"several events' ids begin with {wanted}: {listed}. Give more signs")
    if found:
        own = found[0]["id"]
        row = connection.execute(
            "SELECT id FROM event WHERE id = :own UNION ALL"
            " SELECT event FROM event_link WHERE linked = :linked LIMIT 1",
            {"own": own, "linked": event_now(connection, own)},
        ).fetchone()
        if row is not None:
            return str(row["id"])
    raise NotFoundError(f"the record holds no event whose id begins with {wanted}. onrecord events --json lists them")


def _tolls(connection: sqlite3.Connection, lines: Mapping[str, EventLine]) -> dict[str, tuple[Toll, ...]]:
    """The tolls in the sentences that mention each event."""
    conflict = {name for name, kind in ontology().types.items() if kind.quad == "MATERIAL CONFLICT"}
    rows = [own for own, line in lines.items() if line.type is None or line.type in conflict]
    found: dict[str, dict[Toll, None]] = defaultdict(dict)
    for sentence in connection.execute(
        'SELECT DISTINCT m.row, n.start, substr(s.text, n.start + 1, n."end" - n.start) AS words FROM json_each(?) j'
        " JOIN evidence m ON m.row = j.value AND m.kind = 'mention' JOIN story s ON s.key = m.story"
        ' JOIN sentence n ON n.story = m.story AND n.start <= m.start AND n."end" > m.start ORDER BY m.row, n.start',
        (json.dumps(rows),),
    ):
        found[sentence["row"]] |= dict.fromkeys(tolls_of(sentence["words"], sentence["start"]))
    return {row: tuple(tolls) for row, tolls in found.items()}


# Of each detail: by what its values are told apart, the value as it is shown, what it is, and the rows that give it.
class _Value(msgspec.Struct):
    shown: str
    of: object
    rows: list[str]


_Details = dict[str, dict[Hashable, _Value]]


def _details(connection: sqlite3.Connection, tellings: Sequence[EventTelling]) -> _Details:
    found: _Details = defaultdict(dict)

    def give(detail: str, key: Hashable, shown: str, of: object, row: str) -> None:
        value = found[detail].setdefault(key, _Value(shown, of, []))
        # The fullest name that any story gives.
        value.shown = max(value.shown, shown, key=lambda one: (len(one.split()), value.shown == one))
        value.rows += [row] if row not in value.rows[-1:] else []

    known = _known_parties(connection, tellings)
    for one in tellings:
        line, row = one.event, one.event.id
        give("status", line.status, line.status, line.status, row)
        if line.time:
            give("time", line.time, line.time, line.time, row)
        if line.place:
            place = f"{line.place.name}, {line.place.country}" if line.place.country else line.place.name
            give("place", line.place.geonames or words_of(line.place.name), place, line.place, row)
        for role, parties in (("actor", line.actors), ("recipient", line.recipients)):
            for position, party in enumerate(parties):
                give(role, known[row, role, position], _called(party), party, row)
        for toll in one.tolls:
            give(toll.kind, toll.value, toll.value, toll, row)
    return found


def _called(party: TakesPart) -> str:
    return party.name or " ".join(party.span.text.split())


def _known_parties(
    connection: sqlite3.Connection, tellings: Sequence[EventTelling]
) -> dict[tuple[str, str, int], Hashable]:
    """By what each who takes part is told from the others: the record's own entity, else their description, where it
    is that of an earlier telling, else their words."""
    found: dict[tuple[str, str, int], Hashable] = dict(_linked(connection, [one.event.id for one in tellings]))
    for role in ("actor", "recipient"):
        earlier: list[dict[tuple[str, str, int], list[str]]] = []
        for one in tellings:
            parties = one.event.actors if role == "actor" else one.event.recipients
            named = {(one.event.id, role, position): _called(party) for position, party in enumerate(parties)}
            described = {own: [head_of(name)] for own, name in named.items() if own not in found}
            same = same_described(described, earlier)
            for own in described:
                found[own] = found[same[own][1]] if own in same else words_of(named[own])
            earlier.append(described)
    return found


def _linked(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[tuple[str, str, int], str]:
    """The record's own entity of each who takes part, where there is one."""
    return {
        (row["event"], row["role"], row["position"]): row["linked"]
        for row in connection.execute(
            "SELECT p.event, p.role, p.position, l.linked FROM json_each(?) j JOIN participant p ON p.event = j.value"
            " JOIN entity_link l ON l.story = p.story AND l.entity = p.entity",
            (json.dumps(list(rows)),),
        )
    }


def _values(
    connection: sqlite3.Connection, details: _Details, same: Same[str], query: Query
) -> tuple[ValueTold, ...]:
    members = {member.row: (member.story, member.telling) for group in same.members.values() for member in group}
    groups = {
        (detail, key): [members[row] for row in value.rows]
        for detail, values in details.items()
        for key, value in values.items()
    }
    counts = counted(connection, groups, query)
    found: list[ValueTold] = []
    for detail in (*_ORDER, *sorted(details.keys() - set(_ORDER))):
        told = [
            ValueTold(detail=detail, value=value.shown, rows=tuple(value.rows), counts=counts[detail, key])
            for key, value in details.get(detail, {}).items()
        ]
        found += sorted(told, key=lambda one: (-one.counts.outlets, -one.counts.stories, one.value))
    return tuple(found)


_ORDER = ("status", "time", "place", "actor", "recipient", "killed", "injured", "detained")


def _differ(detail: str, values: Mapping[Hashable, _Value]) -> bool:
    """Whether they say different things: not where one says more exactly what another says."""
    if len(values) < 2:
        return False
    if detail == "time":
        days = [days_of(str(value.of)) for value in values.values()]
        starts, ends = [start or "" for start, _ in days], [end or "~" for _, end in days]
        return max(starts) > min(ends)
    if detail == "place":
        places = [value.of for value in values.values() if isinstance(value.of, EventPlace)]
        exact = [place for place in places if place.precision != "country"]
        inside = {place.country for place in exact}
        return len(exact) + len({place.country for place in places if place.country not in inside}) > 1
    if detail in ("actor", "recipient"):
        every = {row for value in values.values() for row in value.rows}
        return all(set(value.rows) != every for value in values.values() if isinstance(value.of, TakesPart))
    return True
