"""Page furniture: lines that belong to the page and not to a story (menus, share labels, pleas to subscribe, ...)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["is_furniture", "masked"]

_BULLET = re.compile(r"^(?:[*•·▪◦‣●○■□►▶▸»›→+–—|-]|\d{1,2}\.)\s*")
_LONGEST = 400


def is_furniture(line: str) -> bool:
    """Whether a whole line is page furniture by its words alone, in any of the languages of the vocabulary."""
    if len(line) > _LONGEST:
        return False
    words = masked(line)
    if not any(character.isalpha() for character in words):
        return True
    lines, patterns, starts = _vocabulary()
    return words in lines or patterns.fullmatch(words) is not None or (len(words) <= 160 and starts.match(words) is not None)


def masked(line: str) -> str:
    """A line as the vocabulary spells it: casefolded, without bullet and edge punctuation, each number one '#'."""
    line = _BULLET.sub("", line.strip())
    line = re.sub(r"\d+(?:[.,:]\d+)*", "#", " ".join(line.split()).casefold())
    return line.strip(" .,:;!…|>»›<«‹→←↓↑▼▲+-–—•·()[]\"'“”*")


@cache
def _vocabulary() -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    data: dict[str, Any] = tomllib.loads((resources.files(__package__) / "furniture.toml").read_text("utf-8"))
    lines = frozenset(masked(line) for lines in data["lines"].values() for line in lines)
    patterns = re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"]["whole"]))
    starts = re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"]["starts"]))
    return lines, patterns, starts
