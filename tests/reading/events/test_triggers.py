"""Which words of a sentence may name an event, and what they may mean."""

from collections.abc import Callable

import pytest

from onrecord.reading.english import language
from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.triggers import triggers
from onrecord.reading.stage import Parse, Part

Find = Callable[[str], list[Trigger]]


@pytest.fixture
def find() -> Find:
    def _find(text: str) -> list[Trigger]:
        return triggers(Parse(Part("paragraph", 0, len(text)), 0, language()(text)))

    return _find


def told(found: list[Trigger]) -> list[tuple[str, str | None]]:
    """The triggers' words with the type of their likeliest sense."""
    return [(" ".join(word.text for word in one.tokens), one.senses[0].type) for one in found]


def test_a_light_verb_carries_its_noun(find: Find) -> None:
    found = find("The army launched an attack on the town and the minister held talks in Rome.")
    assert told(found) == [("launched attack", "ASSAULT"), ("held talks", "CONSULT")]
    assert [(one.token.text, one.carrier.text) for one in found] == [("attack", "launched"), ("talks", "held")]
