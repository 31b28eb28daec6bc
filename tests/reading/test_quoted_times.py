"""Times inside a quotation count from when it was said."""

from onrecord.model import DateRead, Reading, Span, Story, story_id
from onrecord.reading import Reader


def read(reader: Reader, text: str) -> Reading:
    """A story of Wednesday, 1 March 2023."""
    return reader.read(
        Story(
            id=story_id(text), text=text, language="en", paragraphs=(Span.of(text, 0, len(text)),),
            published=DateRead(value="2023-03-01", read_from="printed"),
        )
    )  # fmt: skip


def values(reading: Reading) -> dict[str, str | None]:
    return {time.text: time.value for time in reading.times}


def test_tomorrow_in_mondays_words_is_tuesday(reader: Reader) -> None:
    found = values(read(reader, "“We will vote tomorrow,” Maria Jensen told reporters on Monday in Oslo."))
    assert found["tomorrow"] == "2023-02-28"
    assert found["Monday"] == "2023-02-27"


def test_outside_quotation_marks_the_storys_own_day_counts(reader: Reader) -> None:
    found = values(read(reader, "Maria Jensen said on Monday in Oslo that the council would vote tomorrow."))
    assert found["tomorrow"] == "2023-03-02"


def test_a_date_in_full_is_what_it_is(reader: Reader) -> None:
    found = values(read(reader, "“We voted on 5 May 2021,” Maria Jensen told reporters on Monday in Oslo."))
    assert found["5 May 2021"] == "2021-05-05"
