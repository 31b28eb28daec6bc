"""Offices: who held which from when to when, merged from all stories, with what these contradict each other in."""

from __future__ import annotations

from itertools import groupby

import msgspec

from onrecord.desk.room import Parameter, Room, Visit, asking, numbers
from onrecord.record import Citation, OfficeQuery, Standing, TenureLine
from onrecord.record.words import words_of

__all__ = ["ROOMS"]

_STATUSES = ("current", "former", "acting", "designate", "unknown")


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """One office, and those who held it in the order of time."""

    title: str
    of: str | None
    country: str | None
    tenures: tuple[TenureLine, ...]


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The offices that were asked for. whole: False where only what the latest stories tell was looked at."""

    offices: tuple[Office, ...]
    standings: dict[str, Standing]
    limit: int
    offset: int
    more: bool
    whole: bool

    @property
    def statuses(self) -> tuple[str, ...]:
        """How an office can be held."""
        return _STATUSES


def show(visit: Visit) -> Page:
    """The list."""
    limit, offset = numbers(visit)
    asked = visit.question("tenures").compiled()
    assert isinstance(asked, OfficeQuery)
    if asked.of is not None and asked.country is None and len(asked.of) == 2:
        # A country may be given by its code.
        asked = msgspec.structs.replace(asked, country=asked.of.upper())
    found = visit.record.looking.tenures(asked)
    offices = tuple(
        Office(title=some[0].title, of=some[0].of, country=some[0].country, tenures=tuple(some))
        for _, together in groupby(found.tenures, _office)
        for some in [list(together)]
    )
    return Page(
        offices=offices,
        standings=visit.record.standings(citation.story for line in found.tenures for citation in _cited(line)),
        limit=limit,
        offset=offset,
        more=found.more,
        whole=found.whole,
    )


def _office(line: TenureLine) -> tuple[str, str]:
    return words_of(line.title), line.country or words_of(line.of or "")


def _cited(line: TenureLine) -> list[Citation]:
    return [line.citation, *line.evidence, *(one.citation for one in line.conflicts)]


ROOMS = (
    Room(
        "/offices",
        "offices.html",
        show,
        "Who held which office.",
        asking(
            Parameter("of", "A name, or the code, of the country or body whose office it is."),
            Parameter("country", "Code of the country whose office it is."),
            Parameter("who", "A name of the holder."),
            Parameter("title", "Words of the title."),
            Parameter("status", "How the latest story says that it is held.", choices=_STATUSES),
            Parameter("on", "A date on which it was held."),
        ),
    ),
)
