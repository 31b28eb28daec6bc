"""A person's name taken apart: its parts in plain letters and as they sound, what is light in it, its generation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.reading.person_names.folding import Script, coarse, latin, script_of, skeleton, sound
from onrecord.reading.person_names.vocabulary import DESCENT, GENERATIONS, HONORIFICS, PARTICLES

__all__ = ["Part", "PersonName", "name_of", "part_of"]

_LONGEST_NAME, _LONGEST_PART, _MOST_PARTS = 160, 24, 8
_NOTE = re.compile(r"\s*[(\[（【][^)\]）】]*[)\]）】]?")
_WORD = re.compile(r"[A-Za-z0-9]+")
_SYLLABLE = re.compile(r"[A-Z][a-z]*|[a-z]+")
_GAP = re.compile(r"[\s·・‧•.,-]")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One word of a name; compared by identity, for each is made once.

    written: in plain lower-case Latin letters. sound, skeleton, coarse: see ``folding``. bare: coarse, of a script that
    leaves vowels out.
    light: a particle or an honorific beside two or more other words: at times written, at times not.
    """

    written: str
    sound: str
    skeleton: str
    coarse: str
    bare: str
    light: bool

    @property
    def initial(self) -> bool:
        """Whether it is one letter only."""
        return len(self.written) == 1


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. heavy: the parts that are not light. generation: jr, ii, ... or None.

    descent: it says whose child the person is (Omar bin Khalid), so that the order of its parts is no custom. heard,
    bones: the sounds and the coarse consonants of all its heavy parts.
    """

    script: Script
    parts: tuple[Part, ...]
    heavy: tuple[Part, ...]
    generation: str | None
    descent: bool
    heard: str
    bones: str


@lru_cache(maxsize=1 << 16)
def name_of(name: str) -> PersonName:
    """``name`` taken apart. Notes in brackets are cut off; of a very long text the first words alone are looked at."""
    text = _NOTE.sub(" ", name[:_LONGEST_NAME]).strip() or name[:_LONGEST_NAME]
    script = script_of(text)
    words = _words(text, script)
    generation = None
    if len(words) > 2:
        kept = [word for word in words if word.lower() not in GENERATIONS]
        if len(kept) >= 2 and len(kept) < len(words):
            generation = next(GENERATIONS[word.lower()] for word in words if word.lower() in GENERATIONS)
            words = kept
    words = words[:_MOST_PARTS]
    light = [_is_light(word, script) for word in words]
    if len(words) - sum(light) < 2:
        light = [False] * len(words)
    parts = tuple(part_of(word.lower()[:_LONGEST_PART], is_light) for word, is_light in zip(words, light, strict=True))
    heavy = tuple(part for part in parts if not part.light)
    return PersonName(
        script,
        parts,
        heavy,
        generation,
        _descent(parts),
        "".join(part.sound for part in heavy),
        "".join(part.coarse for part in heavy),
    )


def _descent(parts: tuple[Part, ...]) -> bool:
    return len(parts) > 2 and parts[1].written in DESCENT and not parts[0].light


def _is_light(word: str, script: Script) -> bool:
    if len(word) == 1:
        return word.islower() and script == "latin"  # Ortega y Gasset
    return word.lower() in PARTICLES or word.lower() in HONORIFICS


def _words(text: str, script: Script) -> list[str]:
    if script != "east_asian":
        return _WORD.findall(latin(text, script))
    chunks = [chunk for chunk in _GAP.split(text) if chunk]
    words: list[str] = []
    for chunk in chunks:
        spelt = "".join(_WORD.findall(latin(chunk, script)))
        # A name in one piece is a family and a given name, a syllable a character; one in several is a foreign one.
        words += _SYLLABLE.findall(spelt) if len(chunks) == 1 and len(chunk) <= 4 else [spelt]
    return [word for word in words if word]


@lru_cache(maxsize=1 << 16)
def part_of(word: str, light: bool) -> Part:
    """The part that a word in plain lower-case Latin letters is."""
    heard = sound(word)
    return Part(
        word, heard, skeleton(heard), coarse(word, vowels_unwritten=False), coarse(word, vowels_unwritten=True), light
    )
