"""Which words are pronouns that may mean an entity, and what they say of it."""

from __future__ import annotations

from functools import cache
from typing import Literal

from onrecord.reading.lexicon import lexicon

__all__ = ["PronounKind", "gendered_nouns", "is_possessive", "is_reflexive", "kind_of"]

PronounKind = Literal["masculine", "feminine", "neuter", "plural", "relative"]
_KINDS: tuple[PronounKind, ...] = ("masculine", "feminine", "neuter", "plural", "relative")


def kind_of(word: str) -> PronounKind | None:
    """The kind of a pronoun, in any case ('His': masculine); None for what is no pronoun of the third person."""
    return _kinds().get(word.lower())


def is_possessive(word: str, tag: str) -> bool:
    """Whether the pronoun stands before what is possessed ('his car'). tag: its part of speech, Penn Treebank."""
    return word.lower() in _words("possessive") and tag in ("PRP$", "WP$")


def is_reflexive(word: str) -> bool:
    """Whether the pronoun points back at its own clause ('himself')."""
    return word.lower() in _words("reflexive")


@cache
def gendered_nouns() -> dict[str, float]:
    """Titles, trades and relatives that say a gender: 0 a man, 1 a woman."""
    return dict.fromkeys(_words("men"), 0.0) | dict.fromkeys(_words("women"), 1.0)


@cache
def _kinds() -> dict[str, PronounKind]:
    return {word: kind for kind in _KINDS for word in _words(kind)}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(lexicon("pronouns")[name])
