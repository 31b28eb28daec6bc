"""The trained scorer: how rare name parts are, and the weight of each feature for each kind of pair."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import mul

from onrecord.reading.person_names.features import FEATURES, Alike
from onrecord.reading.person_names.folding import Script
from onrecord.reading.person_names.likeness import INITIAL, TRAITS, initial_fits, rough_likeness, traits
from onrecord.reading.person_names.parts import Part

__all__ = ["Model", "shipped"]


_REMEMBERED = 1 << 16
_HOPELESS = 0.55


@dataclass(eq=False)
class Model:
    """counts: of how many people in ``people`` a name part is part of the name, by its sound; those under
    ``counted_from`` are left out. parts: for each kind of pair (see ``Script``) the weights of two parts' traits.
    names: the weights of two names' features. The bias stands first in both.
    """

    counts: dict[str, int]
    people: int
    counted_from: int
    parts: dict[str, list[float]]
    names: dict[str, list[float]]
    _known: dict[str, dict[tuple[Part, Part], float]] = field(default_factory=lambda: defaultdict(dict))

    def rarity(self, part: Part) -> float:
        """How rare a part is: 1 for one that was not counted, towards 0 for one that everybody has."""
        count = self.counts.get(part.sound)
        if count is None:
            return 1.0
        return 0.05 + 0.95 * math.log(self.people / count) / math.log(self.people / (self.counted_from - 0.5))

    def alike(self, kind: Script) -> Alike:
        """The likeness of two parts in a pair of this kind, 0 to 1; what was asked before is remembered, for a while."""
        weights, known = self.parts[kind], self._known[kind]

        def alike(one: Part, other: Part) -> float:
            found = known.get((one, other))
            if found is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                found = known[one, other] = _likeness(one, other, weights)
            return found

        return alike

    def probability(self, kind: Script, found: list[float]) -> float:
        """The logistic regression's word on a pair's features."""
        return _logistic(self.names[kind], found)


def _likeness(one: Part, other: Part, weights: list[float]) -> float:
    if one.written == other.written:
        return 1.0
    if one.initial or other.initial:
        return INITIAL if initial_fits(one, other) else 0.0
    if rough_likeness(one, other) < _HOPELESS:
        return 0.0
    return _logistic(weights, traits(one, other))


def _logistic(weights: list[float], values: list[float]) -> float:
    score = sum(map(mul, weights, values))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def shipped() -> Model:
    """The model that the package ships (``models/person_names``)."""
    data = json.loads((files("onrecord") / "models" / "person_names" / "weights.json").read_text(encoding="utf-8"))
    if (data["features"], data["traits"]) != (list(FEATURES), list(TRAITS)):
        raise ValueError("models/person_names/weights.json was trained on other features: train it again")
    return Model(data["counts"], data["people"], data["counted_from"], data["parts"], data["names"])
