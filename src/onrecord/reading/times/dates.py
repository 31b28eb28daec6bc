"""Dates of the calendar in tokens: absolute, partial, years, decades, numbered parts of a year, feasts."""

from __future__ import annotations

import re

from onrecord.reading.times.expressions import (
    Calendar,
    DeicticNamed,
    Expression,
    Holiday,
    Ordinal,
    Ruled,
)
from onrecord.reading.times.numbers import ordinal
from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.values import safe_date
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["calendar_date", "date_in_digits", "holiday", "month_at", "numbered_part", "season", "year", "year_number"]

Parsed = tuple[int, Expression]
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[t ](\d{2}:\d{2})(?::\d{2})?(z|[+-]\d{2}:?\d{2})?)?\Z")
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_PARTED = re.compile(r"(\d{1,4})[/.](\d{1,2})[/.](\d{2,4})\Z")


def date_in_digits(t: Tokens, at: int, day_first: bool | None) -> Parsed | None:
    """'2017-05-03', '2015/08/12', '22.02.2023', '7/8/07', '9/11'.

    Where day and month could be changed for one another, ``day_first`` decides; without it the day and month of
    the value are unknown, unless the story's date tells (``resolve.py``).
    """
    word = t.low[at]
    if iso := _ISO.match(word):
        day = safe_date(*(int(part) for part in iso.group(1, 2, 3)))
        clock = f"T{iso[4]}{(iso[5] or '').upper()}" if iso[4] else ""
        return (at + 1, Ruled(day.isoformat() + clock, "absolute")) if day else None
    if word == "9" and t.low[at + 1] == "/" and t.low[at + 2] == "11" and t.touches(at + 1) and t.touches(at + 2):
        return at + 3, Ruled("2001-09-11", "named_day")
    if word.isdecimal() and len(word) < 3 and t.low[at + 1] == "/" and t.touches(at + 1) and t.touches(at + 2):
        year = year_number(t, at + 2)
        return (at + 3, Calendar(year, int(word))) if year and 1 <= int(word) <= 12 else None
    parted = _PARTED.match(word)
    if parted is None:
        return None
    one, two, three = (int(part) for part in parted.groups())
    if len(parted[1]) == 4:
        year, month, number = one, two, three
    elif len(parted[1]) < 3 and len(parted[3]) in (2, 4):
        year = three if len(parted[3]) == 4 else 2000 + three if three < 50 else 1900 + three
        dotted = "." in word
        if one > 12 or dotted or day_first:
            month, number = two, one
        elif two > 12 or day_first is False or one == two:
            month, number = one, two
        else:
            return at + 1, Ruled(f"{year:04}-{one:02}-{two:02}", "ambiguous")
    else:
        return None
    day = safe_date(year, month, number) if year else None
    return (at + 1, Calendar(day.year, day.month, day.day)) if day else None


def month_at(t: Tokens, at: int) -> tuple[int, int] | None:
    """A month's name and the full stop of its abbreviation: where it ends and the month's number."""
    words = vocabulary()
    word = t.low[at]
    month = words.months.get(word)
    if month is None:
        return None
    doubtful = not t.capital(at) and (word not in words.full_months or word in ("may", "march", "august"))
    if doubtful and not (t.low[at + 1][:1].isdecimal() or (at and t.low[at - 1][-1:].isdecimal())):
        # In lower case only beside a number.
        return None
    end = at + 1
    if word not in words.full_months and t.low[end] == "." and (t.touches(end) or t.low[end + 1].isdecimal()):
        end += 1
    return end, month


def year_number(t: Tokens, at: int) -> int | None:
    """A four-digit year from 1000 to 2199 at the token, by its digits alone."""
    word = t.low[at]
    if len(word) == 4 and word.isascii() and word.isdecimal() and 1000 <= int(word) < 2200:
        return None if t.low[at + 1] in ("/", "%") and t.touches(at + 1) else int(word)
    return None


def _day_number(t: Tokens, at: int) -> tuple[int, int] | None:
    word = t.low[at]
    if word.isascii() and word.isdecimal() and len(word) < 3 and 1 <= int(word) <= 31:
        end = at + 1
        if t.low[end] in ("st", "nd", "rd", "th") and t.touches(end):
            end += 1
        elif t.touches(end) and (t.low[end].isalpha() or (t.low[end] in ":%/" and t.low[end])):
            return None
        return end, int(word)
    found = ordinal(t, at)
    return found if found and 1 <= found[1] <= 31 else None


