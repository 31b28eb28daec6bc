"""Where the stories of one copy start."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.capture.plain.lines import Line, look

__all__ = ["starts", "story_ranges"]


def starts(texts: Sequence[str]) -> list[int]:
    """The index of the line with which each story of a copy starts, in order."""
    lines = look(texts)
    return [lines[start].at for start, _ in story_ranges(lines)]


def story_ranges(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """The stories of a copy as half-open ranges of its lines."""
    return [(0, len(lines))] if lines else []
