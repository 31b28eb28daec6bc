"""What lies across stories, made anew: after a judgement what it touches, after reading again all of it.

A partition of rows (which entities, events and stories are one) is what adding the stories one after another makes of
them. ``relink`` mends it where people say otherwise than before; ``relink_all`` makes it again from the first story on,
so that it no longer depends on what was judged and read again meanwhile. Both keep the ids.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from onrecord.record.judging.links import Links, links
from onrecord.record.linked_entities import changed_entities, link, take_over
from onrecord.record.linked_events import changed_events, link_story_events
from onrecord.record.own import ENTITIES, SORTS, Sort, put_back
from onrecord.record.tellings import find_tellings

__all__ = ["Said", "relink", "relink_all", "said"]

Said = Mapping[str, Links]
"""What people say of rows across stories, by kind of row."""
_NOTHING = Links()


def said(connection: sqlite3.Connection) -> Said:
    """What people say of rows across stories, by kind of row."""
    if connection.execute("SELECT 1 FROM judgement WHERE verb IN ('merge', 'split')").fetchone() is None:
        return {}
    return {sort.kind: links(connection, sort.kind) for sort in SORTS}


def relink(connection: sqlite3.Connection, keys: Iterable[int], before: Said, after: Said) -> None:
    """Links anew what is otherwise than before in these stories, and all of which people say otherwise whether it is
    one. In a transaction."""
    keys = set(keys)
    if not keys:
        return
    moved = link(
        connection, (), _unsaid(before, after, "entity"), changed=changed_entities(connection, keys),
        joined=_joined(before, after, "entity"),
    )  # fmt: skip
    # What these stories tell of those whose links stay is counted anew, by a trigger.
    connection.executemany("UPDATE entity_link SET traits = traits WHERE story = ?", [(key,) for key in sorted(keys)])
    find_tellings(connection, (), _unsaid(before, after, "story"), joined=_joined(before, after, "story"))
    link_story_events(
        connection, (), _unsaid(before, after, "event"), changed=changed_events(connection, keys | moved),
        joined=_joined(before, after, "event"),
    )  # fmt: skip


def relink_all(connection: sqlite3.Connection) -> int:
    """Links all stories anew, in the order in which they were added; ids stay. In a transaction. Gives their number."""
    keys = [row["key"] for row in connection.execute("SELECT key FROM story ORDER BY key")]
    connection.execute("CREATE TEMP TABLE issued_before AS SELECT id FROM issued")
    connection.execute("CREATE UNIQUE INDEX temp.issued_before_id ON issued_before (id)")
    for sort in SORTS:
        connection.execute(f"CREATE TEMP TABLE before_{sort.kind} AS SELECT row, story, linked FROM {sort.linking}")
        connection.execute(f"CREATE INDEX temp.before_{sort.kind}_linked ON before_{sort.kind} (linked)")
        # First the ids, so that what goes with each link has nothing left to count.
        for table in (sort.table, sort.links):
            connection.execute(f"DELETE FROM {table}")
    for table in ("suggested_link", "event_key", "shingle", "story_like", "story_stem"):
        connection.execute(f"DELETE FROM {table}")
    for key in keys:
        link(connection, [key])
        find_tellings(connection, [key])
        link_story_events(connection, [key])
    for sort in SORTS:
        put_back(connection, sort, *_lost(connection, sort), take_over if sort is ENTITIES else None)
        connection.execute(f"DROP TABLE temp.before_{sort.kind}")
    connection.execute("DROP TABLE temp.issued_before")
    return len(keys)


def _lost(connection: sqlite3.Connection, sort: Sort) -> tuple[dict[str, list[str]], set[str]]:
    """The ids that are no more, each with the rows that it had, in order; and the ids that nobody was given before."""
    before = f"temp.before_{sort.kind}"
    held: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(
        f"SELECT linked, row FROM {before} WHERE linked NOT IN (SELECT id FROM {sort.table}) ORDER BY story, row"
    ):
        held[row["linked"]].append(row["row"])
    new = connection.execute(f"SELECT id FROM {sort.table} WHERE id NOT IN (SELECT id FROM temp.issued_before)")
    return dict(held), {row["id"] for row in new}


def _unsaid(before: Said, after: Said, kind: str) -> Collection[str]:
    """The rows of pairs that were one by a person's word and are so no longer, or that a person now tells apart or
    tells apart no longer."""
    one, two = before.get(kind, _NOTHING), after.get(kind, _NOTHING)
    return {row for pair in (one.must - two.must) | (one.cannot ^ two.cannot) for row in pair}


def _joined(before: Said, after: Said, kind: str) -> Collection[str]:
    """The rows of pairs of which a person now says that they are one."""
    return {row for pair in after.get(kind, _NOTHING).must - before.get(kind, _NOTHING).must for row in pair}
