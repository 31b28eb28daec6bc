"""What the record's own entities, events and tellings have in common: ids that are issued once and answer for ever.

Each is made of rows of stories that are one. Its id is made of the row that was its first. Where two are found to be
one, the older id stays and the other leads to it; where links are made anew, whatever holds the rows keeps their id.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.linking.entities import Decisions
from onrecord.record.connection import rows_of_ids
from onrecord.record.judging.links import Links, links

__all__ = [
    "DECIDED", "ENTITIES", "EVENTS", "SORTS", "TELLINGS", "Decided", "Relinking", "Sort", "age", "by_id", "first_id",
    "lead", "linked_of", "members", "now", "put_back",
]  # fmt: skip

DECIDED = "as a person decided"
_MOST_DRAWN_IN = 1000


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of the record's own rows.

    kind: the kind of stories' rows that it links. prefix: of its ids. table: where these stand; links: where the links
    of rows to them do, row: the row there, linked: the id.
    """

    kind: str
    prefix: str
    table: str
    links: str
    row: str
    linked: str = "linked"

    @property
    def linking(self) -> str:
        """The links as ``row``, ``story`` (its key) and ``linked``."""
        if self.kind == "story":
            return "(SELECT s.id AS row, t.story, t.telling AS linked FROM told t JOIN story s ON s.key = t.story)"
        return f"(SELECT {self.row} AS row, story, {self.linked} AS linked FROM {self.links})"


ENTITIES = Sort("entity", "n", "linked_entity", "entity_link", "entity")
EVENTS = Sort("event", "v", "linked_event", "event_link", "event")
TELLINGS = Sort("story", "t", "telling", "told", "story", "telling")
SORTS = (ENTITIES, EVENTS, TELLINGS)


def by_id(linked: str) -> Sort | None:
    """Which sort an id is of, by its first letter; None for a row of a story."""
    return next((sort for sort in SORTS if linked.startswith(sort.prefix)), None)


def now(connection: sqlite3.Connection, sort: Sort, linked: str) -> str:
    """What an id stands for by now: itself, or what holds the row by now that it was made of."""
    seen: set[str] = set()
    while linked not in seen:
        seen.add(linked)
        row = connection.execute(f"SELECT same_as FROM {sort.table} WHERE id = ?", (linked,)).fetchone()
        if row is None:
            issued = connection.execute("SELECT row FROM issued WHERE id = ?", (linked,)).fetchone()
            linked = linked_of(connection, sort, [issued["row"]]).get(issued["row"], linked) if issued else linked
        elif row["same_as"] is not None:
            linked = row["same_as"]
    return linked


def linked_of(connection: sqlite3.Connection, sort: Sort, rows: Iterable[str]) -> dict[str, str]:
    """What these rows of stories are linked to; those that are linked to nothing are left out."""
    select = f"SELECT row, linked FROM {sort.linking} WHERE row IN ({{ids}})"
    return {row["row"]: str(row["linked"]) for row in rows_of_ids(connection, select, sorted(set(rows)))}


def members(connection: sqlite3.Connection, sort: Sort, linked: str) -> list[tuple[str, int]]:
    """The rows that are linked to one, each with the key of its story, in the order of the stories."""
    rows = connection.execute(f"SELECT row, story FROM {sort.linking} WHERE linked = ? ORDER BY story, row", (linked,))
    return [(row["row"], row["story"]) for row in rows]


def age(connection: sqlite3.Connection, sort: Sort, linked: str) -> tuple[int, bool, str]:
    """What the older of two is told by: the story of its first row, and whether the id is that row's own."""
    row = connection.execute(
        f"SELECT t.first, i.row FROM {sort.table} t LEFT JOIN issued i ON i.id = t.id WHERE t.id = ?", (linked,)
    ).fetchone()
    return int(row["first"]), row["row"] is None or linked != first_id(sort, row["row"]), linked


def first_id(sort: Sort, row: str) -> str:
    """The id that is made of a row."""
    what = "telling" if sort is TELLINGS else "linked"
    return sort.prefix + hashlib.sha256(f"{what}\x1f{row}".encode()).hexdigest()[:23]


