"""The first and the last day of an EDTF value."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from onrecord.reading.times.values import add_months

__all__ = ["bounds"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?[~?%]?")
_UNKNOWN_DIGITS = re.compile(r"(\d{2,3})(X{1,2})")
_QUARTER, _HALF, _SEASON = 33, 40, 21


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day that an EDTF value as our times have it may mean; None where it cannot be told.

    An open end ('..') is the calendar's.
    """
    if "/" in value:
        first, last = value.split("/", 1)
        low = (date.min, date.min) if first in ("..", "") else bounds(first)
        high = (date.max, date.max) if last in ("..", "") else bounds(last)
        return (low[0], high[1]) if low and high and low[0] <= high[1] else None
    if _UNKNOWN_DIGITS.fullmatch(value):
        low_year, high_year = (int(value.replace("X", digit)) for digit in "09")
        return (date(max(1, low_year), 1, 1), date(max(1, high_year), 12, 31))
    match = _DATE.fullmatch(value)
    if match is None or match[1] == "0000":
        return None
    year, part, day = int(match[1]), match[2] and int(match[2]), match[3] and int(match[3])
    try:
        if day:
            return (date(year, part or 1, day), date(year, part or 1, day))
        if not part:
            return date(year, 1, 1), date(year, 12, 31)
        if part <= 12:
            return date(year, part, 1), date(year, part, monthrange(year, part)[1])
        return _months(year, part)
    except ValueError:
        return None


def _months(year: int, part: int) -> tuple[date, date] | None:
    """A season, quarter or half of a year, as EDTF numbers them."""
    if _SEASON <= part < _SEASON + 4:
        first, count = add_months(date(year, 3, 1), 3 * (part - _SEASON)), 3
    elif _QUARTER <= part < _QUARTER + 4:
        first, count = date(year, 1 + 3 * (part - _QUARTER), 1), 3
    elif _HALF <= part < _HALF + 2:
        first, count = date(year, 1 + 6 * (part - _HALF), 1), 6
    else:
        return None
    last = add_months(first, count - 1)
    return first, date(last.year, last.month, monthrange(last.year, last.month)[1])
