"""Of which type a trigger is: the lexicon and what the heads see, together."""

from collections.abc import Callable

import pytest

from onrecord.reading.events.candidate import Trigger
from onrecord.reading.events.types import Types
from onrecord.reading.stage import Parse
from tests.reading.events.conftest import Seen

Find = Callable[[str, str], Trigger]


def test_without_the_heads_the_lexicon_decides(trigger_of: Find) -> None:
    decision = Types(None).of(trigger_of("Gunmen attacked a village near Dosso.", "attacked"))
    assert decision is not None
    assert decision.type == "ASSAULT"
    assert 0 < decision.confidence <= 1


def test_the_heads_choose_among_the_senses(trigger_of: Find) -> None:
    text = "The union began a strike against the port."
    trigger = trigger_of(text, "strike")
    protest = Types(Seen(text, {"strike": "PROTEST"})).of(trigger)  # type: ignore[arg-type]
    assert protest is not None
    assert protest.type == "PROTEST"


def test_the_heads_see_that_words_name_nothing(trigger_of: Find) -> None:
    text = "The coach attacked down the left wing."
    assert Types(Seen(text)).of(trigger_of(text, "attacked")) is None  # type: ignore[arg-type]


def test_agreement_is_surer_than_either(trigger_of: Find) -> None:
    text = "Gunmen attacked a village."
    trigger = trigger_of(text, "attacked")
    both = Types(Seen(text, {"attacked": "ASSAULT"})).of(trigger)  # type: ignore[arg-type]
    other = Types(Seen(text, {"attacked": "COERCE"})).of(trigger)  # type: ignore[arg-type]
    assert both is not None
    assert other is not None
    assert both.confidence > other.confidence


def test_a_word_that_the_lexicon_lacks_counts_if_the_head_is_sure(parse_of: Callable[[str], Parse]) -> None:
    text = "Gunmen frobbed a village."
    parse = parse_of(text)
    assert not list(Types(Seen(text)).unknown(parse, frozenset()))  # type: ignore[arg-type]
    found = list(Types(Seen(text, {"frobbed": "ASSAULT"})).unknown(parse, frozenset()))  # type: ignore[arg-type]
    assert [one.token.text for one in found] == ["frobbed"]
    assert not found[0].senses


@pytest.mark.parametrize("learnt", [True, False])
def test_chances_are_a_distribution(trigger_of: Find, learnt: bool) -> None:
    text = "Gunmen attacked a village."
    seen = Seen(text, {"attacked": "ASSAULT"}) if learnt else None
    assert Types(seen).chances(trigger_of(text, "attacked")).sum() == pytest.approx(1, abs=1e-5)  # type: ignore[arg-type]
