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
from onrecord.linking.disputes import Thread, threads
from onrecord.record.citing import CITED, Citation
from onrecord.record.claims import ClaimQuery, DisputeLine, dispute_lines, disputes, disputes_among
from onrecord.record.disputes import DisputeThread, decided_of, parties_of, telling_of, thread_of, with_counts
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
    lines = disputes(connection, query)
    found = _around(connection, lines, query.stories)
    first: dict[str, str] = {}
    for own in disputes_among(connection, query, {one.id for thread in found.values() for one in thread.tellings}):
        first.setdefault(found[own].id, own)
    shown = [found[line.id].id for line in lines if line.id == first.get(found[line.id].id)]
    by_id = {thread.id: thread for thread in found.values()}
    # A story may call open what another, or a person, says is over.
    kept = [by_id[own] for own in shown if query.status in (None, by_id[own].state)]
    return DisputePage(threads=tuple(with_counts(connection, kept, query)), more=len(lines) == query.stories.limit)


def dispute(connection: sqlite3.Connection, own: str, query: Query) -> DisputeThread:
    """The dispute that the row ``own`` of a story tells of. query: its ``as_known`` holds. Raises ``NotFoundError``."""
    lines = dispute_lines(connection, [own])
    if not lines:
        raise NotFoundError(f"the record holds no dispute {own!r}. See: onrecord disputes")
    known = Query(as_known=query.as_known)
    return with_counts(connection, [_around(connection, lines, known)[own]], ClaimQuery(stories=known))[0]


def _around(connection: sqlite3.Connection, lines: Sequence[DisputeLine], query: Query) -> dict[str, DisputeThread]:
    """The dispute of each of these tellings, by every telling of it that was found."""
    known = Query(as_known=query.as_known)
    decided = decided_of(connection)
    joined = dispute_lines(connection, (other for line in lines for other in decided.together.get(line.id, ())))
    near = _told_in(connection, _stories_near(connection, [*lines, *joined]), known)
    light = {line.id: line for line in [*near, *lines]}
    parties = parties_of(connection, list(light))
    asked = {line.id for line in lines}
    kept: list[Thread] = [
        thread for thread in threads((telling_of(one, parties) for one in light.values()), decided)
        if any(one.id in asked for one in thread.tellings)
    ]  # fmt: skip
    full = {line.id: line for line in dispute_lines(connection, [one.id for thread in kept for one in thread.tellings])}
    return {
        one.id: made
        for thread in kept
        for made in [thread_of(thread, full, parties)]
        for one in thread.tellings
    }  # fmt: skip


def _stories_near(connection: sqlite3.Connection, lines: Iterable[DisputeLine]) -> set[int]:
    """The stories (by key) that may tell of the same: those that tell of a dispute of two of the parties, and of those
    that tell of one of them the nearest in time."""
    by_dispute: dict[str, set[str]] = defaultdict(set)
    rows = connection.execute(
        "SELECT x.dispute, coalesce(n.same_as, n.id) AS linked FROM json_each(?) j JOIN side x ON x.dispute = j.value"
        " JOIN entity_link l ON l.story = x.story AND l.entity = x.row JOIN linked_entity n ON n.id = l.linked"
        " WHERE x.member = 'party'",
        (json.dumps([line.id for line in lines]),),
    )
    for row in rows:
        by_dispute[row["dispute"]].add(row["linked"])
    told = _told_of(connection, {party for parties in by_dispute.values() for party in parties})
    found: set[int] = set()
    for line in lines:
        seen: set[int] = set()
        for party in sorted(by_dispute[line.id]):
            stories = told[party]
            own = {story for _, story in stories}
            found |= seen & own
            seen |= own
            at = bisect_left(stories, (line.citation.date or "", 0))
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


def _told_in(connection: sqlite3.Connection, stories: Iterable[int], known: Query) -> list[DisputeLine]:
    """The disputes of these stories with what linking needs of them, and no more."""
    condition, values = known.conditions()
    rows = connection.execute(
        f"SELECT d.id, d.about, d.state, {CITED} FROM json_each(:keys) j JOIN story s ON s.key = j.value"
        f" JOIN dispute d ON d.story = s.key WHERE {condition}",
        values | {"keys": json.dumps(sorted(stories))},
    )
    return [
        DisputeLine(
            id=row["id"], about=row["about"], state=row["state"], sides=(),
            citation=Citation(story=row["story"], outlet=row["outlet"], date=row["date"], headline=row["headline"],
                              url=row["url"], sentence=None),
        )
        for row in rows
    ]  # fmt: skip
