"""Relative expressions in tokens: counted from the story's date or the time mentioned last, lengths, vague words."""

from __future__ import annotations

from dataclasses import replace

from onrecord.reading.times.dates import Parsed, holiday, weekday_or_month
from onrecord.reading.times.expressions import (
    Deictic,
    DeicticNamed,
    Duration,
    Expression,
    Mentioned,
    Offset,
    Overnight,
    Recurring,
    Vague,
)
from onrecord.reading.times.numbers import count, duration_of, length, unit_at
from onrecord.reading.times.tense import ranked
from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["day_word", "deictic", "measured", "vague", "whole", "year_earlier"]

_SMALL = ("second", "minute", "hour")
_SOON_AFTER = frozenset({"after", "before", "as", "afterward", "afterwards", "thereafter"})
_NOT_SOON = frozenset({"as", "too", "how", "so", "sooner"})
# Before 'the next year': how long, and not which.
_STRETCHES = frozenset(
    {"over", "for", "in", "within", "during", "through", "throughout", "of", "across", "into", "than", "to", "by",
     "until", "and"}
)  # fmt: skip
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "their", "its", "this", "that"})
_CLAUSES = _ARTICLES | {"as", "when", "he", "she", "it", "they"}
_BOUNDS = frozenset({("more", "than"), ("less", "than"), ("fewer", "than"), ("at", "least"), ("at", "most")})


def day_word(t: Tokens, at: int) -> Parsed | None:
    """'today', 'yesterday', 'tonight', 'overnight', 'the day after tomorrow', 'the day before yesterday'."""
    low = t.low
    word = low[at]
    start = at + 1 if word == "the" else at
    if low[start] == "day" and low[start + 1] in ("after", "before") and low[start + 2] in ("tomorrow", "yesterday"):
        return start + 3, Deictic("day", 2 if low[start + 1] == "after" else -2)
    words = vocabulary()
    if word in words.days:
        if word == "tomorrow" and t.before(at) in ("better", "brighter", "a", "of"):
            return None
        day = Deictic("day", words.days[word])
        part = words.day_parts.get(low[at + 1])
        return (at + 2, replace(day, day_part=part)) if part else (at + 1, day)
    if word == "tonight":
        return at + 1, Deictic("day", 0, day_part="night")
    if word == "overnight" and low[at + 1] not in ("stay", "bag", "sensation", "success", "stays", "guests", "flight"):
        return at + 1, Overnight()
    return None


def deictic(t: Tokens, at: int) -> Parsed | None:
    """'this week', 'last Friday', 'next three years', 'the previous month', 'the same day', 'that year'."""
    low = t.low
    words = vocabulary()
    definite = low[at] in ("the", "its", "his", "her", "their", "our", "these", "those")
    start = at + 1 if definite else at
    if low[start] in ("very", "exact", "entire", "whole"):
        start += 1
    word = low[start]
    if low[at] == "the" and (bare := _bare_unit(t, at)):
        return bare
    end = start + 1
    if word in words.mentioned and not (word == "that" and definite):
        offset = words.mentioned[word]
        if (unit := unit_at(t, end)) and low[end] not in words.plural_units and unit not in _SMALL:
            if word == "same" and (low[end + 1] == "as" or (low[end + 1] == "-" and low[end + 2] == "as")):
                # 'The same day as the vote' is the day of the vote, whenever that was.
                return None
            earlier = _year_before(t, end + 1) if word == "same" else None
            if earlier:
                return earlier, Offset("year", 1, -1, "P1Y", mentioned=True)
            return end + 1, Mentioned(unit, offset)
        named = weekday_or_month(t, end, offset) if word != "same" else None
        if named and isinstance(named[1], DeicticNamed):
            return named[0], replace(named[1], mentioned=True)
        if word in ("same", "that") and low[end] in ("time", "period", "date") and (word == "that" or definite):
            if word == "same" and low[end + 1] in _CLAUSES:
                # 'At the same time the deal was announced' is the time of that.
                return None
            same_but = _same_period(t, end + 1) if word == "same" else None
            return same_but or ((end + 1, Mentioned("", 0)) if low[end] != "period" else None)
        if low[end] in words.day_parts:
            return end + 1, Mentioned("day", offset, day_part=words.day_parts[low[end]])
        if word in words.past_plural or word in words.future_plural:
            return _counted_side(t, at, start)
        return None
    if word in words.deictic:
        return _this_last_next(t, at, start, definite)
    if definite and word in words.past_plural | words.future_plural:
        return _counted_side(t, at, start)
    return None


