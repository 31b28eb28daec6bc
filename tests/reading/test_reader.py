"""What is read, what is not, and that nothing floats."""

import time
from collections.abc import Callable

import pytest

from onrecord.model import Caption, Reading, Span, Story, encode, story_id
from onrecord.reading import Reader, anatomy_only, made_by_anatomy
from onrecord.reading.stage import parts_of


def one_paragraph(text: str, language: str | None = "en") -> Story:
    return Story(id=story_id(text), text=text, language=language, paragraphs=(Span.of(text, 0, len(text)),))


def test_another_language_stops_at_the_anatomy_and_says_so(reader: Reader) -> None:
    reading = reader.read(one_paragraph("Die Brücke wurde am Montag eröffnet.", "de"))
    assert (reading.stopped_at, reading.sentences) == ("anatomy", ())
    assert reading.stopped_because == "language: de; only English is read so far"


def test_a_text_too_short_to_be_detected_is_read_if_its_words_are_english(reader: Reader) -> None:
    assert reader.read(one_paragraph("“It was the rain,” she said.", None)).quotations[0].text == "“It was the rain,”"
    unknown = reader.read(one_paragraph("Brua er open.", None))
    assert unknown.stopped_because == "language: unknown; only English is read so far"


def test_the_anatomy_alone() -> None:
    story = one_paragraph("The bridge opened.")
    assert anatomy_only(story).stopped_at == "anatomy"
    assert made_by_anatomy()["models"] == {}


def test_the_same_story_gives_the_same_bytes(reader: Reader, read: Callable[..., Reading]) -> None:
    reading = read("Maria Jensen met “the other Jensen” in Berlin.", "“No,” she said.", headline="Jensens meet")
    assert encode(reading) == encode(reader.read(reading.story))
    assert encode(reading) == encode(next(iter(Reader().read_many([reading.story]))))


def test_a_reading_survives_its_json(read: Callable[..., Reading]) -> None:
    reading = read("Maria Jensen said in Berlin: “No.”")
    assert Reading.from_builtins(reading.to_builtins()) == reading


def test_the_parts_of_a_story_are_read_each_on_its_own() -> None:
    text = "Bridge opens\n\nShips pass.\n\nWaits end.\n\nA ship. AP\n\nBy Ann Lee\n\nIt opened."
    at = text.index

    def span(words: str) -> Span:
        return Span.of(text, at(words), at(words) + len(words))

    story = Story(
        id=story_id(text),
        text=text,
        headline=span("Bridge opens"),
        standfirst=span("Ships pass.\n\nWaits end."),
        captions=(Caption(span=span("A ship."), credit=span("AP")), Caption(credit=span("AP"))),
        bylines=(span("By Ann Lee"),),
        paragraphs=(span("It opened."),),
    )
    assert [(part.role, text[part.start : part.end]) for part in parts_of(story)] == [
        ("headline", "Bridge opens"),
        ("standfirst", "Ships pass."),
        ("standfirst", "Waits end."),
        ("caption", "A ship."),
        ("paragraph", "It opened."),
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 1_000_000,
        '"' * 100_000,
        "Aa." * 40_000,
        '" ' * 4_000,
        "\x00\x01\x07\x1b[31m\x7f " * 3_000,
        "\u200b\u200f\u202e\u0301" * 10_000,
        "(((((" * 10_000,
        "A B " * 2_000,
        "Jane Doe and John Doe met. " * 400,
        "🧑‍🚀" * 10_000,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_hostile_text_is_read_in_time(reader: Reader, hostile: str) -> None:
    reader.read(one_paragraph("The pipeline is loaded."))
    started = time.process_time()
    reading = reader.read(one_paragraph(hostile))
    assert time.process_time() - started < 20
    assert all(span.holds_in(reading.story.text) for span in reading.spans())
