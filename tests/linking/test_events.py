"""The same event in several stories, from an invented world."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.linking.event_memory import Memory
from onrecord.linking.event_profiles import EventProfile, named_by, weighted
from onrecord.linking.events import SAME, at_most, compare, keys_of
from onrecord.linking.like_stories import company

FIRE = """A fire destroyed the Tarvik cannery late on Monday and killed four workers, the harbour police said. Flames
were seen from Olmen."""
AGAIN = """Four workers died when the cannery of Tarvik burned down, destroyed by a fire that could be seen from Olmen,
police said."""
OTHER = """A fire destroyed a barn outside Brandholm where a farmer kept his hay, and forty sheep were led out by
neighbours."""


def told(text: str, words: str, story: str = "", **more: object) -> EventProfile:
    first = EventProfile(
        story=story or text, words=words, stems=named_by(words), telling=weighted(text),
        company=company(text, {FIRE: 0.4} if text == AGAIN else {}),
        participants=frozenset(["cannery"]), type="ASSAULT", country="NO", place="tarvik",
        earliest="2024-03-04", latest="2024-03-04",
    )  # fmt: skip
    return replace(first, **more)  # type: ignore[arg-type]


def linked(*stories: EventProfile) -> list[str | None]:
    memory = Memory()
    return [memory.add({f"{at}": one})[f"{at}"].linked for at, one in enumerate(stories)]


def test_two_stories_tell_of_one_event_under_other_words() -> None:
    assert linked(told(FIRE, "destroyed"), told(AGAIN, "destroyed by a fire")) == ["0", "0"]


@pytest.mark.parametrize(
    "other",
    [
        told(AGAIN, "destroyed", country="SE", place="olmen"),
        told(AGAIN, "destroyed", earliest="2024-05-01", latest="2024-05-01"),
        told(OTHER, "walked"),
    ],
    ids=["in another country", "weeks later", "another deed in another story"],
)
def test_what_differs_keeps_two_events_apart(other: EventProfile) -> None:
    assert linked(told(FIRE, "destroyed"), other) == ["0", "1"]


UNDATED = {"earliest": None, "latest": None}


def test_news_without_a_day_is_of_about_the_day_of_its_story() -> None:
    first = told(FIRE, "destroyed", **UNDATED, told_on="2024-03-05")
    assert linked(first, told(AGAIN, "destroyed by a fire", **UNDATED, told_on="2024-03-06")) == ["0", "0"]
    near, far = (
        compare(first, told(AGAIN, "destroyed", **UNDATED, told_on=day)).score for day in ("2024-03-06", "2027-03-06")
    )
    assert near > 0.5 > far
    assert compare(first, told(AGAIN, "destroyed", **UNDATED)).score == near


def test_what_two_can_score_at_most_is_known_without_the_words_of_their_stories() -> None:
    texts, words = (FIRE, AGAIN, OTHER), ("destroyed", "destroyed by a fire", "walked", "said", "fires")
    every = [told(text, one, **more) for text in texts for one in words for more in ({}, {"country": "SE"})]
    cut = 0
    for one in every:
        for other in every:
            most = at_most(replace(one, telling={}), replace(other, telling={}))
            assert most >= compare(one, other).score - 1e-9
            assert compare(replace(one, telling={}), other).score <= most + 1e-9
            cut += most < SAME
    assert cut > len(every) ** 2 / 4


def test_two_events_of_one_story_are_never_linked_to_one() -> None:
    memory = Memory()
    memory.add({"a": told(FIRE, "destroyed")})
    found = memory.add({"b": told(AGAIN, "destroyed"), "c": told(AGAIN, "destroyed")})
    assert {found["b"].linked, found["c"].linked} in ({"a", "b"}, {"a", "c"})


def test_an_event_keeps_its_id_when_stories_come() -> None:
    memory = Memory()
    first = memory.add({"a": told(FIRE, "destroyed")})["a"].linked
    assert [memory.add({name: told(AGAIN, "destroyed", name)})[name].linked for name in "bcd"] == [first] * 3


def test_a_link_says_why() -> None:
    why = compare(told(FIRE, "destroyed"), told(AGAIN, "destroyed")).why
    assert why == "both say destroy; 1 participant the same; in stories that are alike; the same place; the same day"


def test_events_that_share_nobody_and_no_place_are_not_compared() -> None:
    nobody = told(FIRE, "destroyed", participants=frozenset(), place=None, country=None, earliest=None, latest=None)
    assert keys_of(nobody) == []
    assert linked(nobody, nobody) == ["0", "1"]


def test_very_long_texts_have_small_profiles() -> None:
    assert len(weighted(" ".join(f"Word{at}" for at in range(100_000)))) == 80
    assert weighted("\ud800 … the") == {}
