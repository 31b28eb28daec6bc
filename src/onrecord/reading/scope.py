"""Which stories are read beyond their anatomy: so far those in English."""

from __future__ import annotations

import re

from onrecord.model import Story
from onrecord.reading.lexicon import lexicon

__all__ = ["why_not_read"]

_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 4_000


def why_not_read(story: Story) -> str | None:
    """None for a story that is read, else the reason why its reading stops at the anatomy."""
    if story.language == "en" or (story.language is None and _looks_english(story.text)):
        return None
    return f"language: {story.language or 'unknown'}; only English is read so far"


def _looks_english(text: str) -> bool:
    """Whether the commonest English words are frequent: for texts too short for their language to be detected."""
    vocabulary = lexicon("english")
    words = _WORD.findall(text[:_LOOKED_AT].lower())
    return bool(words) and sum(word in vocabulary["common"] for word in words) >= vocabulary["share"] * len(words)
