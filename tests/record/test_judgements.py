"""People's judgements: what they do to the rows, that they last, and that nothing is settled in silence."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import NotFoundError, QueryError
from onrecord.model import Entity, Judgement, Mention, Reading, Statement, story_id
from onrecord.record import EventQuery, Query, Record, StatementQuery
from onrecord.record.judging.log import signed
from onrecord.record.judging.notices import notices_in
from onrecord.record.writing import replace_readings
from tests.record.making import BRIDGE, MADE_BY, anatomy, capture, full_reading, span, story

WHO = {"by": "mk", "reason": "the next paragraph says so"}


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """The record of one full reading."""
    with Record.open(tmp_path / "news.onrecord") as opened:
        opened.add_capture(capture("page"), [full_reading()], MADE_BY)
        yield opened


def row(record: Record, kind: str, words: str | None = None) -> str:
    """The id of the one row of this kind that stands on these words."""
    found = [
        line.id for line in record.judging.rows(full_reading().story.id)
        if line.kind == kind and (words is None or line.words == words)
    ]  # fmt: skip
    assert len(found) == 1, found
    return found[0]


def changed(reading: Reading, **fields: object) -> Reading:
    return msgspec.structs.replace(reading, **fields)


def reread(record: Record, reading: Reading, version: str = "2") -> None:
    """The record's page read by another version of the program, which gives this."""
    key = record._connection.execute("SELECT key FROM capture").fetchone()["key"]
    replace_readings(record._connection, key, None, [reading], MADE_BY | {"onrecord": version})


def test_a_corrected_value_is_what_every_query_shows_and_a_persons(record: Record) -> None:
    event = record.events()[0]
    record.judging.correct(event.id, "status", "negated", **WHO)
    now = record.events(EventQuery(status="negated"))[0]
    assert (now.id, now.status) == (event.id, "negated")
    assert record.events(EventQuery(status="actual")) == []
    (judged,) = now.judged
    assert (judged.field, judged.was, judged.becomes, judged.by) == ("status", "actual", "negated", "mk")
    assert record.story(full_reading().story.id).reading.events[0].status == "negated"
    assert [one["status"] for one in record.rows("events")] == ["negated"]


def test_who_speaks_for_whom_and_which_office_are_corrected_too(record: Record) -> None:
    warned = record.statements(StatementQuery(act="warn"))[0]
    assert warned.speaker.name is None
    record.judging.correct(warned.id, "speaker", row(record, "entity", "Ilse Brandt"), **WHO)
    assert [one.id for one in record.statements(StatementQuery(by="ilse brandt", act="warn"))] == [warned.id]
    record.judging.correct(row(record, "office"), "title", "deputy mayor", **WHO)
    record.judging.correct(row(record, "office"), "from", "2023-05", **WHO)
    (office,) = record.offices()
    assert (office.title, office.begins) == ("deputy mayor", "2023-05")
    assert [one.field for one in office.judged] == ["title", "from"]
    (person,) = record.who("Ilse Brandt")
    assert person.offices[0].title == "deputy mayor"


def test_the_outlet_and_date_of_a_story_are_corrected(record: Record) -> None:
    own = full_reading().story.id
    record.judging.correct(own, "outlet", "Valley Courier", **WHO)
    record.judging.correct(own, "published", "2024-03-05", **WHO)
    assert record.stories(outlet="valley courier", since="2024-03-05")[0].outlet == "Valley Courier"
    assert record.stories(outlet="the harbour post") == []
    assert record.stories(until="2024-03-04") == []
    published = record.story(own).reading.story.published
    assert published is not None
    assert published.read_from == "given"


def test_what_is_rejected_is_left_out_with_what_only_it_carried(record: Record) -> None:
    said, warned = record.statements()
    record.judging.reject(said.id, **WHO)
    assert [(one.id, one.within) for one in record.statements()] == [(warned.id, None)]
    assert record.events()[0].according_to is None
    record.judging.reject(row(record, "entity", "Ilse Brandt"), **WHO)
    assert (record.offices(), record.who("Ilse Brandt")) == ([], [])
    assert record.events()[0].actors[0].name is None
    assert record.events()[0].actors[0].span.text == "The mayor of Tarvik"


