"""What a time expression says, before it is resolved against the story's date.

Each class is one way of naming a time. ``grammar.py`` reads them out of tokens; ``resolve.py`` gives them values.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Between", "Calendar", "Clock", "Deictic", "DeicticNamed", "Duration", "Edge", "Expression", "Holiday", "Mentioned",
    "Offset", "Open", "Ordinal", "Overnight", "Recurring", "Ruled", "Vague",
]  # fmt: skip


@dataclass(frozen=True)
class Expression:
    """The root of all expressions. ``day_part`` is 'morning', 'midday', 'afternoon', 'evening', 'night' or None."""

    day_part: str | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Calendar(Expression):
    """A date with some of its parts: 'February 22, 2023', '18 June', 'August 2021', '2009', 'Friday', 'May 3'.

    decade: the year is the first of a decade ('the 1990s', 'the 70s'). approximate: 'around 2010'. within: the year it
    belongs to where the text names it by another expression ('October of next year').
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    decade: bool = False
    approximate: bool = False
    within: Expression | None = None


@dataclass(frozen=True)
class Deictic(Expression):
    """A unit counted from the one that holds the story's date: 'today', 'last month', 'this week', 'next year'."""

    unit: str
    offset: int


@dataclass(frozen=True)
class Mentioned(Expression):
    """A unit counted from the time mentioned last: 'the same day', 'the next day', 'the previous year'.

    near: the story's own date where what was mentioned last lies far from it ('later in the day').
    """

    unit: str
    offset: int
    near: bool = False


@dataclass(frozen=True)
class DeicticNamed(Expression):
    """A named weekday, month or season with this, last or next: 'last Friday', 'this summer'.

    mentioned: counted from the time mentioned last instead of the story's date ('that September').
    """

    unit: str
    number: int
    offset: int
    mentioned: bool = False


@dataclass(frozen=True)
class Ordinal(Expression):
    """A numbered part of a year: 'the first quarter of 2009', 'third-quarter', 'summer 2010', 'second half of 2012'.

    year: the year it belongs to, None where the text does not say.
    """

    unit: str
    number: int
    year: Expression | None = None


@dataclass(frozen=True)
class Edge(Expression):
    """The n-th (-1: last) unit inside another time: 'the last week of March', 'the first day of 2010'."""

    unit: str
    number: int
    of: Expression


@dataclass(frozen=True)
class Offset(Expression):
    """A distance from a point: 'two weeks ago', 'three days later', 'a year earlier', 'in two months'.

    number: None where the text leaves it open ('several years ago'). sign: 1 ahead, -1 back. length: ISO 8601, all of
    it where a smaller unit follows ('two years and six months ago'). mentioned: count from the time mentioned
    last instead of the story's date. origin: count from this time ('two days after Friday'). only_ahead: a point only
    where the clause looks ahead ('will end in two weeks'), else a length ('the first in two weeks').
    """

    unit: str
    number: float | None
    sign: int
    length: str
    mentioned: bool = False
    origin: Expression | None = None
    only_ahead: bool = False


@dataclass(frozen=True)
class Clock(Expression):
    """A time of day, on a day where the text names one: '18:00 UTC', '3 p.m. on Friday', '12:00 UTC Monday'."""

    clock: str
    on: Expression | None = None


@dataclass(frozen=True)
class Overnight(Expression):
    """The night that led into the story's day."""


@dataclass(frozen=True)
class Duration(Expression):
    """A length of time, ISO 8601 ('P3Y'; 'PXY' where open). side: -1 'the past three years', 1 'the next three'."""

    iso: str
    side: int = 0


@dataclass(frozen=True)
class Recurring(Expression):
    """A time that comes again, with its period: 'annually', 'every Friday'."""

    iso: str


@dataclass(frozen=True)
class Vague(Expression):
    """A time left open: 'past', 'present' or 'future'; ``duration`` where a unit is named ('recent years')."""

    when: str
    duration: str | None = None


@dataclass(frozen=True)
class Holiday(Expression):
    """A feast by its rule in the lexicon, and its year where given."""

    rule: str | int | tuple[int, ...]
    year: Expression | None = None


@dataclass(frozen=True)
class Ruled(Expression):
    """A value that needs no resolution ('9/11'), or cannot have one (an ambiguous 03/04/2023)."""

    value: str | None
    rule: str


@dataclass(frozen=True)
class Between(Expression):
    """An interval with both ends."""

    begins: Expression
    ends: Expression


@dataclass(frozen=True)
class Open(Expression):
    """An interval with one end: 'since August' (``from_here``), 'until Friday', 'by 2010'."""

    point: Expression
    from_here: bool
