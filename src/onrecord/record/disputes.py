"""Disputes over all stories: the tellings of one question together, when it opened, who joined, who gave in."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable

import msgspec

from onrecord.linking.contents import content_words
from onrecord.linking.disputes import Telling, Thread, threads
from onrecord.linking.entities import Decisions
from onrecord.record.citing import Citation
from onrecord.record.claims import ClaimQuery, DisputeHead, DisputeLine, dispute_heads, dispute_lines
from onrecord.record.connection import rows_of_ids
from onrecord.record.counting import Counts, counts_of
from onrecord.record.judging.links import links
from onrecord.record.judging.marks import judged_rows

__all__ = ["DisputeThread", "JoinedLine", "decisions", "dispute_threads", "threads_of"]

# What a question may be asked of at once; each telling is a row with two lookups.
_MOST = 100_000


class JoinedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A party when it first took its side: name, stance (``affirms``, ``denies`` or ``doubts``), date, dispute row."""

    party: str
    stance: str
    date: str | None
    dispute: str


class DisputeThread(msgspec.Struct, frozen=True, kw_only=True):
    """One question over all stories that dispute it; it gives no verdict.

    id: that of its first telling. about: the words of the first. opened: the date of the first story that tells it.
    state: as a person last said of any telling; else ``conceded`` where a story says that a side gave in. joined: who
    took which side, and when first. tellings: the dispute as each story tells it, the earliest first; citation: that of
    the first. counts: how many stories tell it, of those asked for, how many texts and independent sources these are.
    """

    id: str
    about: str
    state: str
    opened: str | None
    joined: tuple[JoinedLine, ...]
    tellings: tuple[DisputeLine, ...]
    citation: Citation
    counts: Counts = Counts()


def dispute_threads(connection: sqlite3.Connection, query: ClaimQuery) -> list[DisputeThread]:
    """The disputes that ``query`` asks for, linked across its stories; its order, limit and offset page the answer."""
    every = msgspec.structs.replace(
        query, status=None, stories=msgspec.structs.replace(query.stories, limit=_MOST, offset=0)
    )
    heads = {head.id: head for head in dispute_heads(connection, every)}
    if not heads:
        return []
    parties = _parties(connection, list(heads))
    said = links(connection, "dispute")
    decided = Decisions.of(together=sorted(said.must), apart=sorted(said.cannot))
    states = _decided(connection, heads)

    def state(thread: Thread) -> str:
        """The state as a person last said it, of whichever telling; else as the stories have it."""
        by_people = max((states[one.id] for one in thread.tellings if one.id in states), default=("", None))[1]
        return by_people or ("conceded" if thread.conceded else heads[thread.tellings[-1].id].state)

    made = threads((_telling(one, parties) for one in heads.values()), decided)
    # The state asked for is that of the dispute, which a person can have settled at any of its tellings.
    found = [thread for thread in made if query.status in (None, state(thread))]
    if query.stories.order == "newest":
        found.sort(key=lambda thread: max(one.date or "" for one in thread.tellings), reverse=True)
    page = found[query.stories.offset : query.stories.offset + query.stories.limit]
    lines = dispute_lines(connection, (one.id for thread in page for one in thread.tellings), query.stories)
    return _counted(connection, [_made(thread, state(thread), lines, parties) for thread in page], query)


def _counted(connection: sqlite3.Connection, page: list[DisputeThread], query: ClaimQuery) -> list[DisputeThread]:
    told = {thread.id: {line.citation.story for line in thread.tellings} for thread in page}
    keys = {
        row["id"]: row["key"]
        for row in connection.execute(
            "SELECT s.id, s.key FROM json_each(?) j JOIN story s ON s.id = j.value",
            (json.dumps(sorted({story for stories in told.values() for story in stories})),),
        )
    }
    groups = {thread: [keys[story] for story in stories] for thread, stories in told.items()}
    counts = counts_of(connection, groups, query.stories)
    return [msgspec.structs.replace(thread, counts=counts[thread.id]) for thread in page]


