"""What an expression is resolved against, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from onrecord.reading.times.values import UNIT_ORDER, Period, period_of

__all__ = ["Context", "Value", "value_of"]

_REMEMBERED = 12


@dataclass(frozen=True)
class Value:
    """A resolved time; the fields are those of ``TimeValue``. ``period`` is what later expressions may count from."""

    value: str | None = None
    rule: str = "absolute"
    anchor: str | None = None
    vague: bool = False
    bound: str | None = None
    duration: str | None = None
    repeats: str | None = None
    day_part: str | None = None
    period: Period | None = None


@dataclass
class Context:
    """What an expression is resolved against. today: the day that relative times count from, None if unknown.

    precision: the unit to which ``today`` is known. tense: of the clause at hand. has_happened: the expression at hand
    can only be past. mentioned: the periods read last.
    dates: the days whose years the text settled, by month and day.
    """

    today: date | None
    precision: str = "day"
    tense: int = 0
    has_happened: bool = False
    mentioned: list[Period] = field(default_factory=list)
    dates: dict[tuple[int, int], date] = field(default_factory=dict)

    def known(self, unit: str) -> date | None:
        """The story's date if it is known to ``unit``."""
        fine = UNIT_ORDER[self.precision] <= max(UNIT_ORDER["day"], UNIT_ORDER.get(unit, 3))
        return self.today if fine else None

    def last(self, unit: str) -> Period | None:
        """The period mentioned last that is no longer than ``unit``, else the story's own day."""
        for period in reversed(self.mentioned):
            if not unit or UNIT_ORDER[period.unit] <= UNIT_ORDER[unit]:
                return period
        today = self.known(unit or "day")
        return period_of("day", today) if today else None

    def remember(self, period: Period) -> None:
        """Keep a period that was mentioned."""
        self.mentioned.append(replace(period, clock=""))
        del self.mentioned[:-_REMEMBERED]


def value_of(period: Period | None, rule: str, anchor: date | None = None, *, edtf: str | None = None) -> Value:
    """The value of a period, by this rule and counted from this day; ``edtf`` overrides how it is written."""
    if period is None:
        return Value(rule="no_story_date" if anchor is None else rule)
    return Value(edtf or period.edtf, rule, anchor.isoformat() if anchor else None, period=period)
