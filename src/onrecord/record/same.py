"""What is the same across stories: copies of one text, statements that are one quotation, events that are one."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from onrecord.record.counting import Member, Same, known_story, known_tellings, known_values
from onrecord.record.query import Query

__all__ = ["same_events", "same_quotations", "same_stories"]


def same_stories(connection: sqlite3.Connection, stories: Sequence[int], query: Query) -> Same[str]:
    """Stories (by key) and all that repeat one text with them."""
    of = known_tellings(connection, stories, query)
    rows = connection.execute(
        "SELECT t.story, t.telling FROM json_each(:tellings) j JOIN told t ON t.telling = j.value"
        f" WHERE {known_story('t.story', query)}",
        {"tellings": _json(of.values()), **known_values(query)},
    )
    members: dict[str, dict[int, Member]] = defaultdict(dict)
    for story, telling in [*of.items(), *(tuple(row) for row in rows)]:
        members[telling][story] = Member(story, telling, story)
    return Same(of, {telling: list(some.values()) for telling, some in members.items()})


def same_quotations(connection: sqlite3.Connection, statements: Sequence[str], query: Query) -> Same[Hashable]:
    """Statements (row ids) and all that carry the same quotation.

    That is: the same words, said by the same speaker, or the same party; by one who is not known, only inside copies
    of one text, and so are words too few to know again.
    """
    asked = connection.execute(
        f"SELECT t.id, t.story, t.quotation, {_SPEAKER} FROM json_each(?) j JOIN statement t ON t.id = j.value",
        (_json(statements),),
    ).fetchall()
    others = connection.execute(
        f"SELECT t.id, t.story, t.quotation, {_SPEAKER} FROM json_each(:quotations) j"
        f" JOIN statement t ON t.quotation = j.value WHERE {known_story('t.story', query)}",
        {"quotations": _json(row["quotation"] for row in asked if row["quotation"] is not None), **known_values(query)},
    )
    rows = {row["id"]: row for row in [*asked, *others]}
    tellings = known_tellings(connection, (row["story"] for row in rows.values()), query)
    # In copies of one text, one who is not known said what the only one says who is.
    known: dict[tuple[int, str], set[str]] = defaultdict(set)
    for row in rows.values():
        if row["speaker"] is not None and row["quotation"] is not None:
            known[row["quotation"], tellings[row["story"]]].add(row["speaker"])
    of: dict[str, Hashable] = {}
    members: dict[Hashable, list[Member]] = defaultdict(list)
    for own, row in rows.items():
        telling = tellings[row["story"]]
        of[own] = key = _quoted(row, telling, known)
        members[key].append(Member(row["story"], telling, own))
    return Same(of, members)


# The record's own entity for the speaker, else for whom the speaker acts.
_SPEAKER = """coalesce((SELECT l.linked FROM entity_link l WHERE l.story = t.story AND l.entity = t.speaker),
 (SELECT l.linked FROM entity_link l WHERE l.story = t.story AND l.entity = t.speaks_for)) AS speaker"""


def _quoted(row: sqlite3.Row, telling: str, known: dict[tuple[int, str], set[str]]) -> Hashable:
    said, speaker = row["quotation"], row["speaker"]
    if said is None:
        return str(row["id"])
    if speaker is None:
        speakers = known[said, telling]
        speaker = next(iter(speakers)) if len(speakers) == 1 else None
    return (said, speaker) if said > 0 and speaker is not None else (said, speaker, telling)


def same_events(connection: sqlite3.Connection, events: Sequence[str], query: Query) -> Same[str]:
    """Events (row ids) and all that other stories tell of the same event; the record's own events are the keys."""
    asked = connection.execute(
        "SELECT v.id, v.story, l.linked FROM json_each(?) j JOIN event v ON v.id = j.value"
        " LEFT JOIN event_link l ON l.story = v.story AND l.event = v.id",
        (_json(events),),
    ).fetchall()
    others = connection.execute(
        "SELECT l.event AS id, l.story, l.linked FROM json_each(:linked) j JOIN event_link l ON l.linked = j.value"
        f" WHERE {known_story('l.story', query)}",
        {"linked": _json(row["linked"] for row in asked if row["linked"]), **known_values(query)},
    )
    rows = {row["id"]: row for row in [*asked, *others]}
    tellings = known_tellings(connection, (row["story"] for row in rows.values()), query)
    of = {own: row["linked"] or own for own, row in rows.items() if row["story"] in tellings}
    members: dict[str, list[Member]] = defaultdict(list)
    for own, event in of.items():
        story = rows[own]["story"]
        members[event].append(Member(story, tellings[story], own))
    return Same(of, members)


def _json(values: Iterable[Any]) -> str:
    return json.dumps(list(dict.fromkeys(values)))
