"""The record's own events: which events of its stories are one, why, and what each telling says of it.

A story's events are linked when it is added or read again, after its entities and its telling. An id is made of the
event that was its first and never changes because a story was added. Time goes with the story and the few events that
share a key with its own.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from onrecord.linking.event_profiles import EventProfile, Weighted, stems_of, weighted
from onrecord.linking.events import keys_of, link_events
from onrecord.record.linked_entities import linked_now

__all__ = ["EventTold", "link_story_events", "tellings_of_event"]

_KEYS_AT_ONCE, _MOST_UNDER_A_KEY = 200, 64


class EventTold(msgspec.Struct, frozen=True, kw_only=True):
    """What one story says of an event of the record.

    event: the story's own row; story: the story's id, with its outlet and date. telling: the text that it repeats (two
    stories of one telling are one voice). type, mode, time, place, actors, recipients: its own values, as it gives
    them. score, why: how sure it is that it tells of this event.
    """

    event: str
    story: str
    outlet: str | None
    date: str | None
    telling: str | None
    type: str | None
    mode: str | None
    status: str
    time: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    sentence: str | None
    score: float
    why: str


def link_story_events(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Links the events of these stories (by key), anew where they were linked before. In a transaction."""
    for key in sorted(set(keys)):
        _link_story(connection, key)


def tellings_of_event(connection: sqlite3.Connection, event: str) -> list[EventTold]:
    """What all stories say of the event that ``event`` is: a story's row, or an id of the record's own.

    In the order in which the stories were added; empty if there is no such event.
    """
    row = connection.execute("SELECT linked FROM event_link WHERE event = ?", (event,)).fetchone()
    linked = row["linked"] if row else event
    rows = connection.execute(
        "SELECT l.score, l.why, l.event, v.type, v.mode, v.status, v.time, s.id AS story, s.outlet, s.date,"
        ' p.name AS place, t.telling, (SELECT substr(s.text, n.start + 1, n."end" - n.start) FROM sentence n'
        '   WHERE n.story = v.story AND n.start <= v.trigger_start AND n."end" > v.trigger_start LIMIT 1) AS sentence'
        " FROM event_link l JOIN event v ON v.id = l.event JOIN story s ON s.key = l.story"
        " LEFT JOIN entity p ON p.id = v.place LEFT JOIN told t ON t.story = l.story"
        " WHERE l.linked = ? ORDER BY l.story, l.event",
        (linked,),
    ).fetchall()
    return [
        EventTold(**dict(row), actors=_named(connection, row["event"], "actor"),
                  recipients=_named(connection, row["event"], "recipient"))
        for row in rows
    ]  # fmt: skip


def _named(connection: sqlite3.Connection, event: str, role: str) -> tuple[str, ...]:
    rows = connection.execute(
        'SELECT coalesce(e.name, substr(s.text, p.start + 1, p."end" - p.start)) AS name'
        " FROM participant p JOIN story s ON s.key = p.story LEFT JOIN entity e ON e.id = p.entity"
        " WHERE p.event = ? AND p.role = ? ORDER BY p.position",
        (event, role),
    )
    return tuple(row["name"] for row in rows)


def _link_story(connection: sqlite3.Connection, key: int) -> None:
    connection.execute("DELETE FROM event_link WHERE story = ?", (key,))
    connection.execute("DELETE FROM event_key WHERE story = ?", (key,))
    known = _Known(connection)
    profiles = {
        row["id"]: known.profile(row["id"])
        for row in connection.execute("SELECT id FROM event WHERE story = ? ORDER BY trigger_start, id", (key,))
    }
    for event, link in link_events(profiles, known).items():
        linked = link.linked
        if linked is None:
            linked = "v" + hashlib.sha256(f"linked\x1f{event}".encode()).hexdigest()[:23]
            # Another's only where this event began it, was read again and is no longer taken for one with the rest.
            while connection.execute("SELECT 1 FROM linked_event WHERE id = ?", (linked,)).fetchone():
                linked = "v" + hashlib.sha256(linked.encode()).hexdigest()[:23]
            connection.execute("INSERT INTO linked_event VALUES (?, ?, 1)", (linked, key))
        else:
            connection.execute("UPDATE linked_event SET stories = stories + 1 WHERE id = ?", (linked,))
        connection.execute("INSERT INTO event_link VALUES (?, ?, ?, ?, ?)", (event, key, linked, link.score, link.why))
    connection.executemany(
        "INSERT OR IGNORE INTO event_key VALUES (?, ?, ?)",
        [(one, event, key) for event, profile in profiles.items() for one in keys_of(profile)],
    )


