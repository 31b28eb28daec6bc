"""What the rules and the trained tagger both hand on: an attribution as ranges of the text, with a confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Attribution", "Range", "Ranges", "covered", "join", "overlap", "trimmed"]

Range = tuple[int, int]
Ranges = tuple[Range, ...]

_LEADING = frozenset(" \t\n\r,;:.!?-–—")
_TRAILING = frozenset(" \t\n\r,;:-–—")
_CLOSING = frozenset("\"”’'»")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody (source) is said (cue) to have said, thought or decided something (content).

    All are half-open ranges of code points of the story's text, in order, none overlapping. source: None where the
    text names none. cue: empty where a quotation stands without one. addressee: who is told. confidence: how likely
    it is, 0 to 1, that this is an attribution with about this content.
    """

    source: Ranges | None
    cue: Ranges
    content: Ranges
    addressee: Range | None = None
    confidence: float = 1.0


def trimmed(text: str, start: int, end: int) -> Range | None:
    """``[start, end)`` by PolNeAR's guide: quotation marks stay, the clause's comma and the final stop go.

    None if nothing is left. A stop inside a closing quotation mark stays, since the mark belongs to the content.
    """
    while start < end and text[start] in _LEADING and text[start : start + 3] != "...":
        start += 1
    while start < end and text[end - 1] in _TRAILING:
        end -= 1
    if end - start > 1 and text[end - 1] == "." and not _abbreviated(text, start, end):
        end -= 1
    return (start, end) if start < end else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end belongs to a word of letters with stops ('U.S.')."""
    word = text[max(start, end - 12) : end].rsplit(maxsplit=1)[-1]
    return "." in word[:-1] and not word.startswith(".")


def join(text: str, ranges: Iterable[Range]) -> Ranges:
    """The ranges in order, those that overlap or are parted by white space only joined within a line."""
    found: list[list[int]] = []
    for start, end in sorted(ranges):
        if found and (start <= found[-1][1] or text[found[-1][1] : start] == " "):
            found[-1][1] = max(end, found[-1][1])
        else:
            found.append([start, end])
    return tuple((start, end) for start, end in found)


def covered(ranges: Ranges) -> int:
    """How many code points the ranges cover."""
    return sum(end - start for start, end in ranges)


def overlap(one: Ranges, other: Ranges) -> int:
    """How many code points two sets of ranges share."""
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
