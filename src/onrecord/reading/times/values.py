"""Periods of the calendar and their EDTF values (ISO 8601-2).

EDTF has no weeks, so a week is the interval of its days, Monday to Sunday (``2023-02-13/2023-02-19``), and a weekend
is Saturday and Sunday. Quarters are 33 to 36, halves of a year 40 and 41, seasons 21 (spring) to 24 (winter), by
months of the northern calendar; a winter is named after the year in which it begins.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = [
    "UNIT_ORDER", "Period", "add_months", "easter", "moved", "nth_weekday", "period_of", "safe_date", "shifted",
    "span_of",
]  # fmt: skip

UNIT_ORDER: dict[str, int] = {
    "second": 0, "minute": 1, "hour": 2, "day": 3, "weekend": 4, "week": 5, "fortnight": 5, "month": 6,
    "quarter": 7, "season": 8, "half": 9, "year": 10, "decade": 11, "century": 12,
}  # fmt: skip
_MONTHS_IN = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "weekend": 2, "week": 7}


@dataclass(frozen=True)
class Period:
    """One period of the calendar: its unit and its first day, and a clock time ('T15:30Z') where there is one."""

    unit: str
    first: date
    clock: str = ""

    @property
    def last(self) -> date:
        """The period's last day."""
        if self.unit in _DAYS_IN:
            return _plus_days(self.first, _DAYS_IN[self.unit] - 1)
        following = add_months(self.first, _MONTHS_IN[self.unit])
        return following - timedelta(1) if following > self.first else date.max

    @property
    def edtf(self) -> str:
        """The period as EDTF."""
        day = self.first
        match self.unit:
            case "day":
                return day.isoformat() + self.clock
            case "week" | "weekend":
                return f"{day.isoformat()}/{self.last.isoformat()}"
            case "month":
                return f"{day.year:04}-{day.month:02}"
            case "quarter":
                return f"{day.year:04}-{33 + (day.month - 1) // 3}"
            case "season":
                return f"{day.year:04}-{20 + day.month // 3}"
            case "half":
                return f"{day.year:04}-{40 + (day.month - 1) // 6}"
            case "year":
                return f"{day.year:04}"
            case "decade":
                return f"{day.year // 10:03}X"
            case _:
                return f"{day.year // 100:02}XX"

    def shift(self, number: int) -> Period:
        """The period ``number`` of its units later (earlier where negative); a season moves by years."""
        if self.unit in _DAYS_IN:
            step = 1 if self.unit == "day" else 7
            return Period(self.unit, _plus_days(self.first, number * step), self.clock)
        months = 12 if self.unit == "season" else _MONTHS_IN[self.unit]
        return Period(self.unit, add_months(self.first, number * months), self.clock)

    def distance(self, day: date) -> int:
        """Days from the period to ``day``: 0 inside it, negative where the period lies in the past."""
        if day < self.first:
            return (self.first - day).days
        return min(0, (self.last - day).days)


def period_of(unit: str, day: date) -> Period:
    """The period of ``unit`` that holds ``day``."""
    match unit:
        case "day" | "hour" | "minute" | "second":
            return Period("day", day)
        case "week":
            return Period("week", _plus_days(day, -day.weekday()))
        case "weekend":
            # From Monday to Thursday the weekend that comes; on Friday and after, this one.
            return Period("weekend", _plus_days(day, 5 - day.weekday()))
        case "month":
            return Period("month", day.replace(day=1))
        case "quarter":
            return Period("quarter", date(day.year, (day.month - 1) // 3 * 3 + 1, 1))
        case "season":
            month = day.month // 3 * 3
            return Period("season", date(day.year, month, 1) if month else date(max(1, day.year - 1), 12, 1))
        case "half":
            return Period("half", date(day.year, 1 if day.month < 7 else 7, 1))
        case "year":
            return Period("year", date(day.year, 1, 1))
        case "decade":
            return Period("decade", date(max(1, day.year // 10 * 10), 1, 1))
        case _:
            return Period("century", date(max(1, day.year // 100 * 100), 1, 1))


def moved(day: date, unit: str, number: int) -> date:
    """The day so many units later, itself a day."""
    if unit in ("year", "month"):
        return add_months(day, number * (12 if unit == "year" else 1))
    return Period("day", day).shift(number * (7 if unit == "week" else 1)).first


def shifted(base: Period, unit: str, number: float) -> Period:
    """The period of ``unit`` that lies ``number`` of them from the base; half a year is counted in months."""
    if number != int(number):
        smaller = {"year": (12, "month"), "decade": (10, "year"), "century": (100, "year"), "week": (7, "day")}
        times, unit = smaller.get(unit, (1, unit))
        number = round(number * times)
    if unit == "fortnight":
        unit, number = "week", number * 2
    if base.unit in ("month", "quarter", "season") and unit == "year":
        return Period(base.unit, add_months(base.first, int(number) * 12))
    return period_of(unit, base.first).shift(int(number))


def span_of(first: Period, last: Period) -> str:
    """The EDTF interval from one period to another."""
    begins, ends = first.edtf, last.edtf
    return f"{begins.split('/')[0]}/{ends.split('/')[-1]}"


def add_months(day: date, months: int) -> date:
    """The day ``months`` later, on the last of the month where it has fewer days; clamped to the calendar's ends."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * el) // 433
    month = (h + el - 7 * m + 90) // 25
    return date(year, month, (h + el - 7 * m + 33 * month + 19) % 32)


def nth_weekday(year: int, month: int, weekday: int, number: int) -> date | None:
    """The ``number``-th ``weekday`` (Monday is 0) of a month; -1 is the last. None where there is none."""
    if number > 0:
        first = date(year, month, 1)
        return safe_date(year, month, 1 + (weekday - first.weekday()) % 7 + 7 * (number - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta((last.weekday() - weekday) % 7)


def _plus_days(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        return date.max if days > 0 else date.min
