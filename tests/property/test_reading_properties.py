"""What holds for every reading: nothing floats, and the same story gives the same bytes."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.model import Dateline, Reading, Span, Story, encode, story_id
from onrecord.reading import Reader

PIECES = st.sampled_from(
    ["Maria Jensen ", "Jensen", "Jensen's ", "Mr. ", "President ", "the United Nations ", "Berlin", "BERLIN: ", "said ",
     "in ", ". ", ", ", " ", '"', "“", "”", "‘", "’", "''", "\n", "\r\n", "\n\n", "\u00a0", "\u200b", "e\u0301", "🧑‍🚀",
     "𐍈", "שלום ", "\x00", "(", ")", "U.S.", "Jan. ", "Ill.", "O'Neill ", "x" * 600]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join).filter(str.strip)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def story(text: str) -> Story:
    spans, at = [], 0
    for piece in text.split("\n\n"):
        if piece.strip():
            spans.append(Span.of(text, at, at + len(piece)))
        at += len(piece) + 2
    first = spans[0]
    dateline = Span.of(text, first.start, min(first.end, first.start + 6))
    return Story(
        id=story_id(text),
        text=text,
        language="en",
        headline=first if len(spans) > 1 else None,
        paragraphs=tuple(spans[1:] or spans),
        datelines=(Dateline(span=dateline),) if dateline.text.strip() else (),
    )


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_every_span_of_a_reading_holds(reader: Reader, text: str) -> None:
    reading = reader.read(story(text))
    assert all(span.holds_in(text) for span in reading.spans())
    assert all(0 <= start < end <= len(text) for start, end in reading.sentences)
    assert list(reading.sentences) == sorted(reading.sentences)
    assert all(one[1] <= other[0] for one, other in pairwise(reading.sentences))
    ids = {entity.id for entity in reading.entities}
    assert all(dateline.place in ids for dateline in reading.story.datelines if dateline.place)
    mentions = [one for entity in reading.entities for one in entity.mentions]
    # A description may hold a name ('Kenyan officials'); names do not overlap, and no two mentions are the same range.
    names = sorted((one.start, one.end) for one in mentions if one.form == "name")
    assert all(one[1] <= other[0] for one, other in pairwise(names))
    assert len({(one.start, one.end) for one in mentions}) == len(mentions)
    assert encode(reader.read(reading.story)) == encode(reading)
    assert Reading.from_builtins(reading.to_builtins()) == reading
