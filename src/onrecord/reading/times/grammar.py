"""The grammar of time expressions: which tokens make one, the longest first.

``find`` scans a text's tokens once and looks closer only where a word or number may open an expression.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.reading.times.dates import Parsed, year_number
from onrecord.reading.times.expressions import Between, Calendar, Clock, DeicticNamed, Expression, Open, Ordinal
from onrecord.reading.times.points import POINTS, after_the, openers, point
from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["find"]


def find(t: Tokens, day_first: bool | None = None) -> Iterator[tuple[int, int, Expression]]:
    """The time expressions in order: first token, token after the last, what it says. They do not overlap."""
    opens, follows = openers(), after_the()
    low = t.low
    at, size = 0, t.size
    while at < size:
        word = low[at]
        if word in opens or word[0].isdecimal():
            if word[0].isdecimal() and t.touches(at) and low[at - 1].isalnum():
                # Part of a longer name: 'A380', a link.
                at += 1
                continue
            if word == "the" and low[at + 1] not in follows and not low[at + 1][:1].isdecimal():
                at += 1
                continue
            found = _interval(t, at, day_first)
            if found is not None:
                yield at, found[0], found[1]
                at = found[0]
                continue
        at += 1


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
    if word in ("since", "until", "till", "through", "by", "before", "after", "prior"):
        start = at + 2 if word == "prior" and low[at + 1] == "to" else at + 1
        of = _operand(t, start, day_first)
        if of and isinstance(of[1], POINTS) and low[of[0]] != "'s" and not _day_alone(of[1]):
            if word == "by" and low[start] == "may" and of[0] == start + 1:
                # More likely a person's name.
                return None
            return of[0], Open(of[1], word in ("since", "after"))
        return None
    first = point(t, at, day_first)
    if first is None:
        return _point_short_days(t, at)
    if low[first[0]] in ("-", "to", "through", "/") and isinstance(first[1], Calendar | Ordinal | DeicticNamed | Clock):
        return _closed(t, first, day_first, strict=True) or first
    return first


def _operand(t: Tokens, at: int, day_first: bool | None) -> Parsed | None:
    if t.low[at] in ("about", "around", "at", "on", "in") and not t.new_line(at + 1):
        at += 1
    if t.low[at] not in openers() and not t.low[at][:1].isdecimal():
        return None
    return point(t, at, day_first) or _bare_hour_or_day(t, at)


def _bare_hour_or_day(t: Tokens, at: int) -> Parsed | None:
    """A day number that a month follows later: the '5' of 'from 5 to 7 June'."""
    word = t.low[at]
    if word.isdecimal() and word.isascii() and len(word) < 3 and 1 <= int(word) <= 31:
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
        if len(short) == 2 and short.isdecimal() and t.touches(start) and not _goes_on(t, start + 1):
            ends = begins.year // 100 * 100 + int(short)
            if 0 < ends - begins.year < 50 or (begins.year % 100 == 99 and short == "00"):
                ends += 100 if ends < begins.year else 0
                return start + 1, Between(begins, Calendar(ends))
        if join == "/":
            return None
    if isinstance(begins, Calendar) and begins.month and begins.day:
        # 'June 5-7', 'June 5 to 7, 2010'.
        number = low[start]
        fits = number.isdecimal() and len(number) < 3 and begins.day < int(number) <= 31
        if fits and low[start + 1] not in ("%", "p.m."):
            after = start + 2 if low[start + 1] == "," else start + 1
            of_year = year_number(t, after)
            if t.low[start + 1] not in vocabulary().months:
                ends_at = after + 1 if of_year else start + 1
                return ends_at, Between(replace(begins, year=of_year), Calendar(of_year, begins.month, int(number)))
    if low[start] not in openers() and not low[start][:1].isdecimal():
        return None
    last = point(t, start, day_first)
    if last is None or not isinstance(last[1], POINTS):
        return None
    if strict and (type(last[1]) is not type(begins) or not _alike(begins, last[1])):
        return None
    if isinstance(begins, Calendar) and begins.day and not begins.month:
        if not (isinstance(last[1], Calendar) and last[1].day and last[1].month and begins.day < last[1].day):
            return None
        begins = replace(last[1], day=begins.day, weekday=None)
    return last[0], Between(begins, last[1])


def _day_alone(what: Expression) -> bool:
    return isinstance(what, Calendar) and what.day is not None and what.month is None


def _goes_on(t: Tokens, at: int) -> bool:
    """Whether a number runs on into the token: '2018-22nd', '2018-22-1', '20%'."""
    return t.touches(at) and (t.low[at].isalnum() or t.low[at] in "-/%")


def _alike(one: Expression, other: Expression) -> bool:
    """Whether two ends are named in the same way, so that 'X to Y' is an interval without 'from'."""
    if isinstance(one, Calendar) and isinstance(other, Calendar):
        if one.day and not one.month:
            return bool(other.day)
        return (bool(one.month), bool(one.day), one.weekday is None, one.decade) == (
            bool(other.month), bool(other.day), other.weekday is None, other.decade,
        )  # fmt: skip
    return True
