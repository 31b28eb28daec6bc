"""Who did what to whom, asked of a record. All people, towns and outlets are invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import QueryError
from onrecord.model import Entity, Event, Participant, Place, Reading
from onrecord.record import EventLine, EventQuery, Query, Record
from tests.record.making import MADE_BY, capture, span, story
from tests.record.test_statements import entity, said, sentences

TALKS = (
    "Delegation in Tarvik\n\nA delegation of Nordvik met Mayor Ilse Brandt in Tarvik on Monday. Brandt’s office will "
    "send food to Nordvik. A spokesman for Nordvik said that gunmen had attacked two ferries in 2021. The mayor did "
    "not visit Alda."
)
FERRY = "Ferry freed\n\nNordvik released the ferry in May. Brandt had called for its release."


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        opened.add_capture(capture("talks"), [talks()], MADE_BY)
        opened.add_capture(capture("ferry"), [ferry()], MADE_BY)
        yield opened


def party(text: str, words: str, of: str | None = None, **fields: Any) -> Participant:
    return Participant(span=span(text, words), entity=of, **fields)


def event(number: int, text: str, words: str, kind: str | None, **fields: Any) -> Event:
    found = span(text, words)
    return Event(id=f"v{number}", trigger=found, type=kind, mentions=(found,), **fields)


def place(text: str, number: int, name: str, **fields: Any) -> Entity:
    made = entity(text, number, "place", name)
    return Entity(id=made.id, kind="place", name=name, mentions=made.mentions, place=Place(**fields))


def talks() -> Reading:
    text = TALKS
    return Reading(
        story=story(text, published="2024-03-04"),
        sentences=sentences(text),
        entities=(
            entity(text, 1, "person", "Ilse Brandt", "Brandt’s", "The mayor"),
            entity(text, 2, "organisation", "Nordvik"),
            place(text, 3, "Tarvik", country="NO", precision="town", lat=61.5, lon=9.25, geonames=123, feature="town"),
            entity(text, 4, "organisation", "Brandt’s office", acts_for="e1"),
        ),
        statements=(said(1, text, "A spokesman for Nordvik", "said", "that gunmen had attacked two ferries in 2021"),),
        events=(
            event(1, text, "met", "CONSULT", mode="visit", contexts=("diplomatic",), place="e3", place_from="arguments",
                  time="2024-03-04", time_from="clause", confidence=0.9,
                  actors=(party(text, "A delegation of Nordvik", "e2", country="DK", sector="GOV"),),
                  recipients=(party(text, "Mayor Ilse Brandt", "e1", country="NO", sector="GOV"),)),
            event(2, text, "send", "AID", status="planned", confidence=0.7,
                  actors=(party(text, "Brandt’s office", "e4", country="NO"),),
                  recipients=(party(text, "to Nordvik", "e2"),)),
            event(3, text, "attacked", "ASSAULT", historical=True, according_to="s1", time="2021", time_from="clause",
                  actors=(party(text, "gunmen", sector="UAF"),), recipients=(party(text, "two ferries"),)),
            event(4, text, "visit", "CONSULT", mode="visit", status="negated",
                  actors=(party(text, "The mayor", "e1"),)),
        ),
    )  # fmt: skip


def ferry() -> Reading:
    text = FERRY
    return Reading(
        story=story(text, published="2024-05-20", outlet="The Alda Courier"),
        sentences=sentences(text),
        entities=(entity(text, 1, "organisation", "Nordvik"), entity(text, 2, "person", "Brandt")),
        events=(
            event(1, text, "released", "RETREAT", mode="release", time="2024-05", time_from="arguments",
                  confidence=0.95, actors=(party(text, "Nordvik", "e1"),)),
            event(2, text, "called for", "REQUEST", mode="yield", actors=(party(text, "Brandt", "e2"),),
                  time="2024-04/.."),
            event(3, text, "its release", "RETREAT", status="demanded", time="../2024-05-20"),
        ),
    )  # fmt: skip


def triggers(found: list[EventLine]) -> list[str]:
    return [line.trigger.text for line in found]


def test_a_line_holds_all_that_is_known_of_an_event(record: Record) -> None:
    line, = record.events(EventQuery(type="CONSULT", status="actual"))
    assert (line.type, line.mode, line.contexts, line.time, line.time_from) == (
        "CONSULT", "visit", ("diplomatic",), "2024-03-04", "clause",
    )  # fmt: skip
    assert [(one.span.text, one.name, one.kind, one.country, one.sector) for one in line.actors + line.recipients] == [
        ("A delegation of Nordvik", "Nordvik", "organisation", "DK", "GOV"),
        ("Mayor Ilse Brandt", "Ilse Brandt", "person", "NO", "GOV"),
    ]
    assert line.place is not None
    assert (line.place.name, line.place.country, line.place.lat, line.place.geonames, line.place.taken_from) == (
        "Tarvik", "NO", 61.5, 123, "arguments",
    )  # fmt: skip
    assert line.plover.quad == "VERBAL COOPERATION"
    assert [mention.text for mention in line.mentions] == ["met"]
    assert line.according_to is None
    assert line.citation.sentence is not None
    assert line.citation.sentence.text == "A delegation of Nordvik met Mayor Ilse Brandt in Tarvik on Monday."
    assert TALKS[line.trigger.start : line.trigger.end] == "met"


def test_the_latest_stories_come_first_and_events_as_they_stand(record: Record) -> None:
    assert triggers(record.events()) == ["released", "called for", "its release", "met", "send", "attacked", "visit"]
    page = EventQuery(stories=Query(limit=2, offset=1))
    assert triggers(record.events(page)) == ["called for", "its release"]
    assert len(list(record.every_event(page))) == 7


def test_whose_word_it_is(record: Record) -> None:
    line, = record.events(EventQuery(type="ASSAULT"))
    assert line.according_to is not None
    assert (line.according_to.name, line.according_to.words) == (None, "A spokesman for Nordvik")
    assert line.historical
    assert line.plover.auxiliary == ("historical",)


def test_a_planned_deed_is_asked_for_as_the_deed_and_coded_as_plover_has_it(record: Record) -> None:
    line, = record.events(EventQuery(type="AID"))
    assert (line.status, line.plover.type) == ("planned", "AGREE")
    assert record.events(EventQuery(type="AGREE")) == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (EventQuery(actor="nordvik"), ["released", "met"]),
        (EventQuery(actor="Brandt"), ["called for", "send", "visit"]),  # her office acts for her
        (EventQuery(actor="Ilse Brandt"), ["send", "visit"]),
        (EventQuery(actor="rand"), []),
        (EventQuery(actor="Gunmen"), ["attacked"]),
        (EventQuery(recipient="ferries"), ["attacked"]),
        (EventQuery(recipient="Nordvik"), ["send"]),
        (EventQuery(actor="Nordvik", recipient="Brandt"), ["met"]),
        (EventQuery(country="no"), ["met", "send"]),
        (EventQuery(country="NO", sector="GOV"), ["met"]),
        (EventQuery(country="DK", sector="UAF"), []),
        (EventQuery(sector="UAF"), ["attacked"]),
        (EventQuery(place="tarvik"), ["met"]),
        (EventQuery(place_country="NO"), ["met"]),
        (EventQuery(place="Norway", place_country="NO"), ["met"]),
        (EventQuery(place="Alda"), []),
        (EventQuery(on="2024-05-09"), ["released", "called for"]),
        (EventQuery(on="2024-03"), ["met"]),
        (EventQuery(on="2024"), ["released", "called for", "met"]),
        (EventQuery(on="2021-07-01"), ["attacked"]),
        (EventQuery(on="2019"), []),
        (EventQuery(on="2024-04-01"), ["called for"]),
        (EventQuery(on="2024-06"), []),  # nothing tells that it went on after its story
        (EventQuery(status="negated"), ["visit"]),
        (EventQuery(historical=False, stories=Query(until="2024-04")), ["met", "send", "visit"]),
        (EventQuery(historical=True), ["attacked"]),
        (EventQuery(mode="visit"), ["met", "visit"]),
        (EventQuery(words="ferr*"), ["released", "attacked"]),
        (EventQuery(words="ferr* -gunmen"), ["released"]),
        (EventQuery(confidence=0.9), ["released", "met"]),
        (EventQuery(stories=Query(outlet="the alda courier")), ["released", "called for", "its release"]),
        (EventQuery(stories=Query(since="2024-05")), ["released", "called for", "its release"]),
    ],
)
def test_what_is_asked_for_is_found(record: Record, asked: EventQuery, found: list[str]) -> None:
    assert triggers(record.events(asked)) == found


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"type": "MARRY"}, "AGREE, CONSULT"),
        ({"type": "CONSULT", "mode": "drone"}, "visit, third-party"),
        ({"type": "AID", "mode": "visit"}, "leave the mode out"),
        ({"mode": "dance"}, "no mode"),
        ({"sector": "ZZZ"}, "no sector"),
        ({"actor": "…"}, "no word"),
        ({"place": "!"}, "no word"),
        ({"on": "Monday"}, "no date"),
        ({"confidence": 2.0}, "0 to 1"),
    ],
)
def test_what_cannot_be_asked(asked: dict[str, Any], why: str) -> None:
    with pytest.raises(QueryError, match=why):
        EventQuery(**asked)


def test_plain_sql_finds_events_by_day_and_says_from_what(record: Record) -> None:
    rows = {row["trigger_text"]: row for row in record.rows("events")}
    days = {words: (row["earliest"], row["latest"]) for words, row in rows.items() if row["time"]}
    assert days == {
        "met": ("2024-03-04", "2024-03-04"),
        "attacked": ("2021-01-01", "2021-12-31"),
        "released": ("2024-05-01", "2024-05-31"),
        "called for": ("2024-04-01", None),
        "its release": (None, "2024-05-20"),
    }
    assert (rows["met"]["place_from"], rows["met"]["time_from"]) == ("arguments", "clause")
