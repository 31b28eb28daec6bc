"""The values of a record: spans are checked, rows have lasting ids, readings go to JSON and back."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Caption, DateRead, Entity, Mention, Reading, Span, Story, encode, row_id, story_id

TEXT = "Bridge opens\n\nThe mayor, Ada Roe, opened it."


def reading() -> Reading:
    story = Story(
        id=story_id(TEXT),
        text=TEXT,
        headline=Span.of(TEXT, 0, 12),
        paragraphs=(Span.of(TEXT, 14, len(TEXT)),),
        captions=(Caption(span=None, credit=Span.of(TEXT, 25, 32)),),
        published=DateRead(value="2024-05-06", read_from="printed", words="6 May 2024"),
    )
    entity = Entity(id="e1", kind="person", name="Ada Roe", mentions=(Mention(25, 32, "Ada Roe"),))
    return Reading(story=story, sentences=((14, len(TEXT)),), entities=(entity,))


@given(st.text(), st.integers(-3, 40), st.integers(-3, 40))
def test_a_span_lies_in_its_text_or_is_refused(text: str, start: int, end: int) -> None:
    if 0 <= start <= end <= len(text):
        assert Span.of(text, start, end).holds_in(text)
    else:
        with pytest.raises(ValueError, match="does not lie in a text"):
            Span.of(text, start, end)


def test_a_span_knows_when_its_text_has_changed() -> None:
    span = Span.of(TEXT, 0, 6)
    assert span.holds_in(TEXT)
    assert not span.holds_in("The " + TEXT)
    assert not span.holds_in("")


def test_a_row_keeps_its_id_and_each_difference_makes_another() -> None:
    ids = {
        row_id("s", "event", 1, 2, "AID"),
        row_id("s", "event", 1, 2, "AID"),
        row_id("s", "event", 1, 2, "CONSULT"),
        row_id("s", "event", 1, 22),
        row_id("s", "event", 11, 2),
        row_id("t", "event", 1, 2, "AID"),
    }
    assert len(ids) == 5


def test_a_reading_lies_beside_its_story_in_json_and_comes_back() -> None:
    entry = reading().to_builtins()
    assert entry["published"]["from"] == "printed"
    assert entry["entities"][0]["mentions"][0] == {"start": 25, "end": 32, "text": "Ada Roe", "form": "name"}
    assert Reading.from_builtins(msgspec.json.decode(encode(entry))) == reading()


def test_every_span_of_a_reading_is_listed() -> None:
    assert {span.text for span in reading().spans()} >= {"Bridge opens", "Ada Roe"}
    assert all(span.holds_in(TEXT) for span in reading().spans())


def test_a_fault_in_json_names_its_place() -> None:
    entry = reading().to_builtins() | {"paragraphs": [{"start": "0", "end": 1, "text": "B"}]}
    with pytest.raises(msgspec.ValidationError, match=r"paragraphs\[0\]\.start|paragraphs\[...\]\.start"):
        Reading.from_builtins(entry)
