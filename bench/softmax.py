"""A softmax regression over named features, cross-validated: what a linear model makes of what a reading gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["FOLDS", "cross_validated"]

FOLDS = 5
_STEPS, _DECAY = 150, 1.0
_RARE = 3  # a feature of fewer cases is left out
Numbers = npt.NDArray[np.float64]
Marks = npt.NDArray[np.int64]


def cross_validated(features: Sequence[dict[str, float]], labels: Sequence[str], folds: Sequence[int]) -> list[str]:
    """The label of each case by a regression over the cases of the other folds (``FOLDS`` of them, from 0)."""
    names = sorted(set(labels))
    marks, held = np.array([names.index(one) for one in labels]), np.array(folds)
    counted = Counter(name for one in features for name in one)
    columns = {name: at for at, name in enumerate(sorted(name for name, n in counted.items() if n >= _RARE))}
    rows = np.zeros((len(features), len(columns)))
    for at, one in enumerate(features):
        for name, value in one.items():
            if name in columns:
                rows[at, columns[name]] = value
    ours = np.zeros_like(marks)
    for fold in range(FOLDS):
        ours[held == fold] = _fitted(rows, marks, held == fold, len(names))
    return [names[int(one)] for one in ours]


def _fitted(rows: Numbers, marks: Marks, held: npt.NDArray[np.bool_], labels: int) -> Marks:
    """The labels of the held rows by a regression over the others; a label weighs as the root of its size."""
    known, told = rows[~held], np.eye(labels)[marks[~held]]
    weight = (1 / np.sqrt(told.sum(0) + 1))[marks[~held]][:, None]
    weight = weight / weight.mean()
    # Nesterov's accelerated gradient; the step is the inverse of the curvature's bound.
    rate = 1 / (0.5 * float((known**2).sum(1).max()) * float(weight.max()) * len(known) * 0.05 + _DECAY)
    factors = ahead = np.zeros((rows.shape[1], labels))
    for step in range(_STEPS):
        scores = known @ ahead
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        moved = ahead - rate * (known.T @ (weight * (chances - told)) + _DECAY * ahead)
        ahead = moved + step / (step + 3) * (moved - factors)
        factors = moved
    best: Marks = (rows[held] @ factors).argmax(1)
    return best