def test_undo_restores_exactly_and_can_be_undone(record: Record) -> None:
    def content() -> list[list[dict[str, object]]]:
        return [list(record.rows(view)) for view in ("statements", "events", "entities", "mentions", "participants")]

    before, event = content(), record.events()[0]
    made = record.judging.correct(event.id, "type", "ASSAULT", **WHO)
    corrected = content()
    assert corrected != before
    undone = record.judging.undo(made.id, **WHO)
    assert content() == before
    assert record.events()[0] == event
    record.judging.undo(undone.id, **WHO)
    assert content() == corrected
    assert [one.verb for one in record.judging.log(event.id)] == ["correct", "undo", "undo"]


def test_entities_of_one_story_are_merged_and_mentions_split_off(record: Record) -> None:
    brandt, town = row(record, "entity", "Ilse Brandt"), row(record, "entity", "Tarvik")
    title = row(record, "mention", "The mayor of Tarvik")
    made = record.judging.split(brandt, [title], name="Jon Vik", **WHO)
    reading = record.story(full_reading().story.id).reading
    assert sorted(one.name for one in reading.entities) == ["Ilse Brandt", "Jon Vik", "Tarvik"]
    assert record.statements(StatementQuery(by="Jon Vik"))[0].speaker.name == "Jon Vik"
    assert record.events()[0].actors[0].name == "Jon Vik"
    assert record.offices()[0].holder == "Ilse Brandt", "the office stands on other words"
    record.judging.undo(made.id, **WHO)
    record.judging.merge(brandt, [town], **WHO)
    (merged,) = record.story(full_reading().story.id).reading.entities
    assert (merged.name, len(merged.mentions), merged.acts_for) == ("Ilse Brandt", 3, None)
    assert merged.place is not None
    assert record.events()[0].place is not None
    assert record.events()[0].place.name == "Ilse Brandt"


def test_entities_of_two_stories_are_linked_by_the_last_word(record: Record) -> None:
    other = story("Mayor opens bridge\n\nI. Brandt opened it.", published="2024-04-02")
    named = span(other.text, "I. Brandt")
    entity = Entity(id="e1", kind="person", name="I. Brandt", mentions=(Mention(*_of(named)),))
    record.add_capture(capture("other"), [Reading(story=other, entities=(entity,))], MADE_BY)
    pair = tuple(sorted((row(record, "entity", "Ilse Brandt"), record.judging.rows(other.id)[1].id)))
    record.judging.merge(pair[0], [pair[1]], **WHO)
    assert (record.judging.links().must, record.judging.links().cannot) == ({pair}, set())
    made = record.judging.split(pair[1], [pair[0]], **WHO | {"by": "jl"})
    assert (record.judging.links().must, record.judging.links().cannot) == (set(), {pair})
    assert [one.sort for one in record.judging.conflicts()] == ["contradiction"]
    record.judging.undo(made.id, **WHO)
    assert record.judging.links().must == {pair}
    assert record.judging.conflicts() == []
    assert len(linked(record, pair)) == 1
    record.judging.undo(record.judging.log(pair[0])[0].id, **WHO)
    one, two = linked(record, pair)
    record.judging.merge(one, [two], **WHO)
    assert record.judging.links().must == {pair}, "the record's own entities stand for their rows"
    assert len(linked(record, pair)) == 1


def linked(record: Record, rows: tuple[str, ...]) -> list[str]:
    """The record's own entities to which these are linked."""
    marks = ", ".join("?" * len(rows))
    found = record._connection.execute(f"SELECT DISTINCT linked FROM entity_link WHERE entity IN ({marks})", rows)
    return [row["linked"] for row in found]


def _of(found: object) -> tuple[int, int, str, str]:
    return found.start, found.end, found.text, "name"  # type: ignore[attr-defined]


def test_a_judgement_lasts_when_another_model_gives_the_row_another_id(record: Record) -> None:
    said = record.statements()[0]
    record.judging.correct(said.id, "negated", "true", **WHO)
    first = full_reading().statements[0]
    shorter = span(BRIDGE, "the bridge is not safe")
    reread(record, changed(full_reading(), statements=(changed_statement(first, content=(shorter,), act="deny"),)))
    (now,) = record.statements()
    assert now.id != said.id
    assert (now.act, now.negated) == ("deny", True)
    assert record.judging.conflicts() == []


