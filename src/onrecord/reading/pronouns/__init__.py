"""Stage: whom or what the pronouns of a story mean, where the text determines it."""

from __future__ import annotations

from onrecord.reading.pronouns.stage import Pronouns

__all__ = ["Pronouns"]
