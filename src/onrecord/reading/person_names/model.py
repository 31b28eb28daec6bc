"""The trained scorer: how rare name parts are, and the weight of each feature for each kind of pair."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from onrecord.reading.person_names.curves import KNOTS, Curves
from onrecord.reading.person_names.features import FEATURES, Alike, kind_of
from onrecord.reading.person_names.folding import Script
from onrecord.reading.person_names.likeness import INITIAL, TRAITS, initial_fits, rough_likeness, traits
from onrecord.reading.person_names.parts import Part, PersonName

__all__ = ["PERHAPS", "Model", "shipped"]


_REMEMBERED = 1 << 16
_HOPELESS = 0.55
_FATHER_AND_SON = 0.02
_WORST = FEATURES.index("worst")
PERHAPS = 0.5
"""The likeness from which on two names may be one person's."""


@dataclass(eq=False)
class Model:
    """counts: of how many people in ``people`` a name part is part of the name, by its sound; those under
    ``counted_from`` are left out. parts: for each kind of pair (see ``Script``) the curves of two parts' traits.
    names: those of two names' features.
    """

    counts: dict[str, int]
    people: int
    counted_from: int
    parts: dict[str, Curves]
    names: dict[str, Curves]
    _known: dict[str, dict[tuple[Part, Part], float]] = field(default_factory=lambda: defaultdict(dict))

    def rarity(self, part: Part) -> float:
        """How rare a part is: 1 for one that was not counted, towards 0 for one that everybody has."""
        count = self.counts.get(part.sound)
        if count is None:
            return 1.0
        return 0.05 + 0.95 * math.log(self.people / count) / math.log(self.people / (self.counted_from - 0.5))

    def alike(self, kind: Script) -> Alike:
        """The likeness of two parts in a pair of this kind, 0 to 1; what was asked is remembered."""
        curves, known = self.parts[kind], self._known[kind]

        def alike(one: Part, other: Part) -> float:
            found = known.get((one, other))
            if found is None:
                if len(known) >= _REMEMBERED:
                    known.clear()
                found = known[one, other] = _likeness(one, other, curves)
            return found

        return alike

    def _turned_round(self, one: PersonName, other: PersonName) -> bool:
        alike = self.alike(kind_of(one, other))
        (child, parent), (other_child, other_parent) = one.heavy[:2], other.heavy[:2]
        straight = min(alike(child, other_child), alike(parent, other_parent))
        return min(alike(child, other_parent), alike(parent, other_child)) > max(straight, PERHAPS)

    def probability(self, one: PersonName, other: PersonName, found: list[float]) -> float:
        """The probability that two names with these features are one person's.

        Two rules stand above what was learnt: father and son are two people (Weber Jr. and Weber Sr.; Omar bin Khalid
        and Khalid bin Omar), and one word (Khan) may mean any of those who have it, so that it never says more than
        'perhaps'.
        """
        if one.generation and other.generation and one.generation != other.generation:
            return _FATHER_AND_SON
        if one.descent and other.descent and self._turned_round(one, other):
            return _FATHER_AND_SON
        probability = self.names[kind_of(one, other)].probability(found)
        fewest, most = sorted((len(one.heavy), len(other.heavy)))
        if fewest > 1:
            return probability
        return min(probability, (PERHAPS if most > 1 else 1.0) * found[_WORST])


def _likeness(one: Part, other: Part, curves: Curves) -> float:
    if one.written == other.written:
        return 1.0
    if one.initial or other.initial:
        return INITIAL if initial_fits(one, other) else 0.0
    if rough_likeness(one, other) < _HOPELESS:
        return 0.0
    return curves.probability(traits(one, other))


@cache
def shipped() -> Model:
    """The model that the package ships (``models/person_names``)."""
    data = json.loads((files("onrecord") / "models" / "person_names" / "weights.json").read_text(encoding="utf-8"))
    if (data["features"], data["traits"], data["knots"]) != (list(FEATURES), list(TRAITS), list(KNOTS)):
        raise ValueError("models/person_names/weights.json was trained on other features: train it again")
    parts, names = ({kind: Curves(weights) for kind, weights in data[level].items()} for level in ("parts", "names"))
    return Model(data["counts"], data["people"], data["counted_from"], parts, names)
