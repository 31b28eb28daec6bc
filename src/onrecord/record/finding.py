"""The record's own entities found by name, or by how many stories tell of them, in a time that does not grow with it.

A name is looked up whole, by its words (the last of which may be but begun), by the parts of people's names in any
spelling that sounds alike, and by how the names of bodies begin; each by an index, and a bounded number of candidates.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.linking.blocking import lookups_of
from onrecord.linking.profiles import Profile, normalised
from onrecord.model.entity import EntityKind
from onrecord.record.citing import CITED, Citation, citation
from onrecord.record.linked_entities import linked_now
from onrecord.record.told_of import names_of
from onrecord.record.words import words_of

__all__ = ["EntityFound", "entities_found", "entity_named", "first_mention", "latest_mention"]

# Of each way of looking a name up; the most told of all of these come first.
_NAMES, _STORIES, _KEYS = 150, 300, 400


class EntityFound(msgspec.Struct, frozen=True, kw_only=True):
    """One of the record's own entities. stories: how many tell of it; first, last: dates of the earliest and latest.

    citation: the sentence of its first mention in the latest story.
    """

    id: str
    kind: str
    name: str
    stories: int
    first: str | None
    last: str | None
    citation: Citation | None


def entities_found(
    connection: sqlite3.Connection, words: str | None, kind: EntityKind | None, limit: int, offset: int
) -> list[EntityFound]:
    """The entities that go by a name like ``words`` (all, for None), those of most stories first."""
    if words is None or not words.strip():
        rows = connection.execute(
            "SELECT id, kind FROM linked_entity INDEXED BY linked_entity_told WHERE same_as IS NULL"
            " AND (:kind IS NULL OR kind = :kind) ORDER BY stories DESC LIMIT :limit OFFSET :offset",
            {"kind": kind, "limit": limit, "offset": offset},
        ).fetchall()
    else:
        wanted = {linked_now(connection, one) for one in _candidates(connection, words)}
        rows = connection.execute(
            "SELECT n.id, n.kind FROM json_each(:ids) j JOIN linked_entity n ON n.id = j.value"
            " WHERE :kind IS NULL OR n.kind = :kind ORDER BY n.stories DESC, n.id LIMIT :limit OFFSET :offset",
            {"ids": json.dumps(sorted(wanted)), "kind": kind, "limit": limit, "offset": offset},
        ).fetchall()
    names = names_of(connection, [row["id"] for row in rows])
    return [_found(connection, row, names.get(row["id"], "")) for row in rows]


def entity_named(connection: sqlite3.Connection, asked: str) -> str | None:
    """The entity that ``asked`` means: its id, one that leads to it, or the most told of that go by exactly this name,
    else by one like it; None for nobody."""
    now = linked_now(connection, asked.strip())
    if connection.execute("SELECT 1 FROM told_of WHERE linked = ?", (now,)).fetchone():
        return now
    for candidates in (_called(connection, words_of(asked)), _candidates(connection, asked)):
        ids = json.dumps(sorted(set(candidates)))
        row = connection.execute(
            "SELECT n.id FROM json_each(?) j JOIN linked_entity n ON n.id = j.value WHERE n.same_as IS NULL"
            " ORDER BY n.stories DESC, n.id LIMIT 1",
            (ids,),
        ).fetchone()
        if row:
            return str(row["id"])
    return None


def _candidates(connection: sqlite3.Connection, asked: str) -> Iterator[str]:
    words = words_of(asked)
    yield asked.strip()
    if not words:
        return
    yield from _called(connection, words)
    yield from _holding(connection, words)
    profile = Profile("person", (" ".join(asked.split()),))
    yield from _under(connection, lookups_of(profile))
    body = normalised(asked)
    if body:
        for kind in ("body", "place"):
            yield from _under(connection, [f"{kind}:{body}"], prefix=True)


def _called(connection: sqlite3.Connection, name: str) -> Iterator[str]:
    """Those that the latest stories call by exactly this name."""
    rows = connection.execute(
        "SELECT DISTINCT l.linked FROM (SELECT story, entity FROM entity_name WHERE name = ?"
        " ORDER BY story DESC LIMIT ?) n JOIN entity_link l ON l.story = n.story AND l.entity = n.entity",
        (name, _STORIES),
    )
    yield from (row["linked"] for row in rows)


def _holding(connection: sqlite3.Connection, words: str) -> Iterator[str]:
    """Those that the latest stories call by a name with all these words, of the last at least its beginning."""
    *whole, last = words.split()
    names = connection.execute(
        "SELECT DISTINCT a.name FROM name_word a WHERE a.word >= :last AND a.word < :last || char(1114111)"
        " AND NOT EXISTS (SELECT 1 FROM json_each(:whole) j WHERE NOT EXISTS"
        "   (SELECT 1 FROM name_word b WHERE b.word = j.value AND b.name = a.name)) LIMIT :most",
        {"last": last, "whole": json.dumps(whole), "most": _NAMES},
    ).fetchall()
    for row in names:
        found = connection.execute(
            "SELECT DISTINCT l.linked FROM (SELECT story, entity FROM entity_name WHERE name = ? ORDER BY story DESC"
            " LIMIT 5) n JOIN entity_link l ON l.story = n.story AND l.entity = n.entity",
            (row["name"],),
        )
        yield from (one["linked"] for one in found)


def _under(connection: sqlite3.Connection, keys: Iterable[str], *, prefix: bool = False) -> Iterator[str]:
    """Those that are found under one of these keys of linking, or under one that begins so."""
    for key in keys:
        condition = "value >= :key AND value < :key || char(1114111)" if prefix else "value = :key"
        rows = connection.execute(
            "SELECT linked FROM linked_trait INDEXED BY linked_trait_key"
            f" WHERE kind = 'key' AND {condition} LIMIT :most",
            {"key": key, "most": _KEYS},
        )
        yield from (row["linked"] for row in rows)


def _found(connection: sqlite3.Connection, row: sqlite3.Row, name: str) -> EntityFound:
    own = connection.execute(
        "SELECT (SELECT count(DISTINCT story) FROM told_of WHERE linked = :own) AS stories,"
        " (SELECT date FROM told_of WHERE linked = :own AND date > '' ORDER BY date LIMIT 1) AS first,"
        " (SELECT date FROM told_of WHERE linked = :own AND date > '' ORDER BY date DESC LIMIT 1) AS last",
        {"own": row["id"]},
    ).fetchone()
    return EntityFound(
        id=row["id"], kind=row["kind"], name=name, stories=own["stories"], first=own["first"], last=own["last"],
        citation=latest_mention(connection, row["id"]),
    )  # fmt: skip


def latest_mention(connection: sqlite3.Connection, linked: str) -> Citation | None:
    """The sentence of its first mention by name in the latest story that tells of it."""
    row = connection.execute(
        "SELECT entity FROM told_of WHERE linked = ? ORDER BY date DESC, story DESC, entity LIMIT 1", (linked,)
    ).fetchone()
    return first_mention(connection, row["entity"]) if row else None


def first_mention(connection: sqlite3.Connection, entity: str) -> Citation | None:
    """The sentence of the first mention by name of a story's entity (its row's id), else of its first mention."""
    mention = connection.execute(
        f'SELECT m.start, m."end", {CITED} FROM mention m JOIN story s ON s.key = m.story WHERE m.entity = ?'
        " ORDER BY m.form <> 'name', m.start LIMIT 1",
        (entity,),
    ).fetchone()
    return citation(connection, mention, mention["start"], mention["end"]) if mention else None
