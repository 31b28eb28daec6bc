"""Who acts with whom: the entities that take part in one entity's events, and the graph around it.

Only the events of the stories that last told of it are looked at (``STORIES``, in the order of their dates), so that
the time goes with them and not with the record; the answer says how many of its events that is.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.record.counting import by_frequency
from onrecord.record.events import EventLine, events_by_id
from onrecord.record.told_of import counted, kinds_of, names_of

__all__ = ["STORIES", "CoActor", "Link", "Neighbourhood", "Node", "co_actors", "neighbourhood", "shared_events"]

STORIES = 500
"""Of how many stories, the latest first, the events of the one in the middle are looked at."""
_OF_OTHERS = 20
UNTYPED = "OTHER"
"""What stands for the type of an event for which PLOVER has none."""


class CoActor(msgspec.Struct, frozen=True, kw_only=True):
    """Another entity that takes part in its events: in how many, and of these by type."""

    id: str
    name: str
    kind: str
    events: int
    types: dict[str, int]


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of the graph. events: in how many of the events of the one in the middle it takes part."""

    id: str
    name: str
    kind: str
    events: int


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities of the graph (ids, the smaller first) that take part in the same events: how many, by type."""

    one: str
    other: str
    events: int
    types: dict[str, int]


class Neighbourhood(msgspec.Struct, frozen=True, kw_only=True):
    """The graph around one entity. nodes: itself first, then those that share most events with it.

    left_out: how many more share events with it. events: how many of its events were looked at; whole: whether these
    are all. types: of those with somebody else in them, before any was chosen.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    left_out: int
    events: int
    whole: bool
    types: dict[str, int]


def co_actors(connection: sqlite3.Connection, linked: str, limit: int) -> tuple[list[CoActor], int, bool]:
    """Those that take part in most of its events, how many there are, and whether all its events were looked at."""
    events = _events_of(connection, linked, STORIES)
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    for _, type_, others in _taking_part(connection, events):
        for one in others - {linked}:
            tallies[one][type_] += 1
    ranked = sorted(tallies, key=lambda one: (-tallies[one].total(), one))
    shown = ranked[:limit]
    names, kinds = names_of(connection, shown), kinds_of(connection, shown)
    return [
        CoActor(
            id=one, name=names.get(one, ""), kind=kinds.get(one, ""), events=tallies[one].total(),
            types=by_frequency(tallies[one]),
        )
        for one in shown
    ], len(ranked), _is_whole(connection, linked)  # fmt: skip


def neighbourhood(connection: sqlite3.Connection, linked: str, nodes: int, types: Sequence[str] = ()) -> Neighbourhood:
    """The graph of at most ``nodes`` entities around ``linked``, by events of these types (of all, where none is
    given; ``OTHER`` are those for which PLOVER has no type)."""
    events = _events_of(connection, linked, STORIES)
    own = list(_taking_part(connection, events))
    every = Counter(type_ for _, type_, others in own if others - {linked})
    weights = Counter(one for _, type_, others in own if not types or type_ in types for one in others if one != linked)
    ranked = sorted(weights, key=lambda one: (-weights[one], one))
    shown = [linked, *ranked[: nodes - 1]]
    among = set(shown)
    told: dict[str, tuple[str, frozenset[str]]] = {event: (type_, others) for event, type_, others in own}
    for one in shown[1:]:
        fresh = [event for event in _events_of(connection, one, _OF_OTHERS) if event not in told]
        told |= {event: (type_, others) for event, type_, others in _taking_part(connection, fresh)}
    pairs: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for type_, others in told.values():
        if types and type_ not in types:
            continue
        there = sorted(others & among)
        for at, one in enumerate(there):
            for other in there[at + 1 :]:
                pairs[one, other][type_] += 1
    names, kinds = names_of(connection, shown), kinds_of(connection, shown)
    return Neighbourhood(
        nodes=tuple(
            Node(
                id=one, name=names.get(one, ""), kind=kinds.get(one, ""), events=len(own) if one == linked else
                weights[one],
            )
            for one in shown
        ),
        links=tuple(
            Link(one=one, other=other, events=tally.total(), types=by_frequency(tally))
            for (one, other), tally in sorted(pairs.items())
        ),
        left_out=len(ranked) - len(shown) + 1,
        events=len(events),
        whole=_is_whole(connection, linked),
        types=by_frequency(every),
    )  # fmt: skip


