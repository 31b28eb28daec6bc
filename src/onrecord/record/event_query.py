"""Which events are asked for, and what SQL can tell of that."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

from onrecord.errors import QueryError
from onrecord.model.assertion import EventStatus
from onrecord.plover import ontology
from onrecord.record.expression import parse, wanted_of
from onrecord.record.naming import are_few, are_many, named, named_values
from onrecord.record.query import Query, check_confidence, check_date, check_names, check_per

__all__ = ["EventQuery", "condition_of", "joined_for"]

# Sorts after every digit and hyphen: 2023-02~ is the end of February.
_END_OF = "~"
# A name that more entities of stories go by is looked for story by story.
_MANY = 60_000
_YEAR = 4
_TAKING_PART = """v.id IN (
  WITH named AS MATERIALIZED ({named})
  SELECT p.event FROM participant p WHERE p.role = '{name}' AND p.entity IN named
  UNION SELECT p.event FROM entity a JOIN participant p ON p.entity = a.id
        WHERE p.role = '{name}' AND a.acts_for IN named
  UNION SELECT p.event FROM participant p
        WHERE p.role = '{name}' AND p.words IS NOT NULL AND instr(' ' || p.words || ' ', :{name}))"""
# What began before the month in question lasts from one month into another: both are in an index.
_AROUND_A_DAY = f"""
SELECT o.id FROM event o WHERE o.earliest >= substr(:happened, 1, 7) AND o.earliest <= :happened || '{_END_OF}'
UNION ALL SELECT o.id FROM event o WHERE o.earliest IS NOT NULL AND o.earliest <= :happened || '{_END_OF}'
AND (o.latest IS NULL OR substr(o.latest, 1, 7) <> substr(o.earliest, 1, 7))"""


class EventQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which events are asked for; what is None makes no difference.

    type, mode: the deed as PLOVER names it (a planned meeting is CONSULT). actor, recipient: words in a row of a name
    that the participant, or the party for whom it acts, goes by in its story; where it is not known whom its words
    mean ('gunmen'), of these words. country: an actor's or recipient's (ISO 3166 alpha-2); sector: PLOVER's code of
    one. With both, one participant has both. place: words in a row of the place's name; place_country: code of the
    country in which it lies; with both, either will do. on: a day, month or year (``YYYY-MM-DD``, ``YYYY-MM``,
    ``YYYY``) that overlaps with the event's own time: what has only begun goes on until the date of its story, what
    has only an end is never found. status: one of ``EventStatus``. historical: True for background
    alone, False for all else. words: a search expression for its sentence. confidence: the least, 0 to 1; an event of
    unknown confidence then does not count. stories: in which stories. Its since and until are dates of the stories, not
    of the events; its limit and offset page the answer.

    Raises ``QueryError`` for what cannot be asked.
    """

    type: str | None = None
    mode: str | None = None
    actor: str | None = None
    recipient: str | None = None
    country: str | None = None
    sector: str | None = None
    place: str | None = None
    place_country: str | None = None
    on: str | None = None
    status: EventStatus | None = None
    historical: bool | None = None
    words: str | None = None
    confidence: float | None = None
    stories: Query = Query()

    def __post_init__(self) -> None:
        check_per("events", self.stories.per)
        known = ontology()
        if self.type is not None and self.type not in known.types:
            raise QueryError(f"PLOVER has no type {self.type!r}. It has: {', '.join(known.types)}")
        modes = dict.fromkeys(
            mode for name, kind in known.types.items() if self.type in (None, name) for mode in kind.modes
        )
        if self.mode is not None and self.mode not in modes:
            there = f"It has: {', '.join(modes)}" if modes else "It has none: leave the mode out"
            raise QueryError(f"{self.type or 'PLOVER'} has no mode {self.mode!r}. {there}")
        if self.sector is not None and self.sector not in known.sectors:
            raise QueryError(f"PLOVER has no sector {self.sector!r}. It has: {', '.join(known.sectors)}")
        names = {"actor": self.actor, "recipient": self.recipient, "place": self.place}
        check_names(names, "Give a name, or words of a description")
        if self.on is not None:
            check_date("on", self.on)
        check_confidence(self.confidence)
        if self.words is not None:
            parse(self.words)


def condition_of(query: EventQuery) -> tuple[str, dict[str, Any]]:
    """What SQL can tell of ``query``; of a search expression, which stories can hold what it asks for."""
    condition, values = query.stories.conditions()
    clauses = [f"({condition})"]
    for column, value in (("type", query.type), ("mode", query.mode), ("status", query.status)):
        if value is not None:
            clauses.append(f"v.{column} = :event_{column}")
            values[f"event_{column}"] = value
    for name, asked in (("actor", query.actor), ("recipient", query.recipient)):
        if asked is not None:
            clauses.append(_TAKING_PART.format(name=name, named=named(name)))
            values |= named_values(name, asked)
    if query.country is not None or query.sector is not None:
        wanted = {"country": query.country, "sector": query.sector}
        having = " AND ".join(f"p.{column} = :of_{column}" for column, value in wanted.items() if value is not None)
        clauses.append(f"v.id IN (SELECT p.event FROM participant p WHERE {having})")
        values |= {f"of_{column}": value.upper() for column, value in wanted.items() if value is not None}
    if query.place is not None or query.place_country is not None:
        inside = "SELECT e.id FROM entity e WHERE e.country = :place_country"
        clauses.append(f"v.place IN ({named('place')} UNION {inside})")
        values |= named_values("place", query.place) if query.place is not None else {"place": None, "place_word": None}
        values["place_country"] = query.place_country.upper() if query.place_country is not None else None
    if query.on is not None:
        # 'By Friday' tells no beginning. What has no end yet goes on until the story that says so, as far as is told.
        clauses.append(f"v.earliest <= :happened || '{_END_OF}'")
        if len(query.on) > _YEAR:
            clauses.append(f"v.id IN ({_AROUND_A_DAY})")
        clauses.append(f"coalesce(v.latest, s.date || '{_END_OF}') >= :happened")
        values["happened"] = query.on
    if query.historical is not None:
        clauses.append("v.historical = :historical")
        values["historical"] = query.historical
    if query.confidence is not None:
        clauses.append("v.confidence >= :confidence")
        values["confidence"] = query.confidence
    if query.words is not None:
        clauses.append("s.key IN (SELECT w.rowid FROM story_words w WHERE w.story_words MATCH :free)")
        values["free"] = wanted_of(query.words)
    return " AND ".join(clauses), values


def joined_for(connection: sqlite3.Connection, query: EventQuery, values: dict[str, Any]) -> str:
    """How events and stories are joined for ``query``; values: those of ``condition_of``."""
    # What few events have is looked up first. Else go through the stories in order, and stop early.
    rare = _is_rare(connection, query, values)
    return "event v JOIN story s" if rare else "story s CROSS JOIN event v INDEXED BY event_story"


def _is_rare(connection: sqlite3.Connection, query: EventQuery, values: dict[str, Any]) -> bool:
    if query.on is not None and len(query.on) > _YEAR:
        return True
    place = query.place if query.place_country is None else None
    asked = (("actor", query.actor), ("recipient", query.recipient), ("place", place))
    if any(not are_many(connection, value, values, _MANY) for value, name in asked if name is not None):
        return True
    return (
        are_few(connection, "event", {"type": query.type, "mode": query.mode, "status": query.status})
        or are_few(connection, "participant", {"country": values.get("of_country")})
        or are_few(connection, "entity", {"country": values["place_country"] if query.place_country else None})
    )
