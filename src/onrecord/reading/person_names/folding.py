"""Letters and sounds: any script to plain Latin letters, and Latin letters to what transliterations agree on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

from onrecord.reading.person_names.vocabulary import SOUNDS

__all__ = ["Script", "coarse", "latin", "script_of", "skeleton", "sound"]

Script = Literal["latin", "alphabet", "consonants", "east_asian"]

_CONSONANTS = ("ARABIC", "HEBREW", "SYRIAC", "THAANA")
_EAST_ASIAN = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA", "BOPOMOFO")
_ARTICLE = re.compile(r"(?<!\w)ال(?=\w{2})")
_JOINERS = str.maketrans("", "", "\u200c\u200d\u200e\u200f")
_MARKS = "`'’‘ʼʻʹʺ´"
_SOUND_PATTERN = re.compile("|".join(re.escape(written) for written in sorted(SOUNDS, key=len, reverse=True)))
_COARSE = str.maketrans("bfvwdgqcjzrxSCJ", "pppptkkksslssss")


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> Script:
    label = unicodedata.name(letter, "LATIN")
    if label.startswith(_CONSONANTS):
        return "consonants"
    if label.startswith(_EAST_ASIAN):
        return "east_asian"
    return "latin" if label.startswith(("LATIN", "MODIFIER", "FEMININE", "MASCULINE")) else "alphabet"


def script_of(name: str) -> Script:
    """The kind of script that ``name`` is written in: by its first letter that is not Latin, else ``latin``."""
    if name.isascii():
        return "latin"
    for letter in name:
        if letter > "ɏ" and letter.isalpha():
            script = _script_of_letter(letter)
            if script != "latin":
                return script
    return "latin"


def latin(name: str, script: Script) -> str:
    """``name`` in plain Latin letters (case kept: of Chinese and Korean each syllable begins with a capital).

    The table is anyascii's. Arabic articles are cut off; a letter that only carries a vowel becomes 'a'.
    """
    if script == "latin":
        plain = name if name.isascii() else anyascii(unicodedata.normalize("NFKC", name))
        return plain.translate({ord(mark): None for mark in _MARKS})
    name = unicodedata.normalize("NFKC", name).translate(_JOINERS)
    if script == "consonants":
        plain = anyascii(_ARTICLE.sub("", name))
        return plain.replace("`", "a").replace("'", "a")
    return anyascii(name).translate({ord(mark): None for mark in _MARKS})


def sound(word: str) -> str:
    """What the spellings of a name part in many languages agree on; lower case, with capitals for hushes.

    >>> sound("mohammed"), sound("muhammad"), sound("dzhon"), sound("john")
    ('moamed', 'muamad', 'ion', 'ion')
    """
    word = _SOUND_PATTERN.sub(lambda match: SOUNDS[match[0]], word)
    word = re.sub(r"c(?=[eiy])", "s", word).replace("c", "k").replace("y", "i").replace("j", "i")
    word = word[:1] + word[1:].replace("h", "")
    return re.sub(r"(.)\1+", r"\1", word)


def skeleton(heard: str) -> str:
    """The consonants of a sound; a vowel in front is kept as 'A'."""
    rest = re.sub(r"[aeiou]", "", heard[1:])
    return ("A" if heard[:1] in "aeiou" else heard[:1]) + rest


def coarse(word: str, *, vowels_unwritten: bool) -> str:
    """The consonants of a word in Latin letters, letters together that scripts with fewer letters cannot tell apart.

    vowels_unwritten: Arabic and Hebrew write w for o and u as well: it is left out.
    """
    if vowels_unwritten:
        word = re.sub(r"[wv]", "", word)
    word = _SOUND_PATTERN.sub(lambda match: SOUNDS[match[0]], word).replace("ng", "n")
    first = "A" if word[:1] in "aeiouy" else word[:1].translate(_COARSE)
    rest = re.sub(r"[aeiouyh]", "", word[1:]).translate(_COARSE)
    return re.sub(r"(.)\1+", r"\1", first + rest)
