"""Disputes a page at a time: each with its tellings in other stories, which are sought by the parties they share.

``dispute_threads`` reads every dispute that answers, to link them all. Here only those are linked that stories near in
time tell of the same parties, so that a page takes the same time in a record of any length.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from onrecord.errors import NotFoundError
from onrecord.record.claims import ClaimQuery, DisputeHead, dispute_heads, disputes_among
from onrecord.record.disputes import DisputeThread, decisions, threads_of
from onrecord.record.query import Query

__all__ = ["DisputePage", "dispute", "page"]

_NEAREST = 20  # stories of a party, before and after


class DisputePage(msgspec.Struct, frozen=True, kw_only=True):
    """The disputes whose first telling, in the order of the answer, lies on this page. more: whether others follow."""

    threads: tuple[DisputeThread, ...]
    more: bool


def page(connection: sqlite3.Connection, query: ClaimQuery) -> DisputePage:
    """The disputes that ``query`` asks for, by their first telling in its order; its limit and offset count tellings.

    A dispute stands on the page of the first of its tellings that answers, and on no other.
    """
    heads = dispute_heads(connection, query)
    found = _around(connection, heads, query.stories)
    first: dict[str, str] = {}
    for own in disputes_among(connection, query, {one.id for thread in found.values() for one in thread.tellings}):
        first.setdefault(found[own].id, own)
    shown = [found[head.id] for head in heads if head.id == first.get(found[head.id].id)]
    # A story may call open what another, or a person, says is over.
    kept = [thread for thread in shown if query.status in (None, thread.state)]
    return DisputePage(threads=tuple(kept), more=len(heads) == query.stories.limit)


def dispute(connection: sqlite3.Connection, own: str, query: Query) -> DisputeThread:
    """The dispute that the row ``own`` of a story tells of. query: its ``as_known`` holds. Raises ``NotFoundError``."""
    heads = _heads(connection, "d.id", [own])
    if not heads:
        raise NotFoundError(f"the record holds no dispute {own!r}. See: onrecord disputes")
    return _around(connection, heads, Query(as_known=query.as_known))[own]


def _around(connection: sqlite3.Connection, heads: Sequence[DisputeHead], query: Query) -> dict[str, DisputeThread]:
    """The dispute of each of these tellings, by every telling of it that was found."""
    known = Query(as_known=query.as_known)
    decided = decisions(connection)
    joined = _heads(connection, "d.id", (other for head in heads for other in decided.together.get(head.id, ())))
    near = _heads(connection, "d.story", _stories_near(connection, [*heads, *joined]), known)
    return threads_of(connection, [*near, *heads], {head.id for head in heads}, ClaimQuery(stories=known))


def _stories_near(connection: sqlite3.Connection, heads: Iterable[DisputeHead]) -> set[int]:
    """The stories (by key) that may tell of the same: those that tell of a dispute of two of the parties, and of those
    that tell of one of them the nearest in time."""
    by_dispute: dict[str, set[str]] = defaultdict(set)
    rows = connection.execute(
        "SELECT x.dispute, coalesce(n.same_as, n.id) AS linked FROM json_each(?) j JOIN side x ON x.dispute = j.value"
        " JOIN entity_link l ON l.story = x.story AND l.entity = x.row JOIN linked_entity n ON n.id = l.linked"
        " WHERE x.member = 'party'",
        (json.dumps([head.id for head in heads]),),
    )
    for row in rows:
        by_dispute[row["dispute"]].add(row["linked"])
    told = _told_of(connection, {party for parties in by_dispute.values() for party in parties})
    found: set[int] = set()
    for head in heads:
        seen: set[int] = set()
        for party in sorted(by_dispute[head.id]):
            stories = told[party]
            own = {story for _, story in stories}
            found |= seen & own
            seen |= own
            at = bisect_left(stories, (head.date or "", 0))
            found.update(story for _, story in stories[max(0, at - _NEAREST) : at + _NEAREST])
    return found


def _told_of(connection: sqlite3.Connection, parties: Iterable[str]) -> Mapping[str, list[tuple[str, int]]]:
    """The stories (date, key) that tell of a dispute of each of these entities of the record's own, in time order."""
    return {
        party: [
            (row["date"], row["story"])
            for row in connection.execute(
                "SELECT t.date, t.story FROM linked_entity n JOIN told_of t ON t.linked = n.id"
                " WHERE (n.id = :party OR n.same_as = :party) AND t.disputed > 0 ORDER BY t.date, t.story",
                {"party": party},
            )
        ]
        for party in parties
    }


def _heads(
    connection: sqlite3.Connection, column: str, values: Iterable[object], known: Query | None = None
) -> list[DisputeHead]:
    """The disputes with one of these values (ids, keys of stories), as far as they were known."""
    condition, named = (known or Query()).conditions()
    rows = connection.execute(
        "SELECT d.id, d.about, d.state, s.id, s.date FROM json_each(:among) j"
        f" JOIN dispute d ON {column} = j.value JOIN story s ON s.key = d.story WHERE {condition}",
        named | {"among": json.dumps(list(values))},
    )
    return [DisputeHead(*row) for row in rows]
