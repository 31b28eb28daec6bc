"""Who did what to whom, and whether it happened: the events of a story, coded to PLOVER 2.0."""

from __future__ import annotations

from onrecord.reading.events.stage import Events

__all__ = ["Events"]
