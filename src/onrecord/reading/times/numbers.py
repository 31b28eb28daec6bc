"""Numbers, ordinals and lengths of time in tokens."""

from __future__ import annotations

from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["count", "duration_of", "length", "ordinal", "unit_at"]

_LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_SUFFIXES = frozenset({"st", "nd", "rd", "th"})
# Units that ISO 8601 has no letter for, in units that it has.
_MADE_OF = {
    "fortnight": (2, "week"), "quarter": (3, "month"), "decade": (10, "year"), "century": (100, "year"),
    "weekend": (2, "day"),
}  # fmt: skip
_VAGUE_MADE_OF = {
    "fortnight": "PXW", "quarter": "PXM", "decade": "PX0Y", "century": "PX00Y", "weekend": "PXD",
}  # fmt: skip


def cardinal(t: Tokens, at: int) -> tuple[int, float] | None:
    """A whole or decimal number in digits or words: where it ends and its value."""
    word = t.low[at]
    if word[:1].isascii() and word[:1].isdecimal():
        digits = word.replace(",", "")
        return (at + 1, float(digits)) if len(digits) < 10 and digits.replace(".", "", 1).isdecimal() else None
    words = vocabulary()
    if word in words.tens:
        after = at + 2 if t.low[at + 1] == "-" else at + 1
        one = words.numbers.get(t.low[after], 0)
        return (after + 1, words.tens[word] + one) if 0 < one < 10 else (at + 1, words.tens[word])
    if word in words.numbers:
        value: float = words.numbers[word]
        end = at + 1
    elif word in ("a", "an") and t.low[at + 1] in ("hundred", "dozen", "thousand"):
        value, end = 1, at + 1
    else:
        return None
    scale = {"hundred": 100, "dozen": 12, "thousand": 1000}.get(t.low[end])
    if scale:
        value, end = value * scale, end + 1
        below = t.low[end + 1]
        if scale == 100 and t.low[end] == "and" and (below in words.tens or below in words.numbers):
            value += words.tens.get(below, 0) or words.numbers.get(below, 0)
            one = words.numbers.get(t.low[end + 3], 0) if below in words.tens and t.low[end + 2] == "-" else 0
            return (end + 4, value + one) if 0 < one < 10 else (end + 2, value)
    return end, value


def count(t: Tokens, at: int) -> tuple[int, float | None] | None:
    """How many of something: 'three', 'a', 'two and a half', 'a couple of'; None as value for 'several', 'a few'."""
    low = t.low
    word = low[at]
    words = vocabulary()
    if word == "another" and unit_at(t, at + 1):
        return at + 1, 1
    if word in ("a", "an"):
        if low[at + 1] in ("few", "number"):
            return at + (3 if low[at + 2] == "of" else 2), None
        if low[at + 1] == "couple":
            return at + (3 if low[at + 2] == "of" else 2), 2
        if low[at + 1] == "half" and low[at + 2] == "-":
            return at + 3, 0.5
        found = cardinal(t, at)
        return found or (at + 1, 1)
    if word == "half" and low[at + 1] in ("a", "an", "-"):
        return at + 2, 0.5
    if word == "couple" and low[at + 1] == "of":
        return at + 2, 2
    if word in ("dozens", "hundreds", "thousands", "scores") and low[at + 1] == "of":
        return at + 2, None
    if word in words.vague_numbers:
        return at + 1, None
    found = cardinal(t, at)
    if found is None:
        return None
    end, value = found
    if low[end : end + 3] == ["1", "/", "2"]:
        return end + 3, value + 0.5
    if low[end] == "and" and low[end + 1] in ("a", "one") and low[end + 2] == "half":
        return end + 3, value + 0.5
    if low[end] == "-" and low[end + 1] == "and" and low[end + 3] == "a" and low[end + 5] == "half":
        return end + 6, value + 0.5
    return end, value


def ordinal(t: Tokens, at: int) -> tuple[int, int] | None:
    """An ordinal in digits ('22nd') or words ('third', 'twenty-first'); 'last' and 'final' are -1."""
    word = t.low[at]
    if word in ("last", "final"):
        return at + 1, -1
    words = vocabulary()
    if word in words.ordinals:
        return at + 1, words.ordinals[word]
    if word.isdecimal() and word.isascii() and len(word) < 3 and t.low[at + 1] in _SUFFIXES and t.touches(at + 1):
        return at + 2, int(word)
    if word in words.tens and t.low[at + 1] == "-" and words.ordinals.get(t.low[at + 2], 99) < 10:
        return at + 3, words.tens[word] + words.ordinals[t.low[at + 2]]
    return None


