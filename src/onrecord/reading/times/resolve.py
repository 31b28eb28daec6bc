"""From what an expression says to its value, against the story's date and the times mentioned before it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.times.context import Context, Value, value_of
from onrecord.reading.times.expressions import (
    Between,
    Calendar,
    Clock,
    Deictic,
    DeicticNamed,
    Duration,
    Edge,
    Expression,
    Holiday,
    Mentioned,
    Offset,
    Open,
    Ordinal,
    Overnight,
    Recurring,
    Ruled,
    Vague,
)
from onrecord.reading.times.feasts import feast_day
from onrecord.reading.times.values import (
    Period,
    add_months,
    moved,
    nth_weekday,
    period_of,
    safe_date,
    shifted,
    span_of,
)

__all__ = ["resolve"]

# A year that agrees with the clause's tense is preferred unless the other lies this many times nearer.
# A month without a year is told from its year by the tense almost alone, a day lies near.
_TENSE_WEIGHT = {"day": 3, "month": 8}
_FAR = 10
_PARTS = re.compile(r"([\d.]+)([YMWD])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
# Of the two readings of 03/04/2023, the one within a week of the story's date is meant if only one is.
_NEAR = 7


def resolve(what: Expression, context: Context) -> Value:
    """The value of one expression. Never raises; what cannot be known stays None, and ``rule`` says why."""
    try:
        found = _resolve(what, context)
    except (OverflowError, ValueError):
        return Value(rule="outside_calendar")
    if what.day_part and found.period:
        found = replace(found, day_part=what.day_part)
    return found


def _resolve(what: Expression, context: Context) -> Value:
    match what:
        case Calendar():
            return _calendar(what, context)
        case Deictic(unit=unit, offset=offset):
            return _deictic(unit, offset, context)
        case Mentioned():
            return _mentioned(what, context)
        case DeicticNamed():
            return _deictic_named(what, context)
        case Ordinal():
            return _ordinal(what, context)
        case Edge():
            return _edge(what, context)
        case Offset():
            return _offset(what, context)
        case Clock():
            return _clock(what, context)
        case Holiday():
            return _holiday(what, context)
        case Between():
            return _between(what, context)
        case Open():
            return _open(what, context)
        case Ruled():
            return _ruled(what, context)
        case _:
            return _without_value(what, context)


def _calendar(what: Calendar, context: Context) -> Value:
    if what.within is not None:
        within = _resolve(what.within, context)
        if within.period is None:
            return Value(rule=within.rule)
        dated = _calendar(replace(what, within=None, year=within.period.first.year), context)
        return replace(dated, rule=within.rule, anchor=within.anchor)
    if what.year is not None:
        if what.decade:
            return value_of(Period("decade", date(what.year // 10 * 10 or 1, 1, 1)), "absolute")
        unit = "day" if what.day else "month" if what.month else "year"
        first = safe_date(what.year, what.month or 1, what.day or 1)
        period = Period(unit, first) if first else None
        return value_of(period, "absolute", edtf=f"{what.year:04}~" if what.approximate else None)
    today = context.known("month" if what.month and not what.day else "day")
    if today is None:
        return Value(rule="no_story_date")
    if what.month is not None and what.day is not None and (told := context.dates.get((what.month, what.day))):
        # The story gave this day its year before.
        return value_of(Period("day", told), "from_mentioned", told)
    if what.month is not None:
        return _nearest_year(
            [_day_or_month(today.year + shift, what.month, what.day) for shift in (-4, -1, 0, 1, 4)], today, context
        )
    if what.weekday is not None and what.day is not None:
        # 'Friday the 15th': the nearest month where it is one.
        months = [add_months(today.replace(day=1), shift) for shift in range(-12, 13)]
        days = [_day_or_month(month.year, month.month, what.day) for month in months]
        return _nearest_year([day for day in days if day and day.first.weekday() == what.weekday], today, context)
    if what.weekday is not None:
        return _weekday(what.weekday, today, context)
    return Value(rule="no_month")


def _day_or_month(year: int, month: int, day: int | None) -> Period | None:
    first = safe_date(year, month, day or 1)
    return Period("day" if day else "month", first) if first else None


def _nearest_year(candidates: list[Period | None], today: date, context: Context) -> Value:
    """Of the same date in several years, the nearest to the story's date; the clause's tense weighs."""
    periods = [period for period in candidates if period is not None]
    if not periods:
        return Value(rule="outside_calendar")
    if context.has_happened:
        periods = [period for period in periods if period.distance(today) <= 0] or periods

    def cost(period: Period) -> tuple[int, int]:
        distance = period.distance(today)
        against = distance * context.tense < 0
        return abs(distance) * (_TENSE_WEIGHT.get(period.unit, 4) if against else 1), -distance

    best = min(periods, key=cost)
    distance = best.distance(today)
    rule = "nearest_past" if distance < 0 else "nearest_future" if distance > 0 else "nearest_present"
    return value_of(best, rule, today)


def _weekday(weekday: int, today: date, context: Context) -> Value:
    """The weekday law: the story's own day if it is that weekday, else the latest one past, or the next if ahead."""
    back = (today.weekday() - weekday) % 7
    if back == 0:
        return value_of(Period("day", today), "weekday_same_day", today)
    if context.tense > 0:
        return value_of(Period("day", today + timedelta(7 - back)), "weekday_future", today)
    return value_of(Period("day", today - timedelta(back)), "weekday_past", today)


