"""What a story says of an event that may tell it from others: its words, who took part, where and when, and the
story's own words.

Words are compared as stems (without the endings that English lays on one), so that 'bombed', 'bombing' and 'bombings'
meet. Nothing here depends on what else is in a record: a profile is a function of one story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

__all__ = ["EventProfile", "Weighted", "settings", "stems_of", "weighted"]

Weighted = Mapping[str, float]
"""Stems with weights; the squares of these sum to 1."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NAMES_COUNT, _MOST_STEMS = 2.0, 80


@dataclass(frozen=True, slots=True)
class EventProfile:
    """An event as one story tells it. Unknown fields are empty or None.

    story: which story (events of one story that are one were joined when it was read). stems: of the words that name
    it. sentence, telling: the stems of the sentence and of the story. participants: of actors and recipients the ids of
    the record's own entities, else the stems of their words. place: what tells it from others; country: its code.
    earliest, latest: first and last day (ISO 8601). type, mode: PLOVER's.
    """

    story: str
    stems: frozenset[str]
    sentence: Weighted = field(default_factory=dict)
    telling: Weighted = field(default_factory=dict)
    participants: frozenset[str] = frozenset()
    place: str | None = None
    country: str | None = None
    earliest: str | None = None
    latest: str | None = None
    type: str | None = None
    mode: str | None = None


def stems_of(words: str) -> list[str]:
    """The stems of a text's words in order, without those that say nothing alone ('the', 'take', 'said')."""
    light = settings()["light"]
    return [_stem(word) for each in _WORD.finditer(words) if (word := each.group().casefold()) not in light]


def weighted(text: str) -> Weighted:
    """The stems of a text; what is written with a capital or in figures counts twice, what comes again a little more.

    Of a long text the 80 of most weight, so that a story's profile stays small.
    """
    light = settings()["light"]
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for each in _WORD.finditer(text):
        word = each.group()
        if word.casefold() in light:
            continue
        stem = _stem(word.casefold())
        counts[stem] += 1
        if not word.islower():
            names.add(stem)
    weights = {stem: (1 + math.log(number)) * (_NAMES_COUNT if stem in names else 1) for stem, number in counts.items()}
    kept = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_MOST_STEMS]
    length = math.sqrt(sum(weights[stem] ** 2 for stem in kept))
    return {stem: weights[stem] / length for stem in kept}


def likeness(one: Weighted, other: Weighted) -> float:
    """The cosine of two weighted texts."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other.get(stem, 0.0) for stem, weight in one.items())


@cache
def settings() -> Mapping[str, Any]:
    """The content of ``events.toml``; not to be altered."""
    read = loads((files(__package__) / "events.toml").read_text(encoding="utf-8"))
    return read | {"light": frozenset(read["light"]), "endings": tuple(read["endings"])}


def _stem(word: str) -> str:
    for ending in settings()["endings"]:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return str(word[: -len(ending)])
    return word


def in_common(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """What two sets share, in order."""
    return sorted(set(one) & set(other))
