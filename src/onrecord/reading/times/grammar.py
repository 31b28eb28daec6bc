"""The grammar of time expressions: which tokens make one, the longest first.

``find`` scans a text's tokens once and looks closer only where a word or number may open an expression.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    Ruled,
)
from onrecord.reading.times.vocabulary import vocabulary
from onrecord.reading.times.numbers import length, ordinal, unit_at
from onrecord.reading.times.relative import day_word, deictic, measured, recurring, vague
from onrecord.reading.times.tokens import Tokens

__all__ = ["find"]

Parser = Callable[[Tokens, int], Parsed | None]
_POINTS = (Calendar, Deictic, DeicticNamed, Mentioned, Ordinal, Edge, Holiday, Ruled, Offset, Clock)
_DAYS = (Calendar, Deictic, DeicticNamed, Mentioned, Holiday, Ruled, Offset)


def find(t: Tokens, day_first: bool | None = None) -> Iterator[tuple[int, int, Expression]]:
    """The time expressions in order: first token, token after the last, what it says. They do not overlap."""
    opens = _openers()
    after_the = _after_the()
    low = t.low
    at, size = 0, t.size
    while at < size:
        word = low[at]
        if word in opens or word[0].isdigit():
            if word == "the" and low[at + 1] not in after_the and not low[at + 1][:1].isdigit():
                at += 1
                continue
            found = _interval(t, at, day_first)
            if found is not None:
                yield at, found[0], found[1]
                at = found[0]
                continue
        at += 1


@cache
def _openers() -> dict[str, tuple[Parser, ...]]:
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
    add(recurring, *words.recurring, "every", "each", "per", *(day + "s" for day in words.weekdays))
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
    for opener in ("from", "between", "since", "until", "till", "by", "before", "after", "prior"):
        opens.setdefault(opener, [])
    return {word: tuple(parsers) for word, parsers in opens.items()}


@cache
def _after_the() -> frozenset[str]:
    """The words that may follow 'the' in a time expression."""
    words = vocabulary()
    return frozenset(
        {*words.deictic, *words.mentioned, *words.ordinals, *words.tens, *words.units, *words.positions,
         *words.day_parts, *words.past_plural, *words.future_plural, "final", "entire", "whole", "very", "'", "near",
         "foreseeable", "long", "short", "recent", "future", "past"}
    )  # fmt: skip


_DIGITS: tuple[Parser, ...] = (clock_time, calendar_date, year, numbered_part, measured, holiday)


def _simple(t: Tokens, at: int, day_first: bool | None = None) -> Parsed | None:
    """The longest expression of one parser at the token."""
    word = t.low[at]
    best: Parsed | None = None
    parsers = _openers().get(word, ())
    if word[:1].isdigit():
        best = date_in_digits(t, at, day_first)
        parsers = _DIGITS
    for parser in parsers:
        found = parser(t, at)
        if found is not None and (best is None or found[0] > best[0]):
            best = found
    return best


def _point(t: Tokens, at: int, day_first: bool | None = None) -> Parsed | None:
    """An expression with what may follow it: a part of the day, a clock time, the year or week that it belongs to."""
    found = _simple(t, at, day_first)
    if found is None:
        return None
    end, what = found
    low = t.low
    if isinstance(what, Duration):
        return _from_origin(t, at, end) or found
    if not isinstance(what, _POINTS):
        return found
    end, what = _belonging(t, end, what)
    part = vocabulary().day_parts.get(low[end])
    if part and isinstance(what, _DAYS) and what.day_part is None and low[end] not in ("noon", "midnight", "midday"):
        if not (isinstance(what, Calendar) and what.day is None and what.weekday is None):
            end, what = end + 1, replace(what, day_part=part)
    return _with_clock(t, end, what)


def _belonging(t: Tokens, end: int, what: Expression) -> tuple[int, Expression]:
    """'October of next year', 'the first quarter of 2009', 'Tuesday next week', 'summer of last year'."""
    low = t.low
    start = end + 1 if low[end] in ("of", ",", "in") else end
    if isinstance(what, Ordinal) and what.year is None:
        number = year_number(t, start)
        if number is not None:
            return start + 1, replace(what, year=Calendar(number))
        if low[start] in ("fiscal", "financial") and (number := year_number(t, start + 1)) is not None:
            return start + 2, replace(what, year=Calendar(number))
    month = isinstance(what, Calendar) and what.year is None and what.month is not None and what.day is None
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
        return of[0], Ordinal("month", what.month or 1, of[1])
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
        day = _simple(t, start) if low[start] in _openers() or low[start][:1].isdigit() else None
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
    start = end + 2 if t.low[end + 1] == "the" else end + 1
    origin = _simple(t, start) if t.low[start] in _openers() or t.low[start][:1].isdigit() else None
    if origin is None or not isinstance(origin[1], Calendar | Deictic | DeicticNamed | Holiday):
        return None
    if t.low[origin[0]] == "'s":
        return None
    return origin[0], Offset(measure[2], measure[1], -1 if t.low[end] == "before" else 1, origin=origin[1])


def _edge(t: Tokens, at: int) -> Parsed | None:
    """'the last week of March', 'the first day of 2010', 'the first Monday of next month'."""
    start = at + 1 if t.low[at] == "the" else at
    found = ordinal(t, start)
    if found is None:
        return None
    unit = unit_at(t, found[0])
    weekday = vocabulary().weekdays.get(t.low[found[0]])
    if (unit not in ("day", "week", "weekend", "month", "year", "decade") and weekday is None) or (
        t.low[found[0] + 1] not in ("of", "in")
    ):
        return None
    of = _simple(t, found[0] + 2)
    if of is None or not isinstance(of[1], Calendar | Deictic | Mentioned | Ordinal):
        return None
    if weekday is not None:
        return of[0], Edge("weekday", weekday + 10 * found[1], of[1])
    return of[0], Edge(unit or "day", found[1], of[1])


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
        if low[after - 1] == "in" and low[after] == "the" and unit_at(t, after + 1) is None:
            pass
    elif low[at] == "the" and word in ("later", "earlier"):
        return None
    if low[after] not in _openers() and not low[after][:1].isdigit():
        return None
    found = _simple(t, after)
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
    if low[start + 1] == "of" and (low[start + 2] in _openers() or low[start + 2][:1].isdigit()):
        of = _simple(t, start + 2)
        if of and isinstance(of[1], _DAYS) and _is_day(of[1]):
            return of[0], replace(of[1], day_part=part)
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


def _interval(t: Tokens, at: int, day_first: bool | None) -> Parsed | None:
    """The longest of: a closed interval, an open interval, a point, all at the token."""
    low = t.low
    word = low[at]
    if word in ("from", "between"):
        first = _operand(t, at + 1, day_first)
        joins = ("and",) if word == "between" else ("to", "until", "till", "through", "-")
        if first and low[first[0]] in joins:
            return _closed(t, first, day_first, strict=False)
        return None
    if word in ("since", "until", "till", "by", "before", "after", "prior"):
        start = at + 2 if word == "prior" and low[at + 1] == "to" else at + 1
        point = _operand(t, start, day_first)
        if point and isinstance(point[1], _POINTS) and low[point[0]] != "'s":
            if word == "by" and isinstance(point[1], Calendar) and point[1].month and low[start] in ("may", "march"):
                return None
            return point[0], Open(point[1], word in ("since", "after"))
        return None
    first = _point(t, at, day_first)
    if first is None:
        return _point_short_days(t, at)
    if low[first[0]] in ("-", "to", "through", "/") and isinstance(first[1], Calendar | Ordinal | DeicticNamed | Clock):
        return _closed(t, first, day_first, strict=True) or first
    return first


def _operand(t: Tokens, at: int, day_first: bool | None) -> Parsed | None:
    if t.low[at] in ("about", "around", "at", "on", "in") and not t.new_line(at + 1):
        at += 1
    if t.low[at] not in _openers() and not t.low[at][:1].isdigit():
        return None
    return _point(t, at, day_first) or _bare_hour_or_day(t, at)


def _bare_hour_or_day(t: Tokens, at: int) -> Parsed | None:
    """A day number that a month follows later: the '5' of 'from 5 to 7 June'."""
    word = t.low[at]
    if word.isdigit() and word.isascii() and len(word) < 3 and 1 <= int(word) <= 31:
        return at + 1, Calendar(day=int(word))
    return None


def _point_short_days(t: Tokens, at: int) -> Parsed | None:
    """'5-7 June', '22 to 24 March 2010'."""
    first = _bare_hour_or_day(t, at)
    if first is None or t.low[first[0]] not in ("-", "to"):
        return None
    found = _closed(t, first, None, strict=True)
    return found if found and isinstance(found[1], Between) else None


def _closed(t: Tokens, first: Parsed, day_first: bool | None, *, strict: bool) -> Parsed | None:
    """The interval whose first end was read; ``strict`` where no 'from' or 'between' announced it."""
    low = t.low
    join, start = low[first[0]], first[0] + 1
    begins = first[1]
    if t.new_line(start):
        return None
    tight = join in ("-", "/")
    if isinstance(begins, Calendar) and begins.year and not begins.month and tight:
        # '2018-22': the second year in two digits.
        short = low[start]
        if len(short) == 2 and short.isdigit() and t.touches(start) and not t.touches(start + 1):
            ends = begins.year // 100 * 100 + int(short)
            if 0 < ends - begins.year < 50 or (begins.year % 100 == 99 and short == "00"):
                ends += 100 if ends < begins.year else 0
                return start + 1, Between(begins, Calendar(ends))
        if join == "/":
            return None
    if isinstance(begins, Calendar) and begins.month and begins.day:
        # 'June 5-7', 'June 5 to 7, 2010'.
        number = low[start]
        if number.isdigit() and len(number) < 3 and begins.day < int(number) <= 31 and low[start + 1] not in ("%", "p.m."):
            after = start + 2 if low[start + 1] == "," else start + 1
            of_year = year_number(t, after)
            if t.low[start + 1] not in vocabulary().months:
                ends_at = after + 1 if of_year else start + 1
                return ends_at, Between(replace(begins, year=of_year), Calendar(of_year, begins.month, int(number)))
    if low[start] not in _openers() and not low[start][:1].isdigit():
        return None
    last = _point(t, start, day_first)
    if last is None or not isinstance(last[1], _POINTS):
        return None
    if strict and (type(last[1]) is not type(begins) or not _alike(begins, last[1])):
        return None
    if isinstance(begins, Calendar) and begins.day and not begins.month:
        if not (isinstance(last[1], Calendar) and last[1].day and last[1].month and begins.day < last[1].day):
            return None
        begins = replace(last[1], day=begins.day, weekday=None)
    return last[0], Between(begins, last[1])


def _alike(one: Expression, other: Expression) -> bool:
    """Whether two ends are named in the same way, so that 'X to Y' is an interval without 'from'."""
    if isinstance(one, Calendar) and isinstance(other, Calendar):
        if one.day and not one.month:
            return bool(other.day)
        return (bool(one.month), bool(one.day), one.weekday is None, one.decade) == (
            bool(other.month), bool(other.day), other.weekday is None, other.decade,
        )  # fmt: skip
    return True
