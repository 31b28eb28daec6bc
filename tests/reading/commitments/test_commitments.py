"""Commitments within a story: by whom, to whom, until when, and what became of them as the story tells it."""

from collections.abc import Callable

import pytest

from onrecord.model import Commitment, DateRead, Reading, Span, Story, story_id
from onrecord.reading import Reader

Read = Callable[..., Reading]


def on(reader: Reader, day: str, *paragraphs: str) -> Reading:
    """The reading of a story that came out on a day."""
    text = "\n\n".join(paragraphs)
    spans = tuple(Span.of(text, text.index(one), text.index(one) + len(one)) for one in paragraphs)
    published = DateRead(value=day, read_from="printed")
    return reader.read(Story(id=story_id(text), text=text, language="en", paragraphs=spans, published=published))


def only(reading: Reading) -> Commitment:
    """The one commitment of a reading."""
    assert len(reading.commitments) == 1, [one.content.text for one in reading.commitments]
    return reading.commitments[0]


def name(reading: Reading, entity: str | None) -> str | None:
    return next((one.name for one in reading.entities if one.id == entity), None)


def test_a_promise_with_a_due_date(reader: Reader) -> None:
    reading = on(reader, "2024-05-14", "Mayor Ilse Brandt promised to publish the accounts by Friday.")
    found = only(reading)
    assert name(reading, found.by) == "Ilse Brandt"
    assert found.content.text == "to publish the accounts by Friday"
    assert (found.made, found.due, found.standing) == ("2024-05-14", "2024-05-17", "open")


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("within 30 days", "2024-06-13"),
        ("within two weeks", "2024-05-28"),
        ("before the end of the year", "2024"),
        ("no later than 3 June", "2024-06-03"),
        ("by 2030", "2030"),
        ("in the harbour", None),
        ("since 2021", None),
    ],
)
def test_due_dates(reader: Reader, words: str, due: str | None) -> None:
    reading = on(reader, "2024-05-14", f"Mayor Ilse Brandt pledged to plant the trees {words}.")
    assert only(reading).due == due


def test_to_whom(reader: Reader) -> None:
    reading = on(reader, "2024-05-14", "Prime Minister Tomas Lund assured Finland that the ferry would return.")
    found = only(reading)
    assert (name(reading, found.by), name(reading, found.to)) == ("Tomas Lund", "Finland")


def test_an_office_without_a_name_answers_for_its_body(reader: Reader) -> None:
    reading = on(reader, "2024-05-14", "The head of the Water Authority vowed to repair the dam.")
    found = only(reading)
    assert name(reading, found.by) == "Water Authority"


def test_what_others_say_became_of_it(reader: Reader) -> None:
    reading = on(
        reader,
        "2024-05-14",
        "Mayor Ilse Brandt promised that the inspection report would be provided to the tenants.",
        "City engineer Otto Falk said the inspection report had been sent to the tenants.",
        "Tenant Jonas Keller said they had not received the inspection report.",
    )
    found = only(reading)
    assert found.standing == "contested"
    assert [span.text for span in found.evidence] == [
        "the inspection report had been sent to the tenants",
        "they had not received the inspection report",
    ]


def test_a_breach_is_reported_never_found(reader: Reader) -> None:
    reading = on(
        reader,
        "2024-05-14",
        "Prime Minister Tomas Lund promised to compensate the farmers.",
        "Opposition leader Greta Holm said Lund had not compensated the farmers.",
    )
    assert only(reading).standing == "breach_reported"


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Ilse Brandt threatened to close the harbour.",
        "Mayor Ilse Brandt refused to promise to publish the accounts.",
        "Mayor Ilse Brandt did not promise to publish the accounts.",
        "Jonas Keller urged the mayor to promise new homes.",
        "Mayor Ilse Brandt agreed that the accounts were late.",
        "Mayor Ilse Brandt said the accounts had been published.",
    ],
)
def test_what_is_no_promise(reader: Reader, line: str) -> None:
    assert on(reader, "2024-05-14", line).commitments == ()


def test_what_only_describes_a_thing_is_no_promise_of_the_story(reader: Reader) -> None:
    line = "The Harbour Plan names the targets that Finland pledged to reach."
    assert on(reader, "2024-05-14", line).commitments == ()
