"""Stories that are like one another: by their words, of which rare ones say most, and by the company they keep.

A story is its 80 heaviest stems (``event_profiles.weighted``). Each counts by how few of the record's own stories hold
it (inverse document frequency; Spärck Jones 1972), so that what all stories of a subject say tells none of them apart.
Every story knows the few that are nearest to it. Two stories whose nearest are the same are told of one event even
where they share few words themselves (shared nearest neighbours; Jarvis and Patrick 1973).

A new story is held against those that share its rarest stems, not against all: time goes with the story.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import mul
from typing import Protocol

from onrecord.linking.event_profiles import Weighted, likeness, weighted

__all__ = ["NEAREST", "ONE_EVENT", "KnowsStories", "Memory", "company", "like_stories", "rarely", "rarity", "weighed"]

NEAREST = 8
"""How many of the stories that are nearest to it a story knows."""
ONE_EVENT = 0.22
"""From this likeness on, on average, stories are of one event; what parts ECB+'s training stories best."""
_LEAST = 0.05
# In a record of few stories what they share is not common yet: as if so many more held none of it.
_UNSEEN = 8
_ITSELF = 0.5
_FAR_FROM_THE_BEST = 0.35
_MOST_LOOKED_UP, _MOST_HOLDING, _MOST_COMPARED = 16, 64, 32


class KnowsStories(Protocol):
    """What finding like stories asks of those that are known by now, the new one among them."""

    def holding(self, stems: Collection[str]) -> Mapping[str, int]:
        """How many hold each of these stems; one that none holds may be left out."""

    def with_stem(self, stem: str, limit: int) -> Sequence[str]:
        """The latest that hold a stem, at most ``limit``."""

    def tellings(self, stories: Collection[str]) -> Mapping[str, Weighted]:
        """The stems of each of these, as rare as they are by now (``rarely``)."""


def rarely(words: Weighted, counts: Mapping[str, int], number: int) -> Weighted:
    """The stems weighted by how few of ``number`` stories hold them; the squares of the weights sum to 1."""
    return weighed(words, {stem: rarity(counts.get(stem, 0), number) for stem in words})


def rarity(count: int, number: int) -> float:
    """What a stem weighs that so many of ``number`` stories hold."""
    return math.log((number + _UNSEEN + 1) / (count + 0.5))


def weighed(words: Weighted, rarities: Mapping[str, float]) -> Weighted:
    """The stems weighted by their rarity; the squares of the weights sum to 1."""
    found = [weight * rarities[stem] for stem, weight in words.items()]
    length = math.sqrt(sum(map(mul, found, found)))
    return {stem: weight / length for stem, weight in zip(words, found, strict=True)}


def like_stories(story: str, known: KnowsStories) -> dict[str, float]:
    """How like a new story those are that share its rarest stems; the likest first, those that are hardly left out."""
    own = known.tellings([story])[story]
    counts = known.holding(own)
    shared = sorted((stem for stem in own if counts.get(stem, 0) > 1), key=lambda stem: (-own[stem], stem))
    found: dict[str, float] = defaultdict(float)
    for stem in shared[:_MOST_LOOKED_UP]:
        for other in known.with_stem(stem, _MOST_HOLDING):
            found[other] += own[stem]
    found.pop(story, None)
    others = sorted(found, key=lambda one: (-found[one], one))[:_MOST_COMPARED]
    alike = {other: likeness(own, telling) for other, telling in known.tellings(others).items()}
    return {
        other: alike[other] for other in sorted(alike, key=lambda one: (-alike[one], one)) if alike[other] >= _LEAST
    }


def company(story: str, near: Mapping[str, float]) -> Weighted:
    """The company that a story keeps: itself, and of the stories ``near`` to it those that are hardly less like it than
    the nearest; the squares of the weights sum to 1."""
    best = max(near.values(), default=0.0)
    found = {other: alike for other, alike in near.items() if alike >= best * _FAR_FROM_THE_BEST} | {story: _ITSELF}
    length = math.sqrt(sum(weight * weight for weight in found.values()))
    return {other: weight / length for other, weight in found.items()}


class Memory:
    """Stories kept in memory: for a notebook's own readings, and for benchmarks. Nothing is written anywhere."""

    def __init__(self, texts: Iterable[tuple[str, str]] = ()) -> None:
        self._words: dict[str, Weighted] = {}
        self._counts: Counter[str] = Counter()
        self._holding: dict[str, list[str]] = defaultdict(list)
        self._near: dict[str, dict[str, float]] = {}
        for story, text in texts:
            self.add(story, text)

    def add(self, story: str, text: str) -> None:
        """Remembers a story's text, and finds the known ones that are like it."""
        self._words[story] = weighted(text)
        self._counts.update(self._words[story].keys())
        for stem in self._words[story]:
            self._holding[stem].append(story)
        self._near[story] = {}
        for other, alike in like_stories(story, self).items():
            self._neighbour(story, other, alike)
            self._neighbour(other, story, alike)

    def telling(self, story: str) -> Weighted:
        """Its stems, as rare as they are by now."""
        return rarely(self._words[story], self._counts, len(self._words))

    def near(self, story: str) -> Weighted:
        """The company it keeps by now."""
        return company(story, self._near[story])

    def holding(self, stems: Collection[str]) -> Mapping[str, int]:
        """See ``KnowsStories``."""
        return {stem: self._counts[stem] for stem in stems}

    def with_stem(self, stem: str, limit: int) -> Sequence[str]:
        """See ``KnowsStories``."""
        return self._holding[stem][-limit:]

    def tellings(self, stories: Collection[str]) -> Mapping[str, Weighted]:
        """See ``KnowsStories``."""
        return {story: self.telling(story) for story in stories}

    def _neighbour(self, story: str, other: str, alike: float) -> None:
        near = self._near[story]
        near[other] = alike
        if len(near) > NEAREST:
            del near[min(near, key=lambda one: (near[one], one))]
