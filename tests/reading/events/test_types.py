"""Of which type a trigger is: the lexicon and what the heads see, together."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from onrecord.reading.events.candidate import Sense, Trigger
from onrecord.reading.events.labels import TRIGGERS
from onrecord.reading.events.learnt import Scores
from onrecord.reading.events.types import Types, combined, has_parties
from onrecord.reading.stage import Parse
from tests.reading.events.conftest import Seen

Find = Callable[[str, str], Trigger]
BOTH, NEITHER = np.ones(1, dtype=np.float32), np.zeros(1, dtype=np.float32)


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


def test_a_word_with_one_sense_keeps_it_where_the_head_wavers(
    trigger_of: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "His convictions kept the mayor from office."
    wavering = np.full(len(TRIGGERS), 0.4 / (len(TRIGGERS) - 1), dtype=np.float32)
    wavering[0] = 0.55
    wavering[TRIGGERS.index("ACCUSE")] += 0.05
    monkeypatch.setattr(Types, "of_model", lambda self, trigger: wavering)
    types = Types(Seen(text))  # type: ignore[arg-type]
    trigger = replace(trigger_of(text, "convictions"), senses=(Sense("SANCTION", None, 0.98),))
    kept = types.of(trigger)
    assert kept is not None
    assert kept.type == "SANCTION"
    assert kept.confidence < 0.3
    assert types.of(replace(trigger, senses=(Sense("SANCTION", None, 0.5), Sense("COERCE", None, 0.48)))) is None


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


def likely(**given: float) -> Scores:
    """Chances of labels; the rest is evenly spread."""
    chances = np.full(len(TRIGGERS), (1 - sum(given.values())) / (len(TRIGGERS) - len(given)), dtype=np.float32)
    for label, chance in given.items():
        chances[TRIGGERS.index(label)] = chance
    return chances


def test_a_word_of_one_sense_keeps_it_while_the_head_wavers() -> None:
    both = combined(likely(O=0.1, ASSAULT=0.9), likely(O=0.1, COERCE=0.5, ASSAULT=0.35), BOTH)
    assert TRIGGERS[int(both.argmax())] == "ASSAULT"


def test_between_two_senses_the_head_decides() -> None:
    both = combined(likely(O=0.2, COERCE=0.45, SANCTION=0.35), likely(O=0.1, SANCTION=0.8), BOTH)
    assert TRIGGERS[int(both.argmax())] == "SANCTION"


def test_the_types_have_no_say_in_whether_it_is_an_event() -> None:
    """Lexicon and head may differ about the type and yet agree that something happened."""
    agreed = combined(likely(O=0.1, ASSAULT=0.9), likely(O=0.05, ASSAULT=0.9), BOTH)
    differing = combined(likely(O=0.1, ASSAULT=0.9), likely(O=0.05, COERCE=0.9), BOTH)
    assert differing[0] == pytest.approx(agreed[0], abs=1e-5)
    assert differing.max() < agreed.max()


def test_an_unknown_word_is_doubted_more_than_a_known_one() -> None:
    seen = likely(O=0.2, PROTEST=0.75)
    assert combined(None, seen, NEITHER)[0] > combined(likely(O=0.15, PROTEST=0.85), seen, NEITHER)[0]


def test_a_deed_that_has_both_parties_is_sooner_an_event(trigger_of: Find) -> None:
    assert has_parties(trigger_of("Gunmen attacked a village.", "attacked")).tolist() == [1]
    assert has_parties(trigger_of("A village was attacked.", "attacked")).tolist() == [0]
    assert has_parties(trigger_of("The attack failed.", "attack")).tolist() == [0]
    seen = likely(O=0.4, ASSAULT=0.5)
    assert combined(seen, seen, BOTH)[0] < combined(seen, seen, NEITHER)[0]


def test_rows_of_chances_are_combined_as_each_alone() -> None:
    lexicon, model = likely(O=0.1, ASSAULT=0.9), likely(O=0.4, COERCE=0.5)
    rows = combined(np.stack([lexicon, model]), np.stack([model, lexicon]), np.stack([BOTH, NEITHER]))
    assert rows[0] == pytest.approx(combined(lexicon, model, BOTH), abs=1e-6)
    assert rows.sum(-1) == pytest.approx([1, 1], abs=1e-5)


class Wavering(Seen):
    """A head that is three quarters sure of aid, wherever it looks."""

    @property
    def types(self) -> Scores:
        return np.stack([likely(O=0.2, AID=0.75)] * len(self.text))


def test_what_is_hardly_ever_an_event_takes_a_sure_head(trigger_of: Find) -> None:
    text = "Ferries to the islands will sail from the old quay."
    trigger = trigger_of(text, "Ferries")
    often, hardly = (replace(trigger, senses=(Sense("AID", None, weight),)) for weight in (0.4, 0.05))
    assert Types(Wavering(text)).of(often) is not None  # type: ignore[arg-type]
    assert Types(Wavering(text)).of(hardly) is None  # type: ignore[arg-type]
    assert Types(Seen(text, {"Ferries": "AID"})).of(hardly) is not None  # type: ignore[arg-type]
