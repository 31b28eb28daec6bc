"""Disputes within a story: who says it is so, who says it is not, and what is no dispute at all."""

from collections.abc import Callable

import pytest

from onrecord.model import Reading

Read = Callable[..., Reading]


def told(reading: Reading) -> list[dict[str, list[str]]]:
    """Each dispute as the names on its sides."""
    names = {one.id: one.name for one in reading.entities}
    return [
        {side.stance: [names[party] for party in side.parties] for side in dispute.sides}
        for dispute in reading.disputes
    ]


def test_a_claim_that_another_party_disputes(read: Read) -> None:
    reading = read(
        "Norway’s government said on Monday the bridge at Harstad had been repaired, but the Seafarers’ Union "
        "disputed the claim.",
    )
    assert told(reading) == [{"affirms": ["Norway’s government"], "denies": ["Seafarers’ Union"]}]
    assert "the bridge at Harstad had been repaired" in reading.disputes[0].about


def test_the_same_deed_affirmed_and_denied(read: Read) -> None:
    reading = read(
        "Energy Minister Ruth Asante said the company had paid the fishermen.",
        "However, Kwame Boateng said the company had not paid the fishermen.",
    )
    assert told(reading) == [{"affirms": ["Ruth Asante"], "denies": ["Kwame Boateng"]}]


def test_sharing_and_receiving_are_one_deed_from_two_ends(read: Read) -> None:
    reading = read(
        "Mayor Ilse Brandt said the inspection report had been sent to the residents.",
        "Resident Jonas Keller said the tenants had never received the inspection report.",
    )
    assert told(reading) == [{"affirms": ["Ilse Brandt"], "denies": ["Jonas Keller"]}]


def test_a_charge_that_somebody_denies_in_an_aside(read: Read) -> None:
    reading = read("Petra Novak said that the contracts were rigged, an accusation the Transport Ministry denies.")
    assert told(reading) == [{"affirms": ["Petra Novak"], "denies": ["Transport Ministry"]}]
    denying = reading.disputes[0].sides[1]
    assert denying.statements == ()
    assert [span.text for span in denying.evidence] == ["an accusation the Transport Ministry denies"]


def test_two_figures_for_one_count(read: Read) -> None:
    reading = read(
        "Peru’s police said 12 miners were killed in the collapse.",
        "Union leader Marta Quispe said 31 miners were killed in the collapse.",
    )
    assert told(reading) == [{"affirms": ["Peru’s police"], "denies": ["Marta Quispe"]}] or told(reading) == [
        {"affirms": ["police"], "denies": ["Marta Quispe"]}
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        # The same person on both sides.
        ("Ruth Asante said the dam was safe.", "Asante later said the dam was not safe."),
        # Other matters.
        ("Ruth Asante said the dam was safe.", "Kwame Boateng criticised the price of bread."),
        # Other subjects of one deed.
        ("Ruth Asante said the army had fired.", "Kwame Boateng said the police had not fired."),
        # Both say so.
        ("Ruth Asante said the company had paid the fishermen.", "Kwame Boateng said it had paid the fishermen."),
        # A bound leaves room for the other figure.
        ("Ruth Asante said at least 12 miners were killed.", "Kwame Boateng said 31 miners were killed."),
        # What is disputed was said by nobody of the story.
        ("Ruth Asante disputed the claim.",),
    ],
)  # fmt: skip
def test_none_rather_than_a_wrong_one(read: Read, paragraphs: tuple[str, ...]) -> None:
    assert told(read(*paragraphs)) == []


def test_a_side_that_gives_in(read: Read) -> None:
    reading = read(
        "Energy Minister Ruth Asante said the company had paid the fishermen.",
        "Kwame Boateng said the company had not paid the fishermen.",
        "On Sunday Asante admitted that the company had not paid the fishermen.",
    )
    assert [one.state for one in reading.disputes] == ["conceded"]
    assert told(reading) == [{"affirms": ["Ruth Asante"], "denies": ["Kwame Boateng"]}]
