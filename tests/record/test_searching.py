"""What a hit shows: sentences, marks and order."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.model import Span
from onrecord.record import Record
from tests.record.making import BRIDGE, MADE_BY, anatomy, capture, full_reading, story


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def shown(record: Record, words: str) -> list[list[str]]:
    return [[passage.sentence.text for passage in hit.passages] for hit in record.search(words)]


def test_a_story_without_a_language_reading_is_shown_by_sentences_too(record: Record) -> None:
    record.add_capture(capture("page"), [anatomy(story())], MADE_BY)
    assert shown(record, "brandt") == [["“Nobody may cross it,” Mayor Ilse Brandt said."]]


def test_words_outside_of_all_sentences_are_shown_without_their_neighbours(record: Record) -> None:
    text = "Bridge shut\n\nThe bridge at noon. (Bridge Office via Wire)\n\nIt is shut."
    sentences = [Span.of(text, text.index(part), text.index(part) + len(part)) for part in (
        "Bridge shut", "The bridge at noon.", "It is shut.")]  # fmt: skip
    reading = msgspec.structs.replace(anatomy(story(text)), sentences=tuple((one.start, one.end) for one in sentences))
    record.add_capture(capture("page"), [reading], MADE_BY)
    assert shown(record, "bridge") == [["Bridge shut", "The bridge at noon.", "(Bridge Office via Wire)"]]


def test_sentences_that_hold_most_of_what_was_asked_come_first_and_stand_in_page_order(record: Record) -> None:
    text = "Tides\n\nSalt. Salt. Salt here. Salt there. Salt and wind and rain. Wind."
    record.add_capture(capture("page"), [anatomy(story(text))], MADE_BY)
    assert shown(record, "salt wind rain") == [["Salt.", "Salt.", "Salt and wind and rain."]]


def test_a_word_in_a_headline_counts_for_more(record: Record) -> None:
    record.add_capture(capture("1"), [anatomy(story("Weather\n\nA ferry sank, a ferry sank."))], MADE_BY)
    record.add_capture(capture("2"), [anatomy(story("Ferry sinks\n\nIt was the weather that did it."))], MADE_BY)
    for filler in range(8):
        record.add_capture(capture(f"f{filler}"), [anatomy(story(f"Market {filler}\n\nPrices rose."))], MADE_BY)
    hits = record.search("ferry")
    assert [hit.story.headline for hit in hits] == ["Ferry sinks", "Weather"]
    assert hits[0].score > hits[1].score > 0


def test_other_scripts_are_searched_as_their_readers_write(record: Record) -> None:
    record.add_capture(capture("zh"), [anatomy(story("桥梁关闭\n\n市长说，桥梁不安全。咖啡馆老板很生气。"))], MADE_BY)
    record.add_capture(capture("el"), [anatomy(story("Η γέφυρα έκλεισε\n\nΕίπε ο δήμαρχος."))], MADE_BY)
    record.add_capture(capture("ar"), [anatomy(story("إغلاق الجسر\n\nقال رئيسُ البلدية."))], MADE_BY)
    hit, = record.search("安全")
    assert [(one.sentence.text, [mark.text for mark in one.marks]) for one in hit.passages] == [
        ("市长说，桥梁不安全。", ["安全"])
    ]
    assert shown(record, "ΓΕΦΥΡΑ") == [["Η γέφυρα έκλεισε"]]
    assert shown(record, "رئيس") == [["قال رئيسُ البلدية."]]


def test_a_phrase_across_two_sentences_is_marked_to_the_end_of_the_first(record: Record) -> None:
    record.add_capture(capture("page"), [full_reading()], MADE_BY)
    hit, = record.search('"not safe nobody"')
    passage, = hit.passages
    assert passage.sentence.text.endswith("the bridge is not safe.")
    assert [mark.text for mark in passage.marks] == ["not safe."]
    assert all(mark.holds_in(BRIDGE) for mark in passage.marks)


def test_pages_of_an_answer_follow_each_other(record: Record) -> None:
    for number in range(5):
        record.add_capture(capture(f"{number}"), [anatomy(story(f"Tide {number}\n\nSalt water."))], MADE_BY)
    whole = [hit.story.id for hit in record.search("salt", limit=5)]
    assert [hit.story.id for page in range(3) for hit in record.search("salt", limit=2, offset=2 * page)] == whole
    assert len(set(whole)) == 5
