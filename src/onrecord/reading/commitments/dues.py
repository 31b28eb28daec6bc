"""Until when something is promised: 'by Friday', 'within 30 days', 'before the end of the year'."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.model import Span, TimeValue
from onrecord.reading.commitments.vocabulary import words

__all__ = ["due_of"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LENGTH = re.compile(r"P(\d+)([DWMY])")
_NO_LATER = re.compile(r"(?:no|not) later than\s+(?:the\s+)?$|\bdeadline of\s+$", re.I)
_LAST_WORD = re.compile(r"(\w+)\s+(?:the\s+next\s+|the\s+|a\s+)?$")


def due_of(text: str, content: Span, times: list[TimeValue], made: str | None) -> str | None:
    """The due date (EDTF) of a promise; None if its words name none, or one that counts from an unknown day.

    times: those inside the content, in order. made: the day of the promise. The value is the time that the words
    name: what is due 'before June' has ``2024-06``, as what is due 'by June' has.
    """
    for time in times:
        if not content.start <= time.start < content.end:
            continue
        before = text[max(content.start, time.start - 24) : time.start]
        first = time.text.split()[0].lower() if time.text.split() else ""
        word = _LAST_WORD.search(before)
        leading = {first, word.group(1).lower() if word else ""}
        if time.value and (leading & words("before_a_due_date") or _NO_LATER.search(before)):
            return time.value.removeprefix("../") or None
        if time.duration and leading & words("within") and made:
            return _after(made, time.duration)
    return None


def _after(made: str, duration: str) -> str | None:
    """A length of time after a day; in months and years as precise as they are."""
    length = _LENGTH.fullmatch(duration)
    if not _DAY.fullmatch(made) or length is None:
        return None
    count, unit = int(length.group(1)), length.group(2)
    day = date.fromisoformat(made)
    try:
        if unit in "DW":
            return (day + timedelta(days=count * (7 if unit == "W" else 1))).isoformat()
        months = day.year * 12 + day.month - 1 + count * (12 if unit == "Y" else 1)
        return f"{months // 12:04d}-{months % 12 + 1:02d}" if months // 12 < 10_000 else None
    except OverflowError:
        return None
