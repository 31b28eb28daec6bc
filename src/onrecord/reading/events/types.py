"""Of which type a trigger is: what the lexicon says of its words and what the trained head sees in their context.

Two questions, each answered by both together. Does it name an event? The log odds of lexicon and head are weighed and
added, and what the grammar shows: a deed that has both parties is sooner news than one without. Which type, if so? The
chances of the types are weighted products (a log-linear model of two experts), so that whoever is sure outweighs who
wavers: a word with one sense in the lexicon keeps it unless the head is sure of another, and between senses the head
decides. Where the lexicon does not know the words the head decides alone.

The weights were fitted on sentences that the head had not seen, so that ``confidence`` is the share of such answers
that are right (``python -m training.events.weights``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.reading.events.arguments import arguments
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.labels import TRIGGERS
from onrecord.reading.events.learnt import Learnt, Scores
from onrecord.reading.stage import Parse

__all__ = ["ALONE", "KNOWN", "LEAST", "SURE", "Decision", "Types", "Weights", "combined", "has_parties"]


class Weights(NamedTuple):
    """How much each speaks. bias: added to the log odds of an event; parties: too, where it has both sides."""

    event_lexicon: float
    event_model: float
    bias: float
    parties: float
    type_lexicon: float
    type_model: float


# Of a trigger that the lexicon knows, and of other words.
KNOWN = Weights(0.32, 0.69, -0.93, 1.04, 0.70, 0.70)
ALONE = Weights(0.0, 1.17, -1.97, 0.85, 0.0, 0.98)
# How likely a trigger must be to name an event, and one of the type that is likeliest.
LEAST = 0.35
_LEAST_OF_TYPE = 0.3
_ONE_SENSE = 0.9
# How sure the head must be of a word that the lexicon does not know, or holds for an event less than so often.
SURE, _HARDLY = 0.9, 0.1
# What neither holds impossible, nor certain: of an event, and of a type.
_LEXICON_FLOOR, _MODEL_FLOOR = 0.02, 0.004
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
        """The likeliest type of a trigger, or None if it hardly names an event."""
        hardly = self._learnt is not None and sum(one.weight for one in trigger.senses) < _HARDLY
        if hardly and self.of_model(trigger)[2:].max() < SURE:
            return None
        chances = self.chances(trigger)
        best = 1 + int(chances[1:].argmax())
        type_ = None if best == 1 else TRIGGERS[best]
        if 1 - chances[0] < LEAST:
            return None
        if chances[best] < _LEAST_OF_TYPE:
            # The head wavers: a word that has but one sense keeps it.
            (sense, *others) = trigger.senses or [None]
            if sense is None or others or sense.weight < _ONE_SENSE:
                return None
            type_, best = sense.type, TRIGGERS.index(sense.type or "-")
        return Decision(type_, round(float(chances[best]), 2))

    def chances(self, trigger: Trigger) -> Scores:
        """How likely each label of the head ``triggers`` is."""
        known = self.of_lexicon(trigger)
        if self._learnt is None:
            return known
        return combined(known if trigger.senses else None, self.of_model(trigger), has_parties(trigger))

    def unknown(self, parse: Parse, taken: frozenset[int], sure: float = SURE) -> Iterator[Trigger]:
        """Verbs and nouns of a parse that the lexicon does not know but the head is sure of.

        taken: the numbers of the tokens that belong to other triggers. sure: the head's chance of the likeliest type.
        """
        if self._learnt is None:
            return
        for token in parse.doc:
            if token.pos_ in _NAMING and token.i not in taken:
                word = self._learnt.word(parse.start + token.idx)
                if word is not None and self._learnt.types[word, 2:].max() >= sure:
                    yield Trigger(parse, token, token, (token,))

    @staticmethod
    def of_lexicon(trigger: Trigger) -> Scores:
        """The lexicon's chances of each label."""
        chances = np.zeros(len(TRIGGERS), dtype=np.float32)
        for sense in trigger.senses:
            chances[TRIGGERS.index(sense.type or "-")] += sense.weight
        chances[0] = max(0.0, 1.0 - float(chances.sum()))
        return chances

    def of_model(self, trigger: Trigger) -> Scores:
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
            return self.of_lexicon(trigger)
        total: Scores = sum(weight * each for weight, each in seen) / sum(weight for weight, _ in seen)
        return total


def has_parties(trigger: Trigger) -> Scores:
    """Whether the grammar gives a trigger both sides, an actor and a recipient or another actor: one number, 1 or 0."""
    found = arguments(trigger)
    return np.array([bool(found.actors) and (bool(found.recipients) or found.reciprocal)], dtype=np.float32)


def combined(lexicon: Scores | None, model: Scores, parties: Scores, weights: Weights | None = None) -> Scores:
    """The chances of both together: labels, or rows of labels.

    lexicon: None where it does not know the words. parties: see ``has_parties``.
    """
    weights = weights or (ALONE if lexicon is None else KNOWN)
    odds = weights.bias + weights.parties * parties + weights.event_model * _log_odds(1 - model[..., :1], _MODEL_FLOOR)
    types = weights.type_model * _log_shares(model, _MODEL_FLOOR)
    if lexicon is not None:
        odds = odds + weights.event_lexicon * _log_odds(1 - lexicon[..., :1], _LEXICON_FLOOR)
        types = types + weights.type_lexicon * _log_shares(lexicon, _LEXICON_FLOOR)
    event = 1 / (1 + np.exp(-odds))
    raised = np.exp(types - types.max(-1, keepdims=True))
    made: Scores = np.concatenate([1 - event, event * raised / raised.sum(-1, keepdims=True)], -1)
    return made


def _log_odds(chances: Scores, floor: float) -> Scores:
    kept = np.clip(chances, floor, 1 - floor)
    odds: Scores = np.log(kept) - np.log1p(-kept)
    return odds


def _log_shares(chances: Scores, floor: float) -> Scores:
    """Of the labels of events, as logarithms."""
    shares: Scores = np.log(chances[..., 1:] / np.maximum(floor, chances[..., 1:].sum(-1, keepdims=True)) + floor)
    return shares
