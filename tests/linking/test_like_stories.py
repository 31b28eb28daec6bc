"""Stories that are like one another, from an invented coast."""

from __future__ import annotations

import pytest

from onrecord.linking.event_profiles import likeness
from onrecord.linking.like_stories import NEAREST, Memory, company, rarely
from onrecord.linking.word_meanings import meant_alike

FIRE = "A fire destroyed the Tarvik cannery and the harbour police of the coast said four workers died."
AGAIN = "Four workers died in Tarvik when the cannery burned, said the harbour police of the coast."
STRIKE = "Dockers of Olmen went on strike and the harbour police of the coast said nobody was hurt."


def test_what_every_story_says_tells_none_apart() -> None:
    counts = {"harbour": 100, "tarvik": 2}
    found = rarely({"harbour": 1.0, "tarvik": 1.0}, counts, 100)
    assert found["tarvik"] > 5 * found["harbour"] > 0
    assert sum(weight**2 for weight in found.values()) == pytest.approx(1)
    assert rarely({}, counts, 100) == {}


def test_stories_of_one_event_are_more_alike_the_more_is_known_of_the_coast() -> None:
    few = Memory([("fire", FIRE), ("again", AGAIN), ("strike", STRIKE)])
    further = [(f"day {at}", f"The harbour police of the coast said that boat {at} came in.") for at in range(30)]
    many = Memory([("fire", FIRE), ("again", AGAIN), ("strike", STRIKE), *further])
    for known in (few, many):
        same, other = (likeness(known.telling("fire"), known.telling(one)) for one in ("again", "strike"))
        assert same > other
    apart = [likeness(known.telling("fire"), known.telling("strike")) for known in (few, many)]
    assert apart[1] < apart[0]


def test_a_story_knows_the_few_nearest_and_keeps_company_with_itself() -> None:
    told = [FIRE, STRIKE, "Snow closed the pass to Brandholm for three days and the school stayed shut."]
    known = Memory((f"story {at}", told[at % 3]) for at in range(36))
    for at in range(36):
        kept = known.near(f"story {at}")
        assert f"story {at}" in kept
        assert len(kept) == NEAREST + 1
        assert {int(one.split()[1]) % 3 for one in kept} == {at % 3}


def test_two_stories_with_the_same_neighbours_are_in_one_company() -> None:
    one = company("a", {"b": 0.3, "c": 0.3, "far": 0.05})
    other = company("d", {"b": 0.3, "c": 0.3})
    assert "far" not in one, "much less like it than the nearest"
    assert likeness(one, other) > likeness(one, company("e", {"x": 0.3})) == 0


def test_an_empty_story_is_like_nothing() -> None:
    known = Memory([("fire", FIRE), ("nothing", ""), ("the", "the of and")])
    assert dict(known.telling("nothing")) == {}
    assert dict(known.near("nothing")) == {"nothing": 1.0}


def test_words_that_mean_a_like_deed() -> None:
    assert meant_alike("explosion", "blast") > 0.5
    assert meant_alike("explosion", "elected") < 0.3
    assert meant_alike("Blast", "blast") == 1.0
    assert meant_alike("", "blast") == meant_alike("blast", "  ") == 0.0
    assert meant_alike("blast", "explosion") == pytest.approx(meant_alike("explosion", "blast"))
