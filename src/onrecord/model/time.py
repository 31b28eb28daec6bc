"""When: time expressions with EDTF values (ISO 8601-2)."""

from __future__ import annotations

import msgspec

__all__ = ["TimeValue"]


class TimeValue(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression of a story.

    value: EDTF, or None where the text names no point or interval. vague: the text leaves it open ('recently').
    bound: the most that can be said of a vague time (``../2023-02-22``). duration: ISO 8601, for lengths of time.
    repeats: the period of a time that comes again, ISO 8601 ('annually': P1Y). day_part: the part of the day that the
        text names beside the day: morning, midday, afternoon, evening or night.
    rule, anchor: how the value was found, and the date it counts from.
    """

    start: int
    end: int
    text: str
    value: str | None = None
    vague: bool = False
    bound: str | None = None
    duration: str | None = None
    repeats: str | None = None
    day_part: str | None = None
    rule: str | None = None
    anchor: str | None = None
