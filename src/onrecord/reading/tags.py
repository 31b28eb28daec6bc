"""What the trained tagger takes for names: runs of word pieces that its head ``entities`` labels alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder import Encoded, Pieces, head, labels

__all__ = ["Tag", "tags"]

# Between two parts of a name stand at most 'of the', 'and'; of each such word the model must believe at least so much.
_LONGEST_BRIDGE, _BRIDGE = 2, 0.2
# A name of whose kind the model is less sure than this is none.
_HALF_SURE = 0.5
# A pair of places or peoples that a hyphen joins ('US-Mexico') stays two names.
_PAIRED = frozenset(["place", "group"])
_HYPHEN, _STOP, _CAPITAL = 1011, 1012, 5
Scores = npt.NDArray[np.float32]


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


def _runs(encoded: Encoded, names: tuple[str, ...], scores: Scores) -> Iterator[Tag]:
    pieces = encoded.pieces
    kinds = sorted({name[2:] for name in names if name != "O"})
    columns = {kind: [index for index, name in enumerate(names) if name[2:] == kind] for kind in kinds}
    best = scores.argmax(-1)
    runs: list[tuple[int, int, str]] = []
    for index in np.nonzero(pieces.begins)[0]:
        label = names[best[index]]
        if label == "O":
            continue
        start, end, kind = int(index), _word_end(pieces, int(index)), label[2:]
        before = runs[-1] if runs else None
        if before and _hyphened(pieces, before[1], start) and not {before[2], kind} <= _PAIRED:
            own = {one: float(scores[before[0] : end, columns[one]].sum()) for one in (before[2], kind)}
            runs[-1] = before[0], end, max(own, key=lambda one: own[one])
        # Two names of one kind do not stand side by side: a second beginning there is a slip.
        elif (
            before
            and before[2] == kind
            and (_bridged(before[1], start, scores[:, columns[kind]]) or _initial(pieces, before[1], start))
        ):
            runs[-1] = before[0], end, kind
        else:
            runs.append((start, end, kind))
    for first, end, kind in runs:
        certainty = float(scores[first:end, columns[kind]].sum(-1).mean())
        if certainty >= _HALF_SURE:
            yield Tag(int(pieces.starts[first]), int(pieces.ends[end - 1]), kind, certainty)


def _hyphened(pieces: Pieces, end: int, start: int) -> bool:
    """Whether only hyphens join two parts, with no space between: 'Tehreek', 'Insaf' of 'Tehreek-e-Insaf'."""
    inside = range(end, start)
    tight = all(pieces.starts[index] == pieces.ends[index - 1] for index in (*inside, start))
    return tight and len(inside) == 1 and pieces.ids[end] == _HYPHEN


def _initial(pieces: Pieces, end: int, start: int) -> bool:
    """Whether only the stop of an initial parts two words: 'John M. Olin'."""
    letter = pieces.ends[end - 1] - pieces.starts[end - 1] == 1
    return bool(start - end == 1 and pieces.ids[end] == _STOP and letter and pieces.cases[end - 1] == _CAPITAL)


def _bridged(end: int, start: int, own: Scores) -> bool:
    """Whether what lies between two parts may belong to one name: nothing, or a word that the model half believes."""
    return end == start or (start - end <= _LONGEST_BRIDGE and bool((own[end:start].sum(-1) >= _BRIDGE).all()))


def _word_end(pieces: Pieces, index: int) -> int:
    index += 1
    while index < len(pieces) and not pieces.begins[index]:
        index += 1
    return index
