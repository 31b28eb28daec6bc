"""PLOVER's rules for events told side by side."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading

Read = Callable[..., Reading]


def coded(reading: Reading) -> list[tuple[str | None, str | None, str]]:
    return [(one.type, one.mode, one.trigger.text) for one in reading.events]


@pytest.mark.parametrize(
    "sentence",
    [
        "A court in Oslo convicted the banker of fraud and sentenced him to seven years in prison.",
        "The general was sentenced to life in prison by a court in Quito.",
    ],
)
def test_a_conviction_with_prison_is_an_arrest_too(read: Read, sentence: str) -> None:
    found = coded(read(sentence))
    assert ("COERCE", "arrest", "sentenced") in found
    assert any((type_, mode) == ("SANCTION", "convict") for type_, mode, _ in found)


def test_a_conviction_with_a_suspended_term_is_none(read: Read) -> None:
    found = coded(read("A court in Oslo convicted the banker and gave him a suspended prison sentence."))
    assert not [one for one in found if one[0] == "COERCE"]


def test_whom_the_court_sends_to_prison_is_the_one_it_convicts(read: Read) -> None:
    reading = read("A court in Oslo sentenced Karim Saleh to two years in prison.")
    names = {one.id: one.name for one in reading.entities}
    jailed = next(one for one in reading.events if one.type == "COERCE")
    assert [names[one.entity or ""] for one in jailed.recipients] == ["Karim Saleh"]


def test_who_moves_and_shoots_is_only_told_to_shoot(read: Read) -> None:
    found = coded(read("The army mobilised two brigades and attacked the port."))
    assert [type_ for type_, *_ in found] == ["ASSAULT"]


def test_who_moves_after_others_shot_is_told(read: Read) -> None:
    found = coded(read("France deployed troops to Chad after militants attacked a market."))
    assert {"MOBILIZE", "ASSAULT"} <= {type_ for type_, *_ in found}


def test_the_counts_of_a_verdict_are_no_accusation(read: Read) -> None:
    found = coded(read("The mayor was acquitted of all charges on Monday."))
    assert [type_ for type_, *_ in found] == ["CONCEDE"]
