"""Where the events that answer a question happened: places with their numbers, counted over the first events only."""

from __future__ import annotations

import sqlite3
from collections import Counter

import msgspec

from onrecord.record.event_query import EventQuery, condition_of, joined_for
from onrecord.record.events import events_by_id
from onrecord.record.expression import parse
from onrecord.record.statements import holds

__all__ = ["PlaceCount", "Where", "where"]

_MOST_EVENTS, _MOST_PLACES = 5000, 400


class PlaceCount(msgspec.Struct, frozen=True, kw_only=True):
    """A place, and how many events of how many stories happened there.

    name: the most frequent of its names. lat, lon: degrees, where they are known; precision: site, town, region or
    country; first, last: the earliest and latest date of a story that tells of one.
    """

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    precision: str | None
    feature: str | None
    events: int
    stories: int
    first: str | None
    last: str | None


class Where(msgspec.Struct, frozen=True, kw_only=True):
    """The places of the events that answer, those of most events first.

    seen: how many events were counted, the first in the order of their stories; whole: whether these are all that
    answer. nowhere: of how many no place is known. countries: by code, how many happened in each, in whatever place.
    """

    places: tuple[PlaceCount, ...]
    countries: dict[str, int]
    seen: int
    nowhere: int
    whole: bool


def where(connection: sqlite3.Connection, query: EventQuery) -> Where:
    """The places of the first events that ``query`` asks for; its limit and offset make no difference."""
    condition, values = condition_of(query)
    joined = joined_for(connection, query, values)
    found = connection.execute(
        "SELECT v.id, v.story, s.date, p.name, p.lat, p.lon, p.country, p.precision, p.feature, p.geonames"
        f" FROM {joined} ON v.story = s.key LEFT JOIN entity p ON p.id = v.place"
        f" WHERE {condition} ORDER BY {query.stories.ordering} LIMIT {_MOST_EVENTS}",
        values,
    ).fetchall()
    whole = len(found) < _MOST_EVENTS
    if query.words is not None:
        found = _holding(connection, query, found)
    groups: dict[tuple[object, ...], list[sqlite3.Row]] = {}
    for row in found:
        if row["name"] is not None:
            key = (row["geonames"],) if row["geonames"] else (row["name"].casefold(), row["country"], row["precision"])
            groups.setdefault(key, []).append(row)
    counted = sorted((_counted(rows) for rows in groups.values()), key=lambda one: (-one.events, one.name))
    return Where(
        places=tuple(counted[:_MOST_PLACES]),
        countries=dict(Counter(row["country"] for row in found if row["country"]).most_common()),
        seen=len(found),
        nowhere=sum(row["name"] is None for row in found),
        whole=whole,
    )


def _holding(connection: sqlite3.Connection, query: EventQuery, found: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """Those whose sentence holds the words that are asked for."""
    assert query.words is not None
    expression = parse(query.words)
    lines = {line.id: line for line in events_by_id(connection, [row["id"] for row in found])}
    return [
        row for row in found
        if row["id"] in lines and (cited := lines[row["id"]].citation.sentence) and holds(expression, (cited.text,))
    ]  # fmt: skip


def _counted(rows: list[sqlite3.Row]) -> PlaceCount:
    names = Counter(row["name"] for row in rows)
    dates = sorted(row["date"] for row in rows if row["date"])
    first = rows[0]
    return PlaceCount(
        name=min(names.items(), key=lambda one: (-one[1], one[0]))[0],
        lat=first["lat"],
        lon=first["lon"],
        country=first["country"],
        precision=first["precision"],
        feature=first["feature"],
        events=len(rows),
        stories=len({row["story"] for row in rows}),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
    )
