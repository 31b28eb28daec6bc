"""The record's own entities: which entities of its stories are one, why, and which pairs are in doubt.

A story's entities are linked when it is added, read again or judged; each link is a row that can be taken back. An id
is made of the entity that was its first and never changes: of two that are later found to be one the older id stays,
and the other leads to it. Time goes with the story and the few candidates that share a key with its entities, not with
the record.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.linking.blocking import keys_of
from onrecord.linking.entities import FIRST, Decisions, Link, link_story
from onrecord.linking.profiles import Profile, profiles_of
from onrecord.model import Entity, Mention, Office, Place

__all__ = ["link", "link_missing", "linked_now"]

_MOST_TRAITS, _MOST_BEARERS, _MOST_STORIES = 120, 64, 30
_KEYS_AT_ONCE = 200


def link(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Links the entities of these stories (by key), anew where they were linked before. In a transaction."""
    keys = sorted(set(keys))
    decisions = _decisions(connection) if keys else Decisions()
    # All are taken back first, so that those who were told to be one, or are two again, fall to the eldest's own id.
    for table in ("suggested_link", "entity_link"):
        connection.executemany(f"DELETE FROM {table} WHERE story = ?", [(key,) for key in keys])
    for key in keys:
        _link_story(connection, key, decisions)


def link_missing(connection: sqlite3.Connection) -> int:
    """Links the stories that no version of the program has linked yet, in order; gives their number."""
    rows = connection.execute(
        "SELECT s.key FROM story s WHERE EXISTS (SELECT 1 FROM entity_name n WHERE n.story = s.key)"
        " AND NOT EXISTS (SELECT 1 FROM entity_link l WHERE l.story = s.key) ORDER BY s.key"
    ).fetchall()
    link(connection, [row["key"] for row in rows])
    return len(rows)


def linked_now(connection: sqlite3.Connection, linked: str) -> str:
    """What an id of the record's own entities stands for by now: itself, or the older one it was found to be."""
    while True:
        row = connection.execute("SELECT same_as FROM linked_entity WHERE id = ?", (linked,)).fetchone()
        if row is None or row["same_as"] is None:
            return linked
        linked = row["same_as"]


def _link_story(connection: sqlite3.Connection, key: int, decisions: Decisions) -> None:
    rows, profiles = _profiles(connection, key)
    if not profiles:
        return
    named = {other for row in rows.values() for pairs in (decisions.together, decisions.apart)
             for other in pairs.get(row, ())}  # fmt: skip
    links = link_story(
        profiles, _Known(connection), rows=rows, members=_members(connection, named), decisions=decisions
    )
    written: dict[str, str] = {}
    for local, found in sorted(links.items(), key=lambda each: each[1].beside is not None):
        one = replace(found, linked=written[found.beside]) if found.beside else found
        written[local] = _write(connection, key, rows[local], profiles[local], one)


def _write(connection: sqlite3.Connection, key: int, row: str, profile: Profile, found: Link) -> str:
    founded = "n" + hashlib.sha256(f"linked\x1f{row}".encode()).hexdigest()[:23]
    every = {found.linked, *(one.linked for one in found.same)} - {None}
    now = sorted({linked_now(connection, one) for one in every if one}, key=lambda one: _age(connection, one))
    if now:
        linked = now[0]
        for one in found.same:
            _join(connection, linked, linked_now(connection, one.linked), one.score, one.why)
        if found.linked and found.linked != linked:
            _join(connection, linked, linked_now(connection, found.linked), found.score, found.why)
    else:
        linked = founded
        # Another's id only where a link was taken back and the entity that began it is told apart from the rest.
        while connection.execute("SELECT 1 FROM linked_entity WHERE id = ?", (linked,)).fetchone():
            linked = "n" + hashlib.sha256(linked.encode()).hexdigest()[:23]
        connection.execute(
            "INSERT INTO linked_entity (id, kind, first, stories) VALUES (?, ?, ?, 0)", (linked, profile.kind, key)
        )
    traits = [*profile.traits(), *(("key", one) for one in keys_of(profile))]
    connection.execute(
        "INSERT INTO entity_link VALUES (?, ?, ?, ?, ?, ?)",
        # Linked anew, the entity that was its first is so again, whatever has joined it meanwhile.
        (
            row,
            key,
            linked,
            *((1.0, FIRST) if linked == founded else (found.score, found.why)),
            json.dumps(traits, ensure_ascii=False),
        ),
    )
    connection.execute("UPDATE linked_entity SET stories = stories + 1 WHERE id = ?", (linked,))
    connection.executemany(
        "INSERT INTO linked_trait VALUES (?, ?, ?, 1)"
        " ON CONFLICT (linked, kind, value) DO UPDATE SET stories = stories + 1",
        [(linked, *trait) for trait in traits],
    )
    for one in found.suggestions:
        other = linked_now(connection, one.linked)
        if other != linked:
            connection.execute(
                "INSERT OR IGNORE INTO suggested_link VALUES (?, ?, ?, ?, ?)", (key, linked, other, one.score, one.why)
            )
    return linked