@dataclass(frozen=True, slots=True)
class Relinking:
    """What is about to be linked anew: all of some stories (``whole``, by key), and single rows of others (``drawn``).

    before: what each of these rows is linked to, with its story. held: the ids that these are, with all their rows.
    """

    whole: frozenset[int]
    drawn: Mapping[int, frozenset[str]]
    before: Mapping[str, tuple[str, int]]
    held: Mapping[str, Sequence[str]]

    @classmethod
    def of(
        cls,
        connection: sqlite3.Connection,
        sort: Sort,
        keys: Iterable[int],
        rows: Collection[str] = (),
        changed: Mapping[str, int] | None = None,
    ) -> Relinking:
        """Of these stories, and of all that is linked to what ``rows`` are linked to.

        changed: rows that are read otherwise than before, each with its story: as ``rows``, but by itself where very
        much is linked to what it is linked to.
        """
        whole = frozenset(keys)
        changed = changed or {}
        drawn: dict[int, set[str]] = defaultdict(set)
        for row, key in changed.items():
            drawn[key].add(row)
        decided = set(linked_of(connection, sort, rows).values())
        for linked in sorted(decided.union(linked_of(connection, sort, changed).values())):
            theirs = members(connection, sort, linked)
            for row, key in theirs if linked in decided or len(theirs) <= _MOST_DRAWN_IN else ():
                drawn[key].add(row)
        for key in whole:
            drawn.pop(key, None)
        before = {}
        for key in sorted({*whole, *drawn}):
            for each in connection.execute(f"SELECT row, linked FROM {sort.linking} WHERE story = ?", (key,)):
                if key in whole or each["row"] in drawn[key]:
                    before[each["row"]] = (each["linked"], key)
        ids = sorted({linked for linked, _ in before.values()})
        held = {linked: [row for row, _ in members(connection, sort, linked)] for linked in ids}
        return cls(whole, {key: frozenset(these) for key, these in drawn.items()}, before, held)

    @property
    def keys(self) -> list[int]:
        """All stories that it concerns, in order."""
        return sorted({*self.whole, *self.drawn})

    def take_back(self, connection: sqlite3.Connection, sort: Sort) -> None:
        """Deletes the links, so that those who are one, or two again, fall to the eldest's own id."""
        connection.executemany(f"DELETE FROM {sort.links} WHERE story = ?", [(key,) for key in sorted(self.whole)])
        if sort is TELLINGS:
            connection.executemany("DELETE FROM told WHERE story = ?", [(key,) for key in sorted(self.drawn)])
            return
        connection.executemany(
            f"DELETE FROM {sort.links} WHERE story = ? AND {sort.row} = ?",
            [(key, row) for key, these in sorted(self.drawn.items()) for row in sorted(these)],
        )

    def moved(self, connection: sqlite3.Connection, sort: Sort) -> set[int]:
        """The stories in which something is linked otherwise than before."""
        after = linked_of(connection, sort, self.before)
        return {key for row, (linked, key) in self.before.items() if after.get(row) != linked}


def lead(
    connection: sqlite3.Connection, sort: Sort, linked: str, other: str, because: tuple[float, str] | None = None
) -> None:
    """All that was linked to ``other`` is linked to ``linked`` from now on, and its id leads there.

    because: how sure that is, and why; of tellings it is not kept.
    """
    table = sort.table
    connection.execute(f"UPDATE {sort.links} SET {sort.linked} = ? WHERE {sort.linked} = ?", (linked, other))
    connection.execute(
        f"UPDATE {table} SET stories = stories + (SELECT stories FROM {table} WHERE id = ?) WHERE id = ?",
        (other, linked),
    )
    connection.execute(f"UPDATE {table} SET stories = 0, same_as = ? WHERE id = ?", (linked, other))
    if because is not None:
        connection.execute(f"UPDATE {table} SET score = ?, why = ? WHERE id = ?", (*because, other))


def put_back(
    connection: sqlite3.Connection,
    sort: Sort,
    held: Mapping[str, Sequence[str]],
    new: Collection[str],
    take_over: Callable[[sqlite3.Connection, str, str], None] | None = None,
) -> None:
    """Calls some of the ``new`` ids by those that were ``held`` (each with its rows), so that no id is lost that has
    rows left. An id whose rows went elsewhere leads there from now on.

    take_over: gives the first of two ids what the second has beside its links.
    """
    renamed: dict[str, str] = {}
    for linked in sorted(held):
        if connection.execute(f"SELECT 1 FROM {sort.table} WHERE id = ?", (linked,)).fetchone():
            continue
        there = linked_of(connection, sort, held[linked])
        row = next((row for row in held[linked] if row in there), None)
        if row is None:
            continue
        if there[row] in new and there[row] not in held and there[row] not in renamed:
            renamed[there[row]] = linked
        connection.execute(
            f"INSERT OR REPLACE INTO issued SELECT ?, row, story FROM {sort.linking} WHERE row = ?", (linked, row)
        )
    values = "kind, first, stories" if sort is ENTITIES else "first, stories"
    for fresh, linked in renamed.items():
        connection.execute(
            f"INSERT INTO {sort.table} (id, {values}) SELECT ?, {values} FROM {sort.table} WHERE id = ?",
            (linked, fresh),
        )
        if take_over is not None:
            take_over(connection, linked, fresh)
        connection.execute(f"UPDATE {sort.links} SET {sort.linked} = ? WHERE {sort.linked} = ?", (linked, fresh))
        connection.execute(f"UPDATE {sort.table} SET same_as = ? WHERE same_as = ?", (linked, fresh))
        connection.execute(f"DELETE FROM {sort.table} WHERE id = ?", (fresh,))
        connection.execute("DELETE FROM issued WHERE id = ?", (fresh,))


