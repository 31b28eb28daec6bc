"""One event as every story tells it: a report, two copies of it, and one outlet's own text. All invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import NotFoundError
from onrecord.model import Reading
from onrecord.record import Question, Record
from onrecord.record.counting import Counts
from tests.record.making import MADE_BY, capture
from tests.record.retelling import own_text, report


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        for number, reading in enumerate((
            report("The Harbour Post"),
            report("Fjord Daily", headline="Bridge closed after blast"),
            report("The Inland Gazette", headline="Ferries for Tarvik", date="2024-03-06"),
            own_text(),
        )):  # fmt: skip
            opened.add_capture(capture(str(number), retrieved=f"2024-03-{number + 10}T09:00:00Z"), [reading], MADE_BY)
        yield opened


def an_event(record: Record) -> str:
    (line,) = record.find(Question(kind="events", per="event"))
    return str(line.event)


def test_differing_values_stand_side_by_side_with_those_who_give_them(record: Record) -> None:
    found = record.event(an_event(record))
    assert (found.id, found.counts) == (an_event(record), Counts(stories=4, tellings=2, outlets=2))
    assert found.differ == ("time", "killed")
    own = {one.event.citation.outlet: one.event.id for one in found.tellings}
    three, one = Counts(stories=3, tellings=1, outlets=1), Counts()
    told = [(value.detail, value.value, value.counts) for value in found.values]
    assert told == [
        ("status", "actual", found.counts), ("time", "2024-03-03", three), ("time", "2024-03-04", one),
        ("place", "Tarvik, NO", found.counts), ("recipient", "people", found.counts),
        ("killed", "at least 12", three), ("killed", "15", one), ("injured", "30", three),
    ]  # fmt: skip
    fifteen = next(value for value in found.values if value.value == "15")
    assert fifteen.rows == (own["The Alda Courier"],)


def test_each_telling_with_its_text_and_its_tolls_where_they_stand(record: Record) -> None:
    found = record.event(an_event(record))
    assert [one.event.citation.outlet for one in found.tellings] == [
        "The Harbour Post", "Fjord Daily", "The Alda Courier", "The Inland Gazette",
    ]  # fmt: skip
    assert len({one.telling for one in found.tellings}) == 2
    for one in found.tellings:
        text = record.story(one.event.citation.story).reading.story.text
        assert one.tolls
        for toll in one.tolls:
            assert text[toll.start : toll.end] == toll.text


def test_any_id_and_its_beginning_answer(record: Record) -> None:
    whole = record.event(an_event(record))
    assert record.event(an_event(record)[:12]) == whole
    for one in whole.tellings:
        assert record.event(one.event.id) == whole
    for asked, why in (("vabc", "no event's id"), ("v000000000000", "no event whose id begins"), ("bridge", "id")):
        with pytest.raises(NotFoundError, match=why):
            record.event(asked)


def test_as_it_was_known(record: Record) -> None:
    event = an_event(record)
    found = record.event(event, as_known="2024-03-10")
    assert (found.counts, found.differ) == (Counts(), ())
    with pytest.raises(NotFoundError, match="captured by 2024-03-09"):
        record.event(event, as_known="2024-03-09")


def _told(reading: Reading, **fields: object) -> Reading:
    (event,) = reading.events
    return msgspec.structs.replace(reading, events=(msgspec.structs.replace(event, **fields),))


@pytest.mark.parametrize(
    ("fields", "differ"),
    [
        ({"time": "2024-03"}, ("killed",)),
        ({"time": None}, ("killed",)),
        ({"time": "2024-03-03", "status": "negated"}, ("status", "killed")),
        ({"time": "2024-03-03", "recipients": ()}, ("killed",)),
    ],
)
def test_what_is_told_less_exactly_is_not_told_differently(
    tmp_path: Path, fields: dict[str, object], differ: tuple[str, ...]
) -> None:
    with Record.open(tmp_path / "news.onrecord") as record:
        record.add_capture(capture("1"), [report("The Harbour Post")], MADE_BY)
        record.add_capture(capture("2"), [_told(own_text(), **fields)], MADE_BY)
        assert record.event(an_event(record)).differ == differ


def test_only_what_can_have_a_toll_has_one(tmp_path: Path) -> None:
    with Record.open(tmp_path / "news.onrecord") as record:
        record.add_capture(capture("1"), [_told(report("The Harbour Post"), type="CONSULT")], MADE_BY)
        (line,) = record.events()
        assert record.event(line.id).tellings[0].tolls == ()
