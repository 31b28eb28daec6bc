"""What speaks for and against two names' being one person's, as numbers."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.reading.person_names.folding import Script
from onrecord.reading.person_names.likeness import jaro_winkler
from onrecord.reading.person_names.parts import Part, PersonName, part_of

__all__ = ["FEATURES", "Aligned", "align", "features", "kind_of"]

FEATURES = (
    "shorter", "both", "worst", "second_worst", "worst_high", "worst_sure", "rarest_equal", "weight_equal",
    "contradiction", "left_over", "heard", "bones", "order", "initials", "one_part", "generation", "last", "first",
    "exact", "unequal_mean", "more_parts", "worst_rarity", "contradiction_exact",
    "initial_differs",
)  # fmt: skip
"""The names of the features, in the order of a model's weights; each lies between 0 and 1, or near it."""

Aligned = list[tuple[int, int, float]]
Alike = Callable[[Part, Part], float]
Rarity = Callable[[Part], float]
_INITIAL_WEIGHT = 0.15
_ALIKE, _SURE = 0.75, 0.92


def kind_of(one: PersonName, other: PersonName) -> Script:
    """The kind of a pair: the script of the name that is not in Latin letters; ``latin`` where both are."""
    return other.script if one.script == "latin" else one.script


def align(left: tuple[Part, ...], right: tuple[Part, ...], alike: Alike) -> Aligned:
    """The parts of two names one to one, the likest first: index left, index right, likeness."""
    scored = [(alike(a, b), -abs(i - j), i, j) for i, a in enumerate(left) for j, b in enumerate(right)]
    scored.sort(reverse=True)
    rows = columns = 0
    aligned: Aligned = []
    for likeness, _, i, j in scored:
        if not (rows >> i & 1 or columns >> j & 1):
            rows |= 1 << i
            columns |= 1 << j
            aligned.append((i, j, likeness))
    return aligned


def joined(longer: tuple[Part, ...], shorter: tuple[Part, ...]) -> tuple[Part, ...]:
    """``longer`` with two parts that the shorter name writes as one put together."""
    if len(longer) < 2:
        return longer
    known = {part.sound for part in shorter}
    for index in range(len(longer) - 1):
        whole = part_of((longer[index].written + longer[index + 1].written)[:24], False)
        if whole.sound in known and not (longer[index].initial or longer[index + 1].initial):
            return (*longer[:index], whole, *longer[index + 2 :])
    return longer


def features(one: PersonName, other: PersonName, alike: Alike, rarity: Rarity) -> list[float]:
    """The features of a pair, the same whichever name stands first. alike: how like two parts are. rarity: of a
    part, 0 (common) to 1 (rare).
    """
    short, long = (one, other) if len(one.heavy) <= len(other.heavy) else (other, one)
    a, b = short.heavy, long.heavy
    if not a or not b:
        return [0.0] * len(FEATURES)
    if len(a) != len(b):
        b = joined(b, a)
        if len(b) < len(a):
            a, b = b, a
    aligned = align(a, b, alike)
    weights_a = [_INITIAL_WEIGHT if part.initial else rarity(part) for part in a]
    weights_b = [_INITIAL_WEIGHT if part.initial else rarity(part) for part in b]
    total_a, total_b = sum(weights_a), sum(weights_b)
    by_rank = sorted(likeness for _, _, likeness in aligned)
    worst, second = by_rank[0], by_rank[1] if len(by_rank) > 1 else by_rank[0]
    near = [(i, j, likeness) for i, j, likeness in aligned if likeness >= _SURE and not (a[i].initial or b[j].initial)]
    equal = [min(weights_a[i], weights_b[j]) for i, j, _ in near]
    off = [(i, j, likeness) for i, j, likeness in aligned if likeness < _ALIKE]
    against = sum(min(weights_a[i], weights_b[j]) * (1 - likeness) for i, j, likeness in off)
    taken = {j for _, j, _ in aligned}
    rest = sum(weight for j, weight in enumerate(weights_b) if j not in taken)
    best_a = {i: likeness for i, _, likeness in aligned}
    best_b = {j: likeness for _, j, likeness in aligned}
    unequal = [likeness for _, _, likeness in aligned if likeness < 1]
    least = min(aligned, key=lambda row: row[2])
    return [
        sum(weights_a[i] * likeness for i, _, likeness in aligned) / total_a,
        sum((weights_a[i] + weights_b[j]) * likeness for i, j, likeness in aligned) / (total_a + total_b),
        worst,
        second,
        max(0.0, worst - 0.8) * 5,
        float(worst >= _SURE),
        max(equal, default=0.0),
        sum(equal) / 3,
        against,
        rest / total_b,
        jaro_winkler(one.heard, other.heard),
        jaro_winkler(one.bones, other.bones),
        _in_order(aligned),
        sum(a[i].initial != b[j].initial for i, j, _ in aligned) / len(aligned),
        float(len(a) == 1),
        _generation(one, other),
        min(best_a.get(len(a) - 1, 0.0), best_b.get(len(b) - 1, 0.0)),
        min(best_a.get(0, 0.0), best_b.get(0, 0.0)),
        sum(likeness == 1 for _, _, likeness in aligned) / len(aligned),
        sum(unequal) / len(unequal) if unequal else 1.0,
        (len(b) - len(a)) / 3,
        min(weights_a[least[0]], weights_b[least[1]]),
        float(len(off) > 0 and len(near) > 0),
        float(any(likeness == 0 and (a[i].initial or b[j].initial) for i, j, likeness in aligned)),
    ]


def _in_order(aligned: Aligned) -> float:
    by_left = [j for _, j, _ in sorted(aligned)]
    if len(by_left) < 2:
        return 1.0
    pairs = [first < second for index, first in enumerate(by_left) for second in by_left[index + 1 :]]
    return sum(pairs) / len(pairs)


def _generation(one: PersonName, other: PersonName) -> float:
    if one.generation == other.generation:
        return 0.0
    return 0.4 if None in (one.generation, other.generation) else 1.0
