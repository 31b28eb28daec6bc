"""Positions for the browser: code points <-> UTF-16 code units.

Everywhere in OnRecord a position counts Unicode code points. JavaScript counts UTF-16 code units, in which a
character beyond U+FFFF (an emoji, a rare ideograph) takes two. Only what goes to a browser or comes from one is
converted, here.
"""

from __future__ import annotations

import re
from bisect import bisect_left

__all__ = ["Utf16Offsets"]

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """The two ways of counting in one text. Building takes one pass; each conversion a binary search."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        # The UTF-16 position of each astral character: its own position and one more for each before it.
        self._astral_units = [position + index for index, position in enumerate(self._astral)]

    @property
    def units(self) -> int:
        """The length of the text in UTF-16 code units."""
        return self._length + len(self._astral)

    def to_utf16(self, position: int) -> int:
        """The UTF-16 position of a code point position. Raises ``ValueError`` outside the text."""
        if not 0 <= position <= self._length:
            raise ValueError(f"position {position} does not lie in a text of {self._length} code points")
        return position + bisect_left(self._astral, position)

    def to_code_points(self, unit: int) -> int:
        """The code point position of a UTF-16 position.

        Raises ``ValueError`` outside the text, and in the middle of a surrogate pair, where no code point begins.
        """
        if not 0 <= unit <= self.units:
            raise ValueError(f"position {unit} does not lie in a text of {self.units} UTF-16 units")
        before = bisect_left(self._astral_units, unit)
        if before and self._astral_units[before - 1] == unit - 1:
            raise ValueError(f"position {unit} lies in the middle of a surrogate pair")
        return unit - before
