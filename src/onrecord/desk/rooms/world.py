"""The map: where events happened, as precisely as that is known, and no more."""

from __future__ import annotations

import math
import os
from dataclasses import replace
from pathlib import Path

import msgspec

from onrecord.desk.globe import WIDTH, Country, Frame, countries, frame_of, projected
from onrecord.desk.room import Parameter, Room, Visit, asking
from onrecord.desk.rooms.events import DEEDS, STATUSES, asked_for
from onrecord.record.looking import PlaceCount, Where

__all__ = ["ROOMS"]

_ANY = "any"
_EXACT = ("site", "town")
_SHADES = 4
BOUNDARIES = "ONRECORD_BOUNDARIES"
"""The environment variable that names another boundary file."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map: x, y in the map's units; radius on the screen of a whole world. exact: a town or a site;
    else it stands for a region, somewhere in which it happened."""

    place: PlaceCount
    x: float
    y: float
    radius: float
    exact: bool


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The places of the events that were asked for. view: ``world``, ``fit`` or a country's code."""

    where: Where
    view: str
    names: dict[str, str]

    @property
    def deeds(self) -> dict[str, tuple[str, ...]]:
        """PLOVER's types, each with its modes."""
        return DEEDS

    @property
    def statuses(self) -> tuple[str, ...]:
        """What an event can be."""
        return (*STATUSES, _ANY)

    def countries(self) -> tuple[Country, ...]:
        """What is drawn below the marks."""
        return _boundaries()

    def shade(self, code: str | None) -> int:
        """How dark a country is drawn, 0 to 4: by the logarithm of its events."""
        number = self.where.countries.get(code or "", 0)
        most = max(self.where.countries.values(), default=1)
        return math.ceil(_SHADES * math.log1p(number) / math.log1p(most)) if number else 0

    def marks(self) -> list[Mark]:
        """The places that have coordinates, the largest first, so that small ones are drawn over them."""
        most = max((one.events for one in self.where.places), default=1)
        found = []
        for place in self.where.places:
            if place.lat is None or place.lon is None or place.precision == "country":
                continue
            x, y = projected(place.lon, place.lat)
            exact = place.precision in _EXACT
            size = math.sqrt(place.events / most)
            found.append(Mark(place=place, x=x, y=y, radius=(6 + 18 * size) if exact else 26 + 10 * size, exact=exact))
        return sorted(found, key=lambda one: -one.radius)

    def frame(self) -> Frame:
        """The part of the world that is shown."""
        if self.view == "fit":
            return frame_of((mark.x, mark.y, mark.x, mark.y) for mark in self.marks())
        return frame_of(one.box for one in _boundaries() if one.code is not None and one.code == self.view)

    def width(self) -> int:
        """Of the whole world, in the map's units."""
        return WIDTH

    def by_country(self) -> list[tuple[str, str, int]]:
        """Code, name and number of events, the most first."""
        return [(code, self.names.get(code, code), number) for code, number in self.where.countries.items()]


def show(visit: Visit) -> Page:
    """The map. Of what is asked for, only what has happened is shown unless the URL says otherwise."""
    status = visit.asked.get("status", "actual")
    given = {"status": None if status == _ANY else status, "per": "story"}
    kept = {name: value for name, value in visit.asked.items() if name != "status"}
    found = visit.record.looking.where(
        asked_for(replace(visit, asked=kept), **given).compiled()  # type: ignore[arg-type]
    )
    named = {one.code: one.name for one in _boundaries() if one.code}
    return Page(where=found, view=visit.asked.get("view", "fit")[:10], names=named)


def _boundaries() -> tuple[Country, ...]:
    own = os.environ.get(BOUNDARIES)
    return countries(Path(own) if own else None)


ROOMS = (
    Room(
        "/map",
        "map.html",
        show,
        "Where events happened.",
        asking(
            Parameter("type", "PLOVER's type, or type and mode: ASSAULT, COERCE/arrest."),
            Parameter("status", "What became of it: actual if not told, any for all."),
            Parameter("who", "Who acted."),
            Parameter("whom", "Who was acted upon."),
            Parameter("place", "At this place."),
            Parameter("place_country", "In this country (ISO 3166 alpha-2)."),
            Parameter("on", "On this day, in this month or year."),
            Parameter("words", "A search expression for the sentence."),
            Parameter("view", "What the map shows: world, fit, or a country's code."),
        ),
    ),
)
