"""What comes again and again, in tokens: 'every Friday', 'annually'."""

from __future__ import annotations

from onrecord.reading.times.dates import Parsed
from onrecord.reading.times.expressions import Recurring
from onrecord.reading.times.numbers import duration_of, length, unit_at
from onrecord.reading.times.tokens import Tokens
from onrecord.reading.times.vocabulary import vocabulary

__all__ = ["recurring"]


def recurring(t: Tokens, at: int) -> Parsed | None:
    """'annually', 'every Friday', 'each year', 'every two weeks', 'per year', 'Mondays'."""
    low = t.low
    words = vocabulary()
    word = low[at]
    if word in words.recurring:
        name = t.capital(at) and at > 0 and low[at - 1] not in (".", "?", "!", '"', "“", "'", ":")
        beside_capital = (t.capital(at + 1) and low[at + 1].isalpha()) or t.capital(at - 1)
        return None if (name and beside_capital) or t.touches(at) else (at + 1, Recurring(words.recurring[word]))
    if word in ("every", "each", "per"):
        if low[at + 1] in words.weekdays:
            return at + 2, Recurring("P1W")
        if low[at + 1] == "single" and (unit := unit_at(t, at + 2)):
            return at + 3, Recurring(duration_of(1, unit))
        if low[at + 1] == "other" and (unit := unit_at(t, at + 2)):
            return at + 3, Recurring(duration_of(2, unit))
        if low[at + 1] in words.day_parts:
            return at + 2, Recurring("P1D")
        if low[at + 1] in words.seasons:
            return at + 2, Recurring("P1Y")
        if low[at + 1] in words.months and t.capital(at + 1):
            return at + 2, Recurring("P1Y")
        if unit := unit_at(t, at + 1):
            return (at + 2, Recurring(duration_of(1, unit))) if low[at + 1] not in words.plural_units else None
        if word == "every" and (found := length(t, at + 1)) and found[1] is not None:
            return found[0], Recurring(found[3])
        return None
    if word == "weekends":
        return (at + 1, Recurring("P1W")) if t.before(at) in ("on", "at") else None
    if word in words.weekdays:
        plural = low[at + 1][-1:] == "s" and low[at + 1][:-1] in words.day_parts
        return (at + 2, Recurring("P1W")) if plural else None
    if word.endswith("days") and word[:-1] in words.weekdays and t.capital(at):
        return at + 1, Recurring("P1W")
    return None
