"""Where the stories of the record are set."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import Any

import msgspec

from onrecord.record.counting import Counts, counts_of
from onrecord.record.query import Query
from onrecord.record.words import words_of

__all__ = ["PlaceLine", "PlaceQuery", "places"]


class PlaceQuery(msgspec.Struct, frozen=True, kw_only=True):
    """Which places are asked for; what is None makes no difference.

    country: ISO 3166 alpha-2. feature: what it is ('town', 'border crossing'). unresolved: True for those alone that
    were left unresolved. stories: in which stories; its limit and offset page the answer.
    """

    country: str | None = None
    feature: str | None = None
    unresolved: bool = False
    stories: Query = Query()


class PlaceLine(msgspec.Struct, frozen=True, kw_only=True):
    """One place, under all the names that the stories use for it.

    Resolved places are one by their GeoNames id, else by name, country and position; unresolved ones by name and reason
    alone, and may be several places. names: with the number of stories. counts: how many stories these are, of those
    asked for, how many texts and independent sources. lat, lon: degrees (WGS 84). unresolved: why it
    is not known which place is meant.
    """

    name: str
    names: dict[str, int]
    country: str | None
    feature: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    unresolved: str | None
    stories: int
    mentions: int
    counts: Counts = Counts()


def places(connection: sqlite3.Connection, query: PlaceQuery) -> list[PlaceLine]:
    """The places that ``query`` asks for, those of most stories first."""
    condition, values = query.stories.conditions()
    clauses = ["e.kind = 'place'", f"({condition})"]
    for column, value in (("country", query.country), ("feature", query.feature)):
        if value is not None:
            clauses.append(f"e.{column} = :place_{column}")
            values[f"place_{column}"] = value.lower() if column == "feature" else value.upper()
    if query.unresolved:
        clauses.append("e.lat IS NULL AND e.country IS NULL")
    joined = "" if condition == "1" else " JOIN story s ON s.key = e.story"
    where = f"FROM entity e{joined} WHERE {' AND '.join(clauses)}"
    found = _ranked(connection, where, values)
    page = found[query.stories.offset : query.stories.offset + query.stories.limit]
    same = {key: _told(connection, where, values, names) for key, names in page}
    counts = counts_of(connection, {key: {row["story"] for row in rows} for key, rows in same.items()}, query.stories)
    return [msgspec.structs.replace(_line(rows), counts=counts[key]) for key, rows in same.items()]


_Names = list[tuple[Any, ...]]
_ALIKE = ("name", "country", "lat", "lon", "geonames", "unresolved")


def _ranked(connection: sqlite3.Connection, where: str, values: dict[str, Any]) -> list[tuple[tuple[Any, ...], _Names]]:
    """The keys of all places, those of most stories first, each with what the stories that speak of it call it."""
    columns = ", ".join(f"e.{name}" for name in _ALIKE)
    same: dict[tuple[Any, ...], list[sqlite3.Row]] = defaultdict(list)
    # In the order of the index of places, so that nothing is sorted.
    for row in connection.execute(
        f"SELECT {columns}, count(DISTINCT e.story) AS stories {where}"
        " GROUP BY e.geonames, e.name, e.country, e.lat, e.lon, e.unresolved",
        values,
    ):
        same[_key(row)].append(row)

    def rank(key: tuple[Any, ...]) -> tuple[int, str, str]:
        rows = same[key]
        stories = rows[0]["stories"]
        if len(rows) > 1:
            told = _told(connection, where, values, [_of(row) for row in rows], brief=True)
            stories = len({row["story"] for row in told})
        first = min(_counted(rows).items(), key=lambda item: (-item[1], item[0].isupper(), item[0]))[0]
        return -stories, words_of(first), str(rows[0]["country"])

    return [(key, [_of(row) for row in same[key]]) for key in sorted(same, key=rank)]


def _counted(rows: list[sqlite3.Row]) -> Counter[str]:
    names: Counter[str] = Counter()
    for row in rows:
        names[row["name"]] += row["stories"]
    return names


def _of(row: sqlite3.Row) -> tuple[Any, ...]:
    return tuple(row[name] for name in _ALIKE)


def _told(
    connection: sqlite3.Connection, where: str, values: dict[str, Any], names: _Names, *, brief: bool = False
) -> list[sqlite3.Row]:
    """What the stories say of the places that are called so; brief: without what takes longer to look up."""
    columns = "e.story" if brief else (
        "e.name, e.country, e.feature, e.precision, e.lat, e.lon, e.geonames, e.unresolved, e.story,"
        " (SELECT count(*) FROM mention m WHERE m.entity = e.id) AS mentions"
    )  # fmt: skip
    found: list[sqlite3.Row] = []
    for one in names:
        own = " AND ".join(f"e.{name} IS :alike_{name}" for name in _ALIKE)
        found += connection.execute(
            f"SELECT {columns} {where} AND {own}",
            values | {f"alike_{name}": value for name, value in zip(_ALIKE, one, strict=True)},
        )
    return found


def _key(row: sqlite3.Row) -> tuple[Any, ...]:
    if row["geonames"]:
        return ("geonames", row["geonames"])
    return (words_of(row["name"]), row["country"], row["lat"], row["lon"], row["unresolved"])


def _line(told: list[sqlite3.Row]) -> PlaceLine:
    names = Counter(name for name, _ in {(row["name"], row["story"]) for row in told})
    # Datelines are often set in capitals.
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0].isupper(), item[0]))
    first = min(told, key=lambda row: (row["name"] != ordered[0][0], row["story"]))
    kept = ("country", "feature", "precision", "lat", "lon", "geonames", "unresolved")
    return PlaceLine(
        name=ordered[0][0],
        names=dict(ordered),
        stories=len({row["story"] for row in told}),
        mentions=sum(row["mentions"] for row in told),
        **{column: first[column] for column in kept},
    )
