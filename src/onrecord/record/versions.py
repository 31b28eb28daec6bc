"""Versions: the stories that stood at one address, in the order in which they stood there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.errors import NotFoundError
from onrecord.record.query import Query
from onrecord.text.difference import Change, compare

__all__ = ["Diff", "Version", "diff", "rechain", "versions_of"]


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a story at an address; ``number`` counts from 1, ``predecessor`` is the id of the one before."""

    story: str
    url: str
    number: int
    predecessor: str | None
    headline: str | None
    date: str | None
    updated: str | None
    retrieved: str | None


class Diff(msgspec.Struct, frozen=True, kw_only=True):
    """What changed from one version to another: ``changes`` cover both texts, in order."""

    earlier: str
    later: str
    earlier_text: str
    later_text: str
    changes: tuple[Change, ...]

    def pieces(self) -> Iterator[tuple[str, str, str]]:
        """``(kind, words of the earlier text, words of the later text)`` of each change."""
        for change in self.changes:
            yield change.kind, self.earlier_text[slice(*change.old)], self.later_text[slice(*change.new)]


def rechain(connection: sqlite3.Connection, address: str) -> int:
    """Orders anew what stands at ``address``; gives the number of stories that came in as a further version.

    The order is that in which captures were added, unless dates say otherwise: a version goes before those that are
    known to be later, by the story's own dates where they differ, else by when the captures were taken.
    """
    before = {row["story"] for row in connection.execute("SELECT story FROM version WHERE address = ?", (address,))}
    found = connection.execute(
        "SELECT a.story, min(a.capture), coalesce(a.updated, a.published) AS date, c.retrieved"
        " FROM appearance a JOIN capture c ON c.key = a.capture WHERE a.address = ? GROUP BY a.story ORDER BY 2",
        (address,),
    ).fetchall()
    chain: list[sqlite3.Row] = []
    for row in found:
        at = next((index for index, other in enumerate(chain) if _is_later(other, row)), len(chain))
        chain.insert(at, row)
    connection.execute("DELETE FROM version WHERE address = ?", (address,))
    predecessors = [None, *(row["story"] for row in chain)]
    connection.executemany(
        "INSERT INTO version (address, story, predecessor, position) VALUES (?, ?, ?, ?)",
        [
            (address, row["story"], predecessor, position)
            for position, (row, predecessor) in enumerate(zip(chain, predecessors, strict=False), start=1)
        ],
    )
    new = len({row["story"] for row in found} - before)
    return new if before else max(new - 1, 0)


def versions_of(connection: sqlite3.Connection, keys: Iterable[int], query: Query | None = None) -> list[Version]:
    """All versions at every address where one of these stories stood, by address and in order.

    query: its ``as_known`` leaves out what had not been captured by then.
    """
    query = query or Query()
    known = query.known("a.capture")
    then = (
        f" AND EXISTS (SELECT 1 FROM appearance a WHERE a.story = s.key AND a.address = v.address{known})"
        if known
        else ""
    )
    wanted = list(keys)
    marks = ", ".join(f":key{number}" for number in range(len(wanted)))
    rows = connection.execute(
        "SELECT v.address, row_number() OVER (PARTITION BY v.address ORDER BY v.position) AS position, s.id,"
        " lag(s.id) OVER (PARTITION BY v.address ORDER BY v.position) AS predecessor, s.headline, s.date, s.updated,"
        " (SELECT min(c.retrieved) FROM appearance a JOIN capture c ON c.key = a.capture"
        "  WHERE a.story = s.key AND a.address = v.address) AS retrieved"
        " FROM version v JOIN story s ON s.key = v.story"
        f" WHERE v.address IN (SELECT address FROM version WHERE story IN ({marks})){then}"
        " ORDER BY v.address, v.position",
        query.conditions()[1] | {f"key{number}": key for number, key in enumerate(wanted)},
    )
    return [
        Version(
            story=row["id"], url=row["address"], number=row["position"], predecessor=row["predecessor"],
            headline=row["headline"], date=row["date"], updated=row["updated"], retrieved=row["retrieved"],
        )
        for row in rows
    ]  # fmt: skip


def diff(connection: sqlite3.Connection, key: int, against: int | None) -> Diff:
    """What the story changed against its predecessor, or ``against`` another; ``NotFoundError`` if it has none."""
    if against is None:
        row = connection.execute(
            "SELECT predecessor FROM version WHERE story = ? AND predecessor IS NOT NULL ORDER BY address", (key,)
        ).fetchone()
        if row is None:
            raise NotFoundError(
                "the record holds no earlier version of this story. Versions chain by the story's address;"
                " to compare it with another story, name that one too"
            )
        against = int(row["predecessor"])
    texts = [
        connection.execute("SELECT id, text FROM story WHERE key = ?", (one,)).fetchone() for one in (against, key)
    ]
    earlier, later = texts
    return Diff(
        earlier=earlier["id"], later=later["id"], earlier_text=earlier["text"], later_text=later["text"],
        changes=compare(earlier["text"], later["text"]),
    )  # fmt: skip


def _is_later(one: sqlite3.Row, other: sqlite3.Row) -> bool:
    """Whether ``one`` is known to be later than ``other``."""
    if one["date"] and other["date"]:
        length = min(len(one["date"]), len(other["date"]))
        if one["date"][:length] != other["date"][:length]:
            return bool(one["date"][:length] > other["date"][:length])
    return bool(one["retrieved"] and other["retrieved"] and one["retrieved"] > other["retrieved"])
