"""Stories, texts and independent sources counted: a report with two copies and one outlet's own text. All invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from onrecord.errors import QueryError
from onrecord.model import Reading, SpeakerRef
from onrecord.record import EventQuery, Query, Question, Record, StatementQuery
from onrecord.record.connection import migrations
from onrecord.record.counting import Counts
from onrecord.record.quoted import quotation_of
from tests.record.making import MADE_BY, capture, full_reading
from tests.record.retelling import own_text, report

EVERY = Counts(stories=4, tellings=2, outlets=2)


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
        opened.add_capture(capture("other", retrieved="2024-03-30T09:00:00Z"), [full_reading()], MADE_BY)
        yield opened


def test_a_story_is_counted_with_the_copies_of_its_text(record: Record) -> None:
    found = {line.outlet: line for line in record.find(Question()) if line.headline != "Bridge stays closed"}
    assert found["Fjord Daily"].counts == Counts(stories=3, tellings=1, outlets=1)
    assert found["The Alda Courier"].counts == Counts()
    assert found["Fjord Daily"].telling == found["The Harbour Post"].telling != found["The Alda Courier"].telling


def test_per_telling_copies_are_one_row(record: Record) -> None:
    found = record.find(Question(per="telling"))
    assert [(line.outlet, line.counts.stories) for line in found] == [
        ("The Inland Gazette", 3), ("The Alda Courier", 1), ("The Harbour Post", 1),
    ], "the latest stands for the others"  # fmt: skip
    pages = [record.find(Question(per="telling", limit=1, offset=at))[0] for at in range(3)]
    assert pages == list(found)


def test_a_search_shows_a_text_once(record: Record) -> None:
    assert len(record.find(Question(words="explosion"))) == 4
    hits = record.find(Question(words="explosion", per="telling"))
    assert sorted(hit.story.counts.stories for hit in hits) == [1, 3]
    assert hits[0].score >= hits[1].score


def test_a_quotation_is_counted_over_all_texts_that_carry_it(record: Record) -> None:
    lines = record.find(Question(kind="statements", who="Brandt", words="mended"))
    assert [line.counts for line in lines] == [EVERY] * 4
    (line,) = record.find(Question(kind="statements", who="Brandt", words="mended", per="quotation"))
    assert (line.counts, line.sources) == (EVERY, ())
    assert len(record.find(Question(kind="statements", words="mended", per="telling"))) == 2


def test_the_stories_that_tell_the_same_are_listed_on_request(record: Record) -> None:
    asked = Question(kind="statements", words="mended", per="quotation", sources=True)
    (line,) = record.find(asked)
    assert [one.outlet for one in line.sources] == [
        "The Harbour Post", "Fjord Daily", "The Alda Courier", "The Inland Gazette",
    ]  # fmt: skip
    assert len({one.telling for one in line.sources}) == 2
    every = {one.id for one in record.find(Question(kind="statements", words="mended"))}
    assert {one.row for one in line.sources} == every
    (story,) = record.find(Question(outlet="Fjord Daily", sources=True))
    assert [one.row for one in story.sources] == [one.story for one in story.sources]


def test_an_event_is_counted_over_the_stories_that_tell_it(record: Record) -> None:
    lines = record.find(Question(kind="events", type="ASSAULT"))
    assert [line.counts for line in lines] == [EVERY] * 4
    assert len({line.event for line in lines}) == 1
    (one,) = record.find(Question(kind="events", type="ASSAULT", per="event", sources=True))
    assert one.counts == EVERY
    assert {each.row for each in one.sources} == {line.id for line in lines}
    assert [line.counts for line in record.every_event(EventQuery(type="ASSAULT"))] == [EVERY] * 4


def test_filters_choose_the_rows_and_not_what_is_counted(record: Record) -> None:
    (line,) = record.statements(StatementQuery(by="Brandt", stories=Query(outlet="The Alda Courier")))
    assert line.counts == EVERY


def test_what_was_captured_later_counts_for_nothing(record: Record) -> None:
    (line,) = record.find(Question(kind="statements", words="mended", per="quotation", as_known="2024-03-11"))
    assert line.counts == Counts(stories=2, tellings=1, outlets=1)
    (event,) = record.find(Question(kind="events", type="ASSAULT", per="event", as_known="2024-03-10", sources=True))
    assert (event.counts, len(event.sources)) == (Counts(), 1)


@pytest.mark.parametrize(
    ("kind", "per"), [("stories", "event"), ("stories", "quotation"), ("statements", "event"), ("events", "quotation")]
)
def test_no_row_stands_for_what_it_is_none_of(kind: Any, per: Any) -> None:
    with pytest.raises(QueryError, match=f"one row of {kind} cannot stand for one {per}"):
        Question(kind=kind, per=per)


def test_entities_have_no_fold(record: Record) -> None:
    with pytest.raises(QueryError, match="entities cannot be asked by 'per'"):
        Question(kind="entities", per="telling")


def test_one_who_is_not_known_says_it_in_copies_alone(tmp_path: Path) -> None:
    def unnamed(reading: Reading) -> Reading:
        (said,) = reading.statements
        speaker = SpeakerRef(span=said.speaker.span if said.speaker else None)
        return msgspec.structs.replace(reading, statements=(msgspec.structs.replace(said, speaker=speaker),))

    with Record.open(tmp_path / "news.onrecord") as record:
        record.add_capture(capture("1"), [report("The Harbour Post")], MADE_BY)
        record.add_capture(capture("2"), [unnamed(report("Fjord Daily", headline="Closed"))], MADE_BY)
        record.add_capture(capture("3"), [unnamed(own_text())], MADE_BY)
        counts = {line.citation.outlet: line.counts.stories for line in record.statements()}
    assert counts == {"The Harbour Post": 2, "Fjord Daily": 2, "The Alda Courier": 1}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("that the wall would hold", "assert", False, False), ("“The wall would hold,”", "warn", False, False), True),
        (("the wall would hold", "assert", False, False), ("the wall would hold", "deny", False, False), False),
        (("the wall would hold", "assert", False, False), ("the wall would hold", "assert", True, False), False),
        (("the wall would hold", "assert", False, False), ("the wall would fall", "assert", False, False), False),
    ],
)
def test_the_same_words_said_or_denied(one: Any, other: Any, same: bool) -> None:
    assert (quotation_of(*one) == quotation_of(*other)) is same


def test_few_words_are_marked_and_no_words_are_nothing() -> None:
    assert (quotation_of("No comment.", "assert", False, False) or 0) < 0
    assert quotation_of("“…”", "assert", False, False) is None


def test_an_older_record_gets_its_quotations_when_it_is_opened(record: Record) -> None:
    connection, every = record._connection, "SELECT id, quotation FROM statement ORDER BY id"
    before = [tuple(row) for row in connection.execute(every)]
    (step,) = (one for one in migrations() if "quotation_of(" in one)
    connection.execute("UPDATE statement SET quotation = NULL")
    connection.create_function("quotation_of", 4, quotation_of)
    connection.execute(step[step.index("UPDATE") : step.index("CREATE INDEX")])
    assert [tuple(row) for row in connection.execute(every)] == before


def test_a_page_is_counted_in_as_many_queries_as_a_row(record: Record) -> None:
    def queries(limit: int) -> int:
        seen: list[str] = []
        record._connection.set_trace_callback(seen.append)
        record.find(Question(limit=limit))
        record._connection.set_trace_callback(None)
        return len(seen)

    assert queries(1) == queries(5)