def _this_last_next(t: Tokens, at: int, start: int, definite: bool) -> Parsed | None:
    low = t.low
    words = vocabulary()
    word, end = low[start], start + 1
    offset = words.deictic[word]
    if word == "this" and low[end] in ("past", "coming") and low[end + 1] not in words.plural_units:
        unit = unit_at(t, end + 1)
        if unit:
            return end + 2, Deictic(unit, words.deictic[low[end]])
    if low[end] in ("early", "late", "mid", "past", "coming", "current") and word in ("this", "last", "next"):
        end += 2 if low[end + 1] == "-" else 1
    named = weekday_or_month(t, end, offset)
    if named:
        part = words.day_parts.get(low[named[0]])
        return (named[0] + 1, replace(named[1], day_part=part)) if part else named
    if word in ("this", "last", "next") and (feast := holiday(t, end)):
        return feast
    unit = unit_at(t, end)
    plural = low[end] in words.plural_units
    if unit is None or plural or unit in _SMALL:
        part = words.day_parts.get(low[end])
        if part and word == "next":
            return end + 1, Mentioned("day", 1, day_part=part)
        if part and word in ("this", "last") and low[end] not in ("dawn", "noon"):
            return end + 1, Deictic("day", offset if part == "night" else min(offset, 0), day_part=part)
        return _counted_side(t, at, start) if word not in ("this", "current") else None
    if low[end + 1] == "'s" and word == "last" and low[end + 2] in ("work", "notice"):
        return None
    if low[end + 1] == "of" and low[end + 2] in _ARTICLES and t.before(start) == "the" and word in ("last", "next"):
        # 'The last week of the campaign' is a part of the campaign.
        return None
    if definite and low[at] == "the":
        if word == "next" and (unit == "day" or low[start - 1] == "very" or t.before(at) not in _STRETCHES):
            return end + 1, Mentioned(unit, 1)
        if word in ("past", "last", "next", "coming"):
            if low[end + 1] == "of":
                return None
            return end + 1, Duration(duration_of(1, unit), 1 if offset > 0 else -1)
    if word == "past" and not definite:
        return (end + 1, Duration(duration_of(1, unit), -1)) if t.before(start) != "the" else None
    if word == "next" and unit == "day" and not definite:
        return end + 1, Mentioned("day", 1)
    return end + 1, Deictic(unit, offset)


def _counted_side(t: Tokens, at: int, start: int) -> Parsed | None:
    """'the last three years', 'next two weeks', 'recent months', 'the coming days'."""
    words = vocabulary()
    word = t.low[start]
    side = -1 if word in words.past_plural else 1
    end = start + 1
    if t.low[end] in ("and", "or") and t.low[end + 1] in words.past_plural | words.future_plural:
        end += 2
    if t.low[end] in words.plural_units:
        unit = words.units[t.low[end]]
        return end + 1, Vague("past" if side < 0 else "future", duration_of(None, unit))
    if t.low[end] in ("a", "an"):
        return None
    measured = length(t, end)
    if measured is None:
        return None
    if measured[1] is None:
        return measured[0], Vague("past" if side < 0 else "future", measured[3])
    return measured[0], Duration(measured[3], side)


