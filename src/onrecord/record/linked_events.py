"""The record's own events: which events of its stories are one, and why.

A story's events are linked when it is added or read again, after its entities and its telling. An id is made of the
event that was its first and never changes because a story was added: of two that a later story, or a person, shows to
be one the older id stays, and the other leads to it. Time goes with the story and the few events that share a key with
its own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

import msgspec

from onrecord.linking.event_profiles import EventProfile, Weighted, around, named_by, stems_of
from onrecord.linking.events import FIRST, SameEvent, keys_of, link_events
from onrecord.record.like_stories import LikeStories, find_like_stories
from onrecord.record.own import (
    DECIDED,
    EVENTS,
    Decided,
    Relinking,
    age,
    first_id,
    lead,
    linked_of,
    now,
    put_back,
)

__all__ = ["EventTold", "changed_events", "event_now", "link_story_events", "tellings_of_event"]

_KEYS_AT_ONCE, _MOST_UNDER_A_KEY, _NEAR = 200, 64, 60


class EventTold(msgspec.Struct, frozen=True, kw_only=True):
    """That one story tells of an event of the record.

    event: the story's own row. telling: the text that it repeats (two stories of one telling are one voice). score,
    why: how sure it is that it tells of this event.
    """

    event: str
    telling: str | None
    score: float
    why: str


def link_story_events(
    connection: sqlite3.Connection,
    keys: Iterable[int],
    rows: Collection[str] = (),
    *,
    changed: Mapping[str, int] | None = None,
    joined: Collection[str] = (),
) -> None:
    """Links the events of these stories (by key), anew where they were linked before. In a transaction.

    rows: events of stories of which people say otherwise than before; whatever is linked to what they are linked to is
    linked anew as well. changed: those that are read otherwise (see ``changed_events``). joined: those of which people
    now say that they are one with another.
    """
    decided = Decided(connection, EVENTS)
    anew = Relinking.of(connection, EVENTS, keys, decided.beside(rows), changed)
    if not anew.keys and not joined:
        return
    anew.take_back(connection, EVENTS)
    connection.executemany("DELETE FROM event_key WHERE story = ?", [(key,) for key in sorted(anew.whole)])
    connection.executemany(
        "DELETE FROM event_key WHERE story = ? AND event = ?",
        [(key, row) for key, these in anew.drawn.items() for row in sorted(these)],
    )
    like = None
    for key in sorted(anew.whole):
        if connection.execute("SELECT 1 FROM story_stem WHERE story = ?", (key,)).fetchone() is None:
            like = find_like_stories(connection, key)
    known = _Known(connection, like)
    for key in anew.keys:
        _link_story(connection, key, known, decided, anew.drawn.get(key))
    decided.join(joined, lambda one, two: _join(connection, one, two, 1.0, DECIDED))
    put_back(connection, EVENTS, anew.held, decided.new)


def changed_events(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[str, int]:
    """The events of these stories that are looked up by other keys than when they were linked, each with its story;
    those that are new, and that are no more, too."""
    known = _Known(connection)
    found: dict[str, int] = {}
    for key in keys:
        before: dict[str, set[str]] = {
            row["event"]: set() for row in connection.execute("SELECT event FROM event_link WHERE story = ?", (key,))
        }
        for row in connection.execute("SELECT event, key FROM event_key WHERE story = ?", (key,)):
            before.setdefault(row["event"], set()).add(row["key"])
        there = connection.execute("SELECT id FROM event WHERE story = ?", (key,)).fetchall()
        present = {row: set(keys_of(profile)) for row, profile in known.parts([row["id"] for row in there]).items()}
        found |= {row: key for row in before.keys() | present.keys() if before.get(row) != present.get(row)}
    return found


def event_now(connection: sqlite3.Connection, linked: str) -> str:
    """What an id of the record's own events stands for by now: itself, or the older one it was found to be."""
    return now(connection, EVENTS, linked)


