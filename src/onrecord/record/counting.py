"""In how many stories something stands, how many texts these are, and how many independent sources that leaves.

A row of an answer is counted with all rows of the record that tell the same: a story with the copies of its text, a
statement with those of other stories that carry the same quotation, an event with those that other stories tell. The
counting takes one query a page for each of its steps, never one a row.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from onrecord.record.query import Query

__all__ = [
    "Counts",
    "Member",
    "Same",
    "Source",
    "by_frequency",
    "counted",
    "counts_of",
    "folded",
    "known_story",
    "known_tellings",
    "known_values",
    "no_telling",
    "told",
]

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")
_LEAST, _MOST = 50, 400


def by_frequency(tally: Mapping[str, int], most: int | None = None) -> dict[str, int]:
    """The most frequent first, equals by their names; ``most`` of them at the most."""
    return dict(sorted(tally.items(), key=lambda each: (-each[1], each[0]))[:most])


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How often something stands in the record, as far as it was known on the date that is asked for.

    stories: as many stories. tellings: distinct texts, copies of one counted once. outlets: independent sources: each
    telling is the report of the agency that one of its stories credits, else of the outlet of its first story; one of
    unknown source counts for itself.
    """

    stories: int = 1
    tellings: int = 1
    outlets: int = 1


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A story that tells the same: its id, outlet, date, headline and address, the telling whose text it repeats, and
    its row that tells it (of a story: its own id)."""

    story: str
    outlet: str | None
    date: str | None
    headline: str | None
    url: str | None
    telling: str | None
    row: str


class Member(NamedTuple):
    """One row that tells something: its story (key), the text that this repeats, and the row's id (a story's key)."""

    story: int
    telling: str
    row: Any


class Same(NamedTuple, Generic[Key]):
    """What is the same: of each row what it is one of, and of each such thing all rows that tell it."""

    of: Mapping[Any, Key]
    members: Mapping[Key, Sequence[Member]]


def known_tellings(connection: sqlite3.Connection, stories: Iterable[int], query: Query) -> dict[int, str]:
    """The telling of each of these stories (by key) that had been captured by the query's date.

    A story whose telling was never sought is one of its own.
    """
    rows = connection.execute(
        "SELECT j.value AS story, t.telling FROM json_each(:stories) j LEFT JOIN told t ON t.story = j.value"
        f" WHERE {known_story('j.value', query)}",
        {"stories": json.dumps(sorted(set(stories))), **known_values(query)},
    )
    return {row["story"]: row["telling"] or no_telling(row["story"]) for row in rows}


def no_telling(story: int) -> str:
    """What stands for the telling of a story of which none is known."""
    return f"story:{story}"


def known_story(column: str, query: Query) -> str:
    """SQL's condition that the story of this key had been captured by the query's date."""
    known = query.known("a.capture")
    return f"EXISTS (SELECT 1 FROM appearance a WHERE a.story = {column}{known})" if known else "1"


def known_values(query: Query) -> dict[str, Any]:
    """The value that ``known_story`` names."""
    return Query(as_known=query.as_known).conditions()[1]


def counted(
    connection: sqlite3.Connection, groups: Mapping[Key, Iterable[tuple[int, str]]], query: Query
) -> dict[Key, Counts]:
    """The counts of each group of stories, given by key and telling."""
    pairs = {key: set(group) for key, group in groups.items()}
    sources = _sources(connection, {telling for group in pairs.values() for _, telling in group}, query)
    return {
        key: Counts(
            stories=len({story for story, _ in group}),
            tellings=len({telling for _, telling in group}),
            outlets=len({sources.get(telling, telling) for _, telling in group}),
        )
        for key, group in pairs.items()
    }


def counts_of(
    connection: sqlite3.Connection, groups: Mapping[Key, Iterable[int]], query: Query | None = None
) -> dict[Key, Counts]:
    """The counts of each group of stories, given by key."""
    query = query or Query()
    kept = {key: set(group) for key, group in groups.items()}
    tellings = known_tellings(connection, {story for group in kept.values() for story in group}, query)
    return counted(
        connection,
        {key: [(story, tellings[story]) for story in group if story in tellings] for key, group in kept.items()},
        query,
    )


def told(
    connection: sqlite3.Connection, same: Same[Any], rows: Sequence[Any], query: Query, *, sources: bool
) -> Iterator[tuple[Counts, tuple[Source, ...]]]:
    """Of each of these rows its counts, and if asked for the stories that tell the same, the earliest first."""
    wanted = {same.of[row] for row in rows}
    groups = {key: [(member.story, member.telling) for member in same.members[key]] for key in wanted}
    counts = counted(connection, groups, query)
    listed: dict[Any, tuple[Source, ...]] = {}
    if sources:
        lines = _lines(connection, {story for group in groups.values() for story, _ in group})
        for key in wanted:
            members = sorted(same.members[key], key=lambda one: (lines[one.story]["date"] or "~", one.story))
            listed[key] = tuple(_source(lines[one.story], one) for one in members)
    for row in rows:
        yield counts[same.of[row]], listed.get(same.of[row], ())


def folded(
    found: Iterable[Found],
    row: Callable[[Found], Any],
    same: Callable[[Sequence[Any]], Same[Any]],
    *,
    texts: bool,
) -> Iterator[Found]:
    """The first of those that are the same; with ``texts``, the first in each text (copies of one are one)."""
    seen: set[Hashable] = set()
    for some in _chunks(found):
        alike = same([row(one) for one in some])
        tellings = {member.row: member.telling for group in alike.members.values() for member in group} if texts else {}
        for one in some:
            key = (alike.of[row(one)], tellings.get(row(one)))
            if key not in seen:
                seen.add(key)
                yield one


def _chunks(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Few at first, as a page needs few."""
    some: list[Found] = []
    size = _LEAST
    for one in found:
        some.append(one)
        if len(some) == size:
            yield some
            some, size = [], min(size * 2, _MOST)
    if some:
        yield some


def _sources(connection: sqlite3.Connection, tellings: Iterable[str], query: Query) -> dict[str, str]:
    """Whose report each telling is: an agency's where any of its stories credits one, else its first story's."""
    rows = connection.execute(
        "SELECT t.telling, t.source FROM json_each(:tellings) j JOIN told t ON t.telling = j.value"
        f" WHERE t.source IS NOT NULL AND {known_story('t.story', query)}"
        " ORDER BY t.source NOT LIKE 'agency:%', t.story",
        {"tellings": json.dumps(sorted(tellings)), **known_values(query)},
    )
    found: dict[str, str] = {}
    for row in rows:
        found.setdefault(row["telling"], row["source"])
    return found


def _lines(connection: sqlite3.Connection, stories: Iterable[int]) -> dict[int, sqlite3.Row]:
    rows = connection.execute(
        "SELECT s.key, s.id, s.outlet, s.date, s.headline, s.url FROM json_each(?) j JOIN story s ON s.key = j.value",
        (json.dumps(sorted(stories)),),
    )
    return {row["key"]: row for row in rows}


def _source(line: sqlite3.Row, member: Member) -> Source:
    return Source(
        story=line["id"], outlet=line["outlet"], date=line["date"], headline=line["headline"], url=line["url"],
        telling=None if member.telling == no_telling(member.story) else member.telling,
        row=line["id"] if member.row == member.story else member.row,
    )  # fmt: skip
