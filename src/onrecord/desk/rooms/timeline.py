"""Timeline: events on lanes of actors, places or types, by when they happened or by when that was reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import msgspec

from onrecord.desk.lanes import Dated, Lane, Scale, lanes, scale
from onrecord.desk.room import Parameter, Room, Visit, asking
from onrecord.desk.rooms.events import STATUSES, asked_for
from onrecord.errors import QueryError
from onrecord.record import EventLine, Standing
from onrecord.record.query import check_date

__all__ = ["ROOMS"]

_LANES = ("actor", "place", "type")
_CLOCKS = ("happened", "reported")
_DRAWN, _MOST = 80, 200
_DONE = ("actual", "ongoing")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The events that were asked for, in the order of the clock. scale: None where none of them has a date by it.

    undated: how many have none. more: others answer that were reported earlier.
    """

    by: str
    clock: str
    scale: Scale | None
    lanes: tuple[Lane, ...]
    rows: tuple[EventLine, ...]
    dates: dict[str, str]
    undated: int
    standings: dict[str, Standing]
    limit: int
    offset: int
    more: bool

    @property
    def by_id(self) -> dict[str, EventLine]:
        """The events by their rows."""
        return {line.id: line for line in self.rows}

    @property
    def statuses(self) -> tuple[str, ...]:
        """What an event can be, besides actual."""
        return STATUSES


def show(visit: Visit) -> Page:
    """The drawing, and the same as a list."""
    by, clock = _one_of(visit, "by", _LANES), _one_of(visit, "clock", _CLOCKS)
    limit = max(1, visit.number("limit", _DRAWN, most=_MOST))
    offset = visit.number("offset", 0, most=10_000_000)
    for name in ("first", "last"):
        if name in visit.asked:
            check_date(name, visit.asked[name])
    found, more = _events(visit, limit, offset)
    dates = {line.id: date for line in found if (date := _date(line, clock))}
    on = scale(list(dates.values()), visit.asked.get("first"), visit.asked.get("last"))
    dated = (
        Dated(row=line.id, lane=_lane(line, by), date=dates[line.id], done=line.status in _DONE)
        for line in found if line.id in dates
    )  # fmt: skip
    return Page(
        by=by,
        clock=clock,
        scale=on,
        lanes=lanes(dated, on) if on else (),
        rows=tuple(sorted(found, key=lambda line: (line.id not in dates, dates.get(line.id, ""), line.id))),
        dates=dates,
        undated=len(found) - len(dates),
        standings=visit.record.standings(line.citation.story for line in found),
        limit=limit,
        offset=offset,
        more=more,
    )


def _events(visit: Visit, limit: int, offset: int) -> tuple[list[EventLine], bool]:
    """The events that were reported last; who is asked for alone may have done it or had it done."""
    told: dict[str, object] = {"limit": limit, "offset": offset, "sources": True}
    asked = [told]
    who = visit.asked.get("who")
    if who and "whom" not in visit.asked:
        # Asked for the other way round, the name is not the actor's.
        visit = replace(visit, asked={name: value for name, value in visit.asked.items() if name != "who"})
        asked = [told | {"who": who}, told | {"whom": who}]
    answers = [list(visit.record.find(asked_for(visit, **one))) for one in asked]
    found = {line.event or line.id: line for lines in answers for line in lines}
    return list(found.values()), any(len(lines) == limit for lines in answers)


def _date(line: EventLine, clock: str) -> str | None:
    """When it happened, as told; or when it was first reported."""
    if clock == "happened":
        return line.time
    return min([source.date for source in line.sources if source.date], default=line.citation.date)


def _lane(line: EventLine, by: str) -> str | None:
    if by == "actor":
        return " ".join((line.actors[0].name or line.actors[0].span.text).split()) if line.actors else None
    return (line.place.name if line.place else None) if by == "place" else line.type


def _one_of(visit: Visit, name: str, choices: tuple[str, ...]) -> str:
    given = visit.asked.get(name, choices[0])
    if given not in choices:
        raise QueryError(f"{name} is {given[:40]!r}. Give one of: {', '.join(choices)}")
    return given


def _parameters() -> Iterable[Parameter]:
    yield Parameter("who", "A name of somebody who did it, or had it done to them.")
    yield Parameter("whom", "A name of a recipient; who is then an actor.")
    yield Parameter("place", "A name of the place.")
    yield Parameter("words", "A search expression for the sentence.")
    yield Parameter("type", "PLOVER's type; a mode may follow (COERCE/arrest).")
    yield Parameter("status", "Whether it happened.", choices=STATUSES)
    yield Parameter("historical", "Background alone, or all else.", "boolean")
    yield Parameter("by", "What the lanes are.", choices=_LANES)
    yield Parameter("clock", "By which dates.", choices=_CLOCKS)
    yield Parameter("first", "The first day that is drawn.")
    yield Parameter("last", "The last day that is drawn.")


ROOMS = (Room("/timeline", "timeline.html", show, "Events in time.", asking(*_parameters())),)
