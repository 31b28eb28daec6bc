"""Of which type a trigger is: what the lexicon says of its words and what the trained head sees in their context.

Both are chances over the same labels: no event, an event without a PLOVER type, each of the 16 types. They are combined
as weighted products (a log-linear model of two experts); where the lexicon does not know the words the head decides
alone, and then it has to be surer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.labels import TRIGGERS
from onrecord.reading.events.learnt import Learnt, Scores
from onrecord.reading.stage import Parse

__all__ = ["Decision", "Types"]

# How much each expert counts, and what neither holds impossible.
_LEXICON, _MODEL = 1.0, 0.6
_LEXICON_FLOOR, _MODEL_FLOOR = 0.02, 0.004
# How sure the head must be of a word that the lexicon does not know.
_ALONE = 0.9
_NAMING = frozenset(["VERB", "NOUN"])


@dataclass(frozen=True, slots=True)
class Decision:
    """type: None where PLOVER has none. confidence: that the words name an event, and one of this type."""

    type: str | None
    confidence: float


class Types:
    """Decides over a story's triggers. learnt: what the trained heads see; None: the lexicon decides alone."""

    def __init__(self, learnt: Learnt | None) -> None:
        self._learnt = learnt

    def of(self, trigger: Trigger) -> Decision | None:
        """The likeliest type of a trigger, or None if it more likely names no event."""
        chances = self.chances(trigger)
        best = int(chances.argmax())
        if best == 0:
            return None
        type_ = None if best == 1 else TRIGGERS[best]
        return Decision(type_, round(float(chances[best]), 2))

    def chances(self, trigger: Trigger) -> Scores:
        """How likely each label of the head ``triggers`` is."""
        known = self._of_lexicon(trigger)
        if self._learnt is None:
            return known
        seen = self._of_model(trigger)
        scores = _MODEL * np.log(seen + _MODEL_FLOOR)
        if trigger.senses:
            scores = scores + _LEXICON * np.log(known + _LEXICON_FLOOR)
        raised = np.exp(scores - scores.max())
        made: Scores = raised / raised.sum()
        return made

    def unknown(self, parse: Parse, taken: frozenset[int]) -> Iterator[Trigger]:
        """Verbs and nouns of a parse that the lexicon does not know but the head is sure of.

        taken: the numbers of the tokens that belong to other triggers.
        """
        if self._learnt is None:
            return
        for token in parse.doc:
            if token.pos_ in _NAMING and token.i not in taken:
                word = self._learnt.word(parse.start + token.idx)
                if word is not None and self._learnt.types[word, 2:].max() >= _ALONE:
                    yield Trigger(parse, token, token, (token,))

    def _of_lexicon(self, trigger: Trigger) -> Scores:
        chances = np.zeros(len(TRIGGERS), dtype=np.float32)
        for sense in trigger.senses:
            chances[TRIGGERS.index(sense.type or "-")] += sense.weight
        chances[0] = max(0.0, 1.0 - float(chances.sum()))
        return chances

    def _of_model(self, trigger: Trigger) -> Scores:
        """The head's view of the word that carries the meaning; of a phrase also of its other words, by half."""
        learnt = self._learnt
        assert learnt is not None
        seen = [
            (1.0 if token.i == trigger.token.i else 0.5, learnt.types[word])
            for token in trigger.tokens
            if token.i == trigger.token.i or token.pos_ in _NAMING
            if (word := learnt.word(trigger.parse.start + token.idx)) is not None
        ]
        if not seen:
            return self._of_lexicon(trigger)
        total: Scores = sum(weight * each for weight, each in seen) / sum(weight for weight, _ in seen)
        return total