def unit_at(t: Tokens, at: int) -> str | None:
    """The unit of time that the token names ('years' -> 'year'), or None."""
    return vocabulary().units.get(t.low[at])


def duration_of(number: float | None, unit: str) -> str:
    """The length as ISO 8601; X digits (ISO 8601-2) where the number is open."""
    if number is None and unit in _VAGUE_MADE_OF:
        return _VAGUE_MADE_OF[unit]
    if unit in _MADE_OF and number is not None:
        times, unit = _MADE_OF[unit]
        number *= times
    if number == 0.5 and unit in ("hour", "year"):
        # Half of a unit is better known by its own length.
        return "PT30M" if unit == "hour" else "P6M"
    digits = "X" if number is None else f"{number:g}" if number < 1e6 else f"{number:.0f}"
    clock = "T" if unit in ("second", "minute", "hour") else ""
    return f"P{clock}{digits}{_LETTERS[unit]}"


def length(t: Tokens, at: int) -> tuple[int, float | None, str, str] | None:
    """A number with a unit: end, number, unit, ISO 8601 ('three years', '30-minute', 'two years and six months').

    A second, smaller unit joins the ISO value; number and unit are those of the first.
    """
    counted = count(t, at)
    if counted is None:
        return None
    end, number = counted
    bare_a = number == 1 and t.low[at] in ("a", "an")
    kinds_of_day = t.low[end] in ("business", "working", "calendar", "school") and t.low[end + 1] in ("day", "days")
    if t.low[end] == "-" or t.low[end] in _BEFORE_UNITS or kinds_of_day:
        end += 1
    unit = unit_at(t, end)
    if number is not None and number >= 1000 and t.low[end] not in vocabulary().plural_units and t.low[end - 1] != "-":
        return None
    if unit == "day" and t.low[at] == "one" and t.low[end - 1] != "-" and not _measures(t, at, end + 1):
        # 'One day they came.'
        return None
    if unit is None or (unit == "second" and (number is None or bare_a)):
        return None
    end += 1
    if unit == "quarter" and (t.low[end] == "of" or (number == 1 and t.low[end] not in ("ago", "earlier", "later"))):
        # A fraction.
        return None
    if t.low[end] == "and" and t.low[end + 1] == "a" and t.low[end + 2] == "half" and number is not None:
        number, end = number + 0.5, end + 3
    iso = duration_of(number, unit)
    joined = end + 1 if t.low[end] in ("and", ",") else end
    if number is not None and number == int(number) and unit in _LETTERS:
        more = cardinal(t, joined)
        smaller = unit_at(t, more[0]) if more else None
        if more and smaller in _LETTERS and _SIZES[smaller] < _SIZES[unit] and (
            t.low[end] != "," or (unit, smaller) in _NEIGHBOURS
        ):
            tail = duration_of(more[1], smaller)[1:]
            iso += tail.removeprefix("T") if "T" in iso and tail.startswith("T") else tail
            end = more[0] + 1
    return end, number, unit, iso


def _measures(t: Tokens, at: int, end: int) -> bool:
    return t.before(at) in _BEFORE_LENGTHS or t.low[end] in _AFTER_LENGTHS


_BEFORE_LENGTHS = frozenset({
    "for", "in", "within", "least", "than", "about", "only", "just", "after", "lasted", "took",
})  # fmt: skip
_AFTER_LENGTHS = frozenset({"after", "before", "later", "earlier", "ago", "and", "or", "to"})
_BEFORE_UNITS = frozenset({
    "full", "whole", "long", "short", "consecutive", "straight", "more", "additional", "further",
})  # fmt: skip
_NEIGHBOURS = frozenset({
    ("year", "month"), ("month", "day"), ("week", "day"), ("day", "hour"), ("hour", "minute"), ("minute", "second"),
})  # fmt: skip
_SIZES = {"second": 0, "minute": 1, "hour": 2, "day": 3, "week": 4, "month": 5, "year": 6}
