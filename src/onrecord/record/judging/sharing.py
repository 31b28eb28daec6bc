"""Another team's log taken into this one: JSON Lines, a judgement each. Taking it in again changes nothing."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable

import msgspec

from onrecord.errors import QueryError
from onrecord.model import Judgement
from onrecord.record.judging.log import append, judgement_id

__all__ = ["TakenIn", "take_in"]

_LONGEST_LINE = 1_000_000
_AHEAD = datetime.timedelta(days=1)


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a log. added: new to the record. known: already in it. erased: of stories that were erased here,
    and so left out. ids: of those that were added."""

    added: int = 0
    known: int = 0
    erased: int = 0
    ids: tuple[str, ...] = ()


def take_in(connection: sqlite3.Connection, lines: Iterable[str | bytes]) -> TakenIn:
    """Appends the judgements of ``lines``; raises ``QueryError`` that names the line that is none."""
    added: list[str] = []
    known = erased = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        judgement = _read(number, line)
        if _is_erased(connection, judgement):
            erased += 1
        elif append(connection, judgement):
            added.append(judgement.id)
        else:
            known += 1
    return TakenIn(added=len(added), known=known, erased=erased, ids=tuple(added))


def _read(number: int, line: str | bytes) -> Judgement:
    if len(line) > _LONGEST_LINE:
        raise QueryError(
            f"line {number} is too long for a judgement. Give a file that onrecord judgements --json wrote"
        )
    try:
        judgement = msgspec.json.decode(line, type=Judgement)
    except (msgspec.MsgspecError, UnicodeDecodeError) as fault:
        raise QueryError(f"line {number} is no judgement: {fault}. Nothing was taken in") from None
    if judgement.id != judgement_id(judgement):
        raise QueryError(
            f"line {number}: the judgement {judgement.id} was altered after it was made. Nothing was taken in"
        )
    try:
        at = datetime.datetime.fromisoformat(judgement.at)
        if at.tzinfo is None:
            raise ValueError
    except ValueError:
        raise QueryError(f"line {number}: {judgement.at!r} is no moment. Nothing was taken in") from None
    if at > datetime.datetime.now(datetime.UTC) + _AHEAD:
        raise QueryError(f"line {number}: {judgement.at} lies in the future. Check the clocks; nothing was taken in")
    return judgement


def _is_erased(connection: sqlite3.Connection, judgement: Judgement) -> bool:
    stories = {target.story for target in judgement.targets if target.story}
    return any(connection.execute("SELECT 1 FROM tombstone WHERE hash = ?", (one,)).fetchone() for one in stories)
