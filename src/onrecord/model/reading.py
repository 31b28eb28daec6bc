"""A reading: everything that was understood of one story alone, and the JSON document of a capture."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from onrecord.model.assertion import Commitment, Dispute, Event, Statement
from onrecord.model.entity import Entity, Office
from onrecord.model.span import Span
from onrecord.model.story import Story
from onrecord.model.time import TimeValue

__all__ = ["FORMAT", "Quotation", "Reading", "document", "encode"]

FORMAT = "onrecord.reading/1"


class Quotation(msgspec.Struct, frozen=True, order=True):
    """A stretch of text inside quotation marks, marks included.

    closed: whether the text itself closes it (False: the paragraph ended first). continues: it goes on from the
    quotation before it, which its paragraph left open. depth: 0 for an outer quotation, 1 inside another.
    """

    start: int
    end: int
    text: str
    closed: bool = True
    continues: bool = False
    depth: int = 0


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was understood of one story: a pure function of the story and the versions of what read it.

    sentences: ``[start, end)`` of each, in order. stopped_at: None for a full reading, ``anatomy`` where no stage
    ran, with ``stopped_because``.
    """

    story: Story
    sentences: tuple[tuple[int, int], ...] = ()
    quotations: tuple[Quotation, ...] = ()
    entities: tuple[Entity, ...] = ()
    offices: tuple[Office, ...] = ()
    times: tuple[TimeValue, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    stopped_at: Literal["anatomy"] | None = None
    stopped_because: str | None = None

    def spans(self) -> list[Span]:
        """Every anchored span of the reading, in no particular order (for checking that nothing floats)."""
        found: list[Span] = []
        _collect(msgspec.to_builtins(self), found)
        return found

    def to_builtins(self) -> dict[str, Any]:
        """The reading as record.md §7 lays out one entry of ``stories``: the story's fields beside the others."""
        fields: dict[str, Any] = msgspec.to_builtins(self)
        story: dict[str, Any] = fields.pop("story")
        return story | fields

    @classmethod
    def from_builtins(cls, entry: dict[str, Any]) -> Reading:
        """The inverse of ``to_builtins``; raises ``msgspec.ValidationError`` that names the place of a fault."""
        own = {field for field in cls.__struct_fields__ if field != "story"}
        fields = {name: value for name, value in entry.items() if name in own}
        fields["story"] = {name: value for name, value in entry.items() if name not in own}
        return msgspec.convert(fields, cls)


def document(
    readings: list[Reading],
    *,
    source: str,
    sha256: str,
    media_type: str,
    retrieved: str | None,
    made_by: dict[str, Any],
) -> dict[str, Any]:
    """The JSON document of one capture (record.md §7)."""
    return {
        "format": FORMAT,
        "capture": {"source": source, "sha256": sha256, "media_type": media_type, "retrieved": retrieved},
        "made_by": made_by,
        "stories": [reading.to_builtins() for reading in readings],
    }


def encode(value: Any) -> bytes:
    """``value`` as compact UTF-8 JSON: the same value gives the same bytes."""
    return msgspec.json.encode(value)


def _collect(node: Any, found: list[Span]) -> None:
    if isinstance(node, dict):
        if {"start", "end", "text"} <= node.keys():
            found.append(Span(node["start"], node["end"], node["text"]))
        for value in node.values():
            _collect(value, found)
    elif isinstance(node, list | tuple):
        for value in node:
            _collect(value, found)
