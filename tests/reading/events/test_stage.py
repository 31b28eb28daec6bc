"""Given a whole story: which events it tells, and which it does not."""

import pytest

from onrecord.capture.anatomy import as_story
from onrecord.reading import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def types(reader: Reader, *paragraphs: str) -> list[tuple[str, str | None]]:
    reading = reader.read(as_story("What happened on the coast\n\n" + "\n\n".join(paragraphs)))
    return [(one.trigger.text, one.type) for one in reading.events]


def test_advice_to_the_reader_is_no_event(reader: Reader) -> None:
    told = types(
        reader,
        "The army attacked the port on Monday, and the government asked Norway for help.",
        "You can help the villagers. Thank you for supporting our paper.",
    )
    assert told == [("attacked", "ASSAULT"), ("asked Norway for", "REQUEST")]


def test_what_somebody_says_to_somebody_may_be_one(reader: Reader) -> None:
    told = types(
        reader,
        "The army attacked the port on Monday.",
        "“We will punish you for this,” President Omar Dervi told the rebels.",
    )
    assert "punish" in [words for words, _ in told]


@pytest.mark.parametrize(
    ("sentence", "trigger", "status", "actors", "recipients"),
    [
        ("Iran will not negotiate with Chad.", "negotiate", "actual", ["Iran"], ["Chad"]),
        ("Peru and Chile will not surrender to the rebels.", "surrender", "actual", ["Peru", "Chile"], ["the rebels"]),
        ("The senate did not approve the treaty with Peru.", "approve", "actual", ["The senate"], ["Peru"]),
        ("The senate did not reject the treaty with Peru.", "reject", "negated", ["The senate"], ["Peru"]),
        ("If Kenya does not negotiate with Chad, war will go on.", "negotiate", "hypothetical", ["Kenya"], ["Chad"]),
    ],
)
def test_a_denial_that_makes_a_refusal_is_a_refusal_made(
    reader: Reader, sentence: str, trigger: str, status: str, actors: list[str], recipients: list[str]
) -> None:
    reading = reader.read(as_story(f"What happened on the coast\n\n{sentence}"))
    (told,) = (one for one in reading.events if one.trigger.text == trigger)
    assert (told.type, told.status) == ("REJECT", status)
    assert [one.span.text for one in told.actors] == actors
    assert [one.span.text for one in told.recipients] == recipients


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("Peru demanded that Chile not allow the rebels to use its ports.", "allow", "demanded"),
        ("Chile promised not to let the rebels use its ports.", "let", "promised"),
    ],
)
def test_a_refusal_may_be_asked_for_or_promised(reader: Reader, sentence: str, trigger: str, status: str) -> None:
    reading = reader.read(as_story(f"What happened on the coast\n\n{sentence}"))
    (told,) = (one for one in reading.events if one.trigger.text == trigger)
    assert (told.type, told.status) == ("REJECT", status)


def test_what_is_not_allowed_was_refused(reader: Reader) -> None:
    reading = reader.read(as_story("What happened on the coast\n\nKenya did not allow the monitors to visit the camp."))
    assert [(one.trigger.text, one.status) for one in reading.events] == [("allow", "actual"), ("visit", "negated")]
    assert reading.events[0].type in ("REJECT", "COERCE")
