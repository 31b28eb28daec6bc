"""Start: what is in the record, and where to begin."""

from __future__ import annotations

import msgspec

from onrecord.desk.room import Room, Visit
from onrecord.record import Query, Status, StoryLine

__all__ = ["ROOMS"]

_NEW = 8


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The record in numbers, and its newest stories."""

    status: Status
    newest: tuple[StoryLine, ...]


def show(visit: Visit) -> Page:
    """The front page."""
    return Page(status=visit.record.status(), newest=tuple(visit.record.stories(Query(limit=_NEW))))


ROOMS = (Room("/", "start.html", show, "What is in the record."),)
