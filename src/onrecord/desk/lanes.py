"""Dated things as marks on lanes: each as wide as its date is imprecise, on a scale of days.

Places on the scale are per cent of its width, so that a drawing fits any page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from onrecord.record.days import days_of

__all__ = ["Dated", "Lane", "Mark", "Scale", "Tick", "lanes", "scale"]

_MOST_LANES, _MOST_TRACKS, _APART, _OPEN = 12, 8, 1.3, 7.0
_FAR, _FEW = 0.4, 0.1
_STEPS = (1, 2, 7, 14)
_MOST_TICKS = 6
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Dated(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be drawn. row: its id; lane: where; date: EDTF; done: it happened, or goes on."""

    row: str
    lane: str | None
    date: str
    done: bool


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One mark. at, width: per cent; a day's width is kept too small to see: it is drawn as a point.

    open: ``before``, ``after``, or None; sure: no ``?`` or ``~`` stands behind the date. track: its line in the lane.
    """

    row: str
    at: float
    width: float
    point: bool
    open: str | None
    sure: bool
    done: bool
    track: int


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One lane; name is None for what has none. tracks: how many lines its marks need."""

    name: str | None
    marks: tuple[Mark, ...]
    tracks: int


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A date on the scale."""

    at: float
    label: str


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """From which day to which the drawing goes, both included.

    before, after: how many dates lie outside; whole: from which day to which it would go with them.
    """

    first: str
    last: str
    ticks: tuple[Tick, ...]
    whole: tuple[str, str]
    before: int = 0
    after: int = 0

    @property
    def start(self) -> int:
        """The first day as a number."""
        return datetime.date.fromisoformat(self.first).toordinal()

    @property
    def days(self) -> int:
        """How many days it spans."""
        return datetime.date.fromisoformat(self.last).toordinal() - self.start + 1


def scale(dates: Sequence[str], first: str | None = None, last: str | None = None) -> Scale | None:
    """The scale on which these dates (EDTF) stand; first, last: the days it shall have (YYYY, YYYY-MM, YYYY-MM-DD).

    Where few dates lie so far from all others that the rest would be one blot, the scale leaves them out and counts
    them. None where no date has a day.
    """
    spans = sorted(span for span in map(_span, dates) if span is not None)
    if not spans:
        return None
    from_day, to_day = days_of(first)[0], days_of(last)[1]
    low, high = _crowd([span[0] for span in spans])
    start = datetime.date.fromisoformat(from_day).toordinal() if from_day else low
    end = (
        datetime.date.fromisoformat(to_day).toordinal() if to_day
        else max([span[1] for span in spans if low <= span[0] <= high], default=high)
    )  # fmt: skip
    if end < start:
        start, end = end, start
    if not (from_day or to_day):
        margin = max(1, (end - start) // 50)
        start, end = max(1, start - margin), min(datetime.date.max.toordinal(), end + margin)
    days = (datetime.date.fromordinal(start), datetime.date.fromordinal(end))
    return Scale(
        first=days[0].isoformat(),
        last=days[1].isoformat(),
        ticks=tuple(_ticks(*days)),
        whole=(_day(spans[0][0]), _day(max(span[1] for span in spans))),
        before=sum(span[1] < start for span in spans),
        after=sum(span[0] > end for span in spans),
    )


def lanes(dated: Iterable[Dated], on: Scale) -> tuple[Lane, ...]:
    """The lanes of what lies on the scale, those of most marks first, what has no lane last."""
    by_name: dict[str | None, list[tuple[Dated, tuple[int, int]]]] = {}
    for one in dated:
        span = _span(one.date)
        if span is not None and span[1] >= on.start and span[0] < on.start + on.days:
            by_name.setdefault(one.lane, []).append((one, span))
    ordered = sorted(by_name.items(), key=lambda item: (item[0] is None, -len(item[1]), item[0] or ""))
    named = [(name, marks) for name, marks in ordered if name is not None]
    rest = [mark for _, marks in named[_MOST_LANES:] for mark in marks] + by_name.get(None, [])
    kept = [*named[:_MOST_LANES], *([(None, rest)] if rest else [])]
    return tuple(_lane(name, marks, on) for name, marks in kept)


def _lane(name: str | None, dated: Sequence[tuple[Dated, tuple[int, int]]], on: Scale) -> Lane:
    ends: list[float] = []
    marks = []
    for one, (first, last) in sorted(dated, key=lambda each: (each[1], each[0].row)):
        begins, finishes = days_of(one.date)
        at = _limited((first - on.start) / on.days * 100)
        end = _limited((last + 1 - on.start) / on.days * 100)
        is_open = "before" if begins is None else "after" if finishes is None else None
        if is_open == "before":
            at = _limited(end - _OPEN)
        elif is_open == "after":
            end = _limited(at + _OPEN)
        point = first == last and is_open is None
        edge = max(end, at + _APART)
        track = next((number for number, taken in enumerate(ends) if taken + _APART <= at), len(ends))
        track = min(track, _MOST_TRACKS - 1)
        if track == len(ends):
            ends.append(edge)
        ends[track] = max(ends[track], edge)
        marks.append(
            Mark(row=one.row, at=round(at, 3), width=round(end - at, 3), point=point, open=is_open,
                 sure=not set(one.date) & set("?~%"), done=one.done, track=track)
        )  # fmt: skip
    return Lane(name=name, marks=tuple(marks), tracks=len(ends))


def _day(number: int) -> str:
    return datetime.date.fromordinal(number).isoformat()


def _limited(at: float) -> float:
    return min(100.0, max(0.0, at))


def _span(date: str) -> tuple[int, int] | None:
    """The first and last day as numbers; of an open end the one day that is known."""
    first, last = days_of(date)
    known = first or last
    if known is None:
        return None
    begins, ends = (datetime.date.fromisoformat(day or known).toordinal() for day in (first, last))
    return begins, max(begins, ends)


def _crowd(starts: Sequence[int]) -> tuple[int, int]:
    """The first and last of these days, but for the few that a wide gap parts from the rest."""
    low, high = 0, len(starts) - 1
    whole = (starts[-1] - starts[0]) or 1
    few = int(len(starts) * _FEW)
    for at, (one, other) in enumerate(pairwise(starts)):
        if (other - one) / whole > _FAR:
            if at + 1 <= few:
                low = at + 1
            elif len(starts) - at - 1 <= few:
                high = min(high, at)
    return starts[low], starts[high]


def _ticks(first: datetime.date, last: datetime.date) -> Iterable[Tick]:
    """At most a handful of round dates."""
    days = (last - first).days + 1
    years, months = last.year - first.year + 1, (last.year - first.year) * 12 + last.month - first.month + 1
    if months <= 2:
        step = next((one for one in _STEPS if days / one <= _MOST_TICKS), 30)
        some = [first + datetime.timedelta(days=at) for at in range(0, days, step)]
        labels = [f"{day.day} {_MONTHS[day.month - 1]}" for day in some]
        labels[0] += f" {first.year}"
    elif years <= 3:
        step = next(one for one in (1, 2, 3, 6, 12) if months / one <= _MOST_TICKS or one == 12)
        some = [day for year in range(first.year, last.year + 1) for month in range(1, 13, step)
                for day in [datetime.date(year, month, 1)] if first <= day <= last]  # fmt: skip
        labels = [f"{_MONTHS[day.month - 1]} {day.year}" for day in some]
    else:
        step = next(one for one in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10_000) if years / one <= _MOST_TICKS)
        some = [datetime.date(year, 1, 1) for year in range(first.year, last.year + 1)
                if year % step == 0 and first <= datetime.date(year, 1, 1) <= last]  # fmt: skip
        labels = [str(day.year) for day in some]
    for day, label in zip(some, labels, strict=True):
        yield Tick(at=round((day - first).days / days * 100, 3), label=label)
