"""From many judged proposals to the attributions that stand: none shares its cue with another or says the same."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.reading.statements.candidate import Attribution, covered, overlap

__all__ = ["combined"]

_SAME = 0.8
_CELL = 200


def combined(judged: Iterable[Attribution], least: float) -> list[Attribution]:
    """The attributions to keep, in order of the text: of rivals the likelier. least: what is less likely goes."""
    kept: list[Attribution] = []
    near: dict[int, list[Attribution]] = {}
    for one in sorted(judged, key=lambda one: (-one.confidence, one.cue, one.content)):
        if one.confidence < least:
            break
        cells = _cells(one)
        if not any(_rivals(one, other) for cell in cells for other in near.get(cell, ())):
            kept.append(one)
            for cell in cells:
                near.setdefault(cell, []).append(one)
    return sorted(kept, key=lambda one: (min([*one.cue, *one.content]), one.cue))


def _cells(one: Attribution) -> list[int]:
    """The stretches of the text that hold its cue or the beginning of a piece of its content: rivals share one."""
    places = [place for start, end in (*one.cue, *one.content) for place in (start, end - 1, (start + end) // 2)]
    return sorted({cell for place in places for cell in (place // _CELL, place // _CELL + 1)})


def _rivals(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions cannot both stand: their cues share words, or their contents are nearly the same."""
    if overlap(one.cue, other.cue):
        return True
    shared = overlap(one.content, other.content)
    return 2 * shared > _SAME * (covered(one.content) + covered(other.content)) and not (
        overlap(one.cue, other.content) or overlap(other.cue, one.content)
    )