def _bare_unit(t: Tokens, at: int) -> Parsed | None:
    """'the year', 'the day' as a time: only after a word that needs one ('later in the day', 'for the year')."""
    if t.low[at + 1] in ("entire", "whole", "full") and (unit := unit_at(t, at + 2)) in ("month", "quarter", "year"):
        return at + 3, Mentioned(unit, 0)
    unit = unit_at(t, at + 1)
    if unit == "weekend" and t.before(at) in ("over", "at", "during", "on", "after", "before", "through", "until",
                                               "throughout", "of"):  # fmt: skip
        return at + 2, Deictic("weekend", 0)
    if unit not in ("day", "week", "month", "quarter", "year") or t.low[at + 1] in vocabulary().plural_units:
        return None
    before, earlier = t.before(at), t.before(at - 1) if at else ""
    after = t.low[at + 2]
    if after in ("of", "before", "after", "ago", "earlier", "later", "-"):
        if after == "before":
            return (at + 3, Mentioned(unit, -1)) if not t.low[at + 3].isalpha() else None
        return (at + 3, Mentioned(unit, 1)) if after == "after" and not t.low[at + 3].isalpha() else None
    if after in ("previous", "prior"):
        return at + 3, Mentioned(unit, -1)
    moment = before in ("of", "in") and earlier in (
        "end", "beginning", "start", "rest", "middle", "later", "earlier", "early", "late", "half", "quarter", "close",
        "remainder", "part", "months", "weeks", "days", "time", "far",
    )  # fmt: skip
    if moment or (before in ("for", "during") and unit != "day" and not after.isalpha()):
        if unit == "day":
            # 'At the end of the day' is a turn of speech.
            idiom = earlier == "end" and at > 3 and t.low[at - 4] == "at"
            return None if idiom else (at + 2, Mentioned("day", 0, near=True))
        return at + 2, Deictic(unit, 0)
    return None


def _same_period(t: Tokens, at: int) -> Parsed | None:
    """After 'the same period': 'last year', 'a year ago', 'a year earlier'."""
    end = _year_before(t, at)
    return (end, Offset("year", 1, -1, "P1Y", mentioned=True)) if end else None


def _year_before(t: Tokens, at: int) -> int | None:
    """Where 'last year', 'of the previous year', 'a year ago' or 'one year earlier' ends, after 'the same month'."""
    low = t.low
    start = at + 1 if low[at] in ("in", "of") else at
    if low[start] == "the":
        start += 1
    if low[start] in ("last", "previous", "prior", "preceding") and low[start + 1] == "year":
        return start + 2
    if low[start] in ("a", "one") and low[start + 1] == "year" and low[start + 2] in ("ago", "earlier", "before"):
        return start + 3
    return None


def measured(t: Tokens, at: int) -> Parsed | None:
    """A length of time and what is made of it: 'three years', 'two weeks ago', 'a day later', 'in two months'."""
    low = t.low
    words = vocabulary()
    start = at + 1 if low[at] in ("in", "within") else at
    if low[start] in words.approximate:
        start += 1
    elif (low[start], low[start + 1]) in _BOUNDS:
        start += 2
    if (spread := _spread(t, start)) is not None:
        return spread
    found = length(t, start)
    if found is None:
        return _open_lengths(t, at)
    end, number, unit, iso = found
    after = low[end]
    hyphen = low[end - 2] == "-" and low[start] not in ("a", "an")
    if (low[end + 1] if after == "-" else after) in ("old", "olds") or (after == "of" and low[end + 1] == "age"):
        # An age.
        return None
    if after in ("ago", "earlier", "later", "before", "after", "from", "hence", "since", "prior", "on"):
        pointed = _pointed(t, end, number, unit, iso)
        if pointed:
            return pointed
    if low[at] == "in" and not hyphen and number is not None and low[end - 1] != "time":
        if after == "'" and low[end + 1] == "time":
            return end + 2, Offset(unit, number, 1, iso)
        if after == "'s" and low[end + 1] == "time":
            return end + 2, Offset(unit, number, 1, iso)
    if low[at] == "in" and number is not None and not hyphen:
        return end, Duration(iso) if ranked(t, at) else Offset(unit, number, 1, iso, only_ahead=True)
    if low[at] in ("in", "within"):
        return None
    if low[start] in ("a", "an") and number == 1 and not hyphen:
        return _a_unit(t, at, end, unit, iso)
    if unit == "second" and number is not None and low[end - 1] == "second" and number != 1:
        return None
    return end, Duration(iso)


def _pointed(t: Tokens, end: int, number: float | None, unit: str, iso: str) -> Parsed | None:
    low = t.low
    match low[end]:
        case "ago":
            return end + 1, Offset(unit, number, -1, iso)
        case "earlier":
            return end + 1, Offset(unit, number, -1, iso, mentioned=True)
        case "later" if low[end + 1] != "than":
            return end + 1, Offset(unit, number, 1, iso, mentioned=True)
        case "before" | "prior" if not low[end + 1].isalnum():
            return end + 1, Offset(unit, number, -1, iso, mentioned=True)
        case "from" if low[end + 1] in ("now", "today"):
            return end + 2, Offset(unit, number, 1, iso)
        case _:
            return None


