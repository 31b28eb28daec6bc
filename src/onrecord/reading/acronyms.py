"""Short forms that a story defines itself: 'World Harbour Union (WHU)', 'WHU (World Harbour Union)'.

Schwartz and Hearst, A Simple Algorithm for Identifying Abbreviation Definitions in Biomedical Text (PSB 2003): each
letter of the short form must be found, in order, in the words before the bracket, the first one at a word's beginning.
A short form is never tied to a long one by likeness alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Definition", "definitions"]

_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]")
_SHORT = re.compile(r"[“\"']?([A-Z][\w.&/-]{1,11})[”\"']?(?:[;,].*)?")
_WORD = re.compile(r"[^\s]+")
_LEADING = re.compile(r"(?:the|a|an|and|of|in|by|with|for|from|its|their|his|her)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Definition:
    """The long and the short form, as ranges of the text."""

    long: tuple[int, int]
    short: tuple[int, int]


def definitions(text: str, start: int, end: int) -> Iterator[Definition]:
    """The short forms that ``text[start:end]`` defines, in order."""
    for bracket in _BRACKETED.finditer(text, start, end):
        inside = _SHORT.fullmatch(bracket[1])
        if inside and _is_short(inside[1]):
            short = bracket.start(1) + inside.start(1), bracket.start(1) + inside.end(1)
            if found := _long_form(text, inside[1], start, bracket.start()):
                yield Definition(found, short)
        elif word := re.search(r"([A-Z][\w.&/-]{1,11})\s?$", text[max(start, bracket.start() - 14) : bracket.start()]):
            at = max(start, bracket.start() - 14) + word.start(1)
            outside = text[at - 1 : at].isspace() or at == start
            if outside and _is_short(word[1]):
                found = _long_form(text, word[1], bracket.start(1), bracket.end(1))
                if found and found[0] == bracket.start(1):
                    yield Definition(found, (at, at + len(word[1])))


def _is_short(words: str) -> bool:
    return sum(letter.isupper() for letter in words) >= 2


def _long_form(text: str, short: str, start: int, end: int) -> tuple[int, int] | None:
    """The shortest run of words up to ``end`` that holds the letters of ``short`` in order."""
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    letters = [letter.lower() for letter in short if letter.isalnum()]
    words = [match.start() for match in _WORD.finditer(text, max(start, end - 200), end)]
    if len(words) > min(len(letters) + 5, 2 * len(letters)):
        words = words[-min(len(letters) + 5, 2 * len(letters)) :]
    if not words:
        return None
    at, low = end, words[0]
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= low and not (
            text[at].lower() == letters[index] and (index > 0 or not text[at - 1 : at].isalnum() or at == low)
        ):
            at -= 1
        if at < low:
            return None
    while at > low and not text[at - 1].isspace():
        at -= 1
    while match := _LEADING.match(text, at, end):
        at = match.end()
    long = text[at:end]
    if (
        len(long) <= len(short)
        or (" " not in long and "-" not in long)
        or not long[:1].isupper()
        or short in long.split()
    ):
        return None
    return at, end
