"""What in the log does not fit together, or not with the stories: surfaced, never dropped."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Literal

import msgspec

from onrecord.model import Judgement
from onrecord.record.judging.links import links
from onrecord.record.judging.log import in_force, judgements
from onrecord.record.judging.overlay import overlay
from onrecord.record.judging.replay import judged_parts, stories_of
from onrecord.record.own import SORTS, linked_of

__all__ = ["Conflict", "conflicts"]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person has to look at.

    sort: ``vanished`` (the row of a judgement is found no more), ``contradiction`` (people say different things of one
    row; the last of ``judgements`` stands) or ``read_otherwise`` (a value that somebody corrected is now read as
    neither what it was nor what it became). row: its id. field: which value. why: in words. judgements: in time order.
    """

    sort: Literal["vanished", "contradiction", "read_otherwise"]
    row: str
    field: str | None
    why: str
    judgements: tuple[Judgement, ...]


def conflicts(connection: sqlite3.Connection) -> list[Conflict]:
    """All conflicts among the judgements that nobody has taken back: what vanished first, then in time order."""
    standing = in_force(judgements(connection))
    marks = connection.execute(
        "SELECT judgement, position, row, was, stands FROM mark ORDER BY judgement, position, row"
    ).fetchall()
    fallen: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for mark in marks:
        fallen[mark["judgement"]].append(mark)
    found = [one for judgement in standing for one in _vanished(connection, judgement, fallen[judgement.id])]
    return [
        *found, *_contradictions(standing, fallen), *_denied(connection, standing, fallen),
        *_read_otherwise(standing, fallen),
    ]  # fmt: skip


def _vanished(connection: sqlite3.Connection, judgement: Judgement, marks: list[sqlite3.Row]) -> list[Conflict]:
    if judgement.verb == "undo":
        return []
    linked = judgement.verb in ("merge", "split")
    placed = {mark["position"] for mark in marks}
    wanted = range(len(judgement.targets)) if linked else range(1)
    missing = [position for position in wanted if position not in placed]
    if not missing:
        return []
    target = judgement.targets[missing[0]] if judgement.targets else None
    why = _why(connection, judgement) if target else "the record has no row of this id"
    row = target.row if target else judgement.row
    return [Conflict(sort="vanished", row=row, field=judgement.field, why=why, judgements=(judgement,))]


def _why(connection: sqlite3.Connection, judgement: Judgement) -> str:
    keys = sorted(stories_of(connection, [judgement.id]))
    for key in keys:
        reading, ids, standing, stories = judged_parts(connection, key)
        why = overlay(reading, ids, standing, stories=stories).misses.get(judgement.id)
        if why is not None:
            return why
    return "its words do not stand in the stories of its page" if keys else "its story is not in the record"


def _contradictions(standing: list[Judgement], fallen: dict[str, list[sqlite3.Row]]) -> list[Conflict]:
    """Rows and values of which different people say different things, by what each said last."""
    said: dict[tuple[str, str | None], dict[str, Judgement]] = defaultdict(dict)
    for judgement in standing:
        if judgement.verb in ("undo", "merge", "split"):
            continue
        for row in dict.fromkeys(mark["row"] for mark in fallen[judgement.id]) or (judgement.row,):
            said[row, judgement.field].pop(judgement.by, None)
            said[row, judgement.field][judgement.by] = judgement
    found = [
        _contradiction(row, field, list(by_person.values()))
        for (row, field), by_person in said.items()
        if len({_content(one) for one in by_person.values()}) > 1
    ]
    links: dict[frozenset[str], dict[str, Judgement]] = defaultdict(dict)
    for judgement in standing:
        if judgement.verb in ("merge", "split"):
            rows = [mark["row"] for mark in fallen[judgement.id]] or [target.row for target in judgement.targets]
            for other in rows[1:]:
                links[frozenset((rows[0], other))].pop(judgement.by, None)
                links[frozenset((rows[0], other))][judgement.by] = judgement
    for pair, by_person in links.items():
        if len({one.verb for one in by_person.values()}) > 1:
            found.append(_contradiction(min(pair), None, list(by_person.values())))
    return sorted(found, key=lambda one: (one.judgements[-1].at, one.judgements[-1].id, one.row))


def _contradiction(row: str, field: str | None, judgements_: list[Judgement]) -> Conflict:
    told = [f"{one.by}: {one.becomes or 'unknown' if field else one.verb}" for one in judgements_]
    why = f"{'; '.join(told)}. The last stands"
    return Conflict(sort="contradiction", row=row, field=field, why=why, judgements=tuple(judgements_))


def _denied(
    connection: sqlite3.Connection, standing: list[Judgement], fallen: dict[str, list[sqlite3.Row]]
) -> list[Conflict]:
    """Pairs that one person made one and that stay two, for what is one with either was told apart from the other."""
    found = []
    for sort in SORTS:
        ours = [one for one in standing if one.verb in ("merge", "split") and _kind(one) == sort.kind]
        rows = {one.id: [mark["row"] for mark in fallen[one.id]] for one in ours}
        linked = linked_of(connection, sort, (row for these in rows.values() for row in these))
        said = links(connection, sort.kind)
        for one in ours:
            there = [linked[row] for row in rows[one.id] if row in linked]
            if one.verb == "split" or len(set(there)) < 2:
                continue
            pairs = {tuple(sorted((rows[one.id][0], row))) for row in rows[one.id][1:]}
            if not pairs & said.must:
                continue  # A later word on the pair stands: that is surfaced already.
            splits = [
                other for other in ours if other.verb == "split"
                and len({linked[row] for row in rows[other.id] if row in linked} & set(there)) > 1
            ]  # fmt: skip
            why = f"{one.by} says that they are one, and what is one with either was told apart. They stay two"
            both = sorted([*splits, one], key=lambda each: (each.at, each.id))
            found.append(
                Conflict(sort="contradiction", row=rows[one.id][0], field=None, why=why, judgements=tuple(both))
            )
    return found


def _kind(judgement: Judgement) -> str | None:
    return judgement.targets[0].kind if judgement.targets else None


def _content(judgement: Judgement) -> str | None:
    return judgement.becomes if judgement.field else judgement.verb


def _read_otherwise(standing: list[Judgement], fallen: dict[str, list[sqlite3.Row]]) -> list[Conflict]:
    found = []
    for judgement in standing:
        # What follows an earlier correction was that one's value, not what was read.
        if judgement.field is None or judgement.verb == "undo":
            continue
        for mark in fallen[judgement.id]:
            first = _first_of(standing, fallen, mark["row"], judgement.field)
            if first is judgement and mark["stands"] and mark["was"] not in (judgement.was, judgement.becomes):
                why = f"it is now read as {mark['was'] or 'unknown'}, and was read as {judgement.was or 'unknown'}"
                found.append(
                    Conflict(sort="read_otherwise", row=mark["row"], field=judgement.field, why=why,
                             judgements=(judgement,))
                )  # fmt: skip
    return found


def _first_of(
    standing: list[Judgement], fallen: dict[str, list[sqlite3.Row]], row: str, field: str
) -> Judgement | None:
    return next(
        (one for one in standing if one.field == field and any(mark["row"] == row for mark in fallen[one.id])), None
    )
