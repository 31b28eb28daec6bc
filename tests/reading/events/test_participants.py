"""Who takes part: the grammar first, and what the trained head adds, takes off and turns round."""

from collections.abc import Callable

from onrecord.reading.events.candidate import Arguments, Phrase, Trigger
from onrecord.reading.events.participants import participants
from tests.reading.events.conftest import Seen

Find = Callable[[str, str], Trigger]


def words(text: str, phrases: tuple[Phrase, ...]) -> list[str]:
    return [text[one.start : one.end] for one in phrases]


def told(text: str, found: Arguments) -> tuple[list[str], list[str]]:
    return words(text, found.actors), words(text, found.recipients)


def test_without_the_head_the_grammar_decides(trigger_of: Find) -> None:
    text = "Gunmen attacked a village."
    assert told(text, participants(trigger_of(text, "attacked"), None)) == (["Gunmen"], ["a village"])


def test_the_head_adds_somebody_to_an_empty_side(trigger_of: Find) -> None:
    text = "Gunmen attacked, and it was the village that burned."
    seen = Seen(text, roles_of={"Gunmen": (0.9, 0.0), "the village": (0.0, 0.9)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == (["Gunmen"], ["the village"])  # type: ignore[arg-type]


def test_nobody_is_added_on_a_guess(trigger_of: Find) -> None:
    text = "Gunmen attacked, and it was the village that burned."
    seen = Seen(text, roles_of={"Gunmen": (0.9, 0.0), "the village": (0.0, 0.5)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == (["Gunmen"], [])  # type: ignore[arg-type]


def test_a_passive_that_names_no_doer_gets_none(trigger_of: Find) -> None:
    text = "A village was attacked, and nobody doubts that it was the militia."
    seen = Seen(text, roles_of={"the militia": (0.99, 0.0), "A village": (0.0, 0.9)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == ([], ["A village"])  # type: ignore[arg-type]


def test_whom_the_head_is_sure_to_have_no_part_is_taken_off(trigger_of: Find) -> None:
    text = "Gunmen attacked a village."
    seen = Seen(text, roles_of={"Gunmen": (0.9, 0.0), "a village": (0.01, 0.01)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == (["Gunmen"], [])  # type: ignore[arg-type]


def test_whom_the_head_is_sure_to_stand_on_the_other_side_is_turned(trigger_of: Find) -> None:
    text = "Gunmen attacked a village."
    seen = Seen(text, roles_of={"Gunmen": (0.01, 0.95), "a village": (0.95, 0.01)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == (["a village"], ["Gunmen"])  # type: ignore[arg-type]