def _year_after(t: Tokens, at: int) -> tuple[int, int | None]:
    """The year after a month or a day, with its comma: 'February 22, 2023', 'Aug 2021', 'August of 2021'."""
    for skipped in (0, 1):
        if skipped and t.low[at] not in (",", "of", "in"):
            break
        if (year := year_number(t, at + skipped)) is not None and not t.new_line(at + skipped):
            return at + skipped + 1, year
    return at, None


def calendar_date(t: Tokens, at: int) -> Parsed | None:
    """A weekday, a month, a day of a month, with the parts that are given, in any of the usual orders."""
    words = vocabulary()
    low = t.low
    weekday = words.weekdays.get(low[at])
    if weekday is not None and (t.capital(at) or low[at] not in words.short_weekdays):
        if low[at] in words.short_weekdays and not _short_weekday_holds(t, at):
            return None
        if low[at + 1] in words.weekday_names_after and t.capital(at + 1):
            return None
        if low[at - 1] in words.weekday_names_before and at and t.capital(at - 1):
            return None
        end = at + 1
        if low[end] == "." and low[at] in words.short_weekdays and t.touches(end):
            end += 1
        after = end + 1 if low[end] in (",", "the", "(") else end
        if low[after] == "the":
            after += 1
        dated = _day_and_month(t, after)
        if dated and isinstance(dated[1], Calendar):
            of = dated[1]
            close = dated[0] + 1 if low[end] == "(" and low[dated[0]] == ")" else dated[0]
            return close, Calendar(of.year, of.month, of.day, weekday)
        if low[end] == "the" and (day := ordinal(t, end + 1)) and 1 <= day[1] <= 31 and low[end + 2] in _SUFFIXES:
            return day[0], Calendar(day=day[1], weekday=weekday)
        return end, Calendar(weekday=weekday)
    return _day_and_month(t, at) or _month_alone(t, at)


def _short_weekday_holds(t: Tokens, at: int) -> bool:
    word, after = t.low[at], t.low[at + 1]
    if after in (".", ",") and (t.low[at + 2] in vocabulary().months or word not in ("sat", "sun")):
        return True
    return after in vocabulary().months or after.isdecimal() or (word not in ("sat", "sun", "wed", "mon"))


def _day_and_month(t: Tokens, at: int) -> Parsed | None:
    low = t.low
    if month := month_at(t, at):
        end, number = month
        if low[end] == "the":
            end += 1
        day = _day_number(t, end)
        if day is None or t.new_line(end):
            return None
        last, year = _year_after(t, day[0])
        if year is None and low[last] in ("'", ",") and t.low[last][:1] == "'":
            return None
        if year is None and safe_date(2000, number, day[1]) is None:
            return None
        if year is not None and safe_date(year, number, day[1]) is None:
            return None
        attacks = low[last] in ("attack", "attacks", "terrorist", "hijackers")
        if year is None and (number, day[1]) == (9, 11) and attacks:
            return last, Calendar(2001, 9, 11)
        return last, Calendar(year, number, day[1])
    day = _day_number(t, at)
    if day is None:
        return None
    end = day[0]
    if low[end] == "of" or (low[end] == "-" and t.touches(end)):
        end += 1
    month = month_at(t, end)
    if month is None or t.new_line(end):
        return None
    last, year = _year_after(t, month[0])
    if year is None and len(low[last]) == 2 and low[last].isdecimal() and low[last + 1] in ("-", "(", ")", "["):
        # '26 Oct 89 -', in the datelines of wire services.
        year, last = (2000 if int(low[last]) < 50 else 1900) + int(low[last]), last + 1
    if safe_date(year or 2000, month[1], day[1]) is None:
        return None
    return last, Calendar(year, month[1], day[1])