def _join(connection: sqlite3.Connection, linked: str, other: str, score: float, why: str) -> None:
    """All that was linked to ``other`` is linked to ``linked`` from now on, and its id leads there."""
    if linked == other:
        return
    connection.execute("UPDATE entity_link SET linked = ? WHERE linked = ?", (linked, other))
    connection.execute(
        "INSERT INTO linked_trait SELECT ?, kind, value, stories FROM linked_trait WHERE linked = ?"
        " ON CONFLICT (linked, kind, value) DO UPDATE SET stories = stories + excluded.stories",
        (linked, other),
    )
    connection.execute("DELETE FROM linked_trait WHERE linked = ?", (other,))
    connection.execute(
        "UPDATE linked_entity SET stories = stories + (SELECT stories FROM linked_entity WHERE id = ?) WHERE id = ?",
        (other, linked),
    )
    connection.execute(
        "UPDATE linked_entity SET stories = 0, same_as = ?, score = ?, why = ? WHERE id = ?",
        (linked, score, why, other),
    )
    for column in ("linked", "other"):
        connection.execute(f"UPDATE OR IGNORE suggested_link SET {column} = ? WHERE {column} = ?", (linked, other))
        connection.execute(f"DELETE FROM suggested_link WHERE {column} = ?", (other,))
    connection.execute("DELETE FROM suggested_link WHERE linked = other")


def _age(connection: sqlite3.Connection, linked: str) -> tuple[int, str]:
    row = connection.execute("SELECT first FROM linked_entity WHERE id = ?", (linked,)).fetchone()
    return int(row["first"]), linked


def _members(connection: sqlite3.Connection, rows: Iterable[str]) -> dict[str, str]:
    """What these entities of stories are linked to."""
    found = {}
    for row in sorted(rows):
        link_ = connection.execute("SELECT linked FROM entity_link WHERE entity = ?", (row,)).fetchone()
        if link_:
            found[row] = str(link_["linked"])
    return found


def _decisions(connection: sqlite3.Connection) -> Decisions:
    """What people have decided of pairs of entities."""
    if connection.execute("SELECT 1 FROM judgement WHERE verb IN ('merge', 'split')").fetchone() is None:
        return Decisions()
    from onrecord.record.judging.links import links

    decided = links(connection)
    return Decisions.of(together=sorted(decided.must), apart=sorted(decided.cannot))


