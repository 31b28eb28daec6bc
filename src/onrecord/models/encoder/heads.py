"""The trained heads in numpy: a label a word (``tagged``), each word's part in another's (``Linked``)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder.runtime import SHARED, Vectors, head

__all__ = ["Linked", "log_softmax", "tagged"]

# Distances in pieces beyond which all are alike; the head's embedding has an entry for each up to them.
_NEAR = 32


def tagged(name: str, vectors: Vectors, model: str = SHARED) -> Vectors:
    """Log probabilities of the labels of one head: rows of ``vectors`` × labels."""
    weights = head(name, model)
    return log_softmax(vectors @ weights["linear.weight"].T + weights["linear.bias"])


class Linked:
    """A head that gives each word a part in what an anchoring word stands for.

    A score is additive in the word, the anchor and their distance before one last layer, so that both sides are
    computed once a text. vectors: a row a word. pieces: the number of each word's first piece.
    """

    def __init__(
        self, name: str, vectors: Vectors, pieces: npt.NDArray[np.int64], model: str = SHARED
    ) -> None:
        self._weights = head(name, model)
        self._vectors, self._pieces = vectors, pieces
        self._words = vectors @ self._weights["token.weight"].T + self._weights["token.bias"]

    def __len__(self) -> int:
        return len(self._words)

    @property
    def labels(self) -> int:
        """How many labels the head has."""
        return len(self._weights["output.bias"])

    def parts(self, at: int, first: int, end: int) -> Vectors:
        """Log probabilities for the words ``first`` up to ``end`` in what the word ``at`` anchors: words × labels."""
        weights = self._weights
        away = np.clip(self._pieces[first:end] - self._pieces[at], -_NEAR, _NEAR - 1) + _NEAR
        mixed = self._words[first:end] + self._vectors[at] @ weights["anchor.weight"].T + weights["near.weight"][away]
        return log_softmax(_gelu(mixed) @ weights["output.weight"].T + weights["output.bias"])


def log_softmax(scores: Vectors) -> Vectors:
    """Scores as log probabilities over the last axis."""
    shifted: Any = scores - scores.max(-1, keepdims=True)
    made: Vectors = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return made


def _gelu(values: Vectors) -> Vectors:
    made: Vectors = 0.5 * values * (1 + np.tanh(0.7978845608 * (values + 0.044715 * values * values * values)))
    return made
