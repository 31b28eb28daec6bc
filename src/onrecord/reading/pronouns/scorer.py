"""The trained scorer of pairs of a pronoun and a candidate: a network over attention, and trees; run with numpy.

How it was trained, on what, and how well it does: ``models/pronouns/README.md``; ``training/pronouns``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.pronouns.attention import Network

__all__ = ["Scorer", "Trees", "scorer"]

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted regression trees; their sum is the log odds.

    feature, threshold, left, right, value: by node; a leaf has feature -1 and points at itself. roots: a node a tree.
    """

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    base: float
    depth: int

    def probability(self, rows: Numbers) -> Numbers:
        """The probability of each row (rows × features)."""
        if not len(rows):
            return np.zeros(0)
        given = rows.astype(np.float32)
        nodes = np.tile(self.roots, (len(given), 1))
        line = np.arange(len(given))[:, None]
        for _ in range(self.depth):
            feature = self.feature[nodes]
            goes_left = given[line, np.maximum(feature, 0)] <= self.threshold[nodes]
            nodes = np.where(goes_left, self.left[nodes], self.right[nodes])
        odds = self.base + self.value[nodes].sum(axis=1, dtype=np.float64)
        return np.asarray(1.0 / (1.0 + np.exp(-odds)))

    def arrays(self, prefix: str) -> dict[str, Any]:
        """What ``numpy.savez`` is to keep, by name."""
        return {prefix + name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of(cls, kept: Any, prefix: str) -> Trees:
        """The inverse of ``arrays``."""
        named = {name: kept[prefix + name] for name in cls.__slots__}
        return cls(**named | {"base": float(named["base"]), "depth": int(named["depth"])})


@dataclass(frozen=True, slots=True)
class Scorer:
    """Two passes: ``first`` looks at each pronoun alone, ``second`` also at what the first says of the others.

    attention: sums up what the encoder's attention shows; both passes are given its log odds.
    """

    attention: Network
    first: Trees
    second: Trees

    def arrays(self, prefix: str = "") -> dict[str, Any]:
        """What ``numpy.savez`` is to keep, by name."""
        return {
            **self.attention.arrays(f"{prefix}attention_"),
            **self.first.arrays(f"{prefix}first_"),
            **self.second.arrays(f"{prefix}second_"),
        }

    @classmethod
    def of(cls, kept: Any, prefix: str = "") -> Scorer:
        """The inverse of ``arrays``."""
        return cls(
            Network.of(kept, f"{prefix}attention_"),
            Trees.of(kept, f"{prefix}first_"),
            Trees.of(kept, f"{prefix}second_"),
        )

    @classmethod
    def load(cls, packed: bytes) -> Scorer:
        """A scorer from the bytes of its ``.npz`` file."""
        with np.load(BytesIO(packed)) as kept:
            return cls.of(kept)

    def dump(self) -> bytes:
        """The inverse of ``load``."""
        packed = BytesIO()
        np.savez_compressed(packed, **self.arrays())
        return packed.getvalue()


@cache
def scorer() -> Scorer:
    """The shipped scorer, loaded once a process."""
    return Scorer.load((files("onrecord.models") / "pronouns" / "scorer.npz").read_bytes())
