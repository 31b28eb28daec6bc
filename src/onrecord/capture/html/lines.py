"""What the words of a line say it is, whatever its place in the markup: asked often, so answers are kept."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.capture import bylines, credits, furniture, printed_dates

__all__ = ["is_byline", "is_credit", "is_date_line", "is_furniture"]

# A longer line that begins like one of these is a sentence.
_LONGEST_LABEL = 200
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def is_date_line(text: str) -> bool:
    """Whether the line is a printed date (with its labels, place and time of day) and nothing else."""
    return len(text) <= _LONGEST_LABEL and _DIGIT.search(text) is not None and printed_dates.is_date_line(text)


@lru_cache(maxsize=4096)
def is_byline(text: str) -> bool:
    """Whether the line is a byline by its words."""
    return len(text) <= _LONGEST_LABEL and bylines.is_byline(text)


@lru_cache(maxsize=4096)
def is_credit(text: str) -> bool:
    """Whether the line is a picture's credit."""
    return len(text) <= _LONGEST_LABEL and credits.is_credit(text)


@lru_cache(maxsize=4096)
def is_furniture(text: str) -> bool:
    """Whether the line is page furniture by its words."""
    return furniture.is_furniture(text)
