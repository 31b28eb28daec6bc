"""Positions in a story's text.

Every position in the system is a half-open range of Unicode code points in one story's frozen text. A span carries
the words it covers, so that a reader of a reading alone can check it: ``text[start:end] == span.text``.
"""

from __future__ import annotations

import hashlib

import msgspec

__all__ = ["Span", "row_id"]


class Span(msgspec.Struct, frozen=True, order=True):
    """A half-open range of code points and the text it covers.

    ``start`` and ``end`` count Unicode code points from the beginning of the story's text (not bytes, not UTF-16
    units). ``0 <= start <= end <= len(text)`` and ``text`` is exactly the covered words.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span ``[start, end)`` of ``text``; raises ``ValueError`` if it does not lie inside the text."""
        if not 0 <= start <= end <= len(text):
            raise ValueError(f"span [{start}, {end}) does not lie in a text of {len(text)} code points")
        return cls(start, end, text[start:end])

    def holds_in(self, text: str) -> bool:
        """Whether this span is anchored in ``text``: its range lies inside and covers exactly its words."""
        return 0 <= self.start <= self.end <= len(text) and text[self.start : self.end] == self.text

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies inside this span (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end


def row_id(story: str, kind: str, start: int, end: int, subtype: str = "") -> str:
    """The lasting id of one row of a record: 24 hexadecimal digits.

    It depends on the story, the kind of row ('statement', 'event', ...), its span and its type only, so that a
    person's judgement of the row survives a retrained model that finds the same row again.
    """
    return hashlib.sha256(f"{story}\x1f{kind}\x1f{start}\x1f{end}\x1f{subtype}".encode()).hexdigest()[:24]
