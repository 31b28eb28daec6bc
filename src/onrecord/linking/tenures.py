"""Who held which office from when to when, merged from what many stories say, with what they contradict each other in.

Stories give points ('the present minister', on the story's date), stated beginnings and ends, and 'former'. Those of
one holder and office are one tenure unless they are told apart: an end lies before the next beginning, or, where one
person alone can hold the office, somebody else held it in between. Nothing is filled in: what no story bounds stays
open.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

__all__ = ["Claim", "Conflict", "Days", "Tenure", "held_by_one", "tenures"]

Days = tuple[str | None, str | None]
"""The first and the last day (``YYYY-MM-DD``) of a date; None where it is open or not known."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one story says of one office: who holds it (any key of a person), its title, of what (a key).

    begins, ends: the first and last day of each as stated, ``(None, None)`` where not. on: the day of the story.
    held: it is held then (current, acting); over: it is not any more (former). begins_said, ends_said: when a person
    said so of the beginning or end (any text that sorts by time); None: it is as read. source: whatever the caller
    needs.
    """

    holder: str
    title: str
    of: str
    begins: Days = (None, None)
    ends: Days = (None, None)
    on: str | None = None
    held: bool = False
    over: bool = False
    begins_said: str | None = None
    ends_said: str | None = None
    source: Any = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both be so: of one tenure two beginnings or ends, or two holders on one date."""

    kind: Literal["two_beginnings", "two_ends", "two_holders"]
    one: Claim
    other: Claim


@dataclass(slots=True)
class Tenure:
    """One holder's time in one office, and the claims it rests on, in the order of their stories.

    first, last: the earliest and latest story that calls it held. over_by: the earliest story after these that calls it
    past.
    """

    claims: list[Claim]
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def begins(self) -> Claim | None:
        """The claim that a person last gave its beginning, else that with the most exact one; of equals the one of
        the latest story."""
        return _said(self.claims, _begins, _begins_said)

    @property
    def ends(self) -> Claim | None:
        """As ``begins``, of the end."""
        return _said(self.claims, _ends, _ends_said)

    @property
    def first(self) -> str | None:
        """The earliest story's day that calls it held."""
        return min((claim.on for claim in self.claims if claim.held and claim.on), default=None)

    @property
    def last(self) -> str | None:
        """The latest story's day that calls it held."""
        return max((claim.on for claim in self.claims if claim.held and claim.on), default=None)

    @property
    def over_by(self) -> str | None:
        """The earliest day by which a story calls it past, after the last that calls it held."""
        last = self.last or ""
        return min((claim.on for claim in self.claims if claim.over and claim.on and claim.on > last), default=None)

    @property
    def extent(self) -> Days:
        """The days between which it was held for certain; ``(None, None)`` where no two bounds are known."""
        begins, ends = self.begins, self.ends
        start = (begins.begins[1] if begins else None) or self.first
        end = (ends.ends[0] if ends else None) or self.last
        return (start, end) if start and end and start <= end else (None, None)


def tenures(claims: Iterable[Claim]) -> list[Tenure]:
    """The tenures that ``claims`` tell of, with their conflicts; office by office, in no particular order."""
    offices: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        offices[claim.of, _key(claim.title)].append(claim)
    found = []
    for (of, _), same in offices.items():
        single = bool(of) and held_by_one(same[0].title)
        holders: dict[str, list[Claim]] = defaultdict(list)
        for claim in same:
            holders[claim.holder].append(claim)
        points = [(claim.on, claim.holder) for claim in same if claim.held and claim.on]
        ours = [
            tenure
            for holder, own in holders.items()
            for tenure in _of_one(own, [day for day, other in points if other != holder] if single else [])
        ]
        if single:
            _contradict(ours)
        found += ours
    return found


@cache
def held_by_one(title: str) -> bool:
    """Whether one person alone holds an office of this title at a time."""
    words = _lexicon()
    plain = f" {' '.join(title.lower().replace('-', ' ').split())} "
    if any(f" {one} " in plain for one in words["several"]):
        return False
    if any(plain.endswith(f" {head} ") for head in words["heads"]):
        return True
    before, minister, after = plain.partition(" minister ")
    if not minister:
        return False
    fields = [word for word in f"{before} {after}".split() if word not in words["no_field"]]
    return bool(fields)


