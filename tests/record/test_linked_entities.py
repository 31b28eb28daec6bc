"""The record's own entities: one person in many stories, whatever is added, read again, erased or decided."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Entity, Mention, Office, Place, Reading
from onrecord.record import Record
from onrecord.record.connection import transaction
from onrecord.record.linked_entities import link, link_missing, linked_now
from tests.record.making import MADE_BY, capture, story

NORWAY = Place(country="NO", precision="country", feature="country")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def told(*people: str, day: str = "2024-03-04", title: str | None = None, country: bool = False) -> Reading:
    """A story that names these people; the first holds the office ``title`` of Norway."""
    text = f"News of {day}\n\n" + " met ".join(people) + (" in Norway." if country or title else " at noon.")
    entities = []
    for number, name in enumerate(people, 1):
        at = text.index(name, len(f"News of {day}"))
        entities.append(
            Entity(id=f"e{number}", kind="person", name=name, mentions=(Mention(at, at + len(name), name),))
        )
    if country or title:
        at = text.index("Norway")
        entities.append(
            Entity(id="e9", kind="place", name="Norway", mentions=(Mention(at, at + 6, "Norway"),), place=NORWAY)
        )
    offices = (Office(holder="e1", title=title, of="e9", status="current", as_of=day),) if title else ()
    return Reading(story=story(text, published=day), entities=tuple(entities), offices=offices)


def add(record: Record, *readings: Reading) -> None:
    for reading in readings:
        record.add_capture(capture(reading.story.text), [reading], MADE_BY)


def ids(record: Record, name: str) -> list[str | None]:
    return [person.id for person in record.who(name)]


def rows(record: Record, query: str, *values: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in record._connection.execute(query, values)]


def test_one_person_in_two_stories_under_two_names_is_told_once_and_says_why(record: Record) -> None:
    add(
        record,
        told("Ilse M. Brandt", title="fisheries minister"),
        told("Ilse Brandt", day="2024-03-09", title="fisheries minister"),
    )
    [person] = record.who("Ilse Brandt")
    assert person.spellings == {"Ilse Brandt": 1, "Ilse M. Brandt": 1}
    assert (person.first, person.last) == ("2024-03-04", "2024-03-09")
    assert [(one.name, one.why) for one in person.linked] == [
        ("Ilse M. Brandt", "the first of its name"),
        ("Ilse Brandt", "like name, middle initial (Ilse M. Brandt); both fisheries minister of Norway, 2024"),
    ]
    assert record.who(person.id or "") == [person]


def test_two_people_of_one_common_name_stay_two_and_are_suggested(record: Record) -> None:
    add(record, told("John Smith"), told("John Smith", day="2024-03-09"))
    first, second = record.who("John Smith")
    assert first.id != second.id
    assert [one.id for one in first.suggestions] == [second.id]
    assert second.suggestions[0].why == "same full name"


def test_an_id_never_changes_and_an_older_one_survives(record: Record) -> None:
    add(record, told("John Smith", "Hugo Tarvik"))
    [smith], [tarvik] = ids(record, "John Smith"), ids(record, "Hugo Tarvik")
    add(record, told("John Smith", "Ada Lind", day="2024-03-05"))
    assert len(ids(record, "John Smith")) == 2
    # Somebody who stands with the companions of both is both.
    add(record, told("John Smith", "Ada Lind", "Hugo Tarvik", day="2024-03-06"))
    [person] = record.who("John Smith")
    assert person.id == smith
    assert len(person.former_ids) == 1
    assert linked_now(record._connection, person.former_ids[0]) == smith
    assert ids(record, "Hugo Tarvik") == [tarvik]


def test_reading_again_and_adding_again_make_the_same_links(record: Record) -> None:
    readings = [told("Ilse Brandt", "Hugo Tarvik", country=True), told("Ilse Brandt", day="2024-03-09")]
    add(record, *readings)
    before = record.content_digest()
    add(record, *readings)
    with transaction(record._connection):
        link(record._connection, [1, 2])
    assert record.content_digest() == before


def test_what_an_erased_story_said_of_somebody_is_gone(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Ilse Maria Brandt", "Ilse Brandt", day="2024-03-09"))
    add(record, told("Hugo Tarvik", day="2024-03-10"))
    record.erase(person="Ilse Brandt", reason="asked for")
    assert rows(record, "SELECT value FROM linked_trait WHERE value LIKE '%rand%'") == []
    assert len(rows(record, "SELECT id FROM linked_entity")) == 1
    assert b"Brandt" not in record.path.read_bytes()


def test_counts_are_those_of_the_links(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Ilse Brandt", day="2024-03-09"), told("Ilse Brandt", day="2024-03-10"))
    record.erase(story=record.stories(since="2024-03-10")[0].id, reason="asked for")
    assert rows(record, "SELECT stories FROM linked_entity") == [(2,)]
    assert set(rows(record, "SELECT stories FROM linked_trait")) == {(2,)}


def test_stories_of_an_older_record_are_linked_when_asked(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Ilse Brandt", day="2024-03-09"))
    before = record.content_digest()
    record._connection.execute("DELETE FROM entity_link")
    assert [person.id for person in record.who("Ilse Brandt")] == [None]
    with transaction(record._connection):
        assert link_missing(record._connection) == 2
        assert link_missing(record._connection) == 0
    assert record.content_digest() == before


def test_a_name_of_one_word_that_many_bear_is_not_looked_up(record: Record) -> None:
    add(
        record,
        *(told(f"{first} Tarvik") for first in ("Ilse", "Hugo", "Ada", "Omar", "Jonas", "Lena", "Per", "Nils", "Eva")),
    )
    add(record, told("Tarvik", day="2024-03-09"))
    [*_, person] = sorted(record.who("Tarvik"), key=lambda one: one.last or "")
    assert (person.name, person.stories, person.suggestions) == ("Tarvik", 1, ())


def test_whom_a_person_joins_is_one_until_that_is_taken_back(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Lena Holm", day="2024-03-09"))
    [brandt], [holm] = ids(record, "Ilse Brandt"), ids(record, "Lena Holm")
    first, second = (row for (row,) in rows(record, "SELECT entity FROM entity_link ORDER BY story"))
    judgement = record.judging.merge(first, [second], by="Ada", reason="she married")
    [person] = record.who("Lena Holm")
    assert (person.id, person.spellings) == (brandt, {"Ilse Brandt": 1, "Lena Holm": 1})
    assert [one.why for one in person.linked] == ["the first of its name", "as a person decided"]
    record.judging.undo(judgement.id, by="Ada", reason="she did not")
    assert (ids(record, "Ilse Brandt"), ids(record, "Lena Holm")) == ([brandt], [holm])


def test_whom_a_person_parts_stay_two(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Ilse Brandt", day="2024-03-09"))
    first, second = (row for (row,) in rows(record, "SELECT entity FROM entity_link ORDER BY story"))
    assert len(ids(record, "Ilse Brandt")) == 1
    record.judging.split(first, [second], by="Ada", reason="a namesake")
    assert len(ids(record, "Ilse Brandt")) == 2


def test_who_is_split_off_in_one_story_is_not_linked_back_by_the_name(record: Record) -> None:
    text = "News of the fair\n\nIlse Brandt sang. Ilse Brandt, the mayor's niece, won a goat."
    places = [at for at in range(len(text)) if text.startswith("Ilse Brandt", at)]
    mentions = tuple(Mention(at, at + 11, "Ilse Brandt") for at in places)
    brandt = Entity(id="e1", kind="person", name="Ilse Brandt", mentions=mentions)
    add(record, Reading(story=story(text), entities=(brandt,)))
    ((whole, second),) = rows(record, "SELECT entity, id FROM mention WHERE start = ?", places[1])
    made = record.judging.split(whole, [second], by="Ada", reason="a namesake")
    assert len(set(ids(record, "Ilse Brandt"))) == 2
    record.judging.undo(made.id, by="Ada", reason="the same after all")
    assert len(ids(record, "Ilse Brandt")) == 1


def test_who_nobody_named_is_linked_to_no_other_story(record: Record) -> None:
    for day in ("2024-03-04", "2024-03-09"):
        text = f"News of {day}\n\nThe officials met at noon."
        officials = Entity(id="e1", kind="group", name="officials", mentions=(Mention(21, 34, text[21:34], "nominal"),))
        add(record, Reading(story=story(text, published=day), entities=(officials,)))
    assert rows(record, "SELECT * FROM entity_link") == []
