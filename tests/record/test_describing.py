"""Speakers and parties whom a story only describes, shown with who they were by other stories. All invented."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.model import Event, Participant, Reading, SpeakerRef, Statement
from onrecord.record import EventQuery, Query, Record, StatementQuery
from tests.record.making import MADE_BY, capture, span, story
from tests.record.test_people_offices_places import NORWAY, entity, told

TEXT = "Quay opens\n\nIn Norway the fisheries minister opened the quay. "
TEXT += "“It is a good day,” the fisheries minister said."


def opening(day: str) -> Reading:
    """A story in which a minister is described, opens a quay and speaks."""
    said = span(TEXT, "“It is a good day,”")
    speaker = span(TEXT[said.end :], "the fisheries minister")
    by = span(TEXT, "the fisheries minister")
    words = type(speaker).of(TEXT, said.end + speaker.start, said.end + speaker.end)
    opened = span(TEXT, "opened")
    return Reading(
        story=story(TEXT, published=day),
        sentences=((0, 10), (12, TEXT.index("“") - 1), (said.start, len(TEXT))),
        entities=(entity(TEXT, 1, "place", "Norway", place=NORWAY),),
        statements=(Statement(id="s1", mode="direct", content=(said,), speaker=SpeakerRef(span=words)),),
        events=(Event(id="v1", trigger=opened, mentions=(opened,), actors=(Participant(span=by),)),),
    )


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        opened.add_capture(capture("quay", retrieved="2024-04-02T09:00:00Z"), [opening("2024-04-02")], MADE_BY)
        for day in ("2024-03-04", "2024-05-20"):
            minister = told(day, "Norway’s fisheries minister Oda Lien spoke.", "Oda Lien")
            opened.add_capture(capture(day, retrieved=f"{day}T09:00:00Z"), [minister], MADE_BY)
        yield opened


def test_who_spoke_and_who_acted_by_the_offices_of_other_stories(record: Record) -> None:
    (line,) = record.statements()
    assert (line.speaker.name, line.resolved_by and line.resolved_by.holder) == (None, "Oda Lien")
    assert line.resolved_by
    assert (line.resolved_by.held, line.resolved_by.citation.date) == ("stated", "2024-05-20")
    (event,) = record.events()
    assert event.actors[0].name is None
    assert event.actors[0].resolved_by == line.resolved_by
    assert record.story(line.citation.story).reading.statements[0].speaker == SpeakerRef(span=line.speaker.span)


def test_only_by_what_was_known_on_the_date(record: Record) -> None:
    (line,) = record.statements(StatementQuery(stories=Query(as_known="2024-04-10")))
    assert line.resolved_by
    assert (line.resolved_by.held, line.resolved_by.as_of) == ("last_known", "2024-03-04")
    record.erase(story=record.stories(Query(until="2024-03-31"))[0].id, reason="test")
    (event,) = record.events(EventQuery(stories=Query(as_known="2024-04-10")))
    assert event.actors[0].resolved_by is None


def test_who_is_named_is_not_looked_up(record: Record) -> None:
    named = told("2024-03-20", "Norway’s fisheries minister Oda Lien spoke.", "Oda Lien")
    text = named.story.text
    said = Statement(
        id="s1", mode="indirect", content=(span(text, "It rained in Tarvik"),),
        speaker=SpeakerRef(span=span(text, "fisheries minister Oda Lien"), entity="e1"),
    )  # fmt: skip
    record.add_capture(capture("named"), [msgspec.structs.replace(named, statements=(said,))], MADE_BY)
    (line,) = record.statements(StatementQuery(by="Lien"))
    assert (line.speaker.name, line.resolved_by) == ("Oda Lien", None)
