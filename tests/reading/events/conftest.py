"""Triggers of a line, and stand-ins for what the trained heads see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import pytest

from onrecord.reading.english import language
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.labels import STATUSES, TRIGGERS
from onrecord.reading.events.learnt import Scores
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part


@dataclass
class Seen:
    """What the heads see of a text, said by hand: a type or a status of a word, the roles of a phrase for a word."""

    text: str
    types_of: dict[str, str] = field(default_factory=dict)
    statuses_of: dict[str, str] = field(default_factory=dict)
    roles_of: dict[str, tuple[float, float]] = field(default_factory=dict)

    def word(self, position: int) -> int | None:
        return position

    @property
    def types(self) -> Scores:
        return self._told(self.types_of, TRIGGERS, "O")

    @property
    def statuses(self) -> Scores:
        return self._told(self.statuses_of, STATUSES, "actual")

    def roles(self, word: int, start: int, end: int) -> tuple[float, float]:
        return self.roles_of.get(self.text[start:end], (0.3, 0.3))

    def _told(self, said: dict[str, str], labels: tuple[str, ...], default: str) -> Scores:
        chances = np.full((len(self.text), len(labels)), 0.1 / (len(labels) - 1), dtype=np.float32)
        chances[:, labels.index(default)] = 0.9
        for words, label in said.items():
            at = self.text.index(words)
            chances[at] = 0.05 / (len(labels) - 1)
            chances[at, labels.index(label)] = 0.95
        return chances


@pytest.fixture(scope="session")
def parse_of() -> Callable[[str], Parse]:
    def _parse(text: str) -> Parse:
        return Parse(Part("paragraph", 0, len(text)), 0, language()(text))

    return _parse


@pytest.fixture(scope="session")
def trigger_of(parse_of: Callable[[str], Parse]) -> Callable[[str, str], Trigger]:
    def _trigger(text: str, words: str) -> Trigger:
        """The candidate of ``text`` whose meaning stands in ``words``."""
        return next(one for one in triggers(parse_of(text)) if one.token.text == words)

    return _trigger
