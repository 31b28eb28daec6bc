"""The log of judgements: appended to and never changed; merged from several teams by the hashes that are its ids."""

from __future__ import annotations

import datetime
import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onrecord.errors import NotFoundError
from onrecord.model import Judgement, Target, encode

__all__ = ["append", "find", "in_force", "judgement_id", "judgements", "next_moment", "of_ids", "signed"]

_COLUMNS = ("id", "row", "verb", "by", "at", "reason", "was", "becomes", "field", "undoes")
_AT_ONCE = 500


def judgement_id(judgement: Judgement) -> str:
    """The id that a judgement must have: the hash of all the rest of it, 24 hexadecimal digits."""
    rest = msgspec.to_builtins(judgement)
    del rest["id"]
    return hashlib.sha256(encode(rest)).hexdigest()[:24]


def signed(judgement: Judgement) -> Judgement:
    """The judgement with the id that is its own."""
    return msgspec.structs.replace(judgement, id=judgement_id(judgement))


def append(connection: sqlite3.Connection, judgement: Judgement) -> bool:
    """Appends a judgement unless the log has it; says whether it did. The caller holds the transaction."""
    marks = ", ".join("?" * len(_COLUMNS))
    done = connection.execute(
        f"INSERT OR IGNORE INTO judgement ({', '.join(_COLUMNS)}) VALUES ({marks})",
        [getattr(judgement, column) for column in _COLUMNS],
    )
    if not done.rowcount:
        return False
    columns = Target.__struct_fields__
    names = ", ".join(f'"{column}"' for column in columns)
    connection.executemany(
        f"INSERT INTO target (judgement, position, {names}) VALUES (?, ?, {', '.join('?' * len(columns))})",
        [
            (judgement.id, position, *(getattr(target, column) for column in columns))
            for position, target in enumerate(judgement.targets)
        ],
    )
    return True


def judgements(connection: sqlite3.Connection, *, row: str | None = None) -> list[Judgement]:
    """All judgements in time order, or those of one row: that they name, or that they fell on."""
    if row is None:
        return _read(connection, "1", ())
    return _read(connection, "j.row = ? OR j.id IN (SELECT m.judgement FROM mark m WHERE m.row = ?)", (row, row))


def of_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> list[Judgement]:
    """The judgements with these ids, and all that undo them, undo what undoes them, and so on, in time order."""
    known: dict[str, Judgement] = {}
    wanted = sorted(set(ids))
    while wanted:
        found: list[Judgement] = []
        undoing: set[str] = set()
        for at in range(0, len(wanted), _AT_ONCE):
            some = wanted[at : at + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            found += _read(connection, f"j.id IN ({marks})", some)
            rows = connection.execute(f"SELECT id FROM judgement WHERE undoes IN ({marks})", some)
            undoing |= {row["id"] for row in rows}
        known |= {one.id: one for one in found}
        wanted = sorted(undoing - known.keys())
    return sorted(known.values(), key=_in_time)


def find(connection: sqlite3.Connection, asked: str) -> Judgement:
    """The judgement whose id is, or begins with, ``asked``; raises ``NotFoundError``."""
    wanted = asked.strip().lower()
    found = _read(connection, "j.id >= ? AND j.id < ?", (wanted, wanted + "g")) if len(wanted) >= 4 else []
    exact = [one for one in found if one.id == wanted]
    if not exact and len(found) != 1:
        what = "several judgements' ids begin" if found else "the log holds no judgement whose id begins"
        raise NotFoundError(f"{what} with {asked!r}. onrecord judgements lists them")
    return (exact or found)[0]


def in_force(ordered: Sequence[Judgement]) -> list[Judgement]:
    """Those of ``ordered`` (in time order) that nobody has taken back; an undo takes back only what came before it."""
    undone: set[str] = set()
    standing: list[Judgement] = []
    for one in reversed(ordered):
        if one.id in undone:
            continue
        if one.undoes is not None:
            undone.add(one.undoes)
        standing.append(one)
    return standing[::-1]


def next_moment(connection: sqlite3.Connection) -> str:
    """Now (ISO 8601, UTC), or just after the last judgement where another's clock is ahead: later decides later."""
    now = datetime.datetime.now(datetime.UTC)
    last = connection.execute("SELECT max(at) FROM judgement").fetchone()[0]
    if last:
        try:
            ahead = datetime.datetime.fromisoformat(last)
        except ValueError:
            ahead = now
        if ahead.tzinfo is not None and ahead >= now:
            now = ahead + datetime.timedelta(microseconds=1)
    return now.astimezone(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _read(connection: sqlite3.Connection, condition: str, values: Sequence[Any]) -> list[Judgement]:
    columns = ", ".join(f"j.{column}" for column in _COLUMNS)
    rows = connection.execute(
        f"SELECT {columns} FROM judgement j WHERE {condition} ORDER BY j.at, j.id", values
    ).fetchall()
    return [Judgement(**dict(row), targets=_targets(connection, row["id"])) for row in rows]


def _targets(connection: sqlite3.Connection, judgement: str) -> tuple[Target, ...]:
    names = ", ".join(f't."{column}"' for column in Target.__struct_fields__)
    rows = connection.execute(f"SELECT {names} FROM target t WHERE t.judgement = ? ORDER BY t.position", (judgement,))
    return tuple(Target(**dict(row)) for row in rows)


def _in_time(judgement: Judgement) -> tuple[str, str]:
    return judgement.at, judgement.id
