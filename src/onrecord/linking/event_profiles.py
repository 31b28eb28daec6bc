"""What a story says of an event that may tell it from others: its words, who took part, where and when, and what the
story itself is about.

Words are compared as stems (without the endings that English lays on one, and irregular forms as their own verb), so
that 'bombed', 'bombing' and 'bombings' meet, and 'shot', 'shooting' and 'shoots'. Which stories are like a story
depends on what else is in a record (``like_stories``); all else here is a function of one story.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import repeat
from operator import mul
from tomllib import loads
from typing import Any

__all__ = ["EventProfile", "Weighted", "around", "likeness", "named_by", "settings", "stems_of", "weighted"]

Weighted = Mapping[str, float]
"""Stems with weights; the squares of these sum to 1."""
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_TIMES: Callable[[float, float], float] = mul
_NAMES_COUNT, _MOST_STEMS, _AROUND = 2.0, 80, 3


@dataclass(frozen=True, slots=True)
class EventProfile:
    """An event as one story tells it. Unknown fields are empty or None.

    story: which story (events of one story that are one were joined when it was read). words: those that name it;
    stems: theirs, in order. around: the stems of the few words before and after. telling: the stems of the story, rare
    ones weighing most; company: it and the stories nearest to it. participants: of actors and recipients the ids of
    the record's own entities, else the stems of their words. place: what tells it from others; country: its code.
    earliest, latest: first and last day (ISO 8601). type, mode: PLOVER's. told_on: the day of a story whose news it is;
    None where the story tells it as background.
    """

    story: str
    words: str
    stems: tuple[str, ...]
    around: Weighted = field(default_factory=dict)
    telling: Weighted = field(default_factory=dict)
    company: Weighted = field(default_factory=dict)
    participants: frozenset[str] = frozenset()
    place: str | None = None
    country: str | None = None
    earliest: str | None = None
    latest: str | None = None
    type: str | None = None
    mode: str | None = None
    told_on: str | None = None


def stems_of(words: str) -> list[str]:
    """The stems of a text's words in order, without those that say nothing alone ('the', 'take', 'said')."""
    return [stem for each in _WORD.findall(words) if (stem := _stem(each)) is not None]


@lru_cache(maxsize=1024)
def weighted(text: str) -> Weighted:
    """The stems of a text; what is written with a capital or in figures counts twice, what comes again a little more.

    Of a long text the 80 of most weight, so that a story's profile stays small.
    """
    counts: Counter[str] = Counter()
    names: set[str] = set()
    for word, number in Counter(_WORD.findall(text)).items():
        stem = _stem(word)
        if stem is None:
            continue
        counts[stem] += number
        if not word.islower():
            names.add(stem)
    weights = {stem: (1 + math.log(number)) * (_NAMES_COUNT if stem in names else 1) for stem, number in counts.items()}
    kept = sorted(weights, key=lambda stem: (-weights[stem], stem))[:_MOST_STEMS]
    length = math.sqrt(sum(weights[stem] ** 2 for stem in kept))
    return {stem: weights[stem] / length for stem in kept}


def named_by(words: str) -> tuple[str, ...]:
    """The stems of the words that name an event; the words themselves where they say nothing alone."""
    return tuple(stems_of(words)) or (words.casefold(),)


def around(before: str, after: str) -> Weighted:
    """The stems of the three words before and after what names an event."""
    near = [*_WORD.findall(before)[-_AROUND:], *_WORD.findall(after)[:_AROUND]]
    return weighted(" ".join(near))


def likeness(one: Weighted, other: Weighted) -> float:
    """The cosine of two weighted texts."""
    if len(one) > len(other):
        one, other = other, one
    return sum(map(_TIMES, one.values(), map(other.get, one, repeat(0.0))))


@cache
def settings() -> Mapping[str, Any]:
    """The content of ``events.toml``; not to be altered."""
    read = loads((files(__package__) / "events.toml").read_text(encoding="utf-8"))
    irregular = {form: verb for verb, forms in read["irregular"].items() for form in forms}
    return read | {"light": frozenset(read["light"]), "endings": tuple(read["endings"]), "irregular": irregular}


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str | None:
    """The stem of a word as it is written; None for one that says nothing alone."""
    folded = word.casefold()
    if folded in settings()["light"]:
        return None
    folded = str(settings()["irregular"].get(folded, folded))
    for ending in settings()["endings"]:
        if folded.endswith(ending) and len(folded) - len(ending) >= 3:
            return folded[: -len(ending)]
    return folded


def in_common(one: Iterable[str], other: Iterable[str]) -> list[str]:
    """What two sets share, in order."""
    return sorted(set(one) & set(other))
