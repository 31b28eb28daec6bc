"""Which names put the family first: 'Xi Jinping' is Xi, 'Moon Jae-in' is Moon."""

from __future__ import annotations

import re
from functools import cache

from onrecord.reading.lexicon import lexicon

__all__ = ["is_family_first"]

# One syllable as transliterations of Chinese and Korean spell it; a given name has two at most.
_SYLLABLE = r"(?:[bcdfghjklmnpqrstwxyz]{0,2}h?[aeiouy]{1,4}(?:ng|n|m|k|l|p|t|r|h|b)?)"
_GIVEN = re.compile(rf"{_SYLLABLE}(?:['-]?{_SYLLABLE})?")


def is_family_first(words: tuple[str, ...]) -> bool:
    """Whether the words of a name (lower case) are a Chinese or Korean one, by its family name and its syllables."""
    if not 1 < len(words) <= 3 or words[0] not in _family_names():
        return False
    return all(_GIVEN.fullmatch(word) for word in words[1:])


@cache
def _family_names() -> frozenset[str]:
    return frozenset(lexicon("family_first")["names"].split())
