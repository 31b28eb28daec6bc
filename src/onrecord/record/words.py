"""The words of a text as search sees them: folded, with their positions.

One definition serves the index, the question and the highlighting, so that what is found can always be shown. Case
and diacritics make no difference. Scripts that put no spaces between words (Chinese, Japanese, Thai, ...) are taken
sign by sign: a word of theirs is then a phrase, and is found inside any longer run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Word", "fold", "words", "words_of"]

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # noqa: E501
# Combining marks belong to their word; Python's \w leaves them out.
_MARKS = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"  # noqa: E501
_WORD = re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_]|[{_MARKS}])+")
# Canonical combining classes from 10 up are accents, vowel points and tone marks; lower ones are letters' own parts
# (virama, nukta, voicing).
_FIRST_ACCENT = 10


class Word(NamedTuple):
    """One folded word and the ``[start, end)`` it was read from (code points)."""

    folded: str
    start: int
    end: int


def fold(word: str) -> str:
    """One word without case, diacritics and compatibility forms; may be empty."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(sign for sign in parts if unicodedata.combining(sign) < _FIRST_ACCENT).casefold()
    # Compatibility forms can hold what would part a word ('㏂' is 'a.m.'): in a folded word nothing does.
    return "".join(sign for sign in kept if sign.isalnum() or not (sign.isascii() or sign.isspace()))


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order."""
    for found in _WORD.finditer(text):
        word = found.group()
        if folded := word.lower() if word.isascii() else fold(word):
            yield Word(folded, *found.span())


def words_of(text: str) -> str:
    """The folded words of ``text`` joined by single spaces: what the index is fed, and what names are compared by."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    return " ".join(filter(None, map(fold, _WORD.findall(text))))
