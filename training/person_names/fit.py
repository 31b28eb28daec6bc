"""Logistic regression by Newton's method, and the counting of name parts: what both the training and the benchmark's
folds use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.person_names.features import FEATURES, features, kind_of
from onrecord.reading.person_names.model import Model
from onrecord.reading.person_names.parts import name_of

KINDS = ("latin", "alphabet", "consonants", "east_asian")
COUNTED_FROM = 6
_RIDGE = 3.0


def count_parts(names: dict[str, list[str]]) -> tuple[dict[str, int], int]:
    """How many of the people have each name part (by its sound), from ``COUNTED_FROM`` on; and how many people."""
    counts = Counter(
        part for found in names.values() for name in found for part in {part.sound for part in name_of(name).heavy}
    )
    people = sum(map(len, names.values()))
    return {part: count for part, count in sorted(counts.items()) if count >= COUNTED_FROM and len(part) > 1}, people


def fit(pairs: Iterable[tuple[str, str, bool]], names: dict[str, list[str]]) -> Model:
    """A model of the labelled ``pairs``; ``names`` (by country) are for the frequencies of name parts."""
    counts, people = count_parts(names)
    model = Model(counts, people, COUNTED_FROM, {})
    rows: dict[str, list[list[float]]] = {kind: [] for kind in KINDS}
    labels: dict[str, list[bool]] = {kind: [] for kind in KINDS}
    for left, right, same in pairs:
        one, other = name_of(left), name_of(right)
        kind = kind_of(one, other)
        rows[kind].append(features(one, other, model.rarity))
        labels[kind].append(same)
    for kind in KINDS:
        model.weights[kind] = logistic(np.array(rows[kind]), np.array(labels[kind], dtype=float))
    return model


def logistic(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> list[float]:
    """Weights of a logistic regression with an L2 penalty of ``_RIDGE`` on all but the bias, each class as heavy as
    the other."""
    weights = np.zeros(len(FEATURES))
    ridge = np.full(len(FEATURES), _RIDGE)
    ridge[0] = 1e-6
    share = labels.mean()
    mass = np.where(labels > 0, 0.5 / share, 0.5 / (1 - share))
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (mass * (labels - chance)) - ridge * weights
        bend = (rows * (mass * chance * (1 - chance))[:, None]).T @ rows + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return [round(float(weight), 4) for weight in weights]
