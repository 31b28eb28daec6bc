"""Offices over time as bars: where each begins and ends in per cent of the chart, and what of that is uncertain.

What all stories together make certain is solid. A beginning or end that is known to the year, or only to lie between
two stories, is pale; one that nobody tells fades out. Nothing is filled in.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.record import TenureLine
from onrecord.record.days import days_of

__all__ = ["Bar", "Chart", "Piece", "Tick", "chart"]

_FADE = 4.0  # per cent of the chart over which an open end fades out
_LEAST = 0.6  # so that a single day can be seen
_LEAST_DAYS = 150
_MOST_TICKS = 8
_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a bar. sort: ``sure``, ``unsure`` (somewhere in it lies the end), ``before``, ``after`` (open)."""

    x: float
    width: float
    sort: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One tenure. against: where, in per cent, other stories put its beginning or its end."""

    tenure: TenureLine
    pieces: tuple[Piece, ...]
    against: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A year, or a month, of the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All bars on one axis."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


def chart(tenures: Sequence[TenureLine]) -> Chart:
    """The bars of these tenures, in their order; a tenure of which no date is told has no pieces."""
    days = [day for one in tenures for day in _days(one)]
    if not days:
        return Chart(tuple(Bar(one, (), ()) for one in tenures), ())
    first, last = min(days), max(days)
    # Some weeks alone would have no month on their axis.
    margin = datetime.timedelta(days=max(0, _LEAST_DAYS - (last - first).days) // 2)
    axis = _Axis(max(first, datetime.date.min + margin) - margin, min(last, datetime.date.max - margin) + margin)
    return Chart(tuple(_bar(one, axis) for one in tenures), tuple(_ticks(axis)))


def _ticks(axis: _Axis) -> Iterable[Tick]:
    """The beginnings of years, or where there are few, of months; as many as can be read."""
    months = (axis.last.year - axis.first.year) * 12 + axis.last.month - axis.first.month
    step = next((step for step in _STEPS if months / step <= _MOST_TICKS), _STEPS[-1])
    at = axis.first.year * 12 + axis.first.month - 1
    at -= at % step
    while (year := at // 12) <= min(axis.last.year, datetime.MAXYEAR):
        day = datetime.date(max(year, 1), at % 12 + 1, 1)
        if day > axis.last:
            break
        if day >= axis.first:
            yield Tick(axis.at(day), str(year) if step % 12 == 0 else f"{_MONTHS[at % 12]} {year}")
        at += step


@dataclass(frozen=True, slots=True)
class _Axis:
    first: datetime.date
    last: datetime.date

    def at(self, day: datetime.date) -> float:
        """Per cent of the width, a margin for open ends left at both sides."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_FADE + share * (100 - 2 * _FADE), 2)


def _bar(one: TenureLine, axis: _Axis) -> Bar:
    (begun, begun_by), (ends_from, ended) = map(_pair, (one.begins, one.ends))
    told, still, over = _day(one.first), _day(one.as_of), _day(one.over_by)
    start = begun_by or told
    end = ends_from or still
    if start and end and end < start:
        end = start
    pieces: list[Piece] = []
    if start and (end or begun_by):
        at, until = axis.at(start), axis.at(end or start)
        pieces.append(Piece(at, max(_LEAST, round(until - at, 2)), "sure"))
    elif end and not start:
        at = axis.at(end)
        pieces.append(Piece(at, _LEAST, "sure"))
    if not pieces:
        # Past, and nobody says since when or until when.
        past = (Piece(round(axis.at(over) - _FADE, 2), _FADE, "before"),) if over else ()
        return Bar(one, past, ())
    left, right = pieces[0].x, round(pieces[0].x + pieces[0].width, 2)
    if begun and begun_by and begun < begun_by:
        pieces.append(Piece(axis.at(begun), round(left - axis.at(begun), 2), "unsure"))
    elif not begun:
        pieces.append(Piece(round(left - _FADE, 2), _FADE, "before"))
    bound = ended or (over if not ends_from else None)
    if bound and axis.at(bound) > right:
        pieces.append(Piece(right, round(axis.at(bound) - right, 2), "unsure"))
    elif not bound:
        pieces.append(Piece(right, _FADE, "after"))
    return Bar(one, tuple(pieces), tuple(axis.at(day) for day in _against(one)))


def _against(one: TenureLine) -> Iterable[datetime.date]:
    for conflict in one.conflicts:
        if conflict.kind in ("two_beginnings", "two_ends"):
            day = next(filter(None, _pair(conflict.value)), None)
            if day:
                yield day


def _days(one: TenureLine) -> Iterable[datetime.date]:
    for value in (one.begins, one.ends, *(each.value for each in one.conflicts if each.kind != "two_holders")):
        yield from filter(None, _pair(value))
    yield from filter(None, map(_day, (one.first, one.as_of, one.over_by)))


def _pair(value: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    first, last = days_of(value)
    return _day(first), _day(last)


def _day(value: str | None) -> datetime.date | None:
    first, _ = days_of(value)
    try:
        return datetime.date.fromisoformat(first) if first else None
    except ValueError:
        return None