def changed_statement(statement: Statement, **fields: object) -> Statement:
    return msgspec.structs.replace(statement, **fields)


def test_a_rejection_holds_for_the_type_that_the_row_had(record: Record) -> None:
    event = record.events()[0]
    record.judging.reject(event.id, **WHO)
    assert record.events() == []
    other = msgspec.structs.replace(full_reading().events[0], type="AID", mode=None)
    reread(record, changed(full_reading(), events=(other,)))
    assert [one.type for one in record.events()] == ["AID"]
    (conflict,) = record.judging.conflicts()
    assert (conflict.sort, conflict.row) == ("vanished", event.id)
    assert conflict.why == "the event at its words is now AID, and was COERCE"
    reread(record, full_reading(), "3")
    assert (record.events(), record.judging.conflicts()) == ([], []), "the row is back, and so is its rejection"


def test_a_row_that_is_gone_keeps_its_judgement_as_a_conflict(record: Record) -> None:
    made = record.judging.confirm(record.events()[0].id, **WHO)
    reread(record, changed(full_reading(), events=()))
    (conflict,) = record.judging.conflicts()
    assert (conflict.sort, conflict.why, conflict.judgements) == (
        "vanished", "no event stands at its words any more", (made,),
    )  # fmt: skip


def test_a_value_that_is_now_read_as_a_third_is_surfaced(record: Record) -> None:
    record.judging.correct(record.events()[0].id, "status", "planned", **WHO)
    third = msgspec.structs.replace(full_reading().events[0], status="demanded")
    reread(record, changed(full_reading(), events=(third,)))
    assert record.events()[0].status == "planned"
    (conflict,) = record.judging.conflicts()
    assert (conflict.sort, conflict.why) == ("read_otherwise", "it is now read as demanded, and was read as actual")


def test_two_people_who_contradict_each_other_are_shown_and_the_last_wins(record: Record) -> None:
    event = record.events()[0].id
    record.judging.correct(event, "status", "negated", **WHO)
    record.judging.correct(event, "status", "planned", **WHO | {"by": "jl"})
    assert record.events()[0].status == "planned"
    (conflict,) = record.judging.conflicts()
    assert (conflict.sort, conflict.field) == ("contradiction", "status")
    assert conflict.why == "mk: negated; jl: planned. The last stands"
    record.judging.correct(event, "status", "planned", **WHO)
    assert record.judging.conflicts() == [], "mk agrees by now"
    record.judging.reject(event, **WHO)
    record.judging.confirm(event, **WHO | {"by": "jl"})
    assert len(record.events()) == 1
    assert [one.field for one in record.judging.conflicts()] == [None]


def test_a_judgement_is_carried_over_to_a_later_version_of_the_story(tmp_path: Path) -> None:
    address = "https://harbour.example/bridge"
    first = anatomy_with_statement(story(url=address))
    second = anatomy_with_statement(story(f"UPDATE: {BRIDGE} It reopens on Friday.", url=address))
    with Record.open(tmp_path / "two.onrecord") as record:
        record.add_capture(capture("one"), [first], MADE_BY)
        own = next(one.id for one in record.judging.rows(first.story.id) if one.kind == "statement")
        record.judging.correct(own, "act", "deny", **WHO)
        record.add_capture(capture("two"), [second], MADE_BY)
        acts = {one.citation.story: one.act for one in record.statements()}
        assert acts == {first.story.id: "deny", second.story.id: "deny"}
        found = {one["found_by"] for one in record.rows("judged_rows")}
        assert found == {"id", "selector"}


def anatomy_with_statement(one: object) -> Reading:
    text = one.text  # type: ignore[attr-defined]
    said = Statement(id="s1", mode="indirect", content=(span(text, "that the bridge is not safe"),))
    return Reading(story=one, statements=(said,))  # type: ignore[arg-type]


def test_a_story_whose_page_is_split_otherwise_keeps_its_judgements(record: Record) -> None:
    event = record.events()[0].id
    record.judging.correct(event, "status", "negated", **WHO)
    text = "Share this\n\n" + BRIDGE
    moved = msgspec.json.decode(msgspec.json.encode(full_reading().events[0]))
    by = len("Share this\n\n")
    shifted = _shifted(moved, by)
    reread(record, Reading(story=story(text), events=(msgspec.convert(shifted, type(full_reading().events[0])),)))
    (now,) = record.events()
    assert (now.id != event, now.status, now.citation.story) == (True, "negated", story_id(text))
    assert record.judging.conflicts() == []