def _deictic(unit: str, offset: int, context: Context) -> Value:
    if unit == "fortnight":
        return Value(duration="P2W", rule="duration")
    today = context.known(unit)
    if today is None:
        return Value(rule="no_story_date")
    period = period_of(unit, today)
    if unit == "weekend" and offset == 0 and today.weekday() < 5:
        # Early in the week the weekend just past is meant, late in it the next, unless the clause says otherwise.
        past = context.tense < 0 or (context.tense == 0 and today.weekday() < 3)
        offset = -1 if past else 0
    return value_of(period.shift(offset), f"deictic_{unit}", today)


def _mentioned(what: Mentioned, context: Context) -> Value:
    if what.unit == "fortnight":
        return Value(duration="P2W", rule="duration")
    base = context.last(what.unit)
    if base is None:
        return Value(rule="no_story_date")
    today = context.known("day")
    if what.near and today and abs(base.distance(today)) > _FAR:
        base = Period("day", today)
    period = base if not what.unit else period_of(what.unit, base.first).shift(what.offset)
    if today and context.tense < 0 and what.offset > 0 and period.first > today >= base.first:
        return Value(rule="outside_period")  # what has been was not after the story
    return value_of(period, "from_mentioned", base.first)


def _deictic_named(what: DeicticNamed, context: Context) -> Value:
    today = context.known(what.unit)
    if what.mentioned:
        base = context.last("" if what.unit != "weekday" else "week")
        today = base.first if base else None
    if today is None:
        return Value(rule="no_story_date")
    if what.mentioned:
        context = replace(context, tense=0)
    if what.unit == "weekday":
        ahead = (what.number - today.weekday()) % 7
        if what.offset < 0:
            day = today - timedelta((today.weekday() - what.number) % 7 or 7)
        elif what.offset > 0:
            day = today + timedelta(ahead or 7)
        else:
            day = today + timedelta(ahead - 7 if context.tense < 0 and ahead else ahead)
        return value_of(Period("day", day), "deictic_weekday", today)
    options = _named_periods(what.unit, what.number, today.year)
    if what.offset < 0:
        chosen = [period for period in options if period.last < today]
        period = chosen[-1] if chosen else None
    elif what.offset > 0:
        chosen = [period for period in options if period.first > today]
        period = chosen[0] if chosen else None
    else:
        period = min(options, key=lambda option: (option.first.year != today.year, abs(option.distance(today))))
    return value_of(period, f"deictic_{what.unit}", today)


