"""Logistic regression on sparse yes-or-no features, with nothing but numpy: of rows, and of rows that compete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

__all__ = ["fit", "fit_choice"]

Rows = Sequence[Sequence[str]]
_NEGLIGIBLE = 0.03


class _Table:
    """Rows of names as numbers. A name that is true of fewer than ``least`` rows is left out."""

    def __init__(self, rows: Rows, least: int) -> None:
        counts = Counter(name for row in rows for name in set(row))
        self.names = sorted(name for name, count in counts.items() if count >= least)
        number = {name: index for index, name in enumerate(self.names)}
        kept = [sorted({number[name] for name in row if name in number}) or [0] for row in rows]
        self.lengths = np.array([len(row) for row in kept])
        self.flat = np.fromiter((index for row in kept for index in row), dtype=np.int32, count=int(self.lengths.sum()))
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)[:-1]])

    def totals(self, weights: Any) -> Any:
        """The sum of weights of each row."""
        return np.add.reduceat(weights[self.flat], self.starts)

    def slope(self, errors: Any) -> Any:
        """The slope of the loss for each weight, given the error of each row."""
        return np.bincount(self.flat, weights=np.repeat(errors, self.lengths), minlength=len(self.names))


def fit(rows: Rows, labels: Sequence[float], *, least: int = 3, l2: float = 1.0, steps: int = 120) -> dict[str, float]:
    """The weights, by name, that make ``labels`` (0 to 1) of the rows likely. Weights near zero are left out.

    l2: strength of the pull to zero, in units of one row's loss. steps: of Adam on the whole data; the same input
    gives the same weights.
    """
    table, wanted = _Table(rows, least), np.asarray(labels, dtype=np.float64)
    return _descend(table, lambda totals: 1 / (1 + np.exp(-totals)) - wanted, l2, steps)


def fit_choice(
    rows: Rows, groups: Sequence[int], labels: Sequence[float], *, least: int = 3, l2: float = 1.0, steps: int = 120
) -> dict[str, float]:
    """The weights that make one row of each group likely, as ``labels`` (which sum to 1 in each group) say.

    groups: the number of each row's group; rows of one group stand together.
    """
    table, wanted = _Table(rows, least), np.asarray(labels, dtype=np.float64)
    numbers = np.asarray(groups)
    begins = np.concatenate([[0], np.flatnonzero(np.diff(numbers)) + 1])
    sizes = np.diff(np.concatenate([begins, [len(numbers)]]))

    def errors(totals: Any) -> Any:
        shares = np.exp(totals - np.repeat(np.maximum.reduceat(totals, begins), sizes))
        return shares / np.repeat(np.add.reduceat(shares, begins), sizes) - wanted

    return _descend(table, errors, l2, steps)


def _descend(table: _Table, errors: Callable[[Any], Any], l2: float, steps: int) -> dict[str, float]:
    weights = np.zeros(len(table.names))
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        slope = table.slope(errors(table.totals(weights))) + l2 * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = 0.1 * min(1.0, 2 * (1 - step / (steps + 1)))
        weights -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {
        name: round(float(weight), 3)
        for name, weight in zip(table.names, weights, strict=True) if abs(weight) >= _NEGLIGIBLE
    }  # fmt: skip