def _shifted(node: object, by: int) -> object:
    if isinstance(node, dict):
        return {
            name: value + by if name in ("start", "end") else _shifted(value, by) for name, value in node.items()
            if name not in ("actors", "recipients", "place", "according_to")
        }  # fmt: skip
    return [_shifted(one, by) for one in node] if isinstance(node, list) else node


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("status", "done", "status cannot be 'done'. It can be: actual, ongoing"),
        ("status", None, "the status of an event cannot be unknown"),
        ("tone", "grave", "an event has no value 'tone' to correct. It has: type, mode"),
        ("time", "yesterday", "time 'yesterday' is no time. Write it in EDTF"),
        ("place", "ffffff", "the record holds no row whose id begins with ffffff"),
        ("historical", "perhaps", "historical 'perhaps' is not true or false"),
        ("type", "MARRY", "type cannot be 'MARRY'"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(record: Record, field: str, value: str | None, why: str) -> None:
    with pytest.raises((QueryError, NotFoundError)) as refused:
        record.judging.correct(record.events()[0].id, field, value, **WHO)
    assert why in str(refused.value)
    assert record.judging.log() == []


def test_a_judgement_needs_a_person_and_a_reason(record: Record) -> None:
    for given in ({"by": " ", "reason": "so"}, {"by": "mk", "reason": ""}):
        with pytest.raises(QueryError, match="a judgement needs"):
            record.judging.reject(record.events()[0].id, **given)


def test_two_teams_that_take_in_each_others_logs_hold_the_same(record: Record, tmp_path: Path) -> None:
    with Record.open(tmp_path / "other.onrecord") as other:
        other.add_capture(capture("page"), [full_reading()], MADE_BY)
        event = record.events()[0].id
        record.judging.correct(event, "status", "negated", **WHO)
        other.judging.correct(event, "status", "planned", by="jl", reason="it is a plan")
        other.judging.reject(other.statements()[1].id, by="jl", reason="nobody said so")
        for one, from_ in ((record, other), (other, record)):
            lines = [msgspec.json.encode(judgement) for judgement in from_.judging.log()]
            taken = one.judging.take_in(lines)
            assert taken.added == (2 if one is record else 1)
            assert one.judging.take_in(lines).added == 0
        assert record.content_digest() == other.content_digest()
        assert record.judging.log() == other.judging.log()
        assert record.events()[0].status == "planned"


def test_an_altered_or_broken_log_is_refused_as_a_whole(record: Record) -> None:
    made = record.judging.reject(record.events()[0].id, **WHO)
    good = msgspec.json.encode(signed(msgspec.structs.replace(made, by="jl")))
    altered = msgspec.json.encode(msgspec.structs.replace(made, by="somebody else"))
    for lines, why in (
        ([good, altered], "line 2: the judgement"), ([good, b"{"], "line 2 is no judgement"),
        ([msgspec.json.encode(signed(msgspec.structs.replace(made, at="2999-01-01T00:00:00Z")))], "lies in the future"),
    ):  # fmt: skip
        with pytest.raises(QueryError, match=why):
            record.judging.take_in(lines)
    assert record.judging.log() == [made]


def test_a_judgement_of_a_story_that_comes_later_waits_for_it(tmp_path: Path, record: Record) -> None:
    made = record.judging.reject(record.events()[0].id, **WHO)
    with Record.open(tmp_path / "later.onrecord") as later:
        later.judging.take_in([msgspec.json.encode(made)])
        assert [one.why for one in later.judging.conflicts()] == ["its story is not in the record"]
        later.add_capture(capture("page"), [full_reading()], MADE_BY)
        assert (later.events(), later.judging.conflicts()) == ([], [])
        assert later.content_digest() == record.content_digest()


def test_erasing_a_story_erases_what_was_judged_of_it_and_keeps_it_out(record: Record) -> None:
    lines = [msgspec.json.encode(record.judging.reject(record.events()[0].id, **WHO))]
    record.erase(story=full_reading().story.id, reason="asked for")
    assert record.judging.log() == []
    assert list(record.rows("judgement_targets")) == []
    assert record.judging.take_in(lines).erased == 1
    assert record.judging.log() == []


def test_a_later_judgement_is_dated_after_what_was_taken_in(record: Record) -> None:
    made = record.judging.reject(record.events()[0].id, **WHO)
    tomorrow = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=20)).replace(tzinfo=None).isoformat()
    ahead = signed(msgspec.structs.replace(made, at=f"{tomorrow}Z", by="jl"))
    record.judge(ahead)
    after = record.judging.confirm(made.row, **WHO)
    assert after.at > ahead.at
    assert len(record.events()) == 1