def _month_alone(t: Tokens, at: int) -> Parsed | None:
    month = month_at(t, at)
    if month is None:
        return None
    words = vocabulary()
    end, year = _year_after(t, month[0])
    if year is None and t.low[month[0]] == "'" and t.low[month[0] + 1].isdecimal() and t.touches(month[0] + 1):
        two = int(t.low[month[0] + 1][:2])
        return month[0] + 2, Calendar(2000 + two if two < 50 else 1900 + two, month[1])
    if year is not None:
        return end, Calendar(year, month[1])
    before = t.before(at)
    if t.low[at] in words.doubtful_months:
        joined = at > 1 and before in ("and", "or", "-") and t.low[at - 2] in words.months
        described = before in ("a", "the", "his", "her", "its", "their", "our") and t.low[month[0]].isalpha()
        described = described and not t.capital(month[0]) and t.low[month[0]] not in ("on", "of", "for", "to", "by")
        if before not in words.before_months and not joined and not described:
            return None
        if t.low[at] in ("may", "march") and t.low[month[0]] in ("of", "for", "be", "on") and before == "this":
            return None
    elif t.low[at] in ("april", "june", "august") and t.capital(month[0]) and before not in words.before_months:
        # 'April Jones' is a person; 'April Fools' a name.
        return None
    return month[0], Calendar(month=month[1])


def year(t: Tokens, at: int) -> Parsed | None:
    """A year alone, a decade or a span of years in short form ('2009', 'the 1990s', "'70s", '2018-22')."""
    words = vocabulary().years
    low = t.low
    if low[at] == "the" and (found := _decade(t, at + 1)):
        return found
    if found := _decade(t, at):
        return found
    number = year_number(t, at)
    if number is None:
        return None
    before = t.before(at)
    after = low[at + 1]
    if before in words["not_after"] or after in words["not_before"]:
        return None
    if t.touches(at) and before not in ("-", "(", "/", "[", "'", '"', "“", "‘", ":", ","):
        return None
    if t.touches(at + 1) and after.isalpha():
        return None
    runs_on = t.touches(at + 1) and after == "-" and low[at + 2].isdecimal()
    if runs_on and not number < _full_year(number, low[at + 2]) < 2200:
        return None
    strong = before in words["strong"]
    if not 1900 <= number < 2100:
        ends = not after.isalpha() or after in ("and", "to", "the", "he", "she", "it", "when", "by", "as", "was", "in")
        return (at + 1, Calendar(number)) if strong and before != "of" and number >= 1400 and ends else None
    counted = after.isalpha() and after.endswith("s") and not t.capital(at + 1) and after not in ("as", "was", "is")
    if counted and not strong and before != "the":
        return None
    sure = before in words["before"] or not after.isalpha() or not before.isalpha() or (at and t.capital(at - 1))
    return (at + 1, Calendar(number)) if sure or (1950 <= number < 2050 and number % 100) else None


def _full_year(first: int, digits: str) -> int:
    """The second year of '2018-22' or '2018-2022'; 0 where the digits are no year."""
    if len(digits) == 4:
        return int(digits)
    return first // 100 * 100 + int(digits) + (100 if int(digits) < first % 100 else 0) if len(digits) == 2 else 0


def _decade(t: Tokens, at: int) -> Parsed | None:
    low = t.low
    words = vocabulary()
    after = at + 1
    if low[at] == "the" or low[at] in words.decades:
        # 'the sixties'.
        start = at if low[at] in words.decades else after
        first = words.decades.get(low[start])
        named = first is not None and (t.before(start) == "the" or t.before(start - 1) == "the")
        return (start + 1, Calendar(first, decade=True)) if named else None
    if low[at] == "'" and t.touches(after) and len(low[after]) == 2 and low[after].isdecimal():
        found = _decade(t, after)
        if found or t.before(at) not in ("in", "of", "since", "and", "to", "from", "until", "by", "-"):
            return found
        two = int(low[after])
        return after + 1, Calendar(2000 + two if two < 30 else 1900 + two)
    if low[after] == "'s" and len(low[at]) == 4 and t.touches(after) and low[at].isdecimal() and low[at][-1] == "0":
        # "the 1990's" is a decade only after 'the'; a year's own possessive otherwise.
        return (at + 2, Calendar(int(low[at]), decade=True)) if t.before(at) == "the" else None
    if low[after] != "s" or not t.touches(after) or not low[at].isdecimal() or not low[at].endswith("0"):
        return None
    if len(low[at]) == 4 and 1000 <= int(low[at]) < 2200:
        return at + 2, Calendar(int(low[at]), decade=True)
    if len(low[at]) == 2 and (t.before(at) in ("the", "and", "early", "late", "mid", "-", "or", "to", "'")):
        if t.before(at - 1) in ("his", "her", "their") or t.before(at) in ("his", "her", "their"):
            return None
        return at + 2, Calendar(1900 + int(low[at]), decade=True)
    return None


