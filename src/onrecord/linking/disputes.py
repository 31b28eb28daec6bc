"""One question disputed in several stories: which tellings are of one dispute, when it opened, and who joined it.

Two tellings are of one dispute if a party of each side stands on the same side in both, and they share words of what is
at issue; or, with one party the same on its side, most of those words. Only tellings that share a party *and* a word
are compared. A party on the other side than before does not make it another question, but joins nothing by itself.
What people say of two tellings stands above both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.linking.contents import shared_share
from onrecord.linking.entities import Decisions
from onrecord.linking.groups import Groups

__all__ = ["Joined", "Telling", "Thread", "threads"]

_WITH_BOTH, _WITH_ONE = 0.3, 0.6
_MOST_IN_BLOCK = 50


@dataclass(frozen=True, slots=True)
class Telling:
    """A dispute as one story tells it. date: the story's (EDTF), None if unknown. words: what is at issue, as stems.

    affirms, against: keys of the parties (one key a party across stories). conceded: whether the story says that a side
    gave in.
    """

    id: str
    story: str
    date: str | None
    words: frozenset[str]
    affirms: frozenset[str]
    against: frozenset[str]
    conceded: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """A party when it first took its side. stance: ``affirms`` or ``against``."""

    party: str
    stance: str
    date: str | None
    telling: str


@dataclass(frozen=True, slots=True)
class Thread:
    """One dispute over all its tellings, the earliest first; those of unknown date last.

    opened: the date of the first that has one. joined: each party when it first took a side.
    """

    tellings: tuple[Telling, ...]
    opened: str | None
    joined: tuple[Joined, ...]
    conceded: bool


def threads(tellings: Iterable[Telling], decisions: Decisions | None = None) -> list[Thread]:
    """The disputes that these tellings are of, in the order in which they opened.

    decisions: which of them (by id) people said are of one dispute, and which are not.
    """
    ordered = sorted(tellings, key=lambda one: (one.date is None, one.date or "", one.id))
    decided = decisions or Decisions()
    there = {one.id for one in ordered}
    groups = Groups(decided.apart)
    groups.unite_all(
        (one, other)
        for one in sorted(decided.together)
        for other in sorted(decided.together[one])
        if {one, other} <= there
    )
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(ordered):
        near: set[int] = set()
        for party in one.affirms | one.against:
            for word in one.words:
                block = blocks[party, word]
                near.update(block[-_MOST_IN_BLOCK:])
                block.append(at)
        for other in sorted(near):
            if _same(ordered[other], one):
                groups.unite(ordered[other].id, one.id)
    members: dict[int, list[Telling]] = defaultdict(list)
    for one in ordered:
        members[id(groups.of(one.id))].append(one)
    return [_thread(tuple(some)) for some in members.values()]


def _same(one: Telling, other: Telling) -> bool:
    affirm, against = one.affirms & other.affirms, one.against & other.against
    share = shared_share(one.words, other.words)
    if affirm and against:
        return share >= _WITH_BOTH
    return bool(affirm or against) and share >= _WITH_ONE


def _thread(tellings: tuple[Telling, ...]) -> Thread:
    joined: dict[tuple[str, str], Joined] = {}
    for one in tellings:
        for stance, parties in (("affirms", one.affirms), ("against", one.against)):
            for party in sorted(parties):
                joined.setdefault((stance, party), Joined(party, stance, one.date, one.id))
    return Thread(
        tellings=tellings,
        opened=next((one.date for one in tellings if one.date), None),
        joined=tuple(joined.values()),
        conceded=any(one.conceded for one in tellings),
    )
