"""How many were killed, injured or detained, as invented sentences say it."""

from __future__ import annotations

import pytest

from onrecord.linking.tolls import tolls_of


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The blast killed at least 12 people and injured thirty more.", ["killed at least 12", "injured 30"]),
        ("Fifteen people are dead after the explosion.", ["killed 15"]),
        ("The blaze left 15 dead and 1,200 injured.", ["killed 15", "injured 1200"]),
        ("At least 12 people, including three children, were killed in Tarvik.", ["killed at least 12"]),
        ("Gunmen shot dead two guards before fleeing.", ["killed 2"]),
        ("Police arrested more than 40 protesters, and 41 were detained on Sunday.",
         ["detained at least 40", "detained 41"]),
        ("The death toll rose to a hundred and twelve.", ["killed 112"]),
        ("The death toll from the flood has passed 200.", ["killed at least 200"]),
        ("Twenty-one soldiers were seriously wounded when the bridge fell.", ["injured 21"]),
        ("Between 12 and 15 miners died.", ["killed 12 to 15"]),
        ("About two dozen people were hurt.", ["injured about 24"]),
        ("The storm claimed nine lives.", ["killed 9"]),
        ("The storm claimed the lives of nine fishermen.", ["killed 9"]),
        ("Hospitals counted 31 civilian deaths and as many as 60 injuries.", ["killed 31", "injured at most 60"]),
        ("12 killed, 30 injured in ferry fire", ["killed 12", "injured 30"]),
        ("The quake kills 10 people and 80 are hurt.", ["killed 10", "injured 80"]),
        ("It killed 12 and injured a guard.", ["killed 12"]),
        ("Five suspects have been arrested.", ["detained 5"]),
        ("A raid killing 8 and wounding 6 others was condemned.", ["killed 8", "injured 6"]),
    ],
)  # fmt: skip
def test_a_toll_with_its_bounds(sentence: str, found: list[str]) -> None:
    told = tolls_of(sentence)
    assert [f"{toll.kind} {toll.value}" for toll in told] == found
    assert all(sentence[toll.start : toll.end] == toll.text for toll in told)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dozens were killed.",
        "Twelve people are feared dead.",
        "Twelve people were killed or injured.",
        "The wave killed or injured twelve.",
        "He was killed in 2014.",
        "She died 12 years ago.",
        "A bomb that could have killed 30 was found.",
        "They had planned to kill 30 guests.",
        "The blast did not kill 12 men, the army said.",
        "A judge had the two arrested men released.",
        "The disease killed 200 sheep.",
        "He killed a 25-year-old.",
        "Two officers arrested the mayor.",
        "The two sides met for 12 days.",
        "One of the brothers was killed.",
        "No one was killed.",
        "Two women and one man died.",
        "The fire killed two women and a man.",
    ],
)
def test_what_is_not_said_plainly_is_no_toll(sentence: str) -> None:
    assert tolls_of(sentence) == []


def test_spans_count_from_where_the_sentence_stands() -> None:
    (toll,) = tolls_of("It left 15 dead.", 100)
    assert (toll.start, toll.end, toll.text) == (108, 115, "15 dead")


def test_two_men_who_arrest_are_not_arrested() -> None:
    assert [toll.value for toll in tolls_of("Two men arrested five people.")] == ["5"]