def _profiles(connection: sqlite3.Connection, key: int) -> tuple[dict[str, str], dict[str, Profile]]:
    """The story's entities by local id: their lasting ids, and their profiles, from the rows as people left them."""
    story = connection.execute("SELECT text, date FROM story WHERE key = ?", (key,)).fetchone()
    mentions: dict[str, list[Mention]] = {}
    for row in connection.execute(
        "SELECT entity, start, \"end\", form FROM mention WHERE story = ? AND form IN ('name', 'title')"
        ' ORDER BY start, "end"',
        (key,),
    ):
        words = story["text"][row["start"] : row["end"]]
        mentions.setdefault(row["entity"], []).append(Mention(row["start"], row["end"], words, row["form"]))
    rows: dict[str, str] = {}
    entities = []
    local = {
        row["id"]: row["local"] for row in connection.execute("SELECT id, local FROM entity WHERE story = ?", (key,))
    }
    for row in connection.execute("SELECT * FROM entity WHERE story = ? ORDER BY id", (key,)):
        rows[row["local"]] = row["id"]
        place = Place(country=row["country"], precision=row["precision"], geonames=row["geonames"])
        entities.append(
            Entity(
                id=row["local"], kind=row["kind"], name=row["name"], mentions=tuple(mentions.get(row["id"], ())),
                acts_for=local.get(row["acts_for"]), place=place,
            )
        )  # fmt: skip
    offices = [
        Office(
            holder=local.get(row["holder"], ""), title=row["title"], of=local.get(row["of"]), begins=row["begins"],
            ends=row["ends"], status=row["status"], as_of=row["as_of"],
        )
        for row in connection.execute("SELECT * FROM office WHERE story = ? ORDER BY id", (key,))
    ]  # fmt: skip
    return rows, profiles_of(entities, offices, story["date"] or "")


class _Known:
    """The record's own entities as linking asks for them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._profiles: dict[str, Profile] = {}
        self._bearers: dict[str, int] = {}

    def candidates(self, keys: Sequence[str], limit: int) -> list[str]:
        keys = keys[:_KEYS_AT_ONCE]
        if not keys:
            return []
        rows = self.connection.execute(
            "SELECT linked, count(*) AS keys FROM linked_trait INDEXED BY linked_trait_key"
            f" WHERE kind = 'key' AND value IN ({', '.join('?' * len(keys))})"
            " GROUP BY linked ORDER BY 2 DESC, 1 LIMIT ?",
            (*keys, limit),
        )
        return [row["linked"] for row in rows]

    def profile(self, linked: str) -> Profile:
        if linked not in self._profiles:
            kind = self.connection.execute("SELECT kind FROM linked_entity WHERE id = ?", (linked,)).fetchone()["kind"]
            rows = self.connection.execute(
                "SELECT kind, value FROM linked_trait WHERE linked = ? AND kind <> 'key'"
                " ORDER BY stories DESC, kind, value LIMIT ?",
                (linked, _MOST_TRAITS),
            )
            self._profiles[linked] = Profile.of_traits(kind, [(row["kind"], row["value"]) for row in rows])
        return self._profiles[linked]

    def bearers(self, key: str) -> int:
        if key not in self._bearers:
            row = self.connection.execute(
                "SELECT count(*) AS bearers FROM (SELECT 1 FROM linked_trait INDEXED BY linked_trait_key"
                " WHERE kind = 'key' AND value = ? LIMIT ?)",
                (key, _MOST_BEARERS),
            ).fetchone()
            self._bearers[key] = int(row["bearers"])
        return self._bearers[key]

    def share(self, key: str, linked: str) -> float:
        row = self.connection.execute(
            "SELECT sum(stories) AS every, sum(CASE WHEN linked = ? THEN stories ELSE 0 END) AS own FROM linked_trait"
            " INDEXED BY linked_trait_key WHERE kind = 'key' AND value = ?",
            (linked, key),
        ).fetchone()
        return float(row["own"] / row["every"]) if row["every"] else 0.0

    def shared_companions(self, linked: str, among: Sequence[str]) -> list[str]:
        rows = self.connection.execute(
            "SELECT DISTINCT b.linked FROM (SELECT story FROM entity_link WHERE linked = :linked"
            " ORDER BY story DESC LIMIT :most) a JOIN entity_link b ON b.story = a.story"
            " JOIN linked_entity e ON e.id = b.linked WHERE e.stories <= :most ORDER BY b.linked",
            {"linked": linked, "most": _MOST_STORIES},
        )
        wanted = set(among)
        return [row["linked"] for row in rows if row["linked"] in wanted]
