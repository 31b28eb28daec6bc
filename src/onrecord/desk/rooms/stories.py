"""Stories: the list that a search, an outlet, a date or a name narrows down."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.desk.room import Parameter, Room, Visit, asking, numbers
from onrecord.record import Hit, Passage, StoryLine

__all__ = ["ROOMS"]


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One story, and of a search the sentences that answer it. counts: of its sources."""

    line: StoryLine
    passages: tuple[Passage, ...] = ()
    counts: Any = None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The stories that were asked for."""

    rows: tuple[Row, ...]
    limit: int
    offset: int


def show(visit: Visit) -> Page:
    """The list."""
    limit, offset = numbers(visit)
    found = visit.record.find(visit.question("stories"))
    return Page(rows=tuple(map(_row, found)), limit=limit, offset=offset)


def _row(one: StoryLine | Hit) -> Row:
    line, passages = (one.story, one.passages) if isinstance(one, Hit) else (one, ())
    return Row(line=line, passages=tuple(passages), counts=getattr(line, "counts", None))


ROOMS = (
    Room(
        "/stories",
        "stories.html",
        show,
        "The stories of the record.",
        asking(Parameter("words", "A search expression."), Parameter("url", "Any of the story's addresses.")),
    ),
)
