"""Which of the dates that a story's lines print is its day of publication, and which its last update."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.capture.plain.lines import Line
from onrecord.capture.plain.roles import Label
from onrecord.capture.printed_dates import PrintedDate, find_dates
from onrecord.model import DateRead

__all__ = ["printed_dates"]


def printed_dates(lines: Sequence[Line], labels: Sequence[Label]) -> tuple[DateRead | None, DateRead | None]:
    """``published`` and ``updated`` as the story's date lines print them, bylines that carry a date included.

    A date without a cue is the day of publication, unless a cued one says otherwise. Dates in the words of the story
    are none of either. The head's lines are asked first, then those after the body.
    """
    order = _day_first(lines)
    head = next((index for index, label in enumerate(labels) if label == "paragraph"), len(lines))
    asked = [*range(head), *range(len(lines) - 1, head, -1)]
    found: dict[str | None, DateRead] = {}
    for index in asked:
        line = lines[index]
        if not (line.date or (line.dated and labels[index] in ("byline", "furniture") and index < head)):
            continue
        for date in find_dates(line.text, day_first=order):
            # After the body only a cue tells the story's own date from that of another one's teaser.
            if date.value and (index < head or date.kind):
                found.setdefault(date.kind, _read(date, line))
    return found.get("published") or found.get(None), found.get("updated")


def _read(date: PrintedDate, line: Line) -> DateRead:
    assert date.value is not None
    return DateRead(value=date.value, read_from="printed", words=line.text)


def _day_first(lines: Sequence[Line]) -> bool | None:
    """Whether this copy's numeric dates begin with the day, as one of them shows that can be read in one way only."""
    for line in lines:
        if line.weight > 110 or "/" not in line.text:
            continue
        for date in find_dates(line.text):
            numbers = [part for part in line.text[date.start : date.end].split("/") if part.isdigit()]
            if date.value and len(numbers) == 3 and len(numbers[2]) == 4 and numbers[0] != numbers[1]:
                return int(numbers[0]) == int(date.value[8:])
    return None