def numbered_part(t: Tokens, at: int) -> Parsed | None:
    """'the first quarter', 'third-quarter', 'Q3', 'the second half', without the year that may follow."""
    low = t.low
    if low[at][:1] == "q" and low[at + 1] in ("1", "2", "3", "4") and t.touches(at + 1) and len(low[at]) == 1:
        return at + 2, Ordinal("quarter", int(low[at + 1]))
    start = at + 1 if low[at] == "the" else at
    found = ordinal(t, start)
    if found is None:
        return None
    end, number = found
    if low[end] in ("-", "fiscal", "calendar", "financial"):
        end += 1
    if low[end] == "quarter" and 1 <= (number if number > 0 else 4) <= 4:
        if low[end + 1] in ("mile", "century", "final", "finals"):
            return None
        return end + 1, Ordinal("quarter", number if number > 0 else 4)
    if low[end] == "half" and 1 <= number <= 2 and low[end + 1] in ("of", "this", "last"):
        return end + 1, Ordinal("half", number)
    if low[end] == "century" and 10 <= number <= 22:
        return end + 1, Ruled(f"{number - 1:02}XX", "absolute")
    return None


def season(t: Tokens, at: int) -> Parsed | None:
    """A season where the words around it show that it is one ('the summer', 'summer 2010', 'this winter')."""
    words = vocabulary()
    number = words.seasons.get(t.low[at])
    if number is None:
        return None
    if (found := year_number(t, at + 1)) is not None:
        return at + 2, Ordinal("season", number, Calendar(found))
    if t.low[at + 1] == "of" and (found := year_number(t, at + 2)) is not None:
        return at + 3, Ordinal("season", number, Calendar(found))
    before, earlier = t.before(at), t.before(at - 1) if at else ""
    after = t.low[at + 1]
    sure = t.low[at] in ("summer", "winter", "autumn")
    if (
        (before == "the" and earlier in ("in", "during", "since", "of", "over", "by", "for", "until") and after != "of")
        or (sure and before in ("in", "during", "since", "by", "until", "early", "late", "mid", "-"))
        or (not sure and before in ("early", "late") and earlier in ("in", "by", "until", "since"))
    ):
        return at + 1, Ordinal("season", number)
    return None


def holiday(t: Tokens, at: int) -> Parsed | None:
    """A feast by name, with its year where given."""
    found = vocabulary().holidays.find(t.low, at)
    if found is None:
        return None
    end, rule = found
    if t.low[end] in vocabulary().named_for_feasts:
        # 'A Christmas tree' is no day.
        return None
    if end == at + 1 and _ends_a_name(t, at):
        return None
    after = end + 1 if t.low[end] in (",", "of", "in") else end
    if (number := year_number(t, after)) is not None:
        return after + 1, Holiday(tuple(rule) if isinstance(rule, list) else rule, Calendar(number))
    return end, Holiday(tuple(rule) if isinstance(rule, list) else rule)


def _ends_a_name(t: Tokens, at: int) -> bool:
    """Whether the token ends a person's name: 'by Rosa Christmas'. A word that opens a sentence is none."""
    before = t.before(at)
    words = vocabulary()
    if at < 2 or not before.isalpha() or not (t.capital(at) and t.capital(at - 1)) or t.new_line(at - 1):
        return False
    dated = before in words.weekdays or before in words.months or before in words.deictic
    return not dated and t.low[at - 2] not in (".", "?", "!", ":", '"', "“", "”", "'")


def weekday_or_month(t: Tokens, at: int, offset: int) -> Parsed | None:
    """What may follow this, last or next: a weekday, a month, a season, a quarter."""
    words = vocabulary()
    word = t.low[at]
    if word in words.weekdays and (t.capital(at) or word not in words.short_weekdays):
        return at + 1, DeicticNamed("weekday", words.weekdays[word], offset)
    if (month := month_at(t, at)) and t.low[at] not in ("may", "march"):
        return month[0], DeicticNamed("month", month[1], offset)
    if month and t.low[month[0]] != "of" and not t.low[month[0]].isdecimal():
        return month[0], DeicticNamed("month", month[1], offset)
    if word in words.seasons:
        return at + 1, DeicticNamed("season", words.seasons[word], offset)
    return None
