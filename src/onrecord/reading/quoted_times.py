"""Stage: times inside a quotation count from when its words were said, where the story tells that day.

'“We will vote tomorrow,” she said on Monday' speaks of Tuesday, whatever day the story came out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from onrecord.model import Quotation, Statement, TimeValue
from onrecord.reading.stage import Partial
from onrecord.reading.times import read_times

__all__ = ["QuotedTimes"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class QuotedTimes:
    """Adds ``quoted_times``: relative times inside quoted words are counted anew from the statement's day."""

    name = "quoted_times"
    version = "1"
    needs: frozenset[str] = frozenset({"times", "statements", "quotations"})
    adds: frozenset[str] = frozenset({"quoted_times"})

    def read(self, partial: Partial) -> Partial:
        """``partial`` with those times. Of nested statements the innermost that has a day counts."""
        reading = partial.reading
        said = [one for one in reading.statements if one.mode != "indirect" and _DAY.fullmatch(one.time or "")]
        if not said:
            return partial
        story_day = reading.story.as_of.value if reading.story.as_of else None
        said = [one for one in said if one.time != story_day]
        outer = [one for one in reading.quotations if one.depth == 0]
        starts = [one.start for one in outer]
        anew: dict[tuple[int, int], TimeValue] = {}
        # Outer statements first, so that the innermost has the last word.
        for one in sorted(said, key=lambda one: -sum(span.end - span.start for span in one.content)):
            for time in read_times(reading.story.text, one.time, parts=_quoted(outer, starts, one)):
                anew[time.start, time.end] = time
        times = tuple(
            anew.get((time.start, time.end), time) if time.anchor is not None else time for time in reading.times
        )
        return partial.with_fields(times=times)


def _quoted(outer: list[Quotation], starts: list[int], statement: Statement) -> list[tuple[int, int]]:
    """What of a statement's content stands inside quotation marks."""
    return [
        (max(one.start, span.start), min(one.end, span.end))
        for span in statement.content
        for one in outer[max(0, bisect_right(starts, span.start) - 1) : bisect_left(starts, span.end)]
        if span.start < one.end
    ]
