"""Who has no name, in stories of one event: 'the driver' of one is the driver of the other, if each has only one.

A description is known by its head noun. It says nothing beyond the event: no two stories that are not alike are held
against each other, an entity with a name is never linked by a description, and whoever only speaks ('a source', 'an
official') stays what one story calls them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from onrecord.linking.event_profiles import settings, stems_of

__all__ = ["LIKE", "head_of", "same_described"]

LIKE = 0.2
"""From how much of their company in common on two stories' descriptions are held against each other."""
Id = TypeVar("Id", bound=Hashable)
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def head_of(words: str) -> str:
    """What a description is known by: the stem of the noun before its first preposition or relative ('driver' of 'the
    driver of a truck who'), else of its last word, with what is written with a capital before it ('Norwegian sailors'
    are no 'Danish sailors'). Empty for a pronoun and for those who only speak."""
    found: list[tuple[str, bool]] = []
    for word in (each.group() for each in _WORD.finditer(words.partition(",")[0])):
        if found and word.casefold() in settings()["after_a_head"]:
            break
        found += [(stem, word[0].isupper()) for stem in stems_of(word)[-1:]]
    if not found or found[-1][0] in _speakers():
        return ""
    return " ".join([*(stem for stem, capital in found[:-1] if capital), found[-1][0]])


def same_described(
    own: Mapping[Id, Collection[str]], others: Sequence[Mapping[Id, Collection[str]]]
) -> dict[Id, tuple[int, Id]]:
    """Which of a story's entities without a name are one with which of like stories' (the likest first).

    own, others: the heads of each entity's descriptions, by its id. Gives the number of the story and the id there. A
    head that two entities of either story have says nothing.
    """
    found: dict[Id, tuple[int, Id]] = {}
    for number, other in enumerate(others):
        theirs = {head: one for one, heads in other.items() for head in heads if head}
        crowded = {*_shared(own), *_shared(other)}
        for one, heads in own.items():
            alike = {theirs[head] for head in heads if head in theirs and head not in crowded}
            if one not in found and len(alike) == 1:
                found[one] = number, alike.pop()
    return found


def _shared(entities: Mapping[Id, Collection[str]]) -> list[str]:
    """The heads that several entities have."""
    counts = Counter(head for heads in entities.values() for head in set(heads))
    return [head for head, times in counts.items() if head and times > 1]


@cache
def _speakers() -> frozenset[str]:
    return frozenset(stem for word in settings()["only_speak"] for stem in stems_of(word))
