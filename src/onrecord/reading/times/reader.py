"""Reads the times of a text, and of a story as a stage of its reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from onrecord.model import Story, TimeValue
from onrecord.reading.stage import Partial
from onrecord.reading.times.context import Context
from onrecord.reading.times.expressions import Calendar, Clock, Expression, Offset, Ruled
from onrecord.reading.times.grammar import find
from onrecord.reading.times.resolve import resolve
from onrecord.reading.times.tense import ends_ahead, has_happened, tense
from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.values import safe_date

__all__ = ["Times", "read_times"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class Times:
    """Adds ``times``. It needs nothing but the story's parts, and no language model."""

    name = "times"
    version = "3"
    needs: frozenset[str] = frozenset()
    adds: frozenset[str] = frozenset({"times"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with the times of all parts in order, counted from the story's own date."""
        story = partial.reading.story
        parts = [(part.start, part.end) for part in partial.parts]
        return partial.with_fields(times=tuple(read_times(story.text, _as_of(story), parts=parts)))


def _as_of(story: Story) -> str | None:
    return story.as_of.value if story.as_of else None


def read_times(
    text: str,
    as_of: str | None = None,
    *,
    parts: Iterable[tuple[int, int]] | None = None,
    day_first: bool | None = None,
) -> list[TimeValue]:
    """The time expressions of ``text`` in order, none overlapping; positions are code points of ``text``.

    as_of: the date (EDTF: day, month or year) that relative times count from: the story's own, or that of a statement
    for the words inside its quotation. None: only absolute times get a value. parts: the ranges to read, each as a
    text of its own (the times mentioned carry over); all of ``text`` if None. day_first: how dates in digits are
    written, where known; 03/04/2023 is left open without it.
    """
    today, precision = _story_date(as_of)
    context = Context(today, precision)
    found: list[TimeValue] = []
    for start, end in parts if parts is not None else [(0, len(text))]:
        tokens = Tokens(text[start:end])
        for first, last, what in find(tokens, day_first):
            found.append(_value(tokens, first, last, what, context, start))
    return found


def _value(t: Tokens, first: int, last: int, what: Expression, context: Context, start: int) -> TimeValue:
    absolute = isinstance(what, Calendar) and what.year is not None
    context.has_happened = not absolute and has_happened(t, first, last)
    context.tense = 0 if absolute else -1 if context.has_happened else _tense(t, first, last)
    value = resolve(what, context)
    if (absolute or context.has_happened) and value.period is not None and value.period.unit == "day":
        day = value.period.first
        context.dates[day.month, day.day] = day
    if value.period is not None and _is_new(what):
        context.remember(value.period)
    begin, finish = t.start[first], t.end[last - 1]
    return TimeValue(
        start=start + begin, end=start + finish, text=t.text[begin:finish], value=value.value, vague=value.vague,
        bound=value.bound, duration=value.duration, repeats=value.repeats, day_part=value.day_part, rule=value.rule,
        anchor=value.anchor,
    )  # fmt: skip


def _tense(t: Tokens, first: int, last: int) -> int:
    return 1 if ends_ahead(t, first) else tense(t, first, last)


def _is_new(what: Expression) -> bool:
    """Whether later expressions may count from this time. A year-on-year comparison does not move the story on."""
    if isinstance(what, Ruled) and what.rule == "named_day":
        return False
    if isinstance(what, Offset):
        return not (what.mentioned and what.unit == "year")
    return not (isinstance(what, Clock) and what.on is None)


def _story_date(as_of: str | None) -> tuple[date | None, str]:
    matched = _DATE.match(as_of or "")
    if matched is None:
        return None, "day"
    year, month, day = matched.groups()
    precision = "day" if day else "month" if month else "year"
    return safe_date(int(year), int(month or 1), int(day or 1)), precision
