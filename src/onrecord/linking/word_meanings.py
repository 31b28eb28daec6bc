"""Whether other words name a like deed: 'arrested' and 'captured', 'quake' and 'tremor'.

The words alone, without their sentence, go through the encoder of events; what two of them share is the cosine of
their mean vectors, less what all words of events have in common. The vectors of a few thousand phrases are kept, so
that a running program hardly ever asks the encoder.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from onrecord.linking.event_profiles import settings
from onrecord.models.encoder.pieces import pieces_of
from onrecord.models.encoder.runtime import OF_EVENTS, WIDTH, Vectors, encoded

__all__ = ["meant_alike"]

_LONGEST = 80


@lru_cache(maxsize=65_536)
def meant_alike(one: str, other: str) -> float:
    """How alike two phrases are in meaning, from -1 to 1; 1 for the same words, 0 where one is empty."""
    one, other = _plain(one), _plain(other)
    if not one or not other:
        return 0.0
    return 1.0 if one == other else float(_vector(one) @ _vector(other))


def _plain(words: str) -> str:
    return " ".join(words.casefold().split())[:_LONGEST]


@lru_cache(maxsize=8192)
def _vector(words: str) -> Vectors:
    found = _mean(words) - _in_common()
    length = float(np.linalg.norm(found))
    return found / length if length else found


@cache
def _in_common() -> Vectors:
    total: Vectors = np.mean([_mean(words) for words in settings()["usual"]], axis=0, dtype=np.float32)
    return total


def _mean(words: str) -> Vectors:
    pieces = pieces_of(words)
    if not len(pieces):
        return np.zeros(WIDTH, dtype=np.float32)
    mean: Vectors = encoded(pieces, model=OF_EVENTS).vectors.mean(axis=0)
    return mean
