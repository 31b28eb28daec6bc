"""The record as it was known on a date: only what had been captured by then. All outlets are invented."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import QueryError
from onrecord.record import EventQuery, OfficeQuery, Query, Record, StatementQuery
from tests.record.making import BRIDGE, MADE_BY, anatomy, capture, full_reading, story
from tests.record.test_people_offices_places import told

ADDRESS = "https://harbour.example/bridge"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def add(record: Record, page: str, retrieved: str | None, reading: object) -> None:
    record.add_capture(capture(page, retrieved=retrieved), [reading], MADE_BY)  # type: ignore[list-item]


@pytest.fixture
def three_versions(record: Record) -> Record:
    for month, mood in ((3, "angry"), (4, "calm"), (5, "glad")):
        one = story(BRIDGE.replace("angry", mood), url=ADDRESS, published=f"2024-0{month}-04")
        add(record, mood, f"2024-0{month}-05T10:00:00Z", anatomy(one))
    return record


def test_what_was_captured_later_was_not_known(three_versions: Record) -> None:
    assert [len(three_versions.stories(Query(as_known=day))) for day in ("2024-03-04", "2024-03", "2024-04-05")] == [
        0, 1, 2,
    ]  # fmt: skip


def test_a_story_is_the_version_of_its_address_that_it_was_then(three_versions: Record) -> None:
    (line,) = three_versions.stories(Query(as_known="2024-04", latest=True))
    assert (line.date, line.version, line.versions) == ("2024-04-04", 2, 2)
    (now,) = three_versions.stories(Query(latest=True))
    assert (now.date, now.version, now.versions) == ("2024-05-04", 3, 3)
    assert [one.number for one in three_versions.versions(line.id, as_known="2024-04")] == [1, 2]


def test_a_search_asks_what_was_known(three_versions: Record) -> None:
    (hit,) = three_versions.search(Query(words="owners", as_known="2024-03"))
    assert (hit.story.date, hit.story.versions) == ("2024-03-04", 1)


def test_an_outlet_carries_a_story_from_the_day_of_its_own_copy(record: Record) -> None:
    add(record, "page", "2024-03-04T09:00:00Z", anatomy(story()))
    add(record, "print", "2024-03-06T09:00:00Z", anatomy(story(outlet="Valley Courier")))
    assert not record.stories(Query(outlet="Valley Courier", as_known="2024-03-05"))
    (line,) = record.stories(Query(outlet="Valley Courier", as_known="2024-03-06"))
    assert line.captures == 2
    (before,) = record.stories(Query(as_known="2024-03-05"))
    assert before.captures == 1


def test_statements_events_and_offices_are_asked_as_known(record: Record) -> None:
    add(record, "bridge", "2024-03-05T00:00:00Z", full_reading())
    add(record, "minister", "2024-07-01T00:00:00Z", told("2024-03-04", "Norway’s minister Oda Lien spoke.", "Oda Lien"))
    early, then = Query(as_known="2024-03-04"), Query(as_known="2024-03-05")
    assert (record.statements(StatementQuery(stories=early)), len(record.statements(StatementQuery(stories=then)))) == (
        [], 2,
    )  # fmt: skip
    assert (record.events(EventQuery(stories=early)), len(record.events(EventQuery(stories=then)))) == ([], 1)
    assert [line.holder for line in record.offices(OfficeQuery(stories=then))] == ["Ilse Brandt"]
    assert record.who("Oda Lien", then) == []


@pytest.mark.parametrize("said", [None, "now", "20240"])
def test_what_does_not_say_when_it_was_taken_is_known_since_it_was_added(record: Record, said: str | None) -> None:
    today = datetime.datetime.now(datetime.UTC).date()
    add(record, "page", said, anatomy(story()))
    assert not record.stories(Query(as_known=str(today - datetime.timedelta(days=1))))
    assert record.stories(Query(as_known=str(today + datetime.timedelta(days=1))))


def test_a_days_end_is_that_of_greenwich(record: Record) -> None:
    add(record, "page", "2024-03-04T22:00:00-05:00", anatomy(story()))
    assert not record.stories(Query(as_known="2024-03-04"))
    assert record.stories(Query(as_known="2024-03-05"))


def test_when_things_were_added_is_no_content(tmp_path: Path) -> None:
    digests: list[str] = []
    for name in ("one", "two"):
        with Record.open(tmp_path / name) as record:
            add(record, "page", None, anatomy(story()))
            record._connection.execute("UPDATE known SET day = ?", (f"2024-0{len(digests) + 1}-01",))
            digests.append(record.content_digest())
    assert digests[0] == digests[1]


def test_the_oldest_stand_first_where_that_is_asked(three_versions: Record) -> None:
    add(three_versions, "undated", None, anatomy(story("Rain\n\nIt rained.", published=None)))
    dates = [line.date for line in three_versions.stories(Query(order="oldest"))]
    assert dates == ["2024-03-04", "2024-04-04", "2024-05-04", None]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(QueryError, match="as_known 'yesterday' is no date"):
        Query(as_known="yesterday")
