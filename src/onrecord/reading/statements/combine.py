"""From many judged proposals to the attributions that stand: one a cue, and none that says the same as another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.reading.statements.candidate import Attribution, Ranges, covered, overlap

__all__ = ["combined"]

_SAME = 0.8


def combined(judged: Sequence[tuple[object, Attribution]], least: float) -> list[Attribution]:
    """The attributions to keep, in order of the text.

    judged: each with the key of its cue: of those with one key the likeliest stands, with the likelihood of all, since
    they differ only in how much of the sentence is said. least: what is less likely than this is left out.
    """
    groups: dict[object, list[Attribution]] = {}
    for key, one in judged:
        groups.setdefault(key, []).append(one)
    standing = []
    for group in groups.values():
        best = max(group, key=lambda one: (one.confidence, -covered(one.content)))
        total = 1.0
        for one in group:
            total *= 1 - one.confidence
        standing.append(replace(best, confidence=1 - total))
    kept: list[Attribution] = []
    for one in sorted(standing, key=lambda one: (-one.confidence, one.cue, one.content)):
        if one.confidence < least:
            break
        if not any(_rivals(one, other) for other in _near(kept, one)):
            kept.append(one)
    return sorted(kept, key=lambda one: (min([*one.cue, *one.content]), one.cue))


def _near(kept: list[Attribution], one: Attribution) -> list[Attribution]:
    return kept


def _rivals(one: Attribution, other: Attribution) -> bool:
    """Whether two attributions cannot both stand: their cues share words, or their contents are nearly the same."""
    if overlap(one.cue, other.cue):
        return True
    shared = overlap(one.content, other.content)
    return 2 * shared > _SAME * (covered(one.content) + covered(other.content)) and not _inside(one.cue, other.content)


def _inside(cue: Ranges, content: Ranges) -> bool:
    return overlap(cue, content) > 0
