"""What the steps of the event stage hand to each other: a trigger with its senses, and who stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.reading.stage import Parse

__all__ = ["Arguments", "Phrase", "Sense", "Trigger"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that the lexicon says a trigger may mean: a PLOVER type (None: PLOVER has none for it), a mode.

    weight: how often the words mean this in news, among the senses of the trigger; all weights sum to at most 1,
    and what is missing to 1 is how often they are no event at all. denied: they mean it because they are denied ('not
    allow').
    """

    type: str | None
    mode: str | None
    weight: float
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that name what happened.

    token: the word that carries the meaning, a ``spacy.tokens.Token`` ('attack' of 'launched an attack').
    carrier: the verb whose subject and objects are the event's: a light verb ('launched'), else ``token`` itself.
    tokens: all words of the trigger, in order ('called', 'for'). senses: of the lexicon, likeliest first; empty where
    it does not know the words. halted: the words around say that it was stopped or undone ('called off the strike').
    """

    parse: Parse
    token: Any
    carrier: Any
    tokens: tuple[Any, ...]
    senses: tuple[Sense, ...] = ()
    halted: bool = False

    @property
    def start(self) -> int:
        """Where the trigger's words begin in the story's text."""
        return self.parse.start + int(self.tokens[0].idx)

    @property
    def end(self) -> int:
        """Where they end."""
        return self.parse.start + int(self.tokens[-1].idx) + len(self.tokens[-1])


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names somebody: ``[start, end)`` of the story's text, and its head, a ``spacy.tokens.Token``.

    'Iranian' of 'the Iranian attack' is a phrase too.
    """

    start: int
    end: int
    head: Any


@dataclass(frozen=True, slots=True)
class Arguments:
    """Who did it and to whom. reciprocal: both did it to each other, and all stand among the actors."""

    actors: tuple[Phrase, ...] = ()
    recipients: tuple[Phrase, ...] = ()
    reciprocal: bool = False
