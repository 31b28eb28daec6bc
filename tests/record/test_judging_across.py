"""People's judgements of what lies across stories: who is who, events, copies, disputes, promises, offices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import QueryError
from onrecord.model import Entity, Event, Mention, Reading, story_id
from onrecord.record import Record
from onrecord.record.connection import transaction
from onrecord.record.counting import counts_of
from onrecord.record.linked_entities import linked_now
from onrecord.record.linked_events import event_now, tellings_of_event
from onrecord.record.own import TELLINGS, now
from onrecord.record.relinking import relink_all
from tests.record.making import full_reading, span, story
from tests.record.test_linked_entities import add, ids, rows, told
from tests.record.test_tellings_events import moved

WHO = {"by": "mk", "reason": "read both"}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "news.onrecord") as opened:
        yield opened


def partition(record: Record, links: str, row: str, linked: str = "linked") -> dict[str, str]:
    """What each row of stories is linked to."""
    return dict(rows(record, f"SELECT {row}, {linked} FROM {links} ORDER BY story, 1"))  # type: ignore[arg-type]


def people(record: Record) -> dict[str, str]:
    return partition(record, "entity_link", "entity")


def events(record: Record) -> dict[str, str]:
    return partition(record, "event_link", "event")


def tellings(record: Record) -> dict[int, str]:
    return partition(record, "told", "story", "telling")  # type: ignore[return-value]


def bridge(number: int) -> Reading:
    """The story of the bridge as one of five outlets prints it, in nearly the same words."""
    reading = moved(full_reading(), "angry", ("angry", "upset", "tired", "cross", "loud.")[number])
    one = reading.story
    return msgspec.structs.replace(reading, story=msgspec.structs.replace(one, id=story_id(one.text)))


def happening(text: str, trigger: str, day: str) -> Reading:
    """A story of one event."""
    named = span(text, trigger)
    event = Event(id="v1", trigger=named, type="ASSAULT", mentions=(named,), time=day)
    return Reading(story=story(text, published=day), events=(event,))


# Entities


def test_merging_takes_along_all_that_was_linked_and_undoing_takes_it_back(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Lena Holm", day="2024-03-05"), told("Lena Holm", day="2024-03-06"))
    add(record, told("Ilse Brandt", day="2024-03-07"))
    [brandt], [holm] = ids(record, "Ilse Brandt"), ids(record, "Lena Holm")
    before = people(record)
    # Rows of the first two stories are named; the third and fourth follow.
    made = record.judging.merge(brandt or "", [holm or ""], **WHO)
    assert set(people(record).values()) == {brandt}
    assert linked_now(record._connection, holm or "") == brandt
    record.judging.undo(made.id, **WHO)
    assert people(record) == before
    assert (ids(record, "Ilse Brandt"), ids(record, "Lena Holm")) == ([brandt], [holm])


def test_what_joined_two_who_were_one_by_a_persons_word_is_held_against_both_again(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Lena Holm", day="2024-03-05"))
    [brandt], [holm] = ids(record, "Ilse Brandt"), ids(record, "Lena Holm")
    made = record.judging.merge(brandt or "", [holm or ""], **WHO)
    # Stories of the time between belong to one of them.
    add(record, told("Lena Holm", day="2024-03-06"), told("Ilse Brandt", day="2024-03-07"))
    record.judging.undo(made.id, **WHO)
    assert [person.stories for person in (*record.who("Ilse Brandt"), *record.who("Lena Holm"))] == [2, 2]
    assert (ids(record, "Ilse Brandt"), ids(record, "Lena Holm")) == ([brandt], [holm])


def test_no_later_story_joins_those_whom_a_person_told_apart(record: Record) -> None:
    def bridges(record: Record) -> None:
        add(record, told("John Smith", "Hugo Tarvik"), told("John Smith", "Ada Lind", day="2024-03-05"))

    bridges(record)
    one, two = ids(record, "John Smith")
    record.judging.split(one or "", [two or ""], **WHO)
    assert all(person.suggestions == () for person in record.who("John Smith")), "it is decided"
    # Somebody who stands with the companions of both would be both.
    add(record, told("John Smith", "Ada Lind", "Hugo Tarvik", day="2024-03-06"))
    assert len(ids(record, "John Smith")) == 2
    namesakes = rows(
        record,
        "SELECT entity FROM entity_link l JOIN entity e ON e.id = l.entity WHERE e.name = 'John Smith'"
        " ORDER BY l.story LIMIT 2",
    )
    first, second = (row for (row,) in namesakes)
    assert people(record)[first] != people(record)[second]


def test_what_others_suggest_of_somebody_outlives_his_being_linked_anew(record: Record) -> None:
    add(record, told("John Smith"), told("John Smith", day="2024-03-09"), told("Lena Holm", day="2024-03-10"))
    first, second = record.who("John Smith")
    made = record.judging.merge(first.id or "", [ids(record, "Lena Holm")[0] or ""], **WHO)
    record.judging.undo(made.id, **WHO)
    assert [one.id for one in record.who("John Smith")[0].suggestions] == [second.id]


def test_an_id_that_was_given_out_answers_whatever_is_taken_back(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Ilse Brandt", day="2024-03-09"))
    [both] = ids(record, "Ilse Brandt")
    first, second = people(record)
    made = record.judging.split(first, [second], **WHO)
    (other,) = set(ids(record, "Ilse Brandt")) - {both}
    record.judging.undo(made.id, **WHO)
    assert linked_now(record._connection, other or "") == both


def test_who_has_no_name_is_merged_with_nobody_of_another_story(record: Record) -> None:
    for day in ("2024-03-04", "2024-03-09"):
        text = f"News of {day}\n\nThe officials met at noon."
        officials = Entity(id="e1", kind="group", name="officials", mentions=(Mention(21, 34, text[21:34], "nominal"),))
        add(record, Reading(story=story(text, published=day), entities=(officials,)))
    first, second = (row for (row,) in rows(record, "SELECT id FROM entity"))
    with pytest.raises(QueryError, match="has no name in its story"):
        record.judging.merge(first, [second], **WHO)


def test_a_merge_that_a_split_denies_is_surfaced(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Lena Holm", day="2024-03-05"), told("Ada Lind", day="2024-03-06"))
    lind = ids(record, "Ada Lind")
    brandt, holm, third = people(record)
    parted = record.judging.split(brandt, [third], **WHO)
    record.judging.merge(brandt, [holm], **WHO)
    merged = record.judging.merge(holm, [third], by="jl", reason="so I heard")
    assert ids(record, "Ada Lind") == lind, "what is told apart stays apart"
    (conflict,) = record.judging.conflicts()
    assert (conflict.sort, {parted.id, merged.id} <= {one.id for one in conflict.judgements}) == ("contradiction", True)


def test_what_an_erased_story_made_one_is_two_again(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Lena Holm", day="2024-03-05"), told("Lena Holm", day="2024-03-06"))
    add(record, told("Ilse Brandt", day="2024-03-07"))
    first, second, *_ = people(record)
    record.judging.merge(first, [second], **WHO)
    record.erase(story=record.stories(until="2024-03-04")[0].id, reason="asked for")
    assert record.judging.log() == []
    assert [person.stories for person in (*record.who("Ilse Brandt"), *record.who("Lena Holm"))] == [1, 2]


def test_what_is_counted_of_somebody_follows_a_judgement_that_moves_no_link(record: Record) -> None:
    def counts() -> list[tuple[object, ...]]:
        return rows(
            record,
            "SELECT t.did, t.said FROM told_of t JOIN entity e ON e.id = t.entity WHERE e.name = 'Ilse Brandt'",
        )

    add(record, bridge(0))
    assert counts() == [(1, 1)]
    made = record.judging.reject(record.events()[0].id, **WHO)
    assert counts() == [(0, 1)]
    record.judging.undo(made.id, **WHO)
    assert counts() == [(1, 1)]


# Events


def test_two_events_are_one_by_a_persons_word_with_all_their_tellings(record: Record) -> None:
    add(
        record,
        happening("Blast\n\nA blast shook the port.", "blast", "2024-03-04"),
        happening("Fire\n\nA fire broke out.", "fire", "2024-05-09"),
    )
    before = events(record)
    (first, one), (second, two) = sorted(before.items(), key=lambda each: each[1] != events(record)[min(before)])
    made = record.judging.merge(one, [two], **WHO)
    kept = set(events(record).values())
    assert len(kept) == 1
    assert {event_now(record._connection, each) for each in (one, two)} == kept
    assert {each.event for each in tellings_of_event(record._connection, two)} == {first, second}
    assert {each.why for each in tellings_of_event(record._connection, one)} == {
        "the first of its kind", "as a person decided",
    }  # fmt: skip
    record.judging.undo(made.id, **WHO)
    assert events(record) == before


def test_a_story_tells_of_another_event_than_the_rest(record: Record) -> None:
    add(record, bridge(0), bridge(1), bridge(2))
    (both,) = set(events(record).values())
    last = rows(record, "SELECT event FROM event_link ORDER BY story DESC LIMIT 1")[0][0]
    made = record.judging.split(both, [last], **WHO)
    assert len(set(events(record).values())) == 2
    assert len(tellings_of_event(record._connection, both)) == 2
    add(record, bridge(3))
    assert len(set(events(record).values())) == 2, "no further story makes one of them"
    record.judging.undo(made.id, **WHO)
    assert set(events(record).values()) == {both}


def test_confirming_and_rejecting_an_event_of_the_record_judges_its_links(record: Record) -> None:
    add(record, bridge(0), bridge(1))
    (both,) = set(events(record).values())
    made = record.judging.confirm(both, **WHO)
    assert (made.verb, len(made.targets)) == ("merge", 2)
    assert [one.score for one in tellings_of_event(record._connection, both)] == [1.0, 1.0]
    rejected = record.judging.reject(both, **WHO | {"by": "jl"})
    assert (rejected.verb, len(set(events(record).values()))) == ("split", 2)
    assert [one.sort for one in record.judging.conflicts()] == ["contradiction"]
    add(record, bridge(2), bridge(3), bridge(4))
    largest = max(events(record).values(), key=list(events(record).values()).count)
    with pytest.raises(QueryError, match="Say which of them are others"):
        record.judging.reject(largest, **WHO)


def test_a_rejected_event_is_no_telling_and_is_held_against_nothing(record: Record) -> None:
    add(record, bridge(0))
    record.judging.reject(record.events()[0].id, **WHO)
    assert events(record) == {}
    add(record, bridge(1))
    assert len(tellings_of_event(record._connection, next(iter(events(record).values())))) == 1


def test_a_later_story_joins_two_events_and_both_ids_answer(record: Record) -> None:
    place = "in Tarvik on Sunday"
    add(
        record,
        happening(f"Port\n\nAn ambush shook the grain port {place}.", "ambush", "2024-03-03"),
        happening(f"Dead\n\nGunfire killed two dockers {place}.", "Gunfire", "2024-03-03"),
    )
    one, two = rows(record, "SELECT linked FROM event_link ORDER BY story")
    if one == two:
        pytest.fail("the two stories were to be told apart until a third comes")
    known = [each for (each,) in (one, two)]
    add(record, _of_both(place))
    assert len(set(events(record).values())) == 1
    assert {event_now(record._connection, each) for each in known} == {known[0]}
    redirect = rows(record, "SELECT id, same_as, stories FROM linked_event WHERE same_as IS NOT NULL")
    assert redirect == [(known[1], known[0], 0)]


def _of_both(place: str) -> Reading:
    text = f"Ambush, gunfire\n\nAn ambush with gunfire shook the grain port and killed two dockers {place}."
    named = span(text, "ambush with gunfire")
    event = Event(id="v1", trigger=named, type="ASSAULT", mentions=(named,), time="2024-03-03")
    return Reading(story=story(text, published="2024-03-03"), events=(event,))


# Copies


def test_what_is_no_copy_is_counted_for_itself(record: Record) -> None:
    add(record, bridge(0), bridge(1))
    keys = list(tellings(record))
    assert counts_of(record._connection, {"these": keys})["these"].tellings == 1
    (telling,) = set(tellings(record).values())
    first, second = (row for (row,) in rows(record, "SELECT id FROM story ORDER BY key"))
    made = record.judging.split(first, [second], **WHO)
    assert counts_of(record._connection, {"these": keys})["these"].tellings == 2
    assert tellings(record)[keys[0]] == telling
    add(record, bridge(2))
    assert len(set(tellings(record).values())) == 2, "a copy of both is one's, and does not make them one"
    record.judging.undo(made.id, **WHO)
    assert set(tellings(record).values()) == {telling}


def test_a_rewrite_is_a_copy_by_a_persons_word(record: Record) -> None:
    add(record, told("Ilse Brandt"), told("Hugo Tarvik", day="2024-03-05"))
    one, two = tellings(record).values()
    made = record.judging.merge(one, [two], **WHO)
    assert set(tellings(record).values()) == {one}
    assert now(record._connection, TELLINGS, two) == one
    record.judging.undo(made.id, **WHO)
    assert list(tellings(record).values()) == [one, two]


# All of them


def test_linking_all_anew_keeps_what_people_decided_and_every_id(record: Record) -> None:
    add(record, bridge(0), bridge(1), told("Lena Holm", day="2024-03-05"), told("Ilse Brandt", day="2024-03-06"))
    holm, brandt = ids(record, "Lena Holm")[0] or "", ids(record, "Ilse Brandt")[0] or ""
    record.judging.merge(brandt, [holm], **WHO)
    first, second = rows(record, "SELECT id FROM story ORDER BY key LIMIT 2")
    record.judging.split(first[0], [second[0]], **WHO)
    before = record.content_digest()
    with transaction(record._connection):
        assert relink_all(record._connection) == 4
    assert record.content_digest() == before


def test_another_records_log_moves_the_same(record: Record, tmp_path: Path) -> None:
    stories = [bridge(0), bridge(1), told("Lena Holm", day="2024-03-05"), told("Ilse Brandt", day="2024-03-06")]
    with Record.open(tmp_path / "other.onrecord") as other:
        for one in (record, other):
            add(one, *stories)
        (both,) = set(events(record).values())
        record.judging.reject(both, **WHO)
        record.judging.merge(ids(record, "Ilse Brandt")[0] or "", [ids(record, "Lena Holm")[0] or ""], **WHO)
        other.judging.take_in(msgspec.json.encode(one) for one in record.judging.log())
        assert other.content_digest() == record.content_digest()
