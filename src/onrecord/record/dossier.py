"""What the record holds of one of its own entities, whatever its kind: person, body, people or place.

Each part is a handful with its whole number; ``told_of`` gives the rest of it. Time goes with what is shown, not with
the number of stories that tell of the entity.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from typing import Any

import msgspec

from onrecord.errors import NotFoundError
from onrecord.record.citing import Citation
from onrecord.record.claims import CommitmentLine, DisputeLine
from onrecord.record.counting import by_frequency
from onrecord.record.events import EventLine
from onrecord.record.finding import first_mention, latest_mention
from onrecord.record.linked_entities import linked_now
from onrecord.record.linked_names import former_ids, may_be
from onrecord.record.neighbours import CoActor, co_actors
from onrecord.record.statements import StatementLine
from onrecord.record.tenures import TenureLine, tenures_of
from onrecord.record.told_of import SECTIONS, counted, kinds_of, names_of, rows_told

__all__ = ["Dossier", "Identity", "LinkTold", "LinkedName", "MayBe", "dossier", "identity", "links_told"]

_LINKS, _WHYS, _MOST_NAMES = 1000, 3, 12
_SUGGESTED, _CO_ACTORS, _TITLES = 8, 12, 12


class LinkedName(msgspec.Struct, frozen=True, kw_only=True):
    """A full name that stories give it. stories: how many of those looked at; score: of the least sure link.

    whys: the commonest reasons for which they were linked, each with how many stories.
    """

    name: str
    stories: int
    score: float
    whys: dict[str, int]


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """One of the record's own entities, and how much is told of it: see ``told_of.counted``."""

    id: str
    name: str
    kind: str
    counts: dict[str, Any]


class LinkTold(msgspec.Struct, frozen=True, kw_only=True):
    """One story's entity that was linked to it: its row's id, its full name there, how sure the link is and why.

    citation: the sentence of its first mention by name.
    """

    row: str
    name: str
    score: float
    why: str
    citation: Citation | None


class MayBe(msgspec.Struct, frozen=True, kw_only=True):
    """Another of the record's entities that may be the same, and why; stories: how many tell of it."""

    id: str
    name: str
    kind: str
    stories: int
    score: float
    why: str
    citation: Citation | None


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """One entity. id: its own, which never changes; former_ids: others that lead to it.

    names: its full names, those of most stories first, of the latest ``of_stories`` of its ``stories``; spellings,
    titles: all words that name or call it so, each with the number of stories. first, last: dates of the earliest and
    latest story. counts: the whole number of rows of each section. co_actors: who takes part in its events, of
    ``all_co_actors``; co_actors_of_all: whether that is so of all its events, or only of those of its latest stories.
    """

    id: str
    kind: str
    name: str
    former_ids: tuple[str, ...]
    stories: int
    of_stories: int
    first: str | None
    last: str | None
    names: tuple[LinkedName, ...]
    spellings: dict[str, int]
    titles: dict[str, int]
    suggestions: tuple[MayBe, ...]
    tenures: tuple[TenureLine, ...]
    counts: dict[str, int]
    did: tuple[EventLine, ...]
    done_to: tuple[EventLine, ...]
    said: tuple[StatementLine, ...]
    said_about: tuple[StatementLine, ...]
    promised: tuple[CommitmentLine, ...]
    disputed: tuple[DisputeLine, ...]
    co_actors: tuple[CoActor, ...]
    all_co_actors: int
    co_actors_of_all: bool


def dossier(connection: sqlite3.Connection, asked: str, handful: int) -> Dossier:
    """The entity of this id, or of one that leads to it, with a handful of each section.

    Raises ``NotFoundError`` where the record has none.
    """
    own = identity(connection, asked)
    linked, counts = own.id, own.counts
    names, of_stories = _names(connection, linked)
    others, all_others, whole = co_actors(connection, linked, _CO_ACTORS)
    parts = {
        section: tuple(rows_told(connection, linked, section, handful, 0)) if counts[section] else ()
        for section in SECTIONS
    }
    return Dossier(
        id=linked,
        kind=own.kind,
        name=own.name,
        former_ids=former_ids(connection, linked),
        stories=counts["stories"],
        of_stories=of_stories,
        first=counts["first"],
        last=counts["last"],
        names=names,
        spellings=_traits(connection, linked, "name"),
        titles=_traits(connection, linked, "title"),
        suggestions=_suggestions(connection, linked),
        tenures=tuple(tenures_of(connection, linked)) if counts["held"] else (),
        counts={section: counts[section] for section in SECTIONS},
        co_actors=tuple(others),
        all_co_actors=all_others,
        co_actors_of_all=whole,
        **parts,  # type: ignore[arg-type]
    )


