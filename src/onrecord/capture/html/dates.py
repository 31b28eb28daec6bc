"""When a story was published and when updated: what the page prints, what its metadata say, which of the two holds.

Dates are the outlet's local dates. A timestamp's own offset gives them (23:30+05:00 is that day there); one in UTC
may fall on the day after, so a printed date outranks it.
"""

from __future__ import annotations

import copy
import datetime
import email.utils
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from onrecord.capture.printed_dates import find_dates
from onrecord.model import DateRead

__all__ = ["Dates", "PrintedLine", "guessed_date", "local_date", "read_dates"]

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_ISO_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_UTC = re.compile(r"\d(?:Z|[+-]00:?00|\s*(?:UTC|GMT))$")
_EARLIEST, _LATEST = 1700, 2200


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line that may print the story's date: its text, and how near to the story it stands (less is nearer)."""

    text: str
    distance: int


@dataclass(slots=True)
class Dates:
    """The story's dates and what is odd about them."""

    published: DateRead | None
    updated: DateRead | None
    notes: list[str]


def local_date(stamp: str) -> str | None:
    """The calendar date that a machine-readable timestamp states in its own offset, or None if it states none."""
    stamp = stamp.strip()
    if found := _ISO.match(stamp) or _ISO_SLASHED.match(stamp):
        return _checked(*found.groups())
    if _EPOCH.fullmatch(stamp):
        moment = datetime.datetime.fromtimestamp(int(stamp[:10]), tz=datetime.UTC)
        return moment.date().isoformat()
    try:
        return email.utils.parsedate_to_datetime(stamp).date().isoformat()
    except (ValueError, TypeError, IndexError):
        pass
    values = [date.value for date in find_dates(stamp[:200]) if date.value]
    return values[0] if values else None


def guessed_date(root: HtmlElement) -> str | None:
    """What htmldate finds on this part of a page when nothing else states a date, or None.

    Its bounds are fixed: the same page gives the same date whatever day it is read on.
    """
    import htmldate

    try:
        found = htmldate.find_date(
            copy.deepcopy(root), original_date=True, min_date="1990-01-01", max_date="2100-01-01"
        )
    except Exception:  # a page that breaks a library must not break ours
        return None
    return found if isinstance(found, str) else None


def _checked(year: str, month: str, day: str) -> str | None:
    try:
        date = datetime.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return date.isoformat() if _EARLIEST < date.year < _LATEST else None


def read_dates(
    published: Sequence[tuple[str, str]],
    updated: Sequence[tuple[str, str]],
    printed: Iterable[PrintedLine],
) -> Dates:
    """The dates of a story.

    published, updated: ``(timestamp, path)`` from the metadata, the most telling first. printed: the visible lines
    near its head.
    """
    notes: list[str] = []
    stated = _from_metadata(published)
    changed = _from_metadata(updated)
    shown, shown_updated = _from_print(printed, stated, changed)
    first = _settled(shown, stated)
    last = _settled(shown_updated, changed)
    if first and last and last.value[:10] < first.value[: len(last.value)]:
        notes.append(
            f"The date of change ({last.value}) precedes the date of publication ({first.value}); it is left out."
        )
        last = None
    if first and shown and stated and _days_apart(shown.value, stated.value) > 1:
        notes.append(f"The page prints {shown.value}; its metadata say {stated.value}.")
    return Dates(first, last, notes)


def _from_metadata(stamps: Sequence[tuple[str, str]]) -> DateRead | None:
    """The first readable stamp, with those that disagree as ``other``."""
    read = [
        DateRead(value=value, read_from="metadata", path=path, words=stamp)
        for stamp, path in stamps
        if (value := local_date(stamp)) is not None
    ]
    if not read:
        return None
    others = tuple(date for date in read[1:] if date.value != read[0].value)
    return _beside(read[0], others)


def _beside(date: DateRead, others: tuple[DateRead, ...]) -> DateRead:
    """``date`` with ``others`` beside it, each value once."""
    kept: list[DateRead] = []
    for other in others:
        if other.value != date.value and all(other.value != known.value for known in kept):
            kept.append(DateRead(value=other.value, read_from=other.read_from, path=other.path, words=other.words))
    return DateRead(value=date.value, read_from=date.read_from, path=date.path, words=date.words, other=tuple(kept))


def _from_print(
    lines: Iterable[PrintedLine], stated: DateRead | None, changed: DateRead | None
) -> tuple[DateRead | None, DateRead | None]:
    """The printed dates of publication and of change. A date without a label that is the known day of change is one."""
    first: DateRead | None = None
    last: DateRead | None = None
    for line in sorted(lines, key=lambda line: line.distance):
        for date in find_dates(line.text):
            if not date.value or len(date.value) < 10:
                continue
            read = DateRead(value=date.value, read_from="printed", words=line.text[date.start : date.end])
            if date.kind == "updated":
                last = last or read
            elif date.kind == "published":
                first = first or read
            elif stated and date.value != stated.value and changed and date.value == changed.value:
                last = last or read
            elif stated and _days_apart(date.value, stated.value) > (1 if _is_utc(stated.words) else 0):
                continue
            else:
                first = first or read
    return first, last


def _is_utc(stamp: str | None) -> bool:
    """Whether a timestamp is in UTC, so that the outlet's own day may be another one."""
    return bool(stamp and _UTC.search(stamp))


def _settled(shown: DateRead | None, stated: DateRead | None) -> DateRead | None:
    """The printed date before the stated one, each with the other beside it."""
    if shown is None or stated is None:
        return shown or stated
    return _beside(shown, (stated, *stated.other))


def _days_apart(one: str, other: str) -> int:
    try:
        return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)
    except ValueError:
        return 0