def _a_unit(t: Tokens, at: int, end: int, unit: str, iso: str) -> Parsed | None:
    """'a year': a rate after a number or noun ('15 a year'), a length otherwise."""
    before = t.before(at)
    words = vocabulary()
    if t.low[end] == "of" and unit in ("day", "week"):
        return None
    if before in words.not_measured_after and t.low[end] not in ("after", "before", "or"):
        return None
    if before.isdecimal() or before in words.counted_before or before in ("percent", "person", "barrels", "units"):
        return end, Recurring(iso)
    return (end, Duration(iso)) if t.low[end] != "-" else None


def _spread(t: Tokens, at: int) -> Parsed | None:
    """The first number of '60 to 90 days': a length of its own, with the unit that follows the second."""
    low = t.low
    first = count(t, at)
    if first is None or first[1] is None or low[first[0]] not in ("to", "or", "and", "-"):
        return None
    if low[at] in ("a", "an") or (low[first[0]] == "and" and t.before(at) != "between"):
        return None
    second = length(t, first[0] + 1)
    if second is None or second[1] is None or low[first[0] + 1] in ("a", "an", "half"):
        return None
    if second[1] <= first[1] or low[second[0]] == "ago":
        return None
    return first[0], Duration(duration_of(first[1], second[2]))


def year_earlier(t: Tokens, at: int) -> Parsed | None:
    """'the year-earlier quarter', 'the year-ago period'; 'month-long'; 'year-end'."""
    low = t.low
    unit = unit_at(t, at)
    after = at + 2 if low[at + 1] == "-" else at + 1
    if unit is None:
        return None
    if low[after] in ("ago", "earlier") and after == at + 2:
        last = after + 2 if low[after + 1] in ("quarter", "month", "period", "day", "week") else after + 1
        return last, Offset(unit, 1, -1, duration_of(1, unit), mentioned=True)
    if low[after] == "long" and after == at + 2:
        return after + 1, Duration(duration_of(1, unit))
    if unit == "year" and low[after] == "end" and t.before(at) in ("by", "at", "before", "until", "since", "of"):
        return after + 1, Deictic("year", 0)
    return None


def whole(t: Tokens, at: int) -> Parsed | None:
    """'all day', 'all year'."""
    unit = unit_at(t, at + 1)
    singular = unit is not None and t.low[at + 1] not in vocabulary().plural_units
    return (at + 2, Duration(duration_of(1, unit))) if unit and singular and unit not in _SMALL else None


def _open_lengths(t: Tokens, at: int) -> Parsed | None:
    """Plural units alone, where they are a length: 'for years', 'decades', 'over the years', 'months ago'."""
    low = t.low
    start = at + 1 if low[at] == "the" else at
    if low[start] not in vocabulary().plural_units:
        return None
    unit = vocabulary().units[low[start]]
    before = t.before(at)
    if low[start + 1] == "ago" and start == at:
        return start + 2, Vague("past", duration_of(None, unit))
    if start == at and before in ("for", "in", "after", "within", "took", "take", "takes", "spent", "last", "lasted"):
        return start + 1, Duration(duration_of(None, unit))
    if start > at and before == "over":
        return start + 1, Duration(duration_of(None, unit))
    if unit in ("decade", "century") and start == at and before not in ("recent", "past"):
        return start + 1, Duration(duration_of(None, unit))
    return None


def vague(t: Tokens, at: int) -> Parsed | None:
    """'recently', 'in the past', 'now', 'soon', 'recent years', 'in the coming weeks'."""
    words = vocabulary()
    low = t.low
    start = at + 1 if low[at] == "in" else at
    if low[start] in words.past_plural or low[start] in words.future_plural:
        counted = _counted_side(t, start, start)
        if counted and isinstance(counted[1], Expression):
            return counted
    found = words.vague.find(low, at)
    if found is None:
        return None
    end, when = found
    if low[end] == "-" and t.touches(end) and end == at + 1:
        # 'soon-to-open', 'now-defunct'.
        return None
    if low[end - 1] in ("soon", "shortly") and (low[end] in _SOON_AFTER or t.before(at) in _NOT_SOON):
        return None
    if low[end - 1] in ("past", "future") and low[end].isalpha() and low[end] not in words.after_past:
        return None
    return end, Vague(when)