def identity(connection: sqlite3.Connection, asked: str) -> Identity:
    """The entity of this id, or of one that leads to it; raises ``NotFoundError`` where the record has none."""
    linked = linked_now(connection, asked.strip())
    counts = counted(connection, linked)
    if not counts:
        raise NotFoundError(
            f"the record has no entity {asked[:60]!r} of its own. Ids change where people join or part entities:"
            " find it by its name"
        )
    return Identity(
        id=linked,
        name=names_of(connection, [linked])[linked],
        kind=kinds_of(connection, [linked])[linked],
        counts=counts,
    )


def _names(connection: sqlite3.Connection, linked: str) -> tuple[tuple[LinkedName, ...], int]:
    """The full names that the latest stories give it, and how many stories these are."""
    rows = _links(connection, linked)
    by_name: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for row in rows:
        by_name[row["name"]].append(row)
    found = []
    for name, told in sorted(by_name.items(), key=lambda each: (-len(each[1]), each[0]))[:_MOST_NAMES]:
        whys = Counter(row["why"] for row in told)
        found.append(
            LinkedName(
                name=name,
                stories=len({row["story"] for row in told}),
                score=min(row["score"] for row in told),
                whys=by_frequency(whys, _WHYS),
            )
        )
    return tuple(found), len({row["story"] for row in rows})


def links_told(
    connection: sqlite3.Connection, linked: str, name: str | None, limit: int, offset: int
) -> list[LinkTold]:
    """The entities of the latest stories that were linked to it, under ``name`` alone where that is given."""
    rows = [row for row in _links(connection, linked) if name is None or row["name"] == name]
    return [
        LinkTold(
            row=row["entity"], name=row["name"], score=row["score"], why=row["why"],
            citation=first_mention(connection, row["entity"]),
        )
        for row in rows[offset : offset + limit]
    ]  # fmt: skip


def _links(connection: sqlite3.Connection, linked: str) -> list[sqlite3.Row]:
    return connection.execute(
        "SELECT e.name, l.story, l.entity, l.score, l.why"
        " FROM (SELECT story, entity, date FROM told_of WHERE linked = ? ORDER BY date DESC, story DESC, entity"
        "       LIMIT ?) t"
        " CROSS JOIN entity_link l ON l.story = t.story AND l.entity = t.entity"
        " CROSS JOIN entity e ON e.id = l.entity ORDER BY t.date DESC, t.story DESC, l.entity",
        (linked, _LINKS),
    ).fetchall()


def _traits(connection: sqlite3.Connection, linked: str, kind: str) -> dict[str, int]:
    rows = connection.execute(
        "SELECT value, stories FROM linked_trait WHERE linked = ? AND kind = ? ORDER BY stories DESC, value LIMIT ?",
        (linked, kind, _TITLES),
    )
    return {row["value"]: row["stories"] for row in rows}


def _suggestions(connection: sqlite3.Connection, linked: str) -> tuple[MayBe, ...]:
    rows = may_be(connection, linked, _SUGGESTED)
    numbers = connection.execute(
        "SELECT n.id, n.kind, n.stories FROM json_each(?) j JOIN linked_entity n ON n.id = j.value",
        (json.dumps([row["id"] for row in rows]),),
    )
    told = {row["id"]: row for row in numbers}
    names = names_of(connection, told)
    return tuple(
        MayBe(
            id=row["id"], name=names[row["id"]], kind=told[row["id"]]["kind"], stories=told[row["id"]]["stories"],
            score=row["score"], why=row["why"], citation=latest_mention(connection, row["id"]),
        )
        for row in rows
        if row["id"] in names
    )  # fmt: skip
