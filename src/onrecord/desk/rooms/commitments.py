"""Commitments: who promised what to whom, by when, and what stories say became of it. Only a person closes one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, get_args

import msgspec

from onrecord.desk.room import Door, Parameter, Room, Visit, asking, numbers
from onrecord.desk.sentence import Piece, pieces
from onrecord.errors import QueryError
from onrecord.export.ical import ical
from onrecord.model.assertion import CommitmentStanding
from onrecord.record import Citation, ClaimQuery, CommitmentThread, Standing
from onrecord.record.days import days_of

__all__ = ["DOORS", "ROOMS"]

_STANDINGS: tuple[str, ...] = get_args(CommitmentStanding)
_CLOSED = ("fulfilled", "broken", "withdrawn")
_DUE = ("dated", "past")
_MOST_IN_A_FEED = 500


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One promise with what bears on it. overdue: its day lies before the last that the record knows, and no story
    says what became of it; whether it was kept is another question. own: what its own story has as evidence."""

    thread: CommitmentThread
    overdue: bool
    own: tuple[Citation, ...] = ()
    counts: Any = None

    @property
    def closed(self) -> bool:
        """Whether a person closed it."""
        return self.thread.standing in _CLOSED

    @property
    def pieces(self) -> list[Piece]:
        """Its sentence, with what was promised set apart."""
        line = self.thread.commitment
        return pieces(line.citation.sentence, [("content", [line.content])]) if line.citation.sentence else []


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The commitments that were asked for. last_day: the last of which the record knows anything."""

    rows: tuple[Row, ...]
    last_day: str | None
    standings: dict[str, Standing]
    limit: int
    offset: int
    more: bool

    @property
    def every_standing(self) -> tuple[str, ...]:
        """How a commitment can stand."""
        return _STANDINGS


def show(visit: Visit) -> Page:
    """The list."""
    limit, offset = numbers(visit)
    found = visit.record.commitments(_asked(visit, _one_of(visit)))
    last_day = visit.record.looking.last_day()
    own = visit.record.looking.evidence(thread.commitment.id for thread in found)
    rows = tuple(_row(thread, last_day, own.get(thread.commitment.id, ())) for thread in _once(found))
    told = [row.thread.commitment.citation for row in rows]
    told += [one.citation for row in rows for one in row.thread.evidence]
    return Page(
        rows=rows,
        last_day=last_day,
        standings=visit.record.standings(citation.story for citation in told),
        limit=limit,
        offset=offset,
        more=len(found) == limit,
    )


def feed(visit: Visit) -> tuple[bytes, str]:
    """The due dates as a calendar: those that the URL asks for, of the latest stories."""
    asked = _asked(visit, _one_of(visit) or "dated")
    stories = msgspec.structs.replace(asked.stories, limit=_MOST_IN_A_FEED, offset=0)
    found = visit.record.commitments(msgspec.structs.replace(asked, stories=stories))
    return ical(_once(found)).encode(), "text/calendar; charset=utf-8"


def _asked(visit: Visit, due: str | None) -> ClaimQuery:
    asked = visit.question("commitments").compiled()
    assert isinstance(asked, ClaimQuery)
    return msgspec.structs.replace(asked, due=due)


def _one_of(visit: Visit) -> str | None:
    given = visit.asked.get("due")
    if given is not None and given not in _DUE:
        raise QueryError(f"due is {given[:40]!r}. Give one of: {', '.join(_DUE)}")
    return given


def _once(threads: Sequence[CommitmentThread]) -> Iterable[CommitmentThread]:
    """Each promise once, though several stories of the answer tell of it."""
    seen: set[str] = set()
    for thread in threads:
        if thread.commitment.id not in seen:
            yield thread
        seen |= {thread.commitment.id, *getattr(thread, "same", ())}


def _row(thread: CommitmentThread, last_day: str | None, own: tuple[Citation, ...]) -> Row:
    due = days_of(thread.commitment.due)[1]
    overdue = bool(thread.standing == "open" and due and last_day and due < last_day)
    return Row(thread=thread, overdue=overdue, own=own, counts=getattr(thread.commitment, "counts", None))


_OWN = (
    Parameter("who", "A name of who promised."),
    Parameter("whom", "A name of who was promised something."),
    Parameter("words", "A search expression for the story."),
    Parameter("status", "How it stands, as its own story tells.", choices=_STANDINGS),
    Parameter("due", "Those that have a date, or whose date is past.", choices=_DUE),
)

ROOMS = (Room("/commitments", "commitments.html", show, "What was promised, and what became of it.", asking(*_OWN)),)
DOORS = (
    Door("/commitments.ics", feed, "The due dates of commitments for a calendar.", "commitments.ics", asking(*_OWN)),
)
