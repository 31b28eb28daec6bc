"""A timeline: what the stories date, day by day, of an entity, a place or the words of a search."""

from __future__ import annotations

import datetime
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal

import msgspec

from onrecord.errors import QueryError
from onrecord.linking.timelines import Dated, most_told_of
from onrecord.record.citing import CITED, Citation, Cited, citation
from onrecord.record.days import days_of
from onrecord.record.expression import Expression, parse
from onrecord.record.query import Query
from onrecord.record.statements import holds
from onrecord.record.words import words_of

__all__ = ["MOST_STORIES", "TimelineDay", "TimelineLine", "TimelineQuery", "timeline"]

Kind = Literal["event", "statement", "office", "mention"]
MOST_STORIES = 2000
"""Of so many stories that answer a search best a timeline is made; a timeline of a name is made of all."""
_FIRST: dict[str, int] = {"office": 0, "event": 1, "statement": 2, "mention": 3}
_OPEN = 365
_HAPPENED = ("actual", "ongoing")


class TimelineQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Of whom, of where or of what a timeline is asked for: one of the three.

    who: a name of a person or body. place: a name of a place. words: a search expression for the sentences. lines: at
    most so many a day. stories: in which stories; its since and until are dates of stories, its limit counts days.

    Raises ``QueryError`` for none or several of the three, or a name without words.
    """

    who: str | None = None
    place: str | None = None
    words: str | None = None
    lines: int = 3
    stories: Query = Query()

    def __post_init__(self) -> None:
        given = [value for value in (self.who, self.place, self.words) if value is not None]
        if len(given) != 1:
            raise QueryError("a timeline is of one thing. Give one of the three: a name, a place, words to search for")
        if self.words is not None:
            parse(self.words)
        elif not words_of(given[0]):
            raise QueryError(f"the name {given[0]!r} has no word in it. Give a name")
        if self.lines < 1:
            raise QueryError("a day of a timeline has one line at least")


class TimelineLine(msgspec.Struct, frozen=True, kw_only=True):
    """One dated thing: an event, a statement, an office's beginning or end, else a dated sentence (``mention``).

    row: its id (of a mention, of the time). what: an event's type and mode, a statement's act, an office's title with
    'begins' or 'ends'. status: an event's. who: an event's actors, the speaker, or the holder of the office. stories,
    outlets: how many tell it in the same words. citation: the sentence, in the earliest of these stories.
    """

    kind: Kind
    row: str
    what: str | None
    status: str | None
    who: str | None
    stories: int
    outlets: int
    citation: Citation


class TimelineDay(msgspec.Struct, frozen=True, kw_only=True):
    """A date (EDTF, as precise as it was told) and what is dated to it.

    stories, outlets: how many date something to it in a sentence that speaks of what the timeline is of.
    """

    date: str
    stories: int
    outlets: int
    lines: tuple[TimelineLine, ...]


_CALLED = """WITH named AS MATERIALIZED (
  SELECT n.entity, n.story FROM entity_name n WHERE n.name = :timeline_of
), called AS MATERIALIZED (
  SELECT entity, story FROM named
  UNION SELECT l.entity, l.story FROM named
  JOIN entity_link k ON k.entity = named.entity JOIN entity_link l ON l.linked = k.linked
), told AS MATERIALIZED (
  SELECT DISTINCT c.story FROM called c JOIN story s ON s.key = c.story WHERE {condition}
)"""
_ANSWERING = f"""WITH called AS (SELECT NULL AS entity WHERE 0), told AS MATERIALIZED (
  SELECT w.rowid AS story FROM story_words w WHERE w.story_words MATCH :match
  AND +w.rowid IN (SELECT s.key FROM story s WHERE {{condition}}) ORDER BY bm25(story_words) LIMIT {MOST_STORIES}
)"""
_EVIDENCE = "(SELECT v.{edge} FROM evidence v WHERE v.row = o.id AND v.kind = '{kind}' AND v.position = 0)"
# Of each kind: its date, where it stands, what it is, and whether it is the thing's own by more than its sentence.
_THINGS = {
    "mention": "SELECT o.id, o.story, o.value, o.start, o.\"end\", NULL AS what, NULL AS status, 0 AS own"
    " FROM told JOIN time o ON o.story = told.story WHERE o.value IS NOT NULL",
    "event": "SELECT o.id, o.story, o.time, o.trigger_start, o.trigger_end,"
    " coalesce(o.type, 'event') || coalesce('/' || o.mode, ''), o.status,"
    " o.place IN (SELECT entity FROM called) OR EXISTS ("
    "   SELECT 1 FROM participant p WHERE p.event = o.id AND p.entity IN (SELECT entity FROM called))"
    " FROM told JOIN event o ON o.story = told.story WHERE o.time IS NOT NULL",
    "statement": "SELECT o.id, o.story, o.time, coalesce(o.cue_start, "
    + _EVIDENCE.format(edge="start", kind="content") + "), coalesce(o.cue_end, "
    + _EVIDENCE.format(edge='"end"', kind="content")
    + "), o.act, NULL, coalesce(o.speaker IN (SELECT entity FROM called), 0)"
    " FROM told JOIN statement o ON o.story = told.story WHERE o.time IS NOT NULL",
    "office": "SELECT o.id, o.story, x.value, " + _EVIDENCE.format(edge="start", kind="evidence") + ", "
    + _EVIDENCE.format(edge='"end"', kind="evidence")
    + ", o.title || x.what, NULL, o.holder IN (SELECT entity FROM called) OR"
    " coalesce(o.of IN (SELECT entity FROM called), 0)"
    " FROM told JOIN office o ON o.story = told.story"
    " JOIN (SELECT id, begins AS value, ' begins' AS what FROM office UNION ALL SELECT id, ends, ' ends' FROM office) x"
    " ON x.id = o.id WHERE x.value IS NOT NULL",
}  # fmt: skip
# With the sentence in which it stands, and whether an entity that is asked for is mentioned there.
_SELECT = f"""{{told}}, thing (id, story, value, start, "end", what, status, own) AS ({{things}})
SELECT g.id, g.value, g.start, g."end", g.what, g.status, {CITED}, n.start AS sentence_start, n."end" AS sentence_end,
       g.own OR EXISTS (SELECT 1 FROM mention m WHERE m.story = g.story AND m.start >= n.start AND m.start < n."end"
                        AND m.entity IN (SELECT entity FROM called)) AS named