class _Known:
    """The record's own events as linking asks for them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._stories: dict[int, Weighted] = {}

    def candidates(self, keys: Sequence[str], limit: int) -> list[str]:
        keys = keys[:_KEYS_AT_ONCE]
        found: dict[str, int] = {}
        for key in keys:
            # Under a key that very many events have, the latest: what is told again was mostly told lately.
            rows = self.connection.execute(
                "SELECT DISTINCT l.linked FROM (SELECT event, story FROM event_key WHERE key = ?"
                " ORDER BY story DESC LIMIT ?) k JOIN event_link l ON l.story = k.story AND l.event = k.event",
                (key, _MOST_UNDER_A_KEY),
            )
            for row in rows:
                found[row["linked"]] = found.get(row["linked"], 0) + 1
        return sorted(found, key=lambda one: (-found[one], one))[:limit]

    def told(self, linked: str, limit: int) -> list[EventProfile]:
        rows = self.connection.execute(
            "SELECT event FROM event_link WHERE linked = ? ORDER BY story LIMIT ?", (linked, limit)
        ).fetchall()
        return [self.profile(row["event"]) for row in rows]

    def profile(self, event: str) -> EventProfile:
        """The profile of a story's event, from its rows."""
        row = self.connection.execute(
            "SELECT v.*, s.id AS story_id, p.name AS place_name, p.country, p.geonames,"
            " substr(s.text, v.trigger_start + 1, v.trigger_end - v.trigger_start) AS words,"
            ' (SELECT substr(s.text, n.start + 1, n."end" - n.start) FROM sentence n WHERE n.story = v.story'
            '   AND n.start <= v.trigger_start AND n."end" > v.trigger_start LIMIT 1) AS sentence'
            " FROM event v JOIN story s ON s.key = v.story LEFT JOIN entity p ON p.id = v.place WHERE v.id = ?",
            (event,),
        ).fetchone()
        place = None
        if row["place_name"]:
            place = f"geonames:{row['geonames']}" if row["geonames"] else " ".join(stems_of(row["place_name"]))
        return EventProfile(
            story=row["story_id"],
            stems=frozenset(stems_of(row["words"]) or [row["words"].casefold()]),
            sentence=weighted(row["sentence"] or ""),
            telling=self._story(row["story"]),
            participants=self._participants(event),
            place=place, country=row["country"], earliest=row["earliest"], latest=row["latest"], type=row["type"],
            mode=row["mode"],
        )  # fmt: skip

    def _participants(self, event: str) -> frozenset[str]:
        found: set[str] = set()
        for row in self.connection.execute(
            "SELECT p.words, l.linked FROM participant p LEFT JOIN entity_link l ON l.story = p.story"
            " AND l.entity = p.entity WHERE p.event = ? ORDER BY p.role, p.position", (event,)
        ):  # fmt: skip
            if row["linked"]:
                found.add(linked_now(self.connection, row["linked"]))
            else:
                found |= set(stems_of(row["words"] or ""))
        return frozenset(found)

    def _story(self, key: int) -> Weighted:
        if key not in self._stories:
            text = self.connection.execute("SELECT substr(text, 1, 20000) AS text FROM story WHERE key = ?", (key,))
            self._stories[key] = weighted(text.fetchone()["text"])
        return self._stories[key]