def tellings_of_event(connection: sqlite3.Connection, event: str) -> list[EventTold]:
    """Which stories' rows tell of the event that ``event`` is: a story's row, or an id of the record's own.

    In the order in which the stories were added; empty if there is no such event.
    """
    row = connection.execute("SELECT linked FROM event_link WHERE event = ?", (event,)).fetchone()
    linked = row["linked"] if row else event_now(connection, event)
    rows = connection.execute(
        "SELECT l.event, t.telling, l.score, l.why FROM event_link l JOIN event v ON v.id = l.event"
        " LEFT JOIN told t ON t.story = l.story WHERE l.linked = ? ORDER BY l.story, l.event",
        (linked,),
    )
    return [EventTold(**dict(row)) for row in rows]


def _link_story(
    connection: sqlite3.Connection, key: int, known: _Known, decided: Decided, only: Collection[str] | None
) -> None:
    """Links the events of a story; only: these rows, while the others keep their links."""
    there = connection.execute("SELECT id FROM event WHERE story = ? ORDER BY trigger_start, id", (key,)).fetchall()
    rows = [row["id"] for row in there if only is None or row["id"] in only]
    profiles = known.profiles(rows)
    taken = set(linked_of(connection, EVENTS, (row["id"] for row in there)).values())
    links = link_events(profiles, known, apart={row: decided.barred(row) for row in rows}, taken=taken)
    for event, link in links.items():
        linked = event_now(connection, link.linked) if link.linked else decided.issue(event, key)
        if link.linked is None:
            connection.execute("INSERT INTO linked_event (id, first, stories) VALUES (?, ?, 0)", (linked, key))
        for one in link.same:
            linked = _join_if_one(connection, known, decided, linked, one)
        # Linked anew, the event that was its first is so again, whatever has joined it meanwhile.
        score, why = (1.0, FIRST) if linked == first_id(EVENTS, event) else (link.score, link.why)
        connection.execute("UPDATE linked_event SET stories = stories + 1 WHERE id = ?", (linked,))
        connection.execute("INSERT INTO event_link VALUES (?, ?, ?, ?, ?)", (event, key, linked, score, why))
    connection.executemany(
        "INSERT OR IGNORE INTO event_key VALUES (?, ?, ?)",
        [(one, event, key) for event, profile in profiles.items() for one in keys_of(profile)],
    )
    decided.join(rows, lambda one, two: _join(connection, one, two, 1.0, DECIDED))


def _join_if_one(connection: sqlite3.Connection, known: _Known, decided: Decided, linked: str, one: SameEvent) -> str:
    """Joins two that a story shows to be one, unless a person or another story took them for two; the id that stays."""
    other = event_now(connection, one.linked)
    if other == linked or decided.parted(linked, other) or known.share_a_story(linked, other):
        return linked
    older, younger = sorted((linked, other), key=lambda each: age(connection, EVENTS, each))
    _join(connection, older, younger, one.score, one.why)
    return older


def _join(connection: sqlite3.Connection, linked: str, other: str, score: float, why: str) -> None:
    lead(connection, EVENTS, linked, other, (score, why))


