"""Events: who did what to whom, or is said, planned or asked to; and one event over all stories that tell of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

import msgspec

from onrecord.desk.room import Parameter, Room, Visit, asking, numbers
from onrecord.linking.events import FIRST
from onrecord.model.assertion import EventStatus
from onrecord.plover import ontology
from onrecord.record import EventLine, Query, Question, Standing, TakesPart
from onrecord.record.looking import Facets, Happened

__all__ = ["DEEDS", "ROOMS", "STATUSES", "asked_for"]

STATUSES: tuple[str, ...] = get_args(EventStatus)
DEEDS: dict[str, tuple[str, ...]] = {name: tuple(kind.modes) for name, kind in ontology().types.items()}
_SELDOM = (
    "country", "sector", "words", "historical", "confidence", "per", "outlet", "since", "until", "as_known", "order",
)  # fmt: skip
_SECTORS: tuple[str, ...] = tuple(ontology().sectors)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The events that were asked for. facets: how the latest of them part; standings: by story."""

    rows: tuple[EventLine, ...]
    facets: Facets | None
    standings: dict[str, Standing]
    limit: int
    offset: int

    @property
    def deeds(self) -> dict[str, tuple[str, ...]]:
        """PLOVER's types, each with its modes."""
        return DEEDS

    @property
    def statuses(self) -> tuple[str, ...]:
        """What an event can be, besides actual."""
        return STATUSES

    def narrowed(self, visit: Visit) -> bool:
        """Whether the URL asks by what is asked seldom."""
        return not visit.asked.keys().isdisjoint(_SELDOM)

    @property
    def sectors(self) -> tuple[str, ...]:
        """PLOVER's sectors."""
        return _SECTORS


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value that stories give a detail, or None where they do not; and the rows that give it."""

    value: str | None
    told: tuple[str, ...]


class Detail(msgspec.Struct, frozen=True, kw_only=True):
    """One detail of an event (``what``, ``status``, ``when``, ``where``, ``who``, ``to_whom``), each value with who
    gives it, that of most stories first. differs: the stories give different values."""

    name: str
    values: tuple[Value, ...]
    differs: bool


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One event over all stories."""

    event: Happened
    details: tuple[Detail, ...]
    standings: dict[str, Standing]

    @property
    def first(self) -> str:
        """How linking calls the telling by which it came to know of an event."""
        return FIRST

    def line_of(self, row: str) -> EventLine:
        """The event as the story tells it whose row this is."""
        return next(one.line for one in self.event.tellings if one.line.id == row)


def asked_for(visit: Visit, **given: Any) -> Question:
    """The events that the URL asks for. A type can have its mode behind it: ``COERCE/arrest``."""
    kind, slash, mode = visit.asked.get("type", "").partition("/")
    if slash:
        given |= {"type": kind, "mode": mode}
    return visit.question("events", **{"per": visit.asked.get("per", "event")} | given)


def show(visit: Visit) -> Page:
    """The list."""
    limit, offset = numbers(visit)
    question = asked_for(visit)
    rows = tuple(visit.record.find(question))
    return Page(
        rows=rows,
        facets=visit.record.looking.event_facets(question.compiled()),  # type: ignore[arg-type]
        standings=visit.record.standings(line.citation.story for line in rows),
        limit=limit,
        offset=offset,
    )


def one(visit: Visit) -> Event:
    """One event, by the row of any story that tells of it or by its own id."""
    found = visit.record.looking.event(visit.named["id"], Query(as_known=visit.asked.get("as_known")))
    lines = [telling.line for telling in found.tellings]
    details = (
        _detail("what", ((_what(line), line.id) for line in lines)),
        _detail("status", ((line.status, line.id) for line in lines)),
        _detail("when", ((line.time, line.id) for line in lines)),
        _detail("where", ((line.place.name if line.place else None, line.id) for line in lines)),
        _detail("who", ((_names(line.actors), line.id) for line in lines)),
        _detail("to_whom", ((_names(line.recipients), line.id) for line in lines)),
    )
    return Event(
        event=found, details=details, standings=visit.record.standings(line.citation.story for line in lines)
    )


def _detail(name: str, told: Iterable[tuple[str | None, str]]) -> Detail:
    by_value: dict[str | None, list[str]] = {}
    for value, row in told:
        by_value.setdefault(value, []).append(row)
    values = sorted(by_value.items(), key=lambda one: (one[0] is None, -len(one[1])))
    return Detail(
        name=name,
        values=tuple(Value(value=value, told=tuple(rows)) for value, rows in values),
        differs=sum(value is not None for value in by_value) > 1,
    )


def _what(line: EventLine) -> str | None:
    return f"{line.type}/{line.mode}" if line.type and line.mode else line.type


def _names(parties: Iterable[TakesPart]) -> str | None:
    return ", ".join(" ".join((one.name or one.span.text).split()) for one in parties) or None


_OWN = (
    Parameter("who", "A name of an actor, or of whom the actor acts for."),
    Parameter("whom", "A name of a recipient."),
    Parameter("type", "PLOVER's type; a mode may follow (COERCE/arrest)."),
    Parameter("mode", "PLOVER's mode."),
    Parameter("status", "Whether it happened.", choices=STATUSES),
    Parameter("country", "Code of a country of which somebody takes part."),
    Parameter("sector", "PLOVER's sector of somebody who takes part.", choices=_SECTORS),
    Parameter("place", "A name of the place."),
    Parameter("place_country", "Code of the country in which the place lies."),
    Parameter("on", "A date with which the event's own time overlaps."),
    Parameter("historical", "Background alone, or all else.", "boolean"),
    Parameter("confidence", "The least confidence, 0 to 1.", "number"),
    Parameter("words", "A search expression for the sentence."),
    Parameter("per", "What one row is.", choices=("event", "telling", "story")),
)

ROOMS = (
    Room("/events", "events.html", show, "Who did what to whom.", asking(*_OWN)),
    Room(
        "/events/{id}",
        "event.html",
        one,
        "One event over all stories that tell of it.",
        (Parameter("as_known", "Only what had been captured by this date."),),
    ),
)