def test_only_a_person_closes_a_commitment(record: Record) -> None:
    record.judging.correct(row(record, "commitment"), "standing", "fulfilled", **WHO)
    (thread,) = record.commitments()
    assert (thread.standing, thread.commitment.judged[0].was) == ("fulfilled", "open")


CORRECTED = BRIDGE.replace("not safe", "safe") + "\n\nThis article was amended on 5 March 2024: the bridge is safe."


def test_a_correction_in_a_later_version_marks_the_rows_on_changed_words(tmp_path: Path) -> None:
    address = "https://harbour.example/bridge"
    with Record.open(tmp_path / "news.onrecord") as record:
        record.add_capture(capture("one"), [changed(full_reading(), story=story(url=address, authors=()))], MADE_BY)
        record.add_capture(capture("two"), [anatomy(story(CORRECTED, url=address))], MADE_BY)
        assert [one["kind"] for one in record.rows("notices")] == ["correction"]
        safe, warned = record.statements(StatementQuery(stories=Query(until="2024-03-04")))
        assert [one.verb for one in safe.judged] == ["correction"]
        assert safe.judged[0].source == story_id(CORRECTED)
        assert warned.judged == (), "its words are as they were"


def test_a_retraction_marks_every_row(tmp_path: Path) -> None:
    address = "https://harbour.example/bridge"
    gone = "Bridge stays closed\n\nThis story has been retracted."
    with Record.open(tmp_path / "news.onrecord") as record:
        record.add_capture(capture("one"), [changed(full_reading(), story=story(url=address, authors=()))], MADE_BY)
        record.add_capture(capture("two"), [anatomy(story(gone, url=address))], MADE_BY)
        assert {one.verb for line in record.statements() for one in line.judged} == {"retraction"}
        assert [one.verb for one in record.events()[0].judged] == ["retraction"]


def test_a_judgement_without_a_row_is_kept_and_surfaced(record: Record) -> None:
    record.judge(Judgement(id="j1", row="r1", verb="reject", by="mk", at="2024-03-05T10:00:00Z", reason="another"))
    assert [(one.sort, one.why) for one in record.judging.conflicts()] == [
        ("vanished", "the record has no row of this id")
    ]


@pytest.mark.parametrize(
    ("paragraph", "kind"),
    [
        ("Correction: the bridge opened in 1962, not 1926.", "correction"),
        ("(Corrects the name of the mayor in the second paragraph)", "correction"),
        ("This article was amended on 5 March 2024 because it named the wrong bank.", "correction"),
        ("An earlier version of this story misstated the toll.", "correction"),
        ("CLARIFICATION - The minister spoke of two bridges.", "correction"),
        ("RETRACTION: Our report on the bridge.", "retraction"),
        ("This article has been withdrawn at the request of its authors.", "retraction"),
        ("The mayor asked for a correction of the budget.", None),
        ("Police corrected earlier figures and said that four people had died.", None),
        ("The company retracted its offer for the ferry line.", None),
        ("Correctional officers at the prison went on strike.", None),
        ("The correct answer is not known, the mayor said.", None),
        ("The minister withdrew a report on the ferry, and removed two of its authors.", None),
    ],
)
def test_notices_are_known_by_their_set_words(paragraph: str, kind: str | None) -> None:
    text = f"Bridge stays closed\n\n{paragraph}"
    found = notices_in(text, [(0, 19), (21, len(text))])
    assert [one.kind for one in found] == ([kind] if kind else [])
    assert all(one.span.holds_in(text) for one in found)
