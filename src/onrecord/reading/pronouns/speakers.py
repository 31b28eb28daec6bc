"""Who stands beside a quotation as its likely speaker, and so is no 'he' or 'she' inside it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from onrecord.reading.pronouns.scene import Candidate, Scene, Spot, role_of

__all__ = ["Speakers"]

_BESIDE = 40  # code points between a quotation and the name of whoever speaks: ', the former minister '


class Speakers:
    """By quotation, the persons who are the subject of a verb just before or behind it."""

    def __init__(self, scene: Scene, persons: Sequence[Candidate]) -> None:
        self._quotations = scene.quotations
        self._starts = sorted((one.start, number) for number, one in enumerate(scene.quotations))
        self._ends = sorted((one.end, number) for number, one in enumerate(scene.quotations))
        self._found: dict[int, set[str]] = defaultdict(set)
        for person in (one for one in persons if one.id):
            for spot in person.spots:
                self.note(spot, person)

    def of(self, quotation: int) -> frozenset[str]:
        """The ids of those who may be the speaker of quotation number ``quotation`` (-1: none)."""
        return frozenset(self._found.get(quotation, ()))

    def note(self, spot: Spot, person: Candidate) -> None:
        """Takes a mention of a person into account."""
        if spot.quotation >= 0 or not self._quotations or not person.id or role_of(spot.token) != "subject":
            return
        for number in (*self._between(self._starts, spot.end, spot.end + _BESIDE),
                       *self._between(self._ends, spot.start - _BESIDE, spot.start)):  # fmt: skip
            self._found[number].add(person.id)

    @staticmethod
    def _between(edges: list[tuple[int, int]], first: int, last: int) -> list[int]:
        low, high = bisect_left(edges, (first, -1)), bisect_left(edges, (last + 1, -1))
        return [number for _, number in edges[low:high]]
