"""Disputes over all stories: the tellings of one question together, when it opened, who joined, who gave in."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from onrecord.linking.contents import content_words
from onrecord.linking.disputes import Telling, Thread, threads
from onrecord.linking.entities import Decisions
from onrecord.record.citing import Citation
from onrecord.record.claims import ClaimQuery, DisputeLine, disputes
from onrecord.record.counting import Counts, counts_of
from onrecord.record.judging.links import links

__all__ = [
    "DisputeThread",
    "JoinedLine",
    "decided_of",
    "dispute_threads",
    "parties_of",
    "telling_of",
    "thread_of",
    "with_counts",
]

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
    lines = {line.id: line for line in disputes(connection, every)}
    if not lines:
        return []
    parties = parties_of(connection, list(lines))
    made = threads((telling_of(one, parties) for one in lines.values()), decided_of(connection))
    # The state asked for is that of the dispute, which a person can have settled at any of its tellings.
    found = [one for one in (thread_of(thread, lines, parties) for thread in made) if query.status in (None, one.state)]
    if query.stories.order == "newest":
        found.sort(key=lambda one: max(line.citation.date or "" for line in one.tellings), reverse=True)
    page = found[query.stories.offset : query.stories.offset + query.stories.limit]
    return with_counts(connection, page, query)


def decided_of(connection: sqlite3.Connection) -> Decisions:
    """What people said of which tellings are of one dispute."""
    said = links(connection, "dispute")
    return Decisions.of(together=sorted(said.must), apart=sorted(said.cannot))


def with_counts(
    connection: sqlite3.Connection, page: Sequence[DisputeThread], query: ClaimQuery
) -> list[DisputeThread]:
    """The disputes with how many stories tell each."""
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


class Party(msgspec.Struct, frozen=True):
    """A party to a dispute: one key across stories, its name, its stance."""

    key: str
    name: str
    stance: str


def parties_of(connection: sqlite3.Connection, ids: list[str]) -> dict[str, list[Party]]:
    """The parties of each dispute; one key a party across stories: its linked entity, else its name."""
    found: dict[str, list[Party]] = defaultdict(list)
    for first in range(0, len(ids), 500):
        some = ids[first : first + 500]
        marks = ", ".join("?" * len(some))
        for row in connection.execute(
            "SELECT x.dispute, x.stance, e.name, coalesce(t.same_as, l.linked, lower(e.name)) AS key FROM side x"
            " JOIN entity e ON e.id = x.row LEFT JOIN entity_link l ON l.entity = e.id"
            " LEFT JOIN linked_entity t ON t.id = l.linked"
            f" WHERE x.member = 'party' AND x.dispute IN ({marks}) ORDER BY x.dispute, x.position, e.name, x.row",
            some,
        ):
            found[row["dispute"]].append(Party(row["key"], row["name"], row["stance"]))
    return found


def telling_of(line: DisputeLine, parties: Mapping[str, Sequence[Party]]) -> Telling:
    """A dispute as linking sees it; of its line the sides and the sentence do not matter."""
    own = parties.get(line.id, [])
    return Telling(
        id=line.id,
        story=line.citation.story,
        date=line.citation.date,
        words=content_words(line.about),
        affirms=frozenset(one.key for one in own if one.stance == "affirms"),
        against=frozenset(one.key for one in own if one.stance != "affirms"),
        conceded=line.state == "conceded",
    )


def thread_of(
    thread: Thread, lines: Mapping[str, DisputeLine], parties: Mapping[str, Sequence[Party]]
) -> DisputeThread:
    """What linking made, as the record tells it; lines, parties: by the ids of the tellings."""
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
        state=_decided(tellings) or ("conceded" if thread.conceded else tellings[-1].state),
        opened=thread.opened,
        joined=tuple(joined),
        tellings=tellings,
        citation=tellings[0].citation,
    )


def _decided(tellings: tuple[DisputeLine, ...]) -> str | None:
    """The state as a person last said it, of whichever telling."""
    said = [(one.at or "", one.becomes) for line in tellings for one in line.judged if one.field == "state"]
    return max(said)[1] if said else None
