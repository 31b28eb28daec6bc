"""An additive model: each feature has its own curve, made of straight pieces; their sum is a log-odds.

Between a straight line (too stiff: from .5 to .8 a likeness says little, from .8 to 1 a lot) and trees (no saying why):
the share of each feature in a score can be shown.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

__all__ = ["KNOTS", "Curves"]

KNOTS = (0.15, 0.3, 0.45, 0.6, 0.72, 0.82, 0.9, 0.96)
"""Where the pieces of every curve meet."""


class Curves:
    """The curves of one model.

    weights: the bias, then for each feature its slope before the first knot and by how much the slope changes at each
    knot (``1 + features * (1 + len(KNOTS))`` numbers).
    """

    def __init__(self, weights: Sequence[float]) -> None:
        self.weights = list(weights)
        self.bias = self.weights[0]
        size = 1 + len(KNOTS)
        self._pieces: list[list[tuple[float, float]]] = []
        for at in range(1, len(self.weights), size):
            slope, offset = self.weights[at], 0.0
            pieces = [(offset, slope)]
            for knot, change in zip(KNOTS, self.weights[at + 1 : at + size], strict=True):
                slope += change
                offset -= change * knot
                pieces.append((offset, slope))
            self._pieces.append(pieces)

    def shares(self, values: Sequence[float]) -> list[float]:
        """The share of each feature in the log-odds."""
        shares = []
        for value, pieces in zip(values, self._pieces, strict=True):
            offset, slope = pieces[bisect_right(KNOTS, value)]
            shares.append(offset + slope * value)
        return shares

    def probability(self, values: Sequence[float]) -> float:
        """The probability that these values speak of: 0 to 1."""
        score = self.bias + sum(self.shares(values))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
