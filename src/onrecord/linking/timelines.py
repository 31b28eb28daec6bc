"""Which days a timeline of few days shows: those that most stories tell of.

A day counts for as many stories as date something to it in a sentence that names whom or what the timeline is of; of
days told of alike, the one to which more stories date anything. Nothing is trained or weighed. What is told of a month
or a year counts for each of its days, so that a month stands before a day only if it is told of that much more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Dated", "most_told_of"]


class Dated(NamedTuple):
    """A story (by any key) dates something to ``value`` (EDTF), which spans so many ``days``; named: in a sentence that
    names whom or what the timeline is of."""

    value: str
    story: object
    days: int = 1
    named: bool = True


def most_told_of(told: Iterable[Dated]) -> list[str]:
    """The values, those told of most first; of equals the earlier first."""
    naming: dict[str, set[object]] = defaultdict(set)
    stories: dict[str, set[object]] = defaultdict(set)
    spans: dict[str, int] = {}
    for one in told:
        spans[one.value] = max(one.days, 1)
        stories[one.value].add(one.story)
        if one.named:
            naming[one.value].add(one.story)

    def rank(value: str) -> tuple[float, float, str]:
        return -len(naming[value]) / spans[value], -len(stories[value]) / spans[value], value

    return sorted(stories, key=rank)
