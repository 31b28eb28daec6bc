"""The nouns of descriptions, as ``lexicon/descriptions.toml`` lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.model.entity import EntityKind
from onrecord.reading.lexicon import lexicon

__all__ = ["NounClass", "classes", "classes_of", "classes_of_name"]


@dataclass(frozen=True, slots=True)
class NounClass:
    """A family of nouns for one sort of thing; see the lexicon for what its fields mean."""

    name: str
    kind: EntityKind
    open: bool
    general: frozenset[str]
    special: frozenset[str]
    names: frozenset[str]


@cache
def classes() -> tuple[NounClass, ...]:
    """All classes, in the lexicon's order."""
    return tuple(
        NounClass(
            entry["name"],
            entry["kind"],
            entry["open"],
            frozenset(entry["general"]),
            frozenset(entry["special"]),
            frozenset(entry["names"]),
        )
        for entry in lexicon("descriptions")["classes"]
    )


@cache
def _by_noun() -> dict[str, tuple[NounClass, ...]]:
    found: dict[str, tuple[NounClass, ...]] = {}
    for one in classes():
        for noun in one.general | one.special:
            found[noun] = (*found.get(noun, ()), one)
    return found


def classes_of(noun: str) -> tuple[NounClass, ...]:
    """The classes that ``noun`` (singular, lower case) belongs to; empty if it describes nothing."""
    return _by_noun().get(noun, ())


def classes_of_name(words: tuple[str, ...]) -> tuple[NounClass, ...]:
    """The classes that the words of a name (lower case) tell of."""
    return tuple(one for one in classes() if one.names.intersection(words))
