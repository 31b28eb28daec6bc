"""The trained scorer: how rare name parts are, and the weight of each feature for each kind of pair."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.reading.person_names.features import FEATURES
from onrecord.reading.person_names.parts import Part

__all__ = ["Model", "shipped"]


@dataclass(frozen=True, eq=False)
class Model:
    """counts: of how many people in ``people`` a name part is part of the name, by its sound; those under
    ``counted_from`` are left out. weights: by kind of pair (see ``Script``), one a feature, the bias first.
    """

    counts: dict[str, int]
    people: int
    counted_from: int
    weights: dict[str, list[float]]

    def rarity(self, part: Part) -> float:
        """How rare a part is: 1 for one that was not counted, towards 0 for one that everybody has."""
        count = self.counts.get(part.sound)
        if count is None:
            return 1.0
        return 0.05 + 0.95 * math.log(self.people / count) / math.log(self.people / (self.counted_from - 0.5))

    def probability(self, kind: str, found: list[float]) -> float:
        """The logistic regression's word on a pair's features."""
        score = sum(weight * value for weight, value in zip(self.weights[kind], found, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def shipped() -> Model:
    """The model that the package ships (``models/person_names``)."""
    data = json.loads((files("onrecord") / "models" / "person_names" / "weights.json").read_text(encoding="utf-8"))
    if data["features"] != list(FEATURES):
        raise ValueError("models/person_names/weights.json was trained on other features: train it again")
    return Model(data["counts"], data["people"], data["counted_from"], data["weights"])