class _Party(msgspec.Struct, frozen=True):
    key: str
    name: str
    stance: str


def _parties(connection: sqlite3.Connection, ids: list[str]) -> dict[str, list[_Party]]:
    """The parties of each dispute; one key a party across stories: its linked entity, else its name."""
    found: dict[str, list[_Party]] = defaultdict(list)
    select = (
        "SELECT x.dispute, x.stance, e.name, coalesce(t.same_as, l.linked, lower(e.name)) AS key FROM side x"
        " JOIN entity e ON e.id = x.row LEFT JOIN entity_link l ON l.entity = e.id"
        " LEFT JOIN linked_entity t ON t.id = l.linked"
        " WHERE x.member = 'party' AND x.dispute IN ({ids}) ORDER BY x.dispute, x.position, e.name, x.row"
    )
    for row in rows_of_ids(connection, select, ids):
        found[row["dispute"]].append(_Party(row["key"], row["name"], row["stance"]))
    return found


def _telling(head: DisputeHead, parties: dict[str, list[_Party]]) -> Telling:
    own = parties.get(head.id, [])
    return Telling(
        id=head.id,
        story=head.story,
        date=head.date,
        words=content_words(head.about),
        affirms=frozenset(one.key for one in own if one.stance == "affirms"),
        against=frozenset(one.key for one in own if one.stance != "affirms"),
        conceded=head.state == "conceded",
    )


def _made(
    thread: Thread, state: str, lines: dict[str, DisputeLine], parties: dict[str, list[_Party]]
) -> DisputeThread:
    tellings = tuple(lines[one.id] for one in thread.tellings)
    joined = []
    for one in thread.joined:
        party = next(
            told for told in parties[one.telling]
            if told.key == one.party and (told.stance == "affirms") == (one.stance == "affirms")
        )  # fmt: skip
        joined.append(JoinedLine(party=party.name, stance=party.stance, date=one.date, dispute=one.telling))
    return DisputeThread(
        id=tellings[0].id,
        about=tellings[0].about,
        state=state,
        opened=thread.opened,
        joined=tuple(joined),
        tellings=tellings,
        citation=tellings[0].citation,
    )


def _decided(connection: sqlite3.Connection, disputes: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """When a person last said a dispute's state, and which; for those of which somebody did."""
    found = {
        row: [(one.at or "", one.becomes) for one in said if one.field == "state"]
        for row, said in judged_rows(connection, disputes).items()
    }
    return {row: max(said) for row, said in found.items() if said}


def threads_of(
    connection: sqlite3.Connection, heads: Iterable[DisputeHead], asked: Collection[str], query: ClaimQuery
) -> dict[str, DisputeThread]:
    """The dispute of each of the tellings ``asked`` for (ids), by what of ``heads`` is of one dispute with it.

    As ``dispute_threads`` has them, with those tellings alone.
    """
    every = {head.id: head for head in heads}
    parties = _parties(connection, list(every))
    states = _decided(connection, every)
    kept = [
        thread for thread in threads((_telling(one, parties) for one in every.values()), decisions(connection))
        if any(one.id in asked for one in thread.tellings)
    ]  # fmt: skip
    lines = dispute_lines(connection, (one.id for thread in kept for one in thread.tellings), query.stories)
    made = []
    for thread in kept:
        by_people = max((states[one.id] for one in thread.tellings if one.id in states), default=("", None))[1]
        state = by_people or ("conceded" if thread.conceded else every[thread.tellings[-1].id].state)
        made.append(_made(thread, state, lines, parties))
    return {line.id: thread for thread in _counted(connection, made, query) for line in thread.tellings}


def decisions(connection: sqlite3.Connection) -> Decisions:
    """What people said of which tellings are of one dispute, and which are not."""
    said = links(connection, "dispute")
    return Decisions.of(together=sorted(said.must), apart=sorted(said.cannot))
