"""News with its attributions (PolNeAR's training part) as windows of word pieces, each with its anchors and links.

An attribution is anchored at the first piece of its cue; every piece of the window then has a part in it: none,
source, content, or the rest of the cue. One without a cue has no anchor and is left to the rules.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from bench.polnear import Article
from onrecord.models.encoder.pieces import Pieces, joined, pieces_of
from onrecord.models.encoder.runtime import WINDOW
from training.encoder.named import Span, name_labels

__all__ = ["ANCHORS", "LINKS", "Attributed", "attributed_windows", "of_article"]

ANCHORS = ("O", "anchor")
LINKS = ("O", "B-source", "I-source", "B-content", "I-content", "B-cue", "I-cue")
_ROLES = (("content", 3), ("source", 1), ("cue", 5))  # what comes later wins where two overlap


@dataclass(frozen=True)
class Attributed:
    """Word pieces of an article with its attributions: the piece that anchors each, and a label for every piece."""

    pieces: Pieces
    anchors: tuple[int, ...]
    links: npt.NDArray[np.int64]  # anchors × pieces
    names: npt.NDArray[np.int64]  # pieces: the label of each in the head ``entities``

    def window(self, start: int, end: int) -> Attributed:
        """The attributions anchored between two pieces, as far as they lie there."""
        inside = [index for index, at in enumerate(self.anchors) if start <= at < end]
        return Attributed(
            self.pieces[start:end],
            tuple(self.anchors[index] - start for index in inside),
            self.links[inside, start:end] if inside else np.zeros((0, end - start), dtype=np.int64),
            self.names[start:end],
        )


def attributed_windows(wholes: Sequence[Attributed], chance: random.Random) -> Iterator[Attributed]:
    """Windows that cover every article once, cut at another place in every round of training."""
    for whole in wholes:
        start, first = 0, chance.randrange(WINDOW // 3, WINDOW + 1)
        while start < len(whole.pieces):
            end = min(start + (first if start == 0 else WINDOW), len(whole.pieces))
            yield whole.window(start, end)
            start = end


def of_article(article: Article, names: Sequence[Span]) -> Attributed:
    """An article's pieces, line by line as the program reads them, its attributions and its names."""
    runs, at = [], 0
    for line in article.text.split("\n"):
        if line.strip():
            runs.append(pieces_of(line).moved(at))
        at += len(line) + 1
    pieces = joined(runs)
    anchors, links = [], []
    for one in article.attributions:
        row = np.zeros(len(pieces), dtype=np.int64)
        for role, begins in _ROLES:
            for start, end in getattr(one, role):
                inside = np.nonzero((pieces.starts < end) & (pieces.ends > start))[0]
                row[inside] = begins + 1
                row[inside[:1]] = begins
        cue = np.nonzero(row >= 5)[0]
        if len(cue):
            anchors.append(int(cue[0]))
            links.append(row)
    stacked = np.stack(links) if links else np.zeros((0, len(pieces)), dtype=np.int64)
    return Attributed(pieces, tuple(anchors), stacked, name_labels(pieces, names))
