"""Triggers of a line, and stand-ins for what the trained heads see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from onrecord.model import Span, Story, story_id
from onrecord.reading.english import language
from onrecord.reading.events.candidate import Sense, Trigger
from onrecord.reading.events.labels import STATUSES, TRIGGERS
from onrecord.reading.events.learnt import Scores
from onrecord.reading.events.status import Stand, Standing
from onrecord.reading.events.triggers import triggers
from onrecord.reading.pipeline import default_stages
from onrecord.reading.stage import Parse, Part, Partial


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


class _Sure:
    """A trained head that is sure of one status, whatever it sees."""

    def __init__(self, status: str) -> None:
        self.statuses = np.array([[0.97 if one == status else 0.0 for one in STATUSES]], dtype=np.float32)

    def word(self, position: int) -> int:
        return 0


@pytest.fixture
def sure() -> Callable[[str], object]:
    return _Sure


@pytest.fixture(scope="session")
def stood() -> Callable[..., Stand]:
    stages = default_stages(rules_only=True)

    def _stood(
        text: str, word: str, *, carrier: str | None = None, headline: bool = False, type: str | None = None,
        published: Any = None, head: Any = None,
    ) -> Stand:  # fmt: skip
        """How the event whose trigger is ``word`` (its last occurrence) stands in a story of this text. head: what
        the trained head would say."""
        whole = Span.of(text, 0, len(text))
        partial = Partial.of(
            Story(
                id=story_id(text), text=text, language="en", headline=whole if headline else None,
                paragraphs=() if headline else (whole,), published=published,
            )
        )  # fmt: skip
        for stage in stages:
            partial = stage.read(partial)
        parse = partial.parses[0]
        token = _token(parse.doc, word)
        senses = (Sense(type, None, 1.0),) if type else ()
        trigger = Trigger(parse, token, _token(parse.doc, carrier) if carrier else token, (token,), senses)
        return Standing(partial, head).of(trigger)

    return _stood


def _token(doc: Any, word: str) -> Any:
    return [one for one in doc if one.text == word][-1]
