"""On which day a feast falls."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.reading.times.values import easter, nth_weekday, safe_date

__all__ = ["feast_day"]


def feast_day(rule: str | int | tuple[int, ...], year: int) -> date | None:
    """The day of a feast in a year, or None where the year has none.

    rule: days after Easter, a fixed ``MM-DD``, or ``(month, weekday, which of the month, days after it)``.
    """
    if isinstance(rule, int):
        return easter(year) + timedelta(rule)
    if isinstance(rule, str):
        return safe_date(year, int(rule[:2]), int(rule[3:]))
    month, weekday, number, after = rule
    day = nth_weekday(year, month, weekday, number)
    return day + timedelta(after) if day else None
