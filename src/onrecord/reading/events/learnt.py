"""What the trained heads see: what each word names, whether it has happened, and who does it to whom.

The heads ``triggers``, ``statuses`` and ``roles`` stand on an encoder of their own, which reads sentence by sentence,
and only sentences in which the lexicon finds a trigger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from onrecord.models.encoder import OF_EVENTS, WIDTH, Encoded, Linked, encoded, joined, pieces_of, tagged
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.labels import ROLES
from onrecord.reading.stage import Parse

__all__ = ["Learnt"]

Scores = npt.NDArray[np.float32]
# How far from its trigger, in words, the training's sentences let a participant stand.
_REACH = 100


class Learnt:
    """The heads over one story, word by word. Positions are code points of the story's text.

    types: words × TRIGGERS; statuses: words × STATUSES. Both are probabilities.
    """

    def __init__(self, encoded: Encoded) -> None:
        pieces, self.starts, self.ends = encoded.pieces.words()
        vectors = encoded.vectors[pieces]
        self.types = np.exp(tagged("triggers", vectors, OF_EVENTS))
        self.statuses = np.exp(tagged("statuses", vectors, OF_EVENTS))
        self._links = Linked("roles", vectors, pieces, OF_EVENTS)
        self._roles: dict[int, tuple[int, Scores]] = {}

    @classmethod
    def of(cls, found: Iterable[tuple[Parse, Sequence[Trigger]]]) -> Learnt:
        """What the heads see of the sentences that hold triggers; each sentence is read by itself."""
        runs, vectors = [], [np.zeros((0, WIDTH), dtype=np.float32)]
        for parse, own in found:
            for start, end in sorted({(one.token.sent.start_char, one.token.sent.end_char) for one in own}):
                one = encoded(pieces_of(parse.doc.text[start:end]), model=OF_EVENTS)
                runs.append(one.pieces.moved(parse.start + start))
                vectors.append(one.vectors)
        return cls(Encoded(joined(runs), np.concatenate(vectors)))

    def word(self, position: int) -> int | None:
        """The word that holds this position, if any."""
        at = int(np.searchsorted(self.ends, position, "right"))
        return at if at < len(self.starts) and self.starts[at] <= position else None

    def roles(self, word: int, start: int, end: int) -> tuple[float, float]:
        """How likely ``[start, end)`` is an actor, and a recipient, of what ``word`` names: means over its words."""
        first, last = int(np.searchsorted(self.ends, start, "right")), int(np.searchsorted(self.starts, end, "left"))
        offset, chances = self._around(word)
        own = chances[max(0, first - offset) : max(0, last - offset)]
        if not len(own):
            return 0.0, 0.0
        mean = own.mean(0)
        return float(mean[ROLES.index("actor")]), float(mean[ROLES.index("recipient")])

    def _around(self, word: int) -> tuple[int, Scores]:
        """The first word within reach, and the chances of each role for it and those that follow."""
        if word not in self._roles:
            first, end = max(0, word - _REACH), min(len(self._links), word + _REACH + 1)
            self._roles[word] = first, np.exp(self._links.parts(word, first, end))
        return self._roles[word]
