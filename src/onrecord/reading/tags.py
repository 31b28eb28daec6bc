"""What the trained tagger takes for names: runs of word pieces that its head ``entities`` labels alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.models.encoder import Encoded, head, labels

__all__ = ["Tag", "tags"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A run of words that names something. kind: an entity's kind, or ``other`` (an election, a song, a law).

    certainty: the mean probability of the kind over its pieces.
    """

    start: int
    end: int
    kind: str
    certainty: float


def tags(encoded: Encoded) -> list[Tag]:
    """The names in order. A word takes the label of its first piece; a name ends where a part of the story does."""
    if not len(encoded.pieces):
        return []
    weights = head("entities")
    names = labels("entities")
    logits = encoded.vectors @ weights["linear.weight"].T + weights["linear.bias"]
    scores = np.exp(logits - logits.max(-1, keepdims=True))
    scores /= scores.sum(-1, keepdims=True)
    return list(_runs(encoded, names, scores))


def _runs(encoded: Encoded, names: tuple[str, ...], scores: np.ndarray) -> Iterator[Tag]:
    pieces = encoded.pieces
    kinds = sorted({name[2:] for name in names if name != "O"})
    columns = {kind: [index for index, name in enumerate(names) if name[2:] == kind] for kind in kinds}
    best = scores.argmax(-1)
    first, kind = -1, ""
    for index in range(len(pieces) + 1):
        if index < len(pieces) and not pieces.begins[index]:
            continue
        label = names[best[index]] if index < len(pieces) else "O"
        goes_on = first >= 0 and label[2:] == kind and label[0] == "I"
        if first >= 0 and not goes_on:
            certainty = float(scores[first:index, columns[kind]].sum(-1).mean())
            yield Tag(int(pieces.starts[first]), int(pieces.ends[index - 1]), kind, certainty)
            first = -1
        if label != "O" and not goes_on:
            first, kind = index, label[2:]
