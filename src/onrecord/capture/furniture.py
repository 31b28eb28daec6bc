"""Page furniture: lines that belong to the page and not to a story (menus, share labels, pleas to subscribe, ...)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["announces_links", "is_furniture", "masked", "pleas"]

_BULLET = re.compile(r"^(?:[*•·▪◦‣●○■□►▶▸»›→+–—|-]|\d{1,2}\.)\s*")
_LONGEST = 400


def is_furniture(line: str) -> bool:
    """Whether a whole line is page furniture by its words alone, in any of the languages of the vocabulary."""
    if len(line) > _LONGEST:
        return False
    words = masked(line)
    if not any(character.isalpha() for character in words):
        return True
    known = _words()
    return (
        words in known.lines
        or (len(words) <= 80 and " " in words and all(part in known.lines for part in re.split(r"[\s/|,·]+", words)))
        or known.whole.fullmatch(words) is not None
        or (len(words) <= 160 and known.starts.match(words) is not None)
    )


def announces_links(line: str) -> bool:
    """Whether a line announces titles of other stories ('Read more', 'Mehr zum Thema')."""
    return len(line) <= 60 and masked(line) in _words().links


def pleas(line: str) -> int:
    """How many words of pleas, consents and embedded things a line holds: evidence of furniture, and no proof."""
    return len({match[0] for match in _words().hints.finditer(line.casefold())})


def masked(line: str) -> str:
    """A line as the vocabulary spells it: casefolded, without bullet and edge punctuation, each number one '#'."""
    line = _BULLET.sub("", line.strip())
    line = re.sub(r"\d+(?:[.,:]\d+)*", "#", " ".join(line.split()).casefold())
    return line.strip(" .,:;!…|>»›<«‹→←↓↑▼▲+-–—•·()[]\"'“”*")


@dataclass(frozen=True, slots=True)
class _Words:
    lines: frozenset[str]
    links: frozenset[str]
    hints: re.Pattern[str]
    whole: re.Pattern[str]
    starts: re.Pattern[str]


@cache
def _words() -> _Words:
    data: dict[str, Any] = tomllib.loads((resources.files(__package__) / "furniture.toml").read_text("utf-8"))
    links = frozenset(masked(line) for line in data["links"]["lines"])
    hints = sorted(data["hints"]["words"], key=len, reverse=True)
    return _Words(
        lines=links.union(masked(line) for lines in data["lines"].values() for line in lines),
        links=links,
        hints=re.compile("|".join(re.escape(hint) for hint in hints)),
        whole=re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"]["whole"])),
        starts=re.compile("|".join(f"(?:{pattern})" for pattern in data["patterns"]["starts"])),
    )
