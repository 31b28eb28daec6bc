"""A story: its text with what stands on it, and its versions."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.desk.manuscript import Block, manuscript, marked_range
from onrecord.desk.room import Parameter, Room, Visit
from onrecord.model import Reading
from onrecord.record import Judged, RowsOf, Standing, StoredCapture, StoryLine, Version
from onrecord.text.difference import Change

__all__ = ["ROOMS", "StoryPage"]


class StoryPage(msgspec.Struct, frozen=True, kw_only=True):
    """One story whole: what a list says of it, its reading as judged, the ids of its rows, and where it was captured.

    rows: None for a story that is in no record. counts: of its telling. judged: by row, what people and later versions
    say of it. mark: a range of the text that the URL marks.
    """

    line: StoryLine
    reading: Reading
    rows: RowsOf | None
    standing: Standing | None
    counts: Any
    captures: tuple[StoredCapture, ...]
    versions: tuple[Version, ...]
    judged: dict[str, tuple[Judged, ...]]
    mark: tuple[int, int] | None

    def blocks(self) -> list[Block]:
        """The text as a commented manuscript."""
        return manuscript(self.reading, self.mark)

    def name(self, entity: str | None) -> str | None:
        """The name of one of the reading's entities."""
        return next((one.name for one in self.reading.entities if one.id == entity), None)

    def names(self) -> dict[str, str]:
        """The names of the reading's entities, by their ids in it."""
        return {one.id: one.name for one in self.reading.entities}

    def row(self, kind: str, at: int) -> str | None:
        """The lasting id of a row: of the kind ``statement``, ``event``, ``dispute`` or ``commitment``."""
        if self.rows is None:
            return None
        ids: tuple[str, ...] = getattr(self.rows, f"{kind}s")
        return ids[at] if at < len(ids) else None


class VersionsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The versions of a story, and what one changed against another."""

    line: StoryLine
    versions: tuple[Version, ...]
    earlier: str | None
    later: str | None
    pieces: tuple[tuple[str, str, str], ...]
    changes: tuple[Change, ...]


def show(visit: Visit) -> StoryPage:
    """The story that the path names by its id, or the beginning of it."""
    stored = visit.record.story(visit.named["story"])
    return StoryPage(
        line=stored.line,
        reading=stored.reading,
        rows=visit.record.rows_of(stored.line.id),
        standing=visit.record.standings([stored.line.id]).get(stored.line.id),
        counts=getattr(stored.line, "counts", None),
        captures=stored.captures,
        versions=stored.versions,
        judged=stored.judged,
        mark=marked_range(visit.asked.get("mark"), stored.reading.story.text),
    )


def compared(visit: Visit) -> VersionsPage:
    """The versions, and what this one changed against its predecessor, or against another that the URL names."""
    stored = visit.record.story(visit.named["story"])
    own = next((one for one in stored.versions if one.story == stored.line.id), None)
    against = visit.asked.get("against") or (own.predecessor if own else None)
    found = visit.record.diff(stored.line.id, against) if against else None
    return VersionsPage(
        line=stored.line,
        versions=stored.versions,
        earlier=found.earlier if found else None,
        later=found.later if found else None,
        pieces=tuple(found.pieces()) if found else (),
        changes=found.changes if found else (),
    )


ROOMS = (
    Room(
        "/story/{story}/versions",
        "versions.html",
        compared,
        "The versions of a story, and what one changed.",
        (Parameter("against", "The id of another story to compare with."),),
    ),
    Room(
        "/story/{story}",
        "story.html",
        show,
        "One story with what stands on each of its sentences.",
        (Parameter("mark", "A range of the text to mark, in code points: 120-180."),),
    ),
)