def _named_periods(unit: str, number: int, year: int) -> list[Period]:
    """The period of this number in the years around ``year``, in order."""
    months = {"month": number, "quarter": 3 * number - 2, "half": 6 * number - 5, "season": 3 * number}[unit]
    return [Period(unit, date(y, months, 1)) for y in (year - 2, year - 1, year, year + 1) if 1 <= y <= 9999]


def _ordinal(what: Ordinal, context: Context) -> Value:
    if what.year is not None:
        year = _resolve(what.year, context)
        if year.period is None:
            return Value(rule=year.rule)
        period = _named_periods(what.unit, what.number, year.period.first.year)[2]
        return value_of(period, year.rule, date.fromisoformat(year.anchor) if year.anchor else None)
    today = context.known(what.unit)
    if today is None:
        return Value(rule="no_story_date")
    options: list[Period | None] = list(_named_periods(what.unit, what.number, today.year))
    return _nearest_year(options, today, context)


def _edge(what: Edge, context: Context) -> Value:
    of = _resolve(what.of, context)
    if of.period is None:
        return Value(rule=of.rule)
    within, number = of.period, what.number
    period: Period | None
    if what.unit == "weekday" and within.unit == "week":
        period = Period("day", within.first + timedelta(number))
    elif what.unit == "weekday":
        weekday = number % 10
        day = nth_weekday(within.first.year, within.first.month, weekday, number // 10)
        period = Period("day", day) if day and within.unit == "month" else None
    elif number < 0:
        period = period_of(what.unit, within.last)
        period = period.shift(-1) if period.last > within.last else period
    elif within.unit == "day":
        period = period_of(what.unit, within.first)
    else:
        period = period_of(what.unit, within.first).shift(number - 1)
        if what.unit == "weekend" and period.first < within.first:
            period = period.shift(1)
        if period.first > within.last:
            period = None
    return replace(value_of(period, of.rule), anchor=of.anchor) if period else Value(rule="outside_period")


def _offset(what: Offset, context: Context) -> Value:
    if what.only_ahead and context.tense <= 0:
        return Value(rule="duration", duration=what.length)
    if what.origin is not None:
        origin = _resolve(what.origin, context)
        base, rule = origin.period, "from_origin"
    elif what.mentioned:
        base, rule = context.last(what.unit), "from_mentioned"
    else:
        today = context.known(what.unit)
        base, rule = (period_of("day", today) if today else None), "from_story_date"
    if what.number is None or what.unit in ("second", "minute", "hour"):
        # Without the story's hour, not even the day of 'three hours ago' is sure.
        anchor = base.first.isoformat() if base else None
        side = anchor and (f"../{anchor}" if what.sign < 0 else f"{anchor}/..")
        return Value(None, rule if base else "no_story_date", anchor, vague=True, bound=side, duration=what.length)
    if base is None:
        return Value(rule="no_story_date")
    anchored = base.first
    parts = [(float(number), _UNITS[letter]) for number, letter in _PARTS.findall(what.length)]
    if len(parts) > 1 and "T" not in what.length:
        # 'two years and six months ago': the smallest unit is the granularity.
        for number, unit in parts:
            base = Period("day", moved(base.first, unit, round(what.sign * number)))
        return value_of(period_of(parts[-1][1], base.first), rule, anchored)
    return value_of(shifted(base, what.unit, what.sign * what.number), rule, base.first)


def _clock(what: Clock, context: Context) -> Value:
    if what.on is not None:
        day = resolve(what.on, context)
    else:
        base = context.mentioned[-1] if context.mentioned and context.mentioned[-1].unit == "day" else None
        today = context.known("day")
        if base and today and base.first > today and context.tense < 0:
            base = None  # what has been was not at an hour of a day to come
        chosen = base.first if base else today
        day = value_of(Period("day", chosen) if chosen else None, "clock", chosen)
    if day.period is None or day.period.unit != "day":
        return Value(rule=day.rule)
    period = replace(day.period, clock=what.clock)
    return Value(period.edtf, day.rule, day.anchor, day_part=day.day_part, period=period)


def _holiday(what: Holiday, context: Context) -> Value:
    if what.rule == "":
        return Value(rule="feast_not_computed")
    if what.year is not None:
        year = _resolve(what.year, context)
        if year.period is None:
            return Value(rule=year.rule)
        day = feast_day(what.rule, year.period.first.year)
        return replace(value_of(Period("day", day) if day else None, "feast"), anchor=year.anchor)
    today = context.known("day")
    if today is None:
        return Value(rule="no_story_date")
    days = [feast_day(what.rule, today.year + shift) for shift in (-1, 0, 1)]
    found = _nearest_year([Period("day", day) if day else None for day in days], today, context)
    return replace(found, rule=f"feast_{found.rule}")


def _between(what: Between, context: Context) -> Value:
    begins, ends = what.begins, what.ends
    last = resolve(ends, context)
    if last.period is None:
        first = resolve(begins, context)
        return Value(rule=first.rule if first.period is None else last.rule)
    if isinstance(begins, Calendar) and begins.year is None and begins.month and isinstance(ends, Calendar):
        # 'March to May 2010': what the first end does not say it takes from the second.
        begins = replace(begins, year=last.period.first.year)
        if begins.month and ends.month and begins.month > ends.month:
            begins = replace(begins, year=last.period.first.year - 1)
    first = resolve(begins, context)
    if first.period is None:
        return Value(rule=first.rule)
    begin = first.period
    if begin.first > last.period.last:
        shift = {"day": 7} if isinstance(begins, Calendar) and begins.weekday is not None else None
        if shift is None:
            return Value(rule="ends_before_it_begins")
        ends_at = replace(last.period, first=last.period.first + timedelta(7))
        return Value(span_of(begin, ends_at), first.rule, first.anchor, period=ends_at)
    return Value(span_of(begin, last.period), last.rule, last.anchor, period=last.period)


def _open(what: Open, context: Context) -> Value:
    if not what.from_here and context.tense == 0:
        context = replace(context, tense=1)
    point = resolve(what.point, context)
    if point.period is None:
        return point
    edge = point.period.edtf.split("/")
    if point.value and point.value.endswith("~"):
        edge = [point.value]
    value = f"{edge[0]}/.." if what.from_here else f"../{edge[-1]}"
    return replace(point, value=value, day_part=None)


def _ruled(what: Ruled, context: Context) -> Value:
    if what.value is None:
        return Value(rule=what.rule)
    if what.rule != "ambiguous":
        if len(what.value) >= 10:
            return value_of(Period("day", date.fromisoformat(what.value[:10]), what.value[10:]), what.rule)
        return Value(what.value, what.rule)
    year, one, two = (int(part) for part in what.value.split("-"))
    readings = [safe_date(year, one, two), safe_date(year, two, one)]
    today = context.known("day")
    near = [day for day in readings if day and today and abs((day - today).days) <= _NEAR]
    if len(near) == 1:
        return value_of(Period("day", near[0]), "near_story_date", today)
    return Value(f"{year:04}-XX-XX", "ambiguous", period=Period("year", date(year, 1, 1)))


def _without_value(what: Expression, context: Context) -> Value:
    today = context.today.isoformat() if context.today and context.precision == "day" else None
    match what:
        case Duration(iso=iso, side=side):
            bound = None if not side or today is None else f"../{today}" if side < 0 else f"{today}/.."
            return Value(rule="duration", duration=iso, bound=bound, anchor=today if bound else None)
        case Recurring(iso=iso):
            return Value(rule="recurring", repeats=iso)
        case Vague(when=when, duration=duration):
            bound = today and {"past": f"../{today}", "present": today, "future": f"{today}/.."}[when]
            return Value(rule=f"vague_{when}", vague=True, bound=bound, duration=duration, anchor=today)
        case Overnight():
            if today is None or context.today is None:
                return Value(rule="no_story_date")
            before = context.today - timedelta(1)
            period = Period("day", context.today)
            return Value(f"{before.isoformat()}/{today}", "overnight", today, day_part="night", period=period)
        case _:
            return Value(rule="not_resolved")