FROM thing g JOIN story s ON s.key = g.story
LEFT JOIN sentence n ON n.story = g.story
     AND n.start = (SELECT max(x.start) FROM sentence x WHERE x.story = g.story AND x.start <= g.start)
WHERE g.start IS NOT NULL
"""


class _Thing(msgspec.Struct, frozen=True):
    """Something dated; named: by its sentence or itself it speaks of what is asked for."""

    kind: Kind
    date: str
    row: sqlite3.Row
    named: bool


def timeline(connection: sqlite3.Connection, query: TimelineQuery) -> list[TimelineDay]:
    """The days that most stories tell of, as many as ``query`` asks for, in time order."""
    things: dict[str, list[_Thing]] = defaultdict(list)
    for thing in _things(connection, query):
        things[thing.date].append(thing)
    told = (
        Dated(date, one.row["story_key"], _days_in(date), one.named)
        for date, some in things.items()
        if any(one.named for one in some)
        for one in some
    )
    first = query.stories.offset
    page = most_told_of(told)[first : first + query.stories.limit]
    return [_day(connection, date, things[date], query.lines) for date in sorted(page, key=_in_time)]


def _things(connection: sqlite3.Connection, query: TimelineQuery) -> Iterator[_Thing]:
    """Whatever the stories that speak of what is asked for date to a time that is known."""
    condition, values = query.stories.conditions()
    asked = parse(query.words) if query.words is not None else None
    if asked is not None:
        values["match"] = Expression(asked.wanted).fts()
    else:
        values["timeline_of"] = words_of(query.who or query.place or "")
    told = (_CALLED if asked is None else _ANSWERING).format(condition=condition)
    sentences: dict[tuple[int, int], bool] = {}
    cited = Cited(connection)
    for kind, things in _THINGS.items():
        for row in connection.execute(_SELECT.format(told=told, things=things), values):
            # The hour is no part of a day's date.
            date = "/".join(part.partition("T")[0] for part in row["value"].split("/"))
            if days_of(date) == (None, None):
                continue
            if asked is None:
                named = bool(row["named"])
            else:
                at = (row["story_key"], row["sentence_start"] if row["sentence_end"] is not None else row["start"])
                if at not in sentences:
                    sentences[at] = holds(asked, (cited.sentence(row["story_key"], row["start"], row["end"]),))
                named = sentences[at]
            yield _Thing(kind, date, row, named)  # type: ignore[arg-type]


def _day(connection: sqlite3.Connection, date: str, things: list[_Thing], most: int) -> TimelineDay:
    """What the sentences say that name what is asked for: the same words told by several stories are one line."""
    things = [thing for thing in things if thing.named]
    same: dict[tuple[str, str, str | None], list[_Thing]] = defaultdict(list)
    words: dict[tuple[int, int], str] = {}
    cited = Cited(connection)
    for thing in sorted(things, key=lambda one: (one.row["date"] or "~", one.row["story_key"], one.row["start"])):
        at = (thing.row["story_key"], thing.row["start"])
        if at not in words:
            words[at] = words_of(cited.sentence(at[0], thing.row["start"], thing.row["end"]))
        same[words[at], thing.kind, thing.row["what"]].append(thing)
    told = {sentence for sentence, kind, _ in same if kind != "mention"}
    kept = [some for (sentence, kind, _), some in same.items() if kind != "mention" or sentence not in told]
    kept.sort(key=_first_told)
    return TimelineDay(
        date=date,
        stories=len({one.row["story_key"] for one in things}),
        outlets=len({one.row["outlet"] for one in things}),
        lines=tuple(_line(connection, some) for some in kept[:most]),
    )


def _first_told(some: list[_Thing]) -> tuple[int, bool, int]:
    """By how many stories, then what happened before what was planned or said, then what has more to it."""
    first = some[0]
    happened = first.kind != "event" or first.row["status"] in _HAPPENED
    return -len({one.row["story_key"] for one in some}), not happened, _FIRST[first.kind]


def _line(connection: sqlite3.Connection, some: list[_Thing]) -> TimelineLine:
    first = some[0].row
    return TimelineLine(
        kind=some[0].kind,
        row=first["id"],
        what=first["what"],
        status=first["status"],
        who=_who(connection, some[0].kind, first["id"]),
        stories=len({one.row["story_key"] for one in some}),
        outlets=len({one.row["outlet"] for one in some}),
        citation=citation(connection, first, first["start"], first["end"]),
    )


_WHO = {
    "event": "SELECT coalesce(e.name, substr(s.text, p.start + 1, p.\"end\" - p.start)) FROM participant p"
    " JOIN story s ON s.key = p.story LEFT JOIN entity e ON e.id = p.entity"
    " WHERE p.event = ? AND p.role = 'actor' ORDER BY p.position",
    "statement": "SELECT coalesce(e.name, substr(s.text, t.speaker_start + 1, t.speaker_end - t.speaker_start))"
    " FROM statement t JOIN story s ON s.key = t.story LEFT JOIN entity e ON e.id = t.speaker WHERE t.id = ?",
    "office": "SELECT e.name FROM office o JOIN entity e ON e.id = o.holder WHERE o.id = ?",
}


def _who(connection: sqlite3.Connection, kind: Kind, own: str) -> str | None:
    named = [row[0] for row in connection.execute(_WHO[kind], (own,)) if row[0]] if kind in _WHO else []
    return ", ".join(named) or None


def _days_in(date: str) -> int:
    """How many days a date spans. 'Since' and 'until' a day say little of any day: they count as a year's."""
    first, last = (datetime.date.fromisoformat(day) if day else None for day in days_of(date))
    return max((last - first).days + 1, 1) if first and last else _OPEN


def _in_time(date: str) -> tuple[str, str, str]:
    first, last = days_of(date)
    return first or last or "", last or "~", date
