"""Which statement is reported inside which other."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.reading.statements.candidate import Attribution, covered

__all__ = ["holders"]


def holders(found: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the number of the one in whose content its cue stands (without a cue: its content).

    Of several the one with the least content: the innermost. One sweep over the text: the ranges that are open at a
    time are few, as deep as people quote each other.
    """
    ranges = sorted((start, end, number) for number, one in enumerate(found) for start, end in one.content)
    sizes = [covered(one.content) for one in found]
    asked = sorted((_place(one), number) for number, one in enumerate(found))
    held: list[int | None] = [None] * len(found)
    open_: list[tuple[int, int, int]] = []
    at = 0
    for place, number in asked:
        while at < len(ranges) and ranges[at][0] <= place:
            open_.append(ranges[at])
            at += 1
        open_ = [one for one in open_ if one[1] > place]
        around = [one for one in open_ if one[2] != number and sizes[one[2]] > sizes[number]
                  and _holds(found[one[2]], found[number])]  # fmt: skip
        held[number] = min(around, key=lambda one: (sizes[one[2]], one[2]))[2] if around else None
    return held


def _place(one: Attribution) -> int:
    return one.cue[0][0] if one.cue else one.content[0][0]


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether all of the inner content lies in the outer: cues that only cross say nothing of each other."""
    return all(any(a <= start and end <= b + 1 for a, b in outer.content) for start, end in inner.content)
