"""Timelines: what stories date, day by day. All people and outlets are invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import QueryError
from onrecord.linking.timelines import Dated, most_told_of
from onrecord.model import (
    Entity,
    Event,
    Mention,
    Office,
    Participant,
    Reading,
    SpeakerRef,
    Statement,
    TimeValue,
)  # fmt: skip
from onrecord.record import Query, Record, TimelineQuery
from tests.record.making import MADE_BY, capture, span, story

OPENED = "Mayor Ilse Brandt opened the bridge on 3 May."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def told(
    number: int, sentence: str, when: str, value: str, *, outlet: str = "The Harbour Post", event: str | None = None,
    said: str | None = None, begins: str | None = None, published: str = "2024-05-04",
) -> Reading:  # fmt: skip
    """A story of ``sentence``, in which ``when`` means ``value``; in it Ilse Brandt does ``event`` or speaks."""
    text = f"News {number}\n\n{sentence} It rained in Tarvik on 9 May."
    start, at = text.index(sentence), span(text, when)
    rain = span(text, "on 9 May")
    entities: list[Entity] = []
    for own, kind, name in (("e1", "person", "Ilse Brandt"), ("e2", "place", "Tarvik")):
        if name in text:
            words = span(text, name)
            form: Any = {"id": own, "kind": kind, "name": name}
            entities.append(Entity(mentions=(Mention(words.start, words.end, words.text),), **form))
    actor = Participant(span=span(text, "Ilse Brandt"), entity="e1") if "Ilse Brandt" in text else None
    return Reading(
        story=story(text, outlet=outlet, published=published),
        sentences=((0, start - 2), (start, start + len(sentence)), (start + len(sentence) + 1, len(text))),
        entities=tuple(entities),
        times=(
            TimeValue(start=at.start, end=at.end, text=at.text, value=value),
            TimeValue(start=rain.start, end=rain.end, text=rain.text, value="2024-05-09"),
        ),
        events=(
            Event(id="v1", trigger=span(text, event), type="CONSULT", time=value, actors=(actor,) if actor else ()),
        ) if event else (),
        statements=(
            Statement(id="s1", mode="indirect", content=(span(text, said),), act="promise", time=value,
                      speaker=SpeakerRef(span=span(text, "Ilse Brandt"), entity="e1")),
        ) if said else (),
        offices=(Office(holder="e1", title="mayor", begins=begins, evidence=(span(text, "Ilse Brandt"),)),)
        if begins else (),
    )  # fmt: skip


def add(record: Record, *readings: Reading, retrieved: str = "2024-06-01T00:00:00Z") -> None:
    for reading in readings:
        record.add_capture(capture(reading.story.text, retrieved=retrieved), [reading], MADE_BY)


def of(name: str = "Ilse Brandt", lines: int = 3, **stories: Any) -> TimelineQuery:
    return TimelineQuery(who=name, lines=lines, stories=Query(**stories))


@pytest.fixture
def opening(record: Record) -> Record:
    add(
        record,
        told(1, OPENED, "on 3 May", "2024-05-03", event="opened"),
        told(2, OPENED, "on 3 May", "2024-05-03", event="opened", outlet="Valley Courier"),
        told(3, "Ilse Brandt promised a ferry on 1 May.", "on 1 May", "2024-05-01", said="a ferry"),
        told(4, "Ilse Brandt, mayor since 2019, smiled.", "since 2019", "2019/..", begins="2019"),
    )
    return record


def test_days_stand_in_time_order_with_what_is_dated_to_them(opening: Record) -> None:
    days = opening.timeline(of())
    assert [(day.date, day.lines[0].kind, day.lines[0].what) for day in days] == [
        ("2019", "office", "mayor begins"),
        ("2019/..", "mention", None),
        ("2024-05-01", "statement", "promise"),
        ("2024-05-03", "event", "CONSULT"),
    ]
    assert [day.lines[0].who for day in days] == ["Ilse Brandt", None, "Ilse Brandt", "Ilse Brandt"]


def test_the_same_words_in_two_outlets_are_one_line(opening: Record) -> None:
    day = opening.timeline(of())[-1]
    (line,) = day.lines
    assert (day.stories, day.outlets, line.stories, line.outlets) == (2, 2, 2, 2)
    assert line.citation.sentence is not None
    assert line.citation.sentence.text == OPENED


def test_few_days_are_those_most_told_of(opening: Record) -> None:
    assert [day.date for day in opening.timeline(of(limit=1))] == ["2024-05-03"]
    assert len(opening.timeline(of(limit=2))) == 2


def test_what_stands_in_another_sentence_is_not_theirs(opening: Record) -> None:
    assert "2024-05-09" not in [day.date for day in opening.timeline(of())]
    assert [day.date for day in opening.timeline(TimelineQuery(place="tarvik"))] == ["2024-05-09"]


def test_a_timeline_of_words_is_of_the_sentences_that_hold_them(opening: Record) -> None:
    assert [day.date for day in opening.timeline(TimelineQuery(words="ferry OR bridge"))] == [
        "2024-05-01", "2024-05-03",
    ]  # fmt: skip
    assert opening.timeline(TimelineQuery(words="ferry -promised")) == []


def test_a_timeline_as_known_holds_what_was_captured_by_then(opening: Record) -> None:
    add(opening, told(5, "Ilse Brandt left on 8 May.", "on 8 May", "2024-05-08"), retrieved="2024-07-01T00:00:00Z")
    assert [day.date for day in opening.timeline(of(since="2024"))][-1] == "2024-05-08"
    assert [day.date for day in opening.timeline(of(as_known="2024-06"))][-1] == "2024-05-03"
    assert opening.timeline(of(as_known="2024-05")) == []


def test_lines_of_a_day_are_cut_those_told_by_most_stories_first(opening: Record) -> None:
    add(opening, told(6, "Ilse Brandt cut a ribbon on 3 May.", "on 3 May", "2024-05-03", event="cut"))
    assert len(opening.timeline(of())[-1].lines) == 2
    (line,) = opening.timeline(of(lines=1))[-1].lines
    assert line.stories == 2


def test_the_hour_is_no_part_of_a_days_date(record: Record) -> None:
    add(record, told(1, "Ilse Brandt rose at 6 am on 3 May.", "at 6 am on 3 May", "2024-05-03T06:00"))
    add(record, told(2, "Ilse Brandt slept until midnight.", "until midnight", "../2024-05-05T00:00"))
    assert [day.date for day in record.timeline(of())] == ["2024-05-03", "../2024-05-05"]
    assert [day.date for day in record.timeline(of(limit=1))] == ["2024-05-03"], "a day tells more than until when"


@pytest.mark.parametrize(
    "asked", [{}, {"who": "Brandt", "place": "Tarvik"}, {"who": "?"}, {"words": "-only"}, {"who": "Brandt", "lines": 0}]
)
def test_a_timeline_is_of_one_thing(asked: dict[str, Any]) -> None:
    with pytest.raises(QueryError):
        TimelineQuery(**asked)


# Which days


def test_a_day_named_by_more_stories_goes_first_and_a_month_counts_for_each_of_its_days() -> None:
    told_of = [
        *(Dated("2024-05-03", number) for number in range(3)),
        *(Dated("2024-05-03", 1) for _ in range(9)),  # the same story again
        *(Dated("2024-04", number, days=30) for number in range(20)),
        *(Dated("2024-05-07", number, named=number == 0) for number in range(8)),
        Dated("2024-05-01", 1),
        Dated("2024-04-30", 2),
    ]
    assert most_told_of(told_of) == ["2024-05-03", "2024-05-07", "2024-04-30", "2024-05-01", "2024-04"]
