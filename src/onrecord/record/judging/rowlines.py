"""The rows of a story that a person can judge, and which row an id names."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

import msgspec

from onrecord.errors import NotFoundError
from onrecord.record.judging.fields import FIELDS, value_of
from onrecord.record.judging.marks import Judged, judged_in
from onrecord.record.judging.placing import target_of
from onrecord.record.judging.replay import judged_sheet
from onrecord.record.judging.sheet import KINDS
from onrecord.record.own import Sort, by_id, members, now

__all__ = ["RowLine", "find_linked", "find_own", "find_row", "row_lines"]

_FEWEST_DIGITS = 6
_CALLED = {"entity": "entity", "event": "event", "story": "telling"}
_SHOWN = {
    "entity": "onrecord who shows them", "event": "onrecord events --json shows them",
    "story": "onrecord stories --json shows them",
}  # fmt: skip


class RowLine(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a story as a person judges it: id, kind, the words it stands on, its values as text.

    judged: what people said of it that stands. rejected: whether somebody said that it is none.
    """

    id: str
    kind: str
    words: str | None
    values: dict[str, str | None]
    judged: tuple[Judged, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether the row is left out of answers, for a person said so."""
        return any(one.verb == "reject" for one in self.judged)


def row_lines(connection: sqlite3.Connection, key: int) -> list[RowLine]:
    """The rows of the story with this key, by kind and in the order of the reading."""
    sheet = judged_sheet(connection, key)
    said = judged_in(connection, key)
    return [
        RowLine(
            id=row,
            kind=kind,
            words=target_of(sheet, kind, row, capture=None, address=None).exact,
            values={name: value_of(sheet, kind, row, name) for name in FIELDS[kind]},
            judged=said.get(row, ()),
        )
        for kind in KINDS
        for row in sheet.rows[kind]
    ]


def find_linked(connection: sqlite3.Connection, asked: str, *, among: Collection[str] = ()) -> tuple[str, str, int]:
    """As ``find_row``, but one of the record's own as well (``n3f2a91...`` for an entity, ``v...`` for an event,
    ``t...`` for a telling): by the first of its rows.

    among: rows that are named beside it, which do not stand for it.
    """
    own = find_own(connection, asked)
    if own is None:
        return find_row(connection, asked)
    sort, linked = own
    for row, key in members(connection, sort, linked):
        if row not in among:
            return sort.kind, row, key
    raise NotFoundError(f"{linked} has no row but those that you name beside it")


def find_own(connection: sqlite3.Connection, asked: str) -> tuple[Sort, str] | None:
    """Which of the record's own entities, events or tellings an id, or the beginning of it, is of by now.

    None for a row of a story. Raises ``NotFoundError`` for none or several.
    """
    wanted = asked.strip().lower()
    sort = by_id(wanted)
    if sort is None or len(wanted) <= _FEWEST_DIGITS:
        return None
    ids = connection.execute(
        f"SELECT id FROM {sort.table} WHERE id >= :low AND id < :high"
        " UNION SELECT id FROM issued WHERE id >= :low AND id < :high ORDER BY id LIMIT 2",
        {"low": wanted, "high": wanted + "g"},
    ).fetchall()
    if not ids or (len(ids) > 1 and ids[0]["id"] != wanted):
        what = "several ids of the record's own rows begin" if ids else (
            f"the record has no {_CALLED[sort.kind]} of its own whose id begins"
        )  # fmt: skip
        raise NotFoundError(f"{what} with {wanted}. {_SHOWN[sort.kind]}")
    return sort, now(connection, sort, ids[0]["id"])


def find_row(connection: sqlite3.Connection, asked: str) -> tuple[str, str, int]:
    """Kind, id, and key of the story, of the row whose id is, or begins with, ``asked``; raises ``NotFoundError``."""
    wanted = asked.strip().lower()
    if len(wanted) < _FEWEST_DIGITS or not set(wanted) <= set("0123456789abcdef"):
        raise NotFoundError(
            f"{asked!r} is no row's id. Give the id, or at least its first {_FEWEST_DIGITS} digits:"
            " onrecord judge STORY lists the rows of a story"
        )
    found: dict[str, tuple[str, str, int]] = {}
    for kind in KINDS:
        story = "key" if kind == "story" else "story"
        rows = connection.execute(
            f"SELECT id, {story} AS story FROM {kind} WHERE id >= ? AND id < ? LIMIT 3", (wanted, wanted + "g")
        )
        found |= {row["id"]: (kind, row["id"], row["story"]) for row in rows}
    # Those that somebody rejected, or merged into another, stand in the log alone.
    rows = connection.execute(
        "SELECT t.row, t.kind, m.story FROM mark m JOIN target t ON t.judgement = m.judgement"
        " AND t.position = m.position WHERE m.row = t.row AND t.row >= ? AND t.row < ? LIMIT 50",
        (wanted, wanted + "g"),
    )
    for row in rows:
        found.setdefault(row["row"], (row["kind"], row["row"], row["story"]))
    if wanted in found:
        return found[wanted]
    if len(found) != 1:
        what = f"several rows' ids begin with {wanted}. Give more digits" if found else (
            f"the record holds no row whose id begins with {wanted}. onrecord judge STORY lists the rows of a story"
        )  # fmt: skip
        raise NotFoundError(what)
    return next(iter(found.values()))
