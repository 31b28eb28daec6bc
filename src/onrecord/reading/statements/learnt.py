"""The trained reading of attributions: which word begins a cue, and each word's part in what that cue attributes.

The heads ``anchors`` and ``links`` stand on the encoder's one pass over the story (``partial.encoded``). A link's score
is additive in the piece, the anchor and their distance, so that both sides are computed once a story. The parts are the
likeliest sequence of labels in which a part goes on only where it has begun (Viterbi), for all anchors at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder import Encoded, Linked, labels, tagged
from onrecord.reading.statements.candidate import Attribution, Range

__all__ = ["Learnt"]

# How far from its cue, in words, the parts of an attribution may lie; the training's windows reach no further.
_REACH = 160
_LEAST = 0.2
_ROLES = ("source", "content", "cue")
_BATCH = 64
# No word is surer than this of its part.
_FLOOR = 0.01
Scores = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


class Learnt:
    """What the model sees in one story: how likely each word begins a cue, and, for a word taken for one, the parts.

    starts, ends: code points of each word in the text. chances: how likely each begins a cue.
    """

    def __init__(self, encoded: Encoded) -> None:
        pieces, self.starts, self.ends = encoded.pieces.words()
        vectors = encoded.vectors[pieces]
        self.chances = np.exp(tagged("anchors", vectors)[:, labels("anchors").index("anchor")])
        self._links = Linked("links", vectors, pieces)
        self._parts: dict[int, Scores] = {}

    def attributions(self, least: float = _LEAST) -> list[tuple[int, Attribution]]:
        """The attributions by the words that anchor them, in order, each with its confidence; rivals not yet resolved.

        least: anchors less likely than this are passed over.
        """
        anchors = np.nonzero(self.chances >= least)[0]
        found = []
        for first in range(0, len(anchors), _BATCH):
            batch = [int(at) for at in anchors[first : first + _BATCH]]
            scores = np.stack([self._scores(at) for at in batch])
            for at, path, own in zip(batch, _paths(scores), scores, strict=True):
                if one := _attribution(at, path, own, (self.starts, self.ends), float(self.chances[at])):
                    found.append((at, one))
        return found

    def anchor_in(self, start: int, end: int) -> int | None:
        """The word between two positions that most likely begins a cue."""
        first, last = np.searchsorted(self.ends, start, "right"), np.searchsorted(self.starts, end, "left")
        return int(first + self.chances[first:last].argmax()) if first < last else None

    def fit(self, at: int, one: Attribution) -> float:
        """How well an attribution agrees with the parts that the model gives each word, its cue anchored at ``at``.

        The log likelihood of its words' parts against that of having none; the higher, the better.
        """
        parts = self._parts_of(at)
        total = 0.0
        for role, ranges in (("source", one.source or ()), ("content", one.content), ("cue", one.cue)):
            column = parts[:, _ROLES.index(role)]
            for start, end in ranges:
                first = int(np.searchsorted(self.ends, start, "right")) - at + _REACH
                last = int(np.searchsorted(self.starts, end, "left")) - at + _REACH
                first, last = min(max(0, first), len(column) - 1), min(max(0, last), len(column) - 1)
                total += float(column[last] - column[first])
        return total

    def _parts_of(self, at: int) -> Scores:
        """Sums, up to each word around an anchor, of the log odds of each role against none: (words + 1) × roles."""
        if at not in self._parts:
            names = labels("links")
            chances = np.exp(self._scores(at))
            odds = np.stack(
                [chances[:, names.index(f"B-{role}")] + chances[:, names.index(f"I-{role}")] for role in _ROLES],
                axis=-1,
            )
            odds = np.log(odds + _FLOOR) - np.log(chances[:, :1] + _FLOOR)
            self._parts[at] = np.concatenate([np.zeros((1, len(_ROLES)), np.float32), odds.cumsum(0)])
        return self._parts[at]

    def _scores(self, at: int) -> Scores:
        return _scores(at, self._links)


def _scores(at: int, links: Linked) -> Scores:
    """The log probability of each label for the words around one anchor: (2 × reach + 1) × labels.

    Beyond the text's ends every word is sure to have no part in it.
    """
    first, end = max(0, at - _REACH), min(len(links), at + _REACH + 1)
    made = np.full((2 * _REACH + 1, links.labels), -30.0, dtype=np.float32)
    made[:, 0] = 0.0
    offset = first - at + _REACH
    made[offset : offset + end - first] = links.parts(at, first, end)
    return made


def _paths(scores: Scores) -> Numbers:
    """The best label of each word for each anchor: anchors × words."""
    names = labels("links")
    begins = [names.index(f"B-{role}") for role in _ROLES]
    goes_on = [names.index(f"I-{role}") for role in _ROLES]
    count, length, width = scores.shape
    back = np.zeros((length, count, width), dtype=np.int64)
    total = scores[:, 0].copy()
    total[:, goes_on] = -1e9
    rows = np.arange(count)
    for step in range(1, length):
        best = total.argmax(-1)
        came = np.repeat(best[:, None], width, axis=1)
        reached = np.repeat(total[rows, best][:, None], width, axis=1)
        for begin, on in zip(begins, goes_on, strict=True):
            from_begin = total[:, begin] >= total[:, on]
            came[:, on] = np.where(from_begin, begin, on)
            reached[:, on] = np.where(from_begin, total[:, begin], total[:, on])
        back[step] = came
        total = reached + scores[:, step]
    path = np.zeros((count, length), dtype=np.int64)
    path[:, -1] = total.argmax(-1)
    for step in range(length - 1, 0, -1):
        path[:, step - 1] = back[step, rows, path[:, step]]
    return path


def _attribution(
    at: int, path: Numbers, scores: Scores, spans: tuple[Numbers, Numbers], chance: float
) -> Attribution | None:
    """One anchor's attribution; None if it attributes nothing."""
    names = labels("links")
    found: dict[str, list[Range]] = {role: [] for role in _ROLES}
    start = -1
    for index in range(len(path) + 1):
        name = names[path[index]] if index < len(path) else "O"
        before = names[path[index - 1]] if index else "O"
        if start >= 0 and not (name[0] == "I" and name[2:] == before[2:]):
            word = at - _REACH
            found[before[2:]].append((int(spans[0][word + start]), int(spans[1][word + index - 1])))
            start = -1
        if start < 0 and name != "O":
            start = index
    if not found["content"]:
        return None
    content = [names.index("B-content"), names.index("I-content")]
    inside = np.isin(path, content)
    certain = float(np.exp(scores[inside][:, content]).sum(-1).mean())
    cue = tuple(found["cue"]) or ((int(spans[0][at]), int(spans[1][at])),)
    return Attribution(tuple(found["source"]) or None, cue, tuple(found["content"]), None, chance * certain)