def _of_one(claims: list[Claim], others: list[str]) -> list[Tenure]:
    """The tenures of one holder of one office. others: the days on which somebody else held what one alone can hold."""
    found: list[Tenure] = []
    last = ended = ""
    others = sorted(others)
    # In the order in which they begin, a claim can only belong to the tenure that began last.
    for claim in sorted(claims, key=lambda claim: (_start(claim), claim.on or "~")):
        start = _start(claim)
        undated = claim.over and claim.begins == claim.ends == (None, None)
        between = bisect_right(others, last) < bisect_left(others, start) if last else False
        apart = (ended and start > ended and not claim.over) or between
        if not found or (apart and not undated):
            found.append(Tenure([]))
            last = ended = ""
        found[-1].claims.append(claim)
        last = max(last, claim.ends[1] or "", (claim.on or "") if claim.held else "")
        ended = min(filter(None, (ended, claim.ends[1])), default="")
    for tenure in found:
        tenure.claims.sort(key=lambda claim: claim.on or "")
        bounds = (("two_beginnings", _begins, _begins_said), ("two_ends", _ends, _ends_said))
        for kind, bound, said in bounds:
            stated = [claim for claim in tenure.claims if bound(claim) != (None, None)]
            # What a person says is the one that others contradict.
            first = _said(tenure.claims, bound, said) if any(map(said, tenure.claims)) else next(iter(stated), None)
            clash = next((one for one in stated if first and not _meet(bound(first), bound(one))), None)
            if first is not None and clash is not None:
                tenure.conflicts.append(Conflict(kind, first, clash))  # type: ignore[arg-type]
    return found


def _contradict(ours: list[Tenure]) -> None:
    """Notes the pairs of tenures of different holders that are both certain to have been held on some day."""
    certain = sorted((tenure for tenure in ours if tenure.extent[0]), key=lambda tenure: tenure.extent)
    # The one that reaches furthest is the only one before with which a later one need be compared.
    furthest: Tenure | None = None
    for tenure in certain:
        if furthest is not None and furthest.claims[0].holder != tenure.claims[0].holder:
            reach, start = furthest.extent[1], tenure.extent[0]
            if reach is not None and start is not None and start < reach:
                one, other = furthest.claims[-1], tenure.claims[-1]
                furthest.conflicts.append(Conflict("two_holders", one, other))
                tenure.conflicts.append(Conflict("two_holders", other, one))
        if furthest is None or (tenure.extent[1] or "") > (furthest.extent[1] or ""):
            furthest = tenure


def _said(claims: list[Claim], bound: Callable[[Claim], Days], said: Callable[[Claim], str | None]) -> Claim | None:
    decided = [claim for claim in claims if said(claim)]
    if not decided:
        return _most_exact(claims, bound)
    last = max(decided, key=lambda claim: said(claim) or "")
    # A person can also say that it is not known.
    return last if bound(last) != (None, None) else None


def _most_exact(claims: list[Claim], bound: Callable[[Claim], Days]) -> Claim | None:
    stated = [claim for claim in claims if bound(claim) != (None, None)]
    # Two bounds of a day are alike; those of a year are far apart.
    return min(reversed(stated), key=lambda claim: _breadth(bound(claim)), default=None)


def _breadth(days: Days) -> int:
    first, last = days
    if first is None or last is None:
        return 4
    return sum(one != other for one, other in zip(first.split("-"), last.split("-"), strict=True))


def _start(claim: Claim) -> str:
    return claim.begins[0] or claim.begins[1] or (claim.on if claim.held else None) or claim.ends[0] or claim.on or ""


def _begins(claim: Claim) -> Days:
    return claim.begins


def _ends(claim: Claim) -> Days:
    return claim.ends


def _begins_said(claim: Claim) -> str | None:
    return claim.begins_said


def _ends_said(claim: Claim) -> str | None:
    return claim.ends_said


def _meet(one: Days, other: Days) -> bool:
    """Whether two dates can be the same day."""
    return not (one[0] and other[1] and one[0] > other[1]) and not (other[0] and one[1] and other[0] > one[1])


@cache
def _key(title: str) -> str:
    """A title as it is compared: abbreviations written out, without articles."""
    from onrecord.reading.offices.merging import key_of

    return " ".join(key_of(title))


@cache
def _lexicon() -> dict[str, list[str]]:
    content: dict[str, list[str]] = tomllib.loads(
        (files(__package__) / "single_offices.toml").read_text(encoding="utf-8")
    )
    return content
