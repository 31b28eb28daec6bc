"""Points in time and lengths of time: one expression with what belongs to it, the longest that its first word opens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from onrecord.reading.times.clock import clock_time
from onrecord.reading.times.dates import (
    Parsed,
    calendar_date,
    date_in_digits,
    holiday,
    numbered_part,
    season,
    year,
    year_number,
)
from onrecord.reading.times.expressions import (
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
    Ordinal,
    Ruled,
)
from onrecord.reading.times.numbers import length, ordinal, unit_at
from onrecord.reading.times.recurring import recurring
from onrecord.reading.times.relative import day_word, deictic, measured, vague, whole, year_earlier
from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["POINTS", "after_the", "openers", "point", "simple"]

Parser = Callable[[Tokens, int], Parsed | None]
POINTS = (Calendar, Deictic, DeicticNamed, Mentioned, Ordinal, Edge, Holiday, Ruled, Offset, Clock)
_DAYS = (Calendar, Deictic, DeicticNamed, Mentioned, Holiday, Ruled, Offset)


@cache
def openers() -> dict[str, tuple[Parser, ...]]:
    """For each word that may open a simple expression, the parsers to try."""
    words = vocabulary()
    opens: dict[str, list[Parser]] = {}

    def add(parser: Parser, *starts: str) -> None:
        for start in starts:
            opens.setdefault(start, []).append(parser)

    add(calendar_date, *words.months, *words.weekdays)
    add(day_word, *words.days, "tonight", "overnight", "the", "day")
    add(deictic, *words.deictic, *words.mentioned, "the", "its", "his", "her", "their", "our", "these", "those")
    add(measured, *words.numbers, *words.tens, *words.plural_units, *words.vague_numbers, *words.approximate, "a", "an")
    add(measured, "half", "dozens", "hundreds", "thousands", "in", "within", "the", "more", "less", "at", "couple")
    add(measured, "another")
    add(year_earlier, *(unit for unit in words.units if unit not in words.plural_units))
    add(whole, "all")
    add(_week_of, "week", "month", "quarter", "the")
    add(year, *words.decades)
    add(recurring, *words.recurring, "every", "each", "per", *(day + "s" for day in words.weekdays))
    add(recurring, "weekends", *words.weekdays)
    add(numbered_part, *words.ordinals, *words.tens, "the", "q", "final", "last")
    add(_edge, *words.ordinals, "the", "last", "final")
    add(calendar_date, *words.ordinals, "the")
    add(season, *words.seasons)
    add(year, "'", "the")
    add(vague, *words.vague.by_first, "in", *words.past_plural, *words.future_plural)
    add(holiday, *words.holidays.by_first)
    add(_position, *words.positions, "the")
    add(_part_of_day, *words.day_parts, "the")
    add(clock_time, *words.numbers, "noon", "midday", "midnight")
    add(_approximate_year, "about", "around", "circa")
    for opener in ("from", "between", "since", "until", "till", "through", "by", "before", "after", "prior"):
        opens.setdefault(opener, [])
    return {word: tuple(parsers) for word, parsers in opens.items()}


@cache
def after_the() -> frozenset[str]:
    """The words that may follow 'the' in a time expression."""
    words = vocabulary()
    return frozenset(
        {*words.deictic, *words.mentioned, *words.ordinals, *words.tens, *words.units, *words.positions,
         *words.day_parts, *words.past_plural, *words.future_plural, "final", "entire", "whole", "very", "'", "near",
         "foreseeable", "long", "short", "recent", "future", "past"}
    )  # fmt: skip


_DIGITS: tuple[Parser, ...] = (clock_time, calendar_date, year, numbered_part, measured, holiday)


def simple(t: Tokens, at: int, day_first: bool | None = None) -> Parsed | None:
    """The longest expression of one parser at the token."""
    word = t.low[at]
    best: Parsed | None = None
    parsers = openers().get(word, ())
    if word[:1].isdecimal():
        best = date_in_digits(t, at, day_first)
        parsers = _DIGITS
    for parser in parsers:
        found = parser(t, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def point(t: Tokens, at: int, day_first: bool | None = None) -> Parsed | None:
    """An expression with what may follow it: a part of the day, a clock time, the year or week that it belongs to."""
    found = simple(t, at, day_first)
    if found is None:
        return None
    end, what = found
    low = t.low
    if isinstance(what, Duration):
        return _from_origin(t, at, end) or found
    if not isinstance(what, POINTS):
        return found
    end, what = _belonging(t, end, what)
    if isinstance(what, Ordinal) and what.unit == "half" and what.year is None:
        # Of a match, a film, a mandate.
        return None
    part = vocabulary().day_parts.get(low[end])
    parted = isinstance(what, _DAYS) and what.day_part is None and low[end] not in ("noon", "midnight", "midday")
    if part and parted and (not isinstance(what, Calendar) or _is_day(what)):
        end, what = end + 1, replace(what, day_part=part)
    return _with_clock(t, end, what)


def _plain(t: Tokens, at: int) -> Parsed | None:
    """The longest expression that holds no other one: what may stand after 'the end of', 'the first week of'."""
    if t.low[at] not in openers() and not t.low[at][:1].isdecimal():
        return None
    parsers = (calendar_date, year, deictic, day_word, numbered_part, season, holiday)
    found = [parsed for parser in parsers if (parsed := parser(t, at))]
    return max(found, key=lambda parsed: parsed[0]) if found else None


def _belonging(t: Tokens, end: int, what: Expression) -> tuple[int, Expression]:
    """'October of next year', 'the first quarter of 2009', 'Tuesday next week', 'summer of last year'."""
    low = t.low
    start = end + 1 if low[end] in ("of", ",", "in") else end
    if isinstance(what, Calendar) and what.year and not (what.month or what.decade or what.approximate):
        # 'the 1988 third quarter', "1988's first half".
        part = numbered_part(t, end + 1 if low[end] == "'s" else end)
        if part and isinstance(part[1], Ordinal):
            return part[0], replace(part[1], year=Calendar(what.year))
    if isinstance(what, Ordinal) and what.year is None and low[end] != ",":
        number = year_number(t, start)
        if number is not None:
            return start + 1, replace(what, year=Calendar(number))
        if low[start] in ("fiscal", "financial") and (number := year_number(t, start + 1)) is not None:
            return start + 2, replace(what, year=Calendar(number))
    month = isinstance(what, Calendar) and what.year is None and what.month is not None
    weekday = isinstance(what, Calendar) and what.weekday is not None and what.day is None
    if not (month or weekday or (isinstance(what, Ordinal) and what.year is None)) or low[end] in (",", "in"):
        return end, what
    if low[start] not in ("last", "this", "next", "the", "that", "of") or t.new_line(start):
        return end, what
    of = deictic(t, start)
    if of is None or not isinstance(of[1], Deictic | Mentioned):
        return end, what
    if weekday and of[1].unit == "week" and isinstance(what, Calendar):
        return of[0], Edge("weekday", what.weekday or 0, of[1])
    if month and of[1].unit == "year" and isinstance(what, Calendar):
        return of[0], replace(what, within=of[1])
    if isinstance(what, Ordinal) and of[1].unit == "year":
        return of[0], replace(what, year=of[1])
    return end, what


def _with_clock(t: Tokens, end: int, what: Expression) -> Parsed:
    """A day with a clock time after it, or a clock time with a day after it."""
    low = t.low
    if isinstance(what, Clock):
        start = end
        if low[start] == "(" and (other := clock_time(t, start + 1)) and low[other[0]] == ")":
            start = end = other[0] + 1
        if low[start] == ",":
            start += 1
        if low[start] == "on":
            start += 1
        if low[start] == "in" and low[start + 1] == "the" and low[start + 2] in vocabulary().day_parts:
            return start + 3, what
        day = simple(t, start) if low[start] in openers() or low[start][:1].isdecimal() else None
        if day and isinstance(day[1], _DAYS) and _is_day(day[1]) and not t.new_line(start):
            last = day[0]
            part = vocabulary().day_parts.get(low[last])
            on = replace(day[1], day_part=part) if part else day[1]
            return last + 1 if part else last, replace(what, on=on)
        return end, what
    if isinstance(what, _DAYS) and _is_day(what):
        start = end + 1 if low[end] in ("at", ",", "by", "around") else end
        clock = clock_time(t, start)
        if clock and not t.new_line(start):
            return clock[0], replace(clock[1], on=what)
    return end, what


def _is_day(what: Expression) -> bool:
    if isinstance(what, Calendar):
        return what.day is not None or what.weekday is not None
    return (isinstance(what, Deictic | Mentioned | Offset) and what.unit == "day") or (
        isinstance(what, DeicticNamed) and what.unit == "weekday"
    )


def _from_origin(t: Tokens, at: int, end: int) -> Parsed | None:
    """'two days after Friday', 'a week before Christmas'."""
    if t.low[end] not in ("after", "before", "from", "of"):
        return None
    measure = length(t, at)
    if measure is None or measure[0] != end or t.low[end] == "of":
        return None
    if t.low[end] == "from" and t.before(at) == "for":
        # 'closed for a week from Monday': how long, and since when.
        return None
    start = end + 2 if t.low[end + 1] == "the" else end + 1
    origin = simple(t, start) if t.low[start] in openers() or t.low[start][:1].isdecimal() else None
    if origin is None or not isinstance(origin[1], Calendar | Deictic | DeicticNamed | Holiday):
        return None
    if t.low[origin[0]] == "'s":
        return None
    sign = -1 if t.low[end] == "before" else 1
    return origin[0], Offset(measure[2], measure[1], sign, measure[3], origin=origin[1])


def _edge(t: Tokens, at: int) -> Parsed | None:
    """'the last week of March', 'the first day of 2010', 'the first Monday of next month'."""
    start = at + 1 if t.low[at] == "the" else at
    found = ordinal(t, start)
    if found is None:
        return None
    if t.low[found[0]] == "of" and 1 <= found[1] <= 31:
        # 'the 20th of next month'.
        month = deictic(t, found[0] + 1)
        whole = month is not None and isinstance(month[1], Deictic | Mentioned) and month[1].unit == "month"
        return (month[0], Edge("day", found[1], month[1])) if month and whole else None
    unit = unit_at(t, found[0])
    weekday = vocabulary().weekdays.get(t.low[found[0]])
    if (unit not in ("day", "week", "weekend", "month", "year", "decade") and weekday is None) or (
        t.low[found[0] + 1] not in ("of", "in")
    ):
        return None
    of = _plain(t, found[0] + 2)
    if of is None or not isinstance(of[1], Calendar | Deictic | Mentioned | Ordinal):
        return None
    if weekday is not None:
        return of[0], Edge("weekday", weekday + 10 * found[1], of[1])
    return of[0], Edge(unit or "day", found[1], of[1])


def _week_of(t: Tokens, at: int) -> Parsed | None:
    """'the week of March 5', 'the week ended Saturday', 'the quarter ended Sept. 30'."""
    start = at + 1 if t.low[at] == "the" else at
    unit = t.low[start]
    bounded = t.low[start + 1] in ("of", "ended", "ending", "beginning", "starting")
    if unit not in ("week", "month", "quarter") or not bounded:
        return None
    after = start + 3 if t.low[start + 2] == "on" else start + 2
    of = calendar_date(t, after)
    if of is None or not isinstance(of[1], Calendar) or not (of[1].day or of[1].weekday is not None):
        return None
    if unit != "week" and t.low[start + 1] == "of":
        return None
    return of[0], Edge(unit, 1, of[1])


def _position(t: Tokens, at: int) -> Parsed | None:
    """'early March', 'mid-2021', 'the end of last year', 'later this year', 'earlier today': the period itself."""
    low = t.low
    start = at + 1 if low[at] == "the" else at
    word = low[start]
    if word not in vocabulary().positions:
        return None
    nouns = word in ("beginning", "start", "end", "middle", "rest", "close", "remainder")
    after = start + 1
    if nouns:
        if low[after] != "of":
            return None
        after += 1
    elif low[after] in ("-", "on", "in", "of", "through"):
        after += 1
    elif low[at] == "the" and word in ("later", "earlier"):
        return None
    found = _plain(t, after)
    if found is None or not isinstance(found[1], Calendar | Deictic | DeicticNamed | Mentioned | Ordinal | Holiday):
        return None
    return _belonging(t, *found)


def _part_of_day(t: Tokens, at: int) -> Parsed | None:
    """'the morning of June 5'; 'in the evening' is on the day mentioned last."""
    low = t.low
    start = at + 1 if low[at] == "the" else at
    part = vocabulary().day_parts.get(low[start])
    if part is None:
        return None
    if low[start + 1] == "of":
        of = _plain(t, start + 2)
        if of and isinstance(of[1], _DAYS) and _is_day(of[1]):
            return of[0], replace(of[1], day_part=part)
    if low[start + 1] == "trading":
        return start + 1, Mentioned("day", 0, day_part=part)
    if start > at and t.before(at) in ("in", "during") and low[start] not in ("dawn", "noon"):
        return start + 1, Mentioned("day", 0, day_part=part)
    return None


def _approximate_year(t: Tokens, at: int) -> Parsed | None:
    number = year_number(t, at + 1)
    if number is None or not 1400 <= number < 2100 or t.low[at + 2] in vocabulary().years["not_before"]:
        return None
    if t.low[at + 2].endswith("s") and t.low[at + 2].isalpha() and t.low[at + 2] not in ("as", "was"):
        return None
    return at + 2, Calendar(number, approximate=True)
