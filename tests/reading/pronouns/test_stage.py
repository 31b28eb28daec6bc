"""Whom or what the pronouns of a story mean."""

from collections.abc import Callable

import pytest

from onrecord.model import Mention, Reading, Span, Story, story_id
from onrecord.reading import Reader
from onrecord.reading.encoding import Encoding
from onrecord.reading.names import Names
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.quotations import Quotations
from onrecord.reading.sentences import Sentences

Meant = Callable[..., dict[str, str | None]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader((Quotations(), Sentences(), Encoding(), Names(), Pronouns()))


@pytest.fixture(scope="session")
def reading_of(reader: Reader) -> Callable[..., Reading]:
    def _reading(*paragraphs: str) -> Reading:
        text = "\n\n".join(paragraphs)
        spans, at = [], 0
        for paragraph in paragraphs:
            spans.append(Span.of(text, at, at + len(paragraph)))
            at += len(paragraph) + 2
        return reader.read(Story(id=story_id(text), text=text, language="en", paragraphs=tuple(spans)))

    return _reading


@pytest.fixture(scope="session")
def meant(reading_of: Callable[..., Reading]) -> Callable[..., list[tuple[str, str]]]:
    def _meant(*paragraphs: str) -> list[tuple[str, str]]:
        """The resolved pronouns in text order, each with the name of its entity."""
        reading = reading_of(*paragraphs)
        found = [(one.start, one.text, by.name) for by in reading.entities for one in _pronouns(by.mentions)]
        return [(word, name) for _, word, name in sorted(found)]

    return _meant


def _pronouns(mentions: tuple[Mention, ...]) -> list[Mention]:
    return [one for one in mentions if one.form == "pronoun"]


def test_one_person_one_meaning(meant: Callable[..., list[tuple[str, str]]]) -> None:
    assert meant("Maria Jensen arrived in Oslo on Monday. She met her staff.") == [
        ("She", "Maria Jensen"),
        ("her", "Maria Jensen"),
    ]


def test_a_first_name_says_who_is_not_meant(meant: Callable[..., list[tuple[str, str]]]) -> None:
    assert meant("Maria Jensen met Peter Hansen in Oslo. She praised the plan.") == [("She", "Maria Jensen")]
    assert meant("Maria Jensen met Peter Hansen in Oslo. He praised the plan.") == [("He", "Peter Hansen")]


def test_the_text_outweighs_the_first_name(meant: Callable[..., list[tuple[str, str]]]) -> None:
    found = meant("Mrs. Peter Hansen arrived in Oslo on Monday. She praised the plan. He was late.")
    assert ("She", "Peter Hansen") in found
    assert ("He", "Peter Hansen") not in found


def test_nobody_fits(meant: Callable[..., list[tuple[str, str]]]) -> None:
    assert meant("Maria Jensen arrived in Oslo on Monday. He was late.") == []


def test_first_and_second_person_are_left_to_the_statements(meant: Callable[..., list[tuple[str, str]]]) -> None:
    assert meant("“I will not go, and we will not pay you,” Maria Jensen said.") == []


def test_the_speaker_is_not_the_third_person_of_the_own_words(meant: Callable[..., list[tuple[str, str]]]) -> None:
    assert meant("“She is wrong,” Maria Jensen said.") == []


def test_who_beside_a_name(meant: Callable[..., list[tuple[str, str]]]) -> None:
    assert ("who", "Maria Jensen") in meant("Maria Jensen, who leads the party, arrived in Oslo.")
    assert meant("Maria Jensen asked who would pay.") == []


def test_a_body_and_its_own(meant: Callable[..., list[tuple[str, str]]]) -> None:
    assert ("its", "Northern Harbour Bank") in meant("The Northern Harbour Bank said its profits had doubled.")
    assert meant("The Northern Harbour Bank said it was clear that prices would rise.") == []


def test_mentions_stay_in_order_and_anchored(reading_of: Callable[..., Reading]) -> None:
    reading = reading_of("In her speech, Maria Jensen thanked Peter Hansen.", "She said she had known him for years.")
    for entity in reading.entities:
        assert list(entity.mentions) == sorted(entity.mentions)
        assert all(reading.story.text[one.start : one.end] == one.text for one in entity.mentions)


def test_a_story_without_names_or_pronouns(reading_of: Callable[..., Reading]) -> None:
    assert reading_of("He said that she was late.").entities == ()
    assert reading_of("Prices rose on Monday.").entities == ()


def test_a_long_story_takes_no_longer_per_word(reading_of: Callable[..., Reading]) -> None:
    paragraph = "Maria Jensen met Peter Hansen in Oslo. She thanked him, and he told her that they would meet again."
    reading = reading_of(*[paragraph] * 400)
    assert sum(len(_pronouns(entity.mentions)) for entity in reading.entities) >= 400


def test_it_may_be_another_body_that_is_named_before_it(meant: Meant) -> None:
    assert meant("The Northern Harbour Bank praised the Alda Shipping Union after it cut its fees.") == []
    assert meant("The Northern Harbour Bank said on Monday that it had cut the fees.")[0] == (
        "it", "Northern Harbour Bank",
    )  # fmt: skip
