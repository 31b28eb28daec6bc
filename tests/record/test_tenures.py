"""Offices over time, merged from all stories; and whom a description means. All people and outlets are invented."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.model import Place, Reading
from onrecord.record import OfficeQuery, Query, Record
from tests.record.making import story
from tests.record.test_people_offices_places import NORWAY, add, entity, told


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


@pytest.fixture
def ministers(record: Record) -> Record:
    add(
        record,
        told("2024-03-04", "Norway’s fisheries minister Oda Lien spoke.", "Oda Lien"),
        told("2024-05-20", "Norway’s minister since 2021 is Oda Lien.", "Oda Lien", begins="2021"),
        told("2024-06-10", "Norway has a minister, Per Vik, since June.", "Per Vik", begins="2024-06-01"),
        told("2024-07-11", "Norway’s former minister Oda Lien sails.", "Oda Lien", status="former"),
    )
    return record


def test_what_stories_say_of_one_tenure_is_one_line(ministers: Record) -> None:
    lien, vik = ministers.tenures(OfficeQuery(country="NO"))
    assert (lien.holder, lien.begins, lien.first, lien.as_of, lien.over_by, lien.status, lien.stories) == (
        "Oda Lien", "2021", "2024-03-04", "2024-05-20", "2024-07-11", "former", 3,
    )  # fmt: skip
    assert (vik.holder, vik.begins, vik.as_of) == ("Per Vik", "2024-06-01", "2024-06-10")
    assert [one.date for one in lien.evidence] == ["2024-05-20"], "the story that states the beginning"
    assert lien.citation.date == "2024-07-11"


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2020", {}),
        ("2022-02-22", {"Oda Lien": "stated"}),  # since 2021, says one story; in office, says another
        ("2024-05-25", {"Oda Lien": "last_known"}),
        ("2024-06-05", {"Oda Lien": "last_known", "Per Vik": "stated"}),
        ("2024-08-01", {"Per Vik": "last_known"}),  # by then a story calls her the former one
    ],
)
def test_who_held_it_on_a_day_by_all_stories_together(ministers: Record, day: str, held: dict[str, str]) -> None:
    assert {line.holder: line.held for line in ministers.tenures(OfficeQuery(country="NO", on=day))} == held


def test_contradictions_are_shown_with_the_other_sentence(ministers: Record) -> None:
    add(
        ministers,
        told("2024-06-13", "Norway’s minister Per Vik came in May.", "Per Vik", begins="2024-05-01"),
    )
    lien, vik = ministers.tenures(OfficeQuery(country="NO"))
    assert [(one.kind, one.value) for one in lien.conflicts] == [("two_holders", "Per Vik")]
    assert {one.kind: one.value for one in vik.conflicts} == {
        "two_beginnings": "2024-06-01", "two_holders": "Oda Lien",
    }  # fmt: skip
    sentence = vik.conflicts[0].citation.sentence
    assert sentence is not None
    assert sentence.text == "Norway has a minister, Per Vik, since June."


def test_tenures_by_holder_status_and_as_known(ministers: Record) -> None:
    assert [line.holder for line in ministers.tenures(OfficeQuery(holder="per vik"))] == ["Per Vik"]
    assert [line.holder for line in ministers.tenures(OfficeQuery(status="former"))] == ["Oda Lien"]
    (known,) = ministers.tenures(OfficeQuery(stories=Query(until="2024-05")))
    assert known.over_by is None


# Descriptions


def asked_in(record: Record, published: str, *, country: bool = True) -> str:
    """A story in which a minister is not named; gives its id."""
    text = f"Fish of {published}\n\nIn Norway the fisheries minister declined to speak."
    places = (entity(text, 1, "place", "Norway", place=NORWAY if country else Place(unresolved="no reason")),)
    add(record, Reading(story=story(text, published=published), entities=places if country else ()))
    return record.stories(Query(since=published, until=published))[0].id


@pytest.mark.parametrize(
    ("words", "day", "meant"),
    [
        ("the fisheries minister", "2022-02-22", "Oda Lien"),
        ("the Norwegian fisheries minister", "2022-02-22", None),  # whether that is Norway, names do not say
        ("Norway’s fisheries minister", "2022-02-22", "Oda Lien"),
        ("the fisheries minister of Norway", "2024-08-01", "Per Vik"),
        ("the fisheries minister", "2024-06-05", None),  # two people: not determined
        ("the fisheries minister", "2019-01-01", None),  # before anybody is told to have held it
        ("the finance minister", "2022-02-22", None),
        ("the minister", "2022-02-22", None),
        ("officials", "2022-02-22", None),
    ],
)
def test_whom_a_description_means_on_the_storys_date(
    ministers: Record, words: str, day: str, meant: str | None
) -> None:
    found = ministers.described(words, asked_in(ministers, day))
    assert (found and found.holder) == meant


def test_a_description_in_a_story_that_names_no_country_means_nobody(ministers: Record) -> None:
    assert ministers.described("the fisheries minister", asked_in(ministers, "2022-02-22", country=False)) is None


def test_looking_up_a_description_writes_nothing(ministers: Record) -> None:
    own = asked_in(ministers, "2022-02-22")
    before = ministers.content_digest()
    assert ministers.described("the fisheries minister", own) is not None
    assert ministers.content_digest() == before
