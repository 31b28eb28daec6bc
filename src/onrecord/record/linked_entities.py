"""The record's own entities: which entities of its stories are one, why, and which pairs are in doubt.

A story's entities are linked when it is added, read again or judged; each link is a row that can be taken back. An id
is made of the entity that was its first and never changes: of two that are later found to be one the older id stays,
and the other leads to it. Time goes with the story and the few candidates that share a key with its entities, not with
the record.

What people decide stands above all evidence: a pair that is one is joined with all that is linked to either, a pair
that is two is never joined, by whatever story. Where that changes, all that was linked to what they were linked to is
linked anew, in the order of the stories.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.linking.blocking import keys_of
from onrecord.linking.entities import FIRST, Decisions, Link, link_story
from onrecord.linking.profiles import Profile, profiles_of
from onrecord.model import Entity, Mention, Office, Place
from onrecord.record.own import (
    DECIDED,
    ENTITIES,
    Decided,
    Relinking,
    age,
    first_id,
    lead,
    linked_of,
    now,
    put_back,
)

__all__ = ["changed_entities", "link", "link_missing", "linked_now", "take_over"]

_MOST_TRAITS, _MOST_BEARERS, _MOST_STORIES = 120, 64, 30
_KEYS_AT_ONCE = 200


def link(
    connection: sqlite3.Connection,
    keys: Iterable[int],
    rows: Collection[str] = (),
    *,
    changed: Mapping[str, int] | None = None,
    joined: Collection[str] = (),
) -> set[int]:
    """Links the entities of these stories (by key), anew where they were linked before. In a transaction.

    rows: entities of stories of whom people say otherwise than before; whatever is linked to what they are linked to
    is linked anew as well. changed: those that are read otherwise (see ``changed_entities``). joined: those of whom
    people now say that they are one with another. Gives the stories in which something is linked otherwise than it was.
    """
    decided = Decided(connection, ENTITIES)
    anew = Relinking.of(connection, ENTITIES, keys, decided.beside(rows), changed)
    if not anew.keys and not joined:
        return set()
    suggested = _suggested(connection, anew)
    anew.take_back(connection, ENTITIES)
    for key in anew.keys:
        _link_story(connection, key, decided, anew.drawn.get(key))
    decided.join(joined, lambda one, two: _join(connection, one, two, 1.0, DECIDED))
    put_back(connection, ENTITIES, anew.held, decided.new, take_over)
    _suggest_again(connection, suggested, decided)
    return anew.moved(connection, ENTITIES)


def changed_entities(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[str, int]:
    """The entities of these stories of which something else is known than when they were linked, each with its story;
    those that are new, and that are no more, too."""
    found: dict[str, int] = {}
    for key in keys:
        rows, profiles = _profiles(connection, key)
        present = {rows[local]: _traits(profile) for local, profile in profiles.items()}
        linked = connection.execute("SELECT entity, traits FROM entity_link WHERE story = ?", (key,))
        before = {row["entity"]: row["traits"] for row in linked}
        found |= {row: key for row in before.keys() | present.keys() if before.get(row) != present.get(row)}
    return found


def _traits(profile: Profile) -> str:
    traits = [*profile.traits(), *(("key", one) for one in keys_of(profile))]
    return json.dumps(traits, ensure_ascii=False)


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
    return now(connection, ENTITIES, linked)


def _link_story(connection: sqlite3.Connection, key: int, decided: Decided, only: Collection[str] | None) -> None:
    """Links the entities of a story; only: these rows, while the others keep their links."""
    rows, profiles = _profiles(connection, key)
    if not profiles:
        return
    fixed = {}
    if only is not None:
        linked = linked_of(connection, ENTITIES, rows.values())
        fixed = {local: linked[row] for local, row in rows.items() if row in linked and local in profiles}
    others = {other for row in rows.values() for other in decided.pairs.apart.get(row, ())}
    links = link_story(
        profiles, _Known(connection), rows=rows, members=linked_of(connection, ENTITIES, others),
        decisions=Decisions(apart=decided.pairs.apart), fixed=fixed,
    )  # fmt: skip
    written = dict(fixed)
    for local, found in sorted(links.items(), key=lambda each: each[1].beside is not None):
        one = replace(found, linked=written[found.beside]) if found.beside else found
        written[local] = _write(connection, key, rows[local], profiles[local], one, decided)
    decided.join([rows[local] for local in links], lambda one, two: _join(connection, one, two, 1.0, DECIDED))


def _write(connection: sqlite3.Connection, key: int, row: str, profile: Profile, found: Link, decided: Decided) -> str:
    every = [(linked_now(connection, found.linked), found.score, found.why)] if found.linked else []
    for one in found.same:
        other = linked_now(connection, one.linked)
        # No story makes one of what a person told apart.
        if not any(other == each or decided.parted(other, each) for each, _, _ in every):
            every.append((other, one.score, one.why))
    if every:
        linked = min((one for one, _, _ in every), key=lambda one: age(connection, ENTITIES, one))
        for other, score, why in every:
            _join(connection, linked, other, score, why)
    else:
        linked = decided.issue(row, key)
        connection.execute(
            "INSERT INTO linked_entity (id, kind, first, stories) VALUES (?, ?, ?, 0)", (linked, profile.kind, key)
        )
    traits = _traits(profile)
    # Linked anew, the entity that was its first is so again, whatever has joined it meanwhile.
    is_first = linked == first_id(ENTITIES, row)
    connection.execute(
        "INSERT INTO entity_link VALUES (?, ?, ?, ?, ?, ?)",
        (row, key, linked, *((1.0, FIRST) if is_first else (found.score, found.why)), traits),
    )
    connection.execute("UPDATE linked_entity SET stories = stories + 1 WHERE id = ?", (linked,))
    connection.executemany(
        "INSERT INTO linked_trait VALUES (?, ?, ?, 1)"
        " ON CONFLICT (linked, kind, value) DO UPDATE SET stories = stories + 1",
        [(linked, *trait) for trait in json.loads(traits)],
    )
    for one in found.suggestions:
        _suggest(connection, key, linked, linked_now(connection, one.linked), one.score, one.why, decided)
    return linked


def _suggest(
    connection: sqlite3.Connection, key: int, linked: str, other: str, score: float, why: str, decided: Decided
) -> None:
    if other != linked and not decided.parted(linked, other):
        connection.execute(
            "INSERT OR IGNORE INTO suggested_link VALUES (?, ?, ?, ?, ?)", (key, linked, other, score, why)
        )


def _suggested(connection: sqlite3.Connection, anew: Relinking) -> list[sqlite3.Row]:
    """What others suggest of these ids: it would go with an id, and is still to be decided. What those suggested who
    are linked anew themselves is deleted."""
    connection.executemany("DELETE FROM suggested_link WHERE story = ?", [(key,) for key in sorted(anew.whole)])
    own = sorted({(key, linked) for linked, key in anew.before.values()})
    connection.executemany("DELETE FROM suggested_link WHERE story = ? AND linked = ?", own)
    return [
        row for linked in anew.held
        for row in connection.execute("SELECT * FROM suggested_link WHERE linked = ? OR other = ?", (linked, linked))
    ]  # fmt: skip


def _suggest_again(connection: sqlite3.Connection, suggested: Iterable[sqlite3.Row], decided: Decided) -> None:
    for row in suggested:
        one, other = (linked_now(connection, row[name]) for name in ("linked", "other"))
        there = connection.execute("SELECT count(*) FROM linked_entity WHERE id IN (?, ?)", (one, other)).fetchone()
        if there[0] == 2:
            _suggest(connection, row["story"], one, other, row["score"], row["why"], decided)


def _join(connection: sqlite3.Connection, linked: str, other: str, score: float, why: str) -> None:
    if linked != other:
        take_over(connection, linked, other)
        lead(connection, ENTITIES, linked, other, (score, why))


def take_over(connection: sqlite3.Connection, linked: str, other: str) -> None:
    """Gives ``linked`` what ``other`` has beside its links: traits, suggestions, and the keys of events."""
    # Events are looked up by who took part.
    connection.execute(
        "UPDATE OR REPLACE event_key SET key = replace(key, :other, :linked)"
        " WHERE story IN (SELECT story FROM entity_link WHERE linked = :other) AND instr(key, :other)",
        {"linked": linked, "other": other},
    )
    connection.execute(
        "INSERT INTO linked_trait SELECT ?, kind, value, stories FROM linked_trait WHERE linked = ?"
        " ON CONFLICT (linked, kind, value) DO UPDATE SET stories = stories + excluded.stories",
        (linked, other),
    )
    connection.execute("DELETE FROM linked_trait WHERE linked = ?", (other,))
    for column in ("linked", "other"):
        connection.execute(f"UPDATE OR IGNORE suggested_link SET {column} = ? WHERE {column} = ?", (linked, other))
        connection.execute(f"DELETE FROM suggested_link WHERE {column} = ?", (other,))
    connection.execute("DELETE FROM suggested_link WHERE linked = ? AND other = ?", (linked, linked))


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
        self._in_stories: dict[str, frozenset[int]] = {}

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
        # By the index alone: a row of a link is long.
        rows = self.connection.execute(
            "SELECT story FROM entity_link WHERE linked = ? ORDER BY story DESC LIMIT ?", (linked, _MOST_STORIES)
        )
        latest = {row["story"] for row in rows}
        return [one for one in sorted(set(among)) if not latest.isdisjoint(self._few_stories(one))]

    def _few_stories(self, linked: str) -> frozenset[int]:
        """The stories of one that few name; none of one that many do."""
        if linked not in self._in_stories:
            rows = self.connection.execute(
                "SELECT l.story FROM linked_entity e CROSS JOIN entity_link l ON l.linked = e.id"
                " WHERE e.id = ? AND e.stories <= ?",
                (linked, _MOST_STORIES),
            )
            self._in_stories[linked] = frozenset(row["story"] for row in rows)
        return self._in_stories[linked]