def shared_events(
    connection: sqlite3.Connection, one: str, other: str, type_: str | None, limit: int, offset: int
) -> list[EventLine]:
    """The events in which both take part, those of the latest stories first; type_: of this type alone."""
    numbers = {each: counted(connection, each).get("stories") or 0 for each in (one, other)}
    first, second = sorted((one, other), key=lambda each: (numbers[each], each))
    found = connection.execute(
        "SELECT DISTINCT v.id, a.date, a.story, v.trigger_start FROM told_of a"
        " CROSS JOIN told_of b ON b.linked = :second AND b.date = a.date AND b.story = a.story"
        " CROSS JOIN participant p ON p.story = a.story AND (p.entity = a.entity OR p.entity IN"
        "   (SELECT x.id FROM entity x WHERE x.acts_for = a.entity))"
        " CROSS JOIN participant q ON q.event = p.event"
        "   AND (q.entity = b.entity OR q.entity IN (SELECT x.id FROM entity x WHERE x.acts_for = b.entity))"
        " CROSS JOIN event v ON v.id = p.event"
        " WHERE a.linked = :first AND a.did + a.done_to > 0 AND b.did + b.done_to > 0"
        " AND (:type IS NULL OR coalesce(v.type, :untyped) = :type)"
        " ORDER BY a.date DESC, a.story DESC, v.trigger_start, v.id LIMIT :limit OFFSET :offset",
        {
            "first": first, "second": second, "type": type_, "untyped": UNTYPED, "limit": limit, "offset": offset,
        },
    )  # fmt: skip
    return events_by_id(connection, [row["id"] for row in found])


def _is_whole(connection: sqlite3.Connection, linked: str) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM told_of WHERE linked = ? AND did + done_to > 0 LIMIT ?)",
        (linked, STORIES + 1),
    ).fetchone()
    return bool(row[0] <= STORIES)


def _events_of(connection: sqlite3.Connection, linked: str, stories: int) -> list[str]:
    """The events in which it, or who acts for it, takes part, in the latest stories that tell any."""
    rows = connection.execute(
        "SELECT DISTINCT p.event FROM (SELECT story, entity FROM told_of WHERE linked = ? AND did + done_to > 0"
        " ORDER BY date DESC, story DESC, entity LIMIT ?) t CROSS JOIN participant p ON p.story = t.story"
        " WHERE p.entity = t.entity OR p.entity IN (SELECT a.id FROM entity a WHERE a.acts_for = t.entity)",
        (linked, stories),
    )
    return sorted(row["event"] for row in rows)


def _taking_part(connection: sqlite3.Connection, events: Iterable[str]) -> Iterable[tuple[str, str, frozenset[str]]]:
    """Of each of these events its type and who of the record's own entities takes part, or is acted for, in it."""
    rows = connection.execute(
        "SELECT p.event, v.type, l.linked, f.linked AS acted_for FROM json_each(?) j"
        " CROSS JOIN participant p ON p.event = j.value CROSS JOIN event v ON v.id = p.event"
        " LEFT JOIN entity_link l ON l.story = p.story AND l.entity = p.entity"
        " LEFT JOIN entity e ON e.id = p.entity LEFT JOIN entity_link f ON f.story = p.story AND f.entity = e.acts_for"
        " ORDER BY j.key",
        (json.dumps(list(events)),),
    )
    taking_part: dict[str, set[str]] = defaultdict(set)
    types: dict[str, str] = {}
    for row in rows:
        types[row["event"]] = row["type"] or UNTYPED
        taking_part[row["event"]] |= {row["linked"], row["acted_for"]} - {None}
    return [(event, type_, frozenset(taking_part[event])) for event, type_ in types.items()]