class Decided:
    """What people decided of pairs of rows of one kind, held against what these are linked to at the time of asking.

    new: the ids that were issued since, and never before.
    """

    def __init__(self, connection: sqlite3.Connection, sort: Sort) -> None:
        self.connection, self.sort = connection, sort
        self.new: set[str] = set()
        any_ = connection.execute("SELECT 1 FROM judgement WHERE verb IN ('merge', 'split')").fetchone()
        said = links(connection, sort.kind) if any_ else Links()
        self.pairs = Decisions.of(together=sorted(said.must), apart=sorted(said.cannot))
        self._apart = json.dumps(sorted(self.pairs.apart))

    def issue(self, row: str, story: int) -> str:
        """A new id, made of ``row`` of the story with this key."""
        linked = first_id(self.sort, row)
        # Another's only where the row began it, and is told apart by now from the rest, which keeps the id.
        while self.connection.execute(f"SELECT 1 FROM {self.sort.table} WHERE id = ?", (linked,)).fetchone():
            linked = self.sort.prefix + hashlib.sha256(linked.encode()).hexdigest()[:23]
        if self.connection.execute("SELECT 1 FROM issued WHERE id = ?", (linked,)).fetchone() is None:
            self.new.add(linked)
        self.connection.execute("INSERT OR REPLACE INTO issued VALUES (?, ?, ?)", (linked, row, story))
        return linked

    def beside(self, rows: Collection[str]) -> set[str]:
        """``rows``, and those that were told apart from anything that is linked to what these are linked to: either
        may draw what the other holds."""
        found = set(rows)
        for linked in set(linked_of(self.connection, self.sort, rows).values()) if self.pairs.apart else ():
            for row, _ in members(self.connection, self.sort, linked):
                found |= self.pairs.apart.get(row, frozenset())
        return found

    def barred(self, row: str) -> frozenset[str]:
        """What ``row`` cannot be linked to: whatever holds a row that a person told apart from it."""
        others = self.pairs.apart.get(row)
        return frozenset(linked_of(self.connection, self.sort, others).values()) if others else frozenset()

    def parted(self, one: str, other: str) -> bool:
        """Whether two of the record's own hold rows that a person told apart: they are never joined."""
        if not self.pairs.apart:
            return False
        held: dict[str, set[str]] = {one: set(), other: set()}
        for row in self.connection.execute(
            f"SELECT l.row, l.linked FROM json_each(?) a JOIN {self.sort.linking} l ON l.row = a.value"
            " WHERE l.linked IN (?, ?)",
            (self._apart, one, other),
        ):
            held[row["linked"]].add(row["row"])
        return any(self.pairs.apart[row] & held[other] for row in held[one])

    def join(self, rows: Collection[str], joined: Callable[[str, str], None]) -> None:
        """Joins what holds the rows of pairs that a person said are one, and says so at the later row of each pair.

        rows: those that were linked just now. joined: makes the second id lead to the first, which is the older.
        """
        connection, sort = self.connection, self.sort
        for pair in sorted({(row, other) for row in rows for other in self.pairs.together.get(row, ())}):
            linked = linked_of(connection, sort, pair)
            if len(linked) < 2:
                continue
            ends = sorted(set(linked.values()), key=lambda each: age(connection, sort, each))
            if len(ends) == 2:
                if self.parted(*ends):
                    continue
                joined(*ends)
            later = connection.execute(
                f"SELECT row, story FROM {sort.linking} WHERE row IN (?, ?) ORDER BY story DESC, row DESC LIMIT 1", pair
            ).fetchone()
            connection.execute(
                f"UPDATE {sort.links} SET score = 1.0, why = ? WHERE story = ? AND {sort.row} = ?",
                (DECIDED, later["story"], later["story"] if sort is TELLINGS else later["row"]),
            )
