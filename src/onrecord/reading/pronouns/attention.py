"""How much a pronoun and a person's name attend to each other in the encoder that reads the story.

Some of a language model's attention heads follow coreference (Clark et al. 2019, 'What Does BERT Look At?'). Each head
of each layer gives two numbers for a pair, and a small network makes one of them and the plain features.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.models.encoder import MAPS, Attention, Encoded
from onrecord.reading.pronouns.features import Field
from onrecord.reading.pronouns.scene import Candidate, Spot

__all__ = ["ATTENDED", "FARTHEST", "LOOKS", "Looks", "Network", "attended"]

ATTENDED: tuple[str, ...] = ("attended", "attended_rival", "attended_margin")
# Of each map the mention nearest to the pronoun, and the mention with the most.
LOOKS = 2 * MAPS
# An input further than this many deviations from its mean is drawn in.
FARTHEST = 5.0
_MOST_SPOTS = 24
_UNKNOWN, _NO_RIVAL = -1.0, -6.0
_FITS = 0.2

Numbers = NDArray[np.float64]


class Looks:
    """What the attention kept by the encoding says of pairs of a pronoun and a candidate."""

    def __init__(self, encoded: Encoded) -> None:
        self._starts: list[int] = encoded.pieces.starts.tolist()
        self._ends: list[int] = encoded.pieces.ends.tolist()
        self._attention = encoded.attention

    def of(self, field: Field) -> NDArray[np.float32] | None:
        """A row of LOOKS roots of attention for each candidate; None if the pronoun's attention was not kept.

        A mention outside the pronoun's window of pieces has no attention: zeros.
        """
        here = field.pronoun.spot
        kept = self._attention.get(bisect_left(self._starts, here.start))
        if kept is None:
            return None
        return np.stack([self._row(kept, one, near) for one, near in zip(field.candidates, field.near, strict=True)])

    def _row(self, kept: Attention, candidate: Candidate, near: Spot) -> NDArray[np.float32]:
        length = kept.maps.shape[1]
        first, last = self._starts[kept.start], self._ends[kept.start + length - 1]
        low = bisect_left(candidate.spots, first, key=lambda spot: spot.start)
        high = bisect_left(candidate.spots, last, key=lambda spot: spot.start)
        spots = [self._pair(kept, spot) for spot in candidate.spots[low:high][-_MOST_SPOTS:]]
        most = np.max(spots, axis=0) if spots else np.zeros(MAPS, dtype=np.float32)
        return np.asarray(np.sqrt(np.concatenate([self._pair(kept, near), most])))

    def _pair(self, kept: Attention, spot: Spot) -> NDArray[np.float32]:
        """For each map the share that the pronoun gives the mention, or the most that one piece of it gives back."""
        low = max(bisect_right(self._ends, spot.start) - kept.start, 0)
        high = bisect_left(self._starts, spot.end) - kept.start
        part = kept.maps[:, low : max(high, 0)].astype(np.float32)
        if not part.size:
            return np.zeros(MAPS, dtype=np.float32)
        layers = part.reshape(-1, 2, 12, part.shape[1])
        return np.stack([layers[:, 0].sum(axis=-1), layers[:, 1].max(axis=-1)], axis=1).reshape(MAPS)


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer (ReLU) over LOOKS numbers and the plain features; its value is the log odds.

    centre, spread: by input. hidden: units × inputs; bias, out: units.
    """

    centre: NDArray[np.float32]
    spread: NDArray[np.float32]
    hidden: NDArray[np.float32]
    bias: NDArray[np.float32]
    out: NDArray[np.float32]
    base: float

    def odds(self, rows: Numbers) -> Numbers:
        """The log odds of each row (rows × inputs)."""
        given = ((rows - self.centre) / self.spread).clip(-FARTHEST, FARTHEST)
        units = np.maximum(given @ self.hidden.T.astype(np.float64) + self.bias, 0.0)
        return np.asarray(units @ self.out.astype(np.float64) + self.base)

    def arrays(self, prefix: str) -> dict[str, Any]:
        """What ``numpy.savez`` is to keep, by name."""
        return {prefix + name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def of(cls, kept: Any, prefix: str) -> Network:
        """The inverse of ``arrays``."""
        named = {name: kept[prefix + name] for name in cls.__slots__}
        return cls(**named | {"base": float(named["base"])})


def attended(field: Field, looks: NDArray[np.float32] | None, rows: Numbers, network: Network) -> Numbers:
    """A row of ``ATTENDED`` for each candidate: its log odds, those of the best other that fits, the difference.

    rows: of each candidate the plain features.
    """
    if looks is None:
        return np.tile([_UNKNOWN, _UNKNOWN, 0.0], (len(field.candidates), 1))
    odds = network.odds(np.hstack([looks, rows]))
    found = np.zeros((len(odds), len(ATTENDED)))
    for at, own in enumerate(odds):
        rival = max((odds[other] for other in range(len(odds)) if other != at and field.agree[other] >= _FITS),
                    default=_NO_RIVAL)  # fmt: skip
        found[at] = own, rival, own - rival
    return found
