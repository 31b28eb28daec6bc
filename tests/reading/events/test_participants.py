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
    text = "Gunmen attacked while the village slept."
    seen = Seen(text, roles_of={"Gunmen": (0.9, 0.0), "the village": (0.0, 0.9)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == (["Gunmen"], ["the village"])  # type: ignore[arg-type]


def test_nobody_is_added_on_a_guess(trigger_of: Find) -> None:
    text = "Gunmen attacked while the village slept."
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


def test_the_subject_of_an_active_verb_is_never_taken_off(trigger_of: Find) -> None:
    text = "Crowds attacked a village."
    seen = Seen(text, roles_of={"Crowds": (0.01, 0.01), "a village": (0.0, 0.9)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == (["Crowds"], ["a village"])  # type: ignore[arg-type]


def test_whom_the_head_is_sure_to_stand_on_the_other_side_is_turned(trigger_of: Find) -> None:
    text = "The militia's bombing went on."
    seen = Seen(text, roles_of={"The militia's": (0.95, 0.01), "The militia": (0.95, 0.01)})
    assert told(text, participants(trigger_of(text, "bombing"), seen))[1] == []  # type: ignore[arg-type]


def test_a_verb_s_own_subject_is_never_turned(trigger_of: Find) -> None:
    text = "Gunmen attacked a village."
    seen = Seen(text, roles_of={"Gunmen": (0.01, 0.95), "a village": (0.95, 0.01)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == (["Gunmen"], ["a village"])  # type: ignore[arg-type]


def test_nobody_is_added_from_a_clause_beside_the_trigger_s(trigger_of: Find) -> None:
    text = "Norway praised the accord, and the Danish premier called it a start."
    seen = Seen(text, roles_of={"the Danish premier": (0.0, 0.95)})
    assert told(text, participants(trigger_of(text, "praised"), seen)) == (["Norway"], [])  # type: ignore[arg-type]


def test_what_is_discussed_takes_no_part(trigger_of: Find) -> None:
    text = "The cabinet discussed the fate of the trapped miners."
    seen = Seen(text, roles_of={"the trapped miners": (0.0, 0.95)})
    assert told(text, participants(trigger_of(text, "discussed"), seen)) == (["The cabinet"], [])  # type: ignore[arg-type]


def test_whom_a_passive_hit_did_not_do_it(trigger_of: Find) -> None:
    text = "The delegation was attacked."
    seen = Seen(text, roles_of={"The delegation": (0.95, 0.01)})
    assert told(text, participants(trigger_of(text, "attacked"), seen)) == ([], ["The delegation"])  # type: ignore[arg-type]


def test_whoever_only_tells_of_it_takes_no_part(trigger_of: Find) -> None:
    text = "He is in prison after convictions that his party says are wrong."
    seen = Seen(text, roles_of={"his party": (0.0, 0.95)})
    assert "his party" not in told(text, participants(trigger_of(text, "convictions"), seen))[1]  # type: ignore[arg-type]


def test_nobody_is_added_from_a_clause_of_its_own(trigger_of: Find) -> None:
    text = "The mayor said a report on the banker had been sent, even as relatives disputed the claim."
    seen = Seen(text, roles_of={"the banker": (0.0, 0.95)})
    assert told(text, participants(trigger_of(text, "disputed"), seen)) == (["relatives"], [])  # type: ignore[arg-type]
