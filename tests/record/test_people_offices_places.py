"""The record by person, by office and by place. All people and outlets are invented."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import QueryError
from onrecord.model import Entity, Mention, Office, Place, Reading
from onrecord.record import OfficeQuery, PlaceQuery, Query, Record
from tests.record.making import MADE_BY, capture, full_reading, span, story

NORWAY = Place(country="NO", precision="country", feature="country")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def entity(text: str, number: int, kind: Any, name: str, **fields: Any) -> Entity:
    at = span(text, name)
    return Entity(id=f"e{number}", kind=kind, name=name, mentions=(Mention(at.start, at.end, at.text),), **fields)


def told(day: str, words: str, holder: str, **office: Any) -> Reading:
    """The reading of a story of one sentence in which ``holder`` is an office-holder of Norway."""
    text = f"News of {day}\n\n{words} It rained in Tarvik."
    one = story(text, published=day)
    start = text.index(words)
    fields = {"title": "fisheries minister", "status": "current", "as_of": day} | office
    return Reading(
        story=one,
        sentences=((0, len(f"News of {day}")), (start, start + len(words)), (start + len(words) + 1, len(text))),
        entities=(
            entity(text, 1, "person", holder),
            entity(text, 2, "place", "Norway", place=NORWAY),
            entity(text, 3, "place", "Tarvik", place=Place(unresolved="no place of that name fits")),
        ),
        offices=(Office(holder="e1", of="e2", evidence=(span(text, holder),), **fields),),
    )


def add(record: Record, *readings: Reading) -> None:
    for number, reading in enumerate(readings):
        record.add_capture(capture(f"page {number} {reading.story.id}"), [reading], MADE_BY)


@pytest.fixture
def two_ministers(record: Record) -> Record:
    add(
        record,
        told("2024-03-04", "Norway’s fisheries minister Oda Lien spoke.", "Oda Lien"),
        told("2024-05-20", "Norway’s minister Oda Lien was silent.", "Oda Lien"),
        told("2024-06-10", "Norway has a minister, Per Vik, again.", "Per Vik", begins="2024-06-01"),
        told("2024-06-11", "Unn Dahl, minister of Norway from 2015 to 2019, died.", "Unn Dahl", status="former",
             begins="2015", ends="2019"),
    )  # fmt: skip
    return record


# Offices


def test_stories_that_tell_the_same_office_are_one_line_on_the_latest_sentence(two_ministers: Record) -> None:
    lien = next(line for line in two_ministers.offices() if line.holder == "Oda Lien")
    assert (lien.title, lien.of, lien.country, lien.status) == ("fisheries minister", "Norway", "NO", "current")
    assert (lien.first, lien.as_of, lien.stories) == ("2024-03-04", "2024-05-20", 2)
    assert lien.citation is not None
    assert lien.citation.sentence is not None
    assert lien.citation.sentence.text == "Norway’s minister Oda Lien was silent."


def test_offices_stand_in_time_order(two_ministers: Record) -> None:
    assert [line.holder for line in two_ministers.offices()] == ["Unn Dahl", "Oda Lien", "Per Vik"]


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2017", {"Unn Dahl": "stated"}),
        ("2020-01-01", {}),
        ("2024-03-03", {}),  # before the first story that says so
        ("2024-04-01", {"Oda Lien": "stated"}),  # between two
        ("2024-05-25", {"Oda Lien": "last_known"}),  # nobody says that it ended
        ("2024-06-05", {"Oda Lien": "last_known", "Per Vik": "stated"}),  # since the first of June
    ],
)
def test_who_held_it_on_a_day_as_far_as_it_was_told(two_ministers: Record, day: str, held: dict[str, str]) -> None:
    found = two_ministers.offices(OfficeQuery(country="NO", on=day))
    assert {line.holder: line.held for line in found} == held


@pytest.mark.parametrize(
    ("query", "holders"),
    [
        (OfficeQuery(of="norway"), ["Unn Dahl", "Oda Lien", "Per Vik"]),
        (OfficeQuery(country="SE"), []),
        (OfficeQuery(holder="PER VIK"), ["Per Vik"]),
        (OfficeQuery(title="minister", status="former"), ["Unn Dahl"]),
        (OfficeQuery(title="prime minister"), []),
        (OfficeQuery(stories=Query(since="2024-06-11")), ["Unn Dahl"]),
        (OfficeQuery(stories=Query(limit=1, offset=1)), ["Oda Lien"]),
    ],
)
def test_offices_are_narrowed_down(two_ministers: Record, query: OfficeQuery, holders: list[str]) -> None:
    assert [line.holder for line in two_ministers.offices(query)] == holders


def test_a_towns_office_is_not_its_countrys(record: Record) -> None:
    add(record, full_reading())
    assert [line.title for line in record.offices(OfficeQuery(of="Tarvik"))] == ["mayor"]
    assert record.offices(OfficeQuery(country="NO")) == []


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(QueryError, match="on 'today' is no date"):
        OfficeQuery(on="today")


# People


def test_a_person_is_told_with_offices_deeds_and_words(record: Record) -> None:
    add(record, full_reading())
    (brandt,) = record.who("ilse brandt")
    assert brandt.spellings == {"Ilse Brandt": 1}
    assert brandt.also_called == {"The mayor of Tarvik": 1}
    assert [office.title for office in brandt.offices] == ["mayor"]
    assert [(deed.type, deed.trigger, deed.as_told_by) for deed in brandt.did] == [("COERCE", "closed", "Ilse Brandt")]
    assert [[span.text for span in one.content] for one in brandt.said] == [["that the bridge is not safe"]]
    sentence = brandt.said[0].citation.sentence
    assert sentence is not None
    assert sentence.text == "The mayor of Tarvik said on Monday that the bridge is not safe."
    assert brandt.done_to == ()
    assert brandt.counts == {"did": 1, "said": 1, "done_to": 0}


def test_people_are_told_by_full_name(two_ministers: Record) -> None:
    (lien,) = two_ministers.who("Oda Lien")
    assert (lien.stories, lien.first, lien.last) == (2, "2024-03-04", "2024-05-20")
    assert two_ministers.who("Lien") == two_ministers.who("ODA") == [lien], "part of her name"
    assert two_ministers.who("Oda Vik") == two_ministers.who("?") == []
    assert two_ministers.person_names() == {"Oda Lien": 2, "Per Vik": 1, "Unn Dahl": 1}
    assert two_ministers.who("Norway") == [], "a place is nobody"


def test_what_was_done_is_cut_to_the_limit_and_counted(record: Record) -> None:
    add(record, full_reading())
    (brandt,) = record.who("Ilse Brandt", Query(limit=1))
    assert len(brandt.did) == 1


# Places


def test_places_are_told_with_coordinates_or_a_reason(two_ministers: Record) -> None:
    norway, tarvik = two_ministers.places()
    assert (norway.name, norway.country, norway.feature, norway.lat, norway.stories) == (
        "Norway", "NO", "country", None, 4,
    )  # fmt: skip
    assert (tarvik.country, tarvik.unresolved, tarvik.mentions) == (None, "no place of that name fits", 4)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (PlaceQuery(country="no"), ["Norway"]),
        (PlaceQuery(feature="Country"), ["Norway"]),
        (PlaceQuery(unresolved=True), ["Tarvik"]),
        (PlaceQuery(stories=Query(until="2023")), []),
        (PlaceQuery(stories=Query(limit=1)), ["Norway"]),
    ],
)
def test_places_are_narrowed_down(two_ministers: Record, query: PlaceQuery, names: list[str]) -> None:
    assert [line.name for line in two_ministers.places(query)] == names


def test_a_place_is_one_under_all_its_names(record: Record) -> None:
    for number, name in enumerate(("TARVIK", "Tarvik", "Tarwick", "Tarvik", "TARVIK")):
        text = f"Rain {number}\n\nIt rained in {name}."
        place = Place(lat=61.5, lon=9.25, country="NO", precision="town", feature="town", geonames=99)
        one = entity(text, 1, "place", name, place=place)
        add(record, Reading(story=story(text), entities=(one,)))
    (tarvik,) = record.places()
    assert (tarvik.name, tarvik.names, tarvik.stories) == ("Tarvik", {"Tarvik": 2, "TARVIK": 2, "Tarwick": 1}, 5)
