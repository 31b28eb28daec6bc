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