class _Known:
    """The record's own events as linking asks for them."""

    def __init__(self, connection: sqlite3.Connection, like: LikeStories | None = None) -> None:
        self.connection = connection
        self._like = like or LikeStories(connection)
        self._companies: dict[int, Weighted] = {}
        self._events: dict[str, EventProfile] = {}

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

    def told_in(self, stories: Sequence[str], limit: int) -> list[str]:
        found: dict[str, None] = {}
        for story in stories:
            rows = self.connection.execute(
                "SELECT linked FROM event_link WHERE story = ? ORDER BY event LIMIT ?", (int(story), limit)
            )
            found |= dict.fromkeys(row["linked"] for row in rows)
        return list(found)[:limit]

    def told(self, linked: Collection[str], limit: int) -> dict[str, list[EventProfile]]:
        found: dict[str, list[str]] = {one: [] for one in linked}
        for one, event in self._rows(
            "SELECT l.linked, l.event FROM json_each(:these) j CROSS JOIN event_link l ON l.linked = j.value"
            # Up to the story of the last that is asked for.
            " AND l.story <= ifnull((SELECT story FROM event_link WHERE linked = j.value ORDER BY story"
            "   LIMIT 1 OFFSET :limit - 1), l.story) ORDER BY l.linked, l.story",
            found,
            limit=limit,
        ):
            found[one].append(event)
        self._read([event for events in found.values() for event in events[:limit]])
        return {one: [self._events[event] for event in events[:limit]] for one, events in found.items()}

    def whole(self, told: Sequence[EventProfile]) -> list[EventProfile]:
        tellings = self._like.tellings({one.story for one in told})
        return [replace(one, telling=tellings[one.story]) for one in told]

    def share_a_story(self, one: str, other: str) -> bool:
        row = self.connection.execute(
            "SELECT 1 FROM event_link a JOIN event_link b ON b.linked = ? AND b.story = a.story WHERE a.linked = ?",
            (other, one),
        ).fetchone()
        return row is not None

    def profiles(self, events: Collection[str]) -> dict[str, EventProfile]:
        """The profiles of stories' events."""
        return dict(zip(events, self.whole(list(self.parts(events).values())), strict=True))

    def parts(self, events: Collection[str]) -> dict[str, EventProfile]:
        """The same without the words of their stories."""
        self._read(events)
        return {event: self._events[event] for event in events}

    def _read(self, events: Iterable[str]) -> None:
        """Reads what was not read yet, all at once."""
        missing = [event for event in dict.fromkeys(events) if event not in self._events]
        if not missing:
            return
        rows = self._rows(
            "SELECT v.id, v.story, p.name, p.country, p.geonames, v.earliest, v.latest, v.type, v.mode,"
            " CASE WHEN v.historical THEN NULL ELSE substr(s.date, 1, 10) END,"
            " min(v.trigger_start, :near), v.trigger_end - v.trigger_start,"
            " substr(s.text, max(1, v.trigger_start + 1 - :near),"
            "   min(v.trigger_start, :near) + v.trigger_end - v.trigger_start + :near)"
            " FROM json_each(:these) j CROSS JOIN event v ON v.id = j.value CROSS JOIN story s ON s.key = v.story"
            " LEFT JOIN entity p ON p.id = v.place",
            missing,
            near=_NEAR,
        )
        companies = self._company({row[1] for row in rows})
        participants = self._participants(missing)
        for event, story, name, country, geonames, earliest, latest, kind, mode, told_on, begin, long, near in rows:
            words = near[begin : begin + long]
            place = f"geonames:{geonames}" if geonames else " ".join(stems_of(name)) if name else None
            self._events[event] = EventProfile(
                story=str(story), words=words, stems=named_by(words), around=around(near[:begin], near[begin + long :]),
                company=companies[story], participants=frozenset(participants[event]), place=place, country=country,
                earliest=earliest, latest=latest, type=kind, mode=mode,
                told_on=told_on,
            )  # fmt: skip

    def _participants(self, events: Collection[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {event: set() for event in events}
        for event, words, linked in self._rows(
            "SELECT p.event, p.words, l.linked FROM json_each(:these) j CROSS JOIN participant p ON p.event = j.value"
            " LEFT JOIN entity_link l ON l.story = p.story AND l.entity = p.entity",
            events,
        ):
            found[event] |= {linked} if linked else set(stems_of(words or ""))
        return found

    def _company(self, stories: Set[int]) -> dict[int, Weighted]:
        self._companies |= self._like.companies(stories - self._companies.keys())
        return self._companies

    def _rows(self, select: str, these: Collection[str], **further: int) -> list[Any]:
        """The rows of ``select`` for each of these, as plain tuples."""
        cursor = self.connection.cursor()
        cursor.row_factory = None
        return cursor.execute(select, {"these": json.dumps(list(these)), **further}).fetchall()
