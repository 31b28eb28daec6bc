"""Times of day in tokens: '18:00 UTC', '3 p.m.', 'noon', 'at 9', '6.30am local time'."""

from __future__ import annotations

import re

from onrecord.reading.times.expressions import Clock
from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["clock_time"]

_HOURS = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\Z")


def clock_time(t: Tokens, at: int) -> tuple[int, Clock] | None:
    """A time of day: where it ends, and the clock as 'T15:30' with 'Z' or an offset for UTC, GMT and GMT+8.

    Other zones are part of the words but give no offset: their abbreviations mean several.
    """
    low = t.low
    word = low[at]
    if word in ("noon", "midday", "midnight"):
        return at + 1, Clock("T00:00") if word == "midnight" else Clock("T12:00", day_part="midday")
    if not word[:1].isdecimal():
        return _oclock(t, at)
    end = at + 1
    military = len(word) == 4 and word.isdecimal() and low[end] in ("gmt", "utc", "hours", "hrs")
    if military:
        hour, minute = int(word[:2]), int(word[2:])
    else:
        parts = _HOURS.match(word)
        if parts is None:
            return None
        hour, minute = int(parts[1]), int(parts[2] or 0)
    half = low[end].replace(".", "").replace(" ", "")
    named = half in ("am", "pm")
    if named:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
        end += 1
    elif low[end] == "o'clock":
        end += 1
        named = True
    if low[end] in ("hours", "hrs") and (military or ":" in word):
        end += 1
        named = True
    zone_end, offset = _zone(t, end)
    if not (named or ":" in word or (zone_end > end and (military or "." in word or len(word) < 3))):
        return None
    if hour > 23 or minute > 59:
        return None
    if ":" in word and not named and zone_end == end and t.before(at) not in _BEFORE_CLOCK:
        return None
    return zone_end, Clock(f"T{hour:02}:{minute:02}{offset}")


_BEFORE_CLOCK = frozenset({
    "at", "by", "until", "from", "to", "before", "after", "around", "about", "since", "till", "and", "between", "-",
    "past", "just", "(", "|",
})  # fmt: skip


def _oclock(t: Tokens, at: int) -> tuple[int, Clock] | None:
    hour = vocabulary().numbers.get(t.low[at])
    if hour is None or not 1 <= hour <= 12:
        return None
    after = t.low[at + 1]
    half = after.replace(".", "").replace(" ", "")
    if half in ("am", "pm"):
        return at + 2, Clock(f"T{hour % 12 + (12 if half == 'pm' else 0):02}:00")
    return (at + 2, Clock(f"T{hour:02}:00")) if after == "o'clock" else None


def _zone(t: Tokens, at: int) -> tuple[int, str]:
    """The zone after a clock time: where it ends and its offset ('Z', '+08:00', '')."""
    low = t.low
    words = vocabulary()
    inside = low[at] == "("
    start = at + 1 if inside else at
    word = low[start]
    if word not in words.zones or (word in ("et", "ct", "pt", "z") and not t.capital(start)):
        return at, ""
    end, offset = start + 1, "Z" if word in words.universal else ""
    if offset and low[end] in ("+", "-") and low[end + 1].isdecimal() and len(low[end + 1]) < 3:
        offset = f"{low[end]}{int(low[end + 1]):02}:00"
        end += 2
    elif low[end] == "time":
        end += 1
    elif word == "local":
        return at, ""
    if inside:
        if low[end] != ")":
            return at, ""
        end += 1
    return end, offset
