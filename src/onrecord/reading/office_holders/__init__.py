"""Who is known to have held which public office when, for names that a story does not explain ('Vladimir Putin').

The table is ours (``*.csv`` beside this file; how it was made and how good it is: ``README.md``). It is background, not
the story's word: whoever uses it says so, and what a story tells of somebody outweighs it.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.reading.places.folding import folded

__all__ = ["AS_OF", "COLUMNS", "Holding", "Known", "full_names", "holder_called", "known_holder", "table"]

# Until when the table was kept: an office that it holds for open is not vouched for two years later.
AS_OF = 2025
_VOUCHED = 2
COLUMNS = ("name", "also", "alone", "country", "office", "sector", "from", "to")
# A name alone means its holder about the time of his office; a full name somewhat longer before and after it.
_BEFORE_ALONE, _AFTER_ALONE = 1, 3
_BEFORE, _AFTER = 12, 30
# Whoever left such an office is of the elite for PLOVER; whoever left another may hold one that the table lacks.
_HIGHEST = frozenset(["head of state", "head of government", "head of state and government"])
# Of several offices at one time, which tells.
_FIRST = ("GOV", "MIL", "SPY", "COP", "JUD", "UNO", "EUR", "IGO", "LEG", "OPP", "PTY", "REL", "PRM", "REB")


@dataclass(frozen=True, slots=True)
class Holding:
    """One term in one office.

    country: ISO 3166 alpha-2; None for a body of many countries. sector: PLOVER's, while in office. start, end: years
    with a part for the month (2019.5 is July); end None: open when the table was last kept.
    """

    country: str | None
    office: str
    sector: str
    start: float
    end: float | None

    def holds(self, day: float) -> bool:
        """Whether the office was held then, as far as the table can tell."""
        return self.start <= day < (self.end if self.end is not None else AS_OF + _VOUCHED)


@dataclass(frozen=True, slots=True)
class Known:
    """What the table tells of a name on a day. sector None: no office then, or no day was given."""

    country: str | None
    sector: str | None


@dataclass(slots=True)
class _Person:
    name: str = ""
    holdings: list[Holding] = field(default_factory=list)
    alone: set[str] = field(default_factory=set)
    full: set[str] = field(default_factory=set)

    def spans(self, day: float, before: int, after: int) -> bool:
        """Whether the day lies in the person's time in office, or so many years before or after it."""
        return any(one.start - before <= day <= (one.end or AS_OF) + after for one in self.holdings)

    def on(self, day: float | None) -> Known:
        if day is None:
            own = {one.country for one in self.holdings if one.country}
            return Known(own.pop() if len(own) == 1 else None, None)
        held = sorted((one for one in self.holdings if one.holds(day)), key=lambda one: _FIRST.index(one.sector))
        if held:
            return Known(held[0].country, held[0].sector)
        past = [one for one in self.holdings if one.end is not None and one.end <= day and one.country]
        near = max(past, key=lambda one: one.end or 0, default=None)
        if near is None:
            near = min((one for one in self.holdings if one.country), key=lambda one: one.start, default=None)
            return Known(near.country if near else None, None)
        elite = any(one.office in _HIGHEST for one in past)
        still = any(one.end is None for one in self.holdings)  # an office too long ago to vouch for
        return Known(near.country, "ELI" if elite and not still else None)


def known_holder(name: str, day: str | None = None) -> Known | None:
    """What the table tells of a name; None where it holds nobody of that name, or several.

    name: without titles. day: ISO 8601, of the story; without one a name tells its country and no sector. A surname
    alone counts only where the table has it as one that the world's press used alone.
    """
    when = _number(day) if day else None
    someone = _someone(name, when)
    return someone.on(when) if someone else None


def holder_called(name: str, day: str | None = None) -> str | None:
    """The table's own name for whom ``known_holder`` knows: one for 'Obama', 'Barack Obama' and 'Barack H. Obama'."""
    someone = _someone(name, _number(day) if day else None)
    return someone.name if someone else None


def full_names(short: str, day: str | None = None) -> frozenset[str]:
    """The full names (folded) of the one whom the world's press calls by this short form on the day; or none."""
    someone = _alone(folded(short), _number(day) if day else None)
    return frozenset(someone.full) if someone else frozenset()


def _someone(name: str, when: float | None) -> _Person | None:
    key = folded(name)
    if " " not in key:
        return _alone(key, when)
    someone = table().full.get(key)
    return someone if someone and (when is None or someone.spans(when, _BEFORE, _AFTER)) else None


def _alone(key: str, when: float | None) -> _Person | None:
    some = table().alone.get(key, ())
    fit = [one for one in some if when is None or one.spans(when, _BEFORE_ALONE, _AFTER_ALONE)]
    return fit[0] if len(fit) == 1 else None


@dataclass(frozen=True, slots=True)
class _Table:
    full: dict[str, _Person]
    alone: dict[str, list[_Person]]


@cache
def table() -> _Table:
    """All rows by folded name, read once a process. Two people of one full name are left out, since a name is all that
    tells them apart."""
    people: dict[str, _Person] = defaultdict(_Person)
    keys: dict[str, set[str]] = defaultdict(set)
    for row in _rows():
        own = row["name"]
        people[own].name = own
        people[own].holdings.append(
            Holding(row["country"] or None, row["office"], row["sector"], _number(row["from"]),
                    _number(row["to"], last=True) if row["to"] else None)
        )  # fmt: skip
        people[own].alone |= {folded(one) for one in row["alone"].split("|") if one}
        for name in (own, *row["also"].split("|")):
            if " " in (key := folded(name)):
                keys[key].add(own)
                people[own].full.add(key)
    alone: dict[str, list[_Person]] = defaultdict(list)
    for someone in people.values():
        for short in someone.alone:
            alone[short].append(someone)
    full = {key: people[next(iter(own))] for key, own in keys.items() if len(own) == 1}
    return _Table(full, dict(alone))


def _rows() -> list[dict[str, str]]:
    folder = files(__name__)
    found: list[dict[str, str]] = []
    for one in sorted(folder.iterdir(), key=lambda one: one.name):
        if one.name.endswith(".csv"):
            found.extend(csv.DictReader(io.StringIO(one.read_text(encoding="utf-8"))))
    return found


def _number(day: str, *, last: bool = False) -> float:
    """A day, month or year as a number of years. last: the end of it."""
    year, _, rest = day.partition("-")
    month = rest[:2]
    if not month:
        return int(year) + (1.0 if last else 0.0)
    return int(year) + (int(month) - (0 if last else 1)) / 12
